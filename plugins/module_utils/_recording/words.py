# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The words of the API: they belong to nobody, so that they stay in a recording that is shared. Data only."""

from __future__ import annotations


def _words(text: str, mark: str | None = None) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(mark))


# Functions, the undocumented ones that clients met too.
DOCUMENTED = _words(
    """
auth.client auth.client.token auth.token.grant auth.token.revoke cmd.ap cmd.billing.newCycle cmd.carrier.scan cmd.carrier.select
cmd.cellularModule.rescanNetwork cmd.cellularModule.reset cmd.channelPci.lock cmd.channelPci.scan cmd.config.apply cmd.config.discard
cmd.config.restore cmd.mesh.discover cmd.mesh.discover.result cmd.mesh.request cmd.port.poe.disable cmd.port.poe.enable cmd.sendUssd cmd.sim.ussd.send
cmd.sms.delete cmd.sms.get cmd.sms.sendMessage cmd.starlink cmd.system.reboot cmd.wan.cellular cmd.wifi.connect cmd.wifi.disconnect cmd.wifi.forget
cmd.wifi.result cmd.wifi.scan config.gpio config.mesh config.port config.speedfusionConnectProtect config.ssid.profile config.wan.connection
config.wan.connection.priority info.firmware info.location info.time login logout status.cellularModule.temperature status.client status.extap.mesh
status.extap.mesh.link status.gpio.input status.gpio.output status.lan.profile status.pepvpn status.port status.wan.connection
status.wan.connection.allowance
"""
)
UNDOCUMENTED = _words(
    """
cmd.gps config.snmp.info config.speedfusionCloud config.time info.cellular info.frw.version info.system status.ap status.bandwidthUsage.client
status.cpu status.lan status.log status.openvpn status.ospf status.system.info status.traffic status.wan status.wan.latency
"""
)
FUNCTIONS = DOCUMENTED | UNDOCUMENTED

# Members of bodies and parameters of queries.
NAMES = _words(
    """
GET POST accessControlList accessPoint accessToken action active activeOnly activeSim additionalIp address advertise agent algorithm alternateSim
altitude analog_input apList apn asLan assignedMeshId authentication authenticationTimeout authorizationType auto autoApn autoConnect automatic
backupDisconnect band bandSelection bandwidth bandwidthAllowanceMonitor beaconMissCounter bootable bridge broadcast bssList bssid byte candidateId
candidateList candidates captivePortal carrier carrierAggregation carrierSelection cellId cellPlmn cellTower cellUtranId cellular cellularModule
cellularNetwork challenge channel channelScanInterval channelWidth checkInterval cityCode client clientId clientName clientSecret clientType
cloudLocation code confidential config confirmPeriod conflictCount conflictRoute connId connected connection connectionType content country cpuLoad
createTimestamp customState customStates customUrl dataRate dataTechnology date day ddns dec delay detail device deviceInfo dhcp diagnosticLevel
dialNumber digital_input digital_output discard discovery dns download dropIn duration dynamicZone earfcn ecio eid enable enforce esn essid expiresIn
failback failbackTimeout fanSpeed fastTransition fec firmware firmwareId forceRoam forceSubnet forward fragment frequency frequencyBand from gain
gateway gatewayUrl gobi gps gre greUplink group groupSet hasSmtp hdop heading healthcheck hex high host hostname hotStandBy hotStandby hour http
huaweiBand iccid icmpPing id idleTimeout ignoreDefaultGateway imei imsi inUse inactiveRoute includePublic includedPublic incontrolManaged infoType
inner instantActive intensiveScan interval ip ipPassthrough keepaliveInterval keepaliveRetry key l2tp lac lan lastUpdate latency latitude lease length
level limit linkAggregation linkType linkUp links list lite local location locked longitude loss low lower mac managementNetwork managementOnly
manufacturer mask master mcc meid meshId message method minimumHopCountToGateway minimumSignalDifference mnc mobileType mode model modem moduleId
moduleName modulePowerOn moduleType monthlyAllowance mss mtn mtu multipleIp name nanoSecond nanotime nat network networkMode nodes notice nslookup
openvpn operator optimalNetwork order outOfOrder outer outputWeight overall packet passphrase password pattern pci pcs pdop peer peerCount peerId
peerName pepVpnNat pepvpnNat percent percentage period permission physical ping plmn poe policy port portId power powerBoost pppoe ppsk preferredBssid
preferredSim priority productId profile profileId protocol provider rat rate receive recover recovery redundant reference referenceSsid remote
remoteSim reportTimestamp response result retry roaming roamingStatus route routingMode rscp rsrp rsrq rssi rtt rx rxRate scanInterval scanStatus
schedule scheduledOff scope searchPattern second secure security securityPolicy selectedCarrier sender serialNumber server service signal signalLevel
signalMode signalStrength signalThreshold sim simCardDetected simCardScheme simId simPin simPriority sinr siteId size slot sms snmpTrap snr sortBy
sortOrder speed speedfusionConnect5gLte ssid start stat state staticIp staticRoute status statusLed strength support supportGatewayProxy
supportGigaEthernet synergy synergyLink tac temperature thermalSensor threshold time timeElapsed timeout timestamp to transmit ttl tunnel tunnelOption
tx txRate type unit uplink upload upper uptime url usage useExternalAntenna useLanIp useWanIp userCount userShared username ussd v1 v2 v3 value vci
vdop vendorId version virtual virtualType vlan vlanId voltage vpi wan wanDependent warning wifi wifiProfile wimaxLogin wireless wpa2Personal
wpaWpa2Personal
"""
)

# Enumerations, with words outside the documents that units were seen to answer.
WORDS = _words(
    """
1 | 1000baseTx-FD | 100baseTx-FD | 100baseTx-HD | 10baseT-FD | 10baseT-HD | 2 | 2.4 GHz | 2.4GHz | 20 MHz | 20/40 MHz | 20/40/80 MHz | 2G | 2G_3G | 3
| 3G | 3G_2G | 40 MHz | 40MHz | 4G | 5 GHz | 5GHz | 80 MHz | 802.1x with dynamic WEP key | 8021x | ACTIVE | AP_NOT_FOUND | AUTHEN | Auto | COLD |
CONFLICT | CONNECTED | D-ACTIV | D-SUSPD | DETECTING | DHCP | Drop In | EAP_AUTH_FAIL | FAILURE | FULL | GB | GRE | GSM1900 | GSM900/GSM1800/WCDMA2100
| Gbps | INVALID | IP Forwarding | In Use | L2TP | LTE | MB | Mbps | NAT | No SIM Card Detected | Open | P-ACTIV | P-SUSPD | PPPoE | PSK_AUTH_FAIL |
REMOTE_FAILURE | ROUTE | SIM Card Detected | STANDBY | START | STATNDBY | Static IP | TB | TIMEOUT | TUNNEL | U-ACTIV | U-SUSPD | UNKNOWN_FAIL |
WAN_DISABLED | WAN_DOWN | WEP | WPA/WPA2 Personal | WPA/WPA2-Enterprise | WPA/WPA2-Personal | WPA2 Personal | WPA2/WPA3-Personal | WPA3-Personal |
absolute | ac | accessPoint | active | add | adopting | adsl | advanced | all | alternate | analog | analog_input | analog_testing | api |
api.read-only | asc | auto | axa | axg | bandwidthAllowanceMonitor | basic | blacklist | bssid | cellular | changeip | channel | chap | client |
config | connection | connectionType | custom | customUrl | dBm | delay | desc | detail | dhcp | digial | digital | digital_input | digital_output |
disconnect | dnsomatic | done | dropIn | dyndns | email | empty | essid | ethernet | express | fail | flash | full | gobi | gray | gre | green |
healthcheck | high | home | http | ignition_sensing | immediate | input_sensing | ip | ipsec | kbps | l2 | l2tp | l3 | lease | lite | low | mac |
manual | max | medium | mesh | minimum | modem | multipleIp | na | name | natc | nats | new | ng | no | noip | normal | nslookup | ok | online | open
| openvpn | other | others | pap | peer | pepvpn | physical | ping | port | ppp | pppoe | pptp | profile | reboot | red | relative | remoteSim |
remote_sim | remove | replace | restrict | roaming | roaming partner | router | scanning | security | signal | signalStrength | smartcheck | speed |
speedfusionConnect5gLte | start | static | staticIp | status | stow | stroute | toggle_high | tunnel | tzo | unknown | unstow | update | vlanId |
voltage_measurement | wan_status | wep | whitelist | wifi | wins | wireless | wovlan | wpa-eap | wpa-psk | yellow | yes
""",
    "|",
)

# Texts are made of these beside the words above: what routers, libraries and this collection say of failures and of the state of a link.
_TEXT = _words(
    """
HttpOnly Lax Path SameSite Secure Strict via
3G 4G 5G AM API APN Apr Aug Balance Band CDMA Cache-Control Cold Connection Content-Length Content-Type DDNS DOCTYPE Dec EDGE EVDO Feb Fri FusionHub
GHz GMT GPIO GPRS GPS HSDPA HSPA HSPA+ HTTP Hot Hz ICCID IP InControl JSON Jan Jul Jun LAN LED LTE MAX MHz MTU Mar May Mbps Mon NR NSA Nov Oct PIN PM
Peplink Pepwave PoE SA SFC SMS SSID Sat Sep Server SpeedFusion Standby Starlink Sun Synergy TCP TLS Thu Tue UDP UMTS URL USB UTC V VLAN VPN WAN WCDMA
WLAN Wed Wi-Fi a about above absent accept accepted access account action activated activating added address addresses admin after again all allowed
alpha already an and another answer answered any apache api application applied apply applying are argument arguments as at attempt attempts
authentication authorised authorization authorized available bad band be because been before begin being below beta between body body br busy but by
byte bytes cable came can cannot card cards carrier cell center certificate certificates change changed changes channel charset check chunked client
close code cold come complete configuration configured connect connected connecting connection content could credentials cut dB data day days deflate
denied deny detached detected device dhcp did disabled discarded disconnected disconnecting div dns does done down drop dropped duplicate during each
either empty enabled end ended entry error errors established ethernet exceeded exceeds exchange exist existing exists expected expired fail failed
failure false field firmware first for forbidden format found from full function further gateway get given gone good got gzip h1 h2 had handshake has
have head header health healthcheck high host hot hours hr html http https i id identifier identity if ignored in incorrect input inside interface
internal interval invalid is it item its json kbps keep-alive kept key last layout left less lighttpd limit line link list load locked login logout
long loss lost low malformed mandatory many match maximum may member members memory message meta method minimum minute minutes missing mode model
modem modems module more most ms must must-revalidate name names negative network networks never new next nginx no no-cache no-store none nosniff not
nothing null number object obtaining of off ok old on once one only open operation option or order other out output over own p parameter parameters
part partial password pending performed permission permitted plain please poll port position post power present priority private problem process
processed processing profile protocol proxy public queue range rate reach reached read reading ready reason reboot rebooting received receiving
reconnect reconnecting refused register registered registering registration reject rejected remote removed replied replies reply request requested
requests required reset resolved resource response restart result retry route router rule running s same sameorigin saved scan scanning schedule
script second seconds secret section seen send sending sent server service session set shown signal sim since slot slow some span standby started
starting state status still stopped string style success successful such support supported syntax system t take taken temporarily temporary test text
than that the their them then there this time timed timeout title tls to token too took transaction transient true try tunnel type unable unauthorised
unauthorized unavailable undefined unexpected unique unit unknown unlocked unreachable unsigned unsupported until up update updated uptime url usable
use used user using utf-8 valid value values version waiting wan wans warning was web were when where which while wifi will with within without word
write written wrong yes your
"""
)
VOCABULARY = frozenset(part.lower() for text in (*NAMES, *WORDS, *_TEXT) for part in (text, *text.replace("/", " ").replace("-", " ").split()))

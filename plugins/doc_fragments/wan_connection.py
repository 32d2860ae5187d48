# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The list of WANs, the option of a module of its own and a section of peplink_config."""

    _LIST = r"""
    description:
      - The WANs to configure, each one once. WANs that are not listed are left alone.
    type: list
    elements: dict
    suboptions:
      id:
        description:
          - Number of the WAN on the router. The error message for a number that does not exist lists the WANs of the router.
        type: int
      name:
        description:
          - Name of the WAN, exactly as the router has it. Without O(config[].id) it must name one WAN and no more.
          - Together with O(config[].id), the name that the WAN shall have.
        type: str
      enable:
        description:
          - Whether the WAN is in use.
          - Guarded, see O(allow_management_wan_change) and O(allow_no_connected_wan).
        type: bool
      schedule:
        description:
          - Number of the schedule (of the router's own schedules) in which the WAN is in use, or V(none) for always.
        type: str
      multiple_ip:
        description:
          - Additional IPv4 addresses of the WAN. An empty list removes all.
        type: list
        elements: str
      routing_mode:
        description:
          - Whether traffic from the LAN is translated to the address of the WAN.
        type: str
        choices: [nat, ip_forwarding]
      pepvpn_nat:
        description:
          - Whether Internet traffic of remote VPN peers is translated to the address of the WAN. The value is the one that the router
            shows.
          - The vendor describes it one way for reading and the other way for writing. If a router then shows the opposite of what was
            written, the module writes the other value once and checks again. That needs O(verify=true).
        type: bool
      use_lan_ip:
        description:
          - Whether traffic of the router itself takes its LAN address as source, on a WAN with O(config[].routing_mode=ip_forwarding).
          - Write-only.
        type: bool
      priority:
        description:
          - Priority of the WAN, a number from V(0). V(1) is the highest. Some models treat V(0) as disabled, others show it on connected
            WANs.
        type: int
      group_set:
        description:
          - Number of the WAN group, on models with several.
          - Write-only, except on firmware without the read function.
        type: int
      ignore_default_gateway:
        description:
          - Whether the default gateway that this WAN gets is not used.
          - Write-only.
        type: bool
      icmp_ping:
        description:
          - Whether the router answers to ping on this WAN.
        type: bool
      idle_timeout:
        description:
          - Seconds without traffic after which the WAN disconnects, or V(none) for never. USB modem and cellular WANs only.
        type: str
      network_mode:
        description:
          - Network mode of the cellular module. The vendor does not publish the values. Cellular WANs only.
          - Write-only.
        type: str
      hot_standby:
        description:
          - Whether the WAN stays connected while it is not needed.
        type: dict
        suboptions:
          enable:
            description:
              - Whether it does. The router takes O(config[].hot_standby.schedule) only with it, so it is sent along.
            type: bool
          schedule:
            description:
              - Number of the schedule in which it does, or V(none) for always.
            type: str
      dns:
        description:
          - Name servers of the WAN.
        type: dict
        suboptions:
          auto:
            description:
              - Whether to use those that the provider announces.
            type: bool
          servers:
            description:
              - IPv4 addresses of the name servers, in the order of their use. An empty list removes all.
            type: list
            elements: str
      bandwidth:
        description:
          - Bandwidth of the line, which the router uses for load balancing.
        type: dict
        suboptions:
          upload_kbps:
            description:
              - Towards the Internet, in kbps, from V(1) to V(10000000). 1 Mbps is 1000 kbps.
            type: int
          download_kbps:
            description:
              - From the Internet, in kbps, from V(1) to V(10000000).
            type: int
      method:
        description:
          - How the WAN gets its address. A change here re-addresses the WAN, which is guarded, see O(allow_management_wan_change).
          - The router takes changes only together with the type, and with all that the type needs. What it shows is completed by the
            module. What it does not show, such as passwords, must be given.
        type: dict
        suboptions:
          type:
            description:
              - V(static_ip) needs O(config[].method.ip), O(config[].method.mask) and O(config[].method.gateway).
              - V(pppoe) needs O(config[].method.username) and O(config[].method.password).
              - V(l2tp) needs these two and O(config[].method.host).
              - V(gre) needs O(config[].method.host), O(config[].method.local) and O(config[].method.remote), on an Ethernet port also
                O(config[].method.static_ip).
              - V(openvpn) exists only on OpenVPN WANs.
              - V(drop_in) is only shown. The API can neither set drop-in mode nor leave it. Do that in Web Admin.
            type: str
            choices: [dhcp, static_ip, pppoe, l2tp, gre, openvpn, drop_in]
          hostname:
            description:
              - Host name that is sent to the DHCP server. An empty string clears it. With O(config[].method.type=dhcp).
            type: str
          ip:
            description:
              - IPv4 address of the WAN. With O(config[].method.type=static_ip) and O(config[].method.type=pppoe).
              - With PPPoE also V(none), for the address that the provider assigns.
            type: str
          mask:
            description:
              - Length of the network prefix, from V(0) to V(32). With O(config[].method.type=static_ip).
            type: int
          gateway:
            description:
              - IPv4 address of the gateway. With O(config[].method.type=static_ip).
            type: str
          ip_passthrough:
            description:
              - Whether a device on the LAN gets the address of the WAN. Ethernet and cellular WANs only. With O(config[].method.type=dhcp)
                and O(config[].method.type=static_ip).
              - Write-only.
            type: bool
          static_route:
            description:
              - Networks that are still routed by the router with O(config[].method.ip_passthrough=true). An empty list removes all. With
                O(config[].method.type=dhcp) and O(config[].method.type=static_ip).
              - Write-only.
            type: list
            elements: dict
            suboptions:
              ip:
                description:
                  - IPv4 address of the network.
                type: str
                required: true
              mask:
                description:
                  - Length of the network prefix, from V(0) to V(32).
                type: int
                required: true
          username:
            description:
              - User at the provider. With O(config[].method.type=pppoe), O(config[].method.type=l2tp) and O(config[].method.type=openvpn).
              - Write-only on an OpenVPN WAN.
            type: str
          password:
            description:
              - Password of O(config[].method.username). If the router masks it, it is treated as write-only.
            type: str
          service:
            description:
              - PPPoE service name, or V(none). With O(config[].method.type=pppoe).
            type: str
          management_network:
            description:
              - Network of the modem, to be reached beside PPPoE. With O(config[].method.type=pppoe).
              - O(config[].method.management_network.ip) and O(config[].method.management_network.mask) go together. An empty mapping
                removes it.
            type: dict
            suboptions:
              ip:
                description:
                  - IPv4 address of the network.
                type: str
              mask:
                description:
                  - Length of the network prefix, from V(0) to V(32).
                type: int
          keepalive_interval:
            description:
              - Interval of the PPPoE keep-alive, or V(none). The vendor does not publish the unit. With O(config[].method.type=pppoe).
              - Write-only.
            type: str
          keepalive_retry:
            description:
              - Retries of the PPPoE keep-alive, or V(none). With O(config[].method.type=pppoe).
              - Write-only.
            type: str
          host:
            description:
              - IPv4 address of the server. With O(config[].method.type=l2tp) and O(config[].method.type=gre).
            type: str
          static_ip:
            description:
              - Address that the port itself has under the tunnel. With O(config[].method.type=l2tp) and O(config[].method.type=gre).
              - All three members go together. An empty mapping removes it.
              - With L2TP the router shows only O(config[].method.static_ip.ip). The other two are then treated as write-only.
            type: dict
            suboptions:
              ip:
                description:
                  - IPv4 address.
                type: str
              mask:
                description:
                  - Length of the network prefix, from V(0) to V(32).
                type: int
              gateway:
                description:
                  - IPv4 address of the gateway.
                type: str
          local:
            description:
              - IPv4 address of this end of the GRE tunnel. With O(config[].method.type=gre).
            type: str
          remote:
            description:
              - IPv4 address of the other end of the GRE tunnel. With O(config[].method.type=gre).
            type: str
          nat:
            description:
              - IPv4 address to which outgoing traffic is translated. With O(config[].method.type=gre).
            type: str
      speed:
        description:
          - Speed and duplex mode of the port. V(1000baseTx-FD) needs a gigabit port. Ethernet WANs only.
        type: str
        choices: [auto, 1000baseTx-FD, 100baseTx-FD, 100baseTx-HD, 10baseT-FD, 10baseT-HD]
      advertise:
        description:
          - Whether a fixed speed is advertised by auto-negotiation. Ethernet WANs only.
          - The router does not show it with O(config[].speed=auto). It is then treated as write-only.
        type: bool
      mtu:
        description:
          - Largest packet in bytes, from V(576) to V(9000), or V(auto). Above V(1500) the port must support jumbo frames.
          - At most V(1492) with PPPoE, and V(1476) with GRE.
        type: str
      mss:
        description:
          - Largest TCP segment in bytes, from V(536) to V(1452) and at most O(config[].mtu) minus 40, or V(auto).
        type: str
      ttl:
        description:
          - TTL that packets leave the WAN with, from V(1) to V(255), or V(none) to leave it alone.
          - Write-only.
        type: str
      mac:
        description:
          - MAC address of the port, with any or no separators, or V(auto) for its own one. Ethernet WANs only.
        type: str
      vlan:
        description:
          - VLAN id, from V(1) to V(4094) on Ethernet and from V(1) to V(10) on VDSL, or V(none). Ethernet and DSL WANs only.
        type: str
      vpi:
        description:
          - Virtual path identifier, from V(1) to V(255). DSL WANs only.
          - Write-only.
        type: int
      vci:
        description:
          - Virtual channel identifier, from V(32) to V(65535). DSL WANs only.
          - Write-only.
        type: int
      gre_uplink:
        description:
          - Id of the WAN that carries the tunnel. With O(config[].method.type=gre).
          - Write-only.
        type: int
      openvpn:
        description:
          - Links below an OpenVPN WAN.
          - Write-only.
        type: dict
        suboptions:
          uplinks:
            description:
              - WANs that carry the tunnel.
            type: list
            elements: dict
            suboptions:
              id:
                description:
                  - Id of the WAN.
                type: int
                required: true
              priority:
                description:
                  - Its priority, a number from V(0).
                type: int
                required: true
          failback:
            description:
              - Whether the tunnel goes back to a better link when that is up again.
            type: bool
      health_check:
        description:
          - How the router finds out whether the WAN works.
          - While the check is off, the router shows nothing but that. The other settings are then treated as write-only.
        type: dict
        suboptions:
          enable:
            description:
              - Whether the WAN is checked. The router takes the other settings only with it, so it is sent along.
            type: bool
          method:
            description:
              - V(ping), V(nslookup) (a DNS query) and V(smartcheck) use O(config[].health_check.hosts), V(http) uses
                O(config[].health_check.urls).
              - V(openvpn) exists only on OpenVPN WANs.
            type: str
            choices: [ping, nslookup, http, smartcheck, openvpn]
          hosts:
            description:
              - At most two IPv4 addresses to ask. With O(config[].health_check.method=ping), O(config[].health_check.method=nslookup) and
                O(config[].health_check.method=smartcheck).
            type: list
            elements: str
          include_public_dns:
            description:
              - Whether public name servers are asked as well. With O(config[].health_check.method=nslookup).
            type: bool
          urls:
            description:
              - At most two URLs to fetch. With O(config[].health_check.method=http).
            type: list
            elements: dict
            suboptions:
              url:
                description:
                  - The URL.
                type: str
                required: true
              pattern:
                description:
                  - Text that the answer must hold. Left out or empty means any answer.
                type: str
          timeout_ms:
            description:
              - How long to wait for an answer, in milliseconds, from V(200) to V(10000). Below V(801) only with
                O(config[].health_check.method=ping).
              - Routers show whole seconds. A value that they may have rounded to what they show is treated as write-only.
            type: int
          interval:
            description:
              - Time between two checks in seconds, from V(5) to V(3600).
            type: int
          retry:
            description:
              - How many checks in a row must fail until the WAN counts as down, from V(1) to V(20).
            type: int
          recovery:
            description:
              - How many checks in a row must succeed until the WAN counts as up again, from V(1) to V(20).
            type: int
      bandwidth_allowance_monitor:
        description:
          - Watches the traffic of a month. For a limit per SIM see O(config[].cellular.sims[].bandwidth_allowance_monitor).
          - While it is off, the router shows nothing but that. The other settings are then treated as write-only.
        type: dict
        suboptions:
          enable:
            description:
              - Whether it watches.
            type: bool
          action:
            description:
              - What to do. V(email) tells at 75 % and at 95 % of the allowance, V(disconnect) acts at 100 %.
              - V(restrict) is taken and shown, but its effect is not documented.
            type: list
            elements: str
            choices: [email, disconnect, restrict]
          start:
            description:
              - Day of the month on which the count starts, from V(0) to V(28). V(0) stands for the last day.
            type: int
          monthly_allowance_mb:
            description:
              - Traffic per month in MB, from V(1). 1 GB counts as 1024 MB.
            type: int
      ddns:
        description:
          - Dynamic DNS.
          - The router takes a change only together with O(config[].ddns.use_wan_ip), O(config[].ddns.username), O(config[].ddns.password)
            and O(config[].ddns.hosts), and it shows neither the first nor the password. So these two must be given whenever anything here
            is to be changed.
        type: dict
        suboptions:
          enable:
            description:
              - Whether the address is reported. While it is off, the router shows nothing but that.
            type: bool
          provider:
            description:
              - The service. V(others) needs O(config[].ddns.custom_url).
            type: str
            choices: [changeip, dyndns, noip, tzo, dnsomatic, others]
          custom_url:
            description:
              - URL to report to. With O(config[].ddns.provider=others).
            type: str
          use_wan_ip:
            description:
              - Whether to report the address of the WAN itself, rather than the one that is seen from outside.
              - Write-only.
            type: bool
          username:
            description:
              - User at the service.
            type: str
          password:
            description:
              - Password of O(config[].ddns.username). The router masks it, so it is treated as write-only.
            type: str
          hosts:
            description:
              - Host names to keep up to date. May be empty with O(config[].ddns.provider=dnsomatic).
            type: list
            elements: str
      modem:
        description:
          - USB modem. USB modem WANs only.
        type: dict
        suboptions:
          operator:
            description:
              - Access to the operator. An empty mapping means automatic.
            type: dict
            suboptions:
              apn:
                description:
                  - Access point name.
                type: str
              username:
                description:
                  - User at the operator.
                type: str
              password:
                description:
                  - Its password. If the router masks it, it is treated as write-only.
                type: str
              dial_number:
                description:
                  - Number to dial, of digits, V(*) and V(#).
                type: str
          sim_pin:
            description:
              - PIN of the SIM, or V(none). Quote it, because YAML takes 0042 for another number. If the router masks it, it is treated as
                write-only.
            type: str
          mobile_type:
            description:
              - Radio technology to use. V(2g_3g) and V(3g_2g) are shown by some routers but cannot be set.
            type: str
            choices: [4g, 3g, 2g, 2g_3g, 3g_2g]
          huawei_band:
            description:
              - Bands to use. Huawei modems only.
            type: list
            elements: str
            choices: [gsm1900, gsm900_gsm1800_wcdma2100]
      cellular:
        description:
          - Cellular module and its SIMs. Cellular WANs only.
          - Everything here is write-only. A change may make the modem reconnect.
        type: dict
        suboptions:
          use_external_antenna:
            description:
              - Whether to use the external antenna.
            type: bool
          sim_card_scheme:
            description:
              - Which SIMs to use. V(both) is the default of the router, V(1) and V(2) use that SIM only, V(alternate) takes turns as
                O(config[].cellular.alternate_sim) says, V(remote_sim) uses RemoteSIM and fails on models without it.
            type: str
            choices: [both, '1', '2', alternate, remote_sim]
          preferred_sim:
            description:
              - Slot of the SIM to prefer, V(1) or V(2), or V(none).
            type: str
          idle_timeout:
            description:
              - Time without traffic after which the WAN disconnects, or V(none). The vendor does not publish the unit.
              - Prefer O(config[].idle_timeout), which is in seconds and can be read.
            type: str
          failback_timeout:
            description:
              - Time after which to go back to the preferred SIM, or V(none). The vendor does not publish the unit.
            type: str
          remote_sim:
            description:
              - RemoteSIM servers. An empty list removes all.
            type: list
            elements: str
          alternate_sim:
            description:
              - When to change the SIM. With O(config[].cellular.sim_card_scheme=alternate).
            type: dict
            suboptions:
              day:
                description:
                  - The day.
                type: int
                required: true
              hour:
                description:
                  - The hour.
                type: int
                required: true
          signal_threshold:
            description:
              - Signal below which the link counts as bad. Each list holds one threshold per level. An empty list removes it.
            type: dict
            suboptions:
              signal_level:
                description:
                  - Bars, each from V(0) to V(5).
                type: list
                elements: int
              rsrp:
                description:
                  - RSRP in dBm, each from V(-140) to V(-44).
                type: list
                elements: int
              sinr:
                description:
                  - SINR in dB, each from V(-100) to V(100).
                type: list
                elements: int
              rssi:
                description:
                  - RSSI in dBm, each from V(-125) to V(-10).
                type: list
                elements: int
          sims:
            description:
              - Settings per SIM slot. Slots that are not listed are left alone.
              - An entry is remembered and written as a whole. What it leaves out stays as it is on the router, except for
                O(config[].cellular.sims[].carrier_selection), which must always be given.
            type: list
            elements: dict
            suboptions:
              id:
                description:
                  - Slot of the SIM, V(1) or V(2). Each slot once.
                type: int
                required: true
              carrier_selection:
                description:
                  - Carriers to use. An empty list means automatic.
                  - The router asks for it in every entry and does not show it. So an entry replaces a choice that was made by hand.
                type: list
                elements: dict
                required: true
                suboptions:
                  mcc:
                    description:
                      - Mobile country code. Quote it.
                    type: str
                  mnc:
                    description:
                      - Mobile network code. Quote it, because YAML takes 01 for the number 1.
                    type: str
                  pcs:
                    description:
                      - PCS digit, V(0) or V(1).
                    type: int
                  name:
                    description:
                      - Name of the carrier.
                    type: str
                  plmn:
                    description:
                      - PLMN, country and network code in one.
                    type: str
              mobile_type:
                description:
                  - Radio technology to use. V(auto) means any.
                type: str
                choices: [auto, lte, 3g, 2g]
              optimal_network:
                description:
                  - Search for a better network. An empty mapping switches it off.
                type: dict
                suboptions:
                  discovery:
                    description:
                      - Interval of the search, from V(5) to V(480). The vendor does not publish the unit.
                    type: int
                  period:
                    description:
                      - When to search, as numbers from V(0). The vendor does not publish their meaning.
                    type: list
                    elements: int
              band_selection:
                description:
                  - Bands to use, in the spelling of the router. An empty list allows all. The vendor calls the format unsettled.
                type: list
                elements: str
              roaming:
                description:
                  - Use of networks other than the home network.
                type: dict
                suboptions:
                  enable:
                    description:
                      - Whether roaming is allowed.
                    type: bool
                  access_control_list:
                    description:
                      - Networks, as numbers. The vendor says that it has no effect so far. An empty list removes all.
                    type: list
                    elements: int
                  mode:
                    description:
                      - Whether the networks named here are the only ones that are allowed (V(whitelist)), or are excluded (V(blacklist)).
                    type: str
                    choices: [none, whitelist, blacklist]
                  name:
                    description:
                      - Name of the network.
                    type: str
                  plmn:
                    description:
                      - PLMN of the network.
                    type: str
              authentication:
                description:
                  - How to authenticate at the operator. V(auto) leaves it to the modem.
                type: str
                choices: [auto, pap, chap]
              operator:
                description:
                  - Access to the operator. An empty mapping means automatic.
                type: dict
                suboptions:
                  apn:
                    description:
                      - Access point name.
                    type: str
                  username:
                    description:
                      - User at the operator.
                    type: str
                  password:
                    description:
                      - Its password.
                    type: str
              sim_pin:
                description:
                  - PIN of the SIM, or V(none). Quote it, because YAML takes 0042 for another number.
                type: str
              bandwidth_allowance_monitor:
                description:
                  - Watches the traffic of this SIM, where the router counts per SIM.
                type: dict
                suboptions:
                  enable:
                    description:
                      - Whether it watches.
                    type: bool
                  action:
                    description:
                      - As O(config[].bandwidth_allowance_monitor.action).
                    type: list
                    elements: str
                    choices: [email, disconnect, restrict]
                  start:
                    description:
                      - As O(config[].bandwidth_allowance_monitor.start), from V(0) to V(28).
                    type: int
                  monthly_allowance_mb:
                    description:
                      - As O(config[].bandwidth_allowance_monitor.monthly_allowance_mb).
                    type: int
      wifi:
        description:
          - Radio of a Wi-Fi WAN. Wi-Fi WANs only. The networks to join are not set here.
          - Everything here is write-only. A change may make the WAN reconnect.
        type: dict
        suboptions:
          country:
            description:
              - Number of the country. The vendor does not publish the list.
            type: int
          channel_width:
            description:
              - Channel width.
            type: str
            choices: [20mhz, 20_40mhz, 40mhz, 80mhz, 20_40_80mhz, auto]
          channel:
            description:
              - Channels to use.
            type: list
            elements: int
          power:
            description:
              - Transmission power.
            type: str
            choices: [custom, auto, manual, high, medium, low, max]
          power_boost:
            description:
              - Whether to send with more power than usual.
            type: bool
          data_rate:
            description:
              - Data rate to use, from V(MCS0) to V(MCS9).
            type: str
          roaming:
            description:
              - Change between access points. Written and remembered as a whole. What is left out stays as it is on the router.
            type: dict
            suboptions:
              enable:
                description:
                  - Whether to change to a better access point.
                type: bool
              algorithm:
                description:
                  - How to choose it.
                type: dict
                suboptions:
                  type:
                    description:
                      - The algorithm. It decides which of the details exist.
                    type: str
                    choices: [normal, advanced, express]
                  detail:
                    description:
                      - Details of the algorithm.
                    type: dict
                    suboptions:
                      signal_level:
                        description:
                          - When to look for another access point.
                        type: dict
                        suboptions:
                          threshold:
                            description:
                              - Signal in dBm below which to look, from V(-95) to V(-40).
                            type: int
                          gain:
                            description:
                              - How much better the other one must be in dB, from V(5) to V(55).
                            type: int
                      check_interval:
                        description:
                          - Interval of the check, from V(5) to V(3600). The vendor does not publish the unit.
                        type: int
                      intensive_scan:
                        description:
                          - More frequent scans while the signal is bad. Only with the type V(advanced).
                        type: dict
                        suboptions:
                          enable:
                            description:
                              - Whether to scan more often.
                            type: bool
                          signal_level:
                            description:
                              - Signal in dBm below which to do so, from V(-95) to V(-40).
                            type: int
                          scan_interval:
                            description:
                              - Interval of these scans, from V(1) to V(3600). The vendor does not publish the unit.
                            type: int
                      diagnostic_level:
                        description:
                          - How much is logged. Only with the type V(express).
                        type: str
                        choices: [minimum, basic, detail]
                      signal_mode:
                        description:
                          - How signals are compared. Only with the type V(express).
                        type: dict
                        suboptions:
                          type:
                            description:
                              - V(relative) compares with the present access point, V(absolute) with fixed thresholds.
                            type: str
                            choices: [relative, absolute]
                          detail:
                            description:
                              - Details of the comparison.
                            type: dict
                            suboptions:
                              minimum_signal_difference:
                                description:
                                  - Least difference in dB, from V(0) to V(94). Only with the mode V(relative).
                                type: int
                              signal_threshold:
                                description:
                                  - Thresholds. Only with the mode V(absolute).
                                type: dict
                                suboptions:
                                  upper:
                                    description:
                                      - Upper threshold in dBm, from V(-95) to V(-1).
                                    type: int
                                  lower:
                                    description:
                                      - Lower threshold in dBm, from V(-95) to V(-1).
                                    type: int
                              dynamic_zone:
                                description:
                                  - Zone around the threshold.
                                type: dict
                                suboptions:
                                  inner:
                                    description:
                                      - Inner border, from V(0) to V(95).
                                    type: int
                                  outer:
                                    description:
                                      - Outer border, from V(0) to V(95).
                                    type: int
                      force_roam:
                        description:
                          - Leaving an access point in any case. Only with the type V(express).
                        type: dict
                        suboptions:
                          enable:
                            description:
                              - Whether to leave it.
                            type: bool
                          threshold:
                            description:
                              - Signal in dBm below which to leave it, from V(-95) to V(-1).
                            type: int
                      confirm_period:
                        description:
                          - How long a better signal must last. The vendor does not publish the unit. Only with the type V(express).
                        type: int
                      backup_disconnect:
                        description:
                          - When to give up the former access point. Only with the type V(express).
                        type: dict
                        suboptions:
                          mode:
                            description:
                              - Never, at once, or after a delay. Quote V(no).
                            type: str
                            choices: ['no', immediate, delay]
                          delay:
                            description:
                              - The delay, with the mode V(delay). The vendor does not publish the unit.
                            type: int
                      authentication_timeout:
                        description:
                          - How long to wait for the authentication. The vendor does not publish the unit. Only with the type V(express).
                        type: int
          auto_connect:
            description:
              - Whether to connect to known networks without being asked.
            type: bool
          beacon_miss_counter:
            description:
              - After how many missed beacons the link counts as lost, from V(2) to V(100).
            type: int
          channel_scan_interval:
            description:
              - Interval of channel scans, from V(5) to V(1000). The vendor does not publish the unit.
            type: int
          signal_threshold:
            description:
              - Signal below which the link counts as bad. Each list holds one threshold per level. An empty list removes it.
            type: dict
            suboptions:
              signal_level:
                description:
                  - Bars, each from V(0) to V(5).
                type: list
                elements: int
              rsrp:
                description:
                  - RSRP in dBm, each from V(-140) to V(-44).
                type: list
                elements: int
              sinr:
                description:
                  - SINR in dB, each from V(-100) to V(100).
                type: list
                elements: int
              rssi:
                description:
                  - RSSI in dBm, each from V(-192) to V(63).
                type: list
                elements: int
      wifi_profile:
        description:
          - The networks that a Wi-Fi WAN knows, as a mapping in the words of the API. Its layout is not published, so it is passed on as it
            stands and not checked. Better use the functions C(cmd.wifi.*) through M(wanfleet.peplink.peplink_api).
          - Only on a Wi-Fi WAN. Write-only, see O(unreadable).
          - What stands under a name such as C(key) or C(password) is hidden in all output.
        type: dict
"""

    DOCUMENTATION: str = "options:\n  config:\n    required: true" + _LIST

    SECTION: str = "options:\n  wan_connections:" + _LIST.replace("O(config[", "O(wan_connections[")

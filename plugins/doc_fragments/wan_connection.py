# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The list of WANs, the option of a module of its own and a section of peplink_config."""

    _LIST = r"""
    description:
      - The WANs to configure, each one once. WANs that are not listed remain unchanged.
    type: list
    elements: dict
    suboptions:
      id:
        description:
          - Number of the WAN on the router. The error message for a number that does not exist lists the WANs of the router.
        type: int
      name:
        description:
          - Name of the WAN, exactly as on the router. Without O(config[].id), it must match exactly one WAN.
          - With O(config[].id), the new name of the WAN.
        type: str
      enable:
        description:
          - Whether the WAN is enabled.
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
          - The documents contradict each other about its polarity. If a router shows the opposite of the written value, the module writes
            the other value once and checks again. This requires O(verify=true).
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
          - Whether to ignore the default gateway of this WAN.
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
          - Network mode of the cellular module. The values are not documented. Cellular WANs only.
          - Write-only.
        type: str
      hot_standby:
        description:
          - Whether the WAN stays connected while it is on standby.
        type: dict
        suboptions:
          enable:
            description:
              - Whether hot standby is enabled. The router accepts O(config[].hot_standby.schedule) only with it, so the module sends both.
            type: bool
          schedule:
            description:
              - Number of the schedule in which hot standby is active, or V(none) for always.
            type: str
      dns:
        description:
          - Name servers of the WAN.
        type: dict
        suboptions:
          auto:
            description:
              - Whether to use the name servers of the provider.
            type: bool
          servers:
            description:
              - IPv4 addresses of the name servers, in order of preference. An empty list removes all.
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
          - Connection method of the WAN. A change gives the WAN a new address, so it is guarded, see O(allow_management_wan_change).
          - The router accepts changes only together with the type and all its settings. The module adds the settings that the router shows.
            You must set those that it does not show, such as passwords.
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
              - Networks that the router still routes with O(config[].method.ip_passthrough=true). An empty list removes all. With
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
              - User name at the provider. With O(config[].method.type=pppoe), O(config[].method.type=l2tp) and
                O(config[].method.type=openvpn).
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
              - Interval of the PPPoE keep-alive, or V(none). The unit is not documented. With O(config[].method.type=pppoe).
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
              - With L2TP the router shows only O(config[].method.static_ip.ip). The other two are treated as write-only.
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
          - Speed and duplex mode of the port. V(1000baseTx-FD) needs a gigabit port. Ethernet WANs and WANs over VLAN only.
        type: str
        choices: [auto, 1000baseTx-FD, 100baseTx-FD, 100baseTx-HD, 10baseT-FD, 10baseT-HD]
      advertise:
        description:
          - Whether a fixed speed is advertised by auto-negotiation. Ethernet WANs and WANs over VLAN only.
          - With O(config[].speed=auto), the router does not show it, so it is treated as write-only.
        type: bool
      mtu:
        description:
          - Largest packet in bytes, from V(576) to V(9000), or V(auto). Above V(1500) the port must support jumbo frames.
          - At most V(1492) with PPPoE, and V(1476) with GRE.
          - On firmware of which only the status is readable, V(auto) is treated as write-only, because the status may show the MTU that the
            router chose.
        type: str
      mss:
        description:
          - Largest TCP segment in bytes, from V(536) to V(1452) and at most O(config[].mtu) minus 40, or V(auto).
        type: str
      ttl:
        description:
          - TTL that packets leave the WAN with, from V(1) to V(255), or V(none) to leave it unchanged.
          - Write-only.
        type: str
      mac:
        description:
          - MAC address of the port, with any or no separators, or V(auto) for its own one. Ethernet WANs and WANs over VLAN only.
        type: str
      vlan:
        description:
          - VLAN id, from V(1) to V(4094) on Ethernet and from V(1) to V(10) on VDSL, or V(none). Ethernet and DSL WANs and WANs over VLAN
            only.
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
          - Health check of the WAN.
          - While the check is disabled, the router does not show the other settings, so they are treated as write-only.
        type: dict
        suboptions:
          enable:
            description:
              - Whether the health check is enabled. The router accepts the other settings only with it, so the module sends both.
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
              - At most two IPv4 addresses to query. With O(config[].health_check.method=ping), O(config[].health_check.method=nslookup) and
                O(config[].health_check.method=smartcheck).
            type: list
            elements: str
          include_public_dns:
            description:
              - Whether to query public name servers too. With O(config[].health_check.method=nslookup).
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
                  - Text that the answer must contain. If it is omitted or empty, any answer is accepted.
                type: str
          timeout_ms:
            description:
              - Maximum time to wait for an answer, in milliseconds, from V(200) to V(10000). Below V(801) only with
                O(config[].health_check.method=ping).
              - Routers show whole seconds. A value that the router may have rounded is treated as write-only.
            type: int
          interval:
            description:
              - Time between two checks in seconds, from V(5) to V(3600).
            type: int
          retry:
            description:
              - Number of consecutive failed checks until the WAN counts as down, from V(1) to V(20).
            type: int
          recovery:
            description:
              - Number of consecutive successful checks until the WAN counts as up again, from V(1) to V(20).
            type: int
      bandwidth_allowance_monitor:
        description:
          - Monitors the traffic of a month. For a limit per SIM see O(config[].cellular.sims[].bandwidth_allowance_monitor).
          - While it is disabled, the router does not show the other settings, so they are treated as write-only.
        type: dict
        suboptions:
          enable:
            description:
              - Whether the monitor is enabled.
            type: bool
          action:
            description:
              - Actions. V(email) sends a message at 75 % and at 95 % of the allowance, V(disconnect) disconnects the WAN at 100 %.
              - V(restrict) is accepted and shown, but its effect is not documented.
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
          - The router accepts a change only together with O(config[].ddns.use_wan_ip), O(config[].ddns.username), O(config[].ddns.password)
            and O(config[].ddns.hosts), and it does not show the first and the password. Set these two whenever you change any DDNS setting.
          - O(config[].ddns.enable=false) alone is tried without them. If the router refuses that, the message says what to add.
        type: dict
        suboptions:
          enable:
            description:
              - Whether DDNS is enabled. While it is disabled, the router does not show the other settings.
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
              - Whether to report the address of the WAN instead of its public address.
              - Write-only.
            type: bool
          username:
            description:
              - User name at the service.
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
                  - User name at the operator.
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
              - PIN of the SIM, 4 to 8 digits, or V(none). Quote it, because YAML reads 0042 as another number; a number is refused. If the
                router masks it, it is treated as write-only.
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
              - Time without traffic after which the WAN disconnects, or V(none). The unit is not documented.
              - Prefer O(config[].idle_timeout), which is in seconds and can be read.
            type: str
          failback_timeout:
            description:
              - Time after which to go back to the preferred SIM, or V(none). The unit is not documented.
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
              - Settings per SIM slot. Slots that are not listed remain unchanged.
              - An entry is recorded and written as a whole. Omitted settings remain unchanged on the router, except for
                O(config[].cellular.sims[].carrier_selection), which is always required.
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
                  - The router requires it in every entry and does not show it, so an entry replaces a manual selection.
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
                      - Mobile network code. Quote it, because YAML reads 01 as the number 1.
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
                  - Search for a better network. An empty mapping disables it.
                type: dict
                suboptions:
                  discovery:
                    description:
                      - Interval of the search, from V(5) to V(480). The unit is not documented.
                    type: int
                  period:
                    description:
                      - When to search, as numbers from V(0). Their meaning is not documented.
                    type: list
                    elements: int
              band_selection:
                description:
                  - Bands to use, in the spelling of the router. An empty list allows all. The vendor declares the format as preliminary.
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
                      - Networks, as numbers. According to the vendor, it has no effect yet. An empty list removes all.
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
                      - User name at the operator.
                    type: str
                  password:
                    description:
                      - Its password.
                    type: str
              sim_pin:
                description:
                  - PIN of the SIM, 4 to 8 digits, or V(none). Quote it, because YAML reads 0042 as another number; a number is refused.
                type: str
              bandwidth_allowance_monitor:
                description:
                  - Monitors the traffic of this SIM, if the router counts per SIM.
                type: dict
                suboptions:
                  enable:
                    description:
                      - Whether the monitor is enabled.
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
              - Number of the country. The list is not documented.
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
              - Whether to transmit with increased power.
            type: bool
          data_rate:
            description:
              - Data rate to use, from V(MCS0) to V(MCS9).
            type: str
          roaming:
            description:
              - Roaming between access points. Written and recorded as a whole. Omitted settings remain unchanged on the router.
            type: dict
            suboptions:
              enable:
                description:
                  - Whether to change to a better access point.
                type: bool
              algorithm:
                description:
                  - How to select the access point.
                type: dict
                suboptions:
                  type:
                    description:
                      - The algorithm. It determines the available details.
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
                              - Minimum improvement in dB, from V(5) to V(55).
                            type: int
                      check_interval:
                        description:
                          - Interval of the check, from V(5) to V(3600). The unit is not documented.
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
                              - Signal in dBm below which to scan more often, from V(-95) to V(-40).
                            type: int
                          scan_interval:
                            description:
                              - Interval of these scans, from V(1) to V(3600). The unit is not documented.
                            type: int
                      diagnostic_level:
                        description:
                          - Level of logging. Only with the type V(express).
                        type: str
                        choices: [minimum, basic, detail]
                      signal_mode:
                        description:
                          - How signals are compared. Only with the type V(express).
                        type: dict
                        suboptions:
                          type:
                            description:
                              - V(relative) compares with the current access point, V(absolute) with fixed thresholds.
                            type: str
                            choices: [relative, absolute]
                          detail:
                            description:
                              - Details of the comparison.
                            type: dict
                            suboptions:
                              minimum_signal_difference:
                                description:
                                  - Minimum difference in dB, from V(0) to V(94). Only with the mode V(relative).
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
                          - Forced roaming. Only with the type V(express).
                        type: dict
                        suboptions:
                          enable:
                            description:
                              - Whether forced roaming is enabled.
                            type: bool
                          threshold:
                            description:
                              - Signal in dBm below which to leave the access point, from V(-95) to V(-1).
                            type: int
                      confirm_period:
                        description:
                          - Time that a better signal must last. The unit is not documented. Only with the type V(express).
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
                              - The delay, with the mode V(delay). The unit is not documented.
                            type: int
                      authentication_timeout:
                        description:
                          - Maximum time to wait for the authentication. The unit is not documented. Only with the type V(express).
                        type: int
          auto_connect:
            description:
              - Whether to connect to known networks automatically.
            type: bool
          beacon_miss_counter:
            description:
              - Number of missed beacons after which the link counts as lost, from V(2) to V(100).
            type: int
          channel_scan_interval:
            description:
              - Interval of channel scans, from V(5) to V(1000). The unit is not documented.
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
          - The known networks of a Wi-Fi WAN, as a mapping with the names of the API. The layout is not documented, so the module passes it
            on without checking it. Prefer M(wanfleet.peplink.peplink_wifi_wan).
          - Only on a Wi-Fi WAN. Write-only, see O(unreadable).
          - Members with a name such as C(key) or C(password) are masked in all output.
        type: dict
"""

    DOCUMENTATION: str = "options:\n  config:\n    required: true" + _LIST

    SECTION: str = "options:\n  wan_connections:" + _LIST.replace("O(config[", "O(wan_connections[")

#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wan_info
short_description: Read the status of the WANs of a Peplink router
version_added: 0.1.0
description:
  - Returns the status of the WANs of a Peplink or Pepwave router, with the SIM cards, carrier, bands and signal of cellular ones.
  - On request, also returns the used data allowance and the temperature of cellular modules.
  - The structure is the same for every firmware, whatever spelling it uses.
options:
  ids:
    description:
      - The WANs to return, by their numbers. Only these WANs are requested. A warning names those that the router does not have, unless the
        router refuses the request for them.
      - If neither this nor O(names) is set, all WANs are returned.
    type: list
    elements: int
  names:
    description:
      - The WANs to return, by their names, in addition to O(ids).
      - The API cannot filter by name, so all WANs are requested. A warning names those that the router does not have.
    type: list
    elements: str
  include:
    description:
      - What to return in addition to the general status.
      - V(cellular) returns details of cellular WANs. It needs no additional request.
      - V(allowance) returns the used data allowances, with one request for all WANs.
      - V(temperature) returns the temperature of cellular modules, with one request for each. The function needs firmware 8.4.1 or later and,
        although it only reads, write permission.
    type: list
    elements: str
    choices: [cellular, allowance, temperature]
    default: [cellular]
  lite:
    description:
      - Whether to request fewer members, which makes the answer smaller. It then has no mask, gateway, DNS servers, MTU, method, routing mode
        and MAC address, and no APN and numbers of SIM cards.
      - Has no effect on MAX routers, which always answer in full.
    type: bool
    default: false
  secrets:
    description:
      - V(omit) omits passwords, such as APN passwords, which the router shows in clear text.
      - V(include) returns them. Set C(no_log) on the task.
    type: str
    choices: [omit, include]
    default: omit
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.status
attributes:
  check_mode:
    support: full
    details:
      - The module changes nothing, so check mode makes no difference.
  diff_mode:
    support: N/A
    details:
      - The module changes nothing.
  idempotent:
    support: full
    details:
      - The module changes nothing.
notes:
  - The API has no field that says whether a WAN is connected. RV(wan[].connected) is true if the message starts with C(Connected). Without a
    message, it is true if the LED is green.
  - While a cellular WAN is not connected, its signal, carrier, bands and the number of its SIM card may be missing.
seealso:
  - module: wanfleet.peplink.peplink_facts
  - module: wanfleet.peplink.peplink_wan_connection
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the status of all WANs
  wanfleet.peplink.peplink_wan_info:
  register: router

- name: Require a WAN that is connected
  ansible.builtin.assert:
    that: router.wan | selectattr('connected') | length > 0

- name: Read two WANs with minimal traffic
  wanfleet.peplink.peplink_wan_info:
    ids:
      - 1
      - 2
    include: []
    lite: true

- name: Read the data usage and the module temperature of the cellular WAN
  wanfleet.peplink.peplink_wan_info:
    names:
      - Cellular
    include:
      - cellular
      - allowance
      - temperature
  register: cellular

- name: Show the signal strength
  ansible.builtin.debug:
    var: cellular.wan[0].cellular.bands

- name: Read the APN passwords too
  wanfleet.peplink.peplink_wan_info:
    secrets: include
  no_log: true
"""

RETURN = r"""
wan:
  description:
    - The WANs, in the order of the router.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: Number of the WAN.
      type: int
      sample: 2
    name:
      description: Name of the WAN.
      type: str
      sample: Cellular
    type:
      description:
        - V(ethernet), V(cellular), V(wifi), V(wovlan), which is WAN over VLAN, V(modem), V(adsl), V(ipsec), or another word of the router.
      type: str
      sample: cellular
    enable:
      description: Whether it is switched on.
      type: bool
      sample: true
    connected:
      description: Whether it is connected. A WAN on standby is not. The option C(health) of other modules counts WANs in the same way.
      type: bool
      sample: true
    cold_standby:
      description:
        - Whether it waits for another WAN to fail. It is enabled and has an address, but it carries nothing.
        - Only true if both the message and the LED (yellow) say so.
      type: bool
      sample: false
    message:
      description: The status in the words of the router.
      type: str
      sample: Connected to Example Mobile
    status_led:
      description: Colour of its LED.
      type: str
      sample: green
    uptime:
      description: Seconds since it was connected. 0 while it carries nothing.
      type: int
      sample: 70728
    priority:
      description: Its priority. Not there while it is switched off.
      type: int
      sample: 2
    group_set:
      description: Number of its group.
      type: int
      sample: 1
    ip:
      description: Its IPv4 address.
      type: str
      sample: 203.0.113.74
    mask:
      description: Length of the network prefix.
      type: int
      sample: 30
    gateway:
      description: The gateway.
      type: str
      sample: 203.0.113.73
    gateway_url:
      description: Address of the gateway in a web browser, on firmware that tells it.
      type: str
      sample: http://192.0.2.1/
    additional_ips:
      description: Its further IPv4 addresses.
      type: list
      elements: str
      sample: [203.0.113.75]
    dns_servers:
      description: Its DNS servers.
      type: list
      elements: str
      sample: [203.0.113.73]
    method:
      description:
        - V(dhcp), V(static_ip), V(ppp), V(unknown), or another word of the router.
      type: str
      sample: dhcp
    routing_mode:
      description: V(nat) or V(ip_forwarding).
      type: str
      sample: nat
    mtu:
      description: MTU in bytes. If the router chooses it, some firmware shows what it chose, other firmware nothing.
      type: int
      sample: 1420
    mss:
      description: MSS in bytes. Not there if the router chooses it.
      type: int
      sample: 1380
    mac:
      description: Its MAC address.
      type: str
      sample: 02:00:5e:10:00:01
    port_id:
      description: Number of its port.
      type: int
      sample: 2
    as_lan:
      description: Whether its port is used as a LAN port.
      type: bool
      sample: false
    locked:
      description: Whether it is locked.
      type: bool
      sample: false
    management_only:
      description: Whether it serves the management of the router only.
      type: bool
      sample: false
    scheduled_off:
      description: Whether a schedule keeps it off now.
      type: bool
      sample: true
    virtual:
      description: Whether it has no port of its own.
      type: bool
      sample: false
    virtual_type:
      description: What it is presented as, in the words of RV(wan[].type).
      type: str
      sample: cellular
    synergy:
      description: Whether it belongs to another router that this one controls.
      type: bool
      sample: false
    synergy_link:
      description: Whether it links to such a router.
      type: bool
      sample: false
    wifi:
      description: The network of a Wi-Fi WAN.
      returned: for a Wi-Fi WAN
      type: dict
      sample: {ssid: Depot guest, bssid: '02:00:5e:10:00:01', signal: {strength: -55}}
    modem:
      description: The detail of a USB modem, with the names of RV(wan[].cellular).
      returned: for a USB modem
      type: dict
      sample: {name: Example stick, mobile_type: LTE, signal_level: 4, carrier: {name: Example Mobile}}
    cellular:
      description: The detail of a cellular WAN.
      returned: for a cellular WAN, if O(include) has V(cellular)
      type: dict
      contains:
        mobile_type:
          description: Radio access technology in general.
          type: str
          sample: LTE
        data_technology:
          description: Technology of the data connection.
          type: str
          sample: LTE-A
        mode:
          description: Mode of the module.
          type: str
          sample: LTE
        module_power_on:
          description: Whether the module has power.
          type: bool
          sample: true
        signal_level:
          description: Signal bars, 0 to 5.
          type: int
          sample: 3
        carrier:
          description: The carrier.
          type: dict
          sample: {name: Example Mobile, country: Testland}
        mcc:
          description: Mobile country code.
          type: str
          sample: '001'
        mnc:
          description: Mobile network code.
          type: str
          sample: '01'
        roaming:
          description: V(home), V(roaming), V(roaming_partner), or another word of the router.
          type: str
          sample: home
        carrier_aggregation:
          description: Whether several carriers of the network are in use at the same time.
          type: bool
          sample: false
        bands:
          description:
            - The bands in use. C(rat) is the radio access technology, from firmware 8.1.2 on.
            - In C(signal), C(rssi), C(rsrp), C(rscp) and C(strength) are in dBm, C(sinr), C(snr), C(rsrq) and C(ecio) in dB. Which of them
              there are depends on the radio.
          type: list
          elements: dict
          sample:
            - rat: LTE
              name: LTE Band 20 (800 MHz)
              channel: 6300
              channel_width_mhz: 10
              signal: {rssi: -75, sinr: 2, rsrp: -98, rsrq: -9.2}
        cell_tower:
          description: The cell.
          type: dict
          sample: {cell_id: 7370, plmn: 101, utran_id: 4108744, tac: 802}
        sims:
          description:
            - The SIM slots, in the order of the router. C(detected) tells whether there is a card.
            - C(password), that of the APN, is there with O(secrets=include) only.
          type: list
          elements: dict
          sample:
            - id: 1
              active: true
              detected: true
              auto_apn: false
              apn: iot.example
              username: iot
              imsi: '001010000000015'
              iccid: '8900100000000000015'
              mtn: '+12025550188'
              bandwidth_allowance_monitor: {enable: true, action: [email], start: 1, monthly_allowance_mb: 51200, has_smtp: true}
        sim_priority:
          description: The order of the SIMs, in the words of M(wanfleet.peplink.peplink_sim_priority), on firmware that tells it.
          type: list
          elements: str
          sample: ['1', '2', remote_sim]
        network_mode:
          description: The network mode, in the words of the router, on firmware that tells it.
          type: str
          sample: auto
        eid:
          description: EID of the eSIM, on firmware that tells it.
          type: str
          sample: '89049032000000000000000000000015'
        remote_sim:
          description: The RemoteSIM in use.
          type: dict
          sample: {slot: 1, serial_number: 1192-0000-0000, imsi: '001010000000023', auto_apn: true}
        speedfusion_connect_5g_lte:
          description: The SIM of the vendor within the router.
          type: dict
          sample: {active: false, iccid: '8900100000000000098'}
        imei:
          description: IMEI of the module.
          type: str
          sample: '004999015795386'
        meid:
          description: MEID of the module. Both forms may be empty.
          type: dict
          sample: {hex: '', dec: ''}
        esn:
          description: ESN of the module. May be empty.
          type: str
          sample: ''
        manufacturer:
          description: Manufacturer of the module.
          type: str
          sample: Example
        model:
          description: Model of the module.
          type: str
          sample: XM-7
        firmware:
          description: Firmware of the module.
          type: str
          sample: R02A01
        module_name:
          description: Name of the module.
          type: str
          sample: Example XM-7
    bandwidth_allowance_monitor:
      description:
        - The data allowance as it is configured. C(start) is the day of the month, 0 is the last one. C(has_smtp) tells whether the router can
          send mail.
      type: dict
      sample: {enable: true, action: [email], start: 1, monthly_allowance_mb: 51200, has_smtp: true}
    allowance:
      description:
        - What was used of the data allowance. For a cellular WAN that is in C(sims), one entry per SIM slot.
      returned: if O(include) has V(allowance)
      type: dict
      sample: {sims: [{id: 1, enable: true, usage_mb: 2451, limit_mb: 51200, percent: 4, start: 1}, {id: 2, enable: false}]}
    module_temperature:
      description: Temperature of the cellular module in degrees Celsius.
      returned: for a cellular WAN, if O(include) has V(temperature)
      type: int
      sample: 36
raw:
  description:
    - What the router answered, as it came, by what was asked for.
  returned: if O(raw) is set
  type: dict
  contains:
    status:
      description: The answer of the function C(status.wan.connection).
      type: dict
      sample: {'1': {name: WAN, enable: true, message: Connected}, order: [1]}
    allowance:
      description: The answer of the function C(status.wan.connection.allowance).
      returned: if O(include) has V(allowance)
      type: dict
      sample: {'1': {enable: false}, order: [1]}
    temperature_2:
      description: The answer of the function C(status.cellularModule.temperature) for the WAN of this number.
      returned: if O(include) has V(temperature)
      type: dict
      sample: {temperature: 36}
calls:
  description:
    - The requests that were sent to the router, in order, without secrets. See RV(wanfleet.peplink.peplink_api#module:calls).
  returned: always
  type: list
  elements: dict
  sample: [{method: GET, function: info.firmware, outcome: ok}]
device:
  description:
    - The router and its firmware. See RV(wanfleet.peplink.peplink_api#module:device).
  returned: always
  type: dict
  sample: {host: 192.0.2.10, port: 443, firmware: 8.5.2s011 build 5401}
"""

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.shared_options import SECRETS_SPEC
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.info_module import info_module
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.wan import DETAILS, WAN

MODULE = info_module(
    WAN,
    {
        "ids": {"type": "list", "elements": "int"},
        "names": {"type": "list", "elements": "str"},
        "include": {"type": "list", "elements": "str", "choices": list(DETAILS), "default": ["cellular"]},
        "lite": {"type": "bool", "default": False},
        **SECRETS_SPEC,
    },
)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import textwrap


class ModuleDocFragment:
    """The conditions on the state of a router: as options of a module, and as suboptions of its option health."""

    _CONDITIONS = r"""
connected_wans:
  description:
    - WANs that must be connected, each by its id or name.
  type: list
  elements: str
min_connected_wans:
  description:
    - Minimum number of connected WANs. A WAN on standby, cold or hot, is not connected.
  type: int
connected_vpn_peers:
  description:
    - SpeedFusion VPN peers that must be connected, each by its name, serial number or peer id, as C(status.pepvpn) shows
      them.
  type: list
  elements: str
min_signal:
  description:
    - Minimum signal of cellular and Wi-Fi WANs and of USB modems. Of several bands in use, the best one counts.
    - A value that the router does not report does not meet its minimum. A WAN that is not connected reports none.
  type: list
  elements: dict
  suboptions:
    wan:
      description:
        - Id or name of the WAN.
      type: str
      required: true
    rsrp:
      description:
        - Minimum RSRP in dBm, such as V(-110).
      type: float
    rsrq:
      description:
        - Minimum RSRQ in dB.
      type: float
    sinr:
      description:
        - Minimum SINR in dB. Routers call that of 5G SNR.
      type: float
    rssi:
      description:
        - Minimum RSSI in dBm. For a Wi-Fi WAN, its signal strength.
      type: float
present_clients:
  description:
    - Clients that must be present, each by its MAC address, IP address or name. A client that the router lists as inactive is not present.
  type: list
  elements: str
running_firmware:
  description:
    - Firmware that must be running. A version such as V(8.5.2) matches every build of it.
  type: str
gpio_levels:
  description:
    - Levels that digital inputs and outputs must have. The firmware must be 8.5.0 or later.
  type: list
  elements: dict
  suboptions:
    pin:
      description:
        - Number or name of the GPIO pin.
      type: str
      required: true
    level:
      description:
        - The level.
      type: str
      choices: [low, high]
      required: true
min_uptime:
  description:
    - Minimum time since the router started, in seconds.
    - No documented function reports it. The time for which the longest connected WAN has been connected is used instead, so a router without a
      connected WAN does not meet this.
  type: int
restarted_after:
  description:
    - Time after which the router must have started, such as V(2026-01-31T06:00:00Z), or in seconds since the epoch. Without a time zone, it
      is UTC. The clock of this host counts.
    - The longest connected WAN decides, as for the minimum uptime. If all WANs have reconnected after that time, this is met without a restart.
  type: str
"""

    DOCUMENTATION: str = "options:" + textwrap.indent(_CONDITIONS, "  ")

    HEALTH: str = "options:\n  health:\n    suboptions:" + textwrap.indent(_CONDITIONS, "      ")

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.port: not offered unless switched on, in the layout that one third party parses."""

from __future__ import annotations

from ..call import Call
from ..device_spec import DeviceSpec
from ..ports import has_ports
from ..registry import operation
from ..store import Item, present
from ..unknowns import Unknowns
from ..wan.link import link_of


def _offered(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return unknowns.port_functions == "on"


@operation("GET", "status.port", available=_offered, supported=has_ports)
def read(call: Call) -> Item:
    ports, wans = list(call.running("port").values()), call.running("wan")
    # The last port of every model has nothing plugged in.
    lan: Item = {
        str(number): {**present(port, "name", "enable"), "linkUp": port["enable"] and number < len(ports)}
        for number, port in enumerate(ports, 1)
    }
    sockets = [key for key, item in wans.items() if item["kind"] == "ethernet" and not item["asLan"]]
    wan: Item = {
        str(key): {**present(wans[key], "name", "enable"), "linkUp": link_of(call.device, wans, key) in ("up", "standby")}
        for key in sockets
    }
    return {"lan": {**lan, "order": list(range(1, len(ports) + 1))}, "wan": {**wan, "order": sockets}}

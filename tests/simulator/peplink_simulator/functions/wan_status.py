# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.wan.connection."""
from __future__ import annotations

from ..call import Call
from ..registry import operation
from ..store import Item
from ..wan.status_view import StatusView


@operation("GET", "status.wan.connection", aliases=("status.wan",))
def read(call: Call) -> Item:
    device = call.device
    items = device.stores.running("wan")
    wanted = call.query.get("id") or list(items)
    if any(key not in items for key in wanted):
        raise call.bad_value("query parameter id")
    lite = bool(call.query.get("lite", False))
    shown: Item = {str(key): StatusView(call, key, items[key], device.wan_status.get(key, {}), lite).render() for key in wanted}
    return {**shown, "order": list(wanted), "supportGatewayProxy": True, "timestamp": int(device.clock())}

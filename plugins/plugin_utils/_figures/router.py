# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The figures of one router, from its facts: named members only, so that nothing else can get into metrics, logs and snapshots.

IMEI, IMSI, ICCID, phone numbers, addresses, positions and the clients themselves are not among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...module_utils._status.subjects.clients import CONNECTION_TYPES

# The routers count in binary units: a GB is 1024 MB.
_MEGABYTE = 1024 * 1024

_CELLULAR = ("mobile_type", "signal_level", "roaming")
_SIGNAL = ("rssi", "rsrp", "rsrq", "sinr")


def figures_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The figures in the facts of a router, by subject. A subject that the facts lack is not there."""
    found: dict[str, Any] = {}
    if "wan" in facts:
        cellular = {wan["id"]: wan for wan in facts.get("cellular", ())}
        allowances = {wan["id"]: wan for wan in facts.get("allowance", ())}
        found["wans"] = [_wan(wan, cellular.get(wan["id"]), allowances.get(wan["id"])) for wan in facts["wan"]]
    if "vpn" in facts:
        found["vpn_peers"] = list(_peers(facts["vpn"]))
    if "clients" in facts:
        found["clients"] = _clients(facts["clients"])
    if "mesh" in facts:
        found["mesh_peers"] = list(_mesh_peers(facts["mesh"]))
    return found


def _wan(wan: Mapping[str, Any], cellular: Mapping[str, Any] | None, allowance: Mapping[str, Any] | None) -> dict[str, Any]:
    found = {
        "id": wan["id"],
        "name": wan.get("name") or f"WAN {wan['id']}",
        "type": wan.get("type"),
        "enabled": is_to_connect(wan),
        "connected": wan.get("connected"),
        "standby": is_on_standby(wan),
        "message": wan.get("message"),
        "uptime_seconds": wan.get("uptime"),
        "priority": wan.get("priority"),
        "wifi_signal_dbm": _first(wan.get("wifi", {}).get("signal", {}), ("rssi", "strength")),
        "cellular": _cellular(cellular) if cellular else None,
        "allowance": None,
        "sims": [],
    }
    sims = {sim["id"]: sim for sim in (cellular or {}).get("sims", ())}
    if allowance:
        used = {sim["id"]: _use(sim) for sim in allowance.get("sims", ())}
        found["allowance"] = _use(allowance) or use_of_sims(sims, used)
        found["sims"] = [_sim(number, sims.get(number, {}), used.get(number)) for number in sorted(sims.keys() | used.keys())]
    else:
        found["sims"] = [_sim(number, sim, None) for number, sim in sims.items()]
    return {name: value for name, value in found.items() if value not in (None, [])}


def is_to_connect(wan: Mapping[str, Any]) -> bool | None:
    """Whether a WAN of the facts is enabled, its port no LAN port, and no schedule keeps it off."""
    return False if wan.get("as_lan") or wan.get("scheduled_off") else wan.get("enable")


def is_on_standby(wan: Mapping[str, Any]) -> bool:
    """Whether a WAN of the facts waits for another one to fail."""
    return bool(wan.get("cold_standby")) or (wan.get("enable") is not False and "standby" in str(wan.get("message") or "").lower())


def use_of_sims(sims: Mapping[int, Mapping[str, Any]], used: Mapping[int, Mapping[str, Any] | None]) -> dict[str, Any] | None:
    """The use of a cellular WAN: that of the SIM that is active, else of the only one that has any. ``used`` is by SIM."""
    known = {number: use for number, use in used.items() if use}
    active = [number for number, sim in sims.items() if sim.get("active")]
    if len(active) == 1:
        return dict(known[active[0]]) if active[0] in known else None
    return dict(next(iter(known.values()))) if len(known) == 1 else None


def _sim(number: int, sim: Mapping[str, Any], use: Mapping[str, Any] | None) -> dict[str, Any]:
    shown = {name: sim[name] for name in ("active", "detected") if name in sim}
    return {"id": number, **shown, **(use or {})}


def _use(allowance: Mapping[str, Any]) -> dict[str, Any] | None:
    if allowance.get("enable") is False or "usage_mb" not in allowance:
        return None
    amounts = {name: allowance.get(f"{source}_mb") for name, source in (("used_bytes", "usage"), ("limit_bytes", "limit"))}
    return {name: round(amount * _MEGABYTE) for name, amount in amounts.items() if isinstance(amount, (int, float))}


def _cellular(wan: Mapping[str, Any]) -> dict[str, Any]:
    band: Mapping[str, Any] = next((band for band in wan.get("bands", ()) if band.get("signal")), {})
    signal = band.get("signal", {})
    return {
        **({"carrier": wan["carrier"]["name"]} if wan.get("carrier", {}).get("name") else {}),
        **{name: wan[name] for name in _CELLULAR if name in wan},
        **({"band": band["name"]} if band.get("name") else {}),
        **{name: signal[name] for name in _SIGNAL if name in signal},
    }


def _peers(vpn: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    profiles = {profile["id"]: profile.get("name") for profile in vpn.get("profiles", ())}
    for number, peer in enumerate(vpn.get("peers", ()), start=1):
        profile = profiles.get(peer.get("profile_id"))
        yield {
            "id": peer.get("peer_id") or str(number),
            "name": peer.get("name") or peer.get("username") or f"peer {number}",
            **({"profile": profile} if profile else {}),
            **({"connected": peer["connected"]} if "connected" in peer else {}),
        }


def _clients(clients: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """How many there are, not who they are."""
    active = [client for client in clients if client.get("active") is not False]
    # A label must not have as many values as there are clients, whatever a router says.
    types = Counter(kind if (kind := client.get("connection_type")) in CONNECTION_TYPES else "other" for client in active)
    return {"active": len(active), "inactive": len(clients) - len(active), "by_type": dict(sorted(types.items()))}


def _mesh_peers(mesh: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for network in mesh.get("networks", ()):
        for number, peer in enumerate(network.get("peers", ()), start=1):
            traffic = {f"{way}_bytes": peer[way]["bytes"] for way in ("receive", "transmit") if "bytes" in peer.get(way, {})}
            yield {"mesh_id": network.get("mesh_id") or str(network["id"]), "name": peer.get("name") or f"peer {number}", **traffic}


def _first(record: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((record[name] for name in names if name in record), None)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Conditions on links: WANs and VPN peers that are connected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._common.names import comparable
from .._common.redaction import printable
from .._status.shape import SerialNumber
from .._status.subjects.vpn import VPN
from .._status.subjects.wan import WAN
from .condition import Condition, Reading, Verdict, blank, label, listed, negative

Wans = list[Mapping[str, Any]]

WANS = Reading(WAN, {"include": ["cellular"]})
PEERS = Reading(VPN, {"sections": ["peers"]})


def is_named(wan: Mapping[str, Any], name: str) -> bool:
    """Whether a WAN has that id or name."""
    return comparable(name) in (str(wan["id"]), comparable(wan.get("name")))


def unknown_wans(names: list[str], wans: Wans) -> Iterator[str]:
    """What to say of names that no WAN has."""
    for name in names:
        if not any(is_named(wan, name) for wan in wans):
            meant = name.strip()
            hint = f"; did you mean {meant!r}, without the blank?" if meant != name and any(is_named(wan, meant) for wan in wans) else ""
            yield f"names {name!r}, but the router has {listed(wans) or 'no WANs'}{hint}"


def _connected_wans(names: list[str], wans: Wans, now: float) -> Verdict:
    down = [name for name in names if not any(wan.get("connected") and is_named(wan, name) for wan in wans)]
    named = [wan for wan in wans if any(is_named(wan, name) for name in down or names)]
    return Verdict(f"WANs are not connected: {', '.join(down)}" if down else "", _states(named))


def _min_connected_wans(least: int, wans: Wans, now: float) -> Verdict:
    count = sum(bool(wan.get("connected")) for wan in wans)
    return Verdict(f"only {count} of the required {least} WANs are connected" if count < least else "", _states(wans))


def _too_many(least: int, wans: Wans) -> Iterator[str]:
    if least > len(wans):
        yield f"is {least}, but the router has only {len(wans)}: {listed(wans) or 'no WANs'}"


def _states(wans: Wans) -> str:
    return ", ".join(f"{label('WAN', wan)}: {_state(wan)}" for wan in wans) or "no such WAN"


def _state(wan: Mapping[str, Any]) -> str:
    said = "connected" if wan.get("connected") else "not connected"
    return printable(wan.get("message") or said, 80)


def _connected_peers(names: list[str], vpn: Mapping[str, Any], now: float) -> Verdict:
    peers = vpn.get("peers") or []
    down = [name for name in names if not any(peer.get("connected") and _is_peer(peer, name) for peer in peers)]
    named = [peer for peer in peers if any(_is_peer(peer, name) for name in down or names)]
    seen = ", ".join(f"{printable(peer.get('name') or peer.get('peer_id'), 60)}: {printable(peer.get('status'), 40)}" for peer in named)
    return Verdict(f"VPN peers are not connected: {', '.join(down)}" if down else "", seen or f"none of them among {len(peers)} VPN peers")


def _is_peer(peer: Mapping[str, Any], name: str) -> bool:
    return comparable(name) in (peer.get("peer_id"), comparable(peer.get("name"))) or SerialNumber().decode(name) == peer.get("serial_number")


CONNECTED_WANS = Condition({"type": "list", "elements": "str"}, WANS, _connected_wans, blank, unknown_wans, names_wans=True)
MIN_CONNECTED_WANS = Condition({"type": "int"}, WANS, _min_connected_wans, negative, impossible=_too_many)
CONNECTED_VPN_PEERS = Condition({"type": "list", "elements": "str"}, PEERS, _connected_peers, blank)

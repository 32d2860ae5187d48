# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with a router, by its figures, and how urgent that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# What is to be looked at first comes first.
URGENCY = ("unreachable", "failed", "no_wan", "degraded", "watch", "fine")

# The kinds of trouble, and what each makes of a router.
KINDS = {
    "unreachable": "unreachable",
    "failed": "failed",
    "no_wan": "no_wan",
    "wan_down": "degraded",
    "vpn_down": "degraded",
    "used_up": "degraded",
    "nearly_used_up": "watch",
    "weak_signal": "watch",
    "roaming": "watch",
}

NEARLY = 90  # percent of an allowance
WEAK_RSRP = -115  # dBm; below, little more than text gets through
WEAK_LEVEL = 1  # bars


@dataclass(frozen=True)
class Trouble:
    """One of KINDS, and what it is about: a WAN, a peer, a message. Empty if there is nothing to add."""

    kind: str
    about: str = ""


def troubles(router: Mapping[str, Any]) -> list[Trouble]:
    """What is wrong with a router, the most urgent first."""
    found = _of_reading(router) if router["status"] != "read" else _of_figures(router)
    return sorted(found, key=lambda trouble: list(KINDS).index(trouble.kind))


def state(found: list[Trouble]) -> str:
    """One of URGENCY."""
    return min((KINDS[trouble.kind] for trouble in found), key=URGENCY.index, default="fine")


def urgency(router: Mapping[str, Any]) -> tuple[int, int, str]:
    """What routers are sorted by."""
    found = troubles(router)
    return URGENCY.index(state(found)), -len(found), str(router["name"])


def share_used(allowance: Mapping[str, Any]) -> float | None:
    """How much of an allowance is used, in percent. None without a limit."""
    if "used_bytes" not in allowance or not allowance.get("limit_bytes"):
        return None
    return float(allowance["used_bytes"] * 100 / allowance["limit_bytes"])


def _of_reading(router: Mapping[str, Any]) -> Iterator[Trouble]:
    yield Trouble(router["status"], (router["error"] or {}).get("message", ""))


def _of_figures(router: Mapping[str, Any]) -> Iterator[Trouble]:
    wans = [wan for wan in router.get("wans", ()) if wan.get("enabled") is not False]
    if wans and not any(wan.get("connected") for wan in wans):
        yield Trouble("no_wan")
    for wan in wans:
        yield from _of_wan(wan)
    yield from (Trouble("vpn_down", peer["name"]) for peer in router.get("vpn_peers", ()) if peer.get("connected") is False)


def _of_wan(wan: Mapping[str, Any]) -> Iterator[Trouble]:
    if not wan.get("connected") and not wan.get("standby"):
        yield Trouble("wan_down", wan["name"])
    share = share_used(wan.get("allowance", {}))
    if share is not None and share >= NEARLY:
        yield Trouble("used_up" if share >= 100 else "nearly_used_up", f"{wan['name']}, {share:.0f} %")
    cellular = wan.get("cellular", {})
    if wan.get("connected") and is_weak(cellular):
        yield Trouble("weak_signal", wan["name"])
    if cellular.get("roaming", "home") != "home":
        yield Trouble("roaming", wan["name"])


def is_weak(cellular: Mapping[str, Any]) -> bool:
    """Whether the signal is too weak to rely on. What is not told is not weak."""
    return bool(cellular.get("rsrp", 0) < WEAK_RSRP or cellular.get("signal_level", WEAK_LEVEL + 1) <= WEAK_LEVEL)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The figures of a fleet as a page: every router with its WANs, the ones in trouble first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._figures.history import Change, course, histories, last_change
from .._figures.snapshot import Period
from .._figures.trouble import KINDS, NEARLY, URGENCY, Trouble, is_weak, share_used, state, troubles, urgency
from .page import Page, Panel, Row, Select, Status, render, slices
from .sparkline import HEIGHT, WIDTH, Sparkline, sparkline
from .text import amount, time_text

# In the order of the page, good news first.
STATUSES = {
    status.name: status
    for status in (
        Status("fine", "fine", "\u2713", "in_step", "nothing to look at"),
        Status("watch", "watch", "~", "unknown", "signal, roaming, allowance"),
        Status("degraded", "degraded", "\u2260", "drifted", "a WAN or VPN peer is down"),
        Status("no_wan", "no WAN", "!", "failed", "no WAN is connected"),
        Status("unreachable", "unreachable", "\u2026", "unreachable", "no answer"),
        Status("failed", "failed", "\u2298", "unsupported", "could not be read"),
    )
}
_WORDS = {
    "unreachable": "no answer",
    "failed": "could not be read",
    "no_wan": "no WAN is connected",
    "wan_down": "WAN down",
    "vpn_down": "VPN peer down",
    "used_up": "allowance used up",
    "nearly_used_up": "allowance nearly used up",
    "weak_signal": "weak signal",
    "roaming": "roaming",
}
_ORDERS = [("status", "trouble"), ("name", "name"), ("firmware", "firmware")]
_UNKNOWN_FIRMWARE = "not told"
_TECHNICAL = {"roaming_partner": "roaming with a partner", "roaming": "roaming"}

_UP = Status("up", "connected", "\u2713", "in_step")
_STANDBY = Status("standby", "standby", "\u2016", "unsupported")
_DOWN = Status("down", "down", "\u2715", "failed")
_OFF = Status("off", "off", "\u2013", "unsupported")


@dataclass(frozen=True)
class WanLine:
    """A WAN in the row of its router. Texts are empty where there is nothing to say; ``share`` is the used share of the allowance, in percent."""

    status: Status
    name: str
    link: str
    carrier_key: str
    signal: str
    weak: bool
    use: str
    share: float | None
    full: bool
    spark: Sparkline | None


@dataclass(frozen=True)
class RouterRow:
    """A router as the template shows it."""

    router: Mapping[str, Any]
    status: Status
    troubles: list[Trouble]
    wans: list[WanLine]
    disabled: int
    vpn: str
    vpn_down: bool
    clients: str
    change: Change | None
    sims: list[str]


def page(document: Mapping[str, Any], snapshots: Sequence[Mapping[str, Any]], unusable: Mapping[str, str], title: str) -> str:
    """The page of figures, with courses from snapshots in the order of their days; ``unusable`` says by file why others are left out."""
    past = histories(snapshots)
    rows = [_row(router, past.get(router["name"], [])) for router in sorted(document["routers"], key=urgency)]
    counts = Counter(row.status.name for row in rows)
    frame = Page(
        title=title,
        counts=[(status, counts[name]) for name, status in STATUSES.items()],
        panels=_panels(rows),
        selects=_selects(rows),
        orders=_ORDERS,
        time=document["time"],
        when=time_text(document["time"]),
    )
    return render(
        "fleet.html.j2",
        frame,
        rows=rows,
        counts=counts,
        urgency=URGENCY,
        said=_said,
        trouble_key=_trouble_key,
        unknown_firmware=_UNKNOWN_FIRMWARE,
        days=[snapshot["date"] for snapshot in snapshots],
        unusable=unusable,
        when=time_text,
        box=(WIDTH, HEIGHT),
    )


def _row(router: Mapping[str, Any], days: Sequence[Sequence[Period]]) -> RouterRow:
    found = troubles(router)
    enabled = [wan for wan in router.get("wans", ()) if wan.get("enabled") is not False]
    peers = router.get("vpn_peers", [])
    up = sum(peer.get("connected") is True for peer in peers)
    return RouterRow(
        router=router,
        status=STATUSES[state(found)],
        troubles=found,
        wans=[_wan(wan, days) for wan in enabled],
        disabled=len(router.get("wans", ())) - len(enabled),
        vpn=f"{up} of {len(peers)}" if peers else "",
        vpn_down=up < len(peers),
        clients=f"{router['clients']['active']:,}" if "clients" in router else "",
        change=last_change(days),
        sims=[_sim(wan, sim) for wan in router.get("wans", ()) for sim in wan.get("sims", ()) if "used_bytes" in sim],
    )


def _wan(wan: Mapping[str, Any], days: Sequence[Sequence[Period]]) -> WanLine:
    cellular, allowance = wan.get("cellular", {}), wan.get("allowance", {})
    past, share = course(days, str(wan["id"])), share_used(allowance)
    parts = [cellular.get("carrier"), cellular.get("band") or cellular.get("mobile_type"), _TECHNICAL.get(cellular.get("roaming", ""))]
    status = _UP if wan.get("connected") else _OFF if wan.get("enabled") is False else _STANDBY if wan.get("standby") else _DOWN
    return WanLine(
        status=status,
        name=wan["name"],
        link=", ".join(str(part) for part in parts if part) or ("" if status is _UP else str(wan.get("message") or "")),
        carrier_key=_carrier_key(cellular["carrier"]) if cellular.get("carrier") else "",
        signal=_signal(wan),
        weak=bool(wan.get("connected")) and is_weak(cellular),
        use=_use(allowance),
        share=share,
        full=share is not None and share >= NEARLY,
        spark=sparkline(past) if past else None,
    )


def _signal(wan: Mapping[str, Any]) -> str:
    cellular = wan.get("cellular", {})
    strength = next((value for value in (cellular.get("rsrp"), cellular.get("rssi"), wan.get("wifi_signal_dbm")) if value is not None), None)
    return f"{strength:.0f} dBm" if strength is not None else f"{cellular['signal_level']} of 5" if "signal_level" in cellular else ""


def _use(allowance: Mapping[str, Any]) -> str:
    if "used_bytes" not in allowance:
        return ""
    return amount(allowance["used_bytes"]) + (f" of {amount(allowance['limit_bytes'])}" if allowance.get("limit_bytes") else "")


def _sim(wan: Mapping[str, Any], sim: Mapping[str, Any]) -> str:
    return f"{wan['name']}, SIM {sim['id']}{' (active)' if sim.get('active') else ''}: {_use(sim)}"


def _panels(rows: Sequence[RouterRow]) -> list[Panel]:
    total = len(rows)
    kinds = Counter(kind for row in rows for kind in {trouble.kind for trouble in row.troubles})
    carriers = Counter(name for row in rows for name in {_carrier_of(wan) for wan in row.router.get("wans", ()) if wan.get("connected")} if name)
    firmware = Counter(row.router["firmware"] or _UNKNOWN_FIRMWARE for row in rows)
    missing = Counter(subset for row in rows for subset in row.router["left_out"])
    return [
        Panel(
            "Trouble",
            [
                Row(_WORDS[kind], f"{kinds[kind]:,}", slices([(STATUSES[KINDS[kind]].colour, kinds[kind])], total), ("trouble", _trouble_key(kind)))
                for kind in KINDS
                if kinds[kind]
            ],
            "None.",
        ),
        Panel(
            "Carriers",
            [Row(name, f"{count:,}", slices([("plain", count)], total), ("carrier", _carrier_key(name))) for name, count in _most(carriers)],
            "None.",
        ),
        Panel("Firmware", [Row(name, f"{count:,}", slices([("plain", count)], total), ("firmware", name)) for name, count in _most(firmware)], "None."),
        Panel(
            "Left out",
            [Row(name.replace("_", " "), f"{count:,}", slices([("plain", count)], total), note="not on these routers") for name, count in _most(missing)],
            "All routers that answered have all figures.",
        ),
    ]


def _selects(rows: Sequence[RouterRow]) -> list[Select]:
    present = {row.status.name for row in rows}
    kinds = {trouble.kind for row in rows for trouble in row.troubles}
    carriers = sorted({name for row in rows for wan in row.router.get("wans", ()) if (name := _carrier_of(wan))})
    versions = sorted({row.router["firmware"] or _UNKNOWN_FIRMWARE for row in rows})
    return [
        Select("status", "Status", [(name, status.word) for name, status in STATUSES.items() if name in present]),
        Select("trouble", "Trouble", [(_trouble_key(kind), _WORDS[kind]) for kind in KINDS if kind in kinds]),
        Select("carrier", "Carrier", [(_carrier_key(name), name) for name in carriers]),
        Select("firmware", "Firmware", [(version, version) for version in versions]),
    ]


def _said(trouble: Trouble) -> str:
    if KINDS[trouble.kind] == trouble.kind:  # what the status says already
        return trouble.about
    return _WORDS[trouble.kind] + (f": {trouble.about}" if trouble.about else "")


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _carrier_of(wan: Mapping[str, Any]) -> str | None:
    name: str | None = wan.get("cellular", {}).get("carrier")
    return name


def _carrier_key(name: str) -> str:
    """What the script knows a carrier by."""
    return f"carrier {name}"


def _trouble_key(kind: str) -> str:
    """What the script knows a kind of trouble by."""
    return f"trouble {kind}"

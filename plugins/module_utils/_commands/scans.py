# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The scans of a cellular modem: carriers (cmd.carrier.scan) and LTE cells (cmd.channelPci.scan)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .._common.errors import NotInEffect
from .._common.untrusted import as_map, maps_in
from .._module.module import Module, Task
from .._module.refusal import refused
from .._module.waiting import Wait, until
from .._wan.guards import MANAGEMENT_GUARD, require_other_way_in
from .._wan.selection import WAN_SPEC, Wan, find_wan, show_wan
from .shared import read


@dataclass(frozen=True)
class Scan:
    """A scan: what it looks for (``noun``), how its state is read and started, and what of it is shown, per entry and beside."""

    noun: str
    function: str
    ask: Callable[[Task, Wan], Mapping[str, Any]]
    start: Mapping[str, Any]
    entry: Callable[[Mapping[str, Any]], dict[str, Any]]
    beside: Callable[[Mapping[str, Any]], dict[str, Any]]


def scan_module(scan: Scan) -> Module:
    """A module that reads a scan and, if it is asked to, starts one and waits for its result."""

    def run(task: Task) -> None:
        wan = find_wan(task, "cellular")
        show_wan(task, wan)
        before = scan.ask(task, wan)
        _show(task, scan, before)
        start = task.params["start"] and not task.check_mode
        if task.params["start"]:
            _guard(task, wan, scan)
        started = as_map(task.session.post(scan.function, {"action": "start", "connId": wan.id, **scan.start})) if start else before
        _show(task, scan, started)
        if task.params["wait"] and not task.check_mode:
            _show(task, scan, _await(task, wan, scan, before if start else None, started))

    options = {
        **WAN_SPEC,
        "start": {"type": "bool", "default": False},
        "wait": {"type": "bool", "default": True},
        "wait_timeout": {"type": "int", "default": 300},
        "allow_interruption": {"type": "bool", "default": False},
        **MANAGEMENT_GUARD,
    }
    return Module(options, run)


def _guard(task: Task, wan: Wan, scan: Scan) -> None:
    if wan.connected and not task.params["allow_interruption"]:
        raise refused(task, f"{wan.label} is connected, and a scan for {scan.noun} interrupts it. Set allow_interruption to do it all the same")
    require_other_way_in(task, wan, f"scan for {scan.noun}")


def _await(task: Task, wan: Wan, scan: Scan, before: Mapping[str, Any] | None, first: Mapping[str, Any]) -> Mapping[str, Any]:
    """The finished scan, by its first answer or a later one; not ``before``, which is how the one before it ended."""
    wait = Wait(task, task.params["wait_timeout"], f"the scan of {wan.label} for {scan.noun}")
    answers, seen_running = [first], False

    def ask() -> Mapping[str, Any] | None:
        nonlocal seen_running
        answer = answers.pop() if answers else scan.ask(task, wan)
        if answer.get("scanStatus") != "done":
            seen_running = True
            return None
        stamp = answer.get("timestamp")
        new = before is None or seen_running or stamp is None or stamp != before.get("timestamp")
        return answer if new else None

    return until(wait, ask, NotInEffect(
        f"scanning for {scan.noun}", task.session.device, f"the scan of {wan.label} is not over after {task.params['wait_timeout']} s",
        "Raise wait_timeout, or read its result later without start.",
    ))


def _show(task: Task, scan: Scan, answer: Mapping[str, Any]) -> None:
    listed = [scan.entry(raw) for raw in maps_in(answer.get("list"))]
    task.result |= {"scanning": answer.get("scanStatus") != "done", "timestamp": answer.get("timestamp"), scan.noun: listed, **scan.beside(answer)}


def ask_carriers(task: Task, wan: Wan) -> Mapping[str, Any]:
    """The state of the carrier scan, with the carrier that is selected."""
    return as_map(task.session.get("cmd.carrier.scan", connId=wan.id, reference=True))


def _ask_cells(task: Task, wan: Wan) -> Mapping[str, Any]:
    return as_map(read(task, "cmd.channelPci.scan", {"connId": wan.id}))


def active_sim(answer: Mapping[str, Any]) -> dict[str, Any] | None:
    """The active SIM and the carrier that is selected for it, None for automatic; None without an active SIM."""
    raw = as_map(as_map(answer.get("reference")).get("activeSim"))
    if not raw:
        return None
    # The vendor's table says selectedCarrier, its examples say cellularNetwork.
    selected = raw.get("selectedCarrier") or raw.get("cellularNetwork")
    return {"slot": raw.get("simId"), "selected_carrier": carrier(selected) if isinstance(selected, Mapping) else None}


def carrier(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A carrier: ``mcc`` and ``mnc`` as text of three and at least two digits."""
    shown = {"name": raw.get("name"), "mcc": str(raw.get("mcc", "")).zfill(3), "mnc": str(raw.get("mnc", "")).zfill(2), "pcs": raw.get("pcs")}
    return shown | ({"technology": raw["mobileType"]} if "mobileType" in raw else {})


def _cell(raw: Mapping[str, Any]) -> dict[str, Any]:
    networks = [{"mcc": plmn.get("mcc"), "mnc": plmn.get("mnc")} for plmn in maps_in(raw.get("plmn"))]
    return {"channel": raw.get("earfcn"), "pci": raw.get("pci"), "cell_id": raw.get("cellUtranId"), "networks": networks}


CARRIERS = Scan(
    "carriers", "cmd.carrier.scan", ask_carriers, {"reference": "yes"}, carrier, lambda answer: {"active_sim": active_sim(answer)}
)
CELLS = Scan("cells", "cmd.channelPci.scan", _ask_cells, {}, _cell, lambda answer: {})

CARRIER_SCAN_INFO = scan_module(CARRIERS)
CHANNEL_SCAN_INFO = scan_module(CELLS)

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
    """A scan: what it looks for (``noun``), which module shows it (``info_module``), how its state is read and started, and what of it is
    shown, per entry (``entry``) and beside the list (``extra``).
    """

    noun: str
    info_module: str
    function: str
    ask: Callable[[Task, Wan], Mapping[str, Any]]
    start: Mapping[str, Any]
    entry: Callable[[Mapping[str, Any]], dict[str, Any]]
    extra: Callable[[Mapping[str, Any]], dict[str, Any]]


WAIT_SPEC = {"wait": {"type": "bool", "default": True}, "wait_timeout": {"type": "int", "default": 300}}


def scan_info_module(scan: Scan) -> Module:
    """A module that reads the last scan, and waits for one that is running."""

    def run(task: Task) -> None:
        wan = find_wan(task, "cellular")
        show_wan(task, wan)
        answer = scan.ask(task, wan)
        _show(task, scan, answer)
        if task.params["wait"]:
            _show(task, scan, _await(task, wan, scan, None, answer))

    return Module({**WAN_SPEC, **WAIT_SPEC}, run)


def scan_module(scan: Scan) -> Module:
    """A module that starts a scan and waits for its result."""

    def run(task: Task) -> None:
        wan = find_wan(task, "cellular")
        show_wan(task, wan)
        before = scan.ask(task, wan)
        _show(task, scan, before)
        _guard(task, wan, scan)
        task.result["changed"] = True
        if task.check_mode:
            return
        started = as_map(task.session.post(scan.function, {"action": "start", "connId": wan.id, **scan.start}))
        _show(task, scan, started)
        if task.params["wait"]:
            _show(task, scan, _await(task, wan, scan, before, started))

    return Module(
        {**WAN_SPEC, **WAIT_SPEC, "allow_interruption": {"type": "bool", "default": False}, **MANAGEMENT_GUARD}, run, posts=lambda params: [scan.function]
    )


def _guard(task: Task, wan: Wan, scan: Scan) -> None:
    if wan.connected and not task.params["allow_interruption"]:
        raise refused(task, f"{wan.label} is connected, and a scan for {scan.noun} interrupts it. Set allow_interruption to scan anyway")
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

    return until(
        wait,
        ask,
        NotInEffect(
            f"scanning for {scan.noun}",
            task.session.device,
            f"the scan of {wan.label} is not over after {task.params['wait_timeout']} s",
            f"Raise wait_timeout, or read its result later with {scan.info_module}.",
        ),
    )


def _show(task: Task, scan: Scan, answer: Mapping[str, Any]) -> None:
    listed = [scan.entry(raw) for raw in maps_in(answer.get("list"))]
    task.result |= {"scanning": answer.get("scanStatus") != "done", "timestamp": answer.get("timestamp"), scan.noun: listed, **scan.extra(answer)}


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
    noun="carriers",
    info_module="peplink_carrier_scan_info",
    function="cmd.carrier.scan",
    ask=ask_carriers,
    start={"reference": "yes"},
    entry=carrier,
    extra=lambda answer: {"active_sim": active_sim(answer)},
)
CELLS = Scan(
    noun="cells",
    info_module="peplink_channel_scan_info",
    function="cmd.channelPci.scan",
    ask=_ask_cells,
    start={},
    entry=_cell,
    extra=lambda answer: {},
)

CARRIER_SCAN, CARRIER_SCAN_INFO = scan_module(CARRIERS), scan_info_module(CARRIERS)
CHANNEL_SCAN, CHANNEL_SCAN_INFO = scan_module(CELLS), scan_info_module(CELLS)

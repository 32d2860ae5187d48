# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The carrier of a SIM (cmd.carrier.select), compared through the reference of the carrier scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.errors import NotInEffect
from .._common.names import same_name
from .._common.redaction import printable
from .._common.untrusted import maps_in, number
from .._module.module import Module, Task
from .._module.refusal import refused
from .._module.waiting import Wait, until
from .._wan.guards import MANAGEMENT_GUARD, require_other_way_in
from .._wan.selection import WAN_SPEC, Wan, find_wan, show_wan
from .scans import active_sim, ask_carriers, carrier
from .shared import APPLY_SPEC, apply_if_asked

FUNCTION = "cmd.carrier.select"

# A router that took the carrier shows it at once, or when its modem has settled.
PATIENCE = 30


def run(task: Task) -> None:
    """Core of peplink_carrier."""
    wan = find_wan(task, "cellular")
    show_wan(task, wan)
    answer = ask_carriers(task, wan)
    sim = active_sim(answer) or {"slot": None, "selected_carrier": None}
    slot = task.params["sim"] or sim["slot"]
    if slot is None:
        raise refused(task, f"{wan.label} has no active SIM; name one with the option sim")
    wanted = _wanted(task, answer)
    comparable = slot == sim["slot"]
    before = sim["selected_carrier"] if comparable else None
    same = comparable and _same(before, wanted)
    after = before if same else wanted
    task.result |= {"sim": slot, "before": before, "after": after, "diff": {"before": {"carrier": before}, "after": {"carrier": after}}}
    if same:
        return
    require_other_way_in(task, wan, "change its carrier")
    task.result["changed"] = True
    if task.check_mode:
        return
    body = {"mcc": wanted["mcc"], "mnc": wanted["mnc"], "pcs": wanted["pcs"]}
    task.session.post(FUNCTION, {"connId": wan.id, "simId": slot, "selectedCarrier": body})
    apply_if_asked(task)
    if comparable:
        _verify(task, wan, wanted)


def _wanted(task: Task, answer: Mapping[str, Any]) -> dict[str, Any]:
    name, mcc, mnc, pcs = (task.params[option] for option in ("name", "mcc", "mnc", "pcs"))
    if name is None:
        if not (mcc.isascii() and mcc.isdigit() and len(mcc) == 3 and mnc.isascii() and mnc.isdigit() and len(mnc) in (2, 3)):
            raise refused(task, f"mcc must have three digits and mnc two or three, as text; they are {mcc!r} and {mnc!r}")
        return {"mcc": mcc, "mnc": mnc, "pcs": int(pcs)}
    scanned = [carrier(raw) for raw in maps_in(answer.get("list"))]
    networks = {(found["mcc"], found["mnc"], int(number(found["pcs"], 0))) for found in scanned if same_name(found["name"], name)}
    if len(networks) != 1:
        names = ", ".join(sorted({printable(found["name"], 60) for found in scanned})) or "nothing"
        what = f"several networks have the name {name!r}: give mcc and mnc" if networks else f"the last carrier scan did not find {name!r}, but {names}"
        raise refused(task, f"{what}. peplink_carrier_scan_info lists what was found, peplink_carrier_scan scans again")
    mcc, mnc, pcs = networks.pop()
    return {"name": name, "mcc": mcc, "mnc": mnc, "pcs": pcs}


def _same(shown: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> bool:
    """Whether it is the same network. Some firmware drops leading zeros of the mnc."""
    return shown is not None and all(_number(shown[part]) == _number(wanted[part]) for part in ("mcc", "mnc", "pcs"))


def _number(value: Any) -> Any:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else value


def _verify(task: Task, wan: Wan, wanted: Mapping[str, Any]) -> None:
    def ask() -> bool | None:
        sim = active_sim(ask_carriers(task, wan))
        return True if sim is None or _same(sim["selected_carrier"], wanted) else None

    until(
        Wait(task, PATIENCE, f"{wan.label} to show its carrier"),
        ask,
        NotInEffect(
            "verifying the change",
            task.session.device,
            f"the router accepted the carrier of {wan.label}, but still shows another one after {PATIENCE} s",
            "It may wait for an apply: set apply.",
        ),
    )


CARRIER = Module(
    {
        **WAN_SPEC,
        "name": {"type": "str"},
        "mcc": {"type": "str"},
        "mnc": {"type": "str"},
        "pcs": {"type": "bool", "default": False},
        "sim": {"type": "int", "choices": [1, 2]},
        **APPLY_SPEC,
        **MANAGEMENT_GUARD,
    },
    run,
    {"required_one_of": [("name", "mcc")], "required_together": [("mcc", "mnc")], "mutually_exclusive": [("name", "mcc")]},
    posts=lambda params: [FUNCTION],
)

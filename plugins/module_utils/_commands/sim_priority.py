# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The order of the SIMs of a cellular WAN (cmd.wan.cellular). Only firmware before 8.3.0 tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .._common.firmware import since
from .._common.untrusted import as_map
from .._module.module import Module, Task
from .._module.refusal import refused
from .._wan.guards import MANAGEMENT_GUARD, require_other_way_in
from .._wan.selection import WAN_SPEC, find_wan, show_wan
from .shared import APPLY_SPEC, apply_if_asked
from .variants import Variant, variant_for

FUNCTION = "cmd.wan.cellular"

WORDS: dict[str, int | str] = {"1": 1, "2": 2, "remote_sim": "remoteSim", "speedfusion_connect_5g_lte": "speedfusionConnect5gLte"}

Body = Callable[[Sequence[str]], Mapping[str, Any]]


def _ordered(sims: Sequence[str]) -> Mapping[str, Any]:
    return {"simPriority": [WORDS[sim] for sim in sims]}


def _preferred(sims: Sequence[str]) -> Mapping[str, Any]:
    return {"enabledSim": sorted(int(sim) for sim in sims), "preferredSim": int(sims[0]) if len(sims) > 1 else None}


READABLE: Variant[Body] = Variant(since("POST", FUNCTION), _preferred)
VARIANTS: tuple[Variant[Body], ...] = (Variant("8.3.0", _ordered), READABLE)


def run(task: Task) -> None:
    """Core of peplink_sim_priority."""
    wan, sims = find_wan(task, "cellular"), task.params["sims"]
    show_wan(task, wan)
    if not sims or len(set(sims)) < len(sims):
        raise refused(task, "sims must name at least one SIM, and none of them twice")
    variant = variant_for(task.session, VARIANTS)
    if variant is READABLE and not set(sims) <= {"1", "2"}:
        raise refused(task, f"firmware before {VARIANTS[0].since} knows the SIMs 1 and 2 only; the router runs {task.session.firmware()}")
    body = variant.content(sims)
    if variant is READABLE and _holds(task.session.get(FUNCTION, connId=wan.id), body):
        return
    require_other_way_in(task, wan, "change the order of its SIMs")
    task.result["changed"] = True
    if not task.check_mode:
        task.session.post(FUNCTION, {"connId": wan.id, **body})
        apply_if_asked(task)


def _holds(shown: Any, body: Mapping[str, Any]) -> bool:
    """Whether the router uses these SIMs already. With one SIM there is nothing to prefer, whatever it shows."""
    enabled, preferred = as_map(shown).get("enabledSim"), as_map(shown).get("preferredSim")
    alone = len(body["enabledSim"]) == 1
    if not isinstance(enabled, list) or sorted(map(str, enabled)) != [str(sim) for sim in body["enabledSim"]]:
        return False
    return alone or str(preferred) == str(body["preferredSim"])


SIM_PRIORITY = Module(
    {**WAN_SPEC, "sims": {"type": "list", "elements": "str", "choices": list(WORDS), "required": True}, **APPLY_SPEC, **MANAGEMENT_GUARD},
    run,
    posts=lambda params: [FUNCTION],
)

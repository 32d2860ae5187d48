# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_config: all resources of a router in one transaction."""

from __future__ import annotations

from .._common.errors import PeplinkError, Refused, TransportError
from .._common.shared_options import PARALLEL_READS_SPEC
from .._module.module import Module, Task
from .decision.guards import guard_options
from .decision.static import static_problems
from .intent_spec import INTENT_SPEC
from .intents import intents_of
from .options import TRANSACTION_SPEC
from .planned_option import PLANNED_SPEC, other_firmware, planned_from
from .resources import RESOURCES
from .transaction import Transaction

SECTIONS = [resource.section for resource in RESOURCES]


def _run(task: Task) -> None:
    planned = planned_from(task.params)
    transaction = Transaction(task, skip_unsupported=task.params["unsupported"] == "skip", parallel=task.params["parallel_reads"], planned=planned)
    task.result["comparison"] = {}
    intents = intents_of(task.params)
    if task.params["validate_only"]:
        if problems := static_problems(intents, task.params["health"] or {}):
            raise Refused("checking the options", task.session.device, "; ".join(problems), "Nothing was written.")
        return
    if not intents:
        answer = "no section is given, or all are empty, so there is nothing to configure"
        raise Refused("planning the change", task.session.device, answer, f"Give one of {', '.join(SECTIONS)}.")
    answers = True
    try:
        transaction.run(intents)
    except PeplinkError as error:
        answers = not isinstance(error, TransportError)
        raise
    finally:
        task.result["comparison"] = transaction.comparison
        if task.params["ask_firmware"] and answers:
            task.session.firmware()
            if planned and (change := other_firmware(task.params["planned"], task.session.known_firmware)):
                task.session.warnings.append(change)


CONFIG = Module(
    {
        "intent": {"type": "dict"},
        "layers": {"type": "list", "elements": "str"},
        **INTENT_SPEC,
        "unsupported": {"type": "str", "choices": ["fail", "skip"], "default": "fail"},
        "validate_only": {"type": "bool", "default": False},
        **PARALLEL_READS_SPEC,
        "ask_firmware": {"type": "bool", "default": False},
        **PLANNED_SPEC,
        **TRANSACTION_SPEC,
        **guard_options(SECTIONS),
    },
    _run,
    bundles={"intent": INTENT_SPEC, "layers": INTENT_SPEC},
)

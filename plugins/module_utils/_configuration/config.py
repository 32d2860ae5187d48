# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_config: all resources of a router in one transaction; and, without a router, an intent as requests and answers as an intent."""

from __future__ import annotations

from collections.abc import Sequence

from .._common.codecs.base import Secrets
from .._common.errors import PeplinkError, Refused, TransportError
from .._common.firmware import version
from .._common.redaction import redact, secrets_in
from .._common.shared_options import PARALLEL_READS_SPEC
from .._module.module import Module, Task
from .answers import NotAnswers, answers_in, items_in
from .decision.decide import Intent
from .decision.guards import guard_options
from .decision.plan import PlanError
from .decision.rendering import render_requests
from .decision.static import static_problems
from .intent_spec import INTENT_SPEC
from .intents import intents_of
from .options import TRANSACTION_SPEC
from .planned_option import PLANNED_SPEC, other_firmware, planned_from
from .resources.catalogue import RESOURCES
from .transaction import Transaction, no_change
from .view import view_items

SECTIONS = [resource.section for resource in RESOURCES]


def _configure(task: Task) -> None:
    planned = planned_from(task.params)
    transaction = Transaction(task, skip_unsupported=task.params["unsupported"] == "skip", parallel=task.params["parallel_reads"], planned=planned)
    intents = intents_of(task.params)
    if task.params["validate_only"]:
        _require_valid(task, intents)
        return
    _require_any(task, intents, "planning the change")
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


def _render(task: Task) -> None:
    intents, firmware = intents_of(task.params), task.params["firmware"]
    doing, device = "rendering the intent", task.session.device
    _require_any(task, intents, doing)
    _require_valid(task, intents)
    if firmware is not None and not version(firmware):
        raise Refused(doing, device, "firmware must begin with a number such as 8.5.2", "Nothing was rendered.")
    try:
        found = render_requests(intents, firmware, skip_unsupported=task.params["unsupported"] == "skip")
    except PlanError as error:
        raise Refused(doing, device, str(error), "Nothing was rendered.") from None
    secrets = task.session.secrets
    task.result["rendered"] = [{"method": "POST", "function": function, "body": redact(body, secrets)} for function, body in found.requests]
    task.result["unknown"] = list(found.unknown)
    task.session.warnings.extend(found.unknown)


def _parse(task: Task) -> None:
    given = task.params["running_config"]
    # A text may hold secrets that nobody finds in it, in particular one that is cut.
    task.session.secrets.update({given} if isinstance(given, str) else secrets_in(given))
    try:
        answers = answers_in(given)
    except NotAnswers as error:
        advice = "Give a recording.json of peplink_probe, or raw of peplink_config_info."
        raise Refused("reading running_config", task.session.device, str(error), advice) from None
    task.session.secrets.update(secrets_in(answers))
    found = [(resource, items_in(answers, resource)) for resource in RESOURCES]
    task.result["parsed"] = {resource.section: view_items(resource, items, Secrets.OMIT) for resource, items in found if items is not None}
    task.result["missing"] = [resource.section for resource, items in found if items is None]


def _require_valid(task: Task, intents: Sequence[Intent]) -> None:
    if problems := static_problems(intents, task.params["health"] or {}):
        raise Refused("checking the options", task.session.device, "; ".join(problems), "Nothing was written.")


def _require_any(task: Task, intents: Sequence[Intent], doing: str) -> None:
    if not intents:
        answer = "no section is given, or all are empty, so there is nothing to configure"
        raise Refused(doing, task.session.device, answer, f"Give one of {', '.join(SECTIONS)}.")


def _run(task: Task) -> None:
    task.result |= {**no_change(), "comparison": {}}
    STATES[task.params["state"]](task)


STATES = {"merged": _configure, "rendered": _render, "parsed": _parse}

CONFIG = Module(
    {
        "state": {"type": "str", "choices": list(STATES), "default": "merged"},
        "running_config": {"type": "raw"},
        "firmware": {"type": "str"},
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
    {"required_if": [("state", "parsed", ["running_config"])]},
    bundles={"intent": INTENT_SPEC, "layers": INTENT_SPEC},
    offline=lambda params: params["state"] != "merged",
)

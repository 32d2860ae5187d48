# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_probe: what a router does where nobody knows it."""

from __future__ import annotations

import datetime
from typing import Any

from .._module.module import Module, Task
from .._recording.recording import Recording
from .._recording.replacing import replaced
from .conversation import Conversation
from .decoding import not_decoded
from .evidence import Evidence
from .laboratory import Laboratory
from .question import Finding, Kind, find
from .questions.catalogue import QUESTIONS
from .reads import ADMIN_READS, READING_POSTS, READS

LEVELS = ("read", "reversible")
INTERRUPTED = "An earlier probe was interrupted and may have left changes on the router. Run the probe with undo set to restore it."


def _run(task: Task) -> None:
    talk = Conversation(task.session)
    reversible, undo = task.params["level"] == "reversible", task.params["undo"]
    laboratory = Laboratory(task, talk)
    if undo and task.check_mode:
        task.result["changed"] = laboratory.interrupted
    elif undo or (reversible and not task.check_mode):
        laboratory.restore()
    if undo:
        return
    talk.ask_all(READS)
    if task.params["reading_posts"] or reversible:
        talk.ask_all(READING_POSTS)
    talk.ask_with_wrong_token()
    if task.params["username"] and not task.params["client_id"] and not task.params["access_token"]:
        talk.ask_all(ADMIN_READS)
    talk.require_api()
    if reversible and not task.check_mode:
        laboratory.run()
    elif laboratory.interrupted:
        task.session.warnings.append(INTERRUPTED)
    task.result["changed"] = reversible
    task.result |= outcome(task, talk.evidence) | {"notes": laboratory.notes if reversible else []}


def outcome(task: Task, evidence: Evidence) -> dict[str, Any]:
    """The result of a task: decided on what was answered, shown without anything personal."""
    findings = [find(question, evidence) for question in QUESTIONS]
    time = datetime.datetime.fromtimestamp(task.clock.time(), datetime.timezone.utc)
    shared = replaced(Recording(time.strftime("%Y-%m-%dT%H:%M:%SZ"), task.params["source"], task.params["level"], task.session.firmware(), evidence.calls))
    return {
        "recording": shared.recording.text(),
        "review": shared.review,
        "personality": {finding.question.switch: finding.value for finding in findings if finding.kind is Kind.DECIDED and finding.question.simulated},
        "findings": [_shown(finding) for finding in findings],
        "not_decoded": not_decoded(evidence),
    }


def _shown(finding: Finding) -> dict[str, Any]:
    question = finding.question
    return {
        "switch": question.switch,
        "row": question.row,
        "status": finding.kind.value,
        "assumed": question.assumed,
        "value": finding.value,
        "as_assumed": finding.kind is Kind.DECIDED and finding.value == question.assumed,
        "reason": finding.reason,
        "meaning": question.matters,
        "calls": [place + 1 for place in finding.calls],
    }


PROBE = Module(
    {
        "level": {"type": "str", "choices": list(LEVELS), "default": "read"},
        "confirm": {"type": "str"},
        "management_wan": {"type": "str"},
        "undo": {"type": "bool", "default": False},
        "reading_posts": {"type": "bool", "default": False},
        "source": {"type": "str", "choices": ["router", "simulator"], "default": "router"},
    },
    _run,
)

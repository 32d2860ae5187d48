# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that configure one resource: the description makes the module."""

from __future__ import annotations

from .._module.module import Module, Task
from .decision.decide import Intent
from .decision.guards import guard_options
from .description import Resource
from .intent_spec import STATES, section_spec
from .options import TRANSACTION_SPEC
from .transaction import Transaction


def config_module(resource: Resource, *, at_once: Resource | None = None) -> Module:
    """A module with the option ``config``, a list of the resource's items, and the options of the transaction.

    ``at_once`` describes the same resource written so that no apply is needed, which the option ``instant`` asks for.
    """

    def run(task: Task) -> None:
        described = at_once if at_once and task.params["instant"] else resource
        transaction = Transaction(task)
        try:
            transaction.run([Intent(described, task.params["config"], task.params.get("state", "merged"))])
        finally:
            for states in ("before", "after"):
                task.result[states] = task.result[states].get(resource.section, [])

    options = {"config": section_spec(resource) | {"required": True}, **TRANSACTION_SPEC, **guard_options([resource.section])}
    options |= {"state": STATES} if resource.creation else {}
    options |= {"instant": {"type": "bool", "default": False}} if at_once else {}
    return Module(options, run)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads facts of routers, each as peplink_facts would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from ...module_utils._facts.facts import NETWORK_PREFIX
from ...module_utils._module.masking import masked
from ...module_utils._module.module import RUN, Module, execute
from .._task_options import Validated, Variables
from .inspection import Inspection
from .router_variables import without_omitted

STATUSES = ("read", "unreachable", "failed", "invalid")

_KEPT = ("device", "error", "msg", "warnings")


class FactsReader(Inspection):
    """``gather_subset`` is that of the task, None if module_defaults say which, or nobody does."""

    module_name: ClassVar[str] = "peplink_facts"
    doing: ClassVar[str] = "reading"
    done: ClassVar[str] = "read"
    advice: ClassVar[str] = "Run peplink_facts to see more."
    statuses: ClassVar[tuple[str, ...]] = STATUSES

    def __init__(self, module: Module, gather_subset: Sequence[str] | None) -> None:
        super().__init__(replace(module, tells=RUN))
        # Secrets of a whole fleet in one result are too much for anybody's log or cache. Many routers at a time are enough; a second
        # connection to one costs a TLS handshake.
        self._options = {"gather_subset": gather_subset, "secrets": "omit", "parallel_reads": 1}

    def options(self, variables: Variables) -> Mapping[str, Any]:
        return without_omitted(self._options, variables)

    def inspect(self, valid: Validated) -> dict[str, Any]:
        outcome, secrets = execute(self.module, valid.params, check_mode=True)
        return reading(masked(outcome, secrets | valid.secrets))

    def failure(self, message: str, kind: str) -> dict[str, Any]:
        return reading({"error": kind, "msg": message, "failed": True})

    def warnings(self, router: str, verdict: Mapping[str, Any]) -> Sequence[str]:
        """With the reason why there are no facts: the task that reads them does not fail."""
        return [*super().warnings(router, verdict), *([_reason(router, verdict)] if verdict.get("msg") else [])]


def _reason(router: str, verdict: Mapping[str, Any]) -> str:
    device = verdict.get("device") or {}
    return str(verdict["msg"]).removeprefix(f"{router}: ").removeprefix(f"{device.get('host')}:{device.get('port')}: ")


def reading(result: Mapping[str, Any]) -> dict[str, Any]:
    """The kept part of a result of peplink_facts: the ``status`` of the reading, the ``facts`` as they would be in ansible_facts.peplink, and in ``net``
    those that would be beside it."""
    kept = {name: result[name] for name in _KEPT if result.get(name) not in (None, [], {})}
    if not result.get("failed"):
        found = result["ansible_facts"]
        net = {name.removeprefix(NETWORK_PREFIX): value for name, value in found.items() if name.startswith(NETWORK_PREFIX)}
        return {"status": "read", **kept, "facts": found["ansible_peplink"], "net": net}
    kind = str(result.get("error"))
    return {"status": kind if kind in STATUSES else "failed", **kept}

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a probe has asked and been answered: the calls, and which of them was which step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._common.firmware import version
from .._common.untrusted import as_map
from .._recording.recording import Call


@dataclass(frozen=True)
class Evidence:
    """All calls in their order; ``steps`` names some of them by their place."""

    calls: tuple[Call, ...] = ()
    steps: Mapping[str, int] = field(default_factory=dict)

    def with_step(self, step: str, calls: Sequence[Call], function: str) -> Evidence:
        """With more calls, the last one to ``function`` as ``step``; those before it obtained credentials."""
        every = (*self.calls, *calls)
        places = [place for place in range(len(self.calls), len(every)) if every[place].function == function]
        return Evidence(every, {**self.steps, step: places[-1]} if places else self.steps)

    def call(self, step: str) -> Call | None:
        """None if the step was not taken."""
        place = self.steps.get(step)
        return None if place is None else self.calls[place]

    def answer(self, step: str) -> Mapping[str, Any]:
        """The answer of the API, with ``stat``; empty if something else came."""
        call = self.call(step)
        found = as_map(call.answer) if call else {}
        return found if found.get("stat") in ("ok", "fail") else {}

    def ok(self, step: str) -> bool:
        """Whether the router did it."""
        return self.answer(step).get("stat") == "ok"

    def failed(self, step: str) -> bool:
        """Whether the router refused it: a failure of the API, not a lost link."""
        return self.answer(step).get("stat") == "fail"

    def code(self, step: str) -> Any:
        """Of a failure, as it came."""
        return self.answer(step).get("code")

    def response(self, step: str) -> Any:
        """None if there is none."""
        return self.answer(step).get("response") if self.ok(step) else None

    def entries(self, step: str) -> list[tuple[str, Mapping[str, Any]]]:
        """Those of an answer that is a map by id."""
        return entries(self.response(step))

    def of(self, function: str) -> list[Call]:
        """All calls to a function."""
        return [call for call in self.calls if call.function == function]

    def at_least(self, firmware: str) -> bool:
        """Whether the running firmware is known, and not older."""
        slots = [slot for _key, slot in self.entries("firmware") if slot.get("inUse") is True]
        running = slots[0].get("version") if len(slots) == 1 else None
        return isinstance(running, str) and version(running) >= version(firmware)


def entries(value: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """The maps of a map by id, in the order that the router gives, then the others. No mapping: none."""
    found = as_map(value)
    order = found.get("order")
    first = [str(key) for key in order] if isinstance(order, list) else []
    keys = dict.fromkeys([*first, *found])
    return [(key, found[key]) for key in keys if isinstance(found.get(key), Mapping)]


def shape(value: Any, depth: int = 2) -> str:
    """The form of a value without the value: members and types."""
    if isinstance(value, Mapping):
        members = ", ".join(f"{name}: {shape(item, depth - 1)}" for name, item in list(value.items())[:6]) if depth else "..."
        return f"{{{members}{', ...' if depth and len(value) > 6 else ''}}}"
    if isinstance(value, list):
        return f"[{shape(value[0], depth - 1)}{', ...' if len(value) > 1 else ''}]" if value and depth else "[]" if not value else "[...]"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    return "null" if value is None else "text"

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what is wanted and what the router shows to what must be written. Pure: no I/O, the same in check mode."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ._resource import Field, Flat, Item, Resource, Together
from ._values import Match

Remembered = Callable[[str, Any, bool], bool]


class PlanError(Exception):
    """The intent cannot be planned; the text says why, in the user's terms, and holds no secret."""


@dataclass(frozen=True)
class Wanted:
    """One item of the intent, found on the router."""

    item: Item
    values: Flat


@dataclass
class ItemPlan:
    """What is to be written to one item, and what for.

    ``changes`` are all values of the body; ``forms`` says in which form each is sent (the first unless noted);
    ``seen`` is what the router showed after the change.
    """

    resource: Resource
    item: Item
    wanted: Flat
    changes: Flat = field(default_factory=dict)
    forms: dict[str, int] = field(default_factory=dict)
    seen: Flat = field(default_factory=dict)

    def record(self, path: str) -> tuple[str, Any, bool]:
        """What is remembered of a wanted value: its key among the router's records, the value, and whether it is secret."""
        return f"{self.resource.section}/{self.item.id}/{path}", self.wanted[path], self.resource.field(path).codec.secret

    @property
    def label(self) -> str:
        return f"{self.resource.noun} {self.item.id} ({self.item.label})"

    def mismatches(self, now: Flat) -> list[str]:
        """Which changes the router does not show although it could. ``now`` is its state."""
        return [
            path
            for path, value in self.changes.items()
            if path in now and self.resource.field(path).codec.compare(value, now[path]) is Match.DIFFERENT
        ]

    def confirmed(self, now: Flat) -> list[str]:
        """Which changes the router shows."""
        return [path for path, value in self.changes.items() if path in now and self.resource.field(path).codec.compare(value, now[path]) is Match.SAME]

    def before(self) -> Flat:
        """The state before, of what is wanted or goes with it; unknown values are left out."""
        return {path: self.item.flat[path] for path in {**self.wanted, **self.changes} if path in self.item.flat}

    def after(self) -> Flat:
        """The state after: as predicted, but where the router showed otherwise, what it showed."""
        return {**self.before(), **self.changes, **{path: self.seen[path] for path in self.mismatches(self.seen)}}

    def body(self) -> dict[str, Any]:
        return self.resource.encode(self.changes, self.forms)

    def take_next_form(self, paths: Iterable[str], *, refused: bool) -> bool:
        """Switch these changes to their next form, those that have one; whether there was any."""
        found = False
        for path in paths:
            position = self.forms.get(path, 0) + 1
            forms = self.resource.field(path).forms
            if position < len(forms) and (forms[position].after_refusal or not refused):
                self.forms[path] = position
                found = True
        return found

    def reverse(self) -> ItemPlan:
        """The plan that restores the before-image, as far as the router showed it. Raises PlanError if it cannot."""
        back = ItemPlan(self.resource, self.item, {})
        back.changes = {path: self.item.flat[path] for path in self.changes if path in self.item.flat}
        back.forms = dict(self.forms)
        if back.changes:
            _complete(back, self.resource.together)
            _require_writable(back)
        return back


def identify(resource: Resource, intents: Sequence[Mapping[str, Any]], items: Sequence[Item]) -> list[Wanted]:
    """Find the router's item for each item of the intent: by ``id``, else by ``name``; both together rename."""
    found: dict[int, Wanted] = {}
    for position, intent in enumerate(intents, start=1):
        item = _find(resource, intent, items, position)
        if item.id in found:
            raise PlanError(f"config names {resource.noun} {item.id} ({item.label}) twice; merge the two entries")
        try:
            values = resource.parse(intent)
        except ValueError as error:
            raise PlanError(f"{resource.noun} {item.id} ({item.label}): {error}") from None
        if intent.get("id") is None:
            values.pop("name", None)
        found[item.id] = Wanted(item, values)
    return list(found.values())


def _find(resource: Resource, intent: Mapping[str, Any], items: Sequence[Item], position: int) -> Item:
    listed = ", ".join(f"{item.id} ({item.label})" for item in items) or "none"
    if intent.get("id") is not None:
        matches = [item for item in items if item.id == intent["id"]]
        asked = f"id {intent['id']}"
    elif intent.get("name") is not None:
        matches = [item for item in items if item.label == intent["name"]]
        asked = f"the name {intent['name']!r}"
    else:
        raise PlanError(f"entry {position} of config has neither id nor name, so it names no {resource.noun}; the router has {listed}")
    if not matches:
        raise PlanError(f"the router has no {resource.noun} with {asked}; it has {listed}")
    if len(matches) > 1:
        raise PlanError(f"the router has several {resource.noun}s with {asked}; use their id: {', '.join(str(item.id) for item in matches)}")
    return matches[0]


def plan_item(resource: Resource, wanted: Wanted, remembered: Remembered, unreadable: str) -> ItemPlan:
    """Compare one item and decide what to write.

    A value that the router shows is written when it differs. One that it does not show is written according to
    ``unreadable``: ``always``, ``never``, or ``once``, that is unless ``remembered`` (asked with what
    ``ItemPlan.record`` gives) says that it was the last written.
    """
    plan = ItemPlan(resource, wanted.item, wanted.values)
    hidden: list[str] = []
    for path, value in wanted.values.items():
        match = _compare(resource.field(path), path, value, wanted.item.flat)
        if match is Match.DIFFERENT:
            plan.changes[path] = value
        elif match is Match.UNSURE:
            hidden.append(path)
    if unreadable != "never":
        plan.changes |= {path: wanted.values[path] for path in hidden if unreadable == "always" or not remembered(*plan.record(path))}
        # A readable value that is hidden just now goes with what is written beside it: a check that is switched on again
        # shows its details only then, and they may not be the remembered ones.
        groups = {resource.field(path).group for path in plan.changes} - {""}
        plan.changes |= {path: wanted.values[path] for path in hidden if resource.field(path).group in groups and resource.field(path).read}
    if plan.changes:
        _complete(plan, resource.together)
        _refuse_contradictions(plan)
    return plan


def _compare(f: Field, path: str, value: Any, current: Flat) -> Match:
    return f.codec.compare(value, current[path]) if path in current else Match.UNSURE


def _complete(plan: ItemPlan, rules: Iterable[Together]) -> None:
    for rule in rules:
        if not any(path in plan.changes for path in rule.options):
            continue
        known = {**_still_valid(plan), **plan.wanted}
        if any(known.get(option) != value for option, value in rule.when.items()):
            continue
        missing = [path for path in rule.needs if path not in known]
        if missing:
            given = ", ".join(path for path in rule.options if path in plan.changes and path not in rule.needs) or rule.options[0].partition(".")[0]
            raise PlanError(
                f"{plan.label}: to change {given}, the router needs {', '.join(missing)} in the same request, and it does not show "
                "what is set now; add it to the item"
            )
        for path in rule.needs:
            plan.changes.setdefault(path, known[path])
        for path in rule.along:
            if path in known:
                plan.changes.setdefault(path, known[path])


def _still_valid(plan: ItemPlan) -> Flat:
    """What the router shows, less what belongs to a choice that changes (the address of a method that is left)."""
    current = plan.item.flat
    left = {path for path, value in plan.changes.items() if current.get(path) != value}
    governed = {f.option for f in plan.resource.fields if f.only_with and f.only_with[0] in left}
    return {path: value for path, value in current.items() if path not in governed}


def _refuse_contradictions(plan: ItemPlan) -> None:
    state = {**_still_valid(plan), **plan.changes}
    for path in plan.changes:
        f = plan.resource.field(path)
        if f.only_with and state.get(f.only_with[0]) not in f.only_with[1]:
            have = state.get(f.only_with[0], "unknown")
            raise PlanError(f"{plan.label}: {path} goes only with {f.only_with[0]} {' or '.join(sorted(f.only_with[1]))}; here it is {have}")
    reason = plan.resource.frozen(plan.item, plan.changes) or plan.resource.check(state)
    if reason:
        raise PlanError(f"{plan.label}: {reason}")
    _require_writable(plan)


def _require_writable(plan: ItemPlan) -> None:
    try:
        plan.body()
    except ValueError as error:
        raise PlanError(f"{plan.label}: {error}") from None


def misfits(plan: ItemPlan, kind: str) -> list[str]:
    """Which changes do not exist on an item of this kind."""
    return [path for path in plan.changes if kind and plan.resource.field(path).kinds and kind not in plan.resource.field(path).kinds]


def render(plan: ItemPlan, state: Flat) -> dict[str, Any]:
    """A state of the plan's item in the shape of the ``config`` option, secrets hidden, with id and name."""
    return {"id": plan.item.id, "name": plan.item.label, **plan.resource.nested(state)}

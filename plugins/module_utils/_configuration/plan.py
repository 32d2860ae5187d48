# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what is wanted and what the router shows to what must be written. Pure: no I/O, the same in check mode."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._common.codecs.base import Match, Secrets
from .description import Change, Field, Flat, Item, Resource, id_of

Remembered = Callable[[str, Any, bool], bool]

PRESENCE = "presence"


class PlanError(Exception):
    """The intent cannot be planned; the text says why, in the user's terms, and holds no secret."""


@dataclass(frozen=True)
class Wanted:
    """One item of the intent, and the router's item that it means: one to ``update``, to ``add`` or to ``remove``.

    One that is to go because nobody ``named`` it is another matter than one that somebody did.
    """

    item: Item
    values: Flat
    verb: str = "update"
    named: bool = True


@dataclass
class ItemPlan:
    """What is to be written to one item, and what for.

    ``changes`` are all values of the body, ``same`` the wanted ones that the router shows already; ``forms`` says in which form
    each is sent (the first unless noted); ``seen`` is what the router showed last, once it was ``looked_at`` after the change, None if it
    did not list the item. The ``item`` of one to add is empty.
    """

    resource: Resource
    item: Item
    wanted: Flat
    verb: str = "update"
    named: bool = True
    changes: Flat = field(default_factory=dict)
    same: list[str] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    seen: Flat | None = None
    looked_at: bool = False

    def look_at(self, now: Flat | None) -> None:
        """Keep what the router shows after the change."""
        self.seen, self.looked_at = now, True

    def records(self) -> list[tuple[str, Any, bool]]:
        """What is to be remembered once the change is live.

        ``same`` values too: the change may hide them, as switching a check off hides its details. Not secret ones, which cost a slow
        hash each; the router shows those or masks them, whatever else is changed.
        """
        shown = [path for path in self.same if not self.resource.field(path).codec.secret]
        return [self.record(path) for path in self.wanted if path in self.changes or path in shown]

    def record(self, path: str) -> tuple[str, Any, bool]:
        """What is remembered of a wanted value: its key among the router's records, the value, and whether it is secret."""
        return self.record_key(path), self.wanted[path], self.resource.field(path).codec.secret

    def record_key(self, path: str) -> str:
        """Where a value of the item is kept among the router's records."""
        return f"{self.resource.section}/{self.item.id}/{path}"

    @property
    def label(self) -> str:
        return f"{self.resource.noun} {self.item.title}"

    @property
    def due(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.changes) or self.verb != "update"

    def mismatches(self, now: Flat | None) -> list[str]:
        """Which changes the router does not show although it could. ``now`` is its state, None if it does not list the item."""
        if now is None:
            return [PRESENCE] if self.verb == "add" else []
        if self.verb == "remove":
            return [PRESENCE]
        return self._matching(now, Match.DIFFERENT)

    def confirmed(self, now: Flat | None) -> list[str]:
        """Which changes the router shows."""
        if now is None:
            return [PRESENCE] if self.verb == "remove" else []
        return [*self._matching(now, Match.SAME), *([PRESENCE] if self.verb == "add" else [])]

    def fully_confirmed(self, now: Flat | None) -> bool:
        """Whether the router shows every change; one that it never shows cannot be confirmed."""
        return len(self.confirmed(now)) == len(self.changes) + (self.verb != "update")

    def _matching(self, now: Flat, match: Match) -> list[str]:
        return [path for path, value in self.changes.items() if path in now and self.resource.field(path).codec.compare(value, now[path]) is match]

    def before(self) -> Flat | None:
        """The state before, of what is wanted or goes with it; unknown values are left out. None if there is no such item."""
        if self.verb == "add":
            return None
        shown = self.item.flat if self.verb == "remove" else {**self.wanted, **self.changes}
        return {path: self.item.flat[path] for path in shown if path in self.item.flat}

    def after(self) -> Flat | None:
        """The state after: as predicted, but where the router showed otherwise, what it showed. None if there is no such item."""
        wrong = self.mismatches(self.seen) if self.looked_at else []
        if (self.verb == "remove") is not (PRESENCE in wrong):
            return None
        seen = {path: self.seen[path] for path in wrong if path != PRESENCE} if self.seen is not None else {}
        before = self.before() or {}
        written = {path: self.resource.field(path).codec.over(value, before.get(path)) for path, value in self.changes.items()}
        return {**before, **written, **seen}

    def body(self) -> dict[str, Any]:
        return self.resource.encode(self.changes, self.forms)

    def change(self, verb: str) -> Change:
        """What the router is told."""
        return Change(verb, self.item.key, self.body())

    def changed_at(self, now: Flat | None) -> bool:
        """Whether the item is no longer as it was before."""
        if now is None or self.verb == "add":
            return (now is None) != (self.verb == "add")
        return any(self.resource.field(path).codec.compare(before, now[path]) is Match.DIFFERENT for path, before in self.item.flat.items() if path in now)

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

    def replaced(self) -> list[str]:
        """Which changes surely replace another value, in diffs of secrets the only thing to be seen."""
        return [path for path in self.changes if path in self.item.flat and self._differs(path)]

    def _differs(self, path: str) -> bool:
        return self.resource.field(path).codec.compare(self.changes[path], self.item.flat[path]) is Match.DIFFERENT

    def lost(self) -> list[str]:
        """Which changes cannot be taken back: the router never showed what was there before, or does not take it."""
        if self.verb == "add":
            return []
        # What goes only with another choice was not there before, if that was another one.
        rules = {path: self.resource.field(path).only_with for path in self.changes if not self._can_restore(path)}
        return [path for path, rule in rules.items() if rule is None or self.item.flat.get(rule[0]) in (None, *rule[1])]

    def _can_restore(self, path: str) -> bool:
        if path not in self.item.flat:
            return False
        try:
            self.resource.encode({path: self.item.flat[path]}, self.forms)
        except ValueError:
            return False
        return True

    def reverse(self) -> ItemPlan:
        """The plan that restores the before-image, as far as the router showed it. Raises PlanError if it cannot."""
        back = ItemPlan(self.resource, self.item, {}, {"add": "remove", "remove": "add"}.get(self.verb, self.verb))
        restored = self.item.flat if self.verb == "remove" else self.changes
        back.changes = {path: self.item.flat[path] for path in restored if self._can_restore(path)}
        back.forms = dict(self.forms)
        if back.changes:
            _complete(back)
            _require_writable(back)
        return back


def identify(resource: Resource, intents: Sequence[Mapping[str, Any]], items: Sequence[Item], state: str = "merged", option: str = "config") -> list[Wanted]:
    """Find the router's item for each item of the intent: by its key, else by its label; both together rename.

    With ``state`` merged or overridden, an item that the router does not have is one to add, where that is possible; overridden
    makes those that nobody names ones to remove, deleted those that are named.
    """
    found: dict[int | str, Wanted] = {}
    for position, intent in enumerate(intents, start=1):
        try:
            wanted = _identify_one(resource, intent, [*items, *(w.item for w in found.values() if w.verb == "add")], state)
        except ValueError as error:
            raise PlanError(f"entry {position} of {option}: {error}") from None
        if wanted is None:
            continue
        if wanted.item.id in found:
            raise PlanError(f"{option} names {resource.noun} {wanted.item.title} twice; merge the two entries")
        found[wanted.item.id] = wanted
    if state == "overridden":
        found |= {item.id: Wanted(item, {}, "remove", named=False) for item in items if item.id not in found}
    return list(found.values())


def _identify_one(resource: Resource, intent: Mapping[str, Any], items: Sequence[Item], state: str) -> Wanted | None:
    """Raises ValueError for what is wrong with the entry."""
    key = resource.identity.key_of(intent)
    item = _find(resource, intent, key, items, state)
    if state == "deleted":
        return Wanted(item, {}, "remove") if item else None
    try:
        values = resource.parse(intent)
    except ValueError as error:
        raise ValueError(f"{resource.noun} {item.title if item else id_of(key) if key else intent[resource.identity.label]}: {error}") from None
    if item is None:
        return Wanted(_new_item(resource, key, values, items), values, "add")
    if key is None:
        values.pop(resource.identity.label, None)
    return Wanted(item, values)


def _find(resource: Resource, intent: Mapping[str, Any], key: Mapping[str, Any] | None, items: Sequence[Item], state: str) -> Item | None:
    label = resource.identity.label
    if key is not None:
        matches = [item for item in items if item.key == key]
        asked = " and ".join(f"{option} {value}" for option, value in key.items())
    elif label and intent.get(label) is not None:
        matches = [item for item in items if item.label == intent[label]]
        asked = f"the {label} {intent[label]!r}"
    else:
        raise ValueError(f"it has neither {resource.identity.options}, so it names no {resource.noun}; the router has {_listed(items)}")
    if len(matches) > 1:
        raise ValueError(f"the router has several {resource.noun}s with {asked}; use their id: {', '.join(str(item.id) for item in matches)}")
    if not matches and not resource.creation and state != "deleted":
        raise ValueError(f"the router has no {resource.noun} with {asked}; it has {_listed(items)}")
    return matches[0] if matches else None


def _listed(items: Sequence[Item]) -> str:
    return ", ".join(item.title for item in items) or "none"


def _new_item(resource: Resource, key: Mapping[str, Any] | None, values: Flat, items: Sequence[Item]) -> Item:
    if key is None:
        # The router numbers its items from 1, and the caller picks the number of a new one.
        taken = {item.id for item in items}
        key = {"id": next(number for number in range(1, len(taken) + 2) if number not in taken)}
    item = Item(key, str(values.get(resource.identity.label, "")), resource.kind(key), {}, {})
    missing = [option for option in resource.creation if option not in values and resource.applies(option, key)]
    if missing:
        raise ValueError(f"the router has no {resource.noun} {item.title} yet, and to add it takes {', '.join(missing)} as well")
    return item


def plan_item(resource: Resource, wanted: Wanted, remembered: Remembered, unreadable: str) -> ItemPlan:
    """Compare one item and decide what to write.

    A value that the router shows is written when it differs. One that it does not show is written according to
    ``unreadable``: ``always``, ``never``, or ``once``, that is unless ``remembered`` (asked with what
    ``ItemPlan.record`` gives) says that it was the last written.
    """
    plan = ItemPlan(resource, wanted.item, wanted.values, wanted.verb, wanted.named)
    if wanted.verb != "update":
        plan.changes = dict(wanted.values)
        _require_writable(plan)
        _complete(plan)
        _refuse_contradictions(plan)
        return plan
    hidden: list[str] = []
    for path, value in wanted.values.items():
        match = _compare(resource.field(path), path, value, wanted.item.flat)
        if match is Match.DIFFERENT:
            plan.changes[path] = value
        elif match is Match.SAME:
            plan.same.append(path)
        else:
            hidden.append(path)
    if unreadable != "never":
        plan.changes |= {path: wanted.values[path] for path in hidden if unreadable == "always" or not remembered(*plan.record(path))}
        # A readable value that is hidden just now goes with what is written beside it: a check that is switched on again
        # shows its details only then, and they may not be the remembered ones.
        groups = {resource.field(path).group for path in plan.changes} - {""}
        plan.changes |= {path: wanted.values[path] for path in hidden if resource.field(path).group in groups and resource.field(path).read}
    if plan.changes:
        _require_writable(plan)
        _complete(plan)
        _refuse_contradictions(plan)
    return plan


def _compare(f: Field, path: str, value: Any, current: Flat) -> Match:
    return f.codec.compare(value, current[path]) if path in current else Match.UNSURE


def _complete(plan: ItemPlan) -> None:
    for rule in plan.resource.together:
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
    for path, value in plan.changes.items():
        if not plan.resource.field(path).write:
            raise PlanError(f"{plan.label}: {path} cannot be set here; it is {plan.item.flat.get(path, 'unknown')!r}, not {value!r}")
    try:
        plan.body()
    except ValueError as error:
        raise PlanError(f"{plan.label}: {error}") from None


def misfits(plan: ItemPlan, kind: str) -> list[str]:
    """Which changes do not exist on an item of this kind."""
    return [path for path in plan.changes if kind and plan.resource.field(path).kinds and kind not in plan.resource.field(path).kinds]


def conflicts(plans: Sequence[ItemPlan]) -> list[str]:
    """Where plans of two sections want different values in the same place of the router."""
    found = []
    seen: dict[tuple[str, int | str, str], tuple[ItemPlan, str]] = {}
    for plan in plans:
        for path, value in plan.wanted.items():
            f = plan.resource.field(path)
            for place in f.read[:1]:
                other, other_path = seen.setdefault((plan.resource.read.function, plan.item.id, place), (plan, path))
                if other.wanted[other_path] != value:
                    found.append(f"{other.resource.section} and {plan.resource.section} want a different {path} for {plan.label}")
    return found


def render(resource: Resource, item: Item, state: Flat, secrets: Secrets = Secrets.HIDE, changed: Collection[str] = ()) -> dict[str, Any]:
    """A state of an item in the shape of the ``config`` option, with what names it; secrets in ``changed`` are shown as new ones."""
    label = {resource.identity.label: item.label} if item.label else {}
    return {**item.key, **label, **resource.nested(state, secrets, changed)}

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was decided for one item, and what it looks like before and after."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..._common.codecs.base import Match, Secrets
from ..description import Flat, Item, Resource, Setting, Write


class PlanError(Exception):
    """The intent cannot be planned; the text says why, in the user's terms, and holds no secret."""


@dataclass(frozen=True)
class RecordedValue:
    """A value as the records keep it: its key there, the value, and whether it is a secret."""

    key: str
    value: Any
    secret: bool


@dataclass(frozen=True)
class ItemPlan:
    """What is to be written to one item, and what for.

    ``wanted`` are the values of the intent, ``changes`` all values of the body: wanted ones, and those that must go with them. The
    ``item`` of one to add is empty. One that is to go because nobody ``named`` it is another matter than one that somebody did.
    """

    resource: Resource
    item: Item
    verb: str = "update"
    named: bool = True
    wanted: tuple[Setting, ...] = ()
    changes: tuple[Setting, ...] = ()

    @property
    def key(self) -> tuple[str, int | str]:
        """Section and id: what no two plans of a transaction share."""
        return self.resource.section, self.item.id

    @property
    def label(self) -> str:
        """As messages name the item."""
        return f"{self.resource.noun} {self.item.title}"

    @property
    def due(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.changes) or self.verb != "update"

    @property
    def values(self) -> Flat:
        """The values of the body, by path."""
        return {setting.path: setting.wanted for setting in self.changes}

    @property
    def expected(self) -> tuple[Setting, ...]:
        """What the router should show afterwards: all that is written, and all that was wanted and was there already."""
        written = self.values
        return (*self.changes, *(setting for setting in self.wanted if setting.path not in written))

    def write(self, verb: str = "", forms: Mapping[str, int] | None = None) -> Write:
        """What the router is told; as another ``verb`` than the planned one if that is given. Raises ValueError."""
        return Write(verb or self.verb, self.item.key, self.resource.encode(self.changes, forms))

    def record_key(self, path: str) -> str:
        """Where a value of the item is kept among the router's records."""
        return f"{self.resource.section}/{self.item.id}/{path}"

    def recorded(self, setting: Setting) -> RecordedValue:
        """A wanted value as the records keep it."""
        return RecordedValue(self.record_key(setting.path), setting.wanted, setting.field.codec.secret)

    def to_record(self) -> list[RecordedValue]:
        """What is to be remembered once the change is live.

        Values that the router shows already too: the change may hide them, as switching a check off hides its details. Not secret ones,
        which cost a slow hash each; the router shows those or masks them, whatever else is changed.
        """
        changed = self.values
        return [self.recorded(s) for s in self.wanted if s.path in changed or (s.match is Match.SAME and not s.field.codec.secret)]

    def outdated_records(self) -> list[str]:
        """The keys of what must not be remembered any longer: all of an item that goes, and what belongs to a choice that is left."""
        if self.verb == "remove":
            return [self.record_key(f.option) for f in self.resource.fields]
        return [self.record_key(option) for option in governed_by(self.resource, self.replaced())]

    def replaced(self) -> list[Setting]:
        """The changes that replace a value that the router shows."""
        return [setting for setting in self.changes if setting.match is Match.DIFFERENT]

    def before(self) -> Flat | None:
        """The state before, of what is wanted or goes with it; unknown values are left out. None if there is no such item."""
        if self.verb == "add":
            return None
        if self.verb == "remove":
            return dict(self.item.flat)
        shown = dict.fromkeys(setting.path for setting in (*self.wanted, *self.changes))
        return {path: self.item.flat[path] for path in shown if path in self.item.flat}

    def predicted(self) -> Flat | None:
        """The state after, as predicted. None if there is no such item then."""
        if self.verb == "remove":
            return None
        before = self.before() or {}
        return {**before, **{s.path: s.field.codec.over(s.wanted, before.get(s.path)) for s in self.changes}}


def governed_by(resource: Resource, choices: Collection[Setting]) -> list[str]:
    """The options that exist only with some value of these choices (the address of a connection method)."""
    paths = {setting.path for setting in choices}
    return [f.option for f in resource.fields if f.only_with and f.only_with[0] in paths]


def render(resource: Resource, item: Item, state: Flat, secrets: Secrets = Secrets.HIDE, changed: Collection[str] = ()) -> dict[str, Any]:
    """A state of an item in the shape of the ``config`` option, with what names it; secrets in ``changed`` are shown as new ones."""
    return {**naming(resource, item), **resource.nested(state, secrets, changed)}


def naming(resource: Resource, item: Item) -> dict[str, Any]:
    """What names an item in the shape of the ``config`` option."""
    label = {resource.identity.label: item.label} if item.label else {}
    return {**item.key, **label}

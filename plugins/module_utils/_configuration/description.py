# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a configuration resource is: identity, reads, write, and a table of fields. Data and pure functions.

The canonical state of an item is flat: ``{"health_check.method": "ping", "cellular.sims.1": {...}}``, one entry per
value that is compared and written as one. ``nested`` gives the shape of the module's options back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import groupby
from typing import Any

from .._common.codecs.base import OMITTED, UNKNOWN, Codec, Match, Secrets, must, spec_of
from .._common.codecs.compound import ListOf
from .._common.codecs.scalar import Text
from .._common.read import Read
from .identity import NUMBERED, Identity, Key, id_of, numbered

Flat = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """One way to write a value: the place in the POST body and what is put there.

    ``after_refusal``: worth a try when the router refused the form before, not only when that had no effect.
    """

    place: str
    encode: Callable[[Any], Any]
    after_refusal: bool = True


@dataclass(frozen=True)
class Field:
    """One option of an item.

    ``option``, ``read`` and ``write`` are dotted paths in the options, the GET answer and the POST body; of several
    ``read`` places the first that is there counts. ``fallback_read`` are the places in the resource's fallback read.
    ``absent`` (in the fallback read: ``fallback_absent``) is what it means that the router shows the section but not the
    member. ``chosen_by_router`` leaves the choice to the router: beside it, a value in the fallback read, which may be what the router
    chose, tells nothing. ``kinds`` and ``only_with`` limit where it exists, ``since`` is the first firmware that has it; ``cuts`` says what a change
    may do to a session that runs over the item; ``takes_wifi`` that only a model with Wi-Fi has it switched on. ``other_forms`` are tried in turn
    when the router takes a write but does not show its effect. With ``key`` the option is a list of mappings, one per
    key (a SIM slot), and each entry is a value of its own. Without a place to ``write`` it is shown only.
    """

    option: str
    codec: Codec
    write: str
    read: tuple[str, ...] = ()
    fallback_read: tuple[str, ...] = ()
    absent: Any = UNKNOWN
    fallback_absent: Any = UNKNOWN
    chosen_by_router: Any = UNKNOWN
    other_forms: tuple[Form, ...] = ()
    key: str = ""
    key_codec: Codec | None = None
    kinds: frozenset[str] = frozenset()
    only_with: tuple[str, frozenset[str]] | None = None
    since: str = ""
    cuts: str = ""
    takes_wifi: bool = False

    @property
    def forms(self) -> tuple[Form, ...]:
        return (Form(self.write, self.codec.encode), *self.other_forms)

    @property
    def group(self) -> str:
        return self.option.rpartition(".")[0]

    @cached_property
    def name(self) -> str:
        """The option within its group."""
        return self.option.rpartition(".")[2]

    def place(self, path: str) -> str:
        """A path of this field as the user writes it, for messages: ``cellular.sims[id 1]``."""
        return f"{self.option}[{self.key} {path.rpartition('.')[2]}]" if self.key_codec else path

    @property
    def entries(self) -> Identity | None:
        """What tells the entries apart, if the option is a list of which each entry has a name."""
        if self.key_codec:
            return Identity(({self.key: self.key_codec},))
        return Identity(({self.codec.by: Text()},)) if isinstance(self.codec, ListOf) and self.codec.by else None


@dataclass(frozen=True)
class Setting:
    """One value of an item: its path in the canonical state, what is wanted, and what the router shows (UNKNOWN where it shows nothing).

    ``unsettled``: the router shows another value elsewhere.
    """

    path: str
    field: Field
    wanted: Any
    current: Any = UNKNOWN
    unsettled: bool = False

    @property
    def match(self) -> Match:
        """How what is wanted relates to what is shown."""
        if self.unsettled:
            return Match.DIFFERENT
        return Match.UNSURE if self.current is UNKNOWN else self.field.codec.compare(self.wanted, self.current)

    def beside(self, item: Item) -> Setting:
        """The same wanted value, beside another state of the item."""
        return Setting.of(self.path, self.field, self.wanted, item)

    @classmethod
    def of(cls, path: str, field: Field, wanted: Any, item: Item) -> Setting:
        """A wanted value, beside a state of the item."""
        current = item.flat.get(path, UNKNOWN)
        if item.from_fallback and wanted == field.chosen_by_router != current:
            current = UNKNOWN
        return cls(path, field, wanted, current, path in item.unsettled)


@dataclass(frozen=True)
class Together:
    """The router takes the ``options`` only in company.

    When one of them is written (and every option of ``when`` has that value), ``needs`` must be in the body as well,
    from the intent or as the router shows them; ``along`` go with it where they are known. For changes that bring about ``alone``,
    and no others, the router may do without: they are tried alone if ``needs`` are not known.
    """

    options: tuple[str, ...]
    needs: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    when: Mapping[str, Any] = field(default_factory=dict)
    alone: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Write:
    """What the router is told of one item: ``update``, ``add`` or ``remove``, its key, and the body with the values."""

    verb: str
    key: Key
    body: dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One item as the router has it. ``kind`` is empty where the answer does not tell; where what is configured and what is in effect
    differ, ``flat`` has what is in effect, and the path is ``unsettled``. ``from_fallback``: the router does not have the read of the resource."""

    key: Key
    label: str
    kind: str
    flat: Flat
    raw: Mapping[str, Any]
    unsettled: frozenset[str] = frozenset()
    from_fallback: bool = False

    @property
    def id(self) -> int | str:
        """The key as one value: a number, or text."""
        return id_of(self.key)

    @property
    def title(self) -> str:
        """Key and label, for people."""
        return f"{self.id} ({self.label})" if self.label else str(self.id)


@dataclass(frozen=True)
class Resource:
    """A configuration resource of the router.

    ``section`` is what it is called in an intent, ``title`` in a report, and ``noun`` is one of its items in a message.

    ``items`` finds the items in the answer; ``body`` turns what is to happen to items with one verb into a POST body, which takes one
    item if they are written ``one_by_one``. Items can be added and removed
    where ``creation`` names what a new one needs. ``live``: what is written is in effect at once, without apply; then ``effect_read``, in the
    places of the fallback, shows whether it is. ``check`` gets
    the state an item would have and names what is contradictory in it; ``kind`` tells an item's kind from its answer,
    ``kind_in_status`` that the status of the WANs knows better; ``frozen`` names why an item cannot take some changes, or nothing.
    """

    section: str
    title: str
    noun: str
    read: Read
    write: str
    fields: tuple[Field, ...]
    body: Callable[[Sequence[Write]], dict[str, Any]]
    one_by_one: bool = False
    identity: Identity = NUMBERED
    items: Callable[[Any], Iterable[tuple[Key, Mapping[str, Any]]]] = numbered
    creation: tuple[str, ...] = ()
    live: bool = False
    fallback_read: Read | None = None
    effect_read: Read | None = None
    together: tuple[Together, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    check: Callable[[Flat], str] = lambda state: ""
    kind: Callable[[Mapping[str, Any]], str] = lambda raw: ""
    kind_in_status: bool = False
    frozen: Callable[[Item, Flat], str] = lambda item, changes: ""

    def __post_init__(self) -> None:
        options = [f.option for f in self.fields]
        problems = [f"{o} is described twice" for o in set(options) if options.count(o) > 1]
        places = [(f.write, f.only_with) for f in self.fields if f.write]
        problems += [f"two options are written to {p[0]}" for p in set(places) if places.count(p) > 1]
        for f in self.fields:
            if f.absent is not UNKNOWN and not f.read:
                problems.append(f"{f.option}: absence is explained, but it is never read")
            if f.only_with and f.only_with[0] not in options:
                problems.append(f"{f.option}: only with {f.only_with[0]}, which is not described")
            if any(option.startswith(f"{f.option}.") for option in options):
                problems.append(f"{f.option} is both a value and a group")
        problems += [f"a new item needs {o}, which is not described" for o in self.creation if o not in options]
        for rule in self.together:
            problems += [f"a rule names {o}, which is not described" for o in (*rule.options, *rule.needs, *rule.along, *rule.when) if o not in options]
        if problems:
            raise ValueError(f"{self.section}: {'; '.join(sorted(problems))}")

    def applies(self, option: str, key: Key) -> bool:
        """Whether an item with this key has this option."""
        return not self.field(option).kinds or self.kind(key) in self.field(option).kinds

    def field(self, path: str) -> Field:
        """The field that a path of the canonical state belongs to."""
        return self._by_option.get(path) or self._by_option[path.rpartition(".")[0]]

    @cached_property
    def _by_group(self) -> Sequence[tuple[str, Sequence[Field]]]:
        return [(group, tuple(fields)) for group, fields in groupby(self.fields, lambda f: f.group)]

    @cached_property
    def _by_option(self) -> Mapping[str, Field]:
        return {f.option: f for f in self.fields}

    def spec(self) -> dict[str, Any]:
        """The argument specification of one item."""
        options: dict[str, Any] = {option: codec.spec() for codecs in self.identity.keys for option, codec in codecs.items()}
        for f in self.fields:
            *groups, name = f.option.split(".")
            level = options
            for group in groups:
                level = level.setdefault(group, spec_group(group))["options"]
            level[name] = _keyed_spec(f, f.key_codec) if f.key_codec else spec_of(name, f.codec)
        return options

    def parse(self, intent: Mapping[str, Any]) -> Flat:
        """One item of the ``config`` option as canonical state. Raises ValueError with the path in its text."""
        flat: Flat = {}
        for f, value in self._given(intent):
            for path, entry in _entries(f, value):
                try:
                    flat[path] = f.codec.parse(entry)
                except ValueError as error:
                    raise ValueError(must(f.place(path), error)) from None
        return flat

    def _given(self, intent: Mapping[str, Any]) -> Iterator[tuple[Field, Any]]:
        """The options that an intent gives. Of most groups it gives nothing."""
        for group, fields in self._by_group:
            options = _pick(intent, group)
            for f in fields if options else ():
                if options.get(f.name) is not None:
                    yield f, options[f.name]

    def decode(self, key: Key, raw: Mapping[str, Any], *, fallback: bool = False) -> Item:
        """One item of the router's answer as canonical state; what the router does not tell is left out.

        What it shows is there, whatever the kind of the item; only what the absence of a member means depends on that.
        """
        kind = self.kind(raw)
        flat: Flat = {}
        for f in self.fields:
            places, absent = (f.fallback_read, f.fallback_absent) if fallback else (f.read, f.absent)
            value = _read(f, raw, places, absent if not kind or not f.kinds or kind in f.kinds else UNKNOWN)
            if value is not UNKNOWN:
                flat[f.option] = value
        for f in self.fields:
            if f.only_with and flat.get(f.only_with[0]) not in f.only_with[1]:
                flat.pop(f.option, None)
        return Item(key, str(flat.get(self.identity.label, "")), kind, flat, raw, from_fallback=fallback)

    def settings(self, wanted: Flat, item: Item) -> tuple[Setting, ...]:
        """The values of ``wanted`` beside what the router shows in their place."""
        return tuple(Setting.of(path, self.field(path), value, item) for path, value in wanted.items())

    def in_effect(self, configured: Item, effect: Item) -> Item:
        """An item as it is in effect, with what is configured otherwise as unsettled."""
        differing = {s.path for s in self.settings(configured.flat, effect) if s.match is Match.DIFFERENT}
        return replace(configured, flat={**configured.flat, **{path: effect.flat[path] for path in differing}}, unsettled=frozenset(differing))

    def encode(self, settings: Iterable[Setting], forms: Mapping[str, int] | None = None) -> dict[str, Any]:
        """The POST body with the wanted values of one item. ``forms`` picks another than the first form for some paths.

        Raises ValueError with the path in its text.
        """
        body: dict[str, Any] = {}
        for setting in settings:
            f, path = setting.field, setting.path
            form = f.forms[min((forms or {}).get(path, 0), len(f.forms) - 1)]
            try:
                sent = form.encode(setting.wanted)
                key = {f.key: f.key_codec.encode(f.key_codec.parse(path.rpartition(".")[2]))} if f.key_codec else {}
            except ValueError as error:
                raise ValueError(must(f.place(path), error)) from None
            _place(body, form.place, [*_pick_list(body, form.place), {**key, **sent}] if key else sent)
        for place, default in self.defaults.items():
            parent = _pick(body, place.rpartition(".")[0])
            if parent is not None:
                parent.setdefault(place.rpartition(".")[2], default)
        return body

    def nested(self, flat: Flat, secrets: Secrets = Secrets.HIDE, changed: Collection[str] = ()) -> dict[str, Any]:
        """Canonical state in the shape of the module's options; secrets in ``changed`` are shown as new ones."""
        item: dict[str, Any] = {}
        for path, value in flat.items():
            f = self.field(path)
            shown = f.codec.show(value, Secrets.HIDE_NEW if path in changed else secrets)
            if shown is OMITTED:
                continue
            if f.key_codec:
                entry = {f.key: f.key_codec.parse(path.rpartition(".")[2]), **shown}
                _place(item, f.option, [*_pick_list(item, f.option), entry])
            else:
                _place(item, path, shown)
        return item


def spec_group(name: str) -> dict[str, Any]:
    """The specification of an option that only groups others."""
    return {"type": "dict", "options": {}} | ({"no_log": False} if "pass" in name else {})


def _keyed_spec(f: Field, key: Codec) -> dict[str, Any]:
    return {"type": "list", "elements": "dict", "options": {f.key: {**key.spec(), "required": True}, **f.codec.spec()["options"]}}


def _entries(f: Field, value: Any) -> Iterator[tuple[str, Any]]:
    if not f.key_codec:
        yield f.option, value
        return
    seen = set()
    for entry in value:
        key = f.key_codec.parse(entry[f.key])
        if key in seen:
            raise ValueError(f"{f.option} must not name {f.key} {key} twice")
        seen.add(key)
        yield f"{f.option}.{key}", {name: member for name, member in entry.items() if name != f.key}


_MISSING = object()


@cache
def _names(path: str) -> tuple[str, ...]:
    return tuple(path.split(".")) if path else ()


def _pick(tree: Any, path: str, missing: Any = None) -> Any:
    for name in _names(path):
        if not isinstance(tree, (dict, Mapping)) or name not in tree:
            return missing
        tree = tree[name]
    return tree


def _pick_list(tree: Any, path: str) -> list[Any]:
    found = _pick(tree, path)
    return found if isinstance(found, list) else []


def _place(tree: dict[str, Any], path: str, value: Any) -> None:
    *parents, name = path.split(".")
    for parent in parents:
        tree = tree.setdefault(parent, {})
    tree[name] = value


def _read(f: Field, raw: Mapping[str, Any], places: tuple[str, ...], absent: Any) -> Any:
    for place in places:
        value = _pick(raw, place, _MISSING)
        if value is not _MISSING:
            return f.codec.decode(value)
    if absent is UNKNOWN:
        return UNKNOWN
    sections = [_pick(raw, place.rpartition(".")[0]) for place in places]
    return absent if any(isinstance(section, Mapping) for section in sections) else UNKNOWN

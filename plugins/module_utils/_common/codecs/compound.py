# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Codecs of lists and mappings that are read, compared, remembered and written as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..names import comparable
from ..redaction import redact
from .base import MASKED_SECRET, OMITTED, UNKNOWN, BadMember, Codec, Match, Plain, Secrets, exact, spec_of, worst


@dataclass(frozen=True)
class ListOf(Plain):
    """A list. ``ordered`` lists compare by position, others as sets; mappings by their member ``by``. An empty list is sent as ``empty``."""

    inner: Codec
    ordered: bool = False
    most: int = 0
    empty: Any = ()
    by: str = ""

    @property
    def secret(self) -> bool:
        return self.inner.secret

    def spec(self) -> dict[str, Any]:
        inner = self.inner.spec()
        return {"type": "list", "elements": inner.pop("type"), **inner}

    def parse(self, value: Any) -> list[Any]:
        parsed = [self.inner.parse(entry) for entry in value]
        if self.by:
            names = [comparable(entry[self.by]) for entry in parsed]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"not name {', '.join(twice)} twice")
        return parsed

    def decode(self, raw: Any) -> Any:
        if raw is None:
            return []
        if not isinstance(raw, Sequence) or isinstance(raw, str):
            return UNKNOWN
        decoded = [self.inner.decode(entry) for entry in raw]
        return UNKNOWN if UNKNOWN in decoded else decoded

    def encode(self, value: Any) -> Any:
        if not value:
            return None if self.empty is None else []
        if self.most and len(value) > self.most:
            raise ValueError(f"have at most {self.most} entries")
        return [self.inner.encode(entry) for entry in value]

    def compare(self, wanted: Any, current: Any) -> Match:
        if self.ordered:
            return exact(wanted, current)
        if self.by:
            return self._compare_by_name(wanted, current)
        same = all(entry in current for entry in wanted) and all(entry in wanted for entry in current)
        return Match.SAME if same else Match.DIFFERENT

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any:
        if value is UNKNOWN:
            return value
        shown = [self.inner.show(entry, secrets) for entry in value]
        if OMITTED in shown:
            return OMITTED
        return shown if self.ordered else sorted(shown, key=str)

    def _compare_by_name(self, wanted: Any, current: Any) -> Match:
        shown = {comparable(entry.get(self.by)): entry for entry in current}
        if {comparable(entry[self.by]) for entry in wanted} != set(shown) or len(wanted) != len(current):
            return Match.DIFFERENT
        return worst(self.inner.compare(entry, shown[comparable(entry[self.by])]) for entry in wanted)


@dataclass(frozen=True)
class Opaque(Plain):
    """A mapping whose layout is not published: passed on as it is, remembered as a whole, shown without what looks secret."""

    @property
    def secret(self) -> bool:
        return True

    def spec(self) -> dict[str, Any]:
        return {"type": "dict"}

    def parse(self, value: Any) -> Any:
        return value

    def decode(self, raw: Any) -> Any:
        return UNKNOWN

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any:
        if value is UNKNOWN or secrets is Secrets.INCLUDE:
            return value
        shown = redact(value)
        return OMITTED if secrets is Secrets.OMIT and shown != value else shown


@dataclass(frozen=True)
class Settings(Opaque):
    """A mapping of settings whose layout is not published, but which the router shows: those that are named are compared, as they are."""

    def decode(self, raw: Any) -> Any:
        return raw if isinstance(raw, Mapping) else UNKNOWN

    def compare(self, wanted: Any, current: Any) -> Match:
        if isinstance(wanted, Mapping) and isinstance(current, Mapping):
            return worst(self.compare(value, current.get(name)) if name in current or value is None else Match.UNSURE for name, value in wanted.items())
        return Match.UNSURE if current == MASKED_SECRET else exact(wanted, current)

    def over(self, wanted: Any, current: Any) -> Any:
        if not isinstance(wanted, Mapping) or not isinstance(current, Mapping):
            return wanted
        return {**current, **{name: self.over(value, current.get(name)) for name, value in wanted.items()}}


@dataclass(frozen=True)
class Member:
    """One member of a :class:`Mapped` value: its codec, and its name in the API where that is not the same.

    ``default`` is what its absence means, on both sides.
    """

    codec: Codec
    name: str = ""
    required: bool = False
    default: Any = None


@dataclass(frozen=True)
class Mapped(Plain):
    """A small mapping that is read, compared, remembered and written as one value.

    Members that the user leaves out are neither compared nor written. With ``clearable`` an empty mapping is sent as
    null. A bare string from the router stands for the member ``lone``.
    """

    members: Mapping[str, Member]
    clearable: bool = False
    lone: str = ""

    @property
    def secret(self) -> bool:
        return any(member.codec.secret for member in self.members.values())

    def spec(self) -> dict[str, Any]:
        options = {name: spec_of(name, member.codec, required=member.required and not self.clearable) for name, member in self.members.items()}
        return {"type": "dict", "options": options}

    def parse(self, value: Any) -> dict[str, Any]:
        parsed = {}
        for name, member in self.members.items():
            if value.get(name) is not None:
                try:
                    parsed[name] = member.codec.parse(value[name])
                except ValueError as error:
                    raise BadMember(name, error) from None
            elif member.default is not None and value:
                parsed[name] = member.default
        missing = [name for name, member in self.members.items() if member.required and name not in parsed]
        if missing and (parsed or not self.clearable):
            raise ValueError(f"have the member{'s' if len(missing) > 1 else ''} {', '.join(missing)}")
        return parsed

    def decode(self, raw: Any) -> Any:
        if raw is None and self.clearable:
            return {}
        if isinstance(raw, str) and self.lone:
            raw = {self.members[self.lone].name or self.lone: raw}
        if not isinstance(raw, Mapping):
            return UNKNOWN
        decoded = {}
        for name, member in self.members.items():
            if (member.name or name) in raw:
                value = member.codec.decode(raw[member.name or name])
                if value is not UNKNOWN:
                    decoded[name] = value
                elif member.default is not None:
                    return UNKNOWN  # left out, it would pass for the default
            elif member.default is not None:
                decoded[name] = member.default
        return decoded

    def encode(self, value: Any) -> Any:
        if not value and self.clearable:
            return None
        encoded = {}
        for name, entry in value.items():
            try:
                encoded[self.members[name].name or name] = self.members[name].codec.encode(entry)
            except ValueError as error:
                raise BadMember(name, error) from None
        return encoded

    def compare(self, wanted: Any, current: Any) -> Match:
        if not wanted or not current:
            return exact(wanted, current)
        return worst(Match.UNSURE if name not in current else self.members[name].codec.compare(entry, current[name]) for name, entry in wanted.items())

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any:
        if value is UNKNOWN:
            return value
        shown = {name: self.members[name].codec.show(entry, secrets) for name, entry in value.items()}
        needed = [name for name, member in self.members.items() if member.required]
        if secrets in (Secrets.OMIT, Secrets.INCLUDE) and value and any(shown.get(name, OMITTED) is OMITTED for name in needed):
            return OMITTED
        return {name: entry for name, entry in shown.items() if entry is not OMITTED}

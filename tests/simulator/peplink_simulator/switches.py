# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dataclasses of switches whose names and values are checked at once."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

_hints: Callable[[Any], dict[str, Any]] = functools.cache(typing.get_type_hints)


@dataclass
class Switches:
    """Base: a wrong name or value raises ValueError, also on assignment."""

    def __setattr__(self, name: str, value: Any) -> None:
        hint = _hints(self.__class__).get(name)
        if hint is None:
            raise ValueError(f"no such unknown: {name}")
        if not _fits(value, hint):
            raise ValueError(f"unknown {name}: {value!r} is not one of {_readable(hint)}")
        object.__setattr__(self, name, value)

    def update(self, changes: dict[str, Any]) -> None:
        """Sets several switches, all or none."""
        for name in changes:
            if name not in _hints(self.__class__):
                raise ValueError(f"no such unknown: {name}")
        dataclasses.replace(self, **changes)
        for name, value in changes.items():
            setattr(self, name, value)

    def as_dict(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


def _fits(value: Any, hint: Any) -> bool:
    if typing.get_origin(hint) is Literal:
        return any(value == choice and value.__class__ is choice.__class__ for choice in typing.get_args(hint))
    if typing.get_origin(hint) is dict:
        key, inner = typing.get_args(hint)
        return isinstance(value, dict) and all(_fits(name, key) and _fits(one, inner) for name, one in value.items())
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is str:
        return isinstance(value, str)
    return any(value is None if choice is types.NoneType else _fits(value, choice) for choice in typing.get_args(hint))


def _readable(hint: Any) -> str:
    if typing.get_origin(hint) is dict:
        return f"a mapping of {_readable(typing.get_args(hint)[1])} by name"
    return ", ".join(map(str, typing.get_args(hint))) or str(getattr(hint, "__name__", hint))

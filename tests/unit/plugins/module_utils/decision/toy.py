# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A resource that has one of each concept, and plans of it in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.base import Match
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.compound import Mapped, Member
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.scalar import Clearable, Flag, Number, Text, Word
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.read import Read
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Field, Form, Item, Resource, Setting, Together
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.identity import Identity

from ..plans import plans_of


def _refuse_on(value: bool) -> bool:
    """A form that cannot say that something is on."""
    if value:
        raise ValueError("not be on")
    return value


LAMP = Resource(
    section="lamps",
    noun="lamp",
    title="Lamps",
    read=Read("config.lamp"),
    write="config.lamp",
    identity=Identity(({"id": Number(1, 99)},), "name"),
    creation=("name", "password"),
    fields=(
        Field("name", Text(), "name", ("name",)),
        Field("enable", Flag(), "enable", ("enable",), cuts="disable"),
        Field("priority", Number(0, 9), "priority", ("priority",), cuts="reorder"),
        Field("brightness", Number(1, 100, "percent"), "light.brightness", ("light.brightness",)),
        Field("limit", Clearable(Number(1, 9), "none"), "limit", ("limit",), absent="none"),
        Field("note", Text(), "note", ("note",), absent="", since="8.3.1"),
        Field("colour", Text(), "colour", ("colour",), kinds=frozenset({"led", "neon"})),
        Field("password", Text(hide=True, pattern=".{4,}", hint="have at least 4 characters"), "password", ("password",)),
        Field("token", Text(hide=True), "token"),
        Field("blink.mode", Word({"steady": "steady", "blink": "blink", "morse": "morse"}, shown_only=("dark",)), "blink.mode", ("blink.mode",)),
        Field("blink.period", Number(1, 60), "blink.period", ("blink.period",), only_with=("blink.mode", frozenset({"blink", "morse"}))),
        Field("blink.text", Text(), "blink.text", only_with=("blink.mode", frozenset({"morse"}))),
        Field("inverted", Flag(), "inverted", ("inverted",), other_forms=(Form("upright", lambda value: not value, after_refusal=False),)),
        Field("owner", Text(), "owner", ("owner",), other_forms=(Form("ownerName", lambda value: value), Form("ownerId", lambda value: value))),
        Field("beacon", Flag(), "beacon", ("beacon",), other_forms=(Form("beaconOff", _refuse_on),)),
        Field("slots", Mapped({"hour": Member(Number(0, 23)), "pin": Member(Text(hide=True))}), "slots", key="day", key_codec=Number(1, 7)),
        Field("hours", Number(0, 10**6), "", ("hours",)),
    ),
    together=(
        Together(("blink.mode",), needs=("blink.period",), when={"blink.mode": "blink"}),
        Together(("blink.period", "blink.text"), needs=("blink.mode",), along=("brightness",)),
    ),
    kind=lambda raw: str(raw.get("kind", "")),
    check=lambda state: "a dimmed lamp cannot have a limit of 9" if (state.get("brightness"), state.get("limit")) == (1, 9) else "",
    frozen=lambda item, changes: "its name is engraved" if item.raw.get("engraved") and "name" in changes else "",
    one_by_one=True,
    body=lambda writes: {"action": writes[0].verb, **writes[0].key, **writes[0].body},
)

SHOWN: dict[str, Any] = {
    "name": "Bow",
    "enable": True,
    "priority": 1,
    "light": {"brightness": 50},
    "colour": "red",
    "password": "@~HiDdEn~@",
    "blink": {"mode": "blink", "period": 5},
    "inverted": False,
    "owner": "deck",
    "beacon": True,
    "hours": 7,
}

NEW = {"name": "Stern", "password": "harbour"}


def lamp(number: int = 1, /, **shown: Any) -> Item:
    """A lamp as the router shows it; what is ``...`` is not shown."""
    return LAMP.decode({"id": number}, {name: value for name, value in (SHOWN | shown).items() if value is not ...})


def update(wanted: Mapping[str, Any], item: Item | None = None, *, known: bool = False, unreadable: str = "once", section: str = "lamps") -> ItemPlan:
    """The plan of an item of the intent that the router has; without ``item`` the lamp of SHOWN."""
    item = item or lamp()
    (plan,) = plans_of(replace(LAMP, section=section), [item], [{"id": item.id, **wanted}], known=known, unreadable=unreadable)
    return plan


def add(wanted: Mapping[str, Any] | None = None, items: Sequence[Item] = ()) -> ItemPlan:
    """The plan of an item that the router does not have."""
    (plan,) = plans_of(LAMP, items, [NEW if wanted is None else wanted])
    return plan


def remove(item: Item | None = None, *, named: bool = True) -> ItemPlan:
    """The plan of an item that is to go: because it is named, or because nobody names it."""
    item = item or lamp()
    (plan,) = plans_of(LAMP, [item], [{"id": item.id}] if named else [], "deleted" if named else "overridden")
    return plan


def matches(settings: Sequence[Setting]) -> dict[str, Match]:
    """How each value relates to what is shown."""
    return {setting.path: setting.match for setting in settings}

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Descriptions: options to canonical state, answers to canonical state, canonical state to bodies and back to options."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.base import HIDDEN, HIDDEN_NEW, UNKNOWN, Match, Secrets
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.compound import ListOf, Mapped, Member
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.scalar import Flag, Number, Text, Word
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Field, Flat, Form, Item, Resource, Setting, Together
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.identity import Identity

from .decision.toy import LAMP, SHOWN, lamp

NOTHING = Item({}, "", "", {}, {})

FALLBACK = replace(
    LAMP,
    together=(),
    creation=(),
    fields=(
        Field("name", Text(), "name", ("name",), ("title",)),
        Field("enable", Flag(), "enable", ("enable", "isEnabled")),
        Field("mtu", Number(0, 9), "mtu", ("link.mtu", "mtu"), ("mtu",), absent=1, fallback_absent=2),
        Field("pin", Text(hide=True), "pin", ("pin",), ("pin",)),
        Field("colour", Text(), "colour", ("colour",), kinds=frozenset({"led"})),
        Field("mode", Word({"on": "on", "off": "off"}), "mode", ("mode",)),
        Field("level", Number(0, 9), "level", ("level",), only_with=("mode", frozenset({"on"}))),
    ),
)


# ---- contradictions --------------------------------------------------------------------------------------------------


def things(*fields: Field, **more: Any) -> Resource:
    return replace(LAMP, section="things", fields=fields, **{"together": (), "creation": (), **more})


A, B = Field("a", Text(), "a", ("a",)), Field("b", Text(), "b", ("b",))


@pytest.mark.parametrize(
    ("fields", "more", "problems"),
    [
        ((A, A), {}, "a is described twice; two options are written to a"),
        ((A, replace(B, write="a")), {}, "two options are written to a"),
        ((A, replace(B, read=(), absent="x")), {}, "b: absence is explained, but it is never read"),
        ((A, replace(B, only_with=("c", frozenset({"x"})))), {}, "b: only with c, which is not described"),
        ((A, replace(B, option="a.b")), {}, "a is both a value and a group"),
        ((A,), {"creation": ("a", "b")}, "a new item needs b, which is not described"),
        ((A,), {"together": (Together(("a", "o"), ("n",), ("l",), {"w": 1}),)}, "; ".join(f"a rule names {o}, which is not described" for o in "lnow")),
        ((A,), {"together": (Together(("b",)), Together(("c",)))}, "a rule names b, which is not described; a rule names c, which is not described"),
        ((A, replace(B, option="ab")), {"creation": ("c", "d")}, "a new item needs c, which is not described; a new item needs d, which is not described"),
    ],
)
def test_all_contradictions_of_a_description_are_named(fields: tuple[Field, ...], more: dict[str, Any], problems: str) -> None:
    with pytest.raises(ValueError, match=r"^things: ") as caught:
        things(*fields, **more)
    assert str(caught.value) == f"things: {problems}"


def test_what_is_no_contradiction_is_taken() -> None:
    # One place for two options that exclude each other, two options that are shown only, and names that begin alike.
    one, other = (replace(A, option=option, only_with=("mode", frozenset({option}))) for option in ("x", "y"))
    assert things(Field("mode", Text(), "mode"), one, other)
    assert things(replace(A, write=""), replace(B, write=""))
    assert things(A, replace(B, option="ab"), replace(B, option="c", write="c", absent="x"))


# ---- the parts of a description --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("option", "group"), [("name", ""), ("blink.mode", "blink"), ("a.b.c", "a.b")])
def test_the_group_of_an_option(option: str, group: str) -> None:
    assert Field(option, Text(), "x").group == group


def test_the_first_form_is_the_description_itself() -> None:
    owner = LAMP.field("owner")
    assert [form.place for form in owner.forms] == ["owner", "ownerName", "ownerId"]
    assert LAMP.field("limit").forms[0].encode("none") is None
    assert all(form.after_refusal for form in owner.forms)


def test_entries_have_a_name_in_keyed_lists_and_in_lists_by_name() -> None:
    assert LAMP.field("slots").entries == Identity(({"day": Number(1, 7)},))
    assert Field("a", ListOf(Mapped({"n": Member(Text())}), by="n"), "a").entries == Identity(({"n": Text()},))
    assert Field("a", ListOf(Text()), "a").entries is None
    assert LAMP.field("name").entries is None


@pytest.mark.parametrize(
    ("wanted", "current", "match"),
    [(5, 5, Match.SAME), (5, 6, Match.DIFFERENT), (5, UNKNOWN, Match.UNSURE)],
)
def test_a_setting_stands_beside_what_is_shown(wanted: Any, current: Any, match: Match) -> None:
    setting = Setting("priority", LAMP.field("priority"), wanted, current)
    assert setting.match is match
    assert setting.beside(lamp(priority=wanted)).match is Match.SAME
    assert setting.beside(lamp(priority=9)) == replace(setting, current=9)
    assert setting.beside(lamp(priority=...)).current is UNKNOWN
    assert setting.beside(replace(lamp(priority=wanted), unsettled=frozenset({"priority"}))).match is Match.DIFFERENT


def test_paths_belong_to_fields() -> None:
    assert LAMP.field("blink.mode").option == "blink.mode"
    assert LAMP.field("slots.3").option == "slots"
    assert LAMP.field("slots").option == "slots"
    assert [(s.path, s.field.option, s.wanted, s.current) for s in LAMP.settings({"slots.3": {"hour": 1}, "name": "x"}, lamp(name="y"))] == [
        ("slots.3", "slots", {"hour": 1}, UNKNOWN),
        ("name", "name", "x", "y"),
    ]


def test_options_apply_to_kinds() -> None:
    resource = replace(FALLBACK, kind=lambda raw: "led" if raw["id"] == 1 else "gas")
    assert [resource.applies(option, {"id": number}) for option in ("colour", "enable") for number in (1, 2)] == [True, False, True, True]


def test_the_title_of_an_item() -> None:
    assert (lamp().title, lamp(name="").title, lamp().id) == ("1 (Bow)", "1", 1)


# ---- the specification -----------------------------------------------------------------------------------------------


def test_the_specification_has_the_keys_the_groups_and_the_lists() -> None:
    spec = LAMP.spec()
    assert spec["id"] == {"type": "int"}
    assert spec["name"] == {"type": "str"}
    assert spec["limit"] == {"type": "str"}
    assert spec["password"] == {"type": "str", "no_log": True}
    assert spec["blink"] == {
        "type": "dict",
        "options": {
            "mode": {"type": "str", "choices": ["steady", "blink", "morse", "dark"]},
            "period": {"type": "int"},
            "text": {"type": "str"},
        },
    }
    assert spec["slots"] == {
        "type": "list",
        "elements": "dict",
        "options": {"day": {"type": "int", "required": True}, "hour": {"type": "int"}, "pin": {"type": "str", "no_log": True}},
    }
    assert list(spec) == [
        "id",
        "name",
        "enable",
        "priority",
        "brightness",
        "limit",
        "note",
        "colour",
        "password",
        "token",
        "blink",
        "inverted",
        "owner",
        "beacon",
        "slots",
        "hours",
    ]


def test_names_that_only_look_secret_are_logged() -> None:
    spec = things(replace(A, option="passthrough.token_count.a"), replace(B, option="key_size"), replace(B, option="passive", write="p")).spec()
    assert spec["passthrough"] == {"type": "dict", "options": {"token_count": {"type": "dict", "options": {"a": {"type": "str"}}}}, "no_log": False}
    assert spec["key_size"] == {"type": "str", "no_log": False}
    assert spec["passive"] == {"type": "str"}


# ---- parse -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("intent", "flat"),
    [
        ({"id": 1}, {}),
        ({"enable": False, "name": None}, {"enable": False}),
        ({"brightness": "5", "blink": {"mode": None, "period": "3"}}, {"brightness": 5, "blink.period": 3}),
        ({"blink": None, "name": "a"}, {"name": "a"}),
        ({"name": None, "blink": {"text": "b"}, "limit": "none"}, {"limit": "none", "blink.text": "b"}),
        ({"slots": []}, {}),
        (
            {"slots": [{"day": "2", "hour": "3", "pin": None}, {"day": 1, "hour": None, "pin": "4711"}]},
            {"slots.2": {"hour": 3}, "slots.1": {"pin": "4711"}},
        ),
    ],
)
def test_options_become_canonical_state(intent: dict[str, Any], flat: dict[str, Any]) -> None:
    assert LAMP.parse(intent) == flat


@pytest.mark.parametrize(
    ("intent", "message"),
    [
        ({"brightness": "x"}, "brightness must be a whole number from 1 to 100 percent"),
        ({"blink": {"period": "x"}}, "blink.period must be a whole number from 1 to 60"),
        ({"slots": [{"day": 2, "hour": "x"}]}, "slots[day 2].hour must be a whole number from 0 to 23"),
        ({"slots": [{"day": 2}, {"day": 1}, {"day": "2"}]}, "slots must not name day 2 twice"),
    ],
)
def test_options_that_make_no_sense_are_named(intent: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match="must") as caught:
        LAMP.parse(intent)
    assert str(caught.value) == message


# ---- decode ----------------------------------------------------------------------------------------------------------


def test_an_answer_becomes_an_item() -> None:
    item = LAMP.decode({"id": 1}, SHOWN)
    assert (item.key, item.label, item.kind, item.raw) == ({"id": 1}, "Bow", "", SHOWN)
    assert item.flat == {
        "name": "Bow",
        "enable": True,
        "priority": 1,
        "brightness": 50,
        "limit": "none",
        "note": "",
        "colour": "red",
        "blink.mode": "blink",
        "blink.period": 5,
        "inverted": False,
        "owner": "deck",
        "beacon": True,
        "hours": 7,
    }


@pytest.mark.parametrize(
    ("raw", "fallback", "flat"),
    [
        ({"name": "a", "title": "b"}, False, {"name": "a", "mtu": 1}),
        ({"name": "a", "title": "b"}, True, {"name": "b", "mtu": 2}),
        # Of several places the first that is there counts, whatever it holds.
        ({"enable": True, "isEnabled": False}, False, {"enable": True, "mtu": 1}),
        ({"isEnabled": False}, False, {"enable": False, "mtu": 1}),
        ({"enable": "perhaps", "isEnabled": False}, False, {"mtu": 1}),
        ({"link": {"mtu": 5}, "mtu": 6}, False, {"mtu": 5}),
        ({"link": {}, "mtu": 6}, False, {"mtu": 6}),
        ({"link": 5, "mtu": 6}, False, {"mtu": 6}),
        ({"link": {"mtu": 5}}, True, {"mtu": 2}),
        ({"mtu": "x"}, False, {}),
        ({"pin": "@~HiDdEn~@"}, False, {"mtu": 1}),
        # A choice that is not taken hides what belongs to it.
        ({"mode": "on", "level": 3}, False, {"mtu": 1, "mode": "on", "level": 3}),
        ({"mode": "off", "level": 3}, False, {"mtu": 1, "mode": "off"}),
        ({"level": 3}, False, {"mtu": 1}),
        # What the router shows, the item has, whatever its kind.
        ({"colour": "red"}, False, {"mtu": 1, "colour": "red"}),
        ({"colour": "red", "kind": "led"}, False, {"mtu": 1, "colour": "red"}),
        ({"colour": "red", "kind": "gas"}, False, {"mtu": 1, "colour": "red"}),
    ],
)
def test_what_the_router_does_not_tell_is_left_out(raw: dict[str, Any], fallback: bool, flat: dict[str, Any]) -> None:
    assert FALLBACK.decode({"id": 1}, raw, fallback=fallback).flat == flat


def test_absence_means_something_only_where_the_section_is_shown() -> None:
    resource = things(replace(A, read=("x.y.a", "z.a"), absent="none"))
    answers: list[tuple[Any, dict[str, Any]]] = [
        ({"x": {"y": {}}}, {"a": "none"}),
        ({"z": {}}, {"a": "none"}),
        ({"x": {"y": {}}, "z": 5}, {"a": "none"}),
        ({"x": {}}, {}),
        ({"x": {"y": 5}}, {}),
        ({}, {}),
    ]
    for raw, flat in answers:
        assert resource.decode({"id": 1}, raw).flat == flat, raw


@pytest.mark.parametrize(
    ("configured", "effect", "flat", "unsettled"),
    [
        ({"mtu": 5}, {"mtu": 5}, {"mtu": 5}, set()),
        ({"mtu": 5, "enable": True}, {"mtu": 6, "enable": True}, {"mtu": 6, "enable": True}, {"mtu"}),
        # What only one of them shows is not in dispute.
        ({"mtu": 5, "enable": True}, {"enable": False}, {"mtu": 5, "enable": False}, {"enable"}),
        ({"mtu": 5}, {"mtu": 5, "enable": False}, {"mtu": 5}, set()),
    ],
)
def test_what_is_in_effect_comes_before_what_is_configured(configured: Flat, effect: Flat, flat: Flat, unsettled: set[str]) -> None:
    item = Item({"id": 1}, "Bow", "led", configured, {"mtu": 5})
    assert FALLBACK.in_effect(item, replace(NOTHING, flat=effect)) == replace(item, flat=flat, unsettled=frozenset(unsettled))


def test_an_item_without_a_name_has_an_empty_label() -> None:
    assert LAMP.decode({"id": 1}, {}).label == ""
    assert LAMP.decode({"id": 1}, {"name": 7}).label == "7"


# ---- encode ----------------------------------------------------------------------------------------------------------


def encoded(values: dict[str, Any], forms: dict[str, int] | None = None, resource: Resource = LAMP) -> dict[str, Any]:
    return resource.encode(resource.settings(values, NOTHING), forms or {})


@pytest.mark.parametrize(
    ("values", "forms", "body"),
    [
        ({}, {}, {}),
        ({"brightness": 5, "limit": "none"}, {}, {"light": {"brightness": 5}, "limit": None}),
        ({"blink.mode": "blink", "blink.period": 3}, {}, {"blink": {"mode": "blink", "period": 3}}),
        ({"owner": "x", "enable": True}, {"owner": 1}, {"ownerName": "x", "enable": True}),
        ({"owner": "x", "enable": True}, {"owner": 2, "enable": 5}, {"ownerId": "x", "enable": True}),
        ({"owner": "x"}, {"owner": 3}, {"ownerId": "x"}),
        ({"inverted": True}, {"inverted": 1}, {"upright": False}),
        ({"slots.2": {"hour": 3}, "slots.1": {"pin": "4711"}}, {}, {"slots": [{"day": 2, "hour": 3}, {"day": 1, "pin": "4711"}]}),
    ],
)
def test_values_become_a_body(values: dict[str, Any], forms: dict[str, int], body: dict[str, Any]) -> None:
    assert encoded(values, forms) == body
    if not forms:
        assert LAMP.encode(LAMP.settings(values, NOTHING)) == body


def test_defaults_go_where_their_part_of_the_body_is_sent() -> None:
    resource = replace(LAMP, defaults={"blink.kind": "soft", "light.unit": "lumen", "version": 2})
    assert encoded({"blink.mode": "steady"}, resource=resource) == {"blink": {"mode": "steady", "kind": "soft"}, "version": 2}
    explicit = replace(resource, defaults={"blink.mode": "other"})
    assert encoded({"blink.mode": "steady"}, resource=explicit) == {"blink": {"mode": "steady"}}


@pytest.mark.parametrize(
    ("values", "forms", "message"),
    [
        ({"enable": True, "brightness": 0}, {}, "brightness must be a whole number from 1 to 100 percent"),
        ({"slots.2": {"hour": 24}}, {}, "slots[day 2].hour must be a whole number from 0 to 23"),
        ({"slots.8": {"hour": 2}}, {}, "slots[day 8] must be a whole number from 1 to 7"),
        ({"beacon": True}, {"beacon": 1}, "beacon must not be on"),
    ],
)
def test_what_cannot_be_sent_is_named(values: dict[str, Any], forms: dict[str, int], message: str) -> None:
    with pytest.raises(ValueError, match="must") as caught:
        encoded(values, forms)
    assert str(caught.value) == message


def test_a_form_is_worth_a_try_after_a_refusal_unless_it_says_otherwise() -> None:
    assert Form("a", str).after_refusal


# ---- nested ----------------------------------------------------------------------------------------------------------

FLAT = {"name": "Bow", "password": "harbour", "blink.mode": "blink", "slots.2": {"hour": 3, "pin": "4711"}, "slots.1": {"hour": 4}}


@pytest.mark.parametrize(
    ("arguments", "password", "pin"),
    [
        ((), HIDDEN, HIDDEN),
        ((Secrets.HIDE, ("password",)), HIDDEN_NEW, HIDDEN),
        ((Secrets.INCLUDE, ("slots.2",)), "harbour", HIDDEN_NEW),
        ((Secrets.INCLUDE,), "harbour", "4711"),
        ((Secrets.OMIT,), None, None),
    ],
)
def test_canonical_state_becomes_options(arguments: tuple[Any, ...], password: str | None, pin: str | None) -> None:
    shown: dict[str, Any] = {"name": "Bow", "blink": {"mode": "blink"}, "slots": [{"day": 2, "hour": 3}, {"day": 1, "hour": 4}]}
    if password is not None:
        shown["password"] = password
    if pin is not None:
        shown["slots"][0]["pin"] = pin
    assert LAMP.nested(FLAT, *arguments) == shown


def test_a_keyed_list_may_be_in_a_group() -> None:
    resource = things(replace(LAMP.field("slots"), option="week.slots"), A)
    options, flat = {"a": "x", "week": {"slots": [{"day": 2, "hour": 3}]}}, {"week.slots.2": {"hour": 3}, "a": "x"}
    assert resource.parse(options) == flat
    assert resource.nested(flat) == options
    assert encoded(flat, resource=resource) == {"a": "x", "slots": [{"day": 2, "hour": 3}]}
    assert resource.spec()["week"] == {"type": "dict", "options": {"slots": LAMP.spec()["slots"]}}


def test_what_follows_an_omitted_value_is_shown() -> None:
    assert LAMP.nested({"password": "harbour", "owner": "deck"}, Secrets.OMIT) == {"owner": "deck"}

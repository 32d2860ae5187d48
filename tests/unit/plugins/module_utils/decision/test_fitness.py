# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an item of a kind, on a firmware, can take."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.facts import Facts
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.fitness import (
    kind_is_unsure,
    misfits,
    perhaps_too_new,
    perhaps_without_function,
    refuse_misfits,
    takes_wifi,
    told,
    too_new,
    unsupported,
    without_function,
    without_wifi,
)
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan, PlanError

from .toy import LAMP, NEW, add, lamp, update


def coloured(kind: str = "", *, in_status: bool = False, wanted: Any = None) -> ItemPlan:
    """A lamp of a kind that gets another colour, which only two kinds have."""
    plan = update(wanted or {"colour": "blue", "brightness": 60}, lamp(colour=..., **({"kind": kind} if kind else {})))
    return replace(plan, resource=replace(LAMP, kind_in_status=in_status))


@pytest.mark.parametrize(("kind", "paths"), [("led", []), ("neon", []), ("gas", ["colour"]), ("", [])])
def test_misfits_are_the_changes_that_a_kind_does_not_have(kind: str, paths: list[str]) -> None:
    assert [setting.path for setting in misfits(coloured(), kind)] == paths


@pytest.mark.parametrize(
    ("kind", "in_status", "wanted", "unsure"),
    [
        ("", True, None, True),
        ("gas", True, None, True),
        ("led", True, None, False),
        ("", False, None, False),
        ("gas", False, None, False),
        ("", True, {"brightness": 60}, False),
        ("gas", True, {"brightness": 60}, False),
    ],
)
def test_the_status_is_asked_where_the_configuration_does_not_settle_it(kind: str, in_status: bool, wanted: Any, unsure: bool) -> None:
    assert kind_is_unsure(coloured(kind, in_status=in_status, wanted=wanted)) is unsure


@pytest.mark.parametrize(
    ("kind", "in_status", "status", "named"),
    [
        ("gas", False, {}, "gas"),
        # Where the status does not have to be asked, it does not count.
        ("gas", False, {1: {"type": "led"}}, "gas"),
        ("gas", True, {1: {"type": "wireless"}}, "wifi"),
        ("gas", True, {1: {}}, "gas"),
        ("gas", True, {2: {"type": "led"}}, "gas"),
        ("", True, {1: {"type": "gobi"}}, "cellular"),
    ],
)
def test_what_a_kind_does_not_have_is_refused(kind: str, in_status: bool, status: Any, named: str) -> None:
    with pytest.raises(PlanError) as caught:
        refuse_misfits(coloured(kind, in_status=in_status), status)
    assert str(caught.value) == f"lamp 1 (Bow) is of the kind {named}; colour exists only on the kind led or neon"


@pytest.mark.parametrize(
    ("kind", "in_status", "status"),
    [("led", False, {}), ("led", True, {1: {"type": "gas"}}), ("gas", True, {1: {"type": "neon"}}), ("", True, {}), ("", False, {1: {"type": "gas"}})],
)
def test_what_fits_or_cannot_be_told_passes(kind: str, in_status: bool, status: Any) -> None:
    refuse_misfits(coloured(kind, in_status=in_status), status)


def test_all_misfits_are_named_with_all_kinds_that_fit() -> None:
    fields = tuple(replace(f, kinds=frozenset({"arc"})) if f.option == "owner" else f for f in LAMP.fields)
    (colour, owner) = replace(LAMP, fields=fields).settings({"colour": "blue", "owner": "x"}, lamp(colour=...))
    plan = replace(coloured("gas"), item=replace(lamp(colour=..., owner=...), kind="gas"), changes=(colour, owner))
    with pytest.raises(PlanError, match="of the kind gas; colour, owner exists only on the kind arc or led or neon"):
        refuse_misfits(plan, {})


@pytest.mark.parametrize(
    ("wanted", "shown", "new"),
    [
        ({"note": "x"}, {}, ["note"]),
        ({"note": "x"}, {"note": ""}, ["note"]),
        ({"note": "x"}, {"note": "y"}, []),
        ({"note": ""}, {}, []),
        ({"owner": "x"}, {}, []),
    ],
)
def test_what_the_router_shows_it_has(wanted: Any, shown: Any, new: list[str]) -> None:
    assert [setting.path for setting in perhaps_too_new(update(wanted, lamp(**shown)))] == new


def test_nothing_is_shown_of_a_new_item() -> None:
    assert [setting.path for setting in perhaps_too_new(add(NEW | {"note": "x", "owner": "y"}))] == ["note"]


@pytest.mark.parametrize(
    ("firmware", "taken"),
    [
        ("8.3.0", False),
        ("8.3.0s099 build 5000", False),
        ("8.3", False),
        ("7.9.9", False),
        ("8.3.1", True),
        ("8.3.1s045 build 5258", True),
        ("8.3.2", True),
        ("8.10.0", True),
        (None, True),
        ("", True),
    ],
)
def test_a_field_needs_the_firmware_that_had_it_first(firmware: str | None, taken: bool) -> None:
    found = too_new(update({"note": "x"}), firmware)
    assert found == ({} if taken else {"note": f"needs firmware 8.3.1 or later; the router runs {firmware}"})


def test_what_holds_for_several_options_is_said_once() -> None:
    assert told({"a": "is new", "b": "is old", "c": "is new"}) == "a, c is new; b is old"


# ---- models without Wi-Fi --------------------------------------------------------------------------------------------


def radio(wanted: Any, **shown: Any) -> ItemPlan:
    """A lamp that takes Wi-Fi to be switched on."""
    plan = update(wanted, lamp(**shown))
    return replace(plan, changes=tuple(replace(s, field=replace(s.field, takes_wifi=s.path in ("enable", "owner"))) for s in plan.changes))


@pytest.mark.parametrize(
    ("plan", "paths"),
    [
        (radio({"enable": True}, enable=False), ["enable"]),
        (radio({"enable": False}), []),
        (radio({"enable": True, "owner": "x", "note": "y"}, enable=False), ["enable", "owner"]),
        (radio({"enable": True, "owner": "x"}), ["owner"]),
        # What is written along, and is there already, is no change.
        (replace(radio({"owner": "x"}), item=lamp(owner="x"), changes=(replace(radio({"owner": "x"}).changes[0], current="x"),)), []),
    ],
)
def test_what_takes_wifi(plan: ItemPlan, paths: list[str]) -> None:
    assert [setting.path for setting in takes_wifi(plan)] == paths


@pytest.mark.parametrize("has_wifi", [True, False, None])
def test_only_a_model_that_says_so_has_no_wifi(has_wifi: bool | None) -> None:
    text = "cannot be set, because this model has no Wi-Fi (cmd.ap says so)"
    assert without_wifi(radio({"owner": "x", "note": "y"}), has_wifi) == ({"owner": text} if has_wifi is False else {})


def test_firmware_and_model_are_looked_at_together() -> None:
    found = unsupported(radio({"owner": "x", "note": "y"}), Facts({}, firmware="8.3.0", has_wifi=False))
    assert sorted(found) == ["note", "owner"]
    assert unsupported(radio({"owner": "x", "note": "y"}), Facts({})) == {}


# ---- functions that firmware lacks -----------------------------------------------------------------------------------


def from_status(wanted: Any, *, fallback: bool = True, write: str = "config.wan.connection") -> ItemPlan:
    """A lamp that the router shows in the read of the fallback."""
    plan = update(wanted, replace(lamp(), from_fallback=fallback))
    return replace(plan, resource=replace(LAMP, write=write))


@pytest.mark.parametrize(
    ("plan", "perhaps"),
    [(from_status({"owner": "x"}), True), (from_status({"owner": "deck"}), False), (from_status({"owner": "x"}, fallback=False), False)],
)
def test_the_function_that_writes_may_be_missing_where_the_one_that_reads_is(plan: ItemPlan, perhaps: bool) -> None:
    assert perhaps_without_function(plan) is perhaps


@pytest.mark.parametrize(
    ("plan", "firmware", "missing"),
    [
        (from_status({"owner": "x"}), "8.0.0", True),
        (from_status({"owner": "x"}), "8.1.1", False),
        (from_status({"owner": "x"}), "8.3.0", False),
        (from_status({"owner": "x"}), None, False),
        (from_status({"owner": "x"}, fallback=False), "8.0.0", False),
        (from_status({"owner": "deck"}), "8.0.0", False),
        # Nobody knows since when there is this one.
        (from_status({"owner": "x"}, write="config.lamp"), "8.0.0", False),
    ],
)
def test_a_function_needs_the_firmware_that_had_it_first(plan: ItemPlan, firmware: str | None, missing: bool) -> None:
    assert without_function(plan, firmware) == ("config.wan.connection needs firmware 8.1.1 or later; the router runs 8.0.0" if missing else "")

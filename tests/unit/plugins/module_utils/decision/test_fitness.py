# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an item of a kind, on a firmware, can take."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.fitness import (
    kind_is_unsure,
    misfits,
    perhaps_too_new,
    refuse_misfits,
    told,
    too_new,
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

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Guards: what takes consent before it is written, and which facts that depends on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.facts import Fact, Facts
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.guards import (
    GUARDS,
    Consents,
    facts_for_guards,
    guard_options,
    refusal,
    risky_changes,
    switches_off,
)
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan

from .toy import LAMP, lamp, remove, update

WANS = "wan_connections"
STATUS: dict[int, dict[str, Any]] = {
    1: {"name": "Bow", "message": "Connected", "ip": "192.0.2.1"},
    2: {"name": "Stern", "message": "Disconnected", "ip": "192.0.2.2"},
}
STERN = lamp(2, name="Stern")


def wan(wanted: dict[str, Any], number: int = 1, **shown: Any) -> ItemPlan:
    return update(wanted, lamp(number, **({"name": "Stern"} if number == 2 else {}), **shown), section=WANS)


def facts(status: Any = None, addresses: frozenset[str] = frozenset({"192.0.2.1"})) -> Facts:
    return Facts({}, host="ship.example.net", wan_status=STATUS if status is None else status, host_addresses=addresses)


@pytest.mark.parametrize(
    ("wanted", "shown", "risky"),
    [
        ({"enable": False, "priority": 3, "brightness": 60}, {}, {"disable": ["enable"], "reorder": ["priority"]}),
        ({"enable": True}, {"enable": False}, {}),
        ({"enable": False}, {"enable": ...}, {"disable": ["enable"]}),
        ({"priority": 1}, {"priority": ...}, {"reorder": ["priority"]}),
        ({"brightness": 60}, {}, {}),
    ],
)
def test_risky_are_the_changes_that_may_cut(wanted: Any, shown: Any, risky: dict[str, list[str]]) -> None:
    assert risky_changes(update(wanted, lamp(**shown))) == risky


def test_only_the_switch_itself_is_harmless_when_it_is_switched_on() -> None:
    fields = tuple(replace(f, cuts="flash") if f.option in ("inverted", "beacon") else f for f in LAMP.fields)
    flashing = replace(LAMP, fields=fields)
    plan = update({"inverted": True, "beacon": False})
    plan = replace(plan, resource=flashing, changes=flashing.settings(plan.values, plan.item))
    assert risky_changes(plan) == {"flash": ["inverted", "beacon"]}
    assert "(flash: inverted, beacon)" in refusal([replace(plan, resource=replace(flashing, section=WANS))], facts(), Consents())


def test_what_only_goes_along_is_not_risky() -> None:
    plan = update({"brightness": 60})
    along = replace(plan, changes=(*plan.changes, *LAMP.settings({"priority": 1, "enable": True}, plan.item)))
    assert risky_changes(along) == {}


@pytest.mark.parametrize(
    ("wanted", "shown", "ends"),
    [
        ({"enable": False}, {}, True),
        ({"enable": True}, {"enable": False}, False),
        ({"priority": 0}, {}, True),
        ({"priority": 0}, {"priority": ...}, True),
        ({"priority": 2}, {}, False),
        ({"priority": 1}, {"priority": 0}, False),
        ({"brightness": 60}, {"priority": 0}, False),
    ],
)
def test_what_may_switch_a_wan_off(wanted: Any, shown: Any, ends: bool) -> None:
    assert switches_off(update(wanted, lamp(**shown))) is ends


def test_priority_0_that_goes_along_unchanged_switches_nothing_off() -> None:
    plan = update({"brightness": 60}, lamp(priority=0))
    assert not switches_off(replace(plan, changes=(*plan.changes, *LAMP.settings({"priority": 0}, plan.item))))


CUT = "the change could interrupt this connection"
ADVICE = "Set allow_management_wan_change if the router can be reached another way"


@pytest.mark.parametrize(
    ("plans", "consents", "refused"),
    [
        (
            [wan({"priority": 3})],
            Consents(),
            f"lamp 1 (Bow) has the address that is used to reach the router (ship.example.net), and {CUT} (reorder: priority). {ADVICE}",
        ),
        (
            [wan({"priority": 3, "enable": False}, 2), wan({"enable": False, "priority": 3})],
            Consents(),
            f"lamp 1 (Bow) has the address that is used to reach the router (ship.example.net), and {CUT} (disable: enable; reorder: priority). {ADVICE}",
        ),
        ([wan({"priority": 3}, 2)], Consents(), ""),
        ([wan({"priority": 3}, 2)], Consents("Stern"), f"lamp 2 (Stern) is named by management_wan, and {CUT} (reorder: priority). {ADVICE}"),
        ([wan({"priority": 3})], Consents("2"), ""),
        ([wan({"priority": 3})], Consents("Mast"), "management_wan names 'Mast', but the router has 1 (Bow), 2 (Stern)"),
        ([wan({"brightness": 3})], Consents("Mast"), ""),
        ([wan({"priority": 3})], Consents(allow_management_wan_change=True), ""),
        ([wan({"brightness": 60})], Consents(), ""),
        ([update({"priority": 3})], Consents(), ""),
        # A harmless change of the WAN in use, beside a risky one of another.
        ([wan({"brightness": 60}), wan({"priority": 3}, 2)], Consents(), ""),
    ],
)
def test_the_wan_that_carries_the_session_is_guarded(plans: list[ItemPlan], consents: Consents, refused: str) -> None:
    assert refusal(plans, facts(), consents) == refused


OFFLINE = "no other WAN is connected, so switching off {} would leave the router offline. Set allow_no_connected_wan to do it anyway"
FREE = Consents(allow_management_wan_change=True)


@pytest.mark.parametrize(
    ("plans", "consents", "second", "refused"),
    [
        ([wan({"enable": False})], FREE, "Disconnected", OFFLINE.format("lamp 1 (Bow)")),
        ([wan({"priority": 0})], FREE, "Disconnected", OFFLINE.format("lamp 1 (Bow)")),
        ([wan({"enable": False})], FREE, "Connected", ""),
        ([wan({"enable": False}), wan({"enable": False}, 2)], FREE, "Connected", OFFLINE.format("lamp 1 (Bow), lamp 2 (Stern)")),
        ([wan({"enable": False}, 2)], FREE, "Disconnected", ""),
        ([wan({"enable": False})], replace(FREE, allow_no_connected_wan=True), "Disconnected", ""),
        ([wan({"priority": 3})], FREE, "Disconnected", ""),
        # The other one is connected, but about to be switched on or renamed only.
        ([wan({"enable": False}), wan({"brightness": 60}, 2)], FREE, "Connected", ""),
    ],
)
def test_the_last_link_is_guarded(plans: list[ItemPlan], consents: Consents, second: str, refused: str) -> None:
    status = {**STATUS, 2: {**STATUS[2], "message": second}}
    assert refusal(plans, facts(status), consents) == refused


@pytest.mark.parametrize("managed", [True, "yes", 1])
def test_profiles_that_incontrol_manages_are_guarded(managed: Any) -> None:
    plans = [update({"enable": False}, lamp(number, incontrolManaged=managed), section="ssid_profiles") for number in (1, 2)]
    free = update({"enable": False}, lamp(3, incontrolManaged=False), section="ssid_profiles")
    assert refusal([*plans, free], facts(), Consents()) == (
        "InControl manages lamp 1 (Bow), lamp 2 (Bow) and would set the change back. Make it in InControl, or take the profile out of its management; "
        "set allow_incontrol_managed to write all the same"
    )
    assert refusal(plans, facts(), Consents(allow_incontrol_managed=True)) == ""
    assert refusal([free, update({"enable": False}, section="ssid_profiles")], facts(), Consents()) == ""
    assert refusal([update({"enable": True}, lamp(incontrolManaged=managed), section="ssid_profiles")], facts(), Consents()) == ""


def gone(number: int, *, named: bool) -> ItemPlan:
    return replace(remove(lamp(number), named=named), resource=replace(LAMP, section="mesh_profiles"))


@pytest.mark.parametrize(
    ("named", "consents", "refused"),
    [
        ((False,), Consents(), "state overridden would delete what the intent does not name: lamp 1 (Bow). Set allow_delete if that is meant"),
        (
            (False, True, False),
            Consents(),
            "state overridden would delete what the intent does not name: lamp 1 (Bow), lamp 3 (Bow). Set allow_delete if that is meant",
        ),
        ((True, True), Consents(max_deletions=0), ""),
        ((False, True, False), Consents(allow_delete=True), ""),
        ((False, True, False), Consents(allow_delete=True, max_deletions=2), ""),
        (
            (False, True, False),
            Consents(allow_delete=True, max_deletions=1),
            "state overridden would delete 2 items, more than max_deletions (1): lamp 1 (Bow), lamp 3 (Bow)",
        ),
        ((False,), Consents(allow_delete=True, max_deletions=0), "state overridden would delete 1 items, more than max_deletions (0): lamp 1 (Bow)"),
    ],
)
def test_deletions_that_nobody_named_are_guarded(named: tuple[bool, ...], consents: Consents, refused: str) -> None:
    assert refusal([gone(number, named=how) for number, how in enumerate(named, start=1)], facts(), consents) == refused


def test_every_guard_is_asked() -> None:
    plans = [wan({"brightness": 60}), update({"enable": False}, lamp(incontrolManaged=True), section="ssid_profiles"), gone(3, named=False)]
    assert refusal(plans, facts(), Consents()).startswith("InControl manages")
    assert refusal(plans, facts(), Consents(allow_incontrol_managed=True)).startswith("state overridden")


@pytest.mark.parametrize(
    ("plans", "consents", "needed"),
    [
        ([wan({"priority": 3})], Consents(), {Fact.WAN_STATUS, Fact.HOST_ADDRESSES}),
        ([wan({"priority": 3})], Consents("1"), {Fact.WAN_STATUS}),
        ([wan({"priority": 3})], FREE, set()),
        ([wan({"enable": False})], FREE, {Fact.WAN_STATUS}),
        ([wan({"enable": False})], Consents("1"), {Fact.WAN_STATUS}),
        ([wan({"enable": False})], Consents(allow_no_connected_wan=True), {Fact.WAN_STATUS, Fact.HOST_ADDRESSES}),
        ([wan({"enable": False})], replace(FREE, allow_no_connected_wan=True), set()),
        ([wan({"brightness": 60}), wan({"enable": True})], Consents(), set()),
        ([update({"enable": False}), update({"enable": False}, section="ssid_profiles")], Consents(), set()),
        ([gone(1, named=False)], Consents(), set()),
        ([], Consents(), set()),
    ],
)
def test_facts_are_asked_for_only_where_a_guard_depends_on_them(plans: list[ItemPlan], consents: Consents, needed: set[Fact]) -> None:
    assert facts_for_guards(plans, consents) == needed


def test_a_guard_watches_what_is_to_be_written_in_its_sections() -> None:
    (guard, *_others) = GUARDS
    due, idle, elsewhere = wan({"enable": False}), wan({"enable": True}), update({"enable": False})
    assert guard.watched([due, idle, elsewhere]) == [due]


@pytest.mark.parametrize(
    ("sections", "options"),
    [
        (["wan_connections"], ["management_wan", "allow_management_wan_change", "allow_no_connected_wan"]),
        (["wan_priorities", "gpios"], ["management_wan", "allow_management_wan_change", "allow_no_connected_wan"]),
        (["ssid_profiles"], ["allow_incontrol_managed"]),
        (["mesh_profiles"], ["allow_delete", "max_deletions"]),
        (["speedfusion_connect_protect", "ssid_profiles"], ["allow_incontrol_managed", "allow_delete", "max_deletions"]),
        (["gpios"], []),
    ],
)
def test_a_module_has_the_options_of_the_guards_of_its_sections(sections: list[str], options: list[str]) -> None:
    found = guard_options(sections)
    assert list(found) == options
    assert all(spec in ({"type": "str"}, {"type": "int"}, {"type": "bool", "default": False}) for spec in found.values())

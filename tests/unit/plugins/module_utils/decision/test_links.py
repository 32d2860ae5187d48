# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names of WANs in one intent: what ``health`` may ask for, and what a rename means for the other sections."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import Unsupported
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.decide import Decision, Intent, Policy, decide
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.facts import Fact, Facts, Needs
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.guards import Consents
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.links import refuse_impossible
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import PlanError
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.gpio import GPIO
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.mesh import MESH
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.ssid_profile import SSID_PROFILE
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_connection import WAN_CONNECTION
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_priority import WAN_PRIORITY

from ..plans import items_of
from .toy import LAMP, lamp

ALL = frozenset(Fact)


def wans(*names: str) -> Facts:
    answer = {str(number): {"name": name, "enable": True, "connection": {"priority": number}} for number, name in enumerate(names, start=1)}
    status = {number: {"name": name, "enable": True} for number, name in enumerate(names, start=1)}
    items = {resource.section: items_of(resource, answer) for resource in (WAN_CONNECTION, WAN_PRIORITY)}
    return Facts(items, known=ALL, wan_status=status, gpio={"inputs": [{"id": 1, "name": "Ignition"}]})


def decided(facts: Facts, connections: list[dict[str, Any]], priorities: list[dict[str, Any]] | None = None, **health: Any) -> Decision:
    intents = [Intent(WAN_CONNECTION, connections), Intent(WAN_PRIORITY, priorities or [], option="wan_priorities")]
    found = decide(intents, facts, Policy(health=health, consents=Consents(allow_management_wan_change=True, allow_no_connected_wan=True)))
    assert isinstance(found, Decision)
    return found


LISTED = "but the router has 1 (Fibre), 2 (LTE)"


@pytest.mark.parametrize(
    ("health", "message"),
    [
        ({"connected_wans": ["3"]}, f"health.connected_wans names '3', {LISTED}"),
        ({"connected_wans": ["1", " 2"]}, f"health.connected_wans names ' 2', {LISTED}; did you mean '2', without the blank?"),
        ({"connected_wans": ["fibre"]}, f"health.connected_wans names 'fibre', {LISTED}"),
        ({"connected_wans": [" fibre"]}, f"health.connected_wans names ' fibre', {LISTED}"),
        ({"connected_wans": [""]}, "health.connected_wans has an entry '', which names nothing"),
        (
            {"connected_wans": [""], "connected_vpn_peers": [""]},
            "health.connected_wans has an entry '', which names nothing; health.connected_vpn_peers has an entry '', which names nothing",
        ),
        ({"min_connected_wans": 3}, "health.min_connected_wans is 3, but the router has only 2: 1 (Fibre), 2 (LTE)"),
        ({"connected_vpn_peers": [" "]}, "health.connected_vpn_peers has an entry ' ', which names nothing"),
        ({"min_signal": [{"wan": "Dish", "rsrp": -110}]}, f"health.min_signal names 'Dish', {LISTED}"),
        ({"min_signal": [{"wan": "LTE"}]}, "health.min_signal has an entry for 'LTE' without any of rsrp, rsrq, sinr, rssi"),
        ({"gpio_levels": [{"pin": "7", "level": "high"}]}, "health.gpio_levels names '7', but the router has 1 (Ignition)"),
    ],
)
def test_conditions_that_cannot_hold_are_refused_while_planning(health: dict[str, Any], message: str) -> None:
    with pytest.raises(PlanError) as caught:
        decided(wans("Fibre", "LTE"), [{"id": 1}], **health)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "health",
    [{}, {"connected_wans": ["1", "LTE"]}, {"min_connected_wans": 2}, {"min_connected_wans": 0}, {"connected_vpn_peers": ["depot"]}],
)
def test_conditions_that_can_hold(health: dict[str, Any]) -> None:
    assert decided(wans("Fibre", "LTE"), [{"id": 1}], **health).health == health


@pytest.mark.parametrize(
    ("status", "listed"),
    [
        ({}, "0: no WANs"),
        ({1: {}}, "1: 1 ()"),
        ({1: {"name": "x" * 60}}, f"1: 1 ({'x' * 60})"),
        ({1: {"name": "x" * 61}}, f"1: 1 ({'x' * 60}[...])"),
    ],
)
def test_the_wans_that_there_are_are_listed(status: Any, listed: str) -> None:
    with pytest.raises(PlanError) as caught:
        refuse_impossible({"min_connected_wans": 9}, Facts({}, wan_status=status))
    assert str(caught.value) == f"health.min_connected_wans is 9, but the router has only {listed}"


def test_names_are_compared_without_regard_to_how_letters_are_composed() -> None:
    facts = wans("Caf\u00e9", "LTE")
    found = decided(facts, [{"name": "Cafe\u0301", "priority": 3}], connected_wans=["Cafe\u0301"])
    assert [(plan.item.id, plan.values) for plan in found.plans] == [(1, {"priority": 3})]
    assert decided(facts, [{"id": 1, "name": "Cafe\u0301"}]).work == []


@pytest.mark.parametrize(
    ("health", "asked"),
    [
        ({"connected_wans": ["1"]}, {Fact.WAN_STATUS}),
        ({"min_connected_wans": 1}, {Fact.WAN_STATUS}),
        ({"min_signal": [{"wan": "1", "rsrp": -110}]}, {Fact.WAN_STATUS}),
        ({"gpio_levels": [{"pin": "1", "level": "low"}], "min_connected_wans": 1}, {Fact.WAN_STATUS, Fact.GPIO}),
        ({"connected_vpn_peers": ["x"], "min_uptime": 60, "present_clients": ["x"], "running_firmware": "8.5.2"}, set()),
        ({}, set()),
    ],
)
def test_what_conditions_take_is_asked_for(health: dict[str, Any], asked: set[Fact]) -> None:
    facts = Facts(wans("Fibre").items)
    found = decide([Intent(WAN_CONNECTION, [{"id": 1}])], facts, Policy(health=health))
    assert (found.facts if isinstance(found, Needs) else set()) == asked


RENAME = [{"id": 1, "name": "Starlink"}]


@pytest.mark.parametrize("before", ["Fibre", "Starlink"])
def test_the_new_name_works_in_all_sections_in_the_first_run_and_the_second(before: str) -> None:
    for priority in ({"name": "Starlink"}, {"id": 1, "name": "Starlink"}, {"id": 1}):
        found = decided(wans(before, "LTE"), RENAME, [{**priority, "priority": 5}], connected_wans=["Starlink"])
        assert [(plan.resource.section, plan.item.id, plan.values) for plan in found.work if plan.resource is WAN_PRIORITY] == [
            ("wan_priorities", 1, {"priority": 5})
        ]
        assert found.health["connected_wans"] == (["1"] if before == "Fibre" else ["Starlink"])
    minimum = {"wan": "Starlink", "rssi": -80.0}
    found = decided(wans(before, "LTE"), RENAME, min_signal=[minimum])
    assert found.health["min_signal"] == [{**minimum, "wan": "1"} if before == "Fibre" else minimum]


def test_the_old_name_works_until_it_is_gone() -> None:
    found = decided(wans("Fibre", "LTE"), RENAME, [{"name": "Fibre", "priority": 5}], connected_wans=["Fibre"])
    assert [plan.item.id for plan in found.work] == [1, 1]
    assert found.health["connected_wans"] == ["1"]
    with pytest.raises(PlanError, match=r"wan_priorities\[entry 1\]: the router has no WAN with the name 'Fibre'"):
        decided(wans("Starlink", "LTE"), RENAME, [{"name": "Fibre", "priority": 5}])


@pytest.mark.parametrize("name", ["Fibre", "Starlink", "1"])
def test_the_management_wan_goes_by_either_name(name: str) -> None:
    intents = [Intent(WAN_CONNECTION, [{"id": 1, "name": "Starlink", "priority": 3}, {"id": 2, "priority": 3}])]
    found = decide(intents, wans("Fibre", "LTE"), Policy(consents=Consents(management_wan=name, allow_no_connected_wan=True)))
    assert isinstance(found, Decision)
    assert found.refused.startswith("WAN 1 (Fibre) is named by management_wan, and the change could interrupt this connection (re-route: priority).")


def test_names_that_change_places_mean_the_new_owner() -> None:
    swap = [{"id": 1, "name": "LTE"}, {"id": 2, "name": "Fibre"}]
    found = decided(wans("Fibre", "LTE"), swap, [{"name": "Fibre", "priority": 7}], connected_wans=["Fibre"])
    assert [plan.item.id for plan in found.work if plan.resource is WAN_PRIORITY] == [2]
    assert found.health["connected_wans"] == ["2"]


def test_a_name_that_another_keeps_is_not_the_old_one_of_a_renamed_wan() -> None:
    found = decided(wans("WAN", "WAN"), RENAME, connected_wans=["WAN"])
    assert found.health["connected_wans"] == ["WAN"]


def skipping(facts: Facts, *intents: Intent, skip: bool = True) -> Decision:
    found = decide(intents, facts, Policy(skip_unsupported=skip))
    assert isinstance(found, Decision)
    return found


def test_a_section_of_which_this_unit_has_nothing_is_skipped() -> None:
    facts = Facts({"ssid_profiles": []}, known=ALL)
    intent = Intent(SSID_PROFILE, [{"id": 1, "enable": True}], option="ssid_profiles")
    found = skipping(facts, intent)
    assert found.warnings == ("ssid_profiles was skipped: the router has no SSID profile.",)
    assert found.comparison["ssid_profiles"] == {"supported": False, "different": [], "unknown": []}
    assert found.plans == ()
    with pytest.raises(PlanError, match="the router has no SSID profile with id 1; it has none"):
        skipping(facts, intent, skip=False)


def test_a_section_whose_items_can_be_added_is_not_skipped_for_having_none() -> None:
    added = [{"mesh_id": "yard", "passphrase": "long enough", "frequency_band": "5ghz"}]
    assert [plan.verb for plan in skipping(Facts({"mesh_profiles": []}, known=ALL), Intent(MESH, added)).plans] == ["add"]


def test_an_option_that_the_firmware_does_not_have_yet_is_skipped_alone() -> None:
    pins = items_of(GPIO, {"1": {"enable": True, "type": "digital_input", "mode": "input_sensing"}, "order": [1]})
    facts = Facts({"gpios": pins}, known=ALL, firmware="8.3.0", remembered={"gpios/1/name": False})
    intent = Intent(GPIO, [{"id": 1, "name": "Door", "enable": False}], option="gpios")
    found = skipping(facts, intent)
    assert [plan.values for plan in found.plans] == [{"enable": False}]
    assert found.warnings == ("gpios: GPIO pin 1 was skipped in part: name needs firmware 8.3.1 or later; the router runs 8.3.0",)
    with pytest.raises(PlanError, match=r"GPIO pin 1: name needs firmware 8\.3\.1 or later; the router runs 8\.3\.0"):
        skipping(facts, intent, skip=False)


@pytest.mark.parametrize(
    ("unreadable", "remembered", "written"), [("always", True, ["token"]), ("once", True, []), ("once", False, ["token"]), ("never", False, [])]
)
def test_what_is_left_of_an_item_is_planned_as_usual(unreadable: str, remembered: bool, written: list[str]) -> None:
    facts = Facts({"lamps": [lamp()]}, known=ALL, firmware="8.3.0", remembered={"lamps/1/token": remembered})
    found = decide([Intent(LAMP, [{"id": 1, "note": "x", "token": "t"}])], facts, Policy(unreadable=unreadable, skip_unsupported=True))
    assert isinstance(found, Decision)
    assert [list(plan.values) for plan in found.plans] == [written]


def test_whether_there_is_wifi_is_a_fact_that_is_asked_for() -> None:
    items = items_of(SSID_PROFILE, {"1": {"name": "Crew", "enable": False, "broadcast": True}, "order": [1]})
    facts = Facts({"ssid_profiles": items}, known=ALL - {Fact.WIFI})
    assert decide([Intent(SSID_PROFILE, [{"id": 1, "enable": True}])], facts, Policy()) == Needs(frozenset({Fact.WIFI}))
    assert isinstance(decide([Intent(SSID_PROFILE, [{"id": 1, "broadcast": False}])], facts, Policy()), Decision)


def test_what_takes_wifi_is_skipped_on_a_model_without() -> None:
    items = items_of(SSID_PROFILE, {"1": {"name": "Crew", "enable": False, "broadcast": True}, "order": [1]})
    facts = Facts({"ssid_profiles": items}, known=ALL, has_wifi=False)
    intent = Intent(SSID_PROFILE, [{"id": 1, "enable": True, "broadcast": False}], option="ssid_profiles")
    found = skipping(facts, intent)
    assert [plan.values for plan in found.plans] == [{"broadcast": False}]
    assert found.warnings == (
        "ssid_profiles: SSID profile 1 (Crew) was skipped in part: enable cannot be set, because this model has no Wi-Fi (cmd.ap says so)",
    )
    with pytest.raises(PlanError, match="has no Wi-Fi"):
        skipping(facts, intent, skip=False)


def test_an_item_that_this_firmware_cannot_write_is_skipped_as_a_whole() -> None:
    status = {"1": {"name": "Fibre", "enable": True, "mtu": 1400}}
    items = [WAN_CONNECTION.decode({"id": 1}, status["1"], fallback=True)]
    facts = Facts({"wan_connections": items}, known=ALL, firmware="8.0.0")
    found = skipping(facts, Intent(WAN_CONNECTION, [{"id": 1, "mtu": "1300"}]))
    assert found.plans == ()
    assert found.warnings[0].startswith("wan_connections: WAN 1 (Fibre) was skipped: config.wan.connection needs firmware 8.1.1 or later")
    with pytest.raises(PlanError, match=r"WAN 1 \(Fibre\) cannot be changed: config\.wan\.connection needs firmware"):
        skipping(facts, Intent(WAN_CONNECTION, [{"id": 1, "mtu": "1300"}]), skip=False)


def test_a_section_that_is_unknown_to_the_firmware_is_skipped() -> None:
    missing = Unsupported("reading config.gpio", "192.0.2.1:443", "does not know config.gpio", "It needs firmware 8.1.1.", code=999)
    found = skipping(Facts({"gpios": missing}, known=ALL), Intent(GPIO, [{"id": 1}]))
    assert found.warnings == ("gpios was skipped: the router does not know config.gpio. It needs firmware 8.1.1.",)

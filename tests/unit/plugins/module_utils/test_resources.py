# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The descriptions of all resources, and what they have in common, without a router."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.base import Secrets
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.scalar import Text
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.read import Read
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import PlanError, render
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.planning import conflicts
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Field, Resource
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.identity import Identity
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.catalogue import RESOURCES
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.connect_protect import CONNECT_PROTECT
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.gpio import GPIO
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.mesh import MESH
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.port import PORT
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.ssid_profile import SSID_PROFILE
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_connection import WAN_CONNECTION
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_priority import WAN_PRIORITY

from .plans import items_of, plans_of

# The examples of the specification, in every spelling that it prints.
SSIDS = {
    "1": {
        "name": "Depot",
        "enable": True,
        "frequency": ["2.4GHz", "5GHz"],
        "captivePortal": False,
        "incontrolManaged": False,
        "broadcast": True,
        "security": {"policy": "WPA2 Personal", "wpa2Personal": {"fastTransition": False, "key": "orchard-lamp-22"}},
    },
    "2": {
        "name": "Visitors",
        "enable": False,
        "captivePortal": True,
        "incontrolManaged": True,
        "broadcast": False,
        "vlanId": 40,
        "security": {
            "policy": "WPA/WPA2 Personal",
            "wpaWpa2Personal": {"key": "meadow-gate-31"},
            "ppsk": [{"name": "till", "key": "till-key-0001", "mac": "00:00:5E:00:53:51", "vlanId": 41}],
        },
    },
    "3": {"name": "Open", "enable": True, "captivePortal": False, "incontrolManaged": False, "broadcast": True, "security": {"policy": "Open"}},
    "order": [1, 2, 3],
}
MESHES = {
    "1": {"enable": True, "meshId": "yard-mesh", "passphrase": "not-a-real-pass", "frequencyBand": "5 GHz", "profileId": [2]},
    "4": {"enable": False, "meshId": "deck", "passphrase": "not-a-real-pass", "frequencyBand": "2.4 GHz"},
    "order": [4, 1],
}
PROTECTED = {
    "client": [{"mac": "00:00:5E:00:53:41", "cityCode": ""}, {"mac": "00005e005342", "cloudLocation": "AMS"}],
    "accessPoint": [{"ssid": "Depot-AMS", "referenceSsid": "Depot", "cityCode": "AMS"}],
}
PINS = {
    "2": {"enable": True, "name": "BilgePump", "type": "digital_input", "mode": "input_sensing", "customStates": {"high": "Running"}, "delay": 5},
    "3": {"enable": True, "type": "digital_output", "mode": "toggle_high", "customState": {"low": "Idle"}},
    "order": [2, 3],
    "reference": {"2": {"name": "I/O 2", "type": ["digital_input"], "mode": {"digital_input": ["input_sensing"]}}, "order": [2]},
}
PORTS = {
    "order": ["frontPanel"],
    "frontPanel": {"order": [1], "1": {"port": {"order": ["lan_1", "lan_2"], "lan_1": {"speed": "auto", "secretKey": "abc"}, "lan_2": {}}}},
    "linkAggregation": {"order": []},
}
ANSWERS: list[tuple[Resource, Any]] = [(SSID_PROFILE, SSIDS), (MESH, MESHES), (CONNECT_PROTECT, PROTECTED), (GPIO, PINS), (PORT, PORTS)]


def plans(resource: Resource, answer: Any, *config: dict[str, Any], state: str = "merged") -> Any:
    return plans_of(resource, items_of(resource, answer), config, state)


@pytest.mark.parametrize(("resource", "answer"), ANSWERS, ids=lambda part: getattr(part, "section", ""))
@pytest.mark.parametrize("secrets", [Secrets.OMIT, Secrets.INCLUDE])
def test_what_is_shown_needs_no_change(resource: Resource, answer: Any, secrets: Secrets) -> None:
    items = items_of(resource, answer)
    assert items
    for plan in plans(resource, answer, *(render(resource, item, item.flat, secrets) for item in items)):
        assert not plan.due, plan.label


@pytest.mark.parametrize(("resource", "answer"), ANSWERS, ids=lambda part: getattr(part, "section", ""))
def test_secrets_are_omitted_masked_or_included(resource: Resource, answer: Any) -> None:
    secrets = ("orchard-lamp-22", "meadow-gate-31", "till-key-0001", "not-a-real-pass", "'abc'")
    for mode in Secrets:
        shown = str([render(resource, item, item.flat, mode) for item in items_of(resource, answer)])
        assert [secret for secret in secrets if secret in shown] == [secret for secret in secrets if secret in str(answer) and mode is Secrets.INCLUDE]


def test_items_keep_the_order_of_the_router_and_have_their_keys() -> None:
    assert [item.key for item in items_of(MESH, MESHES)] == [{"id": 4}, {"id": 1}]
    assert [item.key for item in items_of(CONNECT_PROTECT, PROTECTED)] == [{"mac": "00:00:5e:00:53:41"}, {"mac": "00:00:5e:00:53:42"}, {"ssid": "Depot-AMS"}]
    assert [item.id for item in items_of(PORT, PORTS)] == ["frontPanel/1/lan_1", "frontPanel/1/lan_2"]
    assert items_of(CONNECT_PROTECT, PROTECTED)[1].flat == {"city_code": "AMS"}


@pytest.mark.parametrize("answer", [None, [], "x", {}, {"order": [1]}, {"order": None, "1": None}, {"client": 3}, {"client": [None, {"mac": 7}]}])
def test_invalid_items_are_ignored(answer: Any) -> None:
    for resource in RESOURCES:
        assert [item.flat for item in items_of(resource, answer)] == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(data=st.data())
def test_mutated_answers_never_crash_and_still_need_no_change(data: st.DataObject) -> None:
    resource, answer = data.draw(st.sampled_from(ANSWERS))
    mutated = mutate(data, answer)
    for plan in plans(resource, mutated, *(render(resource, item, item.flat, Secrets.INCLUDE) for item in items_of(resource, mutated))):
        assert not plan.due


def mutate(data: st.DataObject, tree: Any) -> Any:
    """A copy in which some members are gone or something else."""
    if isinstance(tree, dict):
        kept = {name: mutate(data, value) for name, value in tree.items() if data.draw(st.integers(0, 9)) or name == "name"}
        return {name: data.draw(json_values) if not data.draw(st.integers(0, 9)) else value for name, value in kept.items()}
    return [mutate(data, value) for value in tree] if isinstance(tree, list) else tree


def test_a_policy_that_the_api_cannot_express_is_other() -> None:
    item = items_of(SSID_PROFILE, SSIDS)[2]
    assert item.flat["security.policy"] == "other"
    with pytest.raises(PlanError, match="must not be other: the router shows it but does not accept it"):
        plans(SSID_PROFILE, SSIDS, {"id": 1, "security": {"policy": "other"}})


def test_bodies_match_the_specification() -> None:
    (plan,) = plans(SSID_PROFILE, SSIDS, {"id": 1, "security": {"key": "orchard-lamp-23"}})
    assert SSID_PROFILE.body([plan.write()]) == {
        "action": "update",
        "id": 1,
        "frequency": ["2.4GHz", "5GHz"],
        "security": {"policy": "WPA2 Personal", "wpa2Personal": {"key": "orchard-lamp-23"}},
    }
    added, emptied = plans(MESH, MESHES, {"mesh_id": "yard", "passphrase": "12345678", "frequency_band": "5ghz"}, {"id": 1, "profile_ids": []})
    assert MESH.body([added.write()]) == {
        "action": "add",
        "list": [{"id": 2, "meshId": "yard", "passphrase": "12345678", "frequencyBand": "5 GHz"}],
    }
    assert MESH.body([emptied.write()]) == {"action": "update", "list": [{"id": 1, "profileId": None}]}
    gone = plans(CONNECT_PROTECT, PROTECTED, {"ssid": "Depot-AMS"}, {"mac": "00:00:5e:00:53:41"}, state="deleted")
    assert CONNECT_PROTECT.body([plan.write() for plan in gone]) == {
        "action": "remove",
        "client": [{"mac": "00:00:5e:00:53:41"}],
        "accessPoint": [{"ssid": "Depot-AMS"}],
    }
    (port,) = plans(PORT, PORTS, {"module_type": "frontPanel", "module_id": 1, "port_id": "lan_1", "settings": {"speed": "100"}})
    assert PORT.body([port.write()]) == {"moduleType": "frontPanel", "moduleId": 1, "portId": "lan_1", "speed": "100"}
    assert port.predicted() == {"settings": {"speed": "100", "secretKey": "abc"}}


def test_contradicting_sections_are_found() -> None:
    answer = {"1": {"name": "WAN", "enable": True, "connection": {"priority": 1}}, "order": [1]}
    both = [*plans(WAN_CONNECTION, answer, {"id": 1, "priority": 2}), *plans(WAN_PRIORITY, answer, {"id": 1, "priority": 3})]
    assert conflicts(both) == ["wan_connections and wan_priorities want a different priority for WAN 1 (WAN)"]
    assert conflicts(both[:1]) == conflicts(both[1:]) == []


@pytest.mark.parametrize(
    ("intent", "expected"),
    [
        ({"module_type": "frontPanel", "port_id": "lan_1"}, "module_id must be given too"),
        ({}, "neither module_type with module_id with port_id"),
    ],
)
def test_keys_of_several_options_are_given_together(intent: dict[str, Any], expected: str) -> None:
    with pytest.raises(PlanError, match=expected):
        plans(PORT, PORTS, {**intent, "settings": {"speed": "100"}})


def test_contradictory_descriptions_are_refused() -> None:
    with pytest.raises(ValueError, match="a new item needs b, which is not described"):
        Resource(
            section="things",
            title="Things",
            noun="thing",
            read=Read("config.thing"),
            write="config.thing",
            fields=(Field("a", Text(), "a"),),
            body=lambda writes: {},
            identity=Identity(({"id": Text()},)),
            creation=("b",),
        )

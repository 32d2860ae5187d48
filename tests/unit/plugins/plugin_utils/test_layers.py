# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Layers of intent: precedence, identity of items, refused input and its messages."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.intent_spec import INTENT_SPEC
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._intent.merging import LayerError, merge_layers
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._intent.validation import LISTS, STATE

WANS = "wan_connections"


def merged(*layers: Any) -> dict[str, Any]:
    """Merge layers, the lowest first."""
    return merge_layers({f"peplink_config_{number}": layer for number, layer in enumerate(layers)})


def wans(*entries: Any) -> dict[str, Any]:
    return {WANS: list(entries)}


def refusal(*layers: Any) -> str:
    with pytest.raises(LayerError) as caught:
        merged(*layers)
    return str(caught.value)


def test_layers_are_merged_in_the_order_of_their_names() -> None:
    variables = {
        "peplink_config_90_router": wans({"id": 1, "mtu": 1400}),
        "peplink_config_10_fleet": wans({"id": 1, "mtu": 1300, "mss": 1200}),
        "peplink_config": wans({"id": 1, "mtu": 1}),
        "peplink_port": 8443,
    }
    for order in itertools.permutations(variables.items()):
        assert merge_layers(dict(order)) == wans({"id": 1, "mtu": 1400, "mss": 1200})
    assert merge_layers({}) == {}


def test_mappings_and_lists_with_names_are_merged_and_the_rest_is_replaced() -> None:
    low = {"dns": {"auto": False, "servers": ["192.0.2.1"]}, "cellular": {"sims": [{"id": 1, "roaming": {"enable": True}}, {"id": 2, "sim_pin": "none"}]}}
    high = {"dns": {"servers": ["192.0.2.2"]}, "cellular": {"sims": [{"id": 1, "roaming": {"mode": "none"}}, {"id": 2, "state": "absent"}]}}
    both = {"dns": {"auto": False, "servers": ["192.0.2.2"]}, "cellular": {"sims": [{"id": 1, "roaming": {"enable": True, "mode": "none"}}]}}
    assert merged(wans({"id": 2, **low}), wans({"id": "2", **high})) == wans({"id": "2", **both})
    ports = {"module_type": "frontPanel", "module_id": 1, "port_id": "lan_2"}
    assert merged({"ports": [{**ports, "settings": {"a": {"b": 1}}}]}, {"ports": [{**ports, "settings": {"a": {"c": 2}}}]}) == {
        "ports": [{**ports, "settings": {"a": {"b": 1, "c": 2}}}]
    }
    keys = [{"id": 1, "security": {"private_keys": [{"name": name, "key": key}]}} for name, key in (("till", "one"), ("till", "two"), ("scale", "three"))]
    assert merged(*({"ssid_profiles": [entry]} for entry in keys)) == {
        "ssid_profiles": [{"id": 1, "security": {"private_keys": [{"name": "till", "key": "two"}, {"name": "scale", "key": "three"}]}}]
    }


@pytest.mark.parametrize(
    ("section", "one", "same", "other"),
    [
        (WANS, {"name": "Fibre"}, {"name": "Fibre"}, {"name": "DSL"}),
        ("mesh_profiles", {"mesh_id": "yard"}, {"mesh_id": "yard"}, {"mesh_id": "deck"}),
        ("speedfusion_connect_protect", {"mac": "00:00:5E:00:53:41"}, {"mac": "00-00-5e-00-53-41"}, {"ssid": "Depot"}),
        ("gpios", {"id": 1}, {"id": 1}, {"id": 2}),
        (
            "ports",
            {"module_type": "a", "module_id": "1", "port_id": "x"},
            {"module_type": "a", "module_id": 1, "port_id": "x"},
            {"module_type": "a", "module_id": "1", "port_id": "y"},
        ),
    ],
)
def test_entries_are_identified_by_their_key(section: str, one: dict[str, Any], same: dict[str, Any], other: dict[str, Any]) -> None:
    assert merged({section: [one]}, {section: [other]}, {section: [same]}) == {section: [same, other]}


def test_an_entry_with_id_and_name_links_both() -> None:
    by_name, by_id, both = wans({"name": "Fibre", "mtu": 1400}), wans({"id": 1, "mss": 1300}), wans({"id": 1, "name": "Fibre", "enable": True})
    for order in itertools.permutations((by_name, by_id, both)):
        assert merged(*order) == wans({"id": 1, "name": "Fibre", "mtu": 1400, "mss": 1300, "enable": True})


def test_id_in_one_layer_and_name_in_another_are_refused_unless_a_layer_has_both() -> None:
    by_id, by_name = wans({"id": 1, "mtu": 1400}), wans({"id": 2, "name": "DSL"}, {"name": "Fibre", "mss": 1300})
    message = refusal(by_id, by_name)
    by_name_in, by_id_in = "peplink_config_1: wan_connections[entry 2] names a WAN by its name", "peplink_config_0 has wan_connections[id 1]"
    for part in (by_name_in, by_id_in, "give id and name together"):
        assert part in message
    assert "Fibre" not in message
    mixed = wans({"id": 1}, {"name": "Fibre"})
    assert merged(mixed, by_id) == wans({"id": 1, "mtu": 1400}, {"name": "Fibre"})
    assert "entries of other ids" in refusal(wans({"id": 1, "name": "LTE"}, {"id": 2, "name": "LTE"}), wans({"name": "LTE"}))


def test_absent_removes_entries_of_lower_layers() -> None:
    gone = wans({"id": 1, "state": "absent"})
    assert merged(wans({"id": 1, "mtu": 1400}, {"id": 2}), gone) == wans({"id": 2})
    assert merged(wans({"id": 1, "mtu": 1400}), gone, wans({"id": 1, "mss": 1300})) == wans({"id": 1, "mss": 1300})
    assert merged(gone) == wans()
    assert merged(wans({"id": 1, "dns": {"auto": True}}), wans({"id": 1, "dns": None})) == wans({"id": 1, "dns": None})
    assert merged({"gpios": [{"id": 1}]}, {"gpios": None}) == {}
    assert merged(None, {"gpios": []}) == {"gpios": []}


def test_list_states_and_health_belong_to_the_intent() -> None:
    low = {"states": {"mesh_profiles": "overridden"}, "health": {"min_connected_wans": 1, "connected_wans": ["1"]}}
    signals = [[{"wan": "Cellular", "rsrp": limit}] for limit in (-110, -105)]
    assert merged(*({"health": {"min_signal": signal}} for signal in signals)) == {"health": {"min_signal": signals[1]}}
    assert merged(low, {"health": {"connected_wans": ["2"]}}) == low | {"health": {"min_connected_wans": 1, "connected_wans": ["2"]}}


QUOTES = "must be text in quotes, not a number: YAML turns 0042 into 34, and yes into true"


@pytest.mark.parametrize(
    ("layer", "complaint"),
    [
        ([], "it must be a mapping, not a list"),
        ({"wan_conections": []}, "there is no wan_conections; did you mean wan_connections?"),
        ({"verify_timeout": 3}, "there is no verify_timeout; there are "),
        ({"states": {"ssid_profiles": "overridden"}}, "there is no states.ssid_profiles; there are mesh_profiles, speedfusion_connect_protect"),
        ({WANS: {"id": 1}}, "wan_connections must be a list, not a mapping"),
        ({WANS: "{{ oops }}"}, "wan_connections must be a list, not text"),
        (wans({"id": 1}, 7), "wan_connections[entry 2] must be a mapping, not a number"),
        (wans(None), "wan_connections[entry 1] must be an entry, not nothing"),
        (wans({"id": 1, "dns": True}), "wan_connections[id 1].dns must be a mapping, not a truth value"),
        (wans({"id": 1, "mtu": [1400]}), "wan_connections[id 1].mtu must be a single value, not a list"),
        (wans({"id": 1, "mtuu": 1400}), "there is no wan_connections[id 1].mtuu; did you mean mtu?"),
        (wans({"id": 1, "cellular": {"sims": [{"id": 1, "pin": "1"}]}}), "there is no wan_connections[id 1].cellular.sims[id 1].pin; did you mean sim_pin?"),
        (wans({"id": 1, "cellular": {"sims": [{"sim_pin": "1"}]}}), "wan_connections[id 1].cellular.sims[entry 1] has neither id, so it identifies nothing"),
        (wans({"mtu": 1400}), "wan_connections[entry 1] has neither id nor name, so it identifies nothing"),
        (wans({"id": "one"}), "wan_connections[entry 1].id must be a whole number, not text"),
        (wans({"id": -1}), "wan_connections[entry 1].id must be a whole number from 0 to 2147483647"),
        (wans({"id": 1}, {"id": 2, "enable": "maybe"}), "wan_connections[id 2].enable must be true or false, not text"),
        (wans({"id": 2, "cellular": {"sims": [{"id": 1, "sim_pin": 34}]}}), f"wan_connections[id 2].cellular.sims[id 1].sim_pin {QUOTES}"),
        (wans({"id": 1, "speed": "atuo"}), "wan_connections[id 1].speed must be one of: auto, "),
        (wans({"id": 1, "name": True}), f"wan_connections[id 1].name {QUOTES.replace('a number', 'a truth value')}"),
        (wans({"id": 1}, {"id": "1"}), "wan_connections[id 1] occurs twice; merge the two entries"),
        (wans({"id": 1, "state": "present"}), "wan_connections[id 1].state must be absent, or be left out"),
        (wans({"id": 1, "mtu": 1400, "state": "absent"}), "wan_connections[id 1] is absent, so it must have no other options (mtu)"),
        (wans({"id": 1, "dns": {"state": "absent"}}), "there is no wan_connections[id 1].dns.state"),
        ({"ports": [{"module_type": "a"}]}, "ports[entry 1].module_id, port_id must be given too"),
        ({"speedfusion_connect_protect": [{"mac": "00:00:5e:00:53:41", "ssid": "x"}]}, "speedfusion_connect_protect[entry 1].mac and ssid exclude each other"),
    ],
)
def test_merge_conflicts_are_refused_with_variable_and_path(layer: Any, complaint: str) -> None:
    assert refusal(wans(), layer).startswith(f"peplink_config_1: {complaint}")


def test_no_value_is_shown() -> None:
    wrong = ({"id": 1, "mtu": {"key": "planted"}}, "planted", {"id": "planted"}, {"id": 1, "state": "planted"})
    for layer in ({WANS: "planted"}, *map(wans, wrong)):
        assert "planted" not in refusal(layer)


def test_no_option_has_the_name_of_the_keyword_that_removes_an_entry() -> None:
    def options(spec: dict[str, Any], path: str) -> set[str]:
        found = set(spec.get("options", {}))
        return found if path in LISTS else set()

    def walk(spec: dict[str, Any], path: str) -> None:
        assert STATE not in options(spec, path), path
        for name, member in spec.get("options", {}).items():
            walk(member, f"{path}.{name}".lstrip("."))

    walk({"options": INTENT_SPEC}, "")


# Names go with ids, as they do on one router.
SIMS = st.lists(
    st.fixed_dictionaries({"id": st.integers(1, 2)}, optional={"sim_pin": st.sampled_from(["1234", "none"])}), unique_by=lambda sim: int(sim["id"]), max_size=2
)
ENTRIES = st.fixed_dictionaries(
    {"id": st.integers(1, 3)},
    optional={
        "mtu": st.integers(576, 1500),
        "dns": st.fixed_dictionaries({}, optional={"auto": st.booleans(), "servers": st.lists(st.just("192.0.2.1"), max_size=2)}),
        "cellular": st.fixed_dictionaries({"sims": SIMS}),
    },
).flatmap(lambda entry: st.sampled_from([entry, {**entry, "name": f"WAN {entry['id']}"}]))
LAYERS = st.fixed_dictionaries(
    {},
    optional={
        WANS: st.lists(ENTRIES, max_size=3, unique_by=lambda entry: int(entry["id"])),
        "health": st.just({"min_connected_wans": 1}),
    },
)


@given(LAYERS, LAYERS, LAYERS)
def test_merging_is_associative_and_idempotent(one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]) -> None:
    together = merged(one, two, three)
    assert merged(merged(one, two), three) == together
    assert merged(one, merged(two, three)) == together
    assert merged(together) == together
    assert merged(together, together) == together
    assert merged(one, {}) == merged(one) == merged({}, one)

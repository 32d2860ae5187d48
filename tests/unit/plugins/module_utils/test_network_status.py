# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Decoding any answer about LAN, clients, VPN, meshes, ports and GPIO pins."""

from __future__ import annotations

import copy
import importlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.module_utils._status.notes import Notes
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.catalogue import SUBJECTS

OPENAPI = Path(__file__).resolve().parents[4] / "docs" / "router-api" / "openapi.yaml"
FUNCTIONS = {
    "lan": {"networks": "get status.lan.profile"},
    "clients": {"clients": "get status.client"},
    "vpn": {"status": "get status.pepvpn", "tunnels_1": "get status.pepvpn"},
    "mesh": {"networks": "get status.extap.mesh", "links": "get status.extap.mesh.link"},
    "ports": {"ports": "get status.port"},
    "gpio": {"inputs": "get status.gpio.input", "outputs": "get status.gpio.output", "settings": "post config.gpio"},
}
MODULES = {"clients": "client", "ports": "port"}
EVERYTHING = {"vpn": {"sections": ["profiles", "peers", "tunnels"]}, "gpio": {"sections": ["inputs", "outputs", "settings"]}}
TYPES: dict[str, tuple[type, ...]] = {"int": (int,), "float": (int, float), "str": (str,), "bool": (bool,), "list": (list,), "dict": (dict,)}

# What people call their networks, and what should never reach a template, a terminal or a table.
HOSTILE = ["{{ lookup('pipe', 'id') }}", "{% raw %}", "\x1b[2J\x07", "\u202egnp.exe", "a\nb\r\0", "x" * 5000, "", "\ufffd", "'; DROP TABLE --"]


def _examples() -> dict[str, dict[str, Any]]:
    """The answers of openapi.yaml, by subject and read."""
    paths = yaml.load(OPENAPI.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["paths"]
    found: dict[str, dict[str, Any]] = {}
    for subject, reads in FUNCTIONS.items():
        for read, operation in reads.items():
            method, function = operation.split()
            answers = paths[f"/api/{function}"][method]["responses"]["200"]["content"]["application/json"]["examples"]
            good = [answer["value"]["response"] for answer in answers.values() if "response" in answer.get("value", {})]
            found.setdefault(subject, {})[read] = max(good, key=lambda answer: len(json.dumps(answer)))
    return found


EXAMPLES = _examples()


def decode(subject: str, answers: Mapping[str, Any], **options: Any) -> tuple[Any, list[str]]:
    """A result and the warnings that come with it."""
    notes = Notes()
    (known,) = (one for one in SUBJECTS if one.name == subject)
    value = known.decode(answers, {**EVERYTHING.get(subject, {}), **options}, notes)
    return value, list(notes.warnings())


def documented(subject: str) -> Mapping[str, Any]:
    """What the module's documentation says about its result."""
    module = importlib.import_module(f"ansible_collections.wanfleet.peplink.plugins.modules.peplink_{MODULES.get(subject, subject)}_info")
    return dict(yaml.load(module.RETURN, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))[subject])


DOCUMENTED = {subject: documented(subject) for subject in FUNCTIONS}


def deviations(value: Any, doc: Mapping[str, Any], where: str = "") -> Iterator[str]:
    """The paths where a result does not match its documentation."""
    kind = doc["type"]
    if kind != "raw" and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "bool")):
        yield f"{where} is no {kind}: {value!r}"
    elif "contains" in doc:
        for entry in value if kind == "list" else [value]:
            for name, member in entry.items():
                if name in doc["contains"]:
                    yield from deviations(member, doc["contains"][name], f"{where}.{name}")
                else:
                    yield f"{where}.{name} is not documented"


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """All members of a JSON value, each as its container and its key."""
    entries = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree)) if isinstance(tree, list) else []
    for key, child in entries:
        yield tree, key
        yield from places(child)


junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.sampled_from(HOSTILE), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["1", "order", "2-1", "id", "x y", ""]), inner, max_size=3)),
    max_leaves=4,
)


@st.composite
def mutated(draw: st.DrawFn, subject: str) -> dict[str, Any]:
    """The answers of the specification with some members replaced, dropped or added."""
    answers = copy.deepcopy(EXAMPLES[subject])
    for _change in range(draw(st.integers(1, 4))):
        container, key = draw(st.sampled_from(list(places(answers))))
        if container is answers:
            answers[key] = draw(junk)
        elif draw(st.booleans()):
            container[key] = draw(junk)
        elif isinstance(container, dict):
            container[draw(st.sampled_from(["1", "order", "extra", "vwan5"]))] = container.pop(key)
        else:
            del container[key]
    return answers


@pytest.mark.parametrize("subject", FUNCTIONS)
def test_specified_answers_give_documented_results(subject: str) -> None:
    value, warnings = decode(subject, EXAMPLES[subject])
    assert list(deviations(value, DOCUMENTED[subject])) == []
    assert value
    assert warnings == []


@pytest.mark.parametrize("subject", FUNCTIONS)
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_no_answer_breaks_anything(subject: str, data: st.DataObject) -> None:
    value, warnings = decode(subject, data.draw(mutated(subject)))
    assert list(deviations(value, DOCUMENTED[subject])) == []
    json.dumps(value, allow_nan=False)
    assert all(warning.isprintable() and len(warning) < 300 for warning in warnings)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_is_returned_unchanged(text: str) -> None:
    assert decode("lan", {"networks": {"1": {"name": text}, "order": [1]}})[0] == [{"id": 1, "name": text}]
    assert decode("clients", {"clients": {"list": [{"name": text, "essid": text}]}})[0] == [{"name": text, "ssid": text}]
    assert decode("vpn", {"status": {"peer": [{"peerId": text, "status": text}]}})[0]["peers"] == [{"peer_id": text, "status": text, "connected": False}]
    assert decode("ports", {"ports": {text: {text: {"name": text}}}})[0] == [{"group": text, "id": text, "name": text}]


def test_invalid_clients_are_omitted_with_a_warning() -> None:
    value, warnings = decode("clients", {"clients": {"list": [7, {"ip": 7, "mac": "no", "active": "maybe", "vlanId": "40"}, {"ip": "192.0.2.1"}]}})
    assert value == [{"ip": "7", "vlan": 40}, {"ip": "192.0.2.1"}]
    assert warnings == [
        "ignored clients.list.0: the router has a number there.",
        "ignored clients.list.1.mac: the router has a text there.",
        "ignored clients.list.1.active: the router has a text there.",
    ]


def test_both_spellings_of_a_signal() -> None:
    for spelling in ({"signalStrength": {"value": -58, "unit": "dBm"}}, {"signal": {"strength": -58}}):
        assert decode("clients", {"clients": {"list": [spelling]}})[0] == [{"signal": {"strength": -58}}]


def test_both_layouts_of_a_tunnel() -> None:
    old = {"2-1": {"1": {"state": "ACTIVE", "name": "Fibre", "rtt": 14, "rx": [5120], "tx": [7340], "loss": [1]}, "order": [1]}, "order": ["2-1"]}
    new = {
        "2-1": {
            "wan": {
                "1": {"state": "ACTIVE", "name": "Fibre", "rtt": 14, "receive": {"byte": [5000, 120], "packet": {"loss": 1}}, "transmit": {"byte": 7340}},
                "order": [1],
            }
        },
        "order": ["2-1"],
    }
    tunnels = [decode("vpn", {"tunnels_1": {"tunnel": tunnel}}, sections=["tunnels"])[0]["tunnels"] for tunnel in (old, new)]
    assert (
        tunnels[0]
        == tunnels[1]
        == [
            {
                "peer_id": "2-1",
                "wans": [
                    {"id": 1, "name": "Fibre", "state": "active", "rtt": 14, "receive": {"bytes": 5120, "packets": {"loss": 1}}, "transmit": {"bytes": 7340}},
                ],
            }
        ]
    )


def test_words_of_a_tunnel() -> None:
    words = {"STATNDBY": "standby", "STANDBY": "standby", "P-SUSPD": "p_suspd", "WAN_DOWN": "wan_down", "SOMETHING": "SOMETHING"}
    for word, meaning in words.items():
        tunnel = {"2-1": {"wan": {"1": {"state": word}}}}
        assert decode("vpn", {"tunnels_1": {"tunnel": tunnel}}, sections=["tunnels"])[0]["tunnels"][0]["wans"] == [{"id": 1, "state": meaning}]


def test_peers_may_be_a_map() -> None:
    answer = {"peer": {"2-1": {"peerId": "2-1", "status": "CONNECTED"}, "1-1": {"peerId": "1-1", "status": "ROUTE"}, "order": ["1-1", "2-1"]}}
    peers = decode("vpn", {"status": answer}, sections=["peers"])[0]["peers"]
    assert [(peer["peer_id"], peer["connected"]) for peer in peers] == [("1-1", False), ("2-1", True)]


def test_only_peer_ids_are_put_into_a_request() -> None:
    (vpn,) = (one for one in SUBJECTS if one.name == "vpn")
    answer = {"peer": [{"peerId": text} for text in ("2-1", "2-1 1-1", "../x", "2-1", "1-1")]}
    (read,) = vpn.asks[1]({"sections": ["tunnels"]}, {"status": answer}).values()
    assert read.query["tunnelOption"] == ["2-1", "1-1"]


def test_serial_numbers_and_rates_of_a_mesh() -> None:
    peer = {"deviceInfo": {"serialNumber": "2a0b7c11d203"}, "mac": "00005E005371", "rx": {"rate": "866.7M"}, "tx": {"rate": "fast"}}
    value, warnings = decode("mesh", {"networks": {"1": {"meshId": "yard", "peer": [peer]}, "order": [1]}})
    assert value["networks"][0]["peers"] == [{"mac": "00:00:5e:00:53:71", "serial_number": "2A0B-7C11-D203", "receive": {"rate_mbps": 866.7}}]
    assert warnings == ["ignored networks.1.peer.0.tx.rate: the router has a text there."]


def test_unknown_members_of_a_port_are_kept() -> None:
    answer = {"order": ["wan", "lan"], "lan": {"1": {"name": "LAN 1", "speed": 1000, "poe": {"on": True}}}, "wan": {}, "note": 7}
    value, warnings = decode("ports", {"ports": answer})
    assert value == [{"group": "lan", "id": "1", "name": "LAN 1", "other": {"speed": 1000, "poe": {"on": True}}}]
    assert warnings == ["ignored note: the router has a number there."]


PEER, OTHER = {"peerId": "2-1", "name": "HQ"}, {"peerId": "2-2", "name": "Depot"}


@pytest.mark.parametrize("peers", [[PEER, OTHER, PEER], {"2-1": PEER, "2-2": OTHER, "order": ["2-1", "2-2"]}], ids=["list", "map"])
def test_what_several_answers_show_is_listed_once(peers: Any) -> None:
    status = {"profile": {"2": {"name": "HQ"}, "order": [2]}, "peer": peers, "tunnel": {"2-1": {}, "2-2": {}}}
    tunnels = {"profile": {"2": {"name": "HQ"}}, "peer": [PEER, OTHER], "tunnel": {"2-1": {}, "2-2": {}, "2-3": {}}}
    value, _warnings = decode("vpn", {"status": status, "tunnels_1": tunnels, "tunnels_2": tunnels})
    assert [profile["id"] for profile in value["profiles"]] == [2]
    assert [peer["peer_id"] for peer in value["peers"]] == ["2-1", "2-2"]
    assert [tunnel["peer_id"] for tunnel in value["tunnels"]] == ["2-1", "2-2", "2-3"]


def test_peers_without_an_id_are_told_apart_by_their_place() -> None:
    plain = [{"name": "HQ", "status": "CONNECTED"}, {"name": "Depot", "status": "CONNECTED"}, {"name": "Depot", "status": "CONNECTED"}]
    value, _warnings = decode("vpn", {"status": {"peer": plain}, "tunnels_1": {"peer": plain}})
    assert [peer["name"] for peer in value["peers"]] == ["HQ", "Depot", "Depot"]


@pytest.mark.parametrize("raw", [18, "18"])
def test_the_type_of_a_client_may_be_a_number_as_text(raw: Any) -> None:
    value, warnings = decode("clients", {"clients": {"list": [{"mac": "02:00:00:00:00:01", "clientType": raw}]}})
    assert (value, warnings) == ([{"mac": "02:00:00:00:00:01", "client_type": "18"}], [])

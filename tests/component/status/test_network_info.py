# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The information modules for the network of a router: LAN, clients, VPN, meshes, ports, GPIO pins."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from peplink_simulator import Unknowns

from ..conftest import FAMILIES, FIRMWARES, MANAGEMENT, Router

SUBJECTS = {
    "lan": "peplink_lan_info",
    "clients": "peplink_client_info",
    "vpn": "peplink_vpn_info",
    "mesh": "peplink_mesh_info",
    "ports": "peplink_port_info",
    "gpio": "peplink_gpio_info",
}
# Which firmware has a subject, and which families never have it.
SINCE = {"lan": "7.1.0", "clients": "8.0.1", "vpn": "7.1.0", "mesh": "8.3.2", "ports": "8.5.2", "gpio": "8.5.0"}
WITHOUT: dict[str, tuple[str, ...]] = {"mesh": ("fusionhub",), "ports": ("fusionhub",), "gpio": ("balance", "fusionhub")}

EVERYTHING: dict[str, dict[str, Any]] = {
    "clients": {"detail": "full"},
    "vpn": {"sections": ["profiles", "peers", "tunnels"]},
    "gpio": {"sections": ["inputs", "outputs", "settings"], "types": ["analog", "digital"]},
}


def info(router: Router, subject: str, **params: Any) -> Any:
    result = router.run(SUBJECTS[subject], **params)
    assert result.get("msg") is None
    assert not result["changed"]
    return result[subject]


def asked(result: Mapping[str, Any]) -> list[str]:
    """The requests of a run with their arguments, without those for credentials."""
    calls = [call for call in result["calls"] if call["function"] not in MANAGEMENT]
    return [" ".join([call["method"], call["function"], *(f"{name}={value}" for name, value in call.get("query", {}).items())]) for call in calls]


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def switches() -> list[dict[str, Any]]:
    """Every value but the default of every switch of reading, and of some others that change how things are spelt."""
    hints, defaults = typing.get_type_hints(Unknowns), Unknowns().as_dict()
    # These two change the content, not its format.
    names = sorted(Unknowns.of_reading() - {"dropped_functions", "spare_wans"})
    others = [{"gpio_state_names": "customState"}, {"query_arrays": "lenient"}, {"notices": "all"}, {"undocumented_get": "answer"}]
    return [{name: value} for name in names for value in typing.get_args(hints[name]) if value != defaults[name]] + others


SWITCHES = switches()


def everything(router: Router) -> dict[str, Any]:
    """The information on these subjects at a fixed time of the router."""
    router.device.stop_clock(age=4321)
    return {subject: info(router, subject, **EVERYTHING.get(subject, {})) for subject in SUBJECTS if has(router, subject)}


def has(router: Router, subject: str) -> bool:
    """Whether a router has a subject."""
    spec = router.device.spec
    return version(spec.firmware) >= version(SINCE[subject]) and spec.family not in WITHOUT.get(subject, ())


def contradictions(usual: Any, other: Any, where: str = "") -> Iterator[str]:
    """The paths where two results contradict each other. A missing value is not a contradiction."""
    if isinstance(usual, dict) and isinstance(other, dict):
        for name in usual.keys() & other.keys():
            yield from contradictions(usual[name], other[name], f"{where}.{name}")
    elif isinstance(usual, list) and isinstance(other, list):
        if usual and other and len(usual) != len(other):
            yield f"{where}: {len(usual)} or {len(other)} entries"
        for number, (one, another) in enumerate(zip(usual, other, strict=False)):
            yield from contradictions(one, another, f"{where}.{number}")
    elif usual != other or type(usual) is not type(other):
        yield f"{where}: {usual!r} or {other!r}"


@pytest.mark.parametrize("firmware", FIRMWARES)
@pytest.mark.parametrize("family", FAMILIES)
def test_each_router_returns_what_it_supports_and_explains_what_is_missing(router_of: Any, family: str, firmware: str) -> None:
    router: Router = router_of(family, firmware, port_functions="on")
    for subject, module in SUBJECTS.items():
        result = router.run(module)
        if has(router, subject):
            assert result.get("msg") is None
            assert result[subject]
            assert result["warnings"] == []
        else:
            assert result["failed"]
            older = version(firmware) < version(SINCE[subject])
            reasons = [f"needs firmware {SINCE[subject]} or later"] if older else ["this model probably does not have it", "may have dropped"]
            assert any(reason in result["msg"] for reason in reasons)
            assert f"it runs firmware {firmware}" in result["msg"]
    assert router.device.posts() == []


@pytest.mark.parametrize("setup", [("max", "8.5.2"), ("balance", "8.5.0"), ("fusionhub", "8.1.1")], ids="-".join)
def test_spellings_do_not_matter(router_of: Any, setup: tuple[str, str]) -> None:
    usual = everything(router_of(*setup, port_functions="on"))
    for switch in SWITCHES:
        other = everything(router_of(*setup, port_functions="on", **switch))
        assert list(contradictions(usual, other)) == [], switch
        assert usual.keys() == other.keys()
        assert all(other.values())


def test_the_lan_and_its_vlans(router_of: Any) -> None:
    router: Router = router_of()
    result = router.run("peplink_lan_info", raw=True)
    assert result["lan"] == [
        {"id": 0, "ip": "198.18.0.1", "mask": 17},
        {"id": 2, "name": "Visitors", "vlan": 40, "ip": "198.19.0.1", "mask": 17},
        {"id": 3, "name": "Staff", "vlan": 50, "ip": "198.19.128.1", "mask": 17},
    ]
    assert asked(result) == ["GET status.lan.profile"]
    assert result["raw"]["networks"]["order"] == [0, 2, 3]


def test_networks_are_selected_by_id(router_of: Any) -> None:
    router: Router = router_of()
    result = router.run("peplink_lan_info", ids=[3, 0])
    assert [network["id"] for network in result["lan"]] == [3, 0]
    assert asked(result) == ["GET status.lan.profile"]
    unknown = router.run("peplink_lan_info", ids=[55, 3, 40])
    assert [network["id"] for network in unknown["lan"]] == [3]
    assert unknown["warnings"] == ["lan: the router has no network with the id 55, 40."]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_raw_answers_are_returned_on_request_only(router_of: Any, subject: str) -> None:
    router: Router = router_of(port_functions="on")
    router.device.stop_clock(age=0)
    plain, raw = (router.run(SUBJECTS[subject], raw=wanted, **EVERYTHING.get(subject, {})) for wanted in (False, True))
    assert "raw" not in plain
    assert raw[subject] == plain[subject]
    assert len(raw["raw"]) == len(asked(raw))
    assert all(raw["raw"].values())


@pytest.mark.parametrize("name", ["{{ 7 * 7 }}", "\x1b[2J\u202egnp.exe\r\n", "x" * 100_000], ids=["template", "control", "long"])
def test_the_name_of_a_peer_is_returned_unchanged(router_of: Any, name: str) -> None:
    router: Router = router_of()
    router.device.set_vpn_peer("2-1", name=name, profileId="2", route={"a": 1}, vlanId="none")
    result = router.run("peplink_vpn_info", sections=["peers"])
    assert (result["vpn"]["peers"][0]["name"], result["vpn"]["peers"][0]["profile_id"]) == (name, 2)
    assert "vpn: ignored status.peer.0.vlanId: the router has a text there." in result["warnings"]


def test_meshes_and_their_links(router_of: Any) -> None:
    router: Router = router_of()
    router.device.stop_clock(age=0)
    result = router.run("peplink_mesh_info")
    assert asked(result) == ["GET status.extap.mesh", "GET status.extap.mesh.link"]
    mesh = result["mesh"]
    assert [(network["id"], network["mesh_id"], len(network["peers"])) for network in mesh["networks"]] == [(1, "yard-mesh", 1), (2, "dock-mesh", 0)]
    peer = mesh["networks"][0]["peers"][0]
    assert (peer["mac"], peer["serial_number"], peer["device_id"]) == ("00:00:5e:00:53:71", "2A0B-7C11-D202", 501)
    assert (peer["duration"], type(peer["receive"]["rate_mbps"])) == (5400, float)
    assert [(link["link_type"], link["from"]["serial_number"]) for link in mesh["links"]] == [("5ghz", "2A0B-7C11-D202")]
    assert [(node["serial_number"], node["hops_to_gateway"]) for node in mesh["nodes"]][:2] == [("2A0B-7C11-D201", -1), ("2A0B-7C11-D202", 1)]


def test_one_side_of_meshes(router_of: Any) -> None:
    router: Router = router_of(extap_reference="top_level", mesh_link_answer="bare")
    networks = router.run("peplink_mesh_info", sections=["networks"])
    assert networks["mesh"].keys() == {"networks", "assigned_mesh_ids"}
    assert networks["mesh"]["assigned_mesh_ids"] == ["yard-mesh", "dock-mesh"]
    links = router.run("peplink_mesh_info", sections=["links"])
    assert links["mesh"] == {"links": [], "nodes": []}
    assert asked(links) == ["GET status.extap.mesh.link"]


def test_unknown_members_of_ports_are_kept(router_of: Any) -> None:
    router: Router = router_of(port_functions="on")
    result = router.run("peplink_port_info")
    assert asked(result) == ["GET status.port"]
    assert result["ports"] == [
        {"group": "lan", "id": "1", "name": "LAN 1", "enable": True, "link_up": True},
        {"group": "lan", "id": "2", "name": "LAN 2", "enable": True, "link_up": False},
        {"group": "wan", "id": "1", "name": "WAN", "enable": True, "link_up": True},
    ]


def test_pins_by_level_and_by_type(router_of: Any) -> None:
    router: Router = router_of(gpio_output_level="voltage", gpio_digital_word="digial")
    router.run("peplink_gpio", config=[{"id": 3, "enable": True}])
    result = router.run("peplink_gpio_info", types=["digital"])
    assert asked(result) == ["GET status.gpio.input", "GET status.gpio.output"]
    assert [(pin["id"], pin["name"], pin["state"] in (0, 1)) for pin in result["gpio"]["inputs"]] == [(1, "Ignition", True)]
    assert result["gpio"]["outputs"] == [{"id": 2, "name": "Lamp", "type": "digital_output", "enable": True, "state": 1}]
    analogue = info(router, "gpio", sections=["inputs"], types=["analog"])
    assert [(pin["id"], 11 < pin["voltage"] < 15) for pin in analogue["inputs"]] == [(3, True)]
    assert list(analogue) == ["inputs"]


def test_settings_of_pins_have_the_shape_of_the_configuration_module(router_of: Any) -> None:
    router: Router = router_of("max", "8.1.1")
    result = router.run("peplink_gpio_info", sections=["settings"])
    assert asked(result) == ["POST config.gpio"]
    assert not router.device.has_pending
    capable = [pin.pop("capabilities") for pin in result["gpio"]["settings"]]
    assert capable[1] == {"name": "I/O 2", "types": ["digital_output"], "modes": {"digital_output": ["wan_status", "toggle_high"]}}
    assert not router.run("peplink_gpio", config=result["gpio"]["settings"])["changed"]


def test_levels_that_the_firmware_no_longer_reports_are_omitted(router_of: Any) -> None:
    router: Router = router_of(dropped_functions="unknown")
    levels = router.run("peplink_gpio_info")
    assert levels["failed"]
    assert "Firmware 8.5.2 and later may have dropped status.gpio.input." in levels["msg"]
    result = router.run("peplink_gpio_info", sections=["inputs", "settings"])
    assert list(result["gpio"]) == ["settings"]
    assert any("inputs are left out" in warning for warning in result["warnings"])


def test_settings_of_pins_require_write_permission(router_of: Any) -> None:
    router: Router = router_of()
    reader = {"client_id": router.device.readonly_client_id, "client_secret": router.device.readonly_client_secret}
    assert info(router, "gpio", **reader)["inputs"]
    refused = router.run("peplink_gpio_info", sections=["settings"], **reader)
    assert refused["failed"]
    assert "writing needs api" in refused["msg"]

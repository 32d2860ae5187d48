# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.extap.mesh, status.extap.mesh.link and cmd.mesh.discover.result."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import FAMILIES, FIRMWARE, result

PEERS, LINKS, DISCOVERY = "status.extap.mesh", "status.extap.mesh.link", "cmd.mesh.discover.result"
VARIANTS: list[dict[str, Any]] = [
    {},
    {"extap_ids": "separated", "extap_reference": "top_level", "mesh_candidates": "map", "mesh_link_answer": "bare", "notices": "all"},
]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_firmware(connect: Any, family: str, firmware: str, variant: dict[str, Any]) -> None:
    client = connect(f"{family}-{firmware}", unsupported_code=66, **variant)
    expected = 999 if not firmware.startswith("8.5") else 66 if family == "fusionhub" else "ok"
    assert [result(client.get(function)) for function in (PEERS, LINKS, DISCOVERY)] == [expected] * 3


def test_peers(connect: Any) -> None:
    client = connect()
    shown = client.get(PEERS)["response"]
    assert (shown["order"], shown["2"]["peer"], "reference" in shown) == ([1, 2], [], False)
    peer = shown["1"]["peer"][0]
    assert (peer["deviceInfo"]["serialNumber"], peer["mac"], peer["protocol"]) == ("2A0B7C11D202", "00005e005371", "axa")
    assert peer["rx"]["rate"].endswith("M")
    client.device.unknowns.extap_ids, client.device.unknowns.extap_reference = "separated", "top_level"
    shown = client.get(PEERS)["response"]
    assert shown["1"]["peer"][0]["deviceInfo"]["serialNumber"] == "2A0B-7C11-D202"
    assert shown["reference"] == {"assignedMeshId": ["yard-mesh", "dock-mesh"]}
    assert connect("balance-8.5.2").get(PEERS)["response"] == {"order": []}


def test_peers_follow_the_running_profiles(connect: Any) -> None:
    client = connect()
    client.device.set_running("mesh", 2, {"enable": True, "meshId": "pier-mesh"})
    client.device.stage_foreign("mesh", 1, {"enable": False})
    shown = client.get(PEERS)["response"]
    assert [len(shown[key]["peer"]) for key in "12"] == [1, 1]
    assert (shown["2"]["peer"][0]["meshId"], shown["2"]["peer"][0]["protocol"]) == ("pier-mesh", "axg")
    assert [link["linkType"] for link in client.get(LINKS)["response"]["links"]] == ["5GHz", "2.4GHz"]


def test_links(connect: Any) -> None:
    client = connect()
    shown = client.get(LINKS)["response"]
    assert [node["minimumHopCountToGateway"] for node in shown["nodes"].values()] == [-1, 1, 2]
    link = shown["links"][0]
    assert {link[end]["serialNumber"] for end in ("from", "to")} < set(shown["nodes"])
    assert link["from"]["txRate"] == link["to"]["rxRate"]
    client.device.unknowns.mesh_link_answer = "bare"
    assert client.get(LINKS) == {"stat": "ok"}
    assert connect("balance-8.5.2").get(LINKS) == {"stat": "ok"}


def test_discovery(connect: Any) -> None:
    client = connect()
    client.device.stop_clock()
    by_list = client.get(DISCOVERY)["response"]
    assert [point["status"] for point in by_list["apList"]] == ["online", "online"]
    client.device.unknowns.mesh_candidates = "map"
    by_map = client.get(DISCOVERY)["response"]
    assert [{"id": key, **by_map["candidates"][key]} for key in by_map["candidates"]["order"]] == by_list["candidateList"]
    assert connect("balance-8.5.2").get(DISCOVERY)["response"] == {"apList": [], "candidateList": []}

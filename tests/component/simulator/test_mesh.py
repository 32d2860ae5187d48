# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.mesh: add, update, remove, and its switches."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import FAMILIES, FIRMWARE, ApiClient, result

MESH = "config.mesh"
MASK = "@~HiDdEn~@"
NEW = {"id": 7, "meshId": "field-mesh", "passphrase": "test-field-pass", "frequencyBand": "5 GHz"}


def change(client: ApiClient, action: str, *entries: dict[str, Any]) -> Any:
    return client.post(MESH, {"action": action, "list": list(entries)})


def shown(client: ApiClient) -> Any:
    return client.get(MESH)["response"]


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_firmware(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}", unsupported_code=66)
    expected = 999 if firmware < "8.5" else 66 if family == "fusionhub" else "ok"
    assert result(client.get(MESH)) == result(change(client, "add", NEW)) == expected
    assert result(change(client, "nonsense")) == (400 if expected == "ok" else expected)
    if expected == "ok":
        assert shown(client)["order"] == ([1, 2, 7] if family == "max" else [7])


def test_initial_profiles(connect: Any) -> None:
    assert shown(connect()) == {
        "1": {"enable": True, "meshId": "yard-mesh", "passphrase": "test-yard-pass-1", "frequencyBand": "5 GHz", "profileId": [1]},
        "2": {"enable": False, "meshId": "dock-mesh", "passphrase": "test-dock-pass-2", "frequencyBand": "2.4 GHz", "profileId": []},
        "order": [1, 2],
    }


@pytest.mark.parametrize("attached", [{}, {"profileId": None}, {"profileId": [2, 1]}, {"profileId": [], "enable": False}])
def test_add(connect: Any, attached: dict[str, Any]) -> None:
    client = connect()
    answer = change(client, "add", {**NEW, **attached})
    assert answer["response"] == shown(client)
    assert answer["response"]["order"] == [1, 2, 7]
    stored = {"enable": True, **{name: value for name, value in {**NEW, **attached}.items() if name != "id"}}
    assert client.device.pending("mesh")[7] == {**stored, "profileId": attached.get("profileId") or []}
    assert 7 not in client.device.running("mesh")
    client.apply()
    assert client.device.running("mesh")[7]["meshId"] == "field-mesh"


def test_update_leaves_absent_members_alone(connect: Any) -> None:
    client = connect()
    before = client.device.running("mesh")[1]
    change(client, "update", {"id": 1, "frequencyBand": "2.4 GHz"})
    assert client.device.pending("mesh")[1] == {**before, "frequencyBand": "2.4 GHz"}
    change(client, "update", {"id": 1, "profileId": None, "enable": False, "passphrase": "test-other-pass"})
    assert shown(client)["1"] == {"enable": False, "meshId": "yard-mesh", "passphrase": "test-other-pass", "frequencyBand": "2.4 GHz", "profileId": []}


def test_remove(connect: Any) -> None:
    client = connect()
    assert change(client, "remove", {"id": 2})["response"]["order"] == [1]
    assert 2 in client.device.running("mesh")
    assert 2 not in client.device.pending("mesh")
    assert result(change(client, "remove", {"id": 2})) == 400
    client.apply()
    assert list(client.device.running("mesh")) == [1]
    assert result(change(client, "add", {**NEW, "id": 2})) == "ok"
    change(client, "remove", {"id": 2})
    assert not client.device.has_pending


@pytest.mark.parametrize(
    ("action", "entry"),
    [
        ("add", {**NEW, "id": 1}),
        ("update", {"id": 9}),
        ("remove", {"id": 9}),
        ("add", {**NEW, "id": 0}),
        ("update", {"meshId": "x"}),
        ("remove", {}),
        ("add", {name: value for name, value in NEW.items() if name != "passphrase"}),
        ("add", {**NEW, "passphrase": "short"}),
        ("update", {"id": 1, "frequencyBand": "5GHz"}),
        ("update", {"id": 1, "meshId": None}),
        ("update", {"id": 1, "profileId": True}),
        ("update", {"id": 1, "passphrase": None}),
        ("remove", {"id": 1, "meshId": "yard-mesh"}),
        ("update", {"id": "1"}),
        ("replace", {"id": 1}),
    ],
)
@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_bad_entry(connect: Any, mode: str, action: str, entry: dict[str, Any]) -> None:
    client = connect(bad_list_entry=mode, bad_value_code=77)
    good = {**NEW, "id": 8} if action == "add" else {"id": 2} if action == "remove" else {"id": 2, "meshId": "new-mesh"}
    before = client.device.running("mesh")
    assert result(change(client, action, good, entry)) == 77
    changed = client.device.pending("mesh") != before
    assert changed == client.device.has_pending == (mode == "partial" and action != "replace")
    if mode == "partial" and action == "update":
        assert client.device.pending("mesh") == {**before, 2: {**before[2], "meshId": "new-mesh"}}


def test_the_same_id_twice_in_a_list(connect: Any) -> None:
    client = connect()
    assert result(change(client, "add", NEW, NEW)) == 400
    assert not client.device.has_pending
    assert result(change(client, "update", {"id": 1, "meshId": "one"}, {"id": 1, "enable": False})) == "ok"
    assert [client.device.pending("mesh")[1][name] for name in ("meshId", "enable")] == ["one", False]


@pytest.mark.parametrize(("mode", "updated", "removed"), [("all", [1, 2], [1]), ("touched", [2], [])])
def test_profiles_in_the_answer(connect: Any, mode: str, updated: list[int], removed: list[int]) -> None:
    client = connect(mesh_post_answer=mode)
    assert change(client, "update", {"id": 2, "enable": True})["response"]["order"] == updated
    assert change(client, "remove", {"id": 2})["response"]["order"] == removed


def test_answer_without_profiles(connect: Any) -> None:
    client = connect(mesh_post_answer="none")
    # The specification knows no bare ok here, so this answer is not validated.
    assert client.call("POST", MESH, valid=False, json={"action": "remove", "list": [{"id": 2}]}) == {"stat": "ok"}
    assert 2 not in client.device.pending("mesh")


def test_live_effect(connect: Any) -> None:
    client = connect(mesh_effect="live", config_get="running")
    client.device.stage_foreign("mesh", 2, {"meshId": "by-hand"})
    for action, entry, keys in (("add", NEW, [1, 2, 7]), ("update", {"id": 2, "enable": True}, [1, 2, 7]), ("remove", {"id": 1}, [2, 7])):
        assert result(change(client, action, entry)) == "ok"
        assert list(client.device.running("mesh")) == shown(client)["order"] == keys
    assert (client.device.running("mesh")[2]["enable"], client.device.running("mesh")[2]["meshId"]) == (True, "dock-mesh")
    client.apply()
    assert client.device.running("mesh")[2] == {**client.device.running("mesh")[2], "enable": True, "meshId": "by-hand"}
    client.device.stage_foreign("mesh", 2, {"enable": False})
    change(client, "remove", {"id": 2})
    assert not client.device.has_pending


def test_live_change_starts_from_the_values_in_force(connect: Any) -> None:
    client = connect(mesh_effect="live")
    client.device.stage_foreign("mesh", 7, {name: value for name, value in NEW.items() if name != "id"})
    client.device.stage_foreign("mesh", 1, None)
    assert result(change(client, "update", {"id": 7, "enable": False})) == 400
    assert result(change(client, "add", {**NEW, "id": 1})) == 400
    assert result(change(client, "add", NEW)) == "ok"
    assert list(client.device.running("mesh")) == [1, 2, 7]


def test_change_of_a_profile_that_is_not_running_yet(connect: Any) -> None:
    client = connect(effect_after_seconds=30.0)
    change(client, "add", NEW)
    client.apply()
    client.device.set_running("mesh", 7, {"enable": False})
    assert client.device.running("mesh")[7] == client.device.pending("mesh")[7]
    assert client.device.running("mesh")[7]["enable"] is False


def test_hidden_profile_id(connect: Any) -> None:
    client = connect(mesh_profile_id="hidden")
    answer = change(client, "update", {"id": 2, "profileId": [3]})
    assert all("profileId" not in answer["response"][key] and "profileId" not in shown(client)[key] for key in "12")
    assert client.device.pending("mesh")[2]["profileId"] == [3]


@pytest.mark.parametrize("mode", ["stated", "none", "all"])
def test_masked_secrets(connect: Any, mode: str) -> None:
    client = connect(masked_secrets=mode)
    for answer in (client.get(MESH), change(client, "update", {"id": 1, "enable": False})):
        assert answer["response"]["1"]["passphrase"] == (MASK if mode == "all" else "test-yard-pass-1")


@pytest.mark.parametrize(("mode", "code", "stored"), [("fail", 400, "test-yard-pass-1"), ("store", "ok", MASK), ("ignore", "ok", "test-yard-pass-1")])
def test_masked_literal_sent_back(connect: Any, mode: str, code: Any, stored: str) -> None:
    client = connect(masked_literal=mode)
    assert result(change(client, "update", {"id": 1, "passphrase": MASK})) == code
    assert client.device.pending("mesh")[1]["passphrase"] == stored
    assert client.device.masked_literals_received == [(MESH, "list/0/passphrase")]
    assert result(change(client, "add", {**NEW, "passphrase": MASK})) == ("ok" if mode == "store" else 400)


def test_edits_of_others_add_and_remove(connect: Any) -> None:
    client = connect()
    profile = {name: value for name, value in NEW.items() if name != "id"}
    client.device.stage_foreign("mesh", 5, profile)
    client.device.stage_foreign("mesh", 1, None)
    assert shown(client)["order"] == [2, 5]
    assert client.device.pending("mesh")[5] == {"enable": True, **profile, "profileId": []}
    client.device.set_running("mesh", 6, profile)
    client.device.set_running("mesh", 2, None)
    assert list(client.device.running("mesh")) == [1, 6]
    client.apply()
    assert list(client.device.running("mesh")) == [6, 5]
    with pytest.raises(KeyError):
        client.device.stage_foreign("mesh", 9, None)
    with pytest.raises(ValueError, match="needs passphrase"):
        client.device.set_running("mesh", 9, {"meshId": "x", "frequencyBand": "5 GHz"})

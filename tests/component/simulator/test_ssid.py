# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.ssid.profile: what is stored, what comes back, what is refused, and its switches."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import FAMILIES, FIRMWARE, ApiClient, result

SSID = "config.ssid.profile"
MASK = "@~HiDdEn~@"
BOTH = ["2.4GHz", "5GHz"]
NEW_KEY = {"wpa2Personal": {"key": "test-new-key"}}


def change(client: ApiClient, key: Any = 1, **members: Any) -> Any:
    return client.post(SSID, {"action": "update", "id": key, **members})


def shown(client: ApiClient, key: int = 1) -> Any:
    return client.get(SSID)["response"][str(key)]


def pending(client: ApiClient, key: int = 1) -> Any:
    return client.device.pending("ssid")[key]


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_firmware_answers_validly(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}")
    found = client.get(SSID)["response"]
    assert found["order"] == {"max": [1, 2, 3], "balance": [1, 2], "fusionhub": []}[family]
    if found["order"]:
        assert ("frequency" in found["1"]) == (family == "max" and firmware != "8.1.1")
        assert ("ppsk" in found["2"]["security"]) == firmware.startswith("8.5")
        assert result(change(client, 1, name="New")) == "ok"


def test_initial_profiles_of_a_max(connect: Any) -> None:
    found = connect().get(SSID)["response"]
    assert found["1"] == {
        "name": "Depot",
        "enable": True,
        "frequency": BOTH,
        "captivePortal": False,
        "incontrolManaged": False,
        "broadcast": True,
        "security": {"policy": "WPA2 Personal", "wpa2Personal": {"fastTransition": False, "key": "test-depot-key-1"}},
    }
    assert found["2"]["security"] == {
        "policy": "WPA/WPA2 Personal",
        "wpaWpa2Personal": {"key": "test-visitors-key-2"},
        "ppsk": [{"name": "till", "key": "test-till-key-4", "mac": "00:00:5E:00:53:51", "vlanId": 41}, {"name": "printer", "key": "test-printer-key-5"}],
    }
    assert (found["2"]["vlanId"], found["2"]["enable"], "frequency" in found["2"]) == (40, False, False)
    assert (found["3"]["incontrolManaged"], found["3"]["frequency"]) == (True, ["5GHz"])


def test_id_filters_profiles(connect: Any) -> None:
    client = connect()
    assert client.get(SSID, id="3 1")["response"]["order"] == [3, 1]
    assert result(client.get(SSID, id="9")) == 400


@pytest.mark.parametrize("key", [1, "1"])
def test_update_is_staged_and_answers_with_the_profile(connect: Any, key: Any) -> None:
    client = connect()
    before = client.device.running("ssid")
    answer = change(client, key, name="Yard", broadcast=False, vlanId=7, frequency=["5GHz"])
    assert answer["response"] == {**answer["response"], "order": [1]}
    assert set(answer["response"]) == {"1", "order"}
    expected = {"name": "Yard", "broadcast": False, "vlanId": 7, "frequency": ["5GHz"]}
    assert {name: answer["response"]["1"][name] for name in expected} == expected
    assert answer["response"]["1"] == shown(client)
    assert client.device.running("ssid") == before
    client.apply()
    assert client.device.running("ssid")[1] == {**before[1], **expected}


@pytest.mark.parametrize(("effect", "staged"), [("staged", True), ("live", False)])
def test_effect_of_a_post(connect: Any, effect: str, staged: bool) -> None:
    client = connect(ssid_effect=effect, config_get="running")
    client.device.stage_foreign("ssid", 1, {"broadcast": False})
    change(client, 1, name="Yard")
    assert shown(client)["name"] == client.device.running("ssid")[1]["name"] == ("Depot" if staged else "Yard")
    assert client.device.running("ssid")[1]["broadcast"] is True
    client.apply()
    assert (shown(client)["name"], shown(client)["broadcast"]) == ("Yard", False)


def test_enabling_without_frequency_turns_on_both_bands(connect: Any) -> None:
    client = connect()
    change(client, 2, frequency=["5GHz"])
    assert pending(client, 2)["frequency"] == ["5GHz"]
    assert "frequency" not in shown(client, 2)
    change(client, 2, enable=True)
    assert shown(client, 2)["frequency"] == BOTH
    change(client, 2, enable=True, frequency=["5GHz", "2.4GHz"])
    assert shown(client, 2)["frequency"] == BOTH
    change(client, 2, enable=True, frequency=["5GHz"])
    change(client, 2, name="Only the name")
    assert shown(client, 2)["frequency"] == ["5GHz"]
    change(client, 2, enable=False)
    assert pending(client, 2)["frequency"] == ["5GHz"]
    assert result(change(client, 2, frequency=[])) == 400


def test_security_is_merged_and_the_policy_chooses_the_section(connect: Any) -> None:
    client = connect()
    change(client, 1, security={"wpa2Personal": {"fastTransition": True}})
    assert shown(client)["security"] == {"policy": "WPA2 Personal", "wpa2Personal": {"fastTransition": True, "key": "test-depot-key-1"}}
    change(client, 1, security={"policy": "WPA/WPA2 Personal", "wpaWpa2Personal": {"key": "test-mixed-key"}})
    assert shown(client)["security"] == {"policy": "WPA/WPA2 Personal", "wpaWpa2Personal": {"key": "test-mixed-key"}}
    assert pending(client)["security"]["wpa2Personal"] == {"fastTransition": True, "key": "test-depot-key-1"}
    assert result(change(client, 1, security={"policy": "WPA2 Personal"})) == "ok"
    assert shown(client)["security"]["wpa2Personal"] == {"fastTransition": True, "key": "test-depot-key-1"}


@pytest.mark.parametrize(
    "body",
    [
        {"security": {"policy": "WPA/WPA2 Personal"}},
        {"security": {"policy": "WPA/WPA2 Personal", **NEW_KEY}},
        {"security": {"policy": "WPA/WPA2 Personal", "wpaWpa2Personal": {"key": "test-mixed-key"}, "wpa2Personal": {"fastTransition": True}}},
        {"security": {"wpaWpa2Personal": {"fastTransition": False}}},
        {"security": {"policy": "Open"}},
        {"security": {"policy": "WPA3 Personal"}},
        {"security": {"wpa2Personal": {"key": "seven77"}}},
        {"security": {"wpa2Personal": {"key": "x" * 64}}},
        {"security": {"ppsk": [{"name": "a", "key": "short"}]}},
        {"security": {"ppsk": [{"name": "a", "key": "x" * 64}]}},
        {"security": {"ppsk": [{"name": "a", "mac": "00:00"}]}},
        {"security": {"wpa2Personal": {"key": None}}},
        {"security": None},
        {"frequency": None},
        {"name": None},
        {"captivePortal": True},
        {"incontrolManaged": False},
        {"id": 9},
        {"action": "add"},
        {"list": []},
    ],
)
def test_wrong_body_is_refused_and_changes_nothing(connect: Any, body: dict[str, Any]) -> None:
    for ignoring in ("reject", "ignore"):
        client = connect(unknown_members=ignoring, bad_value_code=77)
        code = result(change(client, **{"key": 1, **body} if "id" not in body else {"key": 9}))
        read_only = set(body) & {"captivePortal", "incontrolManaged", "list"}
        assert code == ("ok" if ignoring == "ignore" and read_only else 77)
        assert client.device.has_pending == (code == "ok")
        assert pending(client) == client.device.running("ssid")[1]


def test_keys_of_all_lengths(connect: Any) -> None:
    client = connect()
    for key in ("8" * 8, "x" * 63, "a1" * 32):
        assert result(change(client, 1, security={"wpa2Personal": {"key": key}, "ppsk": [{"name": "a", "key": key}]})) == "ok"
        assert shown(client)["security"]["ppsk"] == [{"name": "a", "key": key}]
        assert shown(client)["security"]["wpa2Personal"]["key"] == key


def test_ppsk_replaces_the_list(connect: Any) -> None:
    client = connect()
    answer = change(client, 2, security={"ppsk": [{"name": "gate", "key": "test-gate-key", "mac": "00005e0053aa"}]})
    expected = [{"name": "gate", "key": "test-gate-key", "mac": "00:00:5E:00:53:AA"}]
    assert answer["response"]["2"]["security"]["ppsk"] == shown(client, 2)["security"]["ppsk"] == expected
    client.device.unknowns.ppsk_in_post_answer = "hidden"
    assert "ppsk" not in change(client, 2, name="New")["response"]["2"]["security"]
    assert shown(client, 2)["security"]["ppsk"] == expected
    change(client, 2, security={"ppsk": []})
    assert "ppsk" not in shown(client, 2)["security"]
    assert "ppsk" not in pending(client, 2)["security"]


@pytest.mark.parametrize(("style", "mac"), [("colons", "00:00:5E:00:53:51"), ("dashes", "00-00-5E-00-53-51"), ("bare", "00005E005351")])
def test_style_of_mac_addresses(connect: Any, style: str, mac: str) -> None:
    client = connect(mac_style=style)
    assert shown(client, 2)["security"]["ppsk"][0]["mac"] == mac
    assert pending(client, 2)["security"]["ppsk"][0]["mac"] == "00:00:5E:00:53:51"


@pytest.mark.parametrize(
    ("name", "body"), [("max-8.1.1", {"frequency": ["5GHz"]}), ("max-8.3.0", {"security": {"ppsk": []}}), ("max-8.1.1", {"security": {"ppsk": []}})]
)
def test_member_of_a_later_firmware_is_unknown(connect: Any, name: str, body: dict[str, Any]) -> None:
    client = connect(name)
    assert result(change(client, 1, **body)) == 400
    client.device.unknowns.unknown_members = "ignore"
    assert result(change(client, 1, name="New", **body)) == "ok"
    assert pending(client) == {**client.device.running("ssid")[1], "name": "New"}


def test_enabling_on_a_firmware_without_bands(connect: Any) -> None:
    client = connect("max-8.1.1")
    change(client, 2, enable=True)
    assert pending(client, 2) == {**client.device.running("ssid")[2], "enable": True}


def test_model_without_wifi(connect: Any) -> None:
    client = connect("balance-8.5.2", unsupported_code=66)
    assert [entry["enable"] for key, entry in client.get(SSID)["response"].items() if key != "order"] == [False, False]
    assert result(change(client, 1, enable=True)) == 66
    assert result(change(client, 1, frequency=["5GHz"])) == 66
    assert not client.device.has_pending
    assert result(change(client, 1, enable=False, name="New")) == "ok"
    assert "frequency" not in shown(client)


@pytest.mark.parametrize(("mode", "code", "vlan"), [("null", "ok", None), ("impossible", 400, 40)])
def test_clearing_the_vlan(connect: Any, mode: str, code: Any, vlan: int | None) -> None:
    client = connect(clear_ssid_vlan=mode)
    assert result(change(client, 2, vlanId=None, name="New")) == code
    assert shown(client, 2).get("vlanId") == pending(client, 2).get("vlanId") == vlan
    assert pending(client, 2)["name"] == ("New" if vlan is None else "Visitors")
    assert result(change(client, 2, vlanId="7")) == 400


def test_hidden_frequency(connect: Any) -> None:
    client = connect(ssid_frequency="hidden")
    assert "frequency" not in shown(client)
    assert "frequency" not in change(client, 1, frequency=["5GHz"])["response"]["1"]
    assert pending(client)["frequency"] == ["5GHz"]


def test_answer_without_profiles(connect: Any) -> None:
    client = connect(ssid_post_answer="none")
    # The specification knows no bare ok here, so this answer is not validated.
    assert client.call("POST", SSID, valid=False, json={"action": "update", "id": 1, "name": "New"}) == {"stat": "ok"}
    assert pending(client)["name"] == "New"


@pytest.mark.parametrize("mode", ["stated", "none", "all"])
def test_masked_secrets(connect: Any, mode: str) -> None:
    client = connect(masked_secrets=mode)
    answers = str([client.get(SSID), change(client, 2, name="New"), change(client, 1, name="New")])
    for secret in ("test-depot-key-1", "test-visitors-key-2", "test-till-key-4", "test-printer-key-5"):
        assert (secret in answers) == (mode != "all")
    assert (MASK in answers) == (mode == "all")


@pytest.mark.parametrize(
    ("mode", "code", "key", "ppsk"),
    [("fail", 400, "test-visitors-key-2", "test-till-key-4"), ("store", "ok", MASK, MASK), ("ignore", "ok", "test-visitors-key-2", "test-till-key-4")],
)
def test_masked_literal_sent_back(connect: Any, mode: str, code: Any, key: str, ppsk: str) -> None:
    client = connect(masked_literal=mode)
    security = {"wpaWpa2Personal": {"key": MASK}, "ppsk": [{"name": "till", "key": MASK, "vlanId": 41}]}
    assert result(change(client, 2, security=security)) == code
    found = pending(client, 2)["security"]
    assert (found["wpaWpa2Personal"]["key"], found["ppsk"][0]["key"]) == (key, ppsk)
    assert client.device.masked_literals_received == [(SSID, "security/wpaWpa2Personal/key"), (SSID, "security/ppsk/0/key")]


def test_undocumented_policies(connect: Any) -> None:
    client = connect(undocumented_policies="shown")
    # The specification lists only the documented policies, so these answers are not validated.
    found = client.call("GET", SSID, valid=False)["response"]
    assert found["2"]["security"] == client.device.running("ssid")[2]["security"] == {"policy": "Open"}
    assert found["3"]["security"] == {"policy": "WPA3 Personal", "wpa3Personal": {"key": "test-staff-key-6"}}
    body = {"action": "update", "id": 3, "name": "New"}
    assert client.call("POST", SSID, valid=False, json=body)["response"]["3"]["security"] == found["3"]["security"]
    assert pending(client, 3)["security"] == found["3"]["security"]
    for key, section in ((2, "wpaWpa2Personal"), (3, "wpa2Personal")):
        policy = "WPA/WPA2 Personal" if key == 2 else "WPA2 Personal"
        assert result(change(client, key, security={"policy": policy})) == 400
        assert result(change(client, key, security={"policy": policy, section: {"key": "test-new-key"}})) == "ok"
        assert shown_security(client, key)["policy"] == policy
        assert shown_security(client, key)[section]["key"] == "test-new-key"
    client.post("cmd.config.discard")
    client.device.unknowns.masked_secrets = "all"
    assert shown_security(client, 3)["wpa3Personal"] == {"key": MASK}


def shown_security(client: ApiClient, key: int) -> Any:
    return client.call("GET", SSID, valid=False)["response"][str(key)]["security"]


def test_write_to_a_cloud_managed_profile(connect: Any) -> None:
    client = connect()
    assert result(change(client, 3, name="New")) == "ok"
    client = connect(cloud_managed_write="refuse", bad_value_code=9)
    client.post("cmd.config.discard")
    assert result(change(client, 3, name="New")) == 9
    assert result(change(client, 1, name="New")) == "ok"
    assert pending(client, 3)["name"] == "Staff"


@pytest.mark.parametrize("effect", ["staged", "live"])
def test_cloud_takes_a_write_back(connect: Any, effect: str) -> None:
    client = connect(cloud_managed_write="revert", ssid_effect=effect)
    before = client.device.running("ssid")[3]
    change(client, 3, name="New")
    if effect == "staged":
        change(client, 3, broadcast=False)
        assert [shown(client, 3)["name"] for _time in range(4)] == ["New"] * 4
    change(client, 1, name="Stays")
    client.apply()
    assert client.device.running("ssid")[3]["name"] == "New"
    assert shown(client, 3)["name"] == "New"
    assert result(client.get("status.wan.connection")) == "ok"
    assert client.device.running("ssid")[3] == client.device.pending("ssid")[3] == before
    assert shown(client, 3)["name"] == "Staff"
    assert shown(client, 1)["name"] == "Stays"


def test_discarded_write_to_a_cloud_managed_profile_takes_nothing_back(connect: Any) -> None:
    client = connect(cloud_managed_write="revert")
    change(client, 3, name="New")
    client.post("cmd.config.discard")
    client.device.stage_foreign("ssid", 3, {"name": "By hand"})
    client.apply()
    assert [shown(client, 3)["name"] for _time in range(4)] == ["By hand"] * 4


def test_apply_and_its_delay_hold_for_profiles_and_wans_together(connect: Any) -> None:
    client = connect(effect_after_polls=1, config_get="running")
    change(client, 1, name="Yard")
    client.update(1, name="Line")
    client.apply()
    assert [shown(client)["name"] for _time in range(2)] == ["Depot", "Yard"]
    assert client.device.running("wan")[1]["name"] == "Line"
    change(client, 1, name="Newer")
    client.device.stage_foreign("ssid", 2, {"name": "By hand", "vlanId": None})
    assert "vlanId" not in pending(client, 2)
    client.post("cmd.config.discard")
    assert client.device.pending("ssid") == client.device.running("ssid")


def test_change_behind_the_back(connect: Any) -> None:
    client = connect()
    ppsk = [{"name": "a", "key": "test-key-a", "mac": "00005e005301"}]
    client.device.set_running("ssid", 1, {"captivePortal": True, "security": {"ppsk": ppsk}})
    assert shown(client)["captivePortal"] is True
    assert shown(client)["security"]["ppsk"][0]["mac"] == "00:00:5E:00:53:01"
    with pytest.raises(KeyError):
        client.device.set_running("ssid", 9, {"name": "x"})
    with pytest.raises(ValueError, match="cannot be removed"):
        client.device.set_running("ssid", 1, None)


def test_devices_do_not_share_changes(connect: Any) -> None:
    client, other = connect("max-8.5.2"), connect("plain")
    before = other.device.running("ssid")
    change(client, 1, security=NEW_KEY)
    client.apply()
    client.device.running("ssid")[2]["security"]["ppsk"].clear()
    assert other.device.running("ssid") == before
    client.device.reset()
    assert client.device.running("ssid") == before

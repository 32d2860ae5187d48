# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pending, running, apply, discard, priority, slow activation, and who shares what."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import result


@pytest.mark.parametrize(("shown", "expected"), [("pending", "New"), ("running", "WAN")])
def test_get_shows_pending_or_running(connect: Any, shown: str, expected: str) -> None:
    client = connect(config_get=shown)
    assert client.update(name="New")["response"]["1"]["name"] == "New"
    assert client.wan()["name"] == expected
    assert client.device.running("wan")[1]["name"] == "WAN"
    assert client.get("status.wan.connection")["response"]["1"]["name"] == "WAN"
    assert client.apply() == {"stat": "ok"}
    assert client.wan()["name"] == client.device.running("wan")[1]["name"] == "New"
    assert client.get("status.wan.connection")["response"]["1"]["name"] == "New"


def test_discard_drops_everything_pending(connect: Any) -> None:
    client = connect()
    before = client.device.running("wan")
    client.update(name="New")
    client.device.stage_foreign("wan", 3, {"name": "By hand"})
    assert client.post("cmd.config.discard") == {"stat": "ok"}
    assert not client.device.has_pending
    assert client.device.pending("wan") == client.device.running("wan") == before
    assert client.post("cmd.config.discard") == {"stat": "ok"}


def test_pending_is_shared_and_kept_over_logout(connect: Any) -> None:
    client, other = connect(), connect()
    client.device.stage_foreign("wan", 3, {"name": "By hand"})
    client.update(name="New")
    client.post("logout")
    assert other.wan(1)["name"] == "New"
    other.apply()
    assert [client.device.running("wan")[key]["name"] for key in (1, 3)] == ["New", "By hand"]


def test_apply_with_nothing_pending(connect: Any) -> None:
    client = connect()
    assert result(client.apply()) == "ok"
    client.device.unknowns.apply_with_nothing_pending = "fail"
    assert result(client.apply()) == 400
    client.update(name="New")
    assert result(client.apply()) == "ok"


def test_apply_warning(connect: Any) -> None:
    assert connect(apply_warning="WAN 1 restarts").apply() == {"stat": "ok", "response": {"warning": "WAN 1 restarts"}}


def test_refused_apply_keeps_pending(connect: Any) -> None:
    client = connect(apply_outcome="fail")
    client.update(name="New")
    assert result(client.apply()) == 400
    assert client.device.has_pending
    assert client.device.running("wan")[1]["name"] == "WAN"


@pytest.mark.parametrize(("scope", "expected"), [("touched", {"1", "order"}), ("all", {"1", "2", "3", "order"}), ("none", None)])
def test_wans_in_the_answer_to_an_update(connect: Any, scope: str, expected: set[str] | None) -> None:
    answer = connect(wan_post_answer=scope).update(name="New")
    assert answer["notice"] == {"status": "beta"}
    assert (set(answer["response"]) if "response" in answer else None) == expected


def test_effect_after_polls(connect: Any) -> None:
    client = connect(effect_after_polls=2)
    client.update(name="New")
    client.apply()
    assert client.device.running("wan")[1]["name"] == "WAN"
    names = [client.get("status.wan.connection")["response"]["1"]["name"] for _time in range(3)]
    assert names == ["WAN", "WAN", "New"]
    assert client.device.running("wan")[1]["name"] == "New"


def test_effect_after_seconds(connect: Any) -> None:
    client = connect(effect_after_seconds=30.0, config_get="running")
    client.update(name="New")
    client.apply()
    assert client.wan()["name"] == "WAN"
    assert not client.device.has_pending
    client.device.advance(31)
    assert client.device.running("wan")[1]["name"] == "New"
    assert client.wan()["name"] == "New"


def test_config_in_pending_mode_shows_applied_values_while_they_settle(connect: Any) -> None:
    client = connect(effect_after_seconds=30.0)
    client.update(name="New")
    client.apply()
    assert client.wan()["name"] == "New"
    assert client.get("status.wan.connection")["response"]["1"]["name"] == "WAN"


@pytest.mark.parametrize(("mode", "code", "staged", "live"), [("ignore", "ok", "New", "WAN"), ("honour", "ok", "New", "New"), ("fail", 400, "WAN", "WAN")])
def test_instant_active_on_an_update(connect: Any, mode: str, code: Any, staged: str, live: str) -> None:
    client = connect(instant_active_on_wan=mode)
    body = {"action": "update", "instantActive": True, "list": [{"id": 1, "name": "New"}]}
    assert result(client.post("config.wan.connection", body)) == code
    assert client.device.pending("wan")[1]["name"] == staged
    assert client.device.running("wan")[1]["name"] == live
    assert client.device.has_pending == (mode == "ignore")


def test_priority_staged(connect: Any) -> None:
    client = connect()
    answer = client.post("config.wan.connection.priority", {"list": [{"connId": "3", "priority": 1}, {"connId": 1, "enable": False}]})
    assert answer["response"] == {
        "3": {"name": "Wi-Fi WAN", "priority": 1, "group": 0, "enable": True},
        "1": {"name": "WAN", "priority": 1, "group": 0, "enable": False},
        "order": [3, 1],
    }
    assert client.device.running("wan")[1]["enable"] is True
    client.apply()
    assert client.device.running("wan")[1]["enable"] is False
    assert client.get("status.wan.connection")["response"]["3"]["priority"] == 1


def test_priority_live_leaves_other_pending_edits_alone(connect: Any) -> None:
    client = connect()
    client.update(1, name="New")
    client.post("config.wan.connection.priority", {"instantActive": True, "list": [{"connId": 1, "priority": 9}]})
    running = client.device.running("wan")[1]
    assert (running["name"], running["connection"]["priority"]) == ("WAN", 9)
    client.apply()
    running = client.device.running("wan")[1]
    assert (running["name"], running["connection"]["priority"]) == ("New", 9)


def test_priority_rules(connect: Any) -> None:
    client = connect("balance-8.5.2")
    priority = "config.wan.connection.priority"
    assert client.post(priority, {})["response"] == client.post(priority, {"list": []})["response"] == {"order": []}
    for entry in ({"connId": 9, "priority": 1}, {"connId": 1, "priority": -1}, {"connId": 3, "priority": 1}):
        assert result(client.post(priority, {"list": [{"connId": 2, "priority": 7}, entry]})) == 400
    assert not client.device.has_pending
    client.device.unknowns.bad_list_entry = "partial"
    assert result(client.post(priority, {"list": [{"connId": 2, "priority": 7}, {"connId": 9}]})) == 400
    assert client.device.pending("wan")[2]["connection"]["priority"] == 7
    client.device.unknowns.priority_group = "fail"
    assert result(client.post(priority, {"list": [{"connId": 1, "group": 0}]})) == 400


@pytest.mark.parametrize(("mode", "enabled"), [("accepted", True), ("disables", False)])
def test_priority_zero(connect: Any, mode: str, enabled: bool) -> None:
    client = connect(zero_priority=mode)
    client.post("config.wan.connection.priority", {"instantActive": True, "list": [{"connId": 3, "priority": 0}]})
    client.update(1, connection={"priority": 0})
    client.apply()
    assert [client.device.running("wan")[key]["enable"] for key in (1, 3)] == [enabled] * 2


@pytest.mark.parametrize(("mode", "name"), [("atomic", "WAN"), ("partial", "New")])
def test_list_with_a_bad_entry(connect: Any, mode: str, name: str) -> None:
    client = connect(bad_list_entry=mode)
    for bad in ({"id": 9}, {"name": "without id"}, {"id": 2, "physical": {"mtu": 1}}, {"id": 1, "cellular": {}}):
        client.post("cmd.config.discard")
        code = result(client.post("config.wan.connection", {"action": "update", "list": [{"id": 1, "name": "New"}, bad]}))
        assert code in (400, 404)
        assert client.device.pending("wan")[1]["name"] == name


def test_change_behind_the_back_survives_an_apply(connect: Any) -> None:
    client = connect()
    client.update(1, name="New")
    client.device.set_running("wan", 1, {"physical": {"mtu": 1300}})
    assert client.get("status.wan.connection")["response"]["1"]["mtu"] == 1300
    client.apply()
    running = client.device.running("wan")[1]
    assert (running["name"], running["physical"]["mtu"]) == ("New", 1300)
    client.device.set_running("wan", 1, {"physical": {"mtu": None}})
    assert "mtu" not in client.device.running("wan")[1]["physical"]


def test_reset_restores_the_initial_state(connect: Any) -> None:
    client = connect()
    before = client.device.running("wan")
    client.grant()
    client.update(1, name="New")
    client.apply()
    client.update(1, name="Newer")
    client.device.unknowns.bad_value_code = 3
    client.device.reset()
    assert client.device.running("wan") == client.device.pending("wan") == before
    assert client.device.journal == client.device.tokens == client.device.sessions == []
    assert client.device.unknowns.bad_value_code == 400


@pytest.mark.parametrize(("kept", "name"), [("kept", "New"), ("dropped", "WAN")])
def test_reboot(connect: Any, kept: str, name: str) -> None:
    client = connect(pending_after_reboot=kept, reboot_polls=1, reboot_seconds=30.0, credentials_after_reboot="tokens_kept")
    client.grant()
    client.update(name="New")
    client.device.reboot()
    assert result(client.get("info.firmware")) == "ok"
    with pytest.raises(OSError):  # noqa: PT011  requests raises one of several kinds of it
        client.get("info.firmware")
    client.device.advance(31)
    assert client.wan()["name"] == name
    assert client.device.sessions == []
    assert len(client.device.tokens) == 1

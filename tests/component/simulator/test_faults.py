# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The effect of each fault on a client and on the device."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from peplink_simulator import Fault, Unknowns
from simulator_client import ApiClient, result

WAN = "config.wan.connection"
APPLY = "cmd.config.apply"


def name_of(client: ApiClient, pending: bool = True) -> str:
    items = client.device.pending("wan") if pending else client.device.running("wan")
    return str(items[1]["name"])


@pytest.mark.parametrize(("kind", "name"), [("cut_before", "WAN"), ("cut_after", "New")])
def test_cut_before_and_after_processing(connect: Any, kind: str, name: str) -> None:
    client = connect()
    client.device.faults.add(Fault(kind=kind, function=WAN, method="POST"))
    assert result(client.get(WAN)) == "ok"
    with pytest.raises(requests.exceptions.ConnectionError):
        client.update(name="New")
    assert name_of(client) == name
    entry = client.device.posts()[-1]
    assert (entry.outcome, entry.processed) == (kind, kind == "cut_after")
    assert result(client.update(name="Next")) == "ok"


def test_fault_strikes_the_chosen_requests_only(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="fail", function="status.wan.connection", skip=1, times=2, code=7, message="Busy"))
    assert [result(client.get("status.wan.connection")) for _time in range(4)] == ["ok", 7, 7, "ok"]
    client.device.faults.add(Fault(kind="fail", times=None, code=8))
    assert [result(client.get("info.firmware")), result(client.update(name="New")), result(client.apply())] == [8, 8, 8]
    assert name_of(client) == "WAN"
    client.device.faults.clear()
    assert result(client.get("info.firmware")) == "ok"


def test_one_fault_object_may_be_armed_on_several_devices(connect: Any) -> None:
    fault = Fault(kind="fail", code=7)
    clients = [connect("max-8.5.2"), connect("balance-8.5.2")]
    for client in clients:
        client.device.faults.add(fault)
    assert [[result(client.get("info.firmware")) for _time in range(2)] for client in clients] == [[7, "ok"]] * 2


@pytest.mark.parametrize(("processed", "name"), [(False, "WAN"), (True, "New")])
def test_html_answer(connect: Any, processed: bool, name: str) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="html", function=WAN, processed=processed))
    answer = client.raw("POST", WAN, json={"action": "update", "list": [{"id": 1, "name": "New"}]})
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, "text/html")
    assert name_of(client) == name


def test_truncated_json(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="truncated", function=WAN))
    answer = client.raw("GET", WAN)
    assert answer.headers["Content-Type"].startswith("application/json")
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.text)


@pytest.mark.parametrize("status", [500, 502])
def test_http_error(connect: Any, status: int) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="http_status", status=status))
    assert client.raw("GET", WAN).status_code == status
    assert client.raw("GET", WAN).status_code == 200


def test_redirect(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="redirect", location="https://relay.example.net/x"))
    answer = client.raw("POST", APPLY, json={})
    assert (answer.status_code, answer.headers["Location"]) == (302, "https://relay.example.net/x")
    assert client.device.posts()[-1].processed is False


def test_latency(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="latency", function="info.firmware", seconds=0.2))
    began = time.monotonic()
    assert result(client.get("info.firmware")) == "ok"
    assert time.monotonic() - began >= 0.2


def test_token_and_session_expiry(connect: Any) -> None:
    client = connect(login=False)
    client.grant()
    client.device.faults.add(Fault(kind="token_expiry", function=WAN, skip=1))
    assert [result(client.get(WAN)) for _time in range(2)] == ["ok", 401]
    client.token = None
    client.login()
    client.device.faults.add(Fault(kind="session_expiry", function=WAN))
    assert result(client.get(WAN)) == 401


def test_transient_error_on_grant(connect: Any) -> None:
    client = connect(login=False)
    client.device.faults.add(Fault(kind="grant_error", times=2))
    assert client.grant() == {"stat": "fail", "code": 401, "message": "Internal Error"}
    assert [result(client.grant()) for _time in range(2)] == [401, "ok"]


def test_login_without_cookie(connect: Any) -> None:
    client = connect(login=False)
    client.device.faults.add(Fault(kind="login_without_cookie"))
    assert result(client.login()) == "ok"
    assert result(client.get(WAN)) == 401


def test_refused_apply(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="apply_refused", code=55, message="No"))
    client.update(name="New")
    assert client.apply() == {"stat": "fail", "code": 55, "message": "No"}
    assert (name_of(client), name_of(client, pending=False)) == ("New", "WAN")
    assert result(client.apply()) == "ok"


def test_apply_that_breaks_off_half_way(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="apply_refused", limit=1))
    client.update(1, name="One")
    client.update(3, name="Three")
    assert result(client.apply()) == 400
    assert [client.device.running("wan")[key]["name"] for key in (1, 3)] == ["One", "Wi-Fi WAN"]
    assert client.device.pending("wan")[3]["name"] == "Three"


def test_apply_warning(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="apply_warning", text="WAN 1 restarts"))
    assert client.apply() == {"stat": "ok", "response": {"warning": "WAN 1 restarts"}}
    assert client.apply() == {"stat": "ok"}


@pytest.mark.parametrize(("processed", "name"), [(False, "WAN"), (True, "New")])
def test_hanging_apply(connect: Any, processed: bool, name: str) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="apply_hang", processed=processed))
    client.update(name="New")
    with pytest.raises(requests.exceptions.ReadTimeout):
        client.http.post(client.url(APPLY), json={}, verify=client.ca_path, timeout=0.2)
    assert name_of(client, pending=False) == name


@pytest.mark.parametrize(
    ("outcome", "error", "name"), [("hang", requests.exceptions.ReadTimeout, "WAN"), ("drop_link", requests.exceptions.ConnectionError, "New")]
)
def test_apply_outcome_switch(connect: Any, outcome: Any, error: type[Exception], name: str) -> None:
    client = connect(apply_outcome=outcome)
    client.update(name="New")
    with pytest.raises(error):
        client.http.post(client.url(APPLY), json={}, verify=client.ca_path, timeout=0.2)
    assert name_of(client, pending=False) == name
    assert client.device.dark == (outcome == "drop_link")


def test_slow_activation(connect: Any) -> None:
    client = connect(config_get="running")
    client.device.faults.add(Fault(kind="slow_activation", polls=1))
    client.update(name="New")
    client.apply()
    assert [client.wan()["name"] for _time in range(2)] == ["WAN", "New"]


def test_link_loss_when_a_wan_is_disabled(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="link_loss", wan=1, when="disabled", seconds=60))
    client.update(1, name="New")
    client.update(3, enable=False)
    assert result(client.apply()) == "ok"
    assert result(client.get(WAN)) == "ok"
    client.update(1, enable=False)
    assert result(client.apply()) == "ok"
    for _time in range(2):
        with pytest.raises(requests.exceptions.ConnectionError):
            client.get(WAN)
    assert client.device.journal[-1].outcome == "dark"
    client.device.advance(61)
    assert result(client.get(WAN)) == "ok"


def test_permanent_link_loss_with_a_lost_answer(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="link_loss", wan=2, answered=False))
    body = {"instantActive": True, "list": [{"connId": 2, "priority": 5}]}
    with pytest.raises(requests.exceptions.ConnectionError):
        client.post("config.wan.connection.priority", body)
    client.device.advance(10**6)
    assert client.device.dark
    assert client.device.running("wan")[2]["connection"]["priority"] == 5
    client.device.end_dark()
    assert result(client.get("info.firmware")) == "ok"


def test_silent_darkness_times_out(connect: Any) -> None:
    client = connect()
    client.device.go_dark(silent=True)
    with pytest.raises(requests.exceptions.ReadTimeout):
        client.http.get(client.url(WAN), verify=client.ca_path, timeout=0.2)


def test_foreign_edit(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault(kind="foreign_edit", function=APPLY, wan=3, edit={"name": "By hand"}))
    client.update(name="New")
    assert client.device.pending("wan")[3]["name"] == "Wi-Fi WAN"
    client.apply()
    assert client.device.running("wan")[3]["name"] == "By hand"


@pytest.mark.parametrize(("kind", "name"), [("hold_before", "WAN"), ("hold", "New")])
def test_held_request_goes_on_when_released(connect: Any, kind: str, name: str) -> None:
    client = connect()
    client.device.faults.add(Fault(kind=kind, function=WAN, method="POST"))
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(client.update, name="New")
        (entry,) = client.device.wait_for(WAN)
        assert entry.outcome == "held"
        assert name_of(client) == name
        assert not running.done()
        with pytest.raises(TimeoutError):
            client.device.wait_for(WAN, outcome="ok", timeout=0.05)
        client.device.release()
        assert client.device.wait_for(WAN, outcome="ok") == [entry]
        assert result(running.result(10)) == "ok"
    assert name_of(client) == "New"


@pytest.mark.parametrize(("kind", "name"), [("hold_before", "WAN"), ("hold", "New")])
def test_client_that_dies_while_its_request_is_held(connect: Any, kind: str, name: str) -> None:
    client = connect()
    client.device.faults.add(Fault(kind=kind, function=WAN, method="POST"))
    with pytest.raises(requests.exceptions.ReadTimeout):
        client.http.post(client.url(WAN), json={"action": "update", "list": [{"id": 1, "name": "New"}]}, verify=client.ca_path, timeout=0.2)
    client.http.close()
    client.device.wait_for(WAN, outcome="abandoned")
    assert name_of(client) == name


def test_wait_for_times_out(connect: Any) -> None:
    client = connect()
    client.get("info.firmware")
    with pytest.raises(TimeoutError, match="1 of 2"):
        client.device.wait_for("info.firmware", "GET", count=2, timeout=0.05)


def test_wrong_faults_and_unknowns_are_refused() -> None:
    with pytest.raises(ValueError, match="fault kind"):
        Fault(kind="no_such_kind")
    with pytest.raises(ValueError, match="no such member"):
        Fault.from_dict({"kind": "html", "second": 1})
    with pytest.raises(ValueError, match="config_get"):
        Unknowns(config_get="runing")
    unknowns = Unknowns()
    for changes in ({"config_get": "running", "effect_after_polls": "2"}, {"config_get": "running", "no_such": 1}):
        with pytest.raises(ValueError, match=r"effect_after_polls|no_such"):
            unknowns.update(changes)
        assert unknowns == Unknowns()

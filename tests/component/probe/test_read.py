# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The probe at level read: it changes nothing, is never wrong, and nothing that a router answers ends it."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest
import yaml
from peplink_simulator import Fault, Fleet, Unknowns

from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.reads import ADMIN_READS, READING_POSTS, READS

from ..conftest import Router
from .conftest import found, probe, stores
from .switched import Table, others, unknowns_of

# Switches that the other families can show and a MAX cannot.
ELSEWHERE = {
    "balance": {"inactive_connection_type", "location_without_receiver", "location_fix", "masked_secrets", "unsupported_code", "member_names"},
    "fusionhub": {"fusionhub_clients", "client_mac"},
}


@pytest.mark.exhaustive
@pytest.mark.timeout(600)
def test_no_switch_in_no_position_is_mistaken(probed: Fleet, tmp_path: Any) -> None:
    table = Table()
    for device in probed.devices:
        router = Router(device, probed, tmp_path)

        def told(position: Unknowns, router: Router = router) -> dict[str, Any]:
            router.device.reset()
            router.device.unknowns = position
            shutil.rmtree(tmp_path / "tokens", ignore_errors=True)
            before = stores(router)
            result = probe(router, login=router.device.family == "fusionhub")
            assert result.get("msg") is None, position
            assert not result["changed"]
            assert len(router.device.journal) <= 60
            assert router.device.posts() == []
            assert stores(router) == before
            return result

        table.add_usual(told(Unknowns()))
        for switch, position in others():
            if device.family == "max" or switch in ELSEWHERE[device.family]:
                table.add(switch, position, unknowns_of(switch, position), told(unknowns_of(switch, position)))
    print(table)
    assert table.wrong == []
    assert len(table.in_every_position()) >= 56, sorted(table.in_every_position())


def test_the_personality_makes_a_router_of_the_simulator(max_router: Router) -> None:
    max_router.device.unknowns.update({"method_words": "table", "sms_layout": "table", "unauthorised_status": 401})
    result = probe(max_router)
    made = Unknowns(**yaml.safe_load(yaml.safe_dump(result["personality"])))
    assert (made.method_words, made.sms_layout, made.unauthorised_status) == ("table", "table", 401)
    assert found(result, "wifi_result_before_any")["value"] == "unknown_fail"


def test_every_function_is_asked_once_and_its_answer_is_in_the_recording(max_router: Router) -> None:
    result = probe(max_router, login=True)
    recorded = {(call["method"], call["function"]) for call in json.loads(result["recording"])["calls"]}
    asked = {("POST" if ask.post else "GET", ask.function) for ask in (*READS, *READING_POSTS, *ADMIN_READS)}
    assert asked <= recorded
    assert len(max_router.device.journal) <= 60


def test_a_call_of_the_recording_has_its_status_headers_answer_and_duration(max_router: Router) -> None:
    max_router.device.faults.add(Fault("latency", function="info.time", seconds=0.3))
    calls = json.loads(probe(max_router)["recording"])["calls"]
    [time] = [call for call in calls if call["function"] == "info.time"]
    assert (time["method"], time["arguments"], time["status"], time["answer"]["stat"], time["error"]) == ("GET", {}, 200, "ok", "")
    assert time["headers"]["content-type"].startswith("application/json")
    assert 0.3 <= time["seconds"] < 30
    [tunnels] = [call for call in calls if call["arguments"] == {"infoType": "tunnel"}]
    assert tunnels["function"] == "status.pepvpn"
    assert not any({"set-cookie", "date"} & call["headers"].keys() for call in calls)


def test_without_consent_nothing_is_posted(max_router: Router) -> None:
    probe(max_router, reading_posts=False)
    assert {entry.function for entry in max_router.device.journal if entry.method == "POST"} <= {"auth.token.grant", "auth.token.revoke"}


@pytest.mark.parametrize("kind", ["fail", *(pytest.param(kind, marks=pytest.mark.exhaustive) for kind in ("html", "truncated", "http_status", "cut_before"))])
def test_what_goes_wrong_with_one_function_is_recorded_and_costs_the_others_nothing(max_router: Router, kind: Any) -> None:
    whole = probe(max_router)
    for function in dict.fromkeys(ask.function for ask in READS):
        max_router.fresh()
        max_router.device.faults.add(Fault(kind, function=function, method="GET", times=None, **({"code": 7} if kind == "fail" else {})))
        result = probe(max_router)
        assert result.get("msg") is None, function
        assert len(json.loads(result["recording"])["calls"]) >= len(json.loads(whole["recording"])["calls"]) - 12, function
        for finding in result["findings"]:
            usual = found(whole, finding["switch"])
            assert finding["status"] != "decided" or finding["value"] == usual["value"], (function, finding)


def test_an_answer_of_a_third_kind_is_said_by_its_form(max_router: Router) -> None:
    max_router.device.faults.add(Fault("html", function="status.pepvpn", method="GET", times=None))
    finding = found(probe(max_router), "vpn_peers")
    assert (finding["status"], finding["value"]) == ("other", None)
    assert finding["reason"] == "GET status.pepvpn was answered with HTTP status 200 and text"
    assert finding["calls"]


def test_a_router_that_cannot_be_reached_ends_the_probe(max_router: Router) -> None:
    max_router.device.go_dark()
    result = probe(max_router)
    max_router.device.end_dark()
    assert result["error"] == "unreachable"
    assert "recording" not in result


def test_wrong_credentials_end_the_probe(max_router: Router) -> None:
    result = probe(max_router, client_secret="not-this-one-either")
    assert result["error"] == "unauthorized"
    assert "Check client_id and client_secret" in result["msg"]


def test_a_router_that_is_lost_half_way_ends_the_probe_soon(max_router: Router) -> None:
    max_router.device.faults.add(Fault("cut_before", function=None, skip=12, times=None))
    result = probe(max_router)
    assert result["error"] == "unreachable"
    assert len(max_router.device.journal) < 20


def test_what_nobody_understands_is_listed(max_router: Router) -> None:
    assert probe(max_router)["not_decoded"] == []
    max_router.device.set_wan_status(1, uptime="since noon")
    assert probe(max_router)["not_decoded"] == ["wan: status.#.uptime"]

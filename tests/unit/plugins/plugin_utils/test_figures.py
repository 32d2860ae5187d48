# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Figures: what is kept of the facts of a router, the whole of a fleet, and limits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.filter.figures import figures
from ansible_collections.wanfleet.peplink.plugins.filter.figures_html import figures_html
from ansible_collections.wanfleet.peplink.plugins.filter.figures_log import figures_log
from ansible_collections.wanfleet.peplink.plugins.filter.figures_metrics import figures_metrics
from ansible_collections.wanfleet.peplink.plugins.filter.figures_snapshot import figures_snapshot
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.router import figures_of, is_on_standby, use_of_sims
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.trouble import state, troubles
from ansible_collections.wanfleet.peplink.tests.unit.plugins.plugin_utils.figures_samples import PRIVATE, TIME, cellular, facts, fleet, read, unread, wan

GIGABYTE = 1024**3


def test_the_figures_of_a_router() -> None:
    found = figures_of(facts())
    assert found["wans"] == [
        {
            "id": 1,
            "name": "Fibre",
            "type": "ethernet",
            "enabled": True,
            "connected": True,
            "standby": False,
            "message": "Connected",
            "uptime_seconds": 86400,
            "priority": 1,
        },
        {
            "id": 2,
            "name": "Cellular",
            "type": "cellular",
            "enabled": True,
            "connected": True,
            "standby": False,
            "message": "Connected",
            "priority": 2,
            "cellular": {
                "carrier": "Northnet",
                "mobile_type": "LTE",
                "signal_level": 4,
                "roaming": "home",
                "band": "LTE Band 3",
                "rssi": -65,
                "rsrp": -97,
                "rsrq": -10.5,
                "sinr": 12.4,
            },
            "allowance": {"used_bytes": 2 * GIGABYTE, "limit_bytes": 10 * GIGABYTE},
            "sims": [
                {"id": 1, "active": True, "detected": True, "used_bytes": 2 * GIGABYTE, "limit_bytes": 10 * GIGABYTE},
                {"id": 2, "active": False, "detected": False},
            ],
        },
        {
            "id": 3,
            "name": "Wi-Fi",
            "type": "wifi",
            "enabled": True,
            "connected": False,
            "standby": True,
            "message": "Cold Standby",
            "uptime_seconds": 0,
            "wifi_signal_dbm": -61,
        },
    ]
    assert found["vpn_peers"] == [{"id": "2-1", "name": "HQ hub", "profile": "HQ", "connected": True}]
    assert found["clients"] == {"active": 2, "inactive": 1, "by_type": {"ethernet": 1, "wireless": 1}}
    assert "mesh_peers" not in found


@pytest.mark.parametrize(
    "few",
    [
        {},
        {"wan": []},
        {"wan": [{"id": 1}]},
        {"wan": [{"id": 1, "wifi": {}}], "cellular": [{"id": 1}], "allowance": [{"id": 1}]},
        {"wan": [{"id": 1}], "cellular": [{"id": 1, "carrier": {}, "bands": [{}, {"name": "n78"}], "sims": [{"id": 1}]}]},
        {"wan": [{"id": 1}], "allowance": [{"id": 1, "enable": True, "usage_mb": 3}, {"id": 9}]},
        {"vpn": {}, "clients": [], "mesh": {}},
        {"vpn": {"peers": [{}]}, "clients": [{}], "mesh": {"networks": [{"id": 1, "peers": [{}, {"receive": {"bytes": 4}}]}]}},
    ],
)
def test_routers_that_tell_little_have_figures_too(few: dict[str, Any]) -> None:
    document = figures({"van": {"status": "read", "facts": few}}, TIME)
    for written in (figures_metrics(document), figures_log(document), figures_snapshot(document), figures_html(document)):
        assert "van" in written


@pytest.mark.parametrize(
    ("shown", "standby"),
    [
        ({"cold_standby": True}, True),
        ({"message": "Standby"}, True),
        ({"message": "Standby", "enable": False}, False),
        ({"message": "Connected"}, False),
        ({}, False),
    ],
)
def test_standby(shown: dict[str, Any], standby: bool) -> None:
    assert is_on_standby(shown) is standby


ONE, TWO = {"used_bytes": 1}, {"used_bytes": 2}


@pytest.mark.parametrize(
    ("sims", "used", "use"),
    [
        ({1: {"active": True}, 2: {"active": False}}, {1: ONE, 2: TWO}, ONE),
        ({1: {"active": False}, 2: {"active": True}}, {1: ONE, 2: TWO}, TWO),
        ({1: {"active": True}, 2: {}}, {1: None, 2: TWO}, None),
        ({1: {}, 2: {}}, {1: None, 2: TWO}, TWO),
        ({1: {}, 2: {}}, {1: ONE, 2: TWO}, None),
        ({1: {"active": True}, 2: {"active": True}}, {1: ONE, 2: TWO}, None),
        ({}, {1: ONE}, ONE),
        ({}, {}, None),
    ],
)
def test_the_use_of_a_cellular_wan_is_that_of_its_active_sim(sims: Any, used: Any, use: Any) -> None:
    assert use_of_sims(sims, used) == use


def test_nothing_private_is_in_any_file() -> None:
    document = figures({"van": read()}, TIME)
    written = [json.dumps(document), figures_metrics(document), figures_metrics(document, "openmetrics"), figures_log(document)]
    written += [figures_snapshot(document), figures_html(document, snapshots={"2026-11-25.json": figures_snapshot(document)})]
    assert [(name, number) for name, value in PRIVATE.items() for number, text in enumerate(written) if str(value) in text] == []


def test_a_fleet_has_a_status_for_each_router() -> None:
    results = {"b": read(), "a": unread("unreachable"), "c": unread("failed", "c: wrong key"), "d": unread("invalid", "d: no port"), "e": {}}
    found = figures(results, TIME)
    assert [(router["name"], router["status"], (router["error"] or {}).get("kind")) for router in found["routers"]] == [
        ("a", "unreachable", "unreachable"),
        ("b", "read", None),
        ("c", "failed", "failed"),
        ("d", "failed", "invalid"),
        ("e", "failed", "other"),
    ]
    assert found["summary"] == {"routers": 5, "status": {"read": 1, "failed": 3, "unreachable": 1}}
    assert [router["error"]["message"] for router in found["routers"][:3:2]] == ["no answer", "wrong key"]
    text = figures(found, limits={})["text"].splitlines()
    assert text[0] == "1 read, 3 failed, 1 unreachable"
    assert "no answer (a)" in text


def test_documents_are_merged_and_the_last_one_counts() -> None:
    old, new = figures({"a": unread("unreachable"), "b": read()}, TIME), figures({"a": read()}, "2026-11-25T03:00:00Z")
    found = figures([old, new])
    assert (found["time"], found["summary"]["status"]) == ("2026-11-25T03:00:00Z", {"read": 2, "failed": 0, "unreachable": 0})
    assert figures(found) == found == figures([json.loads(json.dumps(found))])


@pytest.mark.parametrize(
    ("limits", "exceeded"),
    [
        ({}, []),
        ({"unreachable": None, "failed": None}, []),
        ({"unreachable": 1, "failed": 1}, []),
        ({"unreachable": 0}, ["1 of 40 routers could not be reached, more than 0"]),
        ({"failed": "2.4%"}, ["1 of 40 routers could not be read, more than 2.4%"]),
        ({"failed": "2.5%"}, []),
    ],
)
def test_limits(limits: dict[str, Any], exceeded: list[str]) -> None:
    assert figures(fleet(40), TIME, limits)["exceeded"] == exceeded


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (({}, None), "time is missing"),
        (({}, "yesterday"), "the time must be in UTC, such as 2026-11-25T02:00:00Z, not yesterday"),
        (({}, "2026-13-25T02:00:00Z"), "the time must be in UTC"),
        (({}, TIME, {"drifted": 1}), "drifted is no status; there are failed, unreachable"),
        (({}, TIME, {"failed": "many"}), "the limit for failed must be a number of routers or a percentage"),
        (({"format": 2, "time": TIME, "routers": []},), "figures of format 1 can be used; these have format 2"),
        ((3,), "figures takes what"),
        (({}, TIME, 3), "figures takes what"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[Any, ...], problem: str) -> None:
    with pytest.raises(AnsibleFilterError, match=problem):
        figures(*arguments)


@pytest.mark.parametrize("render", [figures_metrics, figures_log, figures_snapshot, figures_html])
@pytest.mark.parametrize("value", [None, [], "no JSON", "[]", {"format": 1}, {"format": 7, "time": TIME, "routers": []}])
def test_the_other_filters_take_figures_only(render: Any, value: Any) -> None:
    with pytest.raises(AnsibleFilterError, match="takes figures, as the filter figures gives them"):
        render(value)


def test_lines_for_logs_have_one_router_and_subject_each() -> None:
    lines = [json.loads(line) for line in figures_log(figures({"b\n": read(), "a": unread("unreachable")}, TIME)).splitlines()]
    assert [(line["router"], line["subject"]) for line in lines] == [
        ("a", "router"),
        ("b\n", "router"),
        ("b\n", "wans"),
        ("b\n", "vpn_peers"),
        ("b\n", "clients"),
    ]
    assert {line["time"] for line in lines} == {TIME}
    assert lines[0] | {"error": None} == {
        "time": TIME,
        "router": "a",
        "subject": "router",
        "address": "192.0.2.1:443",
        "status": "unreachable",
        "error": None,
    }
    assert lines[4]["clients"]["active"] == 2


def test_an_unknown_carrier_and_no_band_leave_a_gap() -> None:
    found = figures_of(facts(wan=[wan(2, "Cellular")], cellular=[cellular(2, carrier={}, bands=[{"name": "LTE Band 3"}])]))
    assert found["wans"][0]["cellular"] == {"mobile_type": "LTE", "signal_level": 4, "roaming": "home"}


@pytest.mark.parametrize(
    ("members", "enabled", "trouble"),
    [
        ({}, True, "degraded"),
        ({"as_lan": False, "scheduled_off": False}, True, "degraded"),
        ({"as_lan": True}, False, "fine"),
        ({"scheduled_off": True}, False, "fine"),
        ({"enable": False}, False, "fine"),
    ],
)
def test_a_wan_that_is_not_to_connect_is_no_trouble(members: Any, enabled: bool, trouble: str) -> None:
    found = figures_of({"wan": [wan(1, "Fibre"), wan(2, "DSL", **{"connected": False, "message": "No Cable", **members})]})
    assert found["wans"][1]["enabled"] is enabled
    assert state(troubles({"name": "van", "status": "read", "error": None, **found})) == trouble

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The audit of a fleet as data: the status of a router from its result, the counts, the limits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.filter.audit_html import audit_html
from ansible_collections.wanfleet.peplink.plugins.filter.audit_summary import audit_summary
from ansible_collections.wanfleet.peplink.tests.unit.plugins.plugin_utils.audit_samples import DEVICE, DRIFT, TIME, compared, failed


def only(result: Any) -> dict[str, Any]:
    """The audit entry of a single router."""
    (router,) = audit_summary({"van": result}, TIME)["routers"]
    return dict(router)


@pytest.mark.parametrize(
    ("result", "status", "kind"),
    [
        (compared(wan_priorities={}), "in_step", None),
        (compared(wan_priorities={"different": [DRIFT]}), "drifted", None),
        (compared(wan_priorities={"unknown": [True]}), "in_step", None),
        (compared(wan_priorities={"unknown": [True, False]}), "unknown", None),
        (compared(wan_priorities={"unknown": [False]}, ports={"supported": False}), "unsupported", None),
        (compared(wan_priorities={"different": [DRIFT], "unknown": [False]}, ports={"supported": False}), "drifted", None),
        (compared(wan_priorities={"different": [DRIFT]}) | {"failed": True, "error": "refused", "msg": "guarded"}, "drifted", "refused"),
        (failed("unreachable"), "unreachable", "unreachable"),
        (failed("unsupported"), "unsupported", "unsupported"),
        (failed("unauthorized"), "failed", "unauthorized"),
        (failed("tls"), "failed", "tls"),
        ({"failed": True, "msg": "'nowhere' is undefined"}, "failed", "other"),
        ({"unreachable": True, "msg": "the jump host is down"}, "unreachable", "unreachable"),
        ({}, "failed", "other"),
        (None, "failed", "other"),
    ],
)
def test_status_of_a_router_from_its_result(result: Any, status: str, kind: str | None) -> None:
    router = only(result)
    assert (router["status"], router["error"] and router["error"]["kind"]) == (status, kind)
    assert not kind or router["error"]["message"]


def test_mappings_differ_by_their_members() -> None:
    before, after = {"operator": {"apn": "internet", "username": "x"}, "roaming": True}, {"operator": {"apn": "fleet", "username": "x"}, "pin": 1}
    entry = {"item": "WAN 2", "option": "cellular.sims.1", "before": before, "after": after}
    drift = only(compared(wan_connections={"different": [entry]}))["sections"]["wan_connections"]["drift"]
    assert [(leaf["option"], leaf["before"], leaf["after"]) for leaf in drift] == [
        ("cellular.sims.1.operator.apn", "internet", "fleet"),
        ("cellular.sims.1.roaming", True, None),
        ("cellular.sims.1.pin", None, 1),
    ]


def test_a_missing_entry_is_listed_whole() -> None:
    entry = {"item": "mesh 1", "option": None, "before": None, "after": {"mesh_id": "deck"}}
    assert only(compared(mesh_profiles={"different": [entry]}))["sections"]["mesh_profiles"]["drift"] == [entry]


FLEET = {
    "b": compared(wan_priorities={"different": [DRIFT, DRIFT | {"item": "WAN 2"}]}),
    "a": compared(wan_priorities={"different": [DRIFT]}, ports={"supported": False}),
    "c": compared(wan_priorities={}) | {"device": DEVICE | {"firmware": "8.3.0"}},
    "d": failed("unreachable") | {"device": DEVICE | {"firmware": None}},
}


def test_routers_are_counted_once_per_category() -> None:
    assert audit_summary(FLEET, TIME)["summary"] == {
        "routers": 4,
        "status": {"failed": 0, "unreachable": 1, "drifted": 2, "unsupported": 0, "unknown": 0, "in_step": 1},
        "sections": {"ports": {"unsupported": 1}, "wan_priorities": {"drifted": 2, "in_step": 1}},
        "options": [{"section": "wan_priorities", "option": "priority", "routers": 2}],
        "firmware": [{"version": "8.5.2", "routers": 2}, {"version": "8.3.0", "routers": 1}, {"version": None, "routers": 1}],
        "errors": {"unreachable": 1},
    }


def test_the_order_of_the_results_does_not_matter() -> None:
    backwards = dict(reversed(list(FLEET.items())))
    assert json.dumps(audit_summary(FLEET, TIME)) == json.dumps(audit_summary(backwards, TIME))


def test_merged_partial_audits_equal_the_audit_of_all() -> None:
    parts = [audit_summary({name: FLEET[name]}, f"2026-11-2{day}T02:00:00Z") for day, name in enumerate("cab")]
    outdated = audit_summary({"d": compared(wan_priorities={})}, TIME)
    whole = audit_summary(FLEET, TIME)
    assert audit_summary([outdated, *parts, audit_summary({"d": FLEET["d"]}, TIME)]) == whole
    assert audit_summary([]) == audit_summary({}, "")
    assert audit_summary(whole) == whole


@pytest.mark.parametrize(
    ("limits", "texts"),
    [
        ({}, []),
        ({"drifted": None}, []),
        ({"drifted": 2, "unreachable": "1"}, []),
        ({"drifted": 1}, ["2 of 4 routers are drifted, more than 1"]),
        ({"drifted": "50%"}, []),
        ({"drifted": "49.9 %"}, ["2 of 4 routers are drifted, more than 49.9 %"]),
        ({"drifted": 0, "unreachable": "0%"}, ["2 of 4 routers are drifted, more than 0", "1 of 4 routers could not be reached, more than 0%"]),
    ],
)
def test_limits(limits: dict[str, Any], texts: list[str]) -> None:
    whole = audit_summary(FLEET, TIME)
    text = audit_summary(whole, limits=limits)["text"]
    assert text.splitlines()[0] == "1 in step, 1 unreachable, 2 drifted: a (WAN priorities), b (WAN priorities)"
    assert audit_summary(whole, limits=limits) == whole | {"exceeded": texts, "text": text}
    assert audit_summary(FLEET, TIME, limits)["exceeded"] == texts
    assert audit_summary([audit_summary({name: result}, TIME) for name, result in FLEET.items()], limits=limits)["exceeded"] == texts


def test_a_job_log_has_each_error_once_with_its_routers() -> None:
    results = {f"router-{number}": failed("refused") | {"msg": f"router-{number}: mtu must be a number"} for number in range(7)}
    results |= {"van": failed("unreachable"), "ship": compared(wan_priorities={})}
    assert audit_summary(audit_summary(results, TIME), limits={})["text"].splitlines() == [
        "1 in step, 1 unreachable, 7 failed",
        "mtu must be a number (7 routers: router-0, router-1, router-2, router-3, router-4 and 2 more)",
        "unreachable (van)",
    ]


@pytest.mark.parametrize(("length", "cut"), [(300, False), (900, False), (901, True), (200_000, True)])
def test_a_long_message_is_whole_or_says_where_the_rest_is(length: int, cut: bool) -> None:
    message = "x" * length
    audit = audit_summary({"van": failed("rejected") | {"msg": message}}, TIME, {})
    assert audit["routers"][0]["error"]["message"] == message
    (line,) = audit["text"].splitlines()[1:]
    assert line == f"{message[:900]}{'[...] (cut; the JSON file of the report has all of it)' if cut else ''} (van)"


def test_invalid_input_is_explained() -> None:
    whole = audit_summary(FLEET, TIME)
    for limit in ("few", "-1", True, "5%%", [1]):
        with pytest.raises(AnsibleFilterError, match="must be a number of routers or a percentage"):
            audit_summary(whole, limits={"drifted": limit})
    with pytest.raises(AnsibleFilterError, match="drfited is no status"):
        audit_summary(whole, limits={"drfited": 1})
    with pytest.raises(AnsibleFilterError, match="its limits are a mapping"):
        audit_summary(whole, limits=3)
    for audits in (whole | {"format": 2}, [whole | {"format": 2}]):
        with pytest.raises(AnsibleFilterError, match="format 1 can be merged"):
            audit_summary(audits)
    with pytest.raises(AnsibleFilterError, match="time is missing"):
        audit_summary(FLEET)
    for strange in (7, ["x"], {"format": 1}, [{"format": 1}]):
        with pytest.raises(AnsibleFilterError, match="audit_summary takes results by the name of the router"):
            audit_summary(strange)
    with pytest.raises(AnsibleFilterError, match="as audit_summary gives"):
        audit_html({"format": 1})


def test_a_router_may_be_called_like_a_member_of_an_audit() -> None:
    assert [router["name"] for router in audit_summary({"format": FLEET["a"]}, TIME)["routers"]] == ["format"]


def test_a_job_log_names_the_routers_that_lack_something_and_what() -> None:
    results = {
        "depot": compared(wan_priorities={}, ports={"supported": False}),
        "van": compared(wan_priorities={"unknown": [False]}),
        "hub": failed("unsupported"),
    }
    lines = audit_summary(audit_summary(results, TIME), limits={})["text"].splitlines()
    assert lines[0] == "1 unknown: van (WAN priorities), 2 unsupported: depot (Ports)"
    assert lines[1].endswith("(hub)")

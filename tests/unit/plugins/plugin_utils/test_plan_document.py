# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan of a fleet as a document: made of verdicts, kept as text, read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.filter.fleet_plan import fleet_plan
from ansible_collections.wanfleet.peplink.plugins.filter.read_plan import read_plan
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.planned_option import PLANNED_SPEC
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.plan_document import BadPlan, plan, read, text

from .plan_samples import INTENT, KEY, MESH, MTU, SIM, TIME, VERDICTS, WAN, drifted, sample

PLAN = text(sample())


def test_each_router_has_what_it_runs_and_what_shall_change() -> None:
    routers = sample()["routers"]
    assert list(routers) == sorted(VERDICTS)
    assert routers["van"] == {
        "address": "192.0.2.1:443",
        "firmware": "8.5.2",
        "error": None,
        "unsupported": [],
        "status": "drifted",
        "intent": INTENT,
        "changes": [{"section": "wan_connections", **MTU, "unseen": False}],
    }
    assert [change["option"] for change in routers["ship"]["changes"]] == ["mtu", "cellular.sims.1.apn"]
    assert routers["tram"]["changes"] == [{"section": "wan_connections", **SIM, "before": None, "after": None, "unseen": True}]
    assert routers["tram"]["unsupported"] == ["mesh_profiles"]
    assert routers["bus"]["changes"] == []
    assert routers["depot"]["changes"] == [{"section": name, **entry, "unseen": False} for name, entry in (("ssid_profiles", KEY), ("mesh_profiles", MESH))]
    assert (routers["office"]["status"], routers["office"]["error"]["kind"], len(routers["office"]["changes"])) == ("refused", "refused", 1)
    assert (routers["attic"]["status"], routers["attic"]["intent"], routers["attic"]["address"]) == ("invalid", None, None)
    assert routers["away"]["error"] == {"kind": "unreachable", "message": "192.0.2.7:443: no answer."}


def test_the_option_of_the_module_takes_all_members_of_an_entry() -> None:
    options = PLANNED_SPEC["planned"]["options"]
    assert set(options) == set(sample()["routers"]["van"])
    assert set(options["changes"]["options"]) == set(sample()["routers"]["van"]["changes"][0])


def test_the_same_findings_give_the_same_bytes_but_for_the_time() -> None:
    assert text(plan(dict(reversed(VERDICTS.items())), TIME)) == PLAN
    later = plan(VERDICTS, "2026-11-26T02:00:00Z")
    changed = [name for name, value in sample().items() if value != later[name]]
    assert changed == ["time", "checksum"]


def test_what_was_written_is_read_back() -> None:
    assert read(PLAN) == sample()
    assert read(text(read(PLAN))) == sample()
    assert read(text(plan({}, TIME)))["routers"] == {}
    strange = sample({"\ud800\u202e {{ 7*7 }}": drifted(1, {**MTU, "after": "{{ 7*7 }}"})})
    assert read(text(strange)) == strange


def edited(change: Callable[[dict[str, Any]], Any], *, checksum: bool = True) -> str:
    """The plan after an edit, with a checksum that fits it again."""
    document = json.loads(PLAN)
    document = change(document) or document
    if checksum and isinstance(document, dict):
        rest = {name: value for name, value in document.items() if name != "checksum"}
        document["checksum"] = hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    return json.dumps(document)


def set_in(*path: Any) -> Callable[[dict[str, Any]], None]:
    """An edit: the last of the path is the new value of the member that the rest names."""

    def change(document: Any) -> None:
        for name in path[:-2]:
            document = document[name]
        document[path[-2]] = path[-1]

    return change


def without(*path: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: Any) -> None:
        for name in path[:-1]:
            document = document[name]
        del document[path[-1]]

    return change


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "it is empty. Plan again."),
        (" \n", "it is empty. Plan again."),
        ("---\nformat: 1\n", "it is not JSON: Expecting value in line 1, column 1. Check which file it is"),
        (PLAN.replace('"van"', "van"), "it is not JSON: "),
        ("[]", "it is not a plan of this collection: it has no format. Check which file it is."),
        ('{"time": ""}', "it is not a plan of this collection: it has no format."),
        (edited(set_in("format", 2)), "it has format 2, and this version of the collection reads format 1. Plan again with this version."),
        (edited(set_in("format", True)), "it has format true, "),
        (edited(without("checksum"), checksum=False), "its checksum is missing, so it was edited."),
        (edited(set_in("routers", "van", "changes", 0, "after", 9000), checksum=False), "its checksum is not that of its content, so it was edited"),
        (edited(without("routers", "same"), checksum=False), "its checksum is not that of its content, so it was edited"),
        (edited(set_in("checksum", 5), checksum=False), "its checksum is not that of its content"),
        (edited(set_in("extra", 1)), "the plan has the member extra, which plans do not have."),
        (edited(set_in("routers", "van", "run", "reboot")), "routers.van has the member run, which plans do not have."),
        (edited(set_in("routers", "van", "changes", 0, "when", "now")), "routers.van.changes[1] has the member when, "),
        (edited(without("time")), "the plan lacks the member time."),
        (edited(without("routers", "van", "intent")), "routers.van lacks the member intent."),
        (edited(set_in("routers", [])), "the plan: routers must be a mapping, not a list. Plan again."),
        (edited(set_in("routers", "van", None)), "routers.van must be a mapping, not null."),
        (edited(set_in("routers", "van", "changes", "all")), "routers.van: changes must be a list, not text."),
        (edited(set_in("routers", "tram", "unsupported", [1])), "routers.tram.unsupported[1] must be text, not a whole number."),
        (edited(set_in("routers", "van", "changes", [1])), "routers.van.changes[1] must be a mapping, not a whole number."),
        (edited(set_in("routers", "van", "changes", 0, "unseen", 1)), "routers.van.changes[1]: unseen must be true or false, not a whole number."),
        (edited(set_in("routers", "van", "changes", 0, "option", 1.5)), "routers.van.changes[1]: option must be text or null, not a number."),
        (edited(set_in("routers", "van", "status", "fine")), "routers.van.status must be one of drifted, refused, invalid, "),
        (edited(set_in("routers", "away", "error", {"kind": "x"})), "routers.away.error lacks the member message."),
        (edited(set_in("routers", "van", "changes", 0, "after", float("nan"))), "it is not JSON that a plan could hold: NaN is no number."),
        ('{"format": ' + "1" * 5000 + "}", "it is not JSON that a plan could hold: "),
        ("[" * 100000, "it is not JSON"),
    ],
)
def test_every_fault_has_its_own_message(content: str, said: str) -> None:
    with pytest.raises(BadPlan) as error:
        read(content)
    assert str(error.value).startswith(said)
    with pytest.raises(AnsibleFilterError, match=r"^The plan cannot be used: (it|its|the plan|routers)\b"):
        read_plan(content)


def test_a_plan_cut_off_anywhere_is_refused() -> None:
    """Right after the opening brace, in the middle of texts, numbers and words, after a closing brace, and before the last one."""
    whole = PLAN.rstrip()
    for length in {*range(1, 200), *range(len(whole) - 150, len(whole))} | {whole.index(mark) + 1 for mark in ("},", "false", WAN)}:
        with pytest.raises(BadPlan, match=r"^it is cut off in line \d+\. Copy it again, or plan again\.$"):
            read(whole[:length])


def test_members_of_a_hostile_plan_are_shown_as_text() -> None:
    with pytest.raises(BadPlan) as error:
        read(edited(set_in("\u202e\x1b[31m", 1)))
    assert "\\u202e\\x1b[31m" in str(error.value)


@pytest.mark.parametrize("value", [None, 5, [], {"van": 1}, {"van": {"changed": False}}, "text"])
def test_what_is_no_finding_is_refused(value: Any) -> None:
    with pytest.raises(AnsibleFilterError, match="fleet_plan takes the routers in the result of peplink_fleet_plan"):
        fleet_plan(value, TIME)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(AnsibleFilterError, match="without from_json"):
        read_plan({"format": 1})


def test_filters_agree_with_the_document() -> None:
    assert fleet_plan(VERDICTS, TIME) == sample() == read_plan(PLAN)

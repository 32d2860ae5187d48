# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was reviewed is what is applied: the playbook plan, and a rollout of its plan."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest

from ..playbooks.test_secrets import PLANTED, WHOLE, secrets_of
from .conftest import NAMES, OFFLINE, FleetController

TIME_AND_CHECKSUM = '(?<="time": )"[^"]*"|(?<="checksum": )"[^"]*"'
LAYERS = {"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}], "ssid_profiles": [{"id": 1, "security": {"key": "planted-key-1"}}]}}


@pytest.fixture
def planner(fleet_controller: FleetController) -> FleetController:
    """A plan was made for five routers that differ; one is offline."""
    controller = fleet_controller
    controller.layers = LAYERS
    controller.of = {"router-5": OFFLINE}
    status, output = plan(controller)
    assert status == 0, output
    assert "5 to change" in output
    return controller


def plan(controller: FleetController, **variables: Any) -> tuple[int, str]:
    return controller.play("plan", **variables)


def roll_out(controller: FleetController, **variables: Any) -> tuple[int, str]:
    options = {"rollout_canary": "router-0", "rollout_plan": "plan/plan.json", "rollout_max_fail_percentage": 100, "rollout_serial": "100%"}
    return controller.play("rollout", **options | variables)


def statuses(controller: FleetController) -> dict[str, str]:
    data = json.loads((controller.home / "rollout" / "rollout.json").read_text())
    return {router["name"]: router["status"] for router in data["routers"]}


def test_a_plan_is_data_a_page_and_a_comment_and_writes_nothing(planner: FleetController) -> None:
    saved = {path.suffix: path.read_text() for path in (planner.home / "plan").iterdir()}
    assert sorted(saved) == [".html", ".json", ".md"]
    routers = json.loads(saved[".json"])["routers"]
    mtu = {"section": "wan_connections", "item": "WAN 1 (WAN)", "option": "mtu", "before": "auto", "after": 1400, "unseen": False}
    assert all(mtu in routers[name]["changes"] for name in NAMES[:5])
    assert (routers["router-5"]["status"], routers["router-5"]["changes"]) == ("unreachable", [])
    assert "planted-key-1" not in "".join(saved.values())
    for device in planner.fleet.devices:
        assert device.posts() == []


def test_no_secret_is_in_a_plan_its_rollout_or_any_output_of_them(fleet_controller: FleetController) -> None:
    """Secrets in every option that takes one, and those that the routers answer with."""
    controller = fleet_controller
    controller.layers = {"peplink_config_10_fleet": WHOLE}
    secrets = {secret for name, secret in PLANTED.items() if secret in json.dumps(WHOLE)}
    secrets |= {secret for device in controller.fleet.devices for secret in secrets_of(device)}
    status, seen = controller.play("plan", "-vvvv", "--diff")
    assert status == 0, seen
    status, output = controller.play("rollout", "-vvvv", "--diff", rollout_canary="router-0", rollout_plan="plan/plan.json")
    assert status == 0, output
    assert set(statuses(controller).values()) == {"changed"}
    assert PLANTED["ssid"] in json.dumps(controller.fleet.device("router-5").running("ssid"))
    files = [path for name in ("plan", "rollout") for path in (controller.home / name).iterdir()]
    seen += output + "".join(path.read_text() for path in files)
    assert len(files) > 5
    assert len(secrets) > 10
    assert [secret for secret in secrets if secret in seen] == []


@pytest.mark.thorough
def test_the_same_fleet_gives_the_same_plan_but_for_its_time(planner: FleetController) -> None:
    file = planner.home / "plan" / "plan.json"
    first = file.read_text()
    assert plan(planner)[0] == 0
    again = file.read_text()
    assert first != again
    assert re.sub(TIME_AND_CHECKSUM, "", first) == re.sub(TIME_AND_CHECKSUM, "", again)


def test_nothing_in_a_plan_is_evaluated(planner: FleetController) -> None:
    """Whoever edits a plan can make its checksum fit again."""
    file, template = planner.home / "plan" / "plan.json", "{{ lookup('ansible.builtin.pipe', 'touch evaluated') }}"
    document = json.loads(file.read_text())
    for name, member in (("router-1", "before"), ("router-2", "item"), ("router-3", "option")):
        document["routers"][name]["changes"][0][member] = template
    document["routers"]["router-5"]["error"]["message"] = template
    rest = {name: value for name, value in document.items() if name != "checksum"}
    checksum = hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    file.write_text(json.dumps(rest | {"checksum": checksum}))
    _status, output = roll_out(planner)
    assert {name: statuses(planner)[name] for name in NAMES[:4]} == {"router-0": "changed", "router-1": "stale", "router-2": "stale", "router-3": "stale"}
    assert list(planner.home.rglob("evaluated")) == []
    assert "lookup('ansible.builtin.pipe'" in output
    assert [planner.mtu(name) for name in NAMES[:5]] == [1400, None, None, None, 1400]


def test_exactly_the_plan_is_applied_and_only_once(planner: FleetController) -> None:
    planner.fleet.device("router-2").set_running("wan", 1, {"physical": {"mtu": 1300}})
    planner.of["router-3"] = {"peplink_config_90_router": {"wan_priorities": [{"id": 1, "priority": 2}]}}
    status, output = roll_out(planner)
    assert status != 0
    assert statuses(planner) == {
        "router-0": "changed",
        "router-1": "changed",
        "router-2": "stale",
        "router-3": "stale",
        "router-4": "changed",
        "router-5": "offline",
    }
    assert "planned from mtu auto, it is 1300 now" in output
    assert [planner.mtu(name) for name in NAMES[:5]] == [1400, 1400, 1300, None, 1400]
    assert planner.fleet.device("router-2").posts() == planner.fleet.device("router-3").posts() == []
    for device in planner.fleet.devices:
        device.clear_journal()
    _status, output = roll_out(planner)
    assert [device.name for device in planner.fleet.devices if device.posts()] == [], output
    assert {name: status for name, status in statuses(planner).items() if status == "unchanged"}.keys() == {"router-0", "router-1", "router-4"}


@pytest.mark.thorough
def test_routers_that_the_plan_does_not_name_are_left_as_they_are(planner: FleetController) -> None:
    _status, output = plan(planner, plan_hosts="router-0:router-1")
    _status, output = roll_out(planner)
    assert "Not in plan/plan.json, so left as they are: router-2, router-3, router-4, router-5" in output, output
    assert [planner.mtu(name) for name in NAMES[:5]] == [1400, 1400, None, None, None]
    assert statuses(planner) == {"router-0": "changed", "router-1": "changed"}
    assert (planner.home / "rollout" / "resume.txt").read_text().split() == []


@pytest.mark.thorough
def test_a_batch_of_stale_routers_does_not_end_a_rollout_in_which_all_may_fail(planner: FleetController) -> None:
    planner.fleet.device("router-1").set_running("wan", 1, {"physical": {"mtu": 1300}})
    status, output = roll_out(planner, rollout_serial=[1, "100%"], provision_skip_offline=True)
    assert status == 2, output
    assert [planner.mtu(name) for name in NAMES[:5]] == [1400, 1300, 1400, 1400, 1400]
    assert statuses(planner)["router-1"] == "stale"
    assert "Stopped because" not in (planner.home / "rollout" / "rollout.md").read_text()
    assert re.search(r"^router-1 .*failed=1", output, re.MULTILINE), output


@pytest.mark.variations
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (lambda text: text[:-200], "it is cut off"),
        (lambda text: text.replace("1400", "1300"), "its checksum is not that of its content, so it was edited"),
        (lambda text: "{}", "it is not a plan of this collection"),
        (None, "No such file or directory. Check the path"),
    ],
)
def test_a_plan_that_is_not_whole_is_refused_before_anything_is_sent(planner: FleetController, content: Any, problem: str) -> None:
    file = planner.home / "plan" / "plan.json"
    if content:
        file.write_text(content(file.read_text()))
    else:
        file.unlink()
    for device in planner.fleet.devices:
        device.clear_journal()
    status, output = roll_out(planner)
    assert status != 0
    assert f"The plan {file} cannot be used: {problem}" in output
    assert "Finalization" not in output
    assert "lookup" not in output
    assert planner.asked() == set(), output


@pytest.mark.thorough
def test_a_plan_says_which_routers_it_lacks_and_fails_if_they_are_too_many(planner: FleetController) -> None:
    """The plan is saved all the same."""
    planner.of |= {"router-1": {"peplink_client_secret": "wrong"}, "router-2": OFFLINE}
    for limits, problem in (
        ({}, "1 of 6 routers could not be compared, more than 0."),
        ({"plan_max_failed": 1}, ""),
        ({"plan_max_failed": "20%", "plan_max_unreachable": "20%"}, "2 of 6 routers could not be reached, more than 20%."),
        ({"plan_hosts": "router-1:router-2", "plan_max_failed": "100%"}, "none of the 2 routers could be compared."),
    ):
        (planner.home / "plan" / "plan.json").unlink()
        status, output = plan(planner, **limits)
        assert status == (2 if problem else 0), output
        assert problem in output
        assert output.count("fatal: [") == bool(problem)
        saved = json.loads((planner.home / "plan" / "plan.json").read_text())["routers"]
        assert (saved["router-1"]["status"], saved["router-2"]["status"]) == ("failed", "unreachable")
        assert len(re.findall(r'"failed: .* \(router-1\)"', output)) == 1, output
    assert len(re.findall(r'"unreachable: .* \(router-2\)"', output)) == 1, output


@pytest.mark.thorough
def test_an_invalid_intent_is_in_the_plan_and_fails_it(planner: FleetController) -> None:
    planner.of["router-1"] = {"peplink_config_90_router": {"wan_connections": [{"id": 1, "mtuu": 1400}]}}
    status, output = plan(planner)
    assert status != 0
    assert "did you mean mtu?" in (planner.home / "plan" / "plan.md").read_text()
    assert "did you mean mtu?" in output

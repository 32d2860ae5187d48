# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The roles hold in plays of any shape, or refuse: what is done for the fleet does not hang on the first host or on the strategy."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
import yaml

from .conftest import OFFLINE, FleetController

LAYERS = {"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}]}}
INVALID = {"peplink_config_90_router": {"wan_connections": [{"id": 1, "mtuu": 1400}]}}
ROLE = {"role": "wanfleet.peplink.provision", "provision_report_dir": "reports"}
AUDIT = {"role": "wanfleet.peplink.audit", "audit_report_dir": "reports"}
FIGURES = {"role": "wanfleet.peplink.figures"}
FINGERPRINTS = {"tasks": [{"name": "Collect", "ansible.builtin.import_role": {"name": "wanfleet.peplink.bootstrap", "tasks_from": "fingerprints.yml"}}]}
NOT_FIRST = "inventory_hostname != 'router-0'"


def including(role: dict[str, Any]) -> dict[str, Any]:
    """A play whose task includes the role on all routers but the first."""
    variables = {name: value for name, value in role.items() if name != "role"}
    return {"tasks": [{"ansible.builtin.include_role": {"name": role["role"]}, "vars": variables, "when": NOT_FIRST}]}


SHAPES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "role under when": ({"roles": [ROLE | {"when": NOT_FIRST}]}, {"router-0"}),
    "included under when": (including(ROLE), {"router-0"}),
    "serial": ({"roles": [ROLE], "serial": 2}, set()),
    "serial under when": ({"roles": [ROLE | {"when": NOT_FIRST}], "serial": 3}, {"router-0"}),
}


@pytest.fixture
def controller(fleet_controller: FleetController) -> FleetController:
    fleet_controller.layers = LAYERS
    return fleet_controller


def run(controller: FleetController, play: dict[str, Any], *arguments: str) -> tuple[int, str]:
    """Run a play of a user's own on the routers."""
    (controller.home / "inventory.yml").write_text(yaml.safe_dump(controller.inventory()))
    (controller.home / "play.yml").write_text(yaml.safe_dump([{"name": "Own play", "hosts": "routers", "gather_facts": False, **play}]))
    command = ["ansible-playbook", "-i", "inventory.yml", "play.yml", *arguments]
    done = subprocess.run(command, env=controller.environment(), cwd=controller.home, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def statuses(controller: FleetController) -> dict[str, str]:
    data = json.loads((controller.home / "reports" / "rollout.json").read_text())
    return {router["name"]: router["status"] for router in data["routers"]}


@pytest.mark.variations
@pytest.mark.parametrize(("play", "left_out"), SHAPES.values(), ids=SHAPES)
def test_one_report_has_the_routers_that_took_part(controller: FleetController, play: dict[str, Any], left_out: set[str]) -> None:
    status, output = run(controller, play)
    assert status == 0, output
    taking_part = {device.name for device in controller.fleet.devices} - left_out
    assert statuses(controller) == dict.fromkeys(taking_part, "changed"), output
    assert controller.asked() == taking_part


@pytest.mark.variations
@pytest.mark.parametrize("play", [SHAPES["role under when"][0], SHAPES["included under when"][0]], ids=["role", "included"])
def test_one_invalid_intent_stops_all_although_the_first_host_is_left_out(controller: FleetController, play: dict[str, Any]) -> None:
    controller.of = {"router-3": INVALID, "router-5": INVALID}
    status, output = run(controller, play)
    assert status == 2, output
    assert controller.written() == set()
    assert "router-0" not in controller.asked()
    assert statuses(controller) == {f"router-{number}": "failed" if number in (3, 5) else "untouched" for number in range(1, 6)}
    problem = "peplink_config_90_router: there is no wan_connections[id 1].mtuu; did you mean mtu?"
    assert output.count(problem) == 1
    assert f"{problem} (2 routers: router-3, router-5)" in output
    assert output.count("fatal: [") == 1
    assert "Nothing was written to any router, because 2 intents are not valid." in output
    assert "Finalization" not in output


@pytest.mark.variations
@pytest.mark.parametrize("play", [SHAPES["serial"][0], {"roles": [ROLE | {"when": NOT_FIRST}], "serial": 1}], ids=["serial", "serial under when"])
def test_an_invalid_intent_of_a_later_batch_stops_all_before_the_first_write(controller: FleetController, play: dict[str, Any]) -> None:
    controller.of = {"router-5": {"peplink_config_90_router": {"wan_connections": [{"id": 1, "mtu": 99999}]}}}
    status, output = run(controller, play)
    assert status == 2, output
    assert controller.written() == set()
    assert statuses(controller)["router-5"] == "failed"
    assert "Nothing was written to any router, because 1 intent is not valid." in output
    assert output.count("mtu must be") == output.count("fatal: [") == 1


@pytest.mark.variations
@pytest.mark.parametrize("playbook", ["plan", "provision", "rollout"])
def test_a_mistake_that_all_routers_share_is_said_once(controller: FleetController, playbook: str) -> None:
    controller.layers = INVALID
    status, output = controller.play(playbook, rollout_canary="none")
    assert status == 2, output
    assert output.count("did you mean mtu? (6 routers: router-0, router-1, router-2, router-3, router-4 and 1 more)") == 1, output
    assert output.count("mtuu") == output.count("fatal: [") == 1, output
    assert "Intents that are not valid: 6. The problems are listed above" in output
    assert controller.asked() == set()


@pytest.mark.thorough
def test_an_intent_that_its_batch_evaluates_first_does_not_stop_an_earlier_batch(controller: FleetController) -> None:
    """What cannot be known before other tasks have run is checked when its batch comes; the report tells what was done before."""
    controller.of = {"router-5": {"peplink_config_90_router": {"wan_connections": [{"id": 1, "mtu": "{{ found }}"}]}}}
    found = {"name": "Find", "ansible.builtin.set_fact": {"found": "{{ 99999 if broken is defined else 1400 }}"}}
    play = {"pre_tasks": [found], "roles": [ROLE], "serial": 2}
    status, output = run(controller, play, "-e", "broken=true")
    assert status == 2, output
    assert controller.written() == {f"router-{number}" for number in range(4)}
    assert "Stopped because 1 intent is not valid. Nothing was written to other routers than the 4 of earlier batches." in output
    status, output = run(controller, play)
    assert status == 0, output
    assert statuses(controller) == {f"router-{number}": "unchanged" if number < 4 else "changed" for number in range(6)}


@pytest.mark.variations
@pytest.mark.parametrize("strategy", ["free", "host_pinned"])
@pytest.mark.parametrize(
    "play", [{"roles": [ROLE]}, {"roles": [AUDIT]}, {"roles": [FIGURES]}, FINGERPRINTS], ids=["provision", "audit", "figures", "fingerprints"]
)
def test_a_strategy_without_step_is_refused_before_anything_is_sent(controller: FleetController, strategy: str, play: dict[str, Any]) -> None:
    controller.of = {"router-3": INVALID}
    status, output = run(controller, play | {"strategy": strategy})
    assert status != 0
    assert "not supported in the free strategy" in " ".join(output.split()).replace("currently ", "")
    assert controller.asked() == set()


def test_a_failure_is_shown_once_without_the_details_of_the_result(controller: FleetController) -> None:
    controller.of = {
        "router-1": {"peplink_config_90_router": {"wan_connections": [{"id": 77, "mtu": 1400}]}},
        "router-2": OFFLINE,
        "router-3": {"peplink_host": "https://192.0.2.1:8443"},
    }
    status, output = run(controller, {"roles": [ROLE]})
    assert status == 4, output
    assert '"calls"' not in output
    assert '"comparison"' not in output
    assert "Nothing was written to any router" not in output
    assert output.count('"msg": "https://192.0.2.1:8443: host is https://192.0.2.1:8443, but a scheme does not belong there') == 1, output
    for name, counted in (("router-1", "unreachable=0 +failed=1"), ("router-2", "unreachable=1 +failed=0"), ("router-3", "unreachable=0 +failed=1")):
        assert re.search(rf"^{name} .*{counted}", output, re.MULTILINE), output
        assert len(re.findall(rf"fatal: \[{name}\]", output)) == 1, output
    assert statuses(controller) == {"router-1": "failed", "router-2": "offline", "router-3": "failed"} | {f"router-{number}": "changed" for number in (0, 4, 5)}


@pytest.mark.variations
@pytest.mark.parametrize("playbook", ["backup", "probe", "bootstrap"])
def test_a_router_that_does_not_answer_is_unreachable_in_one_line(controller: FleetController, playbook: str) -> None:
    controller.of = {"router-1": OFFLINE}
    login = {"bootstrap_username": "admin", "bootstrap_password": "x", "bootstrap_vault_password": "x"}
    status, output = controller.play(playbook, "--limit", "router-1", **login)
    assert status == 4, output
    assert re.search(r"^router-1 .*unreachable=1 +failed=0", output, re.MULTILINE), output
    for noise in ('"calls"', '"device"', "Traceback"):
        assert noise not in output


@pytest.mark.variations
@pytest.mark.parametrize(("playbook", "option"), [("rollout", "provision_skip_offline"), ("provision", "provision_soak"), ("audit", "audit_max_drifted")])
def test_a_wrong_option_of_a_role_is_said_before_anything_is_sent(controller: FleetController, playbook: str, option: str) -> None:
    status, output = controller.play(playbook, rollout_canary="none", **{option: "soon"})
    assert status != 0
    assert option.removeprefix("audit_max_") in output, output
    assert "argument_spec_data" not in output
    assert controller.asked() == set()


@pytest.mark.thorough
@pytest.mark.parametrize(("play", "left_out"), [({"roles": [AUDIT | {"when": NOT_FIRST}]}, 1), (including(AUDIT), 1), ({"roles": [AUDIT], "serial": 2}, 0)])
def test_one_audit_has_the_routers_that_took_part(controller: FleetController, play: dict[str, Any], left_out: int) -> None:
    controller.of = {"router-1": OFFLINE}
    status, output = run(controller, play, "-e", "audit_max_drifted=0")
    assert status == 2, output
    counted = 6 - left_out
    assert f"{counted - 1} of {counted} routers are drifted, more than 0." in output
    assert f"1 unreachable, {counted - 1} drifted: " in output
    assert "router-5 (WANs)" in output
    assert json.loads((controller.home / "reports" / "audit.json").read_text())["summary"]["routers"] == counted


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("play", "left_out"), [({"roles": [FIGURES | {"when": NOT_FIRST}]}, 1), (including(FIGURES), 1), ({"roles": [FIGURES], "serial": 2}, 0)]
)
def test_the_figures_have_the_routers_that_took_part(controller: FleetController, play: dict[str, Any], left_out: int) -> None:
    controller.of = {"router-1": OFFLINE}
    status, output = run(controller, play, "-e", "figures_max_unreachable=0")
    assert status == 2, output
    assert f"1 of {6 - left_out} routers could not be reached, more than 0." in output
    figures = json.loads((controller.home / "figures" / "figures.json").read_text())
    assert figures["summary"]["status"] == {"read": 5 - left_out, "failed": 0, "unreachable": 1}


@pytest.mark.variations
@pytest.mark.parametrize("playbook", ["provision", "rollout", "audit", "figures"])
def test_a_pattern_that_matches_no_router_fails(controller: FleetController, playbook: str) -> None:
    for pattern, arguments in (("vna", ()), ("router-1", ("--limit", "router-2"))):
        status, output = controller.play(playbook, *arguments, **{f"{playbook}_hosts": pattern})
        assert status != 0
        assert f"No router of this run matches {pattern}" in output, output
    assert controller.asked() == set()


def test_misspelt_variables_are_said_once_and_layers_on_request(controller: FleetController) -> None:
    controller.layers = LAYERS | {"peplink_confg_90_router": {}, "provison_skip_offline": True}
    status, output = controller.play("provision", "-v", "--check")
    assert status == 0, output
    plain = " ".join(output.split())
    assert plain.count("The variable peplink_confg_90_router has no effect. Did you mean peplink_config_90_router?") == 1
    assert plain.count("The variable provison_skip_offline has no effect. Did you mean provision_skip_offline?") == 1
    assert "[router-3] layers: peplink_config_10_fleet" in output


@pytest.mark.variations
@pytest.mark.parametrize(
    ("playbook", "name", "meant"),
    [("plan", "plan_dri", "plan_dir"), ("backup", "backup_directry", "backup_dir"), ("probe", "probe_reprt_dir", "probe_dir")],
)
def test_every_playbook_says_once_that_an_option_is_misspelt(controller: FleetController, playbook: str, name: str, meant: str) -> None:
    _status, output = controller.play(playbook, "--limit", "router-0", **{name: "x"})
    assert " ".join(output.split()).count(f"The variable {name} has no effect. Did you mean {meant}?") == 1, output


@pytest.mark.variations
@pytest.mark.parametrize(("playbook", "name"), [("bootstrap", "bootstrap_hots"), ("fingerprints", "fingerprints_hots"), ("figures", "figures_hots")])
def test_a_misspelt_choice_of_routers_does_not_address_all(controller: FleetController, playbook: str, name: str) -> None:
    status, output = controller.play(playbook, **{f"{playbook}_hosts": None, name: "router-1"})
    assert status != 0
    assert f'"The playbook {playbook}: The variable {name} has no effect. Did you mean {playbook}_hosts?' in output, output
    assert controller.asked() == set()


@pytest.mark.variations
@pytest.mark.parametrize(
    ("playbook", "options", "text"),
    [
        ("rollout", {"rollout_serial": ["abc"]}, "rollout_serial must be a number of routers, a percentage such as 25%, or a list of these"),
        ("rollout", {"rollout_max_fail_percentage": "abc"}, "rollout_max_fail_percentage must be a percentage from 0 to 100, not abc"),
        ("restore", {"backup_missing": "maybe"}, "backup_missing must be one of: fail, skip"),
        ("backup", {"backup_secrets": "vault"}, "backup_secrets=vault needs backup_vault_password"),
        ("bootstrap", {}, "bootstrap_username must be given"),
        ("audit", {"audit_max_drifted": "banana"}, "audit_max_drifted must be a number of routers or a percentage such as 2.5%, not banana"),
        ("figures", {"figures_days": 0, "figures_max_failed": "x"}, "figures_days must be at least 1, not 0"),
        ("probe", {"probe_level": "wild"}, "probe_level must be one of: read, reversible"),
    ],
)
def test_a_wrong_option_is_said_in_a_line_before_anything_is_sent(controller: FleetController, playbook: str, options: Any, text: str) -> None:
    status, output = controller.play(playbook, rollout_canary="none", **options)
    assert status != 0
    assert text in output, output
    for noise in ("Finalization", "argument_spec", "AnsibleTagged", "Traceback", "description"):
        assert noise not in output
    assert controller.asked() == set()


@pytest.mark.thorough
def test_misspelt_variables_are_said_too_if_the_module_runs_elsewhere(controller: FleetController) -> None:
    controller.layers = LAYERS | {"peplink_confg_90_router": {}}
    config = {"layers": "{{ query('ansible.builtin.varnames', '^peplink_config_') }}"}
    task = {"name": "Configure", "wanfleet.peplink.peplink_config": config, "delegate_to": "jump", "run_once": True}
    status, output = run(controller, {"tasks": [task]}, "--check")
    assert status == 0, output
    assert " ".join(output.split()).count("The variable peplink_confg_90_router has no effect. Did you mean peplink_config_90_router?") == 1

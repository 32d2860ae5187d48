# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every example of the documentation runs on a router of its own: in check mode, for real, and a second time."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
import yaml
from peplink_simulator import DeviceSpec, Fleet, Unknowns

from ansible_collections.wanfleet.peplink.plugins import modules

from .conftest import Controller, Play

# The fixture runs all of them, within the time of the first test.
pytestmark = [pytest.mark.thorough, pytest.mark.exhaustive, pytest.mark.timeout(900)]

OURS = "wanfleet.peplink."


def examples() -> dict[str, dict[str, Any]]:
    """The example tasks by the name of the router that each one gets."""
    found = {}
    for name in sorted(one.name for one in pkgutil.iter_modules(modules.__path__)):
        module = importlib.import_module(f"{modules.__name__}.{name}")
        # An action plugin without a module is no task for a single router.
        for number, task in enumerate(yaml.safe_load(module.EXAMPLES) if hasattr(module, "MODULE") else ()):
            found[f"{name}-{number}"] = task
    return found


EXAMPLES = examples()


def repeatable(task: dict[str, Any]) -> bool:
    """Whether a second run should find nothing to do."""
    (module,) = (name.removeprefix(OURS) for name in task if name.startswith(OURS))
    documented = yaml.safe_load(importlib.import_module(f"{modules.__name__}.{module}").DOCUMENTATION)
    return documented["attributes"]["idempotent"]["support"] == "full" and (task[OURS + module] or {}).get("unreadable") != "always"


def variants(task: dict[str, Any]) -> list[dict[str, Any]]:
    task = {name: value for name, value in task.items() if name != "no_log"}
    if not any(name.startswith(OURS) for name in task):
        return [task | {"register": "shown"}]
    return [task | {"check_mode": True, "register": "predicted"}, task | {"register": "done"}, task | {"register": "again"}]


def spec_for(name: str) -> DeviceSpec:
    """A router on which the example can run: with ports to configure only where they are asked for, because nobody knows them (an
    example that skips them relies on that); with a module that has ports; with other firmware that can be booted too; with what is waited for.
    """
    unknowns = Unknowns(port_functions="on" if name.startswith("peplink_port") else "off")
    modules = ("E4/1",) if name.startswith("peplink_poe") else ()
    schedule = [{"at": 0, "what": "gpio", "pin": 1, "level": 1}] if name.startswith("peplink_wait_for") else []
    return DeviceSpec(name=name, unknowns=unknowns, modules=modules, other_firmware="8.5.0", schedule=schedule)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    with Fleet.start([spec_for(name) for name in EXAMPLES]) as fleet:
        controller = Controller(fleet, tmp_path_factory.mktemp("examples"))
        inventory = controller.inventory()
        for device in fleet.devices:
            inventory["all"]["children"]["routers"]["hosts"][device.name] |= {
                "vault_client_id": device.client_id,
                "vault_client_secret": device.client_secret,
                "vault_cert_fingerprint": fleet.fingerprint,
                "vault_pppoe_password": "planted-pppoe",
                "vault_apn_password": "planted-apn",
                "vault_sim_pin": "80716253",
                "vault_ssid_key": "planted-ssid-key",
                "vault_guest_ssid_key": "planted-guest-key",
                "vault_till_key": "planted-till-key",
                "vault_scale_key": "planted-scale-key",
                "vault_mesh_passphrase": "planted-mesh-pass",
                "vault_admin_name": device.username,
                "vault_admin_password": device.password,
                "vault_leaked_token": "planted-leaked-token",
                "vault_harbour_key": "seagull-4471",
                "client_name": "test-api",
                "router_to_reset": device.host,
                "router_config": {"wan_connections": [{"id": 1, "mtu": 1400}], "gpios": [], "ssid_profiles": [{"id": 1, "broadcast": False}]},
            }
        # An example that only shows what the one before it registered follows it on the same router.
        plays = []
        for name, task in EXAMPLES.items():
            if any(key.startswith(OURS) for key in task):
                kept = task | {"register": "done"}
                plays.append(Play(name, variants(kept)))
            else:
                plays[-1].tasks.insert(-1, variants(task | {"vars": {"wans": "{{ done }}", "router": "{{ done }}"}})[0])
        run = controller.run(plays, inventory=inventory)
        assert run.status == 0, run.output
        return run.results


@pytest.mark.parametrize("name", [name for name, task in EXAMPLES.items() if any(key.startswith(OURS) for key in task)])
def test_check_mode_predicts_each_example_and_a_second_run_changes_nothing(results: dict[str, list[dict[str, Any]]], name: str) -> None:
    predicted, done, *_shown, again = results[name]
    assert predicted["changed"] == done["changed"]
    for key in ("before", "after", "diff"):
        assert predicted.get(key) == done.get(key)
    if repeatable(EXAMPLES[name]):
        assert not again["changed"]


@pytest.mark.parametrize("name", [name for name, task in EXAMPLES.items() if any(key.startswith(OURS) for key in task)])
def test_results_match_the_documented_return_values(results: dict[str, list[dict[str, Any]]], name: str) -> None:
    module = name.rpartition("-")[0]
    documented = yaml.safe_load(importlib.import_module(f"{modules.__name__}.{module}").RETURN)
    always = {key for key, value in documented.items() if value["returned"] == "always"}
    if f"{OURS}{module}" in EXAMPLES[name]:
        assert always <= set(results[name][1])
        assert set(results[name][1]) <= {*documented, "changed", "failed", "warnings", "invocation"}

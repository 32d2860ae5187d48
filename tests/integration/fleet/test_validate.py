# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The playbook that checks the variables of all routers offline: each problem once, with its routers, and none of the values that are secret."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ansible.parsing.vault import VaultLib, VaultSecret

from ..playbooks.conftest import environment

MTU = "wan_connections[id 1]: mtu must be a whole number from 576 to 9000 bytes, or auto"
VLAN = "wan_connections[id 2]: vlan must be a whole number from 1 to 4094, or none"
KEY = "peplink_config_10_fleet.ssid_profiles[id 1].security.key"
ROUTERS = ("van", "depot", "hub")


@dataclass(frozen=True)
class Desk:
    """A place with an inventory, and without any router."""

    home: Path

    def validate(self, *arguments: str, of: dict[str, dict[str, Any]] | None = None, key: str = '"planted-key-1"', **of_all: Any) -> tuple[int, str]:
        """The exit status and the output. ``key`` is YAML: the variable ``vault_key``."""
        fleet = {"ssid_profiles": [{"id": 1, "name": "Crew", "security": {"policy": "wpa2_personal", "key": "{{ vault_key }}"}}]}
        hosts = {name: (of or {}).get(name, {}) for name in ROUTERS}
        routers = {"hosts": hosts, "vars": {"peplink_config_10_fleet": fleet, **of_all}}
        (self.home / "inventory").mkdir(exist_ok=True)
        (self.home / "inventory" / "group_vars").mkdir(exist_ok=True)
        (self.home / "inventory" / "routers.yml").write_text(json.dumps({"routers": routers}))
        (self.home / "inventory" / "group_vars" / "routers.yml").write_text(f"vault_key: {key}\n")
        command = ["ansible-playbook", "-i", "inventory", "wanfleet.peplink.validate", *arguments]
        done = subprocess.run(command, env=environment(self.home), cwd=self.home, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_valid_routers_pass(desk: Desk) -> None:
    status, output = desk.validate()
    assert status == 0, output
    assert "Routers that are valid: 3" in output
    assert "WARNING" not in output


def test_every_problem_is_listed_once_with_its_routers(desk: Desk) -> None:
    wans = {"wan_connections": [{"id": 1, "mtu": 99999}, {"id": 2, "vlan": 5000}]}
    of = {
        "van": {"peplink_config_90_router": wans, "peplink_port": "none", "audit_concurrency": 0},
        "depot": {"peplink_config_90_router": wans, "peplink_confg_95": {}},
        "hub": {"peplink_config_90_router": {"wan_connections": [{"id": 1, "mtuu": 1400}]}},
    }
    status, output = desk.validate(of=of, figures_days=0)
    assert status == 2
    for line in (
        f'"2 routers: van, depot: {MTU}"',
        f'"2 routers: van, depot: {VLAN}"',
        '"van: peplink_port must be a whole number, not text"',
        '"van: audit_concurrency must be at least 1, not 0"',
        '"all 3 routers: figures_days must be at least 1, not 0"',
        '"depot: The variable peplink_confg_95 has no effect. Did you mean peplink_config_95?"',
        '"hub: peplink_config_90_router: there is no wan_connections[id 1].mtuu; did you mean mtu?"',
    ):
        assert output.count(line) == 1, output
    assert "3 of 3 routers are not valid." in output
    assert "planted-key-1" not in output


@pytest.mark.thorough
def test_only_the_routers_of_the_limit_are_checked(desk: Desk) -> None:
    of = {"van": {"peplink_config_90_router": {"wan_connections": [{"id": 1, "mtu": 99999}]}}}
    assert desk.validate("--limit", "depot,hub", of=of)[0] == 0
    assert desk.validate("-e", "validate_hosts=depot", of=of)[0] == 0
    assert desk.validate("--limit", "van", of=of)[0] == 2
    status, output = desk.validate("--limit", "nobody", of=of)
    assert status != 0, output


def vaulted(text: str) -> str:
    lines = VaultLib([("default", VaultSecret(b"planted-vault-password"))]).encrypt(text).decode().splitlines()
    return "!vault |\n" + "\n".join(f"  {line}" for line in lines)


@pytest.mark.variations
@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (vaulted("planted-key-2"), "Attempting to decrypt but no vault secrets found."),
        ('"{{ nowhere }}"', "'nowhere' is undefined."),
        (
            "\"{{ lookup('ansible.builtin.env', 'PLANTED_NOWHERE') }}\"",
            "it is empty: what it is taken from, such as a variable of the environment, is not set.",
        ),
    ],
    ids=["vaulted", "undefined", "environment"],
)
def test_a_secret_that_is_not_here_is_a_problem_or_a_warning_and_the_rest_is_checked(desk: Desk, key: str, reason: str) -> None:
    of = {"van": {"peplink_config_90_router": {"wan_connections": [{"id": 1, "mtu": 99999}]}}}
    status, output = desk.validate(of=of, key=key)
    assert status == 2
    assert f'"van: {MTU}"' in output
    [line] = [line for line in output.splitlines() if KEY in line]
    assert line.strip(' ,"').startswith(f"all 3 routers: {KEY}: it ")
    assert reason in line
    assert "validate_unresolved=skip" in output

    status, output = desk.validate("-e", "validate_unresolved=skip", "--limit", "depot,hub", of=of, key=key)
    assert status == 0, output
    assert "Routers that are valid: 2" in output
    assert f"all 2 routers: {KEY}: it " in " ".join(output.split())


def test_with_the_vault_password_the_secret_is_checked(desk: Desk) -> None:
    (desk.home / "password").write_text("planted-vault-password")
    assert desk.validate("--vault-password-file", "password", key=vaulted("planted-key-2"))[0] == 0
    status, output = desk.validate("--vault-password-file", "password", key=vaulted("short"))
    assert status == 2
    assert '"all 3 routers: ssid_profiles[id 1]: security.key must have 8 to 63 ASCII characters, or 64 hexadecimal digits"' in output


def test_names_that_look_misspelt_can_be_tolerated(desk: Desk) -> None:
    status, output = desk.validate("-e", "validate_misspelt=warn", peplink_confg_95={})
    assert status == 0, output
    assert "The variable peplink_confg_95 has no effect. Did you mean peplink_config_95?" in " ".join(output.split())


def test_a_whole_intent_is_checked_in_place_of_the_layers(desk: Desk) -> None:
    status, output = desk.validate(of={"hub": {"provision_intent": {"wan_connections": [{"id": 1, "mtu": 99999}]}}})
    assert status == 2
    assert f'"hub: {MTU}"' in output


def test_options_of_the_playbook_itself_are_checked(desk: Desk) -> None:
    status, output = desk.validate("-e", "validate_unresolved=perhaps")
    assert status == 2
    assert "validate_unresolved must be one of: fail, skip" in output


@pytest.mark.parametrize(("key", "status"), [({"key": "{{ nowhere }}"}, 0), ({}, 2)], ids=["not known", "missing"])
def test_what_is_required_is_missed_only_where_it_is_not_given(desk: Desk, key: dict[str, str], status: int) -> None:
    of = {"hub": {"peplink_config_90_router": {"ssid_profiles": [{"id": 1, "security": {"private_keys": [{"name": "Ada", **key}]}}]}}}
    found, output = desk.validate("-e", "validate_unresolved=skip", "--limit", "hub", of=of)
    assert found == status, output
    assert ("private_keys[entry 1].key must be given" in output) == (status == 2), output

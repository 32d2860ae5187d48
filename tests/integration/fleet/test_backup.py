# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Backup and restore: files that contain intent, that are stable, and that never contain templates or plain secrets."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from .conftest import FleetController

LIMIT = ("--limit", "router-0,router-1")
TEMPLATE = "{{ lookup('pipe', 'touch gotcha') }}"


def files(controller: FleetController) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (controller.home / "backup").iterdir()}


def test_a_backup_is_stable_intent_that_restores_the_configuration(fleet_controller: FleetController) -> None:
    router = fleet_controller.fleet.device("router-0")
    router.set_running("wan", 1, {"name": TEMPLATE})
    router.set_running("ssid", 1, {"name": "Crew"})
    status, output = fleet_controller.play("backup", *LIMIT)
    assert status == 0, output
    first = files(fleet_controller)
    assert set(first) == {"router-0.yml", "router-1.yml"}
    for secret in (router.running("ssid")[1]["security"]["wpa2Personal"]["key"], router.client_secret):
        assert secret.encode() not in first["router-0.yml"]

    status, output = fleet_controller.play("backup", *LIMIT)
    assert "changed=0" in output
    assert files(fleet_controller) == first

    # As host variables the file is a layer, and asks for nothing that is not there.
    (fleet_controller.home / "host_vars").mkdir()
    (fleet_controller.home / "host_vars" / "router-0.yml").write_bytes(first["router-0.yml"])
    status, output = fleet_controller.play("provision", "--limit", "router-0")
    assert status == 0, output
    assert "1 unchanged" in output

    router.set_running("ssid", 1, {"name": "Somebody"})
    router.set_running("wan", 1, {"name": "Other"})
    status, output = fleet_controller.play("restore", "--limit", "router-0", "--diff")
    assert status == 0, output
    assert (router.running("ssid")[1]["name"], router.running("wan")[1]["name"]) == ("Crew", TEMPLATE)
    assert not list(Path(fleet_controller.home).rglob("gotcha"))


@pytest.mark.thorough
def test_secrets_are_written_to_a_vault_or_not_at_all(fleet_controller: FleetController) -> None:
    router = fleet_controller.fleet.device("router-0")
    key = router.running("ssid")[1]["security"]["wpa2Personal"]["key"]
    password = fleet_controller.home / "vault-password"
    password.write_text("vault-pass-1\n")
    options = ["--limit", "router-0", "-vvv", "--diff", "--vault-password-file", str(password)]
    variables = {"backup_secrets": "vault", "backup_vault_password": "vault-pass-1"}
    status, output = fleet_controller.play("backup", *options, **variables)
    assert status == 0, output
    first = files(fleet_controller)
    assert first["router-0.yml"].startswith(b"$ANSIBLE_VAULT;1.1;AES256")
    status, second = fleet_controller.play("backup", *options, **variables)
    assert "changed=0" in second
    assert files(fleet_controller) == first

    router.set_running("ssid", 1, {"security": {"wpa2Personal": {"key": "somebody-elses"}}})
    status, restored = fleet_controller.play("restore", *options, **variables)
    assert status == 0, restored
    assert router.running("ssid")[1]["security"]["wpa2Personal"]["key"] == key
    for secret in (key, "somebody-elses", "vault-pass-1"):
        assert secret not in output + second + restored


@pytest.mark.thorough
def test_a_backup_holds_each_setting_once(fleet_controller: FleetController) -> None:
    fleet_controller.play("backup", "--limit", "router-0")
    saved = yaml.safe_load(files(fleet_controller)["router-0.yml"])["peplink_config_00_backup"]
    assert "wan_priorities" not in saved
    assert {"wan_connections", "ssid_profiles", "mesh_profiles"} <= saved.keys()

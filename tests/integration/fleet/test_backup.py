# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Backup and restore: files that contain intent, that are stable, and that never contain templates or plain secrets."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from peplink_simulator import Fleet

from .conftest import FleetController, Renamed

DDNS = {"enable": True, "provider": "dyndns", "useWanIp": True, "username": "van", "password": "van-pass-1", "host": ["van.example.net"]}
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


@pytest.mark.thorough
def test_any_name_of_a_router_gives_a_file_of_its_own_in_the_directory(six: Fleet, fleet_controller: FleetController) -> None:
    home = fleet_controller.home / "a" / "b"
    home.mkdir(parents=True)
    controller = Renamed(six, home, names={"router-0": "../../x", "router-1": "Van", "router-2": "van"})
    status, output = controller.play("backup")
    assert status == 0, output
    assert set(files(controller)) == {"%2E.%2F..%2Fx.yml", "%56an.yml", "van.yml"}
    assert not list(fleet_controller.home.glob("*.yml"))
    status, output = controller.play("restore", "--check")
    assert status == 0, output


@pytest.mark.thorough
def test_a_directory_per_router_and_a_missing_backup(fleet_controller: FleetController) -> None:
    fleet_controller.layers = {"backup_file": "{{ inventory_dir }}/saved/{{ inventory_hostname }}/config.yml"}
    status, output = fleet_controller.play("backup", *LIMIT)
    assert status == 0, output
    missing = fleet_controller.home / "saved" / "router-0" / "config.yml"
    missing.unlink()
    assert missing.parent.stat().st_mode & 0o777 == 0o700
    for name in ("router-0", "router-1"):
        fleet_controller.fleet.device(name).set_running("wan", 1, {"name": "Other"})

    status, output = fleet_controller.play("restore", *LIMIT)
    assert status != 0
    assert f"router-0: there is no backup {missing}" in " ".join(output.split())
    assert fleet_controller.fleet.device("router-1").running("wan")[1]["name"] == "Other"

    status, output = fleet_controller.play("restore", *LIMIT, backup_missing="skip")
    assert status == 0, output
    assert str(missing) in output
    assert [fleet_controller.fleet.device(name).running("wan")[1]["name"] for name in ("router-0", "router-1")] == ["Other", "WAN"]


@pytest.mark.thorough
def test_a_backup_from_before_ddns_restores_the_rest(fleet_controller: FleetController) -> None:
    router = fleet_controller.fleet.device("router-0")
    status, output = fleet_controller.play("backup", "--limit", "router-0")
    assert status == 0, output
    router.set_running("wan", 1, {"name": "Other", "ddns": DDNS})
    status, output = fleet_controller.play("restore", "--limit", "router-0")
    assert status != 0
    assert "it may want ddns.use_wan_ip, ddns.password along with ddns.enable false" in " ".join(output.split())
    assert router.running("wan")[1]["name"] == "Other"

    status, output = fleet_controller.play("restore", "--limit", "router-0", backup_leave_out=["wan_connections.ddns"])
    assert status == 0, output
    assert router.running("wan")[1]["name"] == "WAN"
    assert router.running("wan")[1]["ddns"] == DDNS

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Bootstrap: from an admin login to an API client whose credentials are never displayed."""

from __future__ import annotations

import hashlib
import re
import ssl
from pathlib import Path

import pytest
import yaml
from peplink_simulator import Fleet

from .conftest import OFFLINE, FleetController, Renamed

PASSWORD = "planted-vault-pass"


@pytest.fixture
def controller(fleet_controller: FleetController) -> FleetController:
    """A controller without API clients in the inventory, and with a vault password."""
    router = fleet_controller.fleet.device("router-0")
    fleet_controller.of = {"router-0": {"peplink_client_id": "", "peplink_client_secret": ""}}
    fleet_controller.layers = {
        "bootstrap_username": router.username,
        "bootstrap_password": router.password,
        "bootstrap_client_name": "fleet",
        "bootstrap_vault_password": PASSWORD,
    }
    (fleet_controller.home / "password").write_text(PASSWORD)
    return fleet_controller


def play(controller: FleetController, playbook: str, *arguments: str) -> tuple[int, str]:
    return controller.play(playbook, "--limit", "router-0", "-vvv", "--vault-password-file", str(controller.home / "password"), *arguments)


def test_later_playbooks_use_the_credentials_that_bootstrap_wrote(controller: FleetController) -> None:
    router = controller.fleet.device("router-0")
    before = len(router.clients)
    status, output = play(controller, "bootstrap", "--check")
    assert status == 0, output
    assert len(router.clients) == before

    status, output = play(controller, "bootstrap")
    assert status == 0, output
    (client,) = [client for client in router.clients if client.name == "fleet"]
    kept = controller.home / "host_vars" / "router-0" / "credentials.yml"
    first = kept.read_bytes()
    assert first.startswith(b"$ANSIBLE_VAULT;1.1")

    controller.of = {}
    controller.drop = {"peplink_client_id", "peplink_client_secret"}
    status, again = play(controller, "bootstrap")
    assert "changed=0" in again, again
    assert kept.read_bytes() == first
    assert len(router.clients) == before + 1

    status, used = play(controller, "backup")
    assert status == 0, used
    for secret in (client.secret, router.password, PASSWORD):
        assert secret not in output + again + used


def test_no_client_is_created_whose_credentials_could_not_be_stored(controller: FleetController) -> None:
    router = controller.fleet.device("router-0")
    before = len(router.clients)
    del controller.layers["bootstrap_vault_password"]
    status, output = play(controller, "bootstrap")
    assert status != 0
    assert "bootstrap_tasks=vault.yml needs bootstrap_vault_password" in output

    controller.layers["bootstrap_vault_password"] = PASSWORD
    kept = controller.home / "host_vars" / "router-0.yml"
    kept.parent.mkdir()
    kept.write_text("---\nsite: quay\n")
    status, output = play(controller, "bootstrap")
    assert status != 0
    assert "move it into the directory of the same name" in output

    controller.layers["bootstrap_vault_file"] = str(kept / "credentials.yml")
    status, output = play(controller, "bootstrap")
    assert status != 0
    assert f"the directory {kept} cannot be created: Not a directory. Check its name and who may write there." in " ".join(output.split())
    assert len(router.clients) == before


@pytest.mark.thorough
def test_failures_are_explained(controller: FleetController) -> None:
    controller.layers["bootstrap_password"] = "planted-wrong"
    status, output = play(controller, "bootstrap")
    assert status != 0
    assert "planted-wrong" not in output
    assert f":{controller.fleet.device('router-0').port}: " in output
    assert "password" in output


ANY_NAMES = {"router-0": "../../x", "router-1": "Van", "router-2": "van", "router-3": "Ship 1"}


@pytest.mark.thorough
def test_a_router_whose_name_cannot_name_a_directory_of_its_own_is_refused(six: Fleet, tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    home.mkdir(parents=True)
    controller = Renamed(six, home, names=ANY_NAMES)
    controller.start_over()
    controller.layers = {
        "bootstrap_username": "{{ admin_name }}",
        "bootstrap_password": "{{ admin_password }}",
        "bootstrap_vault_password": PASSWORD,
    }
    clients = [len(device.clients) for device in six.devices]
    status, output = controller.play("bootstrap")
    assert status != 0
    assert [len(device.clients) - before for device, before in zip(six.devices, clients, strict=True)] == [0, 0, 0, 1, 0, 0]
    told = " ".join(output.split())
    assert {name: f"{name} cannot name a directory of host_vars" in told for name in ANY_NAMES.values()} == {
        "../../x": True,
        "Van": True,
        "van": True,
        "Ship 1": False,
    }
    assert "set bootstrap_vault_file" in told
    assert {path.relative_to(tmp_path) for path in tmp_path.rglob("credentials.yml")} == {Path("a/b/host_vars/Ship 1/credentials.yml")}

    controller.layers["bootstrap_vault_file"] = "{{ inventory_dir }}/vaults/{{ inventory_hostname | wanfleet.peplink.file_name(groups['all']) }}.yml"
    (home / "password").write_text(PASSWORD)
    status, output = controller.play("bootstrap", "--vault-password-file", str(home / "password"))
    assert status == 0, output
    assert {path.name for path in (home / "vaults").iterdir()} == {"%2E.%2F..%2Fx.yml", "%56an.yml", "van.yml", "Ship%201.yml"}


def fingerprint(controller: FleetController, name: str) -> str:
    """The SHA-256 fingerprint of the certificate that a router shows, as openssl writes it."""
    device = controller.fleet.device(name)
    certificate = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate((device.host, device.port)))
    return ":".join(re.findall("..", hashlib.sha256(certificate).hexdigest().upper()))


def test_fingerprints_are_collected_for_review_and_nothing_is_trusted(fleet_controller: FleetController) -> None:
    right, wrong = fingerprint(fleet_controller, "router-1"), "AA:" * 31 + "AA"
    fleet_controller.of = {"router-1": {"peplink_cert_fingerprint": right}, "router-2": {"peplink_cert_fingerprint": wrong}, "router-3": OFFLINE}
    status, output = fleet_controller.play("fingerprints")
    assert status == 4, output
    assert fleet_controller.asked() == set()
    written = (fleet_controller.home / "fingerprints.yml").read_text()
    for text in (written, output):
        assert "NOT VERIFIED" in text
        assert right in text
        assert "Compare each fingerprint" in text
    hosts = yaml.safe_load(written)["all"]["hosts"]
    assert {name: variables["peplink_cert_fingerprint"] for name, variables in hosts.items()} == {
        f"router-{number}": fingerprint(fleet_controller, f"router-{number}") for number in (0, 1, 2, 4, 5)
    }
    assert {name: bool(re.search(rf"^{name} .*failed=1", output, re.MULTILINE)) for name in ("router-0", "router-1", "router-2", "router-3")} == {
        "router-0": False,
        "router-1": False,
        "router-2": True,
        "router-3": False,
    }
    assert re.search(r"^router-3 .*unreachable=1", output, re.MULTILINE)
    assert "The certificate is not the one of peplink_cert_fingerprint." in output
    assert ":1: it shows no certificate" in output

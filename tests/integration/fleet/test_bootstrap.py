# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Bootstrap: from an admin login to an API client whose credentials are never displayed."""

from __future__ import annotations

import pytest

from .conftest import FleetController

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


@pytest.mark.thorough
def test_failures_are_explained(controller: FleetController) -> None:
    controller.layers["bootstrap_password"] = "planted-wrong"
    status, output = play(controller, "bootstrap")
    assert status != 0
    assert "planted-wrong" not in output
    assert f":{controller.fleet.device('router-0').port}: " in output
    assert "password" in output

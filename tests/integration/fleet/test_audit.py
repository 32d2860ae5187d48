# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The playbook wanfleet.peplink.audit: routers of every kind in one play, the report and the exit status."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet

from .conftest import OFFLINE, FleetController

TIME = "2026-11-25T02:00:00Z"
SECRETS = ("planted-mesh-pass", "planted-ssid-key", "planted-wrong-secret", "planted-ddns-secret")
HOSTILE = "<script>alert(1)</script>\u202e"
TEMPLATE = f"{HOSTILE}{{{{ 7*7 }}}}"  # as a name in the inventory it would be one, what a router says never is
LAYERS = {
    "peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1440}], "wan_priorities": [{"id": 1, "priority": 1}]},
    "peplink_config_20_site": {"wan_connections": [{"id": 1, "mtu": 1400}]},
}
SSID = {"ssid_profiles": [{"id": 1, "security": {"policy": "wpa2_personal", "key": "planted-ssid-key"}}]}
MESH = {"mesh_profiles": [{"mesh_id": "deck", "passphrase": "planted-mesh-pass", "frequency_band": "5ghz"}]}
SIM = {"wan_connections": [{"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "sim_pin": "none"}]}}]}

# What the inventory says of each router beside the layers of all, and what its status must be.
ROUTERS: dict[str, tuple[dict[str, Any], str]] = {
    "in-step": ({}, "in_step"),
    "drifted": ({"peplink_config_90_router": SSID}, "drifted"),
    "unknown": ({"peplink_config_90_router": SIM}, "unknown"),
    "unsupported": ({"peplink_config_90_router": MESH}, "unsupported"),
    "unreachable": (OFFLINE, "unreachable"),
    "locked": ({"peplink_client_secret": "planted-wrong-secret"}, "failed"),
    "misfit": ({"peplink_config_90_router": {"wan_connections": [{"id": 77, "mtu": 1400}]}}, "failed"),
    "muddled": ({"peplink_config_90_router": {"wan_connections": "planted-ddns-secret"}}, "failed"),
    "undefined": ({"peplink_config_90_router": {"wan_connections": [{"id": 1, "mtu": "{{ nowhere }}"}]}}, "failed"),
    HOSTILE: ({}, "drifted"),
}


@dataclass
class Audit:
    """The outcome of an audit: exit status, output, data, page."""

    status: int
    output: str
    data: dict[str, Any]
    page: str

    def router(self, name: str) -> dict[str, Any]:
        (found,) = [router for router in self.data["routers"] if router["name"] == name]
        return dict(found)


class Auditor(FleetController):
    """A controller whose inventory has all the routers."""

    def audit(self, *arguments: str, **variables: Any) -> Audit:
        status, output = self.play("audit", *arguments, audit_hosts="routers", audit_time=TIME, audit_report_dir="reports", **variables)
        written = [self.home / "reports" / name for name in ("audit.json", "audit.html")]
        assert all(path.exists() for path in written), output
        data, page = (path.read_text(encoding="utf-8") for path in written)
        return Audit(status, output, json.loads(data), page)


@pytest.fixture(scope="module")
def auditor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Auditor]:
    """Compliant routers, except for changes made behind Ansible's back."""
    specs = [DeviceSpec(name=name, firmware="8.5.2") for name in ROUTERS if name != "unsupported"]
    with Fleet.start([*specs, DeviceSpec(name="unsupported", family="balance", firmware="8.3.0")]) as fleet:
        for device in fleet.devices:
            device.set_running("wan", 1, {"physical": {"mtu": 1400}, "name": device.name})
        fleet.device("drifted").set_running("wan", 1, {"physical": {"mtu": 1300}})
        fleet.device(HOSTILE).set_running("wan", 1, {"physical": {"mtu": 1300}, "name": TEMPLATE})
        yield Auditor(fleet, tmp_path_factory.mktemp("audit"), layers=LAYERS, of={name: own for name, (own, _status) in ROUTERS.items()})
        assert fleet.internal_errors == []


@pytest.fixture(scope="module")
def audit(auditor: Auditor) -> Audit:
    return auditor.audit("--diff", "-vvvv")


def test_the_report_lists_every_router_with_its_status(audit: Audit) -> None:
    assert {router["name"]: router["status"] for router in audit.data["routers"]} == {name: status for name, (_own, status) in ROUTERS.items()}
    assert audit.data["summary"]["status"] == {"failed": 4, "unreachable": 1, "drifted": 2, "unsupported": 1, "unknown": 1, "in_step": 1}
    assert audit.data["time"] == TIME


def test_drift_is_listed_with_current_and_desired_value(audit: Audit) -> None:
    sections = audit.router("drifted")["sections"]
    assert sections["wan_connections"]["drift"] == [{"item": "WAN 1 (drifted)", "option": "mtu", "before": 1300, "after": 1400}]
    assert sections["wan_priorities"] == {"status": "in_step", "drift": [], "unknown": []}
    assert "security.key" in [entry["option"] for part in ("drift", "unknown") for entry in sections["ssid_profiles"][part]]


def test_what_could_not_be_compared_has_a_reason(audit: Audit) -> None:
    errors = {name: audit.router(name)["error"] for name in ROUTERS}
    kinds = {name: error["kind"] for name, error in errors.items() if error}
    assert kinds == {"unreachable": "unreachable", "locked": "unauthorized", "misfit": "refused", "muddled": "invalid", "undefined": "invalid"}
    assert "no WAN" in errors["misfit"]["message"]
    assert "peplink_config_90_router" in errors["muddled"]["message"]
    assert "nowhere" in errors["undefined"]["message"]
    assert audit.router("unsupported")["sections"]["mesh_profiles"]["status"] == "unsupported"


def test_the_report_has_the_firmware_of_every_reachable_router(audit: Audit) -> None:
    silent = {"unreachable", "muddled", "undefined"}
    assert {router["name"] for router in audit.data["routers"] if router["firmware"] is None} == silent
    assert audit.router("unsupported")["firmware"].startswith("8.3.0")


def test_nothing_is_written_to_any_router(auditor: Auditor, audit: Audit) -> None:
    for device in auditor.fleet.devices:
        assert not device.has_pending
        assert {entry.function for entry in device.posts()} <= {"auth.token.grant"}


def test_no_secret_is_exposed_anywhere(audit: Audit) -> None:
    seen = json.dumps(audit.data) + audit.page + audit.output
    assert [secret for secret in SECRETS if secret in seen] == []


def test_names_from_routers_and_inventory_are_plain_text(audit: Audit) -> None:
    assert audit.router(HOSTILE)["sections"]["wan_connections"]["drift"][0]["item"] == f"WAN 1 ({TEMPLATE})"
    assert "<script>alert" not in audit.page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\\u202e{{ 7*7 }}" in audit.page


def test_fails_by_default_only_for_routers_that_could_not_be_compared(auditor: Auditor, audit: Audit) -> None:
    assert audit.status == 4  # of a failed and an unreachable router, Ansible reports the unreachable one
    assert "4 of 10 routers could not be audited, more than 0." in audit.output
    assert "/reports/audit.html" in audit.output
    assert f"2 drifted: {HOSTILE.encode('unicode_escape').decode()} (WANs), drifted (" in audit.output.replace("\\\\", "\\")
    assert re.search(r"^unreachable +: ok=0 .* unreachable=1 +failed=0 .* ignored=0", audit.output, re.MULTILINE), audit.output
    again = auditor.audit(audit_max_failed="40%", audit_max_drifted=2, audit_max_unreachable="10%")
    assert again.status == 0, again.output
    assert "1 in step, 1 unknown: unknown (" in again.output, "what a passed audit says"
    assert re.search(r"^unreachable +: ok=[12] .* unreachable=0 +failed=0 .* ignored=1", again.output, re.MULTILINE), again.output
    assert (again.data, again.page) == (audit.data, audit.page)


def test_fails_for_drift_and_unreachable_routers_on_request(auditor: Auditor) -> None:
    run = auditor.audit("--check", audit_max_failed=4, audit_max_drifted="19.9%", audit_max_unreachable=0)
    assert run.status == 2
    assert "2 of 10 routers are drifted, more than 19.9%, 1 of 10 routers could not be reached, more than 0." in run.output


def test_unreachable_routers_give_the_exit_status_of_ansible(auditor: Auditor) -> None:
    assert auditor.audit(audit_max_failed=4).status == 4

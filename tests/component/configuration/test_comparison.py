# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The comparison that peplink_config returns: what differs, what is unknown, and what the router does not have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet

from ..conftest import Router

SECRET = "planted-ssid-key"
SIM = {"id": 1, "carrier_selection": [], "sim_pin": "none"}
WAN = "WAN 1 (WAN)"


def test_lists_exactly_the_settings_that_differ(router_of: Any) -> None:
    router = router_of()
    router.device.set_running("wan", 1, {"physical": {"mtu": 1300}})
    result = router.config({"wan_connections": [{"id": 1, "mtu": 1400, "enable": True}], "wan_priorities": [{"id": 1, "priority": 1}]}, check=True)
    assert result["comparison"] == {
        "wan_connections": {"supported": True, "different": [{"item": WAN, "option": "mtu", "before": 1300, "after": 1400}], "unknown": []},
        "wan_priorities": {"supported": True, "different": [], "unknown": []},
    }
    assert not router.device.has_pending


def test_distinguishes_recorded_values_from_unknown_ones(router_of: Any) -> None:
    router = router_of()
    intent = {"wan_connections": [{"id": 2, "cellular": {"sims": [SIM]}}]}
    unknown = {"item": "WAN 2 (Cellular)", "option": "cellular.sims.1"}
    seen = [router.config(intent, **how)["comparison"]["wan_connections"]["unknown"] for how in ({"check": True}, {}, {"check": True})]
    assert seen == [[unknown | {"remembered": known, "written": not known}] for known in (False, False, True)]
    never = router.config(intent, check=True, unreadable="never")["comparison"]["wan_connections"]["unknown"]
    assert never == [unknown | {"remembered": False, "written": False}]


def test_a_missing_or_extra_entry_differs_as_a_whole(router_of: Any) -> None:
    router = router_of()
    mesh = {"mesh_id": "deck-mesh", "passphrase": SECRET, "frequency_band": "5ghz"}
    added = router.config({"mesh_profiles": [mesh]}, check=True)["comparison"]["mesh_profiles"]["different"]
    assert [(entry["option"], entry["before"], entry["after"]["mesh_id"]) for entry in added] == [(None, None, "deck-mesh")]
    router.config({"mesh_profiles": [mesh]})
    states = {"states": {"mesh_profiles": "overridden"}, "allow_delete": True}
    removed = router.config({"mesh_profiles": []}, check=True, **states)["comparison"]["mesh_profiles"]["different"]
    assert "deck-mesh" in [entry["before"]["mesh_id"] for entry in removed]
    assert {entry["after"] for entry in removed} == {None}
    assert SECRET not in json.dumps([added, removed])


def test_secrets_that_differ_are_masked(router_of: Any) -> None:
    router = router_of()
    intent = {"ssid_profiles": [{"id": 1, "security": {"policy": "wpa2_personal", "key": SECRET}}]}
    comparison = router.config(intent, check=True)["comparison"]
    options = [entry["option"] for part in ("different", "unknown") for entry in comparison["ssid_profiles"][part]]
    assert "security.key" in options
    assert SECRET not in json.dumps(comparison)


def test_a_section_that_the_router_lacks(router_of: Any) -> None:
    router = router_of("balance", "8.3.0")
    sections = {"wan_priorities": [{"id": 1, "priority": 1}], "mesh_profiles": [{"mesh_id": "deck", "passphrase": SECRET, "frequency_band": "5ghz"}]}
    comparison = router.config(sections, check=True, unsupported="skip")["comparison"]
    assert {section: part["supported"] for section, part in comparison.items()} == {"wan_priorities": True, "mesh_profiles": False}


def test_changes_that_a_guard_refuses_are_still_compared(router_of: Any) -> None:
    result = router_of().config({"ssid_profiles": [{"id": 3, "broadcast": False}]}, check=True)
    assert result["error"] == "refused"
    assert [entry["option"] for entry in result["comparison"]["ssid_profiles"]["different"]] == ["broadcast"]


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"port": 1}, "unreachable"),
        ({"client_secret": "planted-wrong"}, "unauthorized"),
        ({"ports": [{"module_type": "frontPanel", "module_id": 1, "port_id": "lan_1", "settings": {"enable": False}}]}, "unsupported"),
        ({"wan_connections": [{"name": "Nowhere", "mtu": 1400}]}, "refused"),
    ],
)
def test_failures_have_a_category(router_of: Any, fast_clock: Any, wrong: dict[str, Any], kind: str) -> None:
    result = router_of().config({"wan_connections": [{"id": 1, "mtu": 1400}]} | wrong, check=True, ask_firmware=True)
    assert (result["failed"], result["error"], result["comparison"]) == (True, kind, {})
    assert (result["device"]["firmware"] is not None) is (kind in ("unauthorized", "unsupported", "refused"))


def test_a_certificate_that_is_not_trusted_has_a_category(tmp_path: Path) -> None:
    with Fleet.start([DeviceSpec("max")]) as fleet:
        result = Router(fleet.device("max"), fleet, tmp_path).config({"wan_connections": [{"id": 1, "mtu": 1400}]}, check=True, ca_path=None)
    assert (result["failed"], result["error"], result["comparison"]) == (True, "tls", {})


def test_the_firmware_is_read_on_request_only(router_of: Any) -> None:
    router = router_of()
    intent = {"wan_priorities": [{"id": 1, "priority": 1}]}
    assert router.config(intent, check=True)["device"]["firmware"] is None
    assert router.config(intent, check=True, ask_firmware=True)["device"]["firmware"].startswith("8.5.2")


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("sections", [("wan_connections", "wan_priorities"), ("wan_priorities", "wan_connections")])
def test_a_new_name_is_shown_also_where_another_section_has_the_same_wan(router_of: Any, sections: tuple[str, str], check: bool) -> None:
    given = {"wan_connections": [{"id": 1, "name": "New"}], "wan_priorities": [{"id": 1, "priority": 2}]}
    result = router_of("max").config({section: given[section] for section in sections}, check=check)
    assert result["diff"] == {
        "before": {"WAN 1 (WAN)": {"id": 1, "name": "WAN", "priority": 1}},
        "after": {"WAN 1 (WAN)": {"id": 1, "name": "New", "priority": 2}},
    }

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all WAN commands share: naming the WAN, its required kind, and consent to interrupting the own link."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from .conftest import FAMILIES, FIRMWARES, Router, posted

LOCK = {"sims": [{"id": 1, "channel": 6300, "pci": 214}]}
SCAN = {"allow_interruption": True}


@dataclass(frozen=True)
class Command:
    """A call of a module for a WAN of a kind (empty: any). ``since``: the first firmware that has it, on these families; guarded: it may cut
    the link. ``tried``: what it sends to a router that has it not, because the refusal is all that tells.
    """

    module: str
    options: dict[str, Any] = field(default_factory=dict)
    kind: str = "cellular"
    since: str = "8.0.0"
    guarded: bool = True
    families: Sequence[str] = ("max",)
    tried: Sequence[str] = ()

    @property
    def wan(self) -> int:
        return {"": 1, "cellular": 2, "wifi": 3}[self.kind]

    def __str__(self) -> str:
        return "-".join([self.module, str(self.options.get("state", ""))]).rstrip("-")


COMMANDS = [
    Command("peplink_sim_priority", {"sims": ["2", "1"]}),
    Command("peplink_cellular_module", {"state": "reset"}),
    Command("peplink_cellular_module", {"state": "rescanned"}),
    Command("peplink_carrier", {"mcc": "001", "mnc": "02"}),
    Command("peplink_channel_lock", LOCK),
    Command("peplink_channel_lock", {"state": "cleared", "sims": [{"id": 1}]}),
    Command("peplink_carrier_scan", SCAN),
    Command("peplink_carrier_scan_info", guarded=False),
    Command("peplink_channel_scan", SCAN),
    Command("peplink_channel_scan_info", guarded=False),
    Command("peplink_wifi_wan", {"ssid": "Harbour-Crew"}, kind="wifi"),
    Command("peplink_wifi_wan", {"state": "disconnected"}, kind="wifi"),
    Command("peplink_wifi_wan", {"state": "forgotten", "ssid": "Depot guest"}, kind="wifi"),
    Command("peplink_starlink", {"state": "rebooted"}, kind="", since="8.5.0", tried=["cmd.starlink"]),
    Command("peplink_starlink", {"state": "stowed", "allow_no_connected_wan": True}, kind="", since="8.5.0", tried=["cmd.starlink"]),
    Command("peplink_sms", {"address": "+12025550147", "text": "x"}, guarded=False),
    Command("peplink_sms_info", guarded=False),
    Command("peplink_ussd", {"code": "*1#"}, guarded=False),
    Command("peplink_billing_cycle", kind="", guarded=False, families=FAMILIES),
    Command("peplink_wifi_scan_info", kind="wifi", guarded=False),
]
EACH = pytest.mark.parametrize("command", COMMANDS, ids=str)
NAMES = {1: "WAN", 2: "Cellular", 3: "Wi-Fi WAN"}


@EACH
def test_a_wan_is_named_by_id_or_name(router_at: Any, command: Command) -> None:
    for named in (str(command.wan), NAMES[command.wan]):
        router: Router = router_at()
        result = router.run(command.module, wan=named, **command.options)
        assert result.get("msg") is None
        assert result["wan"] == {"id": command.wan, "name": NAMES[command.wan]}


@EACH
def test_check_mode_sends_nothing_that_has_an_effect(router: Router, command: Command) -> None:
    predicted = router.run(command.module, wan=str(command.wan), check=True, **command.options)
    assert predicted["changed"] != command.module.endswith("_info")
    assert predicted.get("msg") is None
    assert posted(router) == []


@EACH
def test_a_wan_that_does_not_exist(router: Router, command: Command) -> None:
    result = router.run(command.module, wan="Satellite", **command.options)
    assert "there is no WAN 'Satellite'; the router has 1 (WAN), 2 (Cellular), 3 (Wi-Fi WAN)" in result["msg"]
    assert posted(router) == []


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.kind], ids=str)
def test_a_wan_of_another_kind(router: Router, command: Command) -> None:
    result = router.run(command.module, wan="WAN", **command.options)
    expected = f"{command.wan} ({NAMES[command.wan]})"
    assert f"WAN 1 (WAN) is of the kind ethernet, and this works on the kind {command.kind} only; the router has {expected}" in result["msg"]
    assert posted(router) == []


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.guarded], ids=str)
def test_the_management_wan_is_interrupted_with_consent_only(router: Router, command: Command) -> None:
    router.device.set_wan_status(command.wan, ip="127.0.0.1")
    for check in (True, False):
        refused = router.run(command.module, wan=str(command.wan), check=check, **command.options)
        assert "has the address that is used to reach the router (127.0.0.1)" in refused["msg"]
        assert "allow_management_wan_change" in refused["msg"]
        assert not refused["changed"]
    assert posted(router) == []
    allowed = router.run(command.module, wan=str(command.wan), allow_management_wan_change=True, **command.options)
    assert allowed.get("msg") is None
    assert posted(router)


@pytest.mark.parametrize("named", ["2", "Cellular"])
def test_management_wan_names_the_one_that_carries_the_session(router: Router, named: str) -> None:
    refused = router.run("peplink_cellular_module", wan="2", state="reset", management_wan=named)
    assert "is named by management_wan" in refused["msg"]
    assert "has 1 (WAN), 2 (Cellular)" in router.run("peplink_cellular_module", wan="2", state="reset", management_wan="Satellite")["msg"]
    assert router.run("peplink_cellular_module", wan="2", state="reset", management_wan="1")["changed"]


def test_unstowing_needs_no_consent(router: Router) -> None:
    router.device.set_wan_status(1, ip="127.0.0.1")
    assert router.run("peplink_starlink", wan="1", state="unstowed")["changed"]


def test_an_ambiguous_wan_name_is_refused(router: Router) -> None:
    router.device.set_running("wan", 3, {"name": "Cellular"})
    refused = router.run("peplink_cellular_module", wan="Cellular", state="reset")
    assert "several WANs have the name 'Cellular': 2 (Cellular), 3 (Cellular)" in refused["msg"]
    assert router.run("peplink_cellular_module", wan="2", state="reset")["changed"]


def test_names_from_the_router_are_made_printable(router: Router) -> None:
    router.device.set_running("wan", 1, {"name": "x\x1b[31m"})
    assert "\\x1b[31m" in router.run("peplink_sms_info", wan="nothing")["msg"]


@pytest.mark.parametrize("firmware", FIRMWARES)
@pytest.mark.parametrize("family", FAMILIES)
@EACH
def test_a_command_works_where_supported_and_is_refused_elsewhere(router_at: Any, command: Command, family: str, firmware: str) -> None:
    router: Router = router_at(family, firmware)
    result = router.run(command.module, wan=str(command.wan) if family == "max" else "1", **command.options)
    offered = family in command.families and firmware >= command.since
    assert (result.get("msg") is None) == offered, result
    if not offered:
        assert firmware in result["msg"]
        assert posted(router) in ([], command.tried)


SPELLINGS = [{"wifi_type": "wireless"}, {"status_style": "document"}, {"sim_presence": "document"}, {"notices": "all"}]


@EACH
@pytest.mark.parametrize("unknowns", SPELLINGS, ids=json.dumps)
def test_a_command_works_with_every_spelling_of_the_router(router_at: Any, command: Command, unknowns: dict[str, Any]) -> None:
    router: Router = router_at(**unknowns)
    assert router.run(command.module, wan=str(command.wan), **command.options).get("msg") is None

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every module that writes, with a task that changes something on a fresh router."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from peplink_simulator.device import Device

from ..configuration.sections import config_of, sections

SECTIONS = sections("max", "8.5.2")


def _nothing(device: Device) -> None:
    pass


@dataclass(frozen=True)
class Case:
    """A task. ``wan`` is the one whose change may cost the link, ``rival`` what somebody else edits of the same: resource, item, values.

    ``prepare`` brings the router into the state that the task needs. ``everywhere``: some faults strike each request, not only those that tell modules apart.
    ``pends``: it changes what is pending only.
    ``limit``: seconds within which it must end, by its own options.
    """

    module: str
    params: dict[str, Any]
    wan: int = 1
    login: bool = False
    rival: tuple[str, Any, dict[str, Any]] | None = None
    prepare: Callable[[Device], None] = _nothing
    switches: dict[str, Any] = field(default_factory=dict)
    everywhere: bool = False
    pends: bool = False
    label: str = ""
    limit: float = 240.0

    @property
    def column(self) -> str:
        """Where it counts on the page."""
        return self.label or self.module.removeprefix("peplink_")


def section(module: str, name: str, rival: tuple[str, Any, dict[str, Any]], **switches: Any) -> Case:
    return Case(module, {"config": SECTIONS[name].config}, rival=rival, switches=switches)


def _changed(device: Device) -> None:
    device.set_running("wan", 1, {"physical": {"mtu": 1333}})


def _staged(device: Device) -> None:
    device.stage_foreign("wan", 1, {"physical": {"mtu": 1333}})


def _client(device: Device) -> None:
    device.credentials.add_client("fleet", "api")


def _token(device: Device) -> None:
    _client(device)
    client = next(client for client in device.clients if client.name == "fleet")
    device.credentials.grant(client, "api")


def whole(mode: str) -> Case:
    rival = ("wan", 1, {"name": "Rival"})
    return Case(
        "peplink_config",
        {**config_of(SECTIONS), "parallel_reads": 1},
        rival=rival,
        switches={"config_get": mode},
        everywhere=mode == "pending",
        label=f"config, GET shows {mode} values",
    )


PORT = {"module_type": "frontPanel", "module_id": "1", "port_id": "lan_1", "settings": {"speed": "100"}}
SECURITY = {"policy": "wpa_wpa2_personal", "key": "seagull-4471"}
SCAN = {"wan": "2", "allow_interruption": True, "wait_timeout": 60}
REBOOT = {"down_timeout": 20, "up_timeout": 60, "health_timeout": 30, "health": {"min_connected_wans": 1}}

WHOLE = (whole("pending"), whole("running"))
GROUPS = {
    "Modules that configure": (
        section("peplink_wan_connection", "wan_connections", ("wan", 1, {"name": "Rival"})),
        section("peplink_wan_priority", "wan_priorities", ("wan", 1, {"connection": {"priority": 3}})),
        Case("peplink_wan_priority", {"config": [{"id": 1, "priority": 9}], "instant": True}),
        section("peplink_ssid_profile", "ssid_profiles", ("ssid", 1, {"broadcast": True})),
        section("peplink_mesh", "mesh_profiles", ("mesh", 1, {"enable": True})),
        section("peplink_speedfusion_connect_protect", "speedfusion_connect_protect", ("wan", 1, {"name": "Rival"})),
        section("peplink_gpio", "gpios", ("gpio", 1, {"delay": 3})),
        Case("peplink_port", {"config": [PORT]}, rival=("port", "frontPanel/1/lan_1", {"speed": "10"}), switches={"port_functions": "on"}),
        Case("peplink_config_apply", {}, prepare=_staged),
        Case("peplink_config_apply", {"state": "discarded"}, prepare=_staged, pends=True),
    ),
    "Commands for a WAN": (
        Case("peplink_billing_cycle", {"wan": "1"}),
        Case("peplink_carrier", {"wan": "2", "mcc": "001", "mnc": "02"}, wan=2),
        Case("peplink_carrier", {"wan": "2", "mcc": "001", "mnc": "02", "apply": True}, wan=2, switches={"command_effect": "staged"}),
        Case("peplink_carrier_scan", SCAN, wan=2),
        Case("peplink_cellular_module", {"wan": "2", "state": "reset", "wait": True}, wan=2),
        Case("peplink_channel_lock", {"wan": "2", "sims": [{"id": 1, "channel": 6300, "pci": 214}]}, wan=2),
        Case("peplink_channel_scan", SCAN, wan=2),
        Case("peplink_sim_priority", {"wan": "2", "sims": ["2", "1"]}, wan=2),
        Case("peplink_sms", {"wan": "2", "address": "+12025550147", "text": "status?"}, wan=2),
        Case("peplink_sms", {"wan": "2", "state": "deleted", "all": True}, wan=2),
        Case("peplink_starlink", {"wan": "1", "state": "stowed"}),
        Case("peplink_ussd", {"wan": "2", "code": "*100#"}, wan=2),
        Case("peplink_wifi_wan", {"wan": "3", "ssid": "Harbour-Crew", "security": SECURITY}, wan=3),
        Case("peplink_wifi_wan", {"wan": "3", "state": "disconnected"}, wan=3),
        Case("peplink_wifi_wan", {"wan": "3", "state": "forgotten", "ssid": "Depot guest"}, wan=3),
    ),
    "Other commands": (
        Case("peplink_access_point", {"state": "disabled"}),
        Case("peplink_api", {"function": "cmd.billing.newCycle", "method": "POST", "arguments": {"connId": 1}}),
        Case("peplink_api_client", {"name": "fleet"}, login=True),
        Case("peplink_api_client", {"name": "fleet", "state": "absent"}, login=True, prepare=_client),
        Case("peplink_api_token", {"name": "fleet"}, login=True, prepare=_client),
        Case("peplink_api_token", {"name": "fleet", "state": "revoked"}, login=True, prepare=_token),
        Case("peplink_factory_reset", {"confirm": "127.0.0.1"}, prepare=_changed),
        Case("peplink_mesh_discovery", {}),
        Case("peplink_mesh_discovery", {"state": "requested", "candidate": "00:00:5E:00:53:20"}),
        Case("peplink_poe", {"state": "disabled", "ports": [{"id": 2}]}),
        Case("peplink_reboot", REBOOT),
    ),
}
CASES = (*WHOLE, *(case for group in GROUPS.values() for case in group))

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The same task in process and as an ordinary module: the same result, the same effect on the router."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet, Unknowns

from .conftest import FRONTS, Controller, Play

# The fixture runs all tasks, within the time of the first test.
pytestmark = pytest.mark.timeout(900)

COLLECTION = "wanfleet.peplink"
WAN = f"{COLLECTION}.peplink_wan_connection"
API = f"{COLLECTION}.peplink_api"
APPLY = f"{COLLECTION}.peplink_config_apply"
PREFIX = f"{COLLECTION}.peplink_"

DDNS = {"enable": True, "provider": "noip", "use_wan_ip": True, "username": "ship", "password": "planted-ddns-secret", "hosts": ["ship.example.net"]}
SIM = {"id": 1, "carrier_selection": [], "sim_pin": "none"}
PRIORITY = {"function": "config.wan.connection.priority", "method": "POST", "arguments": {"list": [{"connId": 1, "priority": 2}]}}

ADMIN = {"username": "{{ admin_name }}", "password": "{{ admin_password }}"}
MESH = [{"mesh_id": "deck", "passphrase": "planted-mesh-pass", "frequency_band": "5ghz"}]
PORT = {"module_type": "frontPanel", "module_id": 1, "port_id": "lan_1", "settings": {"enable": False}}
WHOLE = {
    "wan_connections": [{"id": 1, "mtu": 1400, "ddns": DDNS}],
    "wan_priorities": [{"name": "Cellular", "priority": 4}],
    "ssid_profiles": [{"name": "Visitors", "vlan": "none"}],
    "mesh_profiles": MESH,
    "health": {"min_connected_wans": 1},
}

SUCCEEDING: dict[str, dict[str, Any]] = {
    "change": {WAN: {"config": [{"id": 1, "mtu": 1400, "health_check": {"enable": True, "interval": 30}}]}},
    "nothing-to-change": {WAN: {"config": [{"id": 1, "enable": True}]}},
    "secret": {WAN: {"config": [{"id": 1, "ddns": DDNS}]}},
    "clearing-word-of-a-secret": {WAN: {"config": [{"id": 1, "vlan": "none"}, {"id": 2, "cellular": {"preferred_sim": "none", "sims": [SIM]}}]}},
    "staged-only": {WAN: {"config": [{"id": 1, "mtu": 1400}], "apply": False}},
    "check-mode": {WAN: {"config": [{"id": 1, "mtu": 1400}]}, "check_mode": True},
    "applied": {APPLY: {}},
    "discarded": {APPLY: {"state": "discarded"}},
    "priority": {PREFIX + "wan_priority": {"config": [{"id": 2, "priority": 4}]}},
    "priority-at-once": {PREFIX + "wan_priority": {"config": [{"id": 2, "priority": 4}], "instant": True}},
    "ssid": {PREFIX + "ssid_profile": {"config": [{"id": 1, "security": {"policy": "wpa_wpa2_personal", "key": "planted-ssid-key"}}]}},
    "mesh": {PREFIX + "mesh": {"config": MESH}},
    "mesh-replaced": {PREFIX + "mesh": {"config": MESH, "state": "overridden", "allow_delete": True}},
    "connect-protect": {PREFIX + "speedfusion_connect_protect": {"config": [{"mac": "02:00:00:00:00:01", "city_code": "auto"}]}},
    "gpio": {PREFIX + "gpio": {"config": [{"id": 1, "name": "Bilge", "delay": 9}]}},
    "port": {PREFIX + "port": {"config": [PORT]}},
    "whole-device": {PREFIX + "config": WHOLE},
    "whole-device-as-an-intent": {PREFIX + "config": {"intent": WHOLE}},
    "whole-device-in-check-mode": {PREFIX + "config": WHOLE, "check_mode": True},
    "whole-device-but-ports": {PREFIX + "config": {**WHOLE, "ports": [PORT], "unsupported": "skip"}},
    "shown": {PREFIX + "config_info": {}},
    "shown-with-secrets": {PREFIX + "config_info": {"secrets": "include", "sections": ["mesh_profiles"]}},
    "any-read": {API: {"function": "config.wan.connection", "arguments": {"id": [1]}}},
    "any-call": {API: PRIORITY},
    "any-call-in-check-mode": {API: PRIORITY, "check_mode": True},
    "facts-read": {PREFIX + "facts": {"gather_subset": ["all", "!location", "!clock"]}},
    "firmware-read": {PREFIX + "firmware_info": {"raw": True}},
    "location-read": {PREFIX + "location_info": {}},
    "wans-read": {PREFIX + "wan_info": {"include": ["cellular", "allowance", "temperature"]}},
    "lan-read": {PREFIX + "lan_info": {}},
    "clients-read": {PREFIX + "client_info": {"limit": 3, "detail": "full"}},
    "vpn-read": {PREFIX + "vpn_info": {"sections": ["profiles", "peers", "tunnels"], "raw": True}},
    "mesh-read": {PREFIX + "mesh_info": {}},
    "ports-read": {PREFIX + "port_info": {}},
    "gpio-read": {PREFIX + "gpio_info": {"sections": ["inputs", "outputs", "settings"]}},
    "client-predicted": {PREFIX + "api_client": {"name": "fleet", **ADMIN}, "check_mode": True},
    "client-removed": {PREFIX + "api_client": {"name": "test-api.read-only", "state": "absent", **ADMIN}},
    "clients-listed": {PREFIX + "api_client_info": ADMIN},
    "tokens-revoked": {PREFIX + "api_token": {"name": "test-api", "state": "revoked", **ADMIN}},
    "rebooted": {PREFIX + "reboot": {"wait": False}},
    "waited-for": {
        PREFIX + "wait_for": {
            "connected_wans": ["WAN", "2"],
            "min_signal": [{"wan": "Cellular", "rsrp": -120}],
            "connected_vpn_peers": ["HQ hub"],
            "present_clients": ["client-00001"],
            "running_firmware": "8.5.2",
            "gpio_levels": [{"pin": "2", "level": "high"}],
            "min_uptime": 60,
        }
    },
    "waited-for-in-check-mode": {PREFIX + "wait_for": {"min_connected_wans": 1}, "check_mode": True},
    "sms-sent": {PREFIX + "sms": {"wan": "Cellular", "address": "+12025550147", "text": "status?"}},
    "sms-deleted": {PREFIX + "sms": {"wan": "2", "state": "deleted", "ids": [4, 7]}},
    "sms-listed": {PREFIX + "sms_info": {"wan": "Cellular"}},
    "sims-ordered": {PREFIX + "sim_priority": {"wan": "2", "sims": ["2", 1]}},
    "modem-reset": {PREFIX + "cellular_module": {"wan": "2", "state": "reset"}},
    "carrier-selected": {PREFIX + "carrier": {"wan": "2", "name": "Sample Tel"}},
    "carriers-scanned": {PREFIX + "carrier_scan": {"wan": "2", "allow_interruption": True}},
    "carriers-listed": {PREFIX + "carrier_scan_info": {"wan": "2"}},
    "cells-scanned": {PREFIX + "channel_scan": {"wan": "2", "allow_interruption": True}},
    "cells-listed": {PREFIX + "channel_scan_info": {"wan": "2"}},
    "networks-listed": {PREFIX + "wifi_scan_info": {"wan": "3"}},
    "network-joined": {PREFIX + "wifi_wan": {"wan": "3", "ssid": "Harbour-Crew"}},
    "access-point-off": {PREFIX + "access_point": {"state": "disabled"}},
    "power-off": {PREFIX + "poe": {"state": "disabled", "ports": [{"id": 1}]}},
    "cell-locked": {PREFIX + "channel_lock": {"wan": "2", "sims": [{"id": 1, "channel": 6300, "pci": 214}]}},
    "cycle-started": {PREFIX + "billing_cycle": {"wan": 2, "sim": 1}},
    "dish-stowed": {PREFIX + "starlink": {"wan": "WAN", "state": "stowed"}},
    "code-sent": {PREFIX + "ussd": {"wan": "2", "code": "*123#"}},
    "mesh-searched": {PREFIX + "mesh_discovery": {"wait": False}},
    "factory-reset-predicted": {PREFIX + "factory_reset": {"confirm": "127.0.0.1"}, "check_mode": True},
}
FAILING: dict[str, dict[str, Any]] = {
    "unknown-wan": {WAN: {"config": [{"name": "Satellite", "mtu": 1400}]}},
    "empty-config": {WAN: {"config": []}},
    "no-config": {WAN: {}},
    "bad-value": {WAN: {"config": [{"id": 1, "mtu": 77}]}},
    "unknown-option": {WAN: {"config": [{"id": 1, "mtv": 1400}]}},
    "bad-choice": {WAN: {"config": [{"id": 1, "speed": "fast"}]}},
    "wrong-secret": {WAN: {"config": [{"id": 1, "mtu": 1400}], "client_secret": "planted-wrong-secret"}},
    "bad-fingerprint": {WAN: {"config": [{"id": 1, "mtu": 1400}], "cert_fingerprint": "nonsense"}},
    "guarded": {PREFIX + "ssid_profile": {"config": [{"id": 3, "broadcast": False}]}},
    "not-to-be-deleted": {PREFIX + "mesh": {"config": MESH, "state": "overridden"}},
    "not-on-this-router": {PREFIX + "config": {**WHOLE, "ports": [PORT]}},
    "no-section": {PREFIX + "config": {}},
    "not-shown": {PREFIX + "config_info": {"sections": ["ports"]}},
    "no-subset": {PREFIX + "facts": {"gather_subset": ["hardware"]}},
    "unknown-function": {API: {"function": "cmd.make.coffee", "method": "POST"}},
    "not-a-function": {API: {"function": "/api/status.wan.connection?accessToken=x"}},
    "no-admin": {PREFIX + "api_client": {"name": "fleet"}},
    "wrong-kind-of-wan": {PREFIX + "cellular_module": {"wan": "WAN", "state": "reset"}},
    "wrong-key": {PREFIX + "wifi_wan": {"wan": 3, "ssid": "Harbour-Crew", "security": {"policy": "wpa_wpa2_personal", "key": "planted-wifi-key"}}},
    "nothing-to-wait-for": {PREFIX + "wait_for": {}},
    "not-to-be-waited-for": {PREFIX + "wait_for": {"connected_wans": ["Satellite"]}},
    "waited-for-in-vain": {PREFIX + "wait_for": {"present_clients": ["nobody"], "wait_timeout": 1, "interval": 1}},
    "not-confirmed": {PREFIX + "factory_reset": {"confirm": "depot"}},
}
TASKS = SUCCEEDING | FAILING

# Of which single tests ask.
ALWAYS = {"change", "clearing-word-of-a-secret"}

STORES = ("wan", "ssid", "mesh", "connect_protect", "gpio", "port", "access_point", "poe")
STATES = ("sms", "sms_sent", "ussd", "starlink")

# Only the routers of these tasks have ports, because what they look like is not known; and a position has the time of the day in it.
SWITCHES: dict[str, dict[str, Any]] = {
    "port": {"port_functions": "on"},
    "ports-read": {"port_functions": "on"},
    "location-read": {"location_fix": "none"},
}


# What runs with every ansible-core: a task of each kind of module, and how options are refused.
TELLING = {
    *("change", "secret", "check-mode", "whole-device-as-an-intent", "shown", "any-call", "facts-read", "wans-read", "client-removed", "waited-for"),
    *("bad-value", "unknown-option", "bad-choice"),
}
EACH_TASK = pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in TELLING else pytest.mark.thorough) for name in TASKS])

# How and when a module was run, not what it did.
INCIDENTAL = {"elapsed", "invocation", "_ansible_no_log", "_ansible_delegated_vars", "timestamp"}


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The tasks that are asked for, each on a router of its own, in both fronts: by front and task, the result and the effect."""
    found: dict[str, dict[str, Any]] = {}
    asked = {item.callspec.params.get("name") for item in request.session.items if hasattr(item, "callspec")} | ALWAYS
    tasks = {name: task for name, task in TASKS.items() if name in asked}
    specs = [DeviceSpec(name=name, unknowns=Unknowns(**SWITCHES.get(name, {}))) for name in tasks]
    with Fleet.start(specs) as fleet:
        for front, options in FRONTS.items():
            controller = Controller(fleet, tmp_path_factory.mktemp(front))
            controller.start_over()
            for device in fleet.devices:
                device.stop_clock(age=0)
            plays = [Play(name, [{"name": "Try", "register": "tried", "ignore_errors": True, **task, **options}]) for name, task in tasks.items()]
            run = controller.run(plays)
            assert run.status == 0, run.output
            found[front] = {name: (result_of(run.of(name)), effect_on(fleet.device(name)), run.output) for name in tasks}
    return found


def result_of(result: dict[str, Any]) -> dict[str, Any]:
    # Some versions of Ansible drop an empty list of warnings, some add one. They begin with the router: its name, elsewhere its address.
    warnings = [text.partition(": ")[2] for text in result.get("warnings", [])]
    return {key: value for key, value in result.items() if key not in INCIDENTAL} | {"warnings": warnings}


def effect_on(device: Any) -> Any:
    requests = [(entry.method, entry.function, entry.query, entry.body if "auth." not in entry.function else None) for entry in device.journal]
    # What is read at the same time arrives in any order.
    reads, writes = sorted((request for request in requests if request[0] == "GET"), key=str), [request for request in requests if request[0] != "GET"]
    stores = [store(name) for name in STORES for store in (device.running, device.pending)]
    states = [device.state(name) for name in STATES]
    return stores, states, reads, writes, len(device.tokens), len(device.clients)


@EACH_TASK
def test_both_fronts_give_the_same_result(both: dict[str, dict[str, Any]], name: str) -> None:
    in_process, module = both["in-process"][name], both["module"][name]
    assert in_process[0] == module[0]
    assert in_process[1] == module[1]


@EACH_TASK
def test_a_task_fails_if_and_only_if_it_should(both: dict[str, dict[str, Any]], name: str) -> None:
    result = both["in-process"][name][0]
    assert result.get("failed", False) == (name in FAILING), result
    assert ("msg" in result) == (name in FAILING)


@pytest.mark.parametrize("front", FRONTS)
def test_no_deprecation_warning_and_no_traceback(both: dict[str, dict[str, Any]], front: str) -> None:
    output = both[front]["change"][2]
    assert "DEPRECATION" not in output
    assert "Traceback" not in output
    assert "planted" not in output


def test_a_keyword_that_clears_a_secret_is_not_masked(both: dict[str, dict[str, Any]]) -> None:
    after = both["in-process"]["clearing-word-of-a-secret"][0]["after"]
    assert after[0]["vlan"] == "none"
    assert after[1]["cellular"]["preferred_sim"] == "none"


def test_async_runs_the_module(tmp_path: Path) -> None:
    with Fleet.start([DeviceSpec(name="max")]) as fleet:
        controller = Controller(fleet, tmp_path)
        # Ansible asks for the job's state with the interpreter of the task's own host.
        interpreter = {"ansible_python_interpreter": sys.executable}
        task = {
            "name": "Try",
            WAN: {"config": [{"id": 1, "mtu": 1400}]},
            "register": "tried",
            "async": 60,
            "poll": 1,
            "delegate_to": "jump",
            "vars": interpreter,
        }
        run = controller.run([Play("max", [task])])
        assert run.status == 0, run.output
        assert run.of("max")["applied"]
        assert fleet.device("max").running("wan")[1]["physical"]["mtu"] == 1400

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Secrets planted in every place that takes one: none is found in any output, at the highest verbosity, failures included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fault, Fleet
from peplink_simulator.device import Device

from .conftest import FRONTS, Controller, Play

WAN = "wanfleet.peplink.peplink_wan_connection"
API = "wanfleet.peplink.peplink_api"
APPLY = "wanfleet.peplink.peplink_config_apply"
CONFIG = "wanfleet.peplink.peplink_config"
FACTS = "wanfleet.peplink.peplink_facts"
WAN_INFO = "wanfleet.peplink.peplink_wan_info"
INFO = "wanfleet.peplink.peplink_config_info"
PREFIX = "wanfleet.peplink.peplink_"
ADMIN = {"username": "{{ admin_name }}", "password": "{{ admin_password }}"}

PLACES = ("ddns", "pppoe", "apn", "argument", "login", "client", "token", "psk", "ssid", "ppsk", "mesh", "wifi")
PLANTED = {name: f"planted-{name}-5f1c" for name in PLACES} | {"pin": "80716253"}
EVERYWHERE = [
    {
        "id": 1,
        "method": {"type": "pppoe", "username": "line", "password": PLANTED["pppoe"]},
        "ddns": {"enable": True, "provider": "noip", "use_wan_ip": True, "username": "ship", "password": PLANTED["ddns"], "hosts": ["ship.example.net"]},
    },
    {
        "id": 2,
        "cellular": {
            "sims": [{"id": 1, "carrier_selection": [], "sim_pin": PLANTED["pin"], "operator": {"apn": "a", "username": "u", "password": PLANTED["apn"]}}]
        },
    },
]
WHOLE = {
    "wan_connections": EVERYWHERE,
    "ssid_profiles": [
        {
            "id": 2,
            "security": {"policy": "wpa2_personal", "key": PLANTED["ssid"], "private_keys": [{"name": "till", "key": PLANTED["ppsk"]}]},
        }
    ],
    "mesh_profiles": [{"mesh_id": "deck", "passphrase": PLANTED["mesh"], "frequency_band": "5ghz"}],
}
WIFI = {"policy": "wpa_wpa2_personal", "key": PLANTED["wifi"]}
BODY = {"action": "update", "list": [{"id": 1, "ddns": {"enable": True, "useWanIp": True, "username": "u", "password": PLANTED["argument"], "host": ["x"]}}]}

# What happens to the router, and the task that meets it.
CASES: dict[str, tuple[tuple[Fault, ...], dict[str, Any]]] = {
    "written": ((), {WAN: {"config": EVERYWHERE}}),
    "predicted": ((), {WAN: {"config": EVERYWHERE}, "check_mode": True, "diff": True}),
    "refused": (
        (Fault(kind="fail", function="config.wan.connection", method="POST", message=f"Bad password {PLANTED['ddns']}"),),
        {WAN: {"config": EVERYWHERE}},
    ),
    "apply-refused": ((Fault(kind="apply_refused"),), {WAN: {"config": EVERYWHERE}}),
    "html": ((Fault(kind="html", times=None),), {WAN: {"config": EVERYWHERE}}),
    "truncated": ((Fault(kind="truncated", function="config.wan.connection", times=None),), {WAN: {"config": EVERYWHERE, "retries": 0}}),
    "cut": ((Fault(kind="cut_before", function="config.wan.connection", times=None),), {WAN: {"config": EVERYWHERE, "retries": 0}}),
    "redirected": ((Fault(kind="redirect", function="config.wan.connection", times=None),), {WAN: {"config": EVERYWHERE}}),
    "incomplete": ((), {WAN: {"config": [{"id": 2, "method": {"type": "pppoe", "password": PLANTED["pppoe"]}}]}}),
    "misspelt": ((), {WAN: {"config": [{"id": 1, "ddns": {"pasword": "x", "password": PLANTED["ddns"]}}]}}),
    "wrong-client": ((), {WAN: {"config": EVERYWHERE, "client_secret": PLANTED["client"]}}),
    "wrong-login": ((), {WAN: {"config": EVERYWHERE, "client_id": "", "client_secret": "", "username": "admin", "password": PLANTED["login"]}}),
    "wrong-token": ((), {WAN: {"config": EVERYWHERE, "access_token": PLANTED["token"]}}),
    "wrong-certificate": ((), {WAN: {"config": EVERYWHERE, "cert_fingerprint": "00" * 32}}),
    "called": ((), {API: {"function": "config.wan.connection", "method": "POST", "arguments": BODY}}),
    "called-and-refused": (
        (),
        {API: {"function": "config.ssid.profile", "method": "POST", "arguments": {"security": {"wpa2Personal": {"key": PLANTED["psk"]}}}}},
    ),
    "staged": ((), {WAN: {"config": EVERYWHERE, "apply": False}}),
    "discarded": ((), {APPLY: {"state": "discarded"}}),
    "whole": ((), {CONFIG: WHOLE}),
    "whole-predicted": ((), {CONFIG: WHOLE, "check_mode": True, "diff": True}),
    "whole-refused": (
        (Fault(kind="fail", function="config.mesh", method="POST", message=f"Bad passphrase {PLANTED['mesh']}"),),
        {CONFIG: WHOLE},
    ),
    "whole-taken-back": ((), {CONFIG: {**WHOLE, "verify_timeout": 0, "revert_on_failure": True, "health": {"connected_vpn_peers": ["nobody"]}}}),
    "whole-misspelt": ((), {CONFIG: {**WHOLE, "mesh_profiles": [{"mesh_id": "deck", "passphrase": PLANTED["mesh"], "bandd": "x"}]}}),
    "intent": ((), {CONFIG: {"intent": WHOLE}}),
    "intent-misspelt": ((), {CONFIG: {"intent": {**WHOLE, "mesh_profiles": [{"mesh_id": "deck", "passphrase": PLANTED["mesh"], "bandd": "x"}]}}}),
    "intent-and-section": ((), {CONFIG: {"intent": WHOLE, "ssid_profiles": WHOLE["ssid_profiles"]}}),
    "intent-wrong-client": ((), {CONFIG: {"intent": WHOLE, "client_secret": PLANTED["client"]}}),
    "intent-for-nobody": ((), {CONFIG: {"intent": WHOLE, "host": ""}}),
    "shown": ((), {INFO: {}}),
    "read": ((), {WAN_INFO: {"include": ["cellular", "allowance", "temperature"], "raw": True}}),
    "facts": ((), {FACTS: {"gather_subset": ["all"]}}),
    "clients": ((), {PREFIX + "api_client_info": ADMIN}),
    "client-kept": ((), {PREFIX + "api_client": {"name": "test-api", **ADMIN}}),
    "client-removed": ((), {PREFIX + "api_client": {"name": "test-api", "state": "absent", **ADMIN}, "diff": True}),
    "client-refused": (
        (Fault(kind="fail", function="auth.client", method="POST", message="accessToken=planted-token-5f1c"),),
        {PREFIX + "api_client": {"name": "fleet", **ADMIN}},
    ),
    "tokens-revoked": ((), {PREFIX + "api_token": {"name": "test-api", "state": "revoked", **ADMIN}}),
    "token-revoked": ((), {PREFIX + "api_token": {"token": PLANTED["token"], "state": "revoked", **ADMIN}}),
    "grant-refused": ((Fault(kind="html", function="auth.token.grant"),), {PREFIX + "api_token": {"name": "test-api", **ADMIN}}),
    "joined": ((), {PREFIX + "wifi_wan": {"wan": "3", "ssid": "Harbour-Crew", "security": WIFI}}),
    "join-refused": (
        (Fault(kind="fail", function="cmd.wifi.connect", message=f"bad key {PLANTED['wifi']}"),),
        {PREFIX + "wifi_wan": {"wan": "3", "ssid": "Harbour-Crew", "security": WIFI}},
    ),
    "join-misspelt": ((), {PREFIX + "wifi_wan": {"wan": "3", "ssid": "Harbour-Crew", "security": {"polici": "open", "key": PLANTED["wifi"]}}}),
    "rebooted": ((), {PREFIX + "reboot": {"wait": False}}),
}


SUCCEEDING = {
    *("written", "predicted", "called", "staged", "discarded", "whole", "whole-predicted", "intent", "shown", "read", "facts"),
    *("clients", "client-kept", "client-removed", "tokens-revoked", "token-revoked", "rebooted"),
}


def secrets_of(device: Device) -> set[str]:
    """What the router itself considers secret: of its clients, tokens, sessions and configuration."""
    found = {client.secret for client in device.clients} | {token.value for token in device.tokens} | {device.password}
    return {secret for secret in found if secret} | {f"test-apn-{device.name}"} | secrets_in(device.running("ssid")) | secrets_in(device.running("mesh"))


def secrets_in(configuration: Any) -> set[str]:
    """The keys and pass phrases in a configuration."""
    if isinstance(configuration, list):
        return set().union(*map(secrets_in, configuration))
    if not isinstance(configuration, dict):
        return set()
    own = {value for name, value in configuration.items() if name in ("key", "passphrase") and isinstance(value, str)}
    return own.union(*map(secrets_in, configuration.values()))


@pytest.mark.variations
@pytest.mark.parametrize("front", FRONTS)
def test_no_secret_is_exposed_anywhere(tmp_path: Path, front: str) -> None:
    with Fleet.start([DeviceSpec(name=name) for name in CASES]) as fleet:
        controller = Controller(fleet, tmp_path)
        known = set().union(*(secrets_of(device) for device in fleet.devices))
        for name, (faults, _task) in CASES.items():
            for fault in faults:
                fleet.device(name).faults.add(fault)
        plays = [Play(name, [{"name": "Try", "register": "tried", "ignore_errors": True, **task, **FRONTS[front]}]) for name, (_faults, task) in CASES.items()]
        run = controller.run(plays, "-vvvv", "--diff", environment={"ANSIBLE_LOG_PATH": str(tmp_path / "log")})
        assert run.status == 0, run.output
        failed = {name for name in CASES if run.of(name).get("failed")}
        assert failed == set(CASES) - SUCCEEDING

        seen = run.output + (tmp_path / "log").read_text() + str(run.results)
        seen += "".join(path.read_text(errors="replace") for path in (tmp_path / ".ansible" / "peplink" / "records").iterdir())
        for secret in {*PLANTED.values(), *known, *(secret for device in fleet.devices for secret in secrets_of(device))}:
            assert secret not in seen
        assert "Traceback" not in seen
        assert "written" in seen


def test_a_secret_read_with_peplink_api_is_shown_only_on_request(controller: Controller) -> None:
    device = controller.fleet.device("max")
    login = {"username": device.username, "password": device.password, "client_id": "", "client_secret": ""}
    tasks = [{"name": "Read", API: {"function": "auth.client", "secrets": mode, **login}, "register": f"with_{mode}"} for mode in ("omit", "include")]
    run = controller.run([Play("max", tasks)], "-vvv")
    omitted, included = run.results["max"]
    assert {client["clientSecret"] for client in omitted["response"]} == {"********"}
    assert {client["clientSecret"] for client in included["response"]} == {client.secret for client in device.clients}
    assert device.password not in run.output


def test_files_on_the_controller_are_private(controller: Controller) -> None:
    controller.run([Play("routers", [{"name": "Try", WAN: {"config": [{"id": 1, "mtu": 1400}]}, "register": "tried"}])])
    kept = controller.home / ".ansible" / "peplink"
    for directory in ("tokens", "records"):
        files = [path for path in (kept / directory).iterdir() if path.is_file()]
        assert files
        assert (kept / directory).stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}

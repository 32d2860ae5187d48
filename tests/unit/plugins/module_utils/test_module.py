# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What both fronts share: options, and failures that come before the first request."""

from __future__ import annotations

import json

import pytest
from ansible.module_utils import basic

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._module import module as core
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.module import Module, Task, execute


def nothing(task: Task) -> None:
    task.result["ran"] = True


MODULE = Module({}, nothing)
ALWAYS = {"changed", "calls", "warnings", "device"}


def test_a_module_without_requests_sends_nothing() -> None:
    result, secrets = execute(MODULE, {"host": "192.0.2.1", "password": "pw", "username": "u"}, check_mode=False)
    assert result == {"changed": False, "ran": True, "calls": [], "warnings": [], "device": {"host": "192.0.2.1", "port": 443, "firmware": None}}
    assert secrets == {"pw"}


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({}, "no router: host is missing (while reading the connection options). Set host, peplink_host or PEPLINK_HOST."),
        ({"host": "192.0.2.1", "cert_fingerprint": "nonsense"}, "192.0.2.1:443: "),
    ],
)
def test_invalid_options_are_explained(params: dict[str, str], message: str) -> None:
    result, _secrets = execute(MODULE, params, check_mode=False)
    assert result["failed"]
    assert message in result["msg"]
    assert set(result) >= ALWAYS


def test_a_task_that_fails_early_still_masks_secrets() -> None:
    _result, secrets = execute(MODULE, {"config": [{"passphrase": "deep-below", "vlan": "none", "key": "none"}]}, check_mode=False)
    assert secrets == {"deep-below"}


def test_an_ordinary_module_does_not_ignore_a_ca_bundle(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given = {"host": "192.0.2.1", "bundle": {"key": "planted-key"}, "beside": "x"}
    monkeypatch.setattr(basic, "_ANSIBLE_ARGS", json.dumps({"ANSIBLE_MODULE_ARGS": given}).encode())
    monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)  # from ansible-core 2.19 on
    module = Module({"bundle": {"type": "dict"}, "beside": {"type": "str"}}, nothing, bundles={"bundle": ["key"]})
    with pytest.raises(SystemExit):
        module.main()
    shown = capsys.readouterr().out
    assert "bundle: an ordinary module cannot split this" in shown
    assert "planted-key" not in shown


def test_a_run_that_asks_no_router_needs_no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")
    assert execute(Module({}, nothing, offline=lambda params: True), {"host": "192.0.2.1"}, check_mode=True)[0]["ran"]
    assert "/nowhere/ca.pem" in execute(MODULE, {"host": "192.0.2.1"}, check_mode=True)[0]["msg"]


def test_without_requests_the_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "HAS_REQUESTS", False)
    result, _secrets = execute(MODULE, {"host": "192.0.2.1"}, check_mode=False)
    assert result["failed"]
    assert "requests" in result["msg"]
    assert "ran" not in result
    assert set(result) >= ALWAYS


@pytest.mark.parametrize(
    ("params", "url", "device"),
    [
        ({"host": "192.0.2.1"}, "https://192.0.2.1:443/api/", "192.0.2.1:443"),
        ({"host": "192.0.2.1", "use_tls": False}, "http://192.0.2.1:80/api/", "192.0.2.1:80"),
        ({"host": "2001:db8::1", "port": 8443}, "https://[2001:db8::1]:8443/api/", "[2001:db8::1]:8443"),
        ({"host": "ship.example.net", "port": None, "use_tls": True}, "https://ship.example.net:443/api/", "ship.example.net:443"),
    ],
)
def test_address_of_a_router(params: dict[str, object], url: str, device: str) -> None:
    options = ConnectionOptions.from_params(params)
    assert options.base_url == url
    assert options.device == device


def test_options_do_not_show_their_secrets() -> None:
    options = ConnectionOptions.from_params({"host": "x", "password": "pw-1", "client_secret": "cs-1", "access_token": "at-1"})
    assert not {"pw-1", "cs-1", "at-1"} & set(repr(options).replace("'", " ").split())

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client that validates every answer; shared by the tests of the simulator."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import requests
import yaml
from peplink_simulator import Device, families

SPECIFICATION = Path(__file__).resolve().parents[3] / "docs" / "router-api"
FAMILIES = tuple(families.FAMILIES)
FIRMWARE = tuple(families.FIRMWARE_TEXTS)
ALIASES = {"status.wan": "status.wan.connection", "info.frw.version": "info.firmware"}


@functools.cache
def document() -> dict[str, Any]:
    """openapi.yaml, not to be changed."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load((SPECIFICATION / "openapi.yaml").read_text(encoding="utf-8"), loader))


def load_checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_examples", SPECIFICATION / "check_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class ApiClient:
    """Calls one device; every answer of a function that the specification describes must be valid in strict mode."""

    def __init__(self, device: Device, ca_path: str, checks: ModuleType, strict: Any) -> None:
        self.device = device
        self.checks, self.strict = checks, strict
        self.http = requests.Session()
        self.http.trust_env = False
        self.ca_path = ca_path
        self.token: str | None = None

    def url(self, function: str) -> str:
        return f"{'https' if self.device.use_tls else 'http'}://{self.device.host}:{self.device.port}/api/{function}"

    def raw(self, method: str, function: str, **options: Any) -> requests.Response:
        if self.token is not None:
            options["params"] = {**options.get("params", {}), "accessToken": self.token}
        return self.http.request(method, self.url(function), verify=self.ca_path, timeout=10, allow_redirects=False, **options)

    def call(self, method: str, function: str, valid: bool = True, **options: Any) -> Any:
        answer = self.raw(method, function, **options).json()
        name = ALIASES.get(function, function)
        if valid and method.lower() in self.strict.doc["paths"].get(f"/api/{name}", {}):
            assert self.strict.errors(method.lower(), name, "response", answer) == []
            assert self.checks.order_problems(answer) == []
        return answer

    def get(self, function: str, **query: str) -> Any:
        return self.call("GET", function, params=query)

    def post(self, function: str, body: Any = None) -> Any:
        return self.call("POST", function, json={} if body is None else body)

    def login(self, readonly: bool = False) -> Any:
        device = self.device
        pair = (device.readonly_username, device.readonly_password) if readonly else (device.username, device.password)
        return self.post("login", {"username": pair[0], "password": pair[1]})

    def grant(self, readonly: bool = False, **more: Any) -> Any:
        device = self.device
        pair = (device.readonly_client_id, device.readonly_client_secret) if readonly else (device.client_id, device.client_secret)
        answer = self.post("auth.token.grant", {"clientId": pair[0], "clientSecret": pair[1], **more})
        if answer["stat"] == "ok":
            self.token = answer["response"]["accessToken"]
        return answer

    def wan(self, key: int = 1) -> Any:
        return self.get("config.wan.connection")["response"][str(key)]

    def update(self, key: int = 1, **members: Any) -> Any:
        return self.post("config.wan.connection", {"action": "update", "list": [{"id": key, **members}]})

    def apply(self) -> Any:
        return self.post("cmd.config.apply")


def direct_get(url: str, ca_path: str | None = None) -> requests.Response:
    """A GET that no proxy of the environment takes part in."""
    with requests.Session() as http:
        http.trust_env = False
        return http.get(url, verify=ca_path, timeout=5)


def result(answer: Any) -> Any:
    """`ok`, or the code of a failure."""
    return answer["code"] if answer["stat"] == "fail" else answer["stat"]

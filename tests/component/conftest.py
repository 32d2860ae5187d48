# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Modules run against the simulator in one process: the core as both fronts run it, without ansible-playbook around it."""

from __future__ import annotations

import importlib
import itertools
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from hypothesis import settings
from peplink_simulator import DeviceSpec, Fleet, Unknowns, families
from peplink_simulator.device import Device

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Session
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import Clock
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import PeplinkError
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.read import Read
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration import records
from ansible_collections.wanfleet.peplink.plugins.module_utils._module import module as core

from .configuration.sections import STORES, Section, runs

# Of the properties of every configuration: the examples of an ordinary run, and those of `make exhaustive`, which has the time.
settings.register_profile("few", max_examples=8)
settings.register_profile("many", max_examples=60)
settings.load_profile("few")

FAMILIES = tuple(families.FAMILIES)
FIRMWARES = tuple(families.FIRMWARE_TEXTS)
GET_MODES = ("pending", "running")
SETUPS = list(itertools.product(FAMILIES, FIRMWARES, GET_MODES))

# The functions that show the configuration, in the order in which peplink_config reads them.
READS = ["config.wan.connection", "config.ssid.profile", "config.mesh", "config.speedfusionConnectProtect", "config.gpio"]

MANAGEMENT = ("login", "logout", "auth.token.grant", "auth.token.revoke")


@dataclass
class Router:
    """A simulated router and the way to run modules against it."""

    device: Device
    fleet: Fleet
    home: Path

    def connection(self, *, login: bool = False) -> dict[str, Any]:
        """Connection options: the API client's where the router has one, else the admin's."""
        credentials = (
            {"username": self.device.username, "password": self.device.password}
            if login or self.device.client_id is None
            else {"client_id": self.device.client_id, "client_secret": self.device.client_secret}
        )
        return {
            "host": self.device.host,
            "port": self.device.port,
            "use_tls": self.device.use_tls,
            "ca_path": str(self.fleet.ca_path),
            "use_proxy": False,
            "token_cache_dir": str(self.home / "tokens"),
            "record_dir": str(self.home / "records"),
            "timeout": 5,
            "retries": 1,
            **credentials,
        }

    def session(self) -> Session:
        return Session(ConnectionOptions.from_params(self.connection()))

    def run(self, module: str, *, check: bool = False, login: bool = False, **params: Any) -> dict[str, Any]:
        """Run a module with its argument specification applied; the result as the front gets it."""
        loaded = importlib.import_module(f"ansible_collections.wanfleet.peplink.plugins.modules.{module}").MODULE
        given = self.connection(login=login)
        given |= json.loads(json.dumps(params))  # the validation fills in what is missing
        try:
            given = loaded.unbundled(given)
        except ValueError as error:
            return {"failed": True, "changed": False, "msg": str(error), "validation": True}
        checked = ArgumentSpecValidator(loaded.spec, **loaded.rules).validate({name: value for name, value in given.items() if value is not None})
        if checked.error_messages:
            return {"failed": True, "changed": False, "msg": "; ".join(checked.error_messages), "validation": True}
        result, secrets = core.execute(loaded, checked.validated_parameters, check_mode=check)
        result["secrets"] = secrets
        return result

    def wan(self, *config: dict[str, Any], **params: Any) -> dict[str, Any]:
        return self.run("peplink_wan_connection", config=list(config), **params)

    def config(self, sections: dict[str, Any], **params: Any) -> dict[str, Any]:
        return self.run("peplink_config", **sections, **params)

    def shown(self, **params: Any) -> dict[str, Any]:
        """What peplink_config_info shows of the router's configuration."""
        result = self.run("peplink_config_info", **params)
        assert result.get("msg") is None
        return dict(result["config"])

    def answers(self) -> list[str]:
        """All that the router shows of its configuration, byte for byte."""
        with self.session() as session:
            shown = session.read_all([Read(name, {"list": []} if name == "config.gpio" else None) for name in READS])
        return ["error" if isinstance(answer, PeplinkError) else json.dumps(answer) for answer in shown]

    def assert_runs(self, parts: dict[str, Section]) -> None:
        """Assert that the router runs the configuration of the sections, and that nothing is pending."""
        for name, part in parts.items():
            running = self.device.running(STORES[name])
            for key, expected in part.expected.items():
                assert runs(running[key], expected), (name, key, running[key], expected)
        assert not self.device.has_pending

    def running(self, wan: int) -> dict[str, Any]:
        return dict(self.device.running("wan")[wan])

    def fresh(self) -> None:
        """Reset the router, set its unknowns, and delete the controller's records."""
        unknowns = self.device.unknowns
        self.device.reset()
        self.device.unknowns = unknowns
        for kept in ("tokens", "records"):
            shutil.rmtree(self.home / kept, ignore_errors=True)

    def sent(self) -> list[str]:
        """The requests since the journal was cleared, in order, as ``METHOD function``."""
        return [f"{entry.method} {entry.function}" for entry in self.device.journal]


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    """One router per family, firmware and GET mode, reset before each test that uses it. What TLS adds has tests of its own, and would be a fifth of the
    time of these."""
    specs = [
        DeviceSpec(name=f"{family}-{firmware}-{mode}", family=family, firmware=firmware, unknowns=Unknowns(config_get=mode))
        for family, firmware, mode in SETUPS
    ]
    with Fleet.start(specs, use_tls=False) as running:
        yield running
        assert running.internal_errors == []


@pytest.fixture
def router_of(fleet: Fleet, tmp_path: Path) -> Any:
    """A function that returns the router of a setup in its initial state."""

    def get(family: str = "max", firmware: str = "8.5.2", mode: str = "pending", **unknowns: Any) -> Router:
        device = fleet.device(f"{family}-{firmware}-{mode}")
        device.reset()
        device.unknowns.update(unknowns)
        return Router(device, fleet, tmp_path)

    return get


@pytest.fixture(params=SETUPS, ids="-".join)
def router(request: pytest.FixtureRequest, router_of: Any) -> Router:
    """A router of every family, firmware and GET mode in turn."""
    found: Router = router_of(*request.param)
    return found


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "SCRYPT_COST", 2)


@pytest.fixture
def fast_clock(monkeypatch: pytest.MonkeyPatch) -> SteppingClock:
    """A clock whose sleep returns at once and moves its time on."""
    clock = SteppingClock()
    monkeypatch.setattr(core, "Clock", lambda: clock)
    return clock


class SteppingClock(Clock):
    """Time passes only by sleeping."""

    def __init__(self) -> None:
        self.now = time.time()
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

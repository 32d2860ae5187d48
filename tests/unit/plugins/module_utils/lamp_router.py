# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A router with lamps, in place of a session: it stages, applies and discards, and fails as a test says."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Unit
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import Clock
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import Rejected, Unauthorized, Unreachable, Unsupported
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.options import TransactionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.reader import ConfigReader
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.records import Records
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.staging import Stager
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.verification import Verifier
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.module import Task

from .decision.toy import SHOWN
from .fake_router import FakeClock

DEVICE = "192.0.2.1:443"
NAMES = {"cmd.config.apply": "apply", "cmd.config.discard": "discard", "info.firmware": "ping", "config.lamp": "read", "status.wan.connection": "status"}


def refused(answer: str = "refused it") -> Rejected:
    return Rejected("sending a request", DEVICE, answer, "Check it.", code=None)


def unknown() -> Unsupported:
    return Unsupported("sending a request", DEVICE, "does not know it", "Check it.", code=999)


def unauthorized() -> Unauthorized:
    return Unauthorized("sending a request", DEVICE, "is not allowed", "Check it.")


def lost(*, arrived: bool = True) -> Unreachable:
    return Unreachable("sending a request", DEVICE, "the connection was cut", "Check the link.", maybe_processed=arrived)


class LampRouter:
    """``calls`` are what it was asked: ``read``, ``update 1``, ``apply``, ``discard``, ``ping``, ``status``, ``firmware``; ``bodies`` what it was sent.

    ``failures`` has by call what happens to the first, second ... one: an error, raised before it takes the request, or after
    if it is a lost answer; None lets it pass. ``deaf`` are the places of the body that it takes without effect.
    """

    device = DEVICE

    def __init__(self, failures: Mapping[str, list[Exception | None]] | None = None, *, deaf: tuple[str, ...] = (), **lamps: Mapping[str, Any]) -> None:
        self.running: dict[str, Any] = {name.removeprefix("lamp"): {**SHOWN, **shown} for name, shown in (lamps or {"lamp1": {}}).items()}
        self.pending: list[dict[str, Any]] = []
        self.failures = {name: list(how) for name, how in (failures or {}).items()}
        self.deaf = deaf
        self.calls: list[str] = []
        self.bodies: list[dict[str, Any]] = []
        self.status: Any = {
            "order": [1, 2],
            "1": {"name": "Bow", "message": "Connected", "ip": "192.0.2.1"},
            "2": {"name": "Stern", "message": "No Cable Detected"},
        }
        self.warnings: list[str] = []
        self.secrets: set[str] = set()

    @property
    def posts(self) -> list[str]:
        """What it was asked to do."""
        return [call for call in self.calls if call not in ("read", "ping", "status", "firmware")]

    def post(self, function: str, body: Any = None) -> Any:
        call = NAMES[function] if body is None else f"{body['action']} {body['id']}"
        self.bodies += [] if body is None else [copy.deepcopy(body)]
        failure = self._meet(call)
        if call == "apply":
            for staged in self.pending:
                self._take(staged)
        if call in ("apply", "discard"):
            self.pending.clear()
        elif body is not None:
            self.pending.append(copy.deepcopy(body))
        if failure:
            raise failure
        return None

    def get(self, function: str, **options: Any) -> Any:
        if failure := self._meet(NAMES[function]):
            raise failure
        return copy.deepcopy(self.status if function == "status.wan.connection" else self.running)

    def read_all(self, queries: list[Any], **options: Any) -> list[Any]:
        return [self.get(query.function) for query in queries]

    def unit(self) -> Unit:
        return Unit(DEVICE, None, None)

    def firmware(self) -> str:
        self._meet("firmware")
        return "8.3.1 build 5258"

    def _meet(self, call: str) -> Exception | None:
        """Raises an error that keeps the request from being taken; gives one that only its answer meets."""
        self.calls.append(call)
        failure = self.failures[call].pop(0) if self.failures.get(call) else None
        if isinstance(failure, Exception) and not getattr(failure, "maybe_processed", False):
            raise failure
        return failure

    def _take(self, body: dict[str, Any]) -> None:
        number = str(body["id"])
        if body["action"] == "remove":
            self.running.pop(number, None)
            return
        lamp = self.running.setdefault(number, {})
        for name, value in body.items():
            if name not in ("action", "id", *self.deaf):
                lamp[name] = {**lamp.get(name, {}), **value} if isinstance(value, dict) else value


def task_of(router: LampRouter, directory: Path, *, check_mode: bool = False, clock: Clock | None = None, **params: Any) -> Task:
    """A task with the options of a transaction; ``params`` are those that are not the defaults."""
    session: Any = router
    options = {name: getattr(TransactionOptions(), name) for name in TransactionOptions.__dataclass_fields__}
    return Task({**options, "record_dir": str(directory), **params}, check_mode, "192.0.2.1", session, clock or FakeClock())


def stager_of(task: Task) -> Stager:
    """What stages for a task."""
    options = TransactionOptions.from_params(task.params)
    return Stager(task, options, ConfigReader(task.session), Records(options.record_dir, task.session))


def verifier_of(task: Task, stager: Stager) -> Verifier:
    """What verifies for a task; a rewrite stages and applies."""

    def rewrite(plans: Any) -> None:
        stager.stage(plans)
        stager.apply(plans)

    return Verifier(task, stager.options, stager.reader, stager, rewrite)


def records_at(directory: Path) -> Records:
    """What the controller remembers of the router."""
    session: Any = LampRouter()
    return Records(str(directory), session)

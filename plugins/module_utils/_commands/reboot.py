# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The reboot (cmd.system.reboot): seen down, then up, then logged in, then healthy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.errors import NotInEffect, PeplinkError, TransportError
from .._common.redaction import printable
from .._common.shared_options import RECORD_DIR_SPEC
from .._configuration.records import Records
from .._module.module import Module, Task
from .._module.refusal import refused
from .._module.waiting import Wait, until
from .._wan.health import HEALTH_SPEC, unmet
from .._wan.status import WANS, entries

REBOOT_FUNCTION = "cmd.system.reboot"
FIRMWARE = "info.firmware"

DOING = "rebooting it"


def run(task: Task) -> None:
    """Core of peplink_reboot."""
    slots = dict(entries(task.session.get(FIRMWARE)))
    before = _running(slots)
    _guard(task, slots)
    task.result |= {"changed": True, "duration": {}, "firmware_before": before, "firmware_after": None}
    if task.check_mode:
        return
    slot = task.params["firmware_id"]
    begun = task.clock.monotonic()
    try:
        task.session.post(REBOOT_FUNCTION, {"firmwareId": slot} if slot else {})
    except TransportError as error:
        # It may have gone down before it could answer. A second reboot is never sent.
        if not error.maybe_processed:
            raise
    if not task.params["wait"]:
        return
    duration = task.result["duration"]
    for phase, wait in (("down", _await_down), ("up", _await_up), ("login", _await_login), ("health", _await_health)):
        started = task.clock.monotonic()
        wait(task)
        duration[phase] = round(task.clock.monotonic() - started, 1)
    duration["total"] = round(task.clock.monotonic() - begun, 1)
    slots = dict(entries(task.session.get(FIRMWARE)))
    task.result["firmware_after"] = _running(slots)
    if slot and slots.get(slot, {}).get("inUse") is False:
        raise NotInEffect(
            DOING, task.session.device, f"it came back with firmware {task.result['firmware_after']}, not with that of slot {slot}",
            "The firmware of that slot may not be bootable: check Web Admin.",
        )  # fmt: skip


def _guard(task: Task, slots: Mapping[int, Mapping[str, Any]]) -> None:
    if not task.params["allow_pending_changes"] and Records(task.params["record_dir"], task.session).staged:
        raise refused(
            task, "changes that were staged from here are neither applied nor discarded, and it is unknown whether they survive a reboot. "
            "Apply or discard them first (peplink_config_apply), or set allow_pending_changes"
        )  # fmt: skip
    slot = task.params["firmware_id"]
    if slot and slots.get(slot, {}).get("bootable") is not True:
        listed = ", ".join(f"{key}: {printable(raw.get('version'), 60)}{_ailing(raw)}" for key, raw in slots.items())
        raise refused(task, f"firmware slot {slot} cannot be started; the router has {listed or 'no slots'}")


def _ailing(slot: Mapping[str, Any]) -> str:
    return "" if slot.get("bootable") is True else " (not bootable)"


def _running(slots: Mapping[int, Mapping[str, Any]]) -> str | None:
    version = next((raw.get("version") for raw in slots.values() if raw.get("inUse") is True), None)
    return printable(version, 80) if version is not None else None


def _await_down(task: Task) -> None:
    limit = task.params["down_timeout"]
    wait = Wait(task, limit, "the router to go down", longest=1.0)
    while True:
        try:
            task.session.get(FIRMWARE, retry=False)
        except TransportError:
            return
        wait.sleep_or_raise(NotInEffect(
            DOING, task.session.device, f"it accepted the reboot, but still answers after {limit} s",
            "It may be busy: check its status, and raise down_timeout if it goes down later.",
        ))  # fmt: skip


def _await_up(task: Task) -> None:
    limit = task.params["up_timeout"]

    def ask() -> bool:
        task.session.get(FIRMWARE, retry=False)
        return True

    try:
        until(Wait(task, limit, "the router to come back"), ask, _overdue(task, "does not answer"))
    except TransportError as error:
        error.doing = DOING
        error.answer = f"it went down but did not come back within {limit} s ({error.answer})"
        error.advice = "It may take longer (raise up_timeout), or have another address now. Check its power, and try another way to reach it."
        raise


def _await_login(task: Task) -> None:
    """A reboot ends sessions and tokens; the session requests new ones."""
    wait = Wait(task, task.params["up_timeout"], "the router to accept a login")
    until(wait, lambda: task.session.get(WANS, retry=False) or {}, _overdue(task, "accepts no login"))


def _await_health(task: Task) -> None:
    limit, conditions = task.params["health_timeout"], task.params["health"]
    if not conditions:
        return
    wait, problems = Wait(task, limit, "the router to be healthy"), ["it does not answer"]
    while problems:
        try:
            problems = list(unmet(conditions, lambda function: task.session.get(function, retry=False)))
        except TransportError as error:
            problems = [error.answer]
        if problems:
            wait.sleep_or_raise(NotInEffect(
                DOING, task.session.device, f"it is back, but {limit} s later {'; '.join(problems)}",
                "Check the links and the conditions of the option health.",
            ))  # fmt: skip


def _overdue(task: Task, what: str) -> PeplinkError:
    return NotInEffect(DOING, task.session.device, f"it is back, but {what}", "Check Web Admin.")


REBOOT = Module(
    {
        "firmware_id": {"type": "int", "choices": [1, 2]},
        "wait": {"type": "bool", "default": True},
        "down_timeout": {"type": "int", "default": 120},
        "up_timeout": {"type": "int", "default": 600},
        "health": {"type": "dict", "options": HEALTH_SPEC},
        "health_timeout": {"type": "int", "default": 300},
        "allow_pending_changes": {"type": "bool", "default": False},
        **RECORD_DIR_SPEC,
    },
    run,
)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The reboot (cmd.system.reboot): seen down, then up, then logged in, then healthy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .._common.errors import NotInEffect, TransportError
from .._common.redaction import printable
from .._conditions.look import look, refuse_impossible
from .._conditions.vocabulary import CONDITIONS_SPEC, problems
from .._configuration.records import Records
from .._module.module import Module, Task
from .._module.refusal import refused
from .._module.waiting import Wait, until
from .._status.notes import Notes
from .._status.subjects.firmware import FIRMWARE
from .._wan.status import WANS

REBOOT_FUNCTION = "cmd.system.reboot"

DOING = "rebooting it"

# By number: ``version``, ``running``, ``bootable``.
Slots = Mapping[int, Mapping[str, Any]]


def run(task: Task) -> None:
    """Core of peplink_reboot."""
    slots = _slots(task)
    _guard(task, slots)
    task.result |= {"changed": True, "duration": {}, "firmware_before": _running(slots), "firmware_after": None}
    if task.check_mode:
        return
    begun = task.clock.monotonic()
    order = _order(task)
    if not task.params["wait"]:
        return
    duration, found = task.result["duration"], dict[str, Any]()
    for phase in PHASES:
        started = task.clock.monotonic()
        found[phase.name] = _await(task, phase, order)
        duration[phase.name] = round(task.clock.monotonic() - started, 1)
    duration["total"] = round(task.clock.monotonic() - begun, 1)
    task.result["firmware_after"] = _running(found["up"])
    slot = task.params["firmware_id"]
    if slot and found["up"].get(slot, {}).get("running") is False:
        raise NotInEffect(
            DOING,
            task.session.device,
            f"it came back with firmware {task.result['firmware_after']}, not with that of slot {slot}",
            "The firmware of that slot may not be bootable: check Web Admin.",
        )


def _order(task: Task) -> str:
    """Order the reboot; what is known of it, for messages. Raises PeplinkError if it was refused, or never sent."""
    slot = task.params["firmware_id"]
    try:
        task.session.post(REBOOT_FUNCTION, {"firmwareId": slot} if slot else {})
    except TransportError as error:
        # It may have gone down before it could answer. A second reboot is never sent.
        if not error.maybe_processed:
            raise
        return f"it was told to reboot without a usable answer ({error.answer})"
    return "it accepted the reboot"


def _guard(task: Task, slots: Slots) -> None:
    if not task.params["allow_pending_changes"] and Records(task.params["record_dir"], task.session).staged:
        raise refused(
            task,
            "changes that were staged from here are neither applied nor discarded, and it is unknown whether they survive a reboot. "
            "Apply or discard them first (peplink_config_apply), or set allow_pending_changes",
        )
    slot = task.params["firmware_id"]
    if slot and slots.get(slot, {}).get("bootable") is not True:
        listed = ", ".join(f"{key}: {printable(shown.get('version'), 60)}{_ailing(shown)}" for key, shown in slots.items())
        raise refused(task, f"firmware slot {slot} cannot be started; the router has {listed or 'no slots'}")
    refuse_impossible(task, task.params["health"] or {}, "health.")


def _slots(task: Task, *, retry: bool = True) -> Slots:
    answer = task.session.get("info.firmware", retry=retry)
    return {slot["id"]: slot for slot in FIRMWARE.decode({"slots": answer}, {}, Notes())}


def _ailing(slot: Mapping[str, Any]) -> str:
    return "" if slot.get("bootable") is True else " (not bootable)"


def _running(slots: Slots) -> str | None:
    version = next((slot.get("version") for slot in slots.values() if slot.get("running") is True), None)
    return printable(version, 80) if version is not None else None


@dataclass(frozen=True)
class Phase:
    """A step of the reboot: what is awaited, for the seconds of which option, and what to say when it does not come (with ``limit``,
    and the ``order`` as far as it is known).

    ``ask`` gives what it finds, None if that is not there yet; it may put into the error what is missing.
    """

    name: str
    awaited: str
    option: str
    ask: Callable[[Task, NotInEffect], Any]
    overdue: str
    advice: str
    longest: float = 5.0


def _await(task: Task, phase: Phase, order: str) -> Any:
    limit = task.params[phase.option]
    overdue = NotInEffect(DOING, task.session.device, phase.overdue.format(limit=limit, order=order), phase.advice)
    return until(Wait(task, limit, phase.awaited, phase.longest), lambda: phase.ask(task, overdue), overdue)


def _is_down(task: Task, overdue: NotInEffect) -> bool | None:
    try:
        _slots(task, retry=False)
    except TransportError:
        return True
    return None


def _accepts_login(task: Task, overdue: NotInEffect) -> bool:
    """A reboot ends sessions and tokens; the session requests new ones."""
    task.session.get(WANS, retry=False)
    return True


def _is_healthy(task: Task, overdue: NotInEffect) -> bool | None:
    wrong = problems(look(task.session, task.params["health"] or {}, task.clock.time()))
    if wrong:
        overdue.answer = f"it is back, but {task.params['health_timeout']} s later {wrong}"
    return None if wrong else True


PHASES = (
    Phase(
        "down",
        "the router to go down",
        "down_timeout",
        _is_down,
        "{order}, but still answers after {limit} s",
        "It may be busy: check its status, and raise down_timeout if it goes down later.",
        longest=1.0,
    ),
    Phase(
        "up",
        "the router to come back",
        "up_timeout",
        lambda task, overdue: _slots(task, retry=False),
        "{order} and went down, but did not come back within {limit} s",
        "It may take longer (raise up_timeout), or have another address now. Check its power, and try another way to reach it.",
    ),
    Phase(
        "login",
        "the router to accept a login",
        "up_timeout",
        _accepts_login,
        "it rebooted and is back, but accepts no login after {limit} s",
        "Check Web Admin.",
    ),
    Phase(
        "health",
        "the router to be healthy",
        "health_timeout",
        _is_healthy,
        "it is back, but {limit} s later does not tell whether it is healthy",
        "Check the router and the conditions of the option health.",
    ),
)


REBOOT = Module(
    {
        "firmware_id": {"type": "int", "choices": [1, 2]},
        "wait": {"type": "bool", "default": True},
        "down_timeout": {"type": "int", "default": 120},
        "up_timeout": {"type": "int", "default": 600},
        "health": {"type": "dict", "options": CONDITIONS_SPEC},
        "health_timeout": {"type": "int", "default": 300},
        "allow_pending_changes": {"type": "bool", "default": False},
    },
    run,
    posts=lambda params: [REBOOT_FUNCTION],
)

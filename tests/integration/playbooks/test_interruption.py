# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ctrl-C in a terminal and the SIGTERM of a CI runner, while ansible-playbook stages changes on a router."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from peplink_simulator import Fault
from peplink_simulator.device import Device

from .conftest import Controller, Play

STAGE, DISCARD = "config.wan.connection", "cmd.config.discard"
LEFT_OVER = "An earlier run from this controller staged changes"
# Seconds within which everything ends. Mostly it takes one; but a signal that comes just as a task begins to wait for the router is
# handled when that wait ends, after the 30 s of the option timeout.
BOUND = 60

Signal = Callable[["subprocess.Popen[str]"], None]


def ctrl_c(process: subprocess.Popen[str]) -> None:
    """What a terminal does."""
    os.killpg(process.pid, signal.SIGINT)


def terminate(process: subprocess.Popen[str]) -> None:
    """What a CI runner does. ansible-core below 2.19 does not pass it on to its workers, which are in its process group."""
    os.killpg(process.pid, signal.SIGTERM)


SIGNALS = {"SIGINT": ctrl_c, "SIGTERM": terminate}


def play(front: dict[str, Any]) -> list[Play]:
    task = {"name": "Configure", "wanfleet.peplink.peplink_config": {"wan_connections": [{"id": 1, "mtu": "1300"}]}, "register": "done"}
    return [Play("max", [{**task, **front}])]


@pytest.fixture
def device(controller: Controller) -> Device:
    return controller.fleet.device("max")


@pytest.mark.variations
@pytest.mark.parametrize("end", SIGNALS.values(), ids=SIGNALS)
def test_what_was_staged_is_discarded(controller: Controller, device: Device, front: dict[str, Any], end: Signal) -> None:
    before = device.running("wan")
    device.faults.add(Fault("hold", function=STAGE, method="POST"))
    process = controller.start(play(front))
    device.wait_for(STAGE, timeout=BOUND)
    assert device.has_pending
    end(process)
    output, _errors = process.communicate(timeout=BOUND)
    assert process.returncode != 0
    # A module in a process of its own may outlive ansible-playbook while it cleans up.
    device.wait_for(DISCARD, timeout=BOUND)
    assert not device.has_pending
    assert device.running("wan") == before
    assert "Traceback" not in output
    run = controller.run(play(front))
    assert run.status == 0, run.output
    assert run.of("max")["applied"]
    assert LEFT_OVER not in run.output
    assert device.running("wan")[1]["physical"]["mtu"] == 1300


@pytest.mark.variations
def test_a_second_ctrl_c_ends_it_at_once_and_the_next_run_deals_with_what_is_left(controller: Controller, device: Device, front: dict[str, Any]) -> None:
    device.faults.add(Fault("hold", function=STAGE, method="POST"))
    device.faults.add(Fault("hold_before", function=DISCARD, method="POST"))
    process = controller.start(play(front))
    device.wait_for(STAGE, timeout=BOUND)
    ctrl_c(process)
    device.wait_for(DISCARD, timeout=BOUND)
    ctrl_c(process)
    process.communicate(timeout=BOUND)
    # The worker gives the clean-up up, rather than wait for an answer for ever.
    device.wait_for(DISCARD, timeout=BOUND, outcome="abandoned")
    device.faults.clear()
    assert device.has_pending
    run = controller.run(play(front))
    assert run.status == 0, run.output
    assert LEFT_OVER in run.output
    assert not device.has_pending
    assert device.running("wan")[1]["physical"]["mtu"] == 1300

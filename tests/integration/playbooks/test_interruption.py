# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ctrl-C in a terminal and the SIGTERM of a CI runner, while ansible-playbook stages changes on a router."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import Any

import psutil
import pytest
from peplink_simulator import Fault
from peplink_simulator.device import Device

from .conftest import FRONTS, Controller, Play

STAGE, DISCARD = "config.wan.connection", "cmd.config.discard"
LEFT_OVER = "An earlier run from this controller staged changes"
# Seconds within which everything ends. Mostly it takes one; but a signal that comes just as a task begins to wait for the router is
# handled when that wait ends, after the 30 s of the option timeout.
BOUND = 60

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def send(number: signal.Signals, process: subprocess.Popen[str], front: dict[str, Any]) -> None:
    """What a terminal and a CI runner do to ansible-playbook and its process group.

    A module in a process of its own gets the signal here: Ansible ends its workers, sometimes before they have passed it on.
    """
    if front:
        module_of(process).send_signal(number)
    else:
        os.killpg(process.pid, number)


def module_of(process: subprocess.Popen[str]) -> psutil.Process:
    (module,) = (child for child in psutil.Process(process.pid).children(recursive=True) if not child.children() and "AnsiballZ" in " ".join(child.cmdline()))
    return module


def play(front: dict[str, Any]) -> list[Play]:
    task = {"name": "Configure", "wanfleet.peplink.peplink_config": {"wan_connections": [{"id": 1, "mtu": "1300"}]}, "register": "done"}
    return [Play("max", [{**task, **front}])]


@pytest.fixture
def device(controller: Controller) -> Device:
    return controller.fleet.device("max")


@pytest.mark.variations
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_what_was_staged_is_discarded(controller: Controller, device: Device, front: dict[str, Any], number: signal.Signals) -> None:
    before = device.running("wan")
    device.faults.add(Fault("hold", function=STAGE, method="POST"))
    process = controller.start(play(front))
    device.wait_for(STAGE, timeout=BOUND)
    assert device.has_pending
    send(number, process, front)
    output, _errors = process.communicate(timeout=BOUND)
    assert process.returncode != 0
    device.wait_for(DISCARD, timeout=BOUND)
    assert not device.has_pending
    assert device.running("wan") == before
    assert "Traceback" not in output
    if front and number == signal.SIGINT:
        assert "everything pending on the router was discarded" in output
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
    send(signal.SIGINT, process, front)
    device.wait_for(DISCARD, timeout=BOUND)
    send(signal.SIGINT, process, front)
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


def test_a_module_that_outlives_ansible_does_its_work_to_the_end(controller: Controller, device: Device) -> None:
    device.faults.add(Fault("hold", function=STAGE, method="POST"))
    process = controller.start(play(FRONTS["module"]))
    device.wait_for(STAGE, timeout=BOUND)
    module = module_of(process)
    for other in psutil.Process(process.pid).children(recursive=True):
        if other != module:
            other.kill()
    process.kill()
    device.faults.clear()
    device.release()
    module.wait(BOUND)
    assert not device.has_pending
    assert device.running("wan")[1]["physical"]["mtu"] == 1300
    process.communicate(timeout=BOUND)

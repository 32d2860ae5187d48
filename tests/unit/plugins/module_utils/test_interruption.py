# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a block does when a signal ends it, in processes of their own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.interruption import interruptible

FORK = multiprocessing.get_context("fork")
LONG = 60


def exit_code(run: Callable[[], Any]) -> int | None:
    process = FORK.Process(target=run)
    process.start()
    process.join(LONG)
    return process.exitcode


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 1), (signal.SIGTERM, -signal.SIGTERM)])
def test_the_clean_up_runs_and_then_the_signal_does_what_it_always_did(number: signal.Signals, code: int) -> None:
    cleaned, went_on = FORK.Event(), FORK.Event()

    def run() -> None:
        with interruptible(cleaned.set, LONG):
            signal.raise_signal(number)
            went_on.set()

    assert exit_code(run) == code
    assert cleaned.is_set()
    assert not went_on.is_set()


def test_a_handler_of_the_program_is_called_afterwards() -> None:
    steps = FORK.SimpleQueue()

    def run() -> None:
        signal.signal(signal.SIGTERM, lambda _number, _frame: steps.put("handler"))
        with interruptible(lambda: steps.put("clean-up"), LONG):
            signal.raise_signal(signal.SIGTERM)

    assert exit_code(run) == 1
    assert [steps.get(), steps.get()] == ["clean-up", "handler"]


@pytest.mark.parametrize(
    ("first", "second"), [(signal.SIGINT, signal.SIGINT), (signal.SIGTERM, signal.SIGINT), (signal.SIGTERM, signal.SIGTERM)], ids=lambda number: number.name
)
def test_a_second_signal_ends_the_clean_up(first: signal.Signals, second: signal.Signals) -> None:
    finished = FORK.Event()

    def clean_up() -> None:
        signal.raise_signal(second)
        finished.set()

    def run() -> None:
        with interruptible(clean_up, LONG):
            signal.raise_signal(first)

    assert exit_code(run) == (1 if second is signal.SIGINT else -second)
    assert not finished.is_set()


def test_the_sigterm_that_ansible_sends_its_workers_after_sigint_is_no_second_signal() -> None:
    finished = FORK.Event()

    def clean_up() -> None:
        signal.raise_signal(signal.SIGTERM)
        finished.set()

    def run() -> None:
        with interruptible(clean_up, LONG):
            signal.raise_signal(signal.SIGINT)

    assert exit_code(run) == 1
    assert finished.is_set()


def test_sigint_and_sigterm_at_once_are_one_interruption_and_leave_no_traceback() -> None:
    finished, complaints = FORK.Event(), FORK.SimpleQueue()
    both = (signal.SIGINT, signal.SIGTERM)

    def run() -> None:
        sys.unraisablehook = lambda complaint: complaints.put(str(complaint.exc_value))
        with interruptible(finished.set, LONG):
            signal.pthread_sigmask(signal.SIG_BLOCK, both)
            for number in both:
                os.kill(os.getpid(), number)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, both)

    assert exit_code(run) == 1
    assert finished.is_set()
    assert complaints.empty()


def test_a_clean_up_that_fails_does_not_swallow_the_signal() -> None:
    def clean_up() -> None:
        raise BrokenPipeError

    def run() -> None:
        with interruptible(clean_up, LONG):
            signal.raise_signal(signal.SIGTERM)

    assert exit_code(run) == -signal.SIGTERM


def test_the_clean_up_has_a_limit() -> None:
    def run() -> None:
        with interruptible(lambda: threading.Event().wait(), 0.05):
            signal.raise_signal(signal.SIGTERM)

    assert exit_code(run) == -signal.SIGTERM


def test_an_ignored_signal_stays_ignored() -> None:
    went_on = FORK.Event()

    def run() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with interruptible(lambda: None, LONG):
            signal.raise_signal(signal.SIGINT)
            went_on.set()

    assert exit_code(run) == 0
    assert went_on.is_set()


def test_without_a_signal_nothing_is_cleaned_and_the_handlers_are_as_before() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    cleaned = threading.Event()
    with pytest.raises(ValueError, match="other"), interruptible(cleaned.set, LONG):
        raise ValueError("other")
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
    assert not cleaned.is_set()


def test_in_a_thread_it_does_nothing() -> None:
    went_through = threading.Event()

    def work() -> None:
        with interruptible(lambda: None, LONG):
            went_through.set()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(LONG)
    assert went_through.is_set()

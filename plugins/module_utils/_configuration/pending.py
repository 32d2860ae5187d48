# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The router's pending configuration: one store per router, shared with Web Admin, that cannot be queried."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .._client.session import Clock, Session
from .._common.errors import PeplinkError, TransportError

APPLY = "cmd.config.apply"
DISCARD = "cmd.config.discard"


def apply_pending(session: Session, clock: Clock, patience: float, applied: Callable[[], bool] = lambda: False) -> None:
    """Make everything pending live (cmd.config.apply); a ``warning`` of the router becomes a warning.

    An apply often cuts the very connection that asked for it. Then, once the router answers again (within ``patience``
    seconds), it is asked once more, unless a look says that it is ``applied``: to apply what is already live changes nothing.
    Raises what the last try raised.
    """
    try:
        answer = session.post(APPLY)
    except TransportError as error:
        if not error.maybe_processed:
            raise
        try:
            wait_until_reachable(session, clock, patience)
            if applied():
                return
            answer = session.post(APPLY)
        except TransportError as second:
            # Whatever became of the second try: the first one may have been carried out.
            second.maybe_processed = True
            second.aftermath = f"{APPLY} was sent before. The router may have carried it out or not."
            raise
    warning = answer.get("warning") if isinstance(answer, Mapping) else None
    if warning:
        session.warnings.append(f"The router warned when it applied its configuration: {str(warning)[:500]}")


def discard_pending(session: Session) -> None:
    """Drop everything pending (cmd.config.discard), whoever staged it."""
    session.post(DISCARD)


def wait_until_reachable(session: Session, clock: Clock, patience: float) -> None:
    """Ask for the firmware, which needs no login, until the router tells it.

    After ``patience`` seconds an answer of any kind will do; without one, raises the last error.
    """
    end = clock.monotonic() + patience
    pause = 1.0
    while True:
        try:
            session.get("info.firmware")
            return
        except PeplinkError as error:
            if clock.monotonic() + pause > end:
                if isinstance(error, TransportError):
                    raise
                return
        clock.sleep(pause)
        pause = min(pause * 2, 10)

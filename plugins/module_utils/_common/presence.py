# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who else on this controller is at work, seen by a lock that a process holds as long as it lives."""

from __future__ import annotations

import fcntl
import os


class Presence:
    """That this run is at work on what goes with ``path``, until it is closed or its process ends, however it ends.

    Make and ask it only while holding the lock of ``path`` (:func:`private_files.locked`): then nobody comes in between, and it never
    waits. Raises OSError.
    """

    def __init__(self, path: str) -> None:
        self._handle = os.open(f"{path}.runs", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def alone(self) -> bool:
        """Whether no other run is at work."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            # The attempt gives up the former lock.
            fcntl.flock(self._handle, fcntl.LOCK_SH)
        return True

    def close(self) -> None:
        """The run has ended."""
        os.close(self._handle)

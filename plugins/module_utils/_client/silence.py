# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keeping the HTTP library from printing."""

from __future__ import annotations

import logging
import threading
import warnings
from contextlib import ExitStack


class _Silence:
    """Keeps urllib3 from printing: its log records hold URLs and so the token, and its warning repeats the user's own choice.

    Filters belong to the whole process, so the first thread puts them up and the last one takes them down.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._put_up: ExitStack | None = None

    def __enter__(self) -> None:
        with self._lock:
            self._users += 1
            if self._put_up is None:
                self._put_up = ExitStack()
                self._put_up.enter_context(warnings.catch_warnings())
                warnings.filterwarnings("ignore", message="Unverified HTTPS request")
                for name in ("connection", "connectionpool", "util.retry", "response"):
                    logger = logging.getLogger(f"urllib3.{name}")
                    logger.addFilter(_nothing)
                    self._put_up.callback(logger.removeFilter, _nothing)

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0 and self._put_up is not None:
                self._put_up.close()
                self._put_up = None


SILENCE = _Silence()


def _nothing(record: logging.LogRecord) -> bool:
    return False

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What one exchange may take, whoever answers: time and bytes."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Iterable, Iterator
from typing import Any

# An exchange as a whole may take this many times the timeout, which counts for a connection and for each piece of an answer. With the
# usual 30 s that is 150 s: a client list of 200 KB takes 25 s on an idle link of 64 kbit/s, so a busy one has six times as long.
TIMEOUTS_IN_ALL = 5

# A list of 5,000 clients, more than any router is sold for, has 1 MB with all details. This is room for ten times as many, and to spare.
LARGEST_ANSWER = 16 * 1024 * 1024


class Overdue(TimeoutError):
    """The exchange as a whole took too long, whatever its last piece did."""


class TooLarge(OSError):
    """The answer has more bytes than any real one, as sent or when decompressed."""


class Progress:
    """How far the exchange under way has come: whether anything was ``sent``, how much time is left of the seconds ``allowed``.

    ``certificate`` is the one that the last TLS handshake showed, in DER.
    """

    def __init__(self) -> None:
        self.certificate: bytes | None = None
        self.start(0)

    def start(self, timeout: float) -> None:
        """Begin an exchange; ``timeout`` in seconds."""
        self.sent = False
        self._timeout = timeout
        self.allowed = TIMEOUTS_IN_ALL * timeout
        self._end = time.monotonic() + self.allowed
        self._received = 0

    def patience(self) -> float:
        """How long the next step may take, in seconds. Raises Overdue."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Overdue
        return min(self._timeout, left)

    def receive(self, size: int) -> None:
        """Count what came, header and padding included. Raises TooLarge."""
        self._received += size
        require_size(self._received)


def require_size(size: int) -> None:
    """Raises TooLarge for an answer of more bytes than a real one has."""
    if size > LARGEST_ANSWER:
        raise TooLarge


class LimitedSocket:
    """A connected socket as http.client reads from it: everything that it reads counts, from the first status line to the last trailer."""

    def __init__(self, connected: socket.socket, progress: Progress) -> None:
        self._connected = connected
        self._progress = progress

    def makefile(self, _mode: str) -> io.BufferedReader:
        """The only way in which http.client reads."""
        return io.BufferedReader(_LimitedReader(self._connected, self._progress))


class _LimitedReader(io.RawIOBase):
    def __init__(self, connected: socket.socket, progress: Progress) -> None:
        self._connected = connected
        # Not the socket itself: this one keeps it open when http.client closes the connection before the answer was read.
        self._raw: Any = connected.makefile("rb", buffering=0)
        self._progress = progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._connected.settimeout(self._progress.patience())
        try:
            size: int | None = self._raw.readinto(buffer)
        except TimeoutError:
            self._progress.patience()
            raise
        self._progress.receive(size or 0)
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()


class TimelyOptions:
    """Socket options that can be had only while there is time: urllib3 tries all addresses of a name, each for the whole timeout."""

    def __init__(self, options: Iterable[Any], progress: Progress) -> None:
        self._options = list(options)
        self._progress = progress

    def __iter__(self) -> Iterator[Any]:
        self._progress.patience()
        return iter(self._options)

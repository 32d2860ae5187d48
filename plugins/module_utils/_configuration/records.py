# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the controller remembers of a router, because the router cannot be asked for it.

One private file per router under ``record_dir`` holds

* ``values``: a salted hash of each value that was written last, for those that the router does not show; a slow hash
  where the value is or holds a secret;
* ``runs``: the runs whose changes may be pending, each from before its first staging POST until they were applied or
  discarded. A run that was killed in between leaves its entry behind, and the next one knows that what the router
  shows may not be what it runs.

A router is known by its address, its certificate and the client that asks: behind one address there may be one router after another.
Several runs may work on a router at once, so each step reads, changes and writes the file under a lock (``decision.record``).
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Protocol

from .._client.session import Unit
from .._common.errors import Refused
from .._common.presence import Presence
from .._common.private_files import locked, private_dir, read_json, write_json
from .decision import record as deciding
from .decision.plan import RecordedValue
from .decision.record import Record

SCRYPT_COST = 2**14

# Longer than any step under the lock: the longest waits for the router to discard.
LOCK_PATIENCE = 60.0

_DOING = "using the record of what was written to it"


class Conversation(Protocol):
    """What this needs of a session."""

    @property
    def device(self) -> str:
        """The router as messages name it."""

    def unit(self) -> Unit:
        """Which router this is. Raises TransportError."""


class Records:
    """The records of one router, as one run uses them. Nothing is read before it is asked for; Refused if the file cannot be used.

    As a context manager it ends the presence of the run; what it has neither applied nor discarded by then is left to the next run.
    """

    def __init__(self, directory: str, session: Conversation) -> None:
        self._session = session
        self._directory = os.path.expanduser(directory)
        self._run = secrets.token_hex(8)
        self._bound: str | None = None
        self._presence: Presence | None = None
        self._took_over = False

    def __enter__(self) -> Records:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._presence is not None:
            self._presence.close()
            self._presence = None

    @property
    def staged(self) -> bool:
        """Whether changes of a run from here may be pending on the router."""
        return bool(self._read(self._path)[1].runs)

    def knows(self, value: RecordedValue) -> bool:
        """Whether this value is surely the last one written under its key."""
        salt, record = self._read(self._path)
        stored = record.values.get(value.key)
        if stored is None or any(value.key in staged for staged in record.runs.values()):
            return False
        return secrets.compare_digest(stored, _hash(salt, value))

    def take_over(self) -> None:
        """Answer for what killed runs left behind: it is about to be applied. Not while another run is at work, because it may be its."""
        if self._read(self._path)[1].runs:
            self._change(lambda _salt, record: record, adopt=True)

    def begin(self, keys: Iterable[str] = ()) -> None:
        """Note on disk that something is about to be staged, under these keys: what the router has there is unsure from now on."""
        self._change(lambda _salt, record: deciding.begin(record, self._run, keys), adopt=True)

    def add_staged(self, values: Sequence[RecordedValue]) -> None:
        """Note which values were staged; they count as written once they are applied."""
        if values:
            self._change(lambda salt, record: deciding.stage(record, self._run, {value.key: _hash(salt, value) for value in values}))

    def applied(self) -> None:
        """What this run staged or took over is live: the staged values are the last written ones."""
        self._settle(applied=True)

    def discarded(self) -> None:
        """Nothing of this run is pending any more; whether some of it had become live is unsure, so it counts as never written."""
        self._settle(applied=False)

    def withdrawn(self) -> None:
        """Nothing of this run has arrived; what it took over may still be pending."""
        if not self._took_over:
            self._settle(applied=False)

    @contextlib.contextmanager
    def discarding(self) -> Iterator[None]:
        """Around a discard of everything pending: others wait meanwhile. If it fails, the notes stay."""
        with self._locked(adopt=True) as (path, salt, record):
            record = deciding.contest_others(record, self._run)
            if record.runs:
                self._write(path, salt, record)
            yield
            if record.runs and self._same_unit:
                self._write(path, salt, deciding.settle(record, self._run, applied=False))
                self._took_over = False

    def forget(self) -> None:
        """The router is as it came from the factory: nothing that was written to this address counts any more, whoever wrote it."""
        with self._usable():
            own = self._path
            for path in glob.glob(f"{glob.escape(self._of_address(self._session.unit()))}-*.json"):
                with locked(path, LOCK_PATIENCE):
                    salt, record = _parsed(read_json(path))
                    self._write(path, salt, Record({}, {} if path == own else record.runs))

    def _settle(self, *, applied: bool) -> None:
        if self._run in self._read(self._path)[1].runs and self._same_unit:
            self._change(lambda _salt, record: deciding.settle(record, self._run, applied=applied))
            self._took_over = False

    @property
    def _same_unit(self) -> bool:
        """If another router has taken the address meanwhile, the notes stay with the one that had it before."""
        return self._path == self._file(self._session.unit())

    def _change(self, change: Callable[[str, Record], Record], *, adopt: bool = False) -> None:
        with self._locked(adopt=adopt) as (path, salt, record):
            self._write(path, salt, change(salt, record))

    @contextlib.contextmanager
    def _locked(self, *, adopt: bool) -> Iterator[tuple[str, str, Record]]:
        """The path of the file, its salt and its content; ``adopt``: with what killed runs left behind taken over."""
        with contextlib.ExitStack() as stack:
            with self._usable():
                private_dir(self._directory)
                path = self._bound = self._path
                stack.enter_context(locked(path, LOCK_PATIENCE))
                self._presence = self._presence or Presence(path)
                salt, record = _parsed(read_json(path))
                if adopt and record.runs.keys() - {self._run} and self._presence.alone():
                    record = deciding.take_over(record, self._run)
                    self._took_over = True
            yield path, salt, record

    def _write(self, path: str, salt: str, record: Record) -> None:
        with self._usable():
            write_json(path, {"salt": salt, "values": record.values, "runs": record.runs})

    @property
    def _path(self) -> str:
        return self._bound or self._file(self._session.unit())

    def _file(self, unit: Unit) -> str:
        return f"{self._of_address(unit)}-{_digest(json.dumps([unit.fingerprint, unit.user]))}.json"

    def _of_address(self, unit: Unit) -> str:
        return os.path.join(self._directory, _digest(unit.device))

    def _read(self, path: str) -> tuple[str, Record]:
        with self._usable():
            return _parsed(read_json(path))

    @contextlib.contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            raise Refused(_DOING, self._session.device, f"{error.strerror}: {error.filename}", "Run it again when the other task has ended.") from None
        except OSError as error:
            path = error.filename or self._directory
            raise Refused(
                _DOING,
                self._session.device,
                f"{path} cannot be used: {error.strerror}",
                "Set record_dir to a directory that belongs to the user who runs this.",
            ) from None


def _parsed(stored: Any) -> tuple[str, Record]:
    """Salt and record; what is damaged counts as empty."""
    content = _mapping(stored)
    salt, values, runs = content.get("salt"), _mapping(content.get("values")), _mapping(content.get("runs"))
    return salt if isinstance(salt, str) else secrets.token_hex(16), Record(
        {key: value for key, value in values.items() if isinstance(value, str)},
        {run: {key: value for key, value in _mapping(staged).items() if value is None or isinstance(value, str)} for run, staged in runs.items()},
    )


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _hash(salt: str, value: RecordedValue) -> str:
    salted, text = f"{salt} {value.key}".encode(), json.dumps(value.value, sort_keys=True).encode()
    if not value.secret:
        return hashlib.sha256(salted + text).hexdigest()
    # Some secrets are four-digit PINs: only the cost of each guess protects a stolen file.
    return hashlib.scrypt(text, salt=salted, n=SCRYPT_COST, r=8, p=1, dklen=32).hex()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the controller remembers of a router, because the router cannot be asked for it.

One private file per router under ``record_dir`` holds

* ``values``: a salted hash of each value that was written last, for those that the router does not show; a slow hash
  where the value is or holds a secret;
* ``staged``: present while changes of ours may be pending, that is from before the first staging POST until they were
  applied or discarded. A run that was killed in between leaves it behind, and the next one knows that what the router
  shows may not be what it runs.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .._common.errors import Refused
from .._common.private_files import private_dir, read_json, write_json
from .decision.plan import RecordedValue

SCRYPT_COST = 2**14


class Records:
    """The records of one router. Nothing is read before it is asked for; Refused if the file cannot be used."""

    def __init__(self, directory: str, device: str) -> None:
        self._device = device
        self._directory = os.path.expanduser(directory)
        self._path = os.path.join(self._directory, hashlib.sha256(device.encode()).hexdigest()[:32] + ".json")
        self._data: dict[str, Any] | None = None

    @property
    def staged(self) -> bool:
        """Whether changes of an earlier run from here may still be pending on the router."""
        return self._load().get("staged") is not None

    def knows(self, value: RecordedValue) -> bool:
        """Whether this value is surely the last one written under its key."""
        staged = self._load()["staged"]
        if staged is not None and value.key in staged["values"]:
            return False
        stored = self._load()["values"].get(value.key)
        return isinstance(stored, str) and secrets.compare_digest(stored, self._hash(value))

    def begin(self, keys: Iterable[str] = ()) -> None:
        """Note on disk that something is about to be staged, under these keys: what the router has there is unsure from now on."""
        data = self._load()
        staged = data["staged"] or {"values": {}}
        data["staged"] = {"values": {**staged["values"], **dict.fromkeys(keys)}}
        self._save()

    def add_staged(self, values: Sequence[RecordedValue]) -> None:
        """Note which values were staged; they count as written once they are applied."""
        if values:
            self._load()["staged"]["values"].update({value.key: self._hash(value) for value in values})
            self._save()

    def applied(self) -> None:
        """What was staged is live: the staged values are the last written ones."""
        data = self._load()
        if data["staged"] is not None:
            self._forget_staged()
            data["values"].update({key: stored for key, stored in data["staged"]["values"].items() if stored is not None})
            data["staged"] = None
            self._save()

    def discarded(self) -> None:
        """Nothing of ours is pending any more; whether some of it had become live is unsure, so it counts as never written."""
        data = self._load()
        if data["staged"] is not None:
            self._forget_staged()
            data["staged"] = None
            self._save()

    def forget(self) -> None:
        """The router is as it came from the factory: nothing that was written counts any more."""
        self._load().update({"values": {}, "staged": None})
        self._save()

    def _forget_staged(self) -> None:
        data = self._load()
        for key in data["staged"]["values"]:
            data["values"].pop(key, None)

    def _load(self) -> dict[str, Any]:
        if self._data is None:
            with self._usable():
                stored = read_json(self._path)
            stored = stored if isinstance(stored, dict) else {}
            values, staged, salt = stored.get("values"), stored.get("staged"), stored.get("salt")
            self._data = {
                "salt": salt if isinstance(salt, str) else secrets.token_hex(16),
                "values": _mapping(values),
                "staged": {"values": _mapping(staged.get("values"))} if isinstance(staged, dict) else None,
            }
        return self._data

    def _save(self) -> None:
        with self._usable():
            private_dir(self._directory)
            write_json(self._path, self._load())

    @contextlib.contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Refused(
                "using the record of what was written to it", self._device, f"{self._path} cannot be used: {error.strerror}",
                "Set record_dir to a directory that belongs to the user who runs this.",
            ) from None  # fmt: skip

    def _hash(self, value: RecordedValue) -> str:
        salt, text = f"{self._load()['salt']} {value.key}".encode(), json.dumps(value.value, sort_keys=True).encode()
        if not value.secret:
            return hashlib.sha256(salt + text).hexdigest()
        # Some secrets are four-digit PINs: only the cost of each guess protects a stolen file.
        return hashlib.scrypt(text, salt=salt, n=SCRYPT_COST, r=8, p=1, dklen=32).hex()


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}

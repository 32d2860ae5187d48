# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an experiment has to undo, on the controller's disk before the change: a probe that is killed leaves it to the next one."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from .._client.session import Session
from .._common.errors import Refused
from .._common.private_files import private_dir, read_json, write_json

_DOING = "using the record of what the probe has to undo"


def is_record(value: Any) -> bool:
    """Whether it is what such a file holds, so that every call in it can be made."""
    if not isinstance(value, Mapping) or not isinstance(value.get("undo"), list) or not isinstance(value.get("image"), Mapping):
        return False
    calls = all(isinstance(call, list) and len(call) == 2 and isinstance(call[0], str) and isinstance(call[1], dict) for call in value["undo"])
    return calls and all(isinstance(found, str) for found in value["image"].values())


class Unfinished:
    """The record of one router: ``undo`` are the calls that restore it, ``image`` hashes of its configuration before, by function.

    The first use may ask the router for its certificate, if nothing was asked yet.
    """

    def __init__(self, directory: str, session: Session) -> None:
        self._session = session
        self._directory = os.path.expanduser(directory)

    @functools.cached_property
    def _path(self) -> str:
        unit = self._session.unit()
        # Not the user: whoever comes next must restore it.
        name = hashlib.sha256(f"{unit.device} {unit.fingerprint}".encode()).hexdigest()[:16]
        return os.path.join(self._directory, f"probe-{name}.json")

    def read(self) -> dict[str, Any] | None:
        """None if nothing has to be undone. Raises Refused if the file cannot be used or is damaged."""
        found = self._tried(lambda: read_json(self._path))
        if is_record(found):
            return dict(found)
        if self._tried(lambda: os.path.lexists(self._path)):
            advice = "Compare the configuration of the router with a backup, restore what differs, and remove the file."
            raise Refused(_DOING, self._session.device, f"{self._path} is damaged, so what an interrupted probe has changed is not known", advice)
        return None

    def write(self, undo: Sequence[tuple[str, Mapping[str, Any]]], image: Mapping[str, str]) -> None:
        """Raises Refused."""

        def store() -> None:
            private_dir(os.path.dirname(self._path))
            write_json(self._path, {"undo": [[function, dict(body)] for function, body in undo], "image": dict(image)})

        self._tried(store)

    def remove(self) -> None:
        """Forget it: the router is as it was."""
        with suppress(FileNotFoundError):
            os.unlink(self._path)

    def _tried(self, step: Any) -> Any:
        try:
            return step()
        except OSError as error:
            advice = "Check record_dir: it must be a directory of this user, with space on its disk."
            raise Refused(_DOING, self._session.device, f"{self._path} cannot be used: {error.strerror}", advice) from None

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is known of all routers, in a private file: one source at a time, written at once or not at all, never thrown away."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from ...module_utils._common.private_files import locked, private_dir, read_json, write_json
from .._task_options import BadOptions
from .state import RouterState, dumped, loaded

VERSION = 1

# A router with all its peers takes some kilobytes.
_LARGEST = 256 * 1024 * 1024


@dataclass
class Known:
    """By router what is known, and the events that were decided, but may not have been taken."""

    routers: dict[str, RouterState] = field(default_factory=dict)
    untold: Sequence[Mapping[str, Any]] = ()


class StateFile:
    """The file, locked while this object is open."""

    def __init__(self, path: str) -> None:
        """Raises BadOptions if it cannot be used."""
        self._open = ExitStack()
        self.path = os.path.abspath(os.path.expanduser(path))
        try:
            private_dir(os.path.dirname(self.path))
            self._open.enter_context(locked(self.path, patience=0))
        except TimeoutError:
            raise _bad(self.path, "another source is using it. Give each source a state_file of its own") from None
        except OSError as error:
            raise _bad(self.path, f"{error.strerror or error}. Check the directory, its owner and its rights") from None

    def read(self) -> Known:
        """What it holds. Raises BadOptions for anything but a whole file of this version, and leaves that as it is."""
        try:
            content = read_json(self.path, _LARGEST)
        except OSError as error:
            raise _bad(self.path, f"it cannot be read: {error.strerror or error}") from None
        if content is None and not os.path.lexists(self.path):
            return Known()
        if not isinstance(content, Mapping) or "version" not in content:
            raise _bad(self.path, "it is damaged, or no state of this source. It is left as it is. Restore it, or move it away to begin without knowledge")
        if content["version"] != VERSION:
            text = f"it has version {content['version']!s:.40}, and this version of the collection reads version {VERSION}. It is left as it is"
            raise _bad(self.path, f"{text}. Use the version of the collection that wrote it, or move it away to begin without knowledge")
        try:
            routers = {str(name): loaded(entry) for name, entry in content["routers"].items()}
            untold = [dict(event) for event in content["untold"]]
        except (KeyError, AttributeError, TypeError, ValueError) as error:
            text = "it is damaged. It is left as it is. Restore it, or move it away to begin without knowledge"
            raise _bad(self.path, f"{text} ({error})") from None
        return Known(routers, untold)

    def write(self, known: Known) -> None:
        """Raises OSError; the former content is then still there."""
        routers = {name: dumped(state) for name, state in known.routers.items()}
        write_json(self.path, {"version": VERSION, "routers": routers, "untold": list(known.untold)})

    def close(self) -> None:
        """Let another source have it."""
        self._open.close()


def _bad(path: str, text: str) -> BadOptions:
    return BadOptions(f"the state file {path} cannot be used: {text}.")

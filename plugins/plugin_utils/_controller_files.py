# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Text files on the controller: written as a whole or not at all, and only if they differ."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass


class BadFile(Exception):
    """A file that cannot be written, and why."""


@dataclass(frozen=True)
class Directory:
    """Where files are written. It is created if it does not exist; only the owner may read what is private."""

    path: str
    private: bool

    @property
    def mode(self) -> int:
        """Of a file."""
        return 0o600 if self.private else 0o644

    def create(self) -> None:
        """Create it, with those above it. Raises OSError."""
        own = 0o700 if self.private else 0o755
        for path in self._missing():
            # It exists if a parallel task was faster.
            with suppress(FileExistsError):
                os.mkdir(path)
                # Whatever the umask takes away.
                os.chmod(path, own if path == self.path else stat.S_IMODE(os.stat(path).st_mode) | stat.S_IRWXU)

    def require_creatable(self) -> None:
        """Raises OSError if it does not exist and cannot be created."""
        missing = self._missing()
        nearest = os.path.dirname(missing[0]) if missing else self.path
        _require(os.path.isdir(nearest), errno.ENOTDIR)
        _require(not missing or _may_write(nearest), errno.EACCES)

    def _missing(self) -> list[str]:
        """What does not exist of it, from the top down."""
        missing, path = [], self.path
        while not os.path.lexists(path):
            missing.append(path)
            path = os.path.dirname(path)
        return missing[::-1]


def write(directory: Directory, files: Mapping[str, str], *, check: bool) -> bool:
    """Write the files, by name. Returns whether any of them was another one, or would be if it were no check.

    Raises BadFile, in a check too if that can be told without writing.
    """
    for name in files:
        if name != os.path.basename(name) or name in ("", os.curdir, os.pardir):
            raise BadFile(f"{name!r} is not the name of a file in {directory.path}. Give names without a directory.")
    stale = {name: text.encode() for name, text in files.items() if not _is(os.path.join(directory.path, name), text.encode(), directory.mode)}
    if stale:
        try:
            directory.require_creatable() if check else directory.create()
        except OSError as error:
            raise BadFile(f"the directory {directory.path} cannot be created: {error.strerror}. Check its name and who may write there.") from None
    for name, content in stale.items():
        path = os.path.join(directory.path, name)
        try:
            _require_replaceable(path) if check else _replace(path, content, directory.mode)
        except OSError as error:
            raise BadFile(f"{path} cannot be written: {error.strerror}. Check the space on the disk and who may write there.") from None
    return bool(stale)


def _require(holds: bool, number: int) -> None:
    if not holds:
        raise OSError(number, os.strerror(number))


def _may_write(directory: str) -> bool:
    return os.access(directory, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def _is(path: str, content: bytes, mode: int) -> bool:
    try:
        with open(path, "rb") as file:
            return stat.S_IMODE(os.fstat(file.fileno()).st_mode) == mode and file.read(len(content) + 1) == content
    except OSError:
        return False


def _require_replaceable(path: str) -> None:
    """Raises OSError if a file of this path cannot be written. Its directory may have to be created."""
    directory = os.path.dirname(path)
    _require(not os.path.isdir(path), errno.EISDIR)
    _require(not os.path.isdir(directory) or _may_write(directory), errno.EACCES)


def _replace(path: str, content: bytes, mode: int) -> None:
    handle, written = tempfile.mkstemp(prefix=".", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), mode)
        os.replace(written, path)
    except BaseException:
        os.unlink(written)
        raise

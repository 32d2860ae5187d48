# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files on the controller that only their owner may read: cached tokens, records of what was written to a router."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

# Content that is larger is not ours: tokens and records take some kilobytes.
LARGEST_FILE = 4 * 1024 * 1024

# A lock cannot be awaited for a limited time, only asked for again.
_LOOK_AGAIN = 0.05

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def private_dir(path: str) -> str:
    """Make sure that ``path`` is a directory of mode 0700 that belongs to this user, and return it with ``~`` expanded.

    Missing parents are created as private ones. Raises OSError if it cannot be made so, or belongs to somebody else.
    """
    expanded = os.path.expanduser(path)
    if expanded.startswith("~"):
        raise FileNotFoundError(errno.ENOENT, "this user has no home directory", path)
    full = os.path.abspath(expanded)
    for part in _missing(full):
        # It exists if a parallel task was faster.
        with suppress(FileExistsError):
            os.mkdir(part, 0o700)
            # Whatever the umask takes away.
            os.chmod(part, 0o700)
    found = os.stat(full)
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "not a directory", full)
    _require_owner(found, full)
    if found.st_mode & _OTHERS:
        os.chmod(full, 0o700)
        if os.stat(full).st_mode & _OTHERS:
            raise PermissionError(errno.EPERM, "others can read it and that cannot be changed", full)
    return full


def read_json(path: str, largest: int | None = None) -> Any:
    """The content of a private JSON file; None if it is missing, damaged or has more than ``largest`` bytes, LARGEST_FILE if that is None.

    A file that others can read is made private again. Raises OSError if it belongs to somebody else or others may write to
    it, because then its content proves nothing, and if it cannot be read.
    """
    limit = LARGEST_FILE if largest is None else largest
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        _require_owner(found, path)
        if found.st_mode & _OTHERS_WRITE:
            raise PermissionError(errno.EPERM, "others may write to it", path)
        if found.st_mode & _OTHERS:
            os.fchmod(handle, 0o600)
        content = file.read(limit + 1)
    try:
        return json.loads(content) if len(content) <= limit else None
    except (ValueError, RecursionError):
        return None


def write_json(path: str, value: Any) -> None:
    """Write ``value`` as JSON to a file of mode 0600, at once or not at all, even if the controller loses power.

    The directory must exist. Raises OSError; the former content is then still there.
    """
    directory, name = os.path.split(os.path.abspath(path))
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", suffix=".tmp", dir=directory)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            # mkstemp gives nobody else a right, but the umask may take the owner's.
            os.fchmod(handle, 0o600)
            file.write(json.dumps(value))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


@contextmanager
def locked(path: str, patience: float | None = None) -> Iterator[None]:
    """Hold the lock that goes with ``path``: one process at a time, waiting for its turn, freed when the process dies.

    The lock is a file beside it (``path.lock``), because ``path`` itself is replaced on writing. Raises OSError, TimeoutError if
    another process still holds it after ``patience`` seconds.
    """
    handle = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        if os.fstat(handle).st_mode & stat.S_IRWXU != stat.S_IRUSR | stat.S_IWUSR:
            os.fchmod(handle, 0o600)
        _take_turn(handle, path, patience)
        yield
    finally:
        os.close(handle)


def _take_turn(handle: int, path: str, patience: float | None) -> None:
    if patience is None:
        fcntl.flock(handle, fcntl.LOCK_EX)
        return
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise TimeoutError(errno.ETIMEDOUT, f"another task has kept it locked for {patience:g} s", path) from None
            time.sleep(_LOOK_AGAIN)
        else:
            return


def _missing(path: str) -> list[str]:
    parts: list[str] = []
    while not os.path.lexists(path):
        parts.append(path)
        path = os.path.dirname(path)
    return parts[::-1]


def _require_owner(found: os.stat_result, path: str) -> None:
    if found.st_uid != os.geteuid():
        raise PermissionError(errno.EPERM, "belongs to another user", path)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files that only their owner may read."""

from __future__ import annotations

import json
import multiprocessing
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common import private_files
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.private_files import locked, private_dir, read_json, write_json


def mode(path: str | Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


@pytest.fixture
def open_umask() -> Any:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_directory_is_created_private_with_its_parents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert private_dir("~/a/b") == str(tmp_path / "a" / "b")
    assert mode(tmp_path / "a") == mode(tmp_path / "a" / "b") == 0o700


def test_a_directory_open_to_others_is_made_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private_dir(str(tmp_path))
    assert mode(tmp_path) == 0o700


def test_a_directory_that_cannot_be_made_private_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setattr(os, "chmod", lambda *args: None)
    with pytest.raises(PermissionError, match="others can read it"):
        private_dir(str(tmp_path))


def test_a_directory_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(PermissionError, match="belongs to another user"):
        private_dir(str(tmp_path))


def test_a_file_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(NotADirectoryError):
        private_dir(str(tmp_path / "x"))


def test_a_parallel_task_may_create_the_directory_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_files, "_missing", lambda path: [str(tmp_path)])
    assert private_dir(str(tmp_path)) == str(tmp_path)


@pytest.mark.usefixtures("open_umask")
def test_written_content_can_be_read_and_is_private(tmp_path: Path) -> None:
    path = str(tmp_path / "f.json")
    write_json(path, {"a": ["ü", 1]})
    assert read_json(path) == {"a": ["ü", 1]}
    assert mode(path) == 0o600
    assert os.listdir(tmp_path) == ["f.json"]


def test_a_failed_write_keeps_the_old_content_and_leaves_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "f.json")
    write_json(path, 1)
    with pytest.raises(TypeError):
        write_json(path, {"a": object()})
    assert read_json(path) == 1
    assert os.listdir(tmp_path) == ["f.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000])
def test_damaged_content_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    (tmp_path / "f").chmod(0o600)
    assert read_json(str(tmp_path / "f")) is None


def test_a_missing_file_counts_as_no_content(tmp_path: Path) -> None:
    assert read_json(str(tmp_path / "none")) is None


def test_a_readable_file_is_made_private(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("5")
    (tmp_path / "f").chmod(0o644)
    assert read_json(str(tmp_path / "f")) == 5
    assert mode(tmp_path / "f") == 0o600


def test_a_file_that_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("5")
    (tmp_path / "f").chmod(0o622)
    with pytest.raises(PermissionError, match="others may write"):
        read_json(str(tmp_path / "f"))


def test_links_and_pipes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("5")
    (tmp_path / "link").symlink_to(tmp_path / "f")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(OSError):  # noqa: PT011
            read_json(str(tmp_path / name))


def _add(path: str, times: int) -> None:
    for _time in range(times):
        with locked(path):
            write_json(path, (read_json(path) or 0) + 1)


def test_the_lock_holds_between_processes(tmp_path: Path) -> None:
    path = str(tmp_path / "count")
    workers = [multiprocessing.get_context("fork").Process(target=_add, args=(path, 20)) for _worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert json.loads(Path(path).read_text()) == 80
    assert mode(f"{path}.lock") == 0o600


# --- as a user who is not root, on whom the modes of files have effect

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
NOBODY = 65534


def as_nobody(directory: Path, act: Callable[[], object], umask: int = 0o022) -> object:
    """What ``act`` gives in a process of its own that owns ``directory``; the text of its OSError."""
    os.chown(directory, NOBODY, NOBODY)
    for parent in directory.parents:
        # pytest makes its directories for their owner alone.
        if parent != Path("/") and not mode(parent) & 0o001:
            parent.chmod(mode(parent) | 0o011)
    mine, theirs = multiprocessing.Pipe()

    def run() -> None:
        os.setgroups([])
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
        os.umask(umask)
        try:
            theirs.send(act())
        except OSError as error:
            theirs.send(str(error))

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join()
    assert mine.poll(), "it ended with another error"
    return mine.recv()


@needs_root
@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    def act() -> object:
        directory = private_dir(str(tmp_path / "a" / "b"))
        path = os.path.join(directory, "f.json")
        for value in (1, 2):
            with locked(path, 1):
                write_json(path, value)
        return read_json(path)

    assert as_nobody(tmp_path, act, umask) == 2
    assert [mode(tmp_path / name) for name in ("a", "a/b", "a/b/f.json", "a/b/f.json.lock")] == [0o700, 0o700, 0o600, 0o600]


@needs_root
def test_a_home_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir(0o755)
    monkeypatch.setenv("HOME", str(home))
    assert "Permission denied" in str(as_nobody(tmp_path, lambda: private_dir("~/.ansible/peplink/tokens")))
    assert os.listdir(home) == []


@needs_root
def test_files_of_another_user(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("5")
    (tmp_path / "f").chmod(0o644)
    assert "belongs to another user" in str(as_nobody(tmp_path, lambda: read_json(str(tmp_path / "f"))))


def test_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOME")

    def unknown(_uid: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", unknown)
    with pytest.raises(FileNotFoundError, match="no home directory"):
        private_dir("~/.ansible")
    assert os.listdir(tmp_path) == []


def test_a_lock_is_awaited_for_a_limited_time(tmp_path: Path) -> None:
    path = str(tmp_path / "f")
    with locked(path), pytest.raises(TimeoutError, match=r"another task has kept it locked for 0\.1 s"), locked(path, 0.1):
        pass
    with locked(path, 0.1):
        pass


def test_a_huge_file_is_no_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_files, "LARGEST_FILE", 10)
    for content, found in (("[1,2,3,45]", [1, 2, 3, 45]), ("[1,2,3,456]", None)):
        (tmp_path / "f").write_text(content)
        assert read_json(str(tmp_path / "f")) == found

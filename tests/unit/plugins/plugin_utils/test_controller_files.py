# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Text files on the controller."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._controller_files import BadFile, Directory, write

NOBODY = 65534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(("private", "modes"), [(False, (0o755, 0o644)), (True, (0o700, 0o600))])
def test_files_are_written_with_their_directory_and_only_if_they_differ(tmp_path: Path, private: bool, modes: tuple[int, int]) -> None:
    directory = Directory(str(tmp_path / "a" / "b"), private)
    assert write(directory, {"x.md": "x\n", "y.json": "{}"}, check=False)
    assert (mode(tmp_path / "a" / "b"), mode(tmp_path / "a" / "b" / "x.md")) == modes
    assert (tmp_path / "a" / "b" / "y.json").read_text() == "{}"
    before = (tmp_path / "a" / "b" / "x.md").stat().st_ino
    assert not write(directory, {"x.md": "x\n"}, check=False)
    assert (tmp_path / "a" / "b" / "x.md").stat().st_ino == before
    for text in ("x\n\n", "x", "y\n"):
        assert write(directory, {"x.md": text}, check=True)
        assert write(directory, {"x.md": text}, check=False)
        assert (tmp_path / "a" / "b" / "x.md").read_text() == text
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == ["x.md", "y.json"]


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    assert write(Directory(str(tmp_path / "a"), False), {"x": "x"}, check=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("below", "name", "message"),
    [
        ("file/below", "x", r"the directory .*/file/below cannot be created: Not a directory. Check its name"),
        ("", "directory", r"/directory cannot be written: Is a directory. Check"),
    ],
)
def test_a_check_says_what_cannot_be_written(tmp_path: Path, below: str, name: str, message: str) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "directory").mkdir()
    with pytest.raises(BadFile, match=message):
        write(Directory(str(tmp_path / below), True), {name: "x"}, check=True)


@pytest.fixture
def somebody(tmp_path: Path) -> Iterator[Path]:
    """A directory that a user who is not root can look into; the modes of files have effect on that user."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    for path in (tmp_path, *list(tmp_path.parents)[:-2]):
        path.chmod(path.stat().st_mode | 0o055)
    umask = os.umask(0o022)
    os.seteuid(NOBODY)
    yield tmp_path
    os.seteuid(0)
    os.umask(umask)


@pytest.mark.parametrize(("below", "message"), [("a/b", "a/b cannot be created: Permission denied"), ("", "/x cannot be written: Permission denied")])
@pytest.mark.parametrize("check", [True, False])
def test_what_somebody_else_may_not_write_is_said(somebody: Path, below: str, message: str, check: bool) -> None:
    with pytest.raises(BadFile, match=message):
        write(Directory(str(somebody / below), True), {"x": "x"}, check=check)
    assert list(somebody.iterdir()) == []


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_files_are_written_whatever_the_umask(somebody: Path, umask: int) -> None:
    os.seteuid(0)
    os.chown(somebody, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    os.umask(umask)
    directory = Directory(str(somebody / "a" / "b"), True)
    assert write(directory, {"x": "x"}, check=True)
    assert write(directory, {"x": "x"}, check=False)
    assert not write(directory, {"x": "x"}, check=False)
    assert [mode(somebody / name) for name in ("a", "a/b", "a/b/x")] == [0o777 & ~umask | 0o700, 0o700, 0o600]


def test_the_mode_of_a_file_is_corrected_and_that_of_an_existing_directory_is_left(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    (tmp_path / "x").chmod(0o644)
    tmp_path.chmod(0o750)
    assert write(Directory(str(tmp_path), True), {"x": "x"}, check=False)
    assert (mode(tmp_path / "x"), mode(tmp_path)) == (0o600, 0o750)


@pytest.mark.parametrize("name", ["../x", "a/x", "/x", "", ".", ".."])
def test_a_name_stays_in_the_directory(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match="is not the name of a file in"):
        write(Directory(str(tmp_path), False), {"good": "x", name: "x"}, check=False)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_says_why_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("old")
    with pytest.raises(BadFile, match=r"the directory .*file/below cannot be created: Not a directory. Check its name"):
        write(Directory(str(tmp_path / "file" / "below"), False), {"x": "x"}, check=False)
    (tmp_path / "x").mkdir()
    with pytest.raises(BadFile, match=r"x cannot be written: Is a directory. Check"):
        write(Directory(str(tmp_path), False), {"x": "x"}, check=False)

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BadFile, match=r"file cannot be written: No space left on device"):
        write(Directory(str(tmp_path), False), {"file": "new"}, check=False)
    assert (tmp_path / "file").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "x"]

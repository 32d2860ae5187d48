# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""File names of hosts, whatever the hosts are called."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.filter.file_name import file_name


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("router-0", "router-0"),
        ("Van_2.example.net", "Van_2.example.net"),
        ("192.0.2.1", "192.0.2.1"),
        ("../../x", "%2E.%2F..%2Fx"),
        ("..", "%2E."),
        (".hidden", "%2Ehidden"),
        ("/etc/x", "%2Fetc%2Fx"),
        ("Ship 1", "Ship%201"),
        ("100%", "100%25"),
        ("2001:db8::1", "2001%3Adb8%3A%3A1"),
        ("\u00e9", "%C3%A9"),
        ("e\u0301", "e%CC%81"),
        ("a\nb", "a%0Ab"),
    ],
)
def test_names(name: str, file: str) -> None:
    assert file_name(name) == file


@pytest.mark.parametrize(
    ("name", "others", "file"),
    [
        ("Van", ["Van", "ship"], "Van"),
        ("Van", ["Van", "van"], "%56an"),
        ("van", ["Van", "van"], "van"),
        ("VAN", ["Van", "VAN"], "%56%41%4E"),
        ("Van", ["Van", "VAN"], "%56an"),
    ],
)
def test_names_that_differ_only_in_case(name: str, others: list[str], file: str) -> None:
    assert file_name(name, others) == file


@given(st.lists(st.text("aA.%~/ -\u00e9\u0301", min_size=1) | st.text(min_size=1) | st.text("a", min_size=190), min_size=2, unique=True))
def test_no_two_hosts_share_a_file_and_none_leaves_the_directory(names: list[str]) -> None:
    files = [file_name(name, names) for name in names]
    assert len({file.casefold() for file in files}) == len(names)
    for file in files:
        assert PurePosixPath(file).name == file
        assert not file.startswith(".")
        assert len(f"{file}.yml") < 256

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The records that the controller keeps of a router."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import Refused
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import RecordedValue
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.records import Records

PIN = RecordedValue("wan_connections/2/cellular.sims.1", {"sim_pin": "4711"}, True)
WIDTH = RecordedValue("wan_connections/3/wifi.channel_width", "40mhz", False)


def of(directory: Path, device: str = "192.0.2.1:443") -> Records:
    return Records(str(directory / "records"), device)


def test_values_count_as_written_once_they_are_applied(tmp_path: Path) -> None:
    records = of(tmp_path)
    records.begin()
    records.add_staged([PIN, WIDTH])
    assert not of(tmp_path).knows(PIN)
    assert of(tmp_path).staged
    records.applied()
    later = of(tmp_path)
    assert later.knows(PIN)
    assert later.knows(WIDTH)
    assert not later.staged
    assert not later.knows(replace(PIN, value={"sim_pin": "4712"}))
    assert not of(tmp_path, "192.0.2.2:443").knows(PIN)


def test_discarded_values_do_not_count(tmp_path: Path) -> None:
    records = of(tmp_path)
    records.begin()
    records.add_staged([PIN])
    records.discarded()
    assert not of(tmp_path).knows(PIN)
    assert not of(tmp_path).staged


def test_a_second_staging_keeps_what_the_first_one_staged(tmp_path: Path) -> None:
    of(tmp_path).begin()
    first = of(tmp_path)
    first.add_staged([PIN])
    second = of(tmp_path)
    second.begin()
    second.add_staged([WIDTH])
    of(tmp_path).applied()
    assert of(tmp_path).knows(PIN)
    assert of(tmp_path).knows(WIDTH)


def test_the_file_is_private_and_holds_no_value(tmp_path: Path) -> None:
    records = of(tmp_path)
    records.begin()
    records.add_staged([PIN, WIDTH])
    (file,) = [path for path in (tmp_path / "records").iterdir() if path.suffix == ".json"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert "4711" not in file.read_text()
    assert "40mhz" not in file.read_text()


def test_equal_secrets_have_different_hashes(tmp_path: Path) -> None:
    records = of(tmp_path)
    records.begin()
    entries = [("a", "same", True), ("b", "same", True), ("c", "same", False), ("d", "same", False)]
    records.add_staged([RecordedValue(*entry) for entry in entries])
    (file,) = [path for path in (tmp_path / "records").iterdir() if path.suffix == ".json"]
    hashes = list(json.loads(file.read_text())["staged"]["values"].values())
    assert len(set(hashes)) == 4


@pytest.mark.parametrize("content", ["", "{", "[]", '{"values": 5, "staged": 7, "salt": []}', '{"staged": {"values": null}}'])
def test_a_damaged_file_counts_as_empty(tmp_path: Path, content: str) -> None:
    of(tmp_path).begin()
    (file,) = [path for path in (tmp_path / "records").iterdir() if path.suffix == ".json"]
    file.write_text(content)
    records = of(tmp_path)
    assert not records.knows(PIN)
    records.begin()
    records.add_staged([PIN])
    records.applied()
    assert of(tmp_path).knows(PIN)


def test_nothing_to_record_writes_no_file(tmp_path: Path) -> None:
    records = of(tmp_path)
    assert not records.staged
    records.applied()
    records.discarded()
    assert not (tmp_path / "records").exists()


def test_an_unusable_directory_is_named(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("in the way")
    with pytest.raises(Refused, match="record_dir") as caught:
        of(tmp_path).begin()
    assert str(tmp_path) in str(caught.value)

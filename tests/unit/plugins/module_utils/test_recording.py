# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The form of a recording."""

from __future__ import annotations

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Call, NotARecording, Recording, read

RECORDING = Recording(
    "2026-11-25T02:00:00Z",
    "simulator",
    "read",
    "8.5.2",
    (
        Call("GET", "info.firmware", {}, 200, {"server": "x"}, {"stat": "ok"}, 0.1),
        Call("GET", "config.gpio", {"list": []}, None, {}, None, 5.0, "no answer"),
    ),
)


def test_a_recording_that_was_written_is_read_as_it_was() -> None:
    assert read(RECORDING.text()) == RECORDING
    assert RECORDING.text().count("\n") == 4


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no recording, or was cut"),
        (RECORDING.text()[:-9], "no recording, or was cut"),
        ("[]", "no recording, or was cut"),
        ('{"format": 9}', "it has the format 9; this version of the collection reads format 1"),
        ('{"format": 1, "calls": [{"colour": 1}]}', "no recording, or was cut"),
    ],
)
def test_what_is_no_recording_says_why(text: str, why: str) -> None:
    with pytest.raises(NotARecording, match=why):
        read(text)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Any recording can be replaced, replayed and compared: recordings of the simulator are mutated."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from peplink_simulator.recorded.fidelity import compare
from peplink_simulator.recorded.reading import load
from peplink_simulator.specification import load as load_specification
from recordings import making
from recordings.replay import findings

from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import read
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.replacing import replaced

from ..status.test_status_fuzz import mutate, places, values

FUZZ = {"deadline": None, "derandomize": True, "database": None, "phases": [Phase.generate, Phase.shrink]}
TEXTS = {path.parent.name: path.read_text(encoding="utf-8") for path in sorted(making.HERE.glob("*/recording.json"))}


@st.composite
def texts(draw: st.DrawFn) -> str:
    """The text of a recording of which some answers are others."""
    data: dict[str, Any] = json.loads(draw(st.sampled_from(list(TEXTS.values()))))
    for _turn in range(draw(st.integers(1, 4))):
        answers = {str(number): call["answer"] for number, call in enumerate(data["calls"])}
        path = draw(st.sampled_from(list(places(answers))))
        how = draw(st.sampled_from(["replace", "delete", "add", "wrap"])) if len(path) > 1 else "replace"
        mutate(answers, path, how, copy.deepcopy(draw(values)))
        for number, call in enumerate(data["calls"]):
            call["answer"] = answers[str(number)]
    return json.dumps(data)


@settings(max_examples=60, **FUZZ)
@given(texts())
def test_any_recording_is_replaced(text: str) -> None:
    shared = replaced(read(text), b"key")
    assert len(read(shared.recording.text()).calls) == len(read(text).calls)
    assert "\x1b" not in shared.review


@settings(max_examples=15, **FUZZ)
@given(texts())
def test_any_recording_is_replayed(text: str) -> None:
    assert all(finding.where and finding.what for finding in findings(read(text)))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "recording.json"


def test_any_recording_is_compared(file: Path) -> None:
    specification = load_specification()

    @settings(max_examples=60, **FUZZ)
    @given(texts())
    def fuzz(text: str) -> None:
        file.write_text(text, encoding="utf-8")
        assert all(difference.place and difference.text for difference in compare(load(file), specification))

    fuzz()

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report of a probe: what is said, and nothing that a router sent becomes markup."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.filter.probe_report import probe_report
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Call, Recording
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.probe import KNOWN, probe

sys.path.append(str(Path(__file__).resolve().parents[4] / "tools"))


def finding(switch: str, status: str, **more: Any) -> dict[str, Any]:
    usual = {"row": "1", "assumed": "a", "value": None, "as_assumed": False, "reason": "", "meaning": "Modules read both.", "calls": [1]}
    return {"switch": switch, "status": status, **usual, **more}


def result(*answers: tuple[str, Any], **more: Any) -> dict[str, Any]:
    calls = tuple(Call("GET", function, status=200, answer={"stat": "ok", "response": response}, seconds=0.25) for function, response in answers)
    findings = [
        finding("same_switch", "decided", value="a", as_assumed=True),
        finding("silent_switch", "undecided", reason="there is no WAN"),
        finding("moved_switch", "decided", value="<b>other</b>"),
        finding("third_switch", "other", reason="{stat: text}"),
    ]
    recording = Recording("2026-11-27T12:00:00Z", "router", "read", "8.5.2", calls)
    return {"recording": recording.text(), "findings": findings, "not_decoded": [], **more}


def test_the_numbers() -> None:
    assert probe_report(result(), "line") == "1 not as assumed, 1 something else, 1 as assumed, 1 not decided"


def test_members_and_words_that_the_specification_does_not_know() -> None:
    status = {"1": {"name": "WAN", "statusLed": "purple", "antenna": {"gain": 3}}, "order": [1], "moon": 1}
    found = probe(result(("status.wan.connection", status), ("status.cpu", {"load": 4})))
    assert found.members == ["GET status.cpu: the whole function", "GET status.wan.connection: #.antenna", "GET status.wan.connection: moon"]
    assert found.words == ["GET status.wan.connection: #.statusLed is 'purple'"]


def test_functions_with_their_longest_time() -> None:
    [function] = probe(result(("info.time", {"time": 1}), ("info.time", {"time": 2}))).functions
    assert (function.name, function.calls, function.seconds, function.outcome) == ("GET info.time", 2, 0.25, "ok")


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_everything_is_in_the_report(form: str) -> None:
    answers = [("info.time", {"time": 1, "moon": 2}), ("status.cpu", {}), ("status.wan.connection", {"1": {"statusLed": "purple"}})]
    probed = result(*answers, not_decoded=["wan: status.#.uptime"], notes=["It took 3 s."])
    text = probe_report(probed, form, "Probe of depot")
    for part in ("Probe of depot", "moved_switch", "third_switch", "silent_switch", "there is no WAN", "same_switch", "info.time", "status.cpu", "8.5.2"):
        assert part in text, part
    for part in ("Modules read both.", "moon", "purple", "status.#.uptime", "It took 3 s.", "0.25"):
        assert part in text.replace("&#35;", "#").replace("&#46;", "."), part
    assert "<b>other" not in text
    assert text == probe_report(probed, form, "Probe of depot")


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_report_begins_with_what_differs_and_ends_with_what_is_not_decided(form: str) -> None:
    text = probe_report(result(("info.time", {"time": 1, "moon": 2})), form, "Probe of depot")
    places = [text.index(name) for name in ("moved_switch", "third_switch", "same_switch", "silent_switch")]
    assert places == sorted(places)
    assert form == "html" or text.index("GET info.time: moon") < text.index("same_switch")


def test_what_is_no_probe_is_refused() -> None:
    with pytest.raises(AnsibleFilterError, match="result of peplink_probe"):
        probe_report({"findings": []})
    with pytest.raises(AnsibleFilterError, match="no form"):
        probe_report(result(), "pdf")


def test_what_is_known_is_that_of_the_specification() -> None:
    from known_answers import known

    assert json.loads(KNOWN.read_text(encoding="utf-8")) == known(), "run make known-answers"

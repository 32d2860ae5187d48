# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Recorded answers of a router as those of the functions that read its configuration."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.answers import NotAnswers, answers_in, items_in
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.gpio import GPIO
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.mesh import MESH
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_connection import WAN_CONNECTION

MESHES = {"1": {"meshId": "yard"}, "order": [1]}
CHANGED = {"1": {"meshId": "deck"}, "order": [1]}
LIST = {"list": [], "reference": True}


def ok(response: Any) -> dict[str, Any]:
    return {"stat": "ok", "response": response}


def recording(*calls: dict[str, Any]) -> dict[str, Any]:
    return {"format": 1, "time": "2026-11-25T02:00:00Z", "source": "router", "level": "read", "firmware": "8.5.2", "calls": list(calls)}


def call(function: str, answer: Any, method: str = "GET", **arguments: Any) -> dict[str, Any]:
    return {"method": method, "function": function, "arguments": arguments, "status": 200, "answer": answer}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"config.mesh": MESHES}, {"config.mesh": MESHES}),
        ({"config.mesh": ok(MESHES)}, {"config.mesh": MESHES}),
        ({"config.mesh": MESHES, "status.client": {}, "config.gpio": {"stat": "fail", "code": 999}, "config.port": None}, {"config.mesh": MESHES}),
        (recording(call("config.mesh", ok(MESHES)), call("config.mesh", ok(CHANGED))), {"config.mesh": MESHES}),
        (recording(call("config.mesh", {"stat": "fail"}), call("config.mesh", None), call("config.mesh", ok(MESHES))), {"config.mesh": MESHES}),
        (recording(call("config.gpio", ok({}), "POST", **LIST), call("config.mesh", ok(CHANGED), "POST")), {"config.gpio": {}}),
        (recording(call("status.wan.connection", ok({"1": {}}), id="1"), call("status.wan.connection", ok(MESHES))), {"status.wan.connection": MESHES}),
    ],
)
def test_answers_by_function(given: Any, found: dict[str, Any]) -> None:
    assert answers_in(given) == found
    assert answers_in(json.dumps(given)) == found


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("", "it is no JSON"),
        ("[1]", "it must be a recording"),
        (None, "it must be a recording"),
        ({}, "it has no answer of"),
        ({"config.mesh": "text"}, "it has no answer of"),
        ({"calls": 1}, "it is no recording, or was cut"),
        (recording({"method": "GET"}), "it is no recording, or was cut"),
        (recording(call("config.mesh", {"stat": "fail"})), "the recording has no answer of a function that reads the configuration"),
    ],
)
def test_what_holds_no_answers_is_refused(given: Any, problem: str) -> None:
    with pytest.raises(NotAnswers, match=problem):
        answers_in(given)


def test_items_come_from_the_fallback_only_where_there_is_nothing_else() -> None:
    shown = {"1": {"name": "status"}, "order": [1]}
    [item] = items_in({"status.wan.connection": shown}, WAN_CONNECTION) or []
    assert (item.flat["name"], item.from_fallback) == ("status", True)
    [item] = items_in({"status.wan.connection": shown, "config.wan.connection": {"1": {"name": "config"}}}, WAN_CONNECTION) or []
    assert (item.flat["name"], item.from_fallback) == ("config", False)
    assert items_in({"config.mesh": {}}, MESH) == []
    assert items_in({"config.mesh": {}}, GPIO) is None

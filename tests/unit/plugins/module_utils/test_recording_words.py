# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tables of words and members against the description of the API: what it names must survive in a recording."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.wanfleet.peplink.plugins.module_utils._recording import words
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.kinds import Place, is_personal, kind_of
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Call, Recording
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.replacing import replaced

SPECIFICATION = Path(__file__).resolve().parents[4] / "docs" / "router-api" / "openapi.yaml"
DOCUMENT: dict[str, Any] = yaml.load(SPECIFICATION.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
MASKED = "@~HiDdEn~@"


def schemas(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for name, item in node.items():
            if name not in ("example", "examples", "description"):
                yield from schemas(item)
    elif isinstance(node, list):
        for item in node:
            yield from schemas(item)


def test_every_function_member_and_enumeration_is_known() -> None:
    members: set[str] = set()
    enumerated: set[str] = set()
    for node in schemas(DOCUMENT):
        members |= set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
        members |= {entry["name"] for entry in node.get("parameters", []) if isinstance(entry, dict) and "name" in entry}
        enumerated |= (
            {word for word in (*node.get("enum", []), node.get("const")) if isinstance(word, str)} if isinstance(node.get("enum", []), list) else set()
        )
    assert {path.removeprefix("/api/") for path in DOCUMENT["paths"]} == words.DOCUMENTED
    assert {entry["function"] for entry in DOCUMENT["x-undocumented-functions"]} <= words.FUNCTIONS
    assert members - words.NAMES == set()
    assert enumerated - words.WORDS - {"", MASKED} == set()


@pytest.mark.parametrize("message", sorted({str(entry["message"]) for entry in DOCUMENT["x-error-codes"]}))
def test_every_known_message_stays(message: str) -> None:
    shared = replaced(Recording("", "router", "read", None, (Call("GET", "info.time", answer={"stat": "fail", "message": message}),)), b"key").recording
    assert shared.calls[0].answer["message"] == message


def test_no_enumerated_member_is_personal() -> None:
    found = set()
    for node in schemas(DOCUMENT):
        for name, schema in node.get("properties", {}).items() if isinstance(node.get("properties"), dict) else ():
            if isinstance(schema, dict) and any(isinstance(word, str) for word in schema.get("enum", [])) and is_personal(kind_of(Place("info.time").at(name))):
                found.add(name)
    assert found == set()

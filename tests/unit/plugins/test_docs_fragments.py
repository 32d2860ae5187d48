# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The fragments of the resources are what their descriptions and the sentences of people come to."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.compound import ListOf, Mapped, Member
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.scalar import Clearable, Number, Text, Word
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Field
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.catalogue import RESOURCES
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.gpio import GPIO

REPOSITORY = Path(__file__).resolve().parents[3]
FRAGMENTS = REPOSITORY / "plugins" / "doc_fragments"


def load() -> Any:
    specification = importlib.util.spec_from_file_location("docs_fragments", REPOSITORY / "tools" / "docs_fragments.py")
    assert specification
    assert specification.loader
    tool = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(tool)
    return tool


TOOL = load()
TOY = replace(GPIO, section="toys", noun="toy", fields=(Field("name", Text(), "name"), Field("level", Number(2, 9), "level")), together=())


def options(text: str, form: str = "DOCUMENTATION") -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(text, "fragment", "exec"), names)  # as Ansible does
    return dict(yaml.safe_load(getattr(names["ModuleDocFragment"], form))["options"])


def sentences(*text: str) -> str:
    """A fragment of the toy in which every option has these sentences."""
    return TOOL.written(TOY, "")[0].replace("description: []", f"description: {json.dumps(text)}")


def test_every_resource_has_a_fragment() -> None:
    assert {id(resource) for resource in TOOL.resources().values()} == {id(resource) for resource in RESOURCES}


@pytest.mark.parametrize("name", TOOL.resources())
def test_the_published_fragment_is_in_step(name: str) -> None:
    published = (FRAGMENTS / f"{name}.py").read_text(encoding="utf-8")
    text, missing = TOOL.written(TOOL.resources()[name], published)
    assert missing == []
    assert text == published, "run make docs-fragments"


def test_what_only_people_can_write_is_asked_for() -> None:
    text, missing = TOOL.written(TOY, "")
    assert missing == [f"{option} has no description" for option in ("the list itself", "id", "name", "level")]
    assert TOOL.written(TOY, sentences("What it is."))[1] == ["level does not say that its numbers are from V(2) to V(9)"]
    assert '"""The list of toys, ' in text


@pytest.mark.parametrize("sentence", ["What it is.", "Either: this, or #that.", "V(a) - 'b' \"c\".", "- no list.", "word " * 60 + "end."])
def test_sentences_stay(sentence: str) -> None:
    text, _missing = TOOL.written(TOY, sentences(sentence, "More."))
    assert options(text)["config"]["suboptions"]["name"]["description"] == [sentence, "More."]
    assert TOOL.written(TOY, text)[0] == text
    assert all(len(line) <= 140 for line in text.splitlines() if "\\" not in line)


def test_ranges_follow_the_description() -> None:
    text, missing = TOOL.written(TOY, sentences("Text.", "Levels, from V(1) to V(5). Some have levels from V(3) to V(4)."))
    assert missing == []
    suboptions = options(text)["config"]["suboptions"]
    assert suboptions["level"]["description"] == ["Text.", "Levels, from V(2) to V(9). Some have levels from V(3) to V(4)."]
    assert suboptions["id"]["description"][1].startswith("Levels, from V(0). Some")
    assert suboptions["name"]["description"][1].startswith("Levels, from V(1) to V(5).")


@pytest.mark.parametrize(
    ("codec", "keys"),
    [
        (Text(), {"type": "str"}),
        (Clearable(Number(1, 2), "none"), {"type": "str"}),
        (Word({"no": 0, "1": 1, "3g": 2}), {"type": "str", "choices": ["no", "1", "3g"]}),
        (ListOf(Word({"a": "A"})), {"type": "list", "elements": "str", "choices": ["a"]}),
        (
            ListOf(Mapped({"key": Member(Text(hide=True), required=True)})),
            {"type": "list", "elements": "dict", "suboptions": {"key": {"description": [], "type": "str", "required": True}}},
        ),
    ],
)
def test_an_option_says_what_its_codec_takes(codec: Any, keys: dict[str, Any]) -> None:
    text, _missing = TOOL.written(replace(TOY, fields=(*TOY.fields, Field("new", codec, "new"))), sentences("What it is."))
    assert options(text)["config"]["suboptions"]["new"] == {"description": [], **keys}


def test_an_option_that_is_gone_goes_with_its_sentences() -> None:
    text, _missing = TOOL.written(replace(TOY, fields=TOY.fields[:1]), sentences("What it is."))
    assert list(options(text)["config"]["suboptions"]) == ["id", "name"]


def test_a_section_speaks_of_its_own_options() -> None:
    text, _missing = TOOL.written(TOY, sentences("With O(config[].name)."))
    assert options(text)["config"]["required"] is True
    assert options(text, "SECTION")["toys"]["suboptions"]["id"]["description"] == ["With O(toys[].name)."]

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The messages that the guide to troubleshooting explains are messages of the collection, or, in quotes, of Ansible."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import ansible.parsing
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDE = REPOSITORY / "docs" / "guides" / "troubleshooting.md"
# Stands for a value in a text with values. No text contains it.
VALUE = "\0"
# A value with the quotes, colons or brackets around it.
GAP = rf"[^A-Za-z]*{VALUE}[^A-Za-z]*"


def messages(guide: str) -> list[str]:
    """What the headings of the guide have in backticks; `...` stands for any words."""
    return [message for heading in re.findall(r"^### (.*)$", guide, re.MULTILINE) for message in re.findall(r"`([^`]+)`", heading)]


MESSAGES = messages(GUIDE.read_text(encoding="utf-8"))


def texts(tree: ast.AST) -> Iterator[str]:
    """All texts of a Python file, with those that are written in several pieces in one."""
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else VALUE for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield re.sub(r"\{[^{}]*\}", VALUE, node.value)


@functools.cache
def known() -> tuple[str, ...]:
    """What the collection can say: the texts of its plugins, and the tasks of its roles and playbooks."""
    found = [text for path in sorted(REPOSITORY.glob("plugins/**/*.py")) for text in texts(ast.parse(path.read_text(encoding="utf-8")))]
    tasks = [path.read_text(encoding="utf-8") for folder in ("roles", "playbooks") for path in sorted(REPOSITORY.glob(f"{folder}/**/*.yml"))]
    return (*found, *(" ".join(re.sub(r"\{\{.*?\}\}", VALUE, text, flags=re.DOTALL).split()) for text in tasks))


def is_said(message: str, said: tuple[str, ...]) -> bool:
    """Whether the words of the message occur in one text in this order, with a value for each `...`."""
    pattern = re.compile(GAP.join(re.escape(part.strip()) for part in message.split("...")))
    return any(pattern.search(text) for text in said)


def test_a_message_in_quotes_is_one_of_ansible() -> None:
    headings = re.findall(r'^### "(.*)"$', GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    said = [path.read_text(encoding="utf-8") for path in Path(ansible.parsing.__file__).parent.rglob("*.py")]
    assert headings
    assert [heading for heading in headings if not any(heading in text for text in said)] == []


def test_the_guide_has_messages() -> None:
    assert len(MESSAGES) > 30


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_of_the_guide_is_one_of_the_collection(message: str) -> None:
    assert is_said(message, known()), f"{GUIDE.name} explains '{message}', which nothing in plugins, roles and playbooks says"


@pytest.mark.parametrize(
    ("message", "source", "expected"),
    [
        ("must be text", '"{place} must be text".format(place=1)', True),
        ("must be a text", '"it must be text"', False),
        ("needs ... or later", 'f"it needs {version} or later"', True),
        ("needs ... or later", '"it needs or later"', False),
        ("needs ... or later", 'f"needs {a} and {b} or later"', False),
        ("one text", '"one " "text"', True),
        ("one text", '["one ", "text"]', False),
    ],
)
def test_what_counts_as_said(message: str, source: str, expected: bool) -> None:
    assert is_said(message, tuple(texts(ast.parse(source)))) is expected

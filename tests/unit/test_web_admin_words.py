# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options to which a guide leads from the words of Web Admin are options of these modules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from unit.plugins.test_documentation import documentation

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "web-admin-words.md"
ROW = re.compile(r"^\| (?P<label>[^`|]+) \| (?P<options>`.+`) \| `(?P<module>\w+)` \|$", re.MULTILINE)
ROWS = [
    pytest.param(row["module"], option, id=f"{row['label']}-{option}")
    for row in ROW.finditer(GUIDE.read_text(encoding="utf-8"))
    for option in re.findall(r"`([^`]+)`", row["options"])
]


def problem(options: Mapping[str, Any], named: str) -> str:
    """What is wrong with an option by its path below `options`, with the value behind `=` if there is one; empty if it exists."""
    path, _equals, value = named.partition("=")
    *above, last = path.split(".")
    for name in above:
        if name.removesuffix("[]") not in options:
            return f"there is no {name}"
        group = options[name.removesuffix("[]")]
        if name.endswith("[]") != (group["type"] == "list"):
            return f"{name} is {'no' if name.endswith('[]') else 'a'} list"
        options = group.get("suboptions", {})
    if last not in options:
        return f"there is no {last}"
    return f"{value} is none of its values" if value and value not in options[last].get("choices", ()) else ""


def test_every_row_is_read() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert len(ROW.findall(text)) == len(re.findall(r"^\| ", text, re.MULTILINE)) - len(re.findall(r"\| option \| module \|$", text, re.MULTILINE))
    assert len(ROWS) > 50


@pytest.mark.parametrize(("module", "option"), ROWS)
def test_an_option_of_the_guide_is_one_of_its_module(module: str, option: str) -> None:
    options = documentation(module)["options"]
    wrong = problem(options.get("config", {}).get("suboptions") or options, option)
    assert not wrong, f"{GUIDE.name} leads to {option} of {module}, but {wrong}"


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("mtu", ""),
        ("sims", ""),
        ("sims[].pin", ""),
        ("sms.pin", "there is no sms"),
        ("speed=auto", ""),
        ("mru", "there is no mru"),
        ("sims.pin", "sims is a list"),
        ("sims[].puk", "there is no puk"),
        ("mtu[].pin", "mtu[] is no list"),
        ("speed=fast", "fast is none of its values"),
        ("mtu=1400", "1400 is none of its values"),
    ],
)
def test_what_is_an_option(named: str, expected: str) -> None:
    options = {
        "mtu": {"type": "str"},
        "speed": {"type": "str", "choices": ["auto"]},
        "sims": {"type": "list", "suboptions": {"pin": {"type": "str"}}},
    }
    assert problem(options, named) == expected

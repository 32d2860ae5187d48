# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Blocks of guides are found with their marks, and each guide says of each of its blocks what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from integration.guides.parsing import Router, lacking_line, parse, unknown_names

REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENTS = [REPOSITORY / "README.md", *sorted(REPOSITORY.glob("docs/**/*.md")), *sorted(REPOSITORY.glob("roles/*/README.md"))]
# What a block may name besides files of the collection.
OTHERS = {"peplink", "router_events"}


def block(language: str, text: str, *marks: str) -> str:
    return "".join(f"<!-- {mark} -->\n" for mark in marks) + f"```{language}\n{text}\n```\n"


RUN = block("shell", "true")


def test_blocks_are_found_with_their_lines_and_marks() -> None:
    text = f"""# Title

<!-- file: group_vars/all.yml -->
```yaml
a: 1
```

1. A step

   <!-- exit: 2 -->
   ```shell
   false

     indented
   ```

:::{{note}}
```text
only shown
```
:::

````{{tip}}
{block("python", "print()")}````

```
no language
```
"""
    guide = parse(text)
    assert [(found.line, found.language, found.text, dict(found.marks)) for found in guide.blocks] == [
        (4, "yaml", "a: 1\n", {"file": "group_vars/all.yml"}),
        (11, "shell", "false\n\n  indented\n", {"exit": "2"}),
        (18, "text", "only shown\n", {}),
        (24, "python", "print()\n", {}),
        (29, "", "no language\n", {}),
    ]
    assert [found.executed for found in guide.blocks] == [False, True, False, True, False]
    assert guide.problems == ()


def test_only_comments_immediately_above_a_block_are_its_marks() -> None:
    (found,) = parse("<!-- exit: 2 -->\n\n```shell\ntrue\n```\n").blocks
    assert found.marks == {}


def test_a_block_may_have_several_marks_and_a_mark_several_lines() -> None:
    (found,) = parse(block("shell", "make ee", "exit: 2", "not executed:\n  in a clone")).blocks
    assert found.marks == {"exit": "2", "not executed": "in a clone"}


def test_routers_are_those_that_the_guide_names() -> None:
    assert parse("").routers == (Router("van", "max"), Router("depot", "balance"))
    assert parse("<!-- routers: old=max@8.3.0 hub=fusionhub -->").routers == (Router("old", "max", "8.3.0"), Router("hub", "fusionhub"))
    assert parse("<!-- slow -->").slow


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (block("yaml", "a: 1") + RUN, "1: this yaml block becomes no file"),
        (block("json", "{}") + RUN, "1: this json block becomes no file"),
        (block("yaml", "a: 1", "not executed: no time"), "2: 'no time' is no reason"),
        (block("yaml", "a: 1", "not run: fragment"), "2: the comment 'not run: fragment' is no mark"),
        (block("yaml", "a: [", "not executed: fragment"), "2: this is not yaml"),
        (block("json", "{", "not executed: fragment"), "2: this is not json"),
        (block("yaml", "a: 1", "file: a.yml"), "2: no block after this one is executed, so nothing reads the file a.yml"),
        (block("yaml", "a: 1", "file: ../a.yml") + RUN, "2: the file '../a.yml' is outside of the directory of the guide"),
        (block("yaml", "a: 1", "file: /etc/a.yml") + RUN, "2: the file '/etc/a.yml' is outside of the directory of the guide"),
        (block("shell", "true", "exit: two"), "2: 'two' is no exit status"),
        (block("text", "a", "exit: 2"), "2: only a block that is executed has an exit status"),
        (block("text", "a", "output"), "2: this is the output of no block"),
        ("<!-- routers: van=mex -->", "1: 'van=mex' is no router"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, problem: str) -> None:
    assert any(found.startswith(problem) for found in parse(text).problems), parse(text).problems


def test_a_block_with_marks_has_no_problem() -> None:
    text = block("yaml", "a: !vault |\n  x", "file: a.yml") + block("yaml", "b: 1", "append: a.yml") + RUN + block("text", "x", "output")
    assert parse(text + block("text", "x") + block("console", "$ x")).problems == ()


def test_names_that_do_not_exist_are_found() -> None:
    guide = parse(block("shell", "ansible-playbook wanfleet.peplink.plan wanfleet.peplink.plann"))
    assert unknown_names(guide, frozenset({"plan"})) == ["1: there is no wanfleet.peplink.plann"]


OUTPUT = "PLAY [Plan] ******\n\nok: [van]\n  changed: [depot]\nvan   : ok=2    changed=0\n"


@pytest.mark.parametrize(
    ("expected", "lacking"),
    [
        ("ok: [van]\nchanged: [depot]", None),
        ("PLAY [Plan] ...\n...\nvan : ok=... changed=0", None),
        ("", None),
        ("changed: [depot]\nok: [van]", "ok: [van]"),
        ("ok: [va", "ok: [va"),
        ("ok: [van]\nok: [van]", "ok: [van]"),
        ("failed: [...]", "failed: [...]"),
    ],
)
def test_output_has_the_lines_in_their_order(expected: str, lacking: str | None) -> None:
    assert lacking_line(expected, OUTPUT) == lacking


@pytest.mark.parametrize("path", DOCUMENTS, ids=[str(path.relative_to(REPOSITORY)) for path in DOCUMENTS])
def test_each_document_says_what_becomes_of_its_blocks(path: Path) -> None:
    files = [*REPOSITORY.glob("plugins/*/*.py"), *REPOSITORY.glob("playbooks/*.yml"), *REPOSITORY.glob("roles/*")]
    guide = parse(path.read_text(encoding="utf-8"))
    name = path.relative_to(REPOSITORY)
    known = frozenset({file.stem for file in files} | OTHERS)
    assert [f"{name}:{problem}" for problem in (*guide.problems, *unknown_names(guide, known))] == []

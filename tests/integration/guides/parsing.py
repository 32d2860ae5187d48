# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Read a guide: its blocks, and what the comments above them say that the test does with them. Pure: no file is opened here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from .reasons import REASONS

SHELLS = ("shell", "bash")
EXECUTED = (*SHELLS, "python")
FILES = ("yaml", "ini", "json", "jinja")
MARKS = ("file", "append", "not executed", "exit", "output")
FAMILIES = ("max", "balance", "fusionhub")
DEFAULT_ROUTERS = "van=max depot=balance"

FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,})(?P<language>[^`]*)$")
MARK = re.compile(rf"({'|'.join(MARKS)})(?::\s*(.*))?", re.DOTALL)
SETTING = re.compile(r"<!--\s*(routers|slow)(?::\s*(.*?))?\s*-->", re.DOTALL)
ROUTER = re.compile(rf"(?P<name>[\w-]+)=(?P<family>{'|'.join(FAMILIES)})(@(?P<firmware>\S+))?")
NAME = re.compile(r"wanfleet\.peplink\.(\w+)")


@dataclass(frozen=True)
class Block:
    """A fenced block: the number of its first line, its language, its text, and its marks by name."""

    line: int
    language: str
    text: str
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def executed(self) -> bool:
        return "not executed" not in self.marks and not self.file and self.language in EXECUTED

    @property
    def file(self) -> str:
        """The file that the block becomes or is added to; empty for none."""
        return self.marks.get("file") or self.marks.get("append") or ""


@dataclass(frozen=True)
class Router:
    """A simulated router of a guide. An empty firmware is that of its family."""

    name: str
    family: str
    firmware: str = ""


@dataclass(frozen=True)
class Guide:
    """A guide: its routers, its blocks in their order, whether it takes long, and what is wrong with its marks, as `line: message`."""

    routers: tuple[Router, ...]
    blocks: tuple[Block, ...]
    slow: bool = False
    problems: tuple[str, ...] = ()

    @property
    def runs(self) -> bool:
        """Whether anything of it is executed."""
        return any(block.executed for block in self.blocks)


def parse(text: str) -> Guide:
    """Read the text of a guide."""
    settings = dict(SETTING.findall(text))
    written = settings.get("routers", DEFAULT_ROUTERS)
    routers, problems = [], []
    for word in written.split():
        if found := ROUTER.fullmatch(word):
            routers.append(Router(found["name"], found["family"], found["firmware"] or ""))
        else:
            problems.append(f"1: '{word}' is no router such as van=max or van=max@8.3.0; the families are {', '.join(FAMILIES)}")
    blocks = tuple(_blocks(text.splitlines(), 1))
    problems += [f"{block.line}: {problem}" for block in blocks for problem in _problems_of(block)]
    problems += _problems_of_order(blocks)
    return Guide(tuple(routers), blocks, "slow" in settings, tuple(problems))


def _blocks(lines: Sequence[str], first: int) -> Iterator[Block]:
    """The fenced blocks of some lines, those inside of directives too. first is the number of the first line."""
    at = 0
    while at < len(lines):
        found = FENCE.match(lines[at])
        if not found:
            at += 1
            continue
        indent, fence = len(found["indent"]), found["fence"]
        end = at + 1
        while end < len(lines) and not re.fullmatch(rf" *{fence}`* *", lines[end]):
            end += 1
        inside = [line[indent:] if not line[:indent].strip() else line for line in lines[at + 1 : end]]
        language = found["language"].strip()
        if language.startswith("{"):
            yield from _blocks(inside, first + at + 1)
        else:
            yield Block(first + at, language, "".join(f"{line}\n" for line in inside), _marks(lines[:at]))
        at = end + 1


def _marks(before: Sequence[str]) -> dict[str, str]:
    """What the comments immediately above a block say. A comment that is no mark is kept under its own text."""
    above = "\n".join(before)
    marks: dict[str, str] = {}
    while found := re.search(r"(?:^|\n)[ ]*<!--((?:(?!-->).)*)-->[ ]*\Z", above, re.DOTALL):
        said = " ".join(found[1].split())
        mark = MARK.fullmatch(said)
        marks[mark[1] if mark else said] = (mark[2] or "") if mark else ""
        above = above[: found.start()]
    return marks


def _problems_of(block: Block) -> Iterator[str]:
    for mark in block.marks:
        if mark not in MARKS:
            yield f"the comment '{mark}' is no mark; there are: {', '.join(MARKS)}"
    reason = block.marks.get("not executed")
    if reason is not None and reason not in REASONS:
        yield f"'{reason}' is no reason of tests/integration/guides/reasons.py; there are: {', '.join(REASONS)}"
    if reason is None and block.language in FILES and not block.file:
        yield f"this {block.language} block becomes no file: put '<!-- file: NAME -->' or '<!-- not executed: REASON -->' above it"
    if block.file.startswith(("/", "~")) or ".." in block.file.split("/"):
        yield f"the file '{block.file}' is outside of the directory of the guide"
    if "exit" in block.marks and not block.marks["exit"].isdigit():
        yield f"'{block.marks['exit']}' is no exit status"
    if "exit" in block.marks and not block.executed:
        yield "only a block that is executed has an exit status"
    if error := _syntax_error(block):
        yield error


def _syntax_error(block: Block) -> str:
    """Why the text is not what its language says, also of a block that is not executed."""
    try:
        if block.language == "yaml":
            # Tags such as !vault need no constructor for that.
            list(yaml.compose_all(block.text, Loader=yaml.SafeLoader))
        elif block.language == "json":
            json.loads(block.text)
    except (yaml.YAMLError, ValueError) as error:
        return f"this is not {block.language}: {error}"
    return ""


def _problems_of_order(blocks: Sequence[Block]) -> Iterator[str]:
    for number, block in enumerate(blocks):
        if "output" in block.marks and not any(earlier.executed for earlier in blocks[:number]):
            yield f"{block.line}: this is the output of no block, because none before it is executed"
        if block.file and "not executed" not in block.marks and not any(later.executed for later in blocks[number + 1 :]):
            yield f"{block.line}: no block after this one is executed, so nothing reads the file {block.file}"


def unknown_names(guide: Guide, known: frozenset[str]) -> list[str]:
    """Names under wanfleet.peplink that no block, executed or not, may use, as `line: message`."""
    return [f"{block.line}: there is no wanfleet.peplink.{name}" for block in guide.blocks for name in sorted(set(NAME.findall(block.text)) - known)]


def lacking_line(expected: str, output: str) -> str | None:
    """The first line of expected that does not occur in output after those before it, or None.

    Whole lines are compared, without spaces at their ends, several spaces as one. `...` stands for any lines, and inside of a line for any text.
    """
    rest = [" ".join(line.split()) for line in output.splitlines()]
    for line in (" ".join(line.split()) for line in expected.splitlines()):
        if line in ("", "..."):
            continue
        pattern = re.compile(".*".join(map(re.escape, line.split("..."))))
        at = next((number for number, found in enumerate(rest) if pattern.fullmatch(found)), None)
        if at is None:
            return line
        del rest[: at + 1]
    return None

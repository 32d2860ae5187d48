# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""docs/reliability.md, written from the counts of the last test run: ``make reliability``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from .cases import CASES, GROUPS, WHOLE
from .faults import TROUBLES
from .outcome import WORDS

REPOSITORY = Path(__file__).resolve().parents[3]
PAGE = REPOSITORY / "docs" / "reliability.md"
# A file for each test, because they run in several processes.
COUNTS = REPOSITORY / "build" / "reliability"

# By column and fault: how many runs ended in which way.
Counts = Mapping[str, Mapping[str, Mapping[str, int]]]

TABLES = {"The whole device": WHOLE, **GROUPS}
NEVER = "-"

HEAD = """\
<!--
Copyright (c) wanfleet.peplink contributors
GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
SPDX-License-Identifier: GPL-3.0-or-later
-->

# Reliability

How a task ends when something goes wrong in the middle of it: every fault that the [simulator](../tests/simulator/README.md) can produce, with
every module that writes. Each fault strikes the first request that writes. Those that show how the end depends on the request also strike the first
request to each function that writes, and the last request, which mostly verifies; and for the whole device in one transaction (`peplink_config`, on a
router whose GET shows pending values) each request in turn. What the message says is compared with what the simulated router then runs and has
pending. The tables are written by the tests (`make reliability`), which fail when a run ends in any other way than these three or takes longer than
its options allow, and when the tables are out of date.

| word | how the run ended |
|---|---|
| ok | The router runs what was wanted, and nothing of it is pending. |
| clean | The task failed. Nothing of it is in force or pending, and what others had pending is as the message says. |
| told | The task failed, and its message says what is left or may be left: what was accepted, is live, is pending, or cannot be known. That is true. |
| - | The fault cannot strike this task: it does not call the function, log in, or change a WAN. |

These are {runs} runs: {ok} ok, {clean} clean, {told} told. Read the tables by row: find the fault, see how the tasks
end. Most faults of the link leave a task ok, because it asks again and looks before it repeats anything.

## The faults

| fault | what happens |
|---|---|
"""


def cell(counts: Mapping[str, int]) -> str:
    """Counts as the page shows them."""
    return ", ".join(f"{counts[word]} {word}" for word in WORDS.values() if counts.get(word)) or NEVER


def counted(cell: str) -> dict[str, int]:
    """Counts from what the page shows of them."""
    return {word: int(number) for number, word in (part.split() for part in cell.split(", ") if cell != NEVER)}


def cells(page: str) -> dict[str, dict[str, str]]:
    """What the page shows, by column and fault."""
    found: dict[str, dict[str, str]] = {}
    header: list[str] = []
    for line in page.splitlines():
        entries = [entry.strip() for entry in line.strip("|").split("|")] if line.startswith("|") else []
        if not entries:
            header = []
        elif not header:
            header = entries
        elif header[0] == "fault" and len(header) > 2 and set(line) - set("|-"):
            for column, entry in zip(header[1:], entries[1:], strict=True):
                found.setdefault(column, {})[entries[0]] = entry
    return found


def page(counts: Counts) -> str:
    """The whole page."""
    total = {word: sum(found.get(word, 0) for faults in counts.values() for found in faults.values()) for word in WORDS.values()}
    lines = [HEAD.format(runs=f"{sum(total.values()):,}", **{word: f"{number:,}" for word, number in total.items()}).rstrip("\n")]
    lines += [f"| {trouble.name} | {trouble.meaning} |" for trouble in TROUBLES]
    for title, cases in TABLES.items():
        columns = list(dict.fromkeys(case.column for case in cases))
        lines += ["", f"## {title}", "", f"| fault | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
        lines += [f"| {trouble.name} | {' | '.join(cell(counts[column][trouble.name]) for column in columns)} |" for trouble in TROUBLES]
    return "\n".join([*lines, ""])


def keep(column: str, part: int, counts: Mapping[str, Mapping[str, int]]) -> None:
    """Keep the counts of some faults of a column for ``write``."""
    COUNTS.mkdir(parents=True, exist_ok=True)
    (COUNTS / f"{column} {part}.json").write_text(json.dumps({column: counts}), encoding="utf-8")


def write() -> None:
    """Write the page from the counts of the last run. Exits with a message if some are missing."""
    counts: dict[str, dict[str, dict[str, int]]] = {case.column: {} for case in CASES}
    for path in COUNTS.glob("*.json"):
        for column, faults in json.loads(path.read_text(encoding="utf-8")).items():
            counts[column] |= faults
    missing = [column for column, faults in counts.items() if set(faults) != {trouble.name for trouble in TROUBLES}]
    if missing:
        sys.exit(f"the counts of {', '.join(missing)} are not complete: their tests failed")
    PAGE.write_text(page(counts), encoding="utf-8")


if __name__ == "__main__":
    write()

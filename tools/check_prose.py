# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check the vocabulary: names of plays and tasks start with a usual verb, and no text uses a word or phrase that is banned here."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import working_tree
import yaml

# A new verb is welcome if playbooks of other collections use it too.
VERBS = re.compile(
    r"(Add|Adopt|Allow|Apply|Audit|Back|Boot|Change|Check|Clear|Collect|Compare|Configure|Connect|Converge|Create|"
    r"Delete|Destroy|Disable|Discard|Disconnect|Discover|Enable|Encrypt|Fail|Find|Forget|Gather|Grant|Keep|"
    r"List|Lock|Measure|Merge|Name|Ping|Prefer|Prepare|Print|Probe|Provision|Read|Reboot|Record|Remove|Rename|Render|"
    r"Replace|Request|Require|Rescan|Reset|Restart|Restore|Revert|Revoke|Roll|Route|Run|Save|Scan|Select|Send|"
    r"Set|Show|Skip|Stage|Start|Stop|Store|Stow|Summarise|Switch|Tune|Unstow|Update|Use|Validate|Verify|"
    r"Wait|Write)\b"
)
PLAYBOOKS = (
    *("roles/*/tasks/*.yml", "playbooks/*.yml", "extensions/molecule/*/*.yml", "extensions/eda/playbooks/*.yml"),
    *("docs/guides/slices/*.yml", "tests/benchmark/playbooks/*.yml"),
)
PLUGINS = ("plugins/modules/*.py", "plugins/filter/*.py", "plugins/inventory/*.py", "plugins/doc_fragments/*.py")
GUIDES = ("*.md", "docs/guides/*.md", "roles/*/README.md", "tests/simulator/README.md")
OTHERS = (
    "roles/*/*/*.yml",
    "demo/*",
    "changelogs/fragments/*.yml",
    "plugins/*/*.py",
    "plugins/*/*/*.py",
    "plugins/*/*/*/*.py",
    "tests/*/*/*.py",
    "tests/*/*/*/*.py",
)
BANNED = re.compile(r"\b(shall|foret[eo]ll?d?s?|sang|learnt|(a|the) word of consent|what became of|passed over|stands? in inventory)\b", re.IGNORECASE)


def tasks(value: Any) -> Iterator[str]:
    """The names of plays, blocks and tasks in a list of them; other mappings with a name, such as options, are none."""
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict):
            if "hosts" in entry or "block" in entry or any("." in str(key) for key in entry):
                yield str(entry.get("name", ""))
            for key in ("pre_tasks", "tasks", "post_tasks", "handlers", "block", "rescue", "always"):
                yield from tasks(entry.get(key))


def blocks(path: Path, text: str) -> Iterator[str]:
    """The YAML in a file: all of it, the fenced blocks of a guide, or the examples of a plugin."""
    if path.suffix == ".md":
        yield from re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    elif path.suffix == ".py":
        for node in ast.parse(text).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "EXAMPLES":
                yield ast.literal_eval(node.value)
    elif path.suffix == ".yml":
        yield text


def matches(path: Path, *patterns: str) -> bool:
    """Whether a path is one of these, from its first part to its last."""
    return any(path.match(pattern) and len(path.parts) == len(Path(pattern).parts) for pattern in patterns)


def complaints(path: Path) -> Iterator[str]:
    """What is wrong with a file, one line each."""
    named = matches(path, *PLAYBOOKS, *PLUGINS, *GUIDES)
    if not named and not matches(path, *OTHERS):
        return
    text = (working_tree.REPOSITORY / path).read_text(encoding="utf-8")
    if named:
        for block in blocks(path, text):
            for name in (name for document in yaml.safe_load_all(block) for name in tasks(document)):
                if not VERBS.match(name):
                    yield f"{path}: the name '{name}' does not start with a verb of tools/check_prose.py"
    for number, line in enumerate(text.splitlines(), 1):
        if found := BANNED.search(line):
            yield f"{path}:{number}: '{found[0]}' is banned by tools/check_prose.py"


def main() -> int:
    """1 if any file has a complaint."""
    found = [line for path in working_tree.files() for line in complaints(path)]
    print("\n".join(found) or "The vocabulary is as it should be.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

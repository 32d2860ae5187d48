# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The release notes with what the next release brings, which readers of the site have no other place to see. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

RELEASED = re.compile(r"^(\*\*Topics\*\*|<a id=|## )|\Z", re.MULTILINE)


def with_next_release(changelog: str, config: Mapping[str, Any], fragments: Sequence[Mapping[str, Any]]) -> str:
    """CHANGELOG.md with the fragments of the next release before the releases. config has what changelogs/config.yaml contains."""
    sections = "\n\n".join(_sections(config, fragments))
    found = RELEASED.search(changelog)
    if not sections or not found:
        return changelog
    return f"{changelog[: found.start()].rstrip()}\n\n## Next release\n\n{sections}\n\n{changelog[found.start() :]}"


def _sections(config: Mapping[str, Any], fragments: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from (fragment[config["prelude_section_name"]].strip() for fragment in fragments if config["prelude_section_name"] in fragment)
    for name, title in config["sections"]:
        entries = sorted(entry for fragment in fragments for entry in fragment.get(name, ()))
        if entries:
            yield f"### {title}"
            yield "\n".join(f"* {' '.join(entry.split())}" for entry in entries)

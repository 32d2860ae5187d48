# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the files of a release say: the version, and the links of the README. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?")
RELATIVE = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")
PAGE = re.compile(r"docs/(.+)\.md")


def order(version: str) -> tuple[int, int, int, bool, str]:
    """What versions are sorted by: a pre-release comes before its release. Raises ValueError for what is no semantic version."""
    if not (found := VERSION.fullmatch(version)):
        raise ValueError(f"{version!r} is not a version such as 1.0.0")
    return int(found[1]), int(found[2]), int(found[3]), found[4] is None, found[4] or ""


def objections(version: str, present: str, released: Collection[str], fragments: Collection[str]) -> list[str]:
    """Why ``version`` cannot be prepared in a tree whose galaxy.yml has the version ``present``, if so. A release that is prepared has none."""
    if version in released:
        found = [] if present == version else [f"changelogs/changelog.yaml has {version} already, and galaxy.yml says {present}"]
        return found + [f"{name} came after the changelog of {version} was written" for name in fragments]
    later = [old for old in released if order(old) >= order(version)]
    return [f"{max(later, key=order)} is released already"] if later else [] if fragments else ["changelogs/fragments has nothing to say of it"]


def versioned(name: str, text: str, present: str, version: str, released: Collection[str]) -> str:
    """A file of the tree as the release has it. What was added in a version that is not released was added in this one."""
    if name == "galaxy.yml":
        return re.sub(r"^version: .*$", f"version: {version}", text, flags=re.MULTILINE)
    if present in released:
        return text
    return re.sub(rf"(\bversion_added: *[\"']?){re.escape(present)}(?![\w.])", rf"\g<1>{version}", text)


def absolute(readme: str, addresses: Mapping[str, str]) -> str:
    """The README for a galaxy, which shows it without the files beside it: pages lead to the site, other files to the forge."""

    def address(match: re.Match[str]) -> str:
        path, anchor = match[1], match[2] or ""
        page = PAGE.fullmatch(path)
        return f"]({addresses['documentation']}/{page[1]}.html{anchor})" if page else f"]({addresses['files']}/{path}{anchor})"

    return RELATIVE.sub(address, readme)


def links(markdown: str) -> list[str]:
    """The files to which the relative links of a text lead."""
    return [match[1] for match in RELATIVE.finditer(markdown)]

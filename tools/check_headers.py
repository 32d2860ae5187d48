# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check that every source file of the repository says in its first lines who owns it and under which licence."""

from __future__ import annotations

import sys

import working_tree

HEADER = (
    "Copyright (c) wanfleet.peplink contributors",
    "GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)",
    "SPDX-License-Identifier: GPL-3.0-or-later",
)
# Prose, the licence itself, what a tool writes, and what takes no comments.
WITHOUT = {".md", ".json", ".typed", ".j2"}
WITHOUT_NAMES = {"LICENSE", "MAINTAINERS", "changelog.yaml"}


def main() -> int:
    """Name each file without the header."""
    bad = 0
    for name in working_tree.files():
        path = working_tree.REPOSITORY / name
        if name.suffix in WITHOUT or name.name in WITHOUT_NAMES or path.stat().st_size == 0:
            continue
        first = path.read_text(encoding="utf-8", errors="replace").splitlines()[:6]
        if not set(HEADER) <= {line.lstrip("#/* ") for line in first}:
            print(f"{name}: the licence header is missing or differs from the one in tools/check_headers.py")
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The targets of the Makefile are where people look for them: those for everybody in its help, all of its help in CONTRIBUTING.md."""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
HELP = set(re.findall(r"^([a-z-]+):.*## ", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_contributors_find_every_target_of_the_help() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
    described = {target for row in rows for target in re.findall(r"`([a-z-]+)`", row)} | set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE))
    assert HELP - described == set()


def test_the_help_has_every_target_that_a_document_for_users_names() -> None:
    for path in (REPOSITORY / "README.md", REPOSITORY / "SECURITY.md", *sorted(REPOSITORY.glob("docs/guides/*.md"))):
        named = set(re.findall(r"(?:`|^[ ]*)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert named - HELP == set(), path.name

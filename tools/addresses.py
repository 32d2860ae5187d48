# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Write the addresses of docs/docsite/addresses.yml wherever the former ones stand, which are those of galaxy.yml."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import working_tree
import yaml

SOURCE = Path("docs/docsite/addresses.yml")
GALAXY = Path("galaxy.yml")
KEYS = ("repository", "issues", "documentation", "homepage")


def read(path: Path) -> dict[str, Any]:
    """The content of a YAML file of the repository."""
    return dict(yaml.safe_load((working_tree.REPOSITORY / path).read_text(encoding="utf-8")))


def of_galaxy(text: str, addresses: Mapping[str, str]) -> str:
    """``galaxy.yml`` with these addresses. Each has a line of its own."""
    for key in KEYS:
        text = re.sub(rf"^{key}: .*$", f"{key}: {addresses[key]}".replace("\\", r"\\"), text, flags=re.MULTILINE)
    return text


def replaced(text: str, former: Mapping[str, str], addresses: Mapping[str, str]) -> str:
    """A text with the former addresses replaced, the longest one where one begins with another."""
    new = {former[key]: addresses[key] for key in KEYS}
    pattern = "|".join(re.escape(old) for old in sorted(new, key=len, reverse=True))
    return re.sub(rf"(?:{pattern})(?![\w-])", lambda match: new[match[0]], text)


def main() -> int:
    """Name each file that is changed."""
    former, addresses = read(GALAXY), read(SOURCE)
    for name in working_tree.files():
        path = working_tree.REPOSITORY / name
        if name == SOURCE or path.is_symlink():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        new = of_galaxy(text, addresses) if name == GALAXY else replaced(text, former, addresses)
        if new != text:
            path.write_text(new, encoding="utf-8")
            print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())

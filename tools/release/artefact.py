# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an artefact contains: what users need, and nothing else."""

from __future__ import annotations

import tarfile
from collections.abc import Collection
from pathlib import Path

# The first parts of the paths of all files. A new one is a decision, made here and in build_ignore of galaxy.yml.
CONTENT = (
    *("MANIFEST.json", "FILES.json", "README.md", "LICENSE", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "SECURITY.md", "requirements.txt"),
    *("meta/", "plugins/", "roles/", "playbooks/", "extensions/eda/", "extensions/ansible_lint/"),
    *("changelogs/config.yaml", "changelogs/changelog.yaml", "changelogs/fragments/"),
    # The guides for those without internet, what docs.ansible.com and editors read.
    *("docs/guides/", "docs/docsite/", "docs/modules.md", "docs/reliability.md", "docs/incontrol2.md"),
    *("docs/intent.schema.json", "docs/role-variables.schema.json"),
)
NEEDED = ("MANIFEST.json", "FILES.json", "README.md", "LICENSE", "CHANGELOG.md", "meta/runtime.yml", "meta/execution-environment.yml", "requirements.txt")
# In bytes. Galaxy takes 20 MB; what is much larger than now is there by mistake.
LARGEST_ARTEFACT, LARGEST_FILE = 1_500_000, 400_000
UNWANTED = (".pyc", ".pyo", ".orig", ".rej", "~", ".tar.gz", ".so", ".whl")


def objections(sizes: dict[str, int], packed: int) -> list[str]:
    """What should not be in an artefact with files of these sizes, or is not there, or is too large."""
    found = [f"{name} is not what users need" for name in sizes if not name.startswith(CONTENT) or name.endswith(UNWANTED)]
    found += [f"{name}: {size} bytes are more than {LARGEST_FILE}" for name, size in sizes.items() if size > LARGEST_FILE]
    found += [f"{name} is missing" for name in NEEDED if name not in sizes]
    return found + ([f"{packed} bytes are more than {LARGEST_ARTEFACT}"] if packed > LARGEST_ARTEFACT else [])


def sizes_of(artefact: Path) -> dict[str, int]:
    """The files of an artefact with their sizes."""
    with tarfile.open(artefact) as archive:
        return {member.name: member.size for member in archive.getmembers() if not member.isdir()}


def plugins_of(names: Collection[str]) -> dict[str, set[str]]:
    """The names of what ansible-doc can describe, by type, from the paths of files: modules, plugins and roles."""
    found: dict[str, set[str]] = {}
    for name in names:
        first, *rest = name.split("/")
        if first == "plugins" and len(rest) == 2 and rest[0] in ("modules", "inventory", "filter") and rest[1].endswith(".py"):
            found.setdefault(rest[0].removesuffix("s"), set()).add(rest[1].removesuffix(".py"))
        elif first == "roles" and rest[1:] == ["meta", "argument_specs.yml"]:
            found.setdefault("role", set()).add(rest[0])
    return found


def playbooks_of(names: Collection[str]) -> set[str]:
    """The names of the playbooks."""
    return {name.split("/")[1].removesuffix(".yml") for name in names if name.startswith("playbooks/") and name.count("/") == 1}

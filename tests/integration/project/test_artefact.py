# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The artefact that `make collection` builds has what users need, and nothing else."""

from __future__ import annotations

from pathlib import Path

from release import artefact

REPOSITORY = Path(__file__).resolve().parents[3]


def test_the_artefact_has_what_users_need_and_nothing_else() -> None:
    (built,) = (REPOSITORY / "build" / "dist").glob("*.tar.gz")
    sizes = artefact.sizes_of(built)
    assert artefact.objections(sizes, built.stat().st_size) == []
    here = [str(path.relative_to(REPOSITORY)) for part in ("plugins", "roles", "playbooks") for path in (REPOSITORY / part).rglob("*") if path.is_file()]
    assert artefact.plugins_of(sizes) == artefact.plugins_of(here)
    assert artefact.playbooks_of(sizes) == artefact.playbooks_of(here) != set()

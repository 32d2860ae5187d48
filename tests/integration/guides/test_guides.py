# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the guides and READMEs tell a reader to do works: every block runs on simulated routers, or says why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from peplink_simulator import Fleet

from .parsing import Guide, parse
from .running import run, specification

REPOSITORY = Path(__file__).resolve().parents[3]
PATHS = [REPOSITORY / "README.md", *sorted(REPOSITORY.glob("docs/**/*.md")), *sorted(REPOSITORY.glob("roles/*/README.md"))]
GUIDES = {str(path.relative_to(REPOSITORY)): parse(path.read_text(encoding="utf-8")) for path in PATHS}


def parameter(name: str, guide: Guide) -> object:
    return pytest.param(name, marks=[pytest.mark.exhaustive] if guide.slow else [])


@pytest.mark.thorough
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", [parameter(name, guide) for name, guide in GUIDES.items() if guide.runs])
def test_a_reader_can_follow(name: str, tmp_path: Path) -> None:
    guide = GUIDES[name]
    assert not guide.problems, "\n".join(f"{name}:{problem}" for problem in guide.problems)
    with Fleet.start([specification(router) for router in guide.routers], directory=tmp_path) as fleet:
        run(name, guide, fleet, tmp_path)
        assert fleet.internal_errors == []

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from .preloading import preloaded


@pytest.fixture(scope="session", autouse=True)
def _preloaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Programs of Ansible that the tests find in PATH start fast. The real ones are in preloading.BIN, for signals and limits."""
    directory = tmp_path_factory.mktemp("bin")
    with preloaded(directory), pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(directory), prepend=os.pathsep)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the variations of a test, all but the first are thorough."""
    seen = set()
    for item in items:
        if isinstance(item, pytest.Function) and item.get_closest_marker("variations"):
            if item.function in seen:
                item.add_marker(pytest.mark.thorough)
            seen.add(item.function)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A test module stays on one processor, because its fixture may be one long playbook; guides share nothing."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid if "/guides/" in nodeid.partition("[")[0] else super()._split_scope(nodeid)

    return Scheduling(config, log)

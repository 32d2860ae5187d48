# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the variations of a test, all but the first are thorough."""
    seen = set()
    for item in items:
        if isinstance(item, pytest.Function) and item.get_closest_marker("variations"):
            if item.function in seen:
                item.add_marker(pytest.mark.thorough)
            seen.add(item.function)

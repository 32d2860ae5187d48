# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Modules that send commands, run against the simulator in one process as those that configure are."""

from __future__ import annotations

from typing import Any

import pytest

from ..transaction.conftest import Router, SteppingClock, _cheap_hashes, fast_clock, fleet, router_of

__all__ = ["Router", "SteppingClock", "_cheap_hashes", "fast_clock", "fleet", "router_of"]


@pytest.fixture
def router(router_of: Any, fast_clock: SteppingClock) -> Router:
    """A MAX of the newest firmware, and time that passes only by waiting."""
    found: Router = router_of()
    return found

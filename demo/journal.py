# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Show what each simulated router was asked, forget it, and fail if that is not what belongs to the phase.

    journal.py FLEET.JSON plan|change|repeat
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from peplink_simulator.control import Control

# What one router may be asked in each phase: requests at most, whether something is written, applies.
EXPECTED = {"plan": (7, False, 0), "change": (15, True, 1), "repeat": (5, False, 0)}


def main() -> int:
    """Print a line per router."""
    fleet = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    most, writing, expected_applies = EXPECTED[sys.argv[2]]
    control = Control(fleet["control_url"])
    summary = control.summary()["devices"]
    as_expected = True
    for device in fleet["devices"]:
        name = device["name"]
        control.clear_journal(name)
        requests, applies = summary[name]["requests"], summary[name]["applies"]
        writes = summary[name]["writes"] - applies  # there an apply counts as a write
        print(f"  {name:6} {_count(requests, 'request')}: {_count(writes, 'write')}, {_count(applies, 'apply', 'applies')}")
        as_expected = as_expected and requests <= most and (writes > 0) == writing and applies == expected_applies
    return 0 if as_expected else 1


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number or 'no'} {noun if number == 1 else plural or f'{noun}s'}"


if __name__ == "__main__":
    sys.exit(main())

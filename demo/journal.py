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
from typing import Any

from peplink_simulator.control import Control

# Writes and applies of one router in each phase; a write is the POST that stages, an apply counts as one too.
EXPECTED = {"plan": (0, 0), "change": (2, 1), "repeat": (0, 0)}


def main() -> int:
    """Print a line per router."""
    fleet = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    phase = sys.argv[2]
    expected = EXPECTED[phase]
    control = Control(fleet["control_url"])
    summary = control.summary()["devices"]
    as_expected = True
    for device in fleet["devices"]:
        counts: dict[str, Any] = summary[device["name"]]
        asked = " ".join(f"{entry['method']} {entry['function']}," for entry in control.journal(device["name"])).removesuffix(",")
        control.clear_journal(device["name"])
        print(f"  {device['name']:6} {_count(counts['requests'], 'request')}, {_count(counts['writes'], 'write')}: {asked}")
        as_expected = as_expected and (counts["writes"], counts["applies"]) == expected and (phase != "repeat" or counts["requests"] == 1)
    return 0 if as_expected else 1


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Show the requests that the simulated routers received, clear them, and fail if the routers written to are not the expected ones.

Usage: journal.py FLEET.JSON ROUTERS-WRITTEN-TO
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from peplink_simulator.control import Control

# A router that is written to is read by the comparison, by its own task, and once more to verify: one request for each function that its sections
# use, and for its health.
MOST_REQUESTS = 20


def main() -> int:
    """Print one line."""
    fleet = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    control = Control(fleet["control_url"])
    counts = control.summary()["devices"]
    for name in counts:
        control.clear_journal(name)
    requests = [count["requests"] for count in counts.values()]
    written = [name for name, count in counts.items() if count["writes"]]
    applied_once = all(count["applies"] == bool(count["writes"]) for count in counts.values())
    print(f"  {min(requests)} to {max(requests)} requests to each of {len(counts)} routers; written to and applied once: {', '.join(written) or 'none'}")
    return 0 if len(written) == int(sys.argv[2]) and max(requests) <= MOST_REQUESTS and applied_once else 1


if __name__ == "__main__":
    sys.exit(main())

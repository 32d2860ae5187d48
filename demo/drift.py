# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Change a simulated router as somebody in its Web Admin would, behind Ansible's back.

Usage: drift.py FLEET.JSON ROUTER MTU
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from peplink_simulator.control import Control

fleet = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
Control(fleet["control_url"]).set_running(sys.argv[2], "wan", 1, {"physical": {"mtu": int(sys.argv[3])}})

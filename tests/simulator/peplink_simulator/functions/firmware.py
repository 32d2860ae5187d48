# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""info.firmware, which answers before login too."""
from __future__ import annotations

from typing import Any

from ..call import Call
from ..device_spec import DeviceSpec
from ..families import FALLBACK_FIRMWARE_TEXT, FIRMWARE_TEXTS
from ..registry import operation
from ..unknowns import Unknowns

RUNNING_SLOT = 2


def _slots(call: Call) -> dict[str, Any]:
    running = {"version": FIRMWARE_TEXTS[call.device.firmware], "inUse": True}
    if call.principal.level == 0:
        return {str(RUNNING_SLOT): running, "order": [RUNNING_SLOT]}
    other = {"version": FALLBACK_FIRMWARE_TEXT, "bootable": True, "inUse": False}
    return {"1": other, str(RUNNING_SLOT): {**running, "bootable": True}, "order": [1, RUNNING_SLOT]}


@operation("GET", "info.firmware")
def firmware(call: Call) -> dict[str, Any]:
    return _slots(call)


def _is_83(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return spec.firmware.startswith("8.3.")


@operation("GET", "info.frw.version", available=_is_83, permission="none")
def legacy_firmware(call: Call) -> dict[str, Any]:
    return _slots(call)

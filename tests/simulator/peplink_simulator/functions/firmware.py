# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""info.firmware, which answers before login too."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..device_spec import DeviceSpec
from ..families import version_text
from ..registry import operation
from ..unknowns import Unknowns


def _slots(call: Call) -> dict[str, Any]:
    spec = call.device.spec
    running = {"version": version_text(spec.firmware), "inUse": True}
    if call.principal.level == 0:
        return {str(spec.slot): running, "order": [spec.slot]}
    other = {"version": version_text(spec.other_firmware), "bootable": spec.other_bootable, "inUse": False}
    slots = {spec.slot: {**running, "bootable": True}, 3 - spec.slot: other}
    return {"1": slots[1], "2": slots[2], "order": [1, 2]}


@operation("GET", "info.firmware")
def firmware(call: Call) -> dict[str, Any]:
    return _slots(call)


def _is_83(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return spec.firmware.startswith("8.3.")


@operation("GET", "info.frw.version", available=_is_83, permission="none")
def legacy_firmware(call: Call) -> dict[str, Any]:
    return _slots(call)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.system.reboot and cmd.config.restore, which is a factory reset and reboots too."""

from __future__ import annotations

from ..call import Call
from ..registry import operation


@operation("POST", "cmd.system.reboot")
def reboot(call: Call) -> None:
    spec = call.device.spec
    other = call.body.get("firmwareId", spec.slot) != spec.slot
    if other and not spec.other_bootable:
        raise call.bad_value("firmwareId")
    call.device.reboot(other)


@operation("POST", "cmd.config.restore")
def restore(call: Call) -> None:
    if abs(call.body["timestamp"] - int(call.device.clock())) > call.unknowns.restore_age_seconds:
        raise call.bad_value("timestamp")
    call.device.restore_factory_configuration()
    call.device.reboot()

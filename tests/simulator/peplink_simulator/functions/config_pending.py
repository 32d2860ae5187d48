# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Apply and discard of the pending configuration."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..errors import ApiError
from ..registry import operation

REFUSAL = "Unable to apply changes"


@operation("POST", "cmd.config.apply")
def apply(call: Call) -> dict[str, Any] | None:
    device, unknowns = call.device, call.unknowns
    if unknowns.apply_with_nothing_pending == "fail" and not device.has_pending:
        raise ApiError(unknowns.bad_value_code, REFUSAL)
    refused = call.fault("apply_refused")
    if refused is not None:
        if refused.limit:
            device.apply(limit=refused.limit)
        raise ApiError(unknowns.bad_value_code if refused.code is None else refused.code, refused.message)
    if unknowns.apply_outcome == "fail":
        raise ApiError(unknowns.bad_value_code, REFUSAL)
    slow = call.fault("slow_activation")
    lost = device.apply(
        slow.polls if slow else unknowns.effect_after_polls, (slow.seconds or 0.0) if slow else unknowns.effect_after_seconds
    )
    if unknowns.apply_outcome == "drop_link":
        device.go_dark()
        call.no_answer = True
    elif lost is not None and not lost.answered:
        call.no_answer = True
    warned = call.fault("apply_warning")
    warning = warned.text if warned else unknowns.apply_warning
    return {"warning": warning} if warning else None


@operation("POST", "cmd.config.discard")
def discard(call: Call) -> None:
    call.device.discard()

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What becomes of a router's task, from the registered result of peplink_config."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SHOWN = ("msg", "error")


def has_failed(result: Mapping[str, Any]) -> bool:
    """Whether the module failed, even if the task has ``failed_when: false``: only a failure has a message."""
    return bool(result.get("failed") or result.get("unreachable") or result.get("error") or ("msg" in result and not result.get("skipped")))


def is_offline(result: Mapping[str, Any]) -> bool:
    """Whether the router never answered: nothing was read from it, let alone written."""
    silent = result.get("unreachable") or result.get("error") == "unreachable"
    return bool(silent and not result.get("comparison") and not result.get("before"))


def outcome(result: Mapping[str, Any], *, skip_offline: bool) -> dict[str, Any]:
    """The result of a task that only tells the outcome: the message and the kind of the error, without what the router said before."""
    if not has_failed(result):
        return {"changed": False}
    shown = {name: result[name] for name in _SHOWN if result.get(name)}
    if not is_offline(result):
        return {"failed": True, **shown}
    return {"skipped": True, **shown} if skip_offline else {"unreachable": True, **shown}

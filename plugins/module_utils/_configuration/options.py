# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of a transaction, and of what goes with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from .._common.connection_options import CONNECTION_SPEC
from .._conditions.vocabulary import CONDITIONS_SPEC
from .decision.guards import Consents

TRANSACTION_SPEC: dict[str, dict[str, Any]] = {
    "apply": {"type": "bool", "default": True},
    "verify": {"type": "bool", "default": True},
    "verify_timeout": {"type": "int", "default": 60},
    "health": {"type": "dict", "options": CONDITIONS_SPEC},
    "revert_on_failure": {"type": "bool", "default": False},
    "on_failure": {"type": "str", "choices": ["discard", "keep"], "default": "discard"},
    "preexisting_changes": {"type": "str", "choices": ["keep", "discard"], "default": "keep"},
    "unreadable": {"type": "str", "choices": ["once", "always", "never"], "default": "once"},
}


@dataclass(frozen=True)
class TransactionOptions:
    """The options of one transaction, as the fragment ``transaction`` documents them. ``verify_timeout`` in seconds."""

    apply: bool = True
    verify: bool = True
    verify_timeout: int = 60
    health: Mapping[str, Any] | None = None
    revert_on_failure: bool = False
    on_failure: str = "discard"
    preexisting_changes: str = "keep"
    unreadable: str = "once"
    record_dir: str = CONNECTION_SPEC["record_dir"]["default"]

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> TransactionOptions:
        """Pick them out of a task's validated parameters."""
        return cls(**{field.name: params[field.name] for field in fields(cls)})


def consents_from(params: Mapping[str, Any]) -> Consents:
    """The options of the guards among a task's validated parameters; a module has those of the guards that watch its sections."""
    return Consents(**{field.name: params[field.name] for field in fields(Consents) if field.name in params})

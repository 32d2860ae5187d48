# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Failures of the simulated API and their documented codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .unknowns import Unknowns


@dataclass
class ApiError(Exception):
    """A failure envelope; `unauthorised` decides about the HTTP status (unknown 39)."""

    code: int
    message: str
    unauthorised: bool = False

    def payload(self) -> dict[str, Any]:
        return {"stat": "fail", "code": self.code, "message": self.message}


def bad_login() -> ApiError:
    return ApiError(301, "Unauthorized", unauthorised=True)


def unauthorised(message: str = "Unauthorized") -> ApiError:
    return ApiError(401, message, unauthorised=True)


def unsupported_request() -> ApiError:
    return ApiError(404, "Unsupported request")


def unknown_function() -> ApiError:
    return ApiError(999, "unknown function")


def internal_error() -> ApiError:
    return ApiError(401, "Internal Error")


def failure_without_code(member: str, text: str) -> dict[str, Any]:
    return {"stat": "fail", member: text}


def bad_value(unknowns: Unknowns, what: str) -> ApiError:
    """`what` names members only: a value could be a secret."""
    return ApiError(unknowns.bad_value_code, f"Invalid parameter: {what}")


def unsupported_hardware(unknowns: Unknowns) -> ApiError:
    return ApiError(unknowns.unsupported_code, "Unsupported request")

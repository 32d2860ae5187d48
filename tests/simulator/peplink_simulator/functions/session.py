# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""login and logout."""

from __future__ import annotations

from typing import Any

from .. import errors
from ..call import Call
from ..registry import always, operation
from ..unknowns import Unknowns


def takes_arguments_in_query(unknowns: Unknowns) -> bool:
    return unknowns.arguments_in_query == "taken"


@operation("POST", "login", form=always, arguments_in_query=takes_arguments_in_query)
def login(call: Call) -> dict[str, Any]:
    session = call.device.credentials.login(call.body["username"], call.body["password"])
    if call.fault("login_without_cookie") is None:
        name = "bauth" if call.device.use_tls else "pauth"
        call.cookies += ["lang=en; Path=/", f"{name}={session.cookie}; Path=/; HttpOnly; SameSite=Strict"]
    return {"permission": {"GET": 1, "POST": int(session.user.level >= 2)}}


@operation("POST", "logout")
def logout(call: Call) -> None:
    if call.principal.session is None:
        raise errors.unauthorised()
    call.device.credentials.logout(call.principal.session)

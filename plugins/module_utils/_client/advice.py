# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What to check when a router refuses a request, from what is known by then."""

from __future__ import annotations

from enum import Enum

from .._common.firmware import version


class Credentials(Enum):
    """What showed the router who asks."""

    TOKEN = "access token"
    CLIENT = "API client"
    USER = "user"
    NONE = "nothing"


_ADMIN = "Only a user with admin rights may manage API clients: set username and password, and no access token or API client."
_LOST = (
    "It accepted the same request before in this task, so the rights are sufficient: it may have lost its sessions in a restart, or {} was changed "
    "or removed meanwhile. Try again when the router is up."
)
_READ_ONLY_QUIRK = " Some 8.5 firmwares also refuse reading config functions to scope api.read-only: use scope api."
_GIVEN = "It was given as it is, so no new one can be asked for: give a fresh one, or client_id and client_secret.{}"
_RIGHTS = {
    (Credentials.TOKEN, False): f"The access_token may have expired, or its scope may be too small. {_GIVEN}",
    (Credentials.TOKEN, True): f"The access_token may have expired, or have another scope than api, which writing needs. {_GIVEN}",
    (Credentials.CLIENT, False): "A fresh token was refused too, so the scope of the API client is probably too small: reading needs api.read-only or api.{}",
    (Credentials.CLIENT, True): "A fresh token was refused too, so the scope of the API client is probably too small: writing needs api.{}",
    (Credentials.USER, False): "A fresh login was refused too, so this user may not read this: try one with full access.{}",
    (Credentials.USER, True): "A fresh login was refused too, so the user lacks the right: writing needs full access.{}",
    (Credentials.NONE, False): "Give credentials.{}",
    (Credentials.NONE, True): "Give credentials.{}",
}


def on_rights(credentials: Credentials, function: str, *, writing: bool, accepted_before: bool) -> str:
    """For a request that was refused as unauthorised, with renewed credentials too where they can be renewed.

    ``accepted_before``: the router had accepted the same request in this task.
    """
    if function.startswith("auth.") and function not in ("auth.token.grant", "auth.token.revoke"):
        return _ADMIN
    if accepted_before:
        return _LOST.format(f"the {credentials.value}" if credentials is not Credentials.NONE else "its access setting")
    scoped = credentials in (Credentials.TOKEN, Credentials.CLIENT)
    return _RIGHTS[credentials, writing].format(_READ_ONLY_QUIRK if scoped and not writing and function.startswith("config.") else "")


def on_support(method: str, function: str, code: int | None, *, needed: str, unlisted: str, running: str | None) -> str:
    """For a request that the router does not know (code 999) or not like this (404).

    ``needed`` is the firmware that brought the function and ``unlisted`` the one whose documentation no longer has it, both empty if
    unknown; ``running`` is the router's.
    """
    has = version(running or "")
    if unlisted and has >= version(unlisted):
        return f"Firmware {unlisted} and later may have dropped {function}."
    if needed and has >= version(needed):
        return f"{function} came with firmware {needed}, so this model probably does not have it{'' if code == 999 else ', or not with these arguments'}."
    if needed:
        return f"{function} needs firmware {needed} or later, and a model that has it."
    if code == 999:
        return f"Check the spelling of {function}, and whether this firmware and model have it."
    return f"{function} may exist, but not as {method}, not with these arguments or not on this model."

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Advice that fits what is known."""

from __future__ import annotations

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.advice import Credentials, on_rights, on_support

CLIENT, TOKEN, USER, NONE = Credentials.CLIENT, Credentials.TOKEN, Credentials.USER, Credentials.NONE

# Credentials, function, writing, accepted before; what is said, what is not.
RIGHTS = [
    (CLIENT, "status.client", False, False, "reading needs api.read-only or api.", "8.5"),
    (CLIENT, "config.mesh", False, False, "Some 8.5 firmwares also refuse reading config functions", "writing"),
    (CLIENT, "config.mesh", True, False, "the scope of the API client is probably too small: writing needs api.", "8.5"),
    (CLIENT, "config.mesh", True, True, "It accepted the same request before in this task", "scope"),
    (TOKEN, "status.client", False, False, "The access_token may have expired, or its scope may be too small.", "writing"),
    (TOKEN, "config.mesh", True, False, "writing needs", "8.5"),
    (TOKEN, "status.client", False, True, "the access token was changed or removed", "scope"),
    (USER, "status.client", False, False, "this user may not read this: try one with full access.", "a read-only user may read"),
    (USER, "config.mesh", False, False, "this user may not read this", "scope"),
    (USER, "config.mesh", True, False, "writing needs full access.", "read-only"),
    (USER, "status.client", False, True, "may have lost its sessions in a restart", "full access"),
    (NONE, "info.firmware", False, False, "Give credentials.", "scope"),
    (CLIENT, "auth.client", False, True, "Only a user with admin rights", "scope"),
]

# Method, function, code, firmware that brought it, firmware that dropped it, firmware in use; what is said, what is not.
SUPPORT = [
    ("status.port", 999, "8.5.2", "", "8.3.0", "status.port needs firmware 8.5.2 or later, and a model that has it.", "dropped"),
    ("status.port", 404, "8.5.2", "", None, "status.port needs firmware 8.5.2 or later", "came with"),
    ("status.lan", 999, "7.1.0", "", "8.3.0 build 5229", "status.lan came with firmware 7.1.0, so this model probably does not have it.", "needs"),
    ("status.lan", 404, "7.1.0", "", "8.3.0", "or not with these arguments.", "needs"),
    ("info.time", 999, "8.5.0", "8.5.2", "8.5.3", "Firmware 8.5.2 and later may have dropped info.time.", "needs"),
    ("info.time", 999, "8.5.0", "8.5.2", "8.4.0", "info.time needs firmware 8.5.0 or later", "dropped"),
    ("info.time", 999, "8.5.0", "8.5.2", "8.5.1", "info.time came with firmware 8.5.0", "dropped"),
    ("status.fuel", 999, "", "", "8.3.0", "Check the spelling of status.fuel", "needs"),
    ("status.fuel", 404, "", "", "8.3.0", "may exist, but not as GET", "spelling"),
]


@pytest.mark.parametrize(("credentials", "function", "writing", "accepted", "said", "not_said"), RIGHTS)
def test_on_rights(credentials: Credentials, function: str, writing: bool, accepted: bool, said: str, not_said: str) -> None:
    advice = on_rights(credentials, function, writing=writing, accepted_before=accepted)
    assert said in advice
    assert not_said not in advice


@pytest.mark.parametrize(("function", "code", "needed", "unlisted", "running", "said", "not_said"), SUPPORT)
def test_on_support(function: str, code: int, needed: str, unlisted: str, running: str | None, said: str, not_said: str) -> None:
    advice = on_support("GET", function, code, needed=needed, unlisted=unlisted, running=running)
    assert said in advice
    assert not_said not in advice

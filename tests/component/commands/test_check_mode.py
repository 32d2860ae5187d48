# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check mode promises no command that the firmware does not have."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import families

from .conftest import Router, posted

# Module, options, function, and the first firmware that has it.
NEW: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "reboot": ("peplink_reboot", {}, "cmd.system.reboot", "8.2.0"),
    "starlink": ("peplink_starlink", {"wan": "1", "state": "unstowed"}, "cmd.starlink", "8.5.0"),
    "any function": ("peplink_api", {"function": "cmd.starlink", "method": "POST", "arguments": {"connId": 1, "action": "unstow"}}, "cmd.starlink", "8.5.0"),
}


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("case", NEW.values(), ids=NEW)
def test_what_the_firmware_does_not_have_is_refused(router_at: Any, case: tuple[str, dict[str, Any], str, str], check: bool) -> None:
    module, options, function, needed = case
    router: Router = router_at("max", "8.1.1")
    result = router.run(module, check=check, **options)
    assert result["failed"]
    assert not result["changed"]
    for part in (f"{function} needs firmware {needed} or later", "8.1.1"):
        assert part in result["msg"]
    assert len(posted(router)) == (0 if check else 1)


@pytest.mark.parametrize("firmware", families.FIRMWARE_TEXTS)
def test_one_of_two_functions_will_do(router_at: Any, firmware: str) -> None:
    assert router_at("max", firmware).run("peplink_ussd", wan="Cellular", code="*100#", check=True)["changed"]


@pytest.mark.parametrize("check", [True, False])
def test_a_network_without_a_profile_needs_its_security(router_at: Any, check: bool) -> None:
    router: Router = router_at("max", "8.1.1")
    result = router.run("peplink_wifi_wan", wan="3", ssid="Kiosk", check=check)
    assert "connecting to 'Kiosk' needs its security, because the router has no profile for it" in result["msg"]
    assert posted(router) == []

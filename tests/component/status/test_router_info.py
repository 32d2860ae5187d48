# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The results of the modules for a single subject."""

from __future__ import annotations

from typing import Any


def test_firmware_without_credentials_is_that_of_the_running_slot(router_of: Any) -> None:
    router = router_of()
    result = router.run("peplink_firmware_info", client_id=None, client_secret=None)
    assert result["firmware"] == [{"id": 2, "version": "8.5.2s011 build 5401", "running": True}]
    assert router.sent() == ["GET info.firmware"]


def test_firmware_with_credentials_is_that_of_all_slots(router_of: Any) -> None:
    router = router_of("balance", "8.3.0")
    result = router.run("peplink_firmware_info", raw=True)
    assert [(slot["id"], slot["running"], slot["bootable"]) for slot in result["firmware"]] == [(1, False, True), (2, True, True)]
    assert result["raw"]["slots"]["order"] == [1, 2]
    assert result["device"]["firmware"] == result["firmware"][1]["version"]

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""DDNS is switched off, as when a backup from before it is restored: some firmware wants even then what it does not show."""

from __future__ import annotations

from typing import Any

from ..conftest import Router

OFF = {"id": 1, "ddns": {"enable": False}}


def test_switching_off_alone_is_enough_for_some_firmware(router_of: Any) -> None:
    router: Router = router_of("balance", ddns_off="only_enable")
    result = router.wan(OFF)
    assert result.get("msg") is None
    assert router.running(1)["ddns"]["enable"] is False
    assert not router.wan(OFF)["changed"]


def test_other_firmware_wants_more_and_the_message_says_what(router_of: Any) -> None:
    router: Router = router_of("balance", ddns_off="mandatory")
    before = router.running(1)
    result = router.wan(OFF)
    assert "it may want ddns.use_wan_ip, ddns.password along with ddns.enable false" in result["msg"]
    assert "or leave ddns.enable out" in result["msg"]
    assert router.running(1) == before
    assert not router.device.has_pending

    complete = {"id": 1, "ddns": {"enable": False, "use_wan_ip": True, "password": "depot-pass-1"}}
    assert router.wan(complete).get("msg") is None
    assert router.running(1)["ddns"]["enable"] is False

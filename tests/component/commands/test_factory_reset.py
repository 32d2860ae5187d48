# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A factory reset requires the name of the router and removes outdated records from the controller."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Router, posted

RESET = "peplink_factory_reset"


def test_a_reset_clears_the_configuration_and_its_records(router_at: Any) -> None:
    router: Router = router_at("max", "8.5.0")
    router.wan({"id": 1, "mtu": "1400", "ttl": 60})
    assert "ttl" in router.running(1)["physical"]
    router.device.clear_journal()
    assert router.run(RESET, confirm="127.0.0.1", check=True)["changed"]
    assert posted(router) == []
    assert router.run(RESET, confirm="127.0.0.1")["changed"]
    assert posted(router) == ["cmd.config.restore"]
    assert "ttl" not in router.running(1)["physical"]
    router.device.reset()
    again = router.wan({"id": 1, "ttl": 60})
    assert again["changed"], "a value that the router never shows was taken for written"


@pytest.mark.parametrize("check", [True, False])
def test_a_wrong_confirmation_is_refused_before_any_request(router: Router, check: bool) -> None:
    result = router.run(RESET, confirm="depot", check=check)
    assert "confirm must repeat the host to reset, '127.0.0.1'; it is 'depot'" in result["msg"]
    assert router.sent() == []
    assert router.run(RESET)["validation"]


@pytest.mark.parametrize(
    ("firmware", "unknowns", "advice"),
    [("8.3.0", {}, "info.time needs firmware 8.5.0 or later"), ("8.5.2", {"dropped_functions": "unknown"}, "8.5.2 and later may have dropped info.time")],
)
def test_firmware_without_factory_reset_is_reported(router_at: Any, firmware: str, unknowns: dict[str, Any], advice: str) -> None:
    result = router_at("max", firmware, **unknowns).run(RESET, confirm="127.0.0.1")
    assert advice in result["msg"]
    assert firmware in result["msg"]

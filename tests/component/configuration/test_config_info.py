# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_config_info: peplink_config accepts its result and then changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Router
from .sections import PLANTED, config_of, sections
from .test_config_unknowns import SPELLINGS, describe

SECRETS_OF_THE_ROUTER = ("test-depot-key-1", "test-visitors-key-2", "test-till-key-4", *PLANTED)


def assert_fed_back(router: Router) -> None:
    for secrets in ("omit", "include"):
        shown = router.shown(secrets=secrets)
        router.device.clear_journal()
        result = router.config({name: config for name, config in shown.items() if config})
        assert result.get("msg") is None
        assert not result["changed"]
        assert router.device.posts() == []
        if secrets == "omit":
            assert [secret for secret in SECRETS_OF_THE_ROUTER if secret in str(shown)] == []


def test_what_is_shown_can_be_fed_back(router: Router) -> None:
    assert_fed_back(router)
    parts = sections(router.device.family, router.device.firmware)
    router.config(config_of(parts))
    assert_fed_back(router)


@pytest.mark.parametrize("switch", SPELLINGS, ids=describe)
def test_what_is_shown_in_any_spelling_can_be_fed_back(router_of: Any, switch: dict[str, Any]) -> None:
    for setup in (("max", "8.5.2", "pending"), ("balance", "8.5.2", "running")):
        router: Router = router_of(*setup, **switch)
        router.config(config_of(sections(*setup[:2])))
        assert_fed_back(router)


def test_secrets_are_shown_on_request_only(router_of: Any) -> None:
    router: Router = router_of()
    profile = router.shown(secrets="include")["ssid_profiles"][0]
    assert profile["security"]["key"] == "test-depot-key-1"
    assert "key" not in router.shown()["ssid_profiles"][0]["security"]


def test_only_the_named_sections_are_read(router_of: Any) -> None:
    router: Router = router_of()
    router.shown(sections=["ssid_profiles"])
    router.device.clear_journal()
    assert list(router.shown(sections=["ssid_profiles"])) == ["ssid_profiles"]
    assert router.sent() == ["GET config.ssid.profile"]


def test_sections_that_the_router_lacks_are_listed_or_refused_when_named(router_of: Any) -> None:
    router: Router = router_of("max", "8.3.0")
    result = router.run("peplink_config_info")
    assert result["unsupported"] == ["mesh_profiles", "ports"]
    named = router.run("peplink_config_info", sections=["mesh_profiles"])
    assert named["failed"]
    assert "8.3.2" in named["msg"]


def test_a_read_only_user_sees_everything_but_gpio_pins(router_of: Any) -> None:
    router: Router = router_of()
    reader = {"client_id": router.device.readonly_client_id, "client_secret": router.device.readonly_client_secret}
    result = router.run("peplink_config_info", **reader)
    assert result.get("msg") is None
    assert "gpios" not in result["config"]
    assert "ssid_profiles" in result["config"]
    assert [warning for warning in result["warnings"] if "gpios is left out" in warning]

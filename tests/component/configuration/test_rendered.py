# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_config without a router: rendered requests are those that a router gets, and parsed answers say what the router has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from recordings.making import HERE as RECORDINGS
from recordings.replay import run as replay

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.redaction import redact
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import read

from ..conftest import Router
from .sections import PLANTED, config_of, sections

SETUPS = [("max", "8.5.2"), ("max", "8.1.1"), ("balance", "8.3.0"), ("fusionhub", "8.5.2")]
# What the pin has before, so that all of it changes.
PIN = {"enable": False, "type": "digital_output", "mode": "wan_status"}


def intent_of(family: str, firmware: str) -> dict[str, Any]:
    """An intent of which each router of this kind has nothing yet, with all that it wants along."""
    found = json.loads(json.dumps(config_of(sections(family, firmware))))
    del found["wan_priorities"][0]["enable"]
    for profile in found.get("ssid_profiles", ()):
        if profile.get("name") == "Visitors":
            del profile["name"]
            profile["id"] = 2
        elif family == "max" and firmware != "8.1.1":
            profile["frequency"] = ["2.4ghz", "5ghz"]
    return dict(found)


def offline(router: Router, **params: Any) -> dict[str, Any]:
    """The result without connection options; nothing reaches the router."""
    router.device.clear_journal()
    result = router.run("peplink_config", **dict.fromkeys(router.connection()), **params)
    assert router.device.journal == []
    assert (result["changed"], result.get("calls", [])) == (False, [])
    return result


@pytest.mark.parametrize("check", [False, True])
@pytest.mark.parametrize("setup", SETUPS, ids=" ".join)
def test_what_is_rendered_is_what_a_router_gets(router_of: Any, setup: tuple[str, str], check: bool) -> None:
    router: Router = router_of(*setup)
    intent = intent_of(*setup)
    if "gpios" in intent:
        router.device.set_running("gpio", 1, PIN)
    result = offline(router, state="rendered", firmware=setup[1], intent=intent, check=check)
    assert (result.get("msg"), result["unknown"], result["warnings"]) == (None, [], [])
    assert [secret for secret in PLANTED if secret in str(result["rendered"])] == []
    assert router.config(intent).get("msg") is None
    sent = [{"method": "POST", "function": entry.function, "body": redact(entry.body, PLANTED)} for entry in router.device.posts()]
    assert sent.pop()["function"] == "cmd.config.apply"
    assert result["rendered"] == sent


@pytest.mark.parametrize("setup", SETUPS, ids=" ".join)
def test_parsed_answers_say_what_the_router_has(router_of: Any, setup: tuple[str, str]) -> None:
    router: Router = router_of(*setup)
    shown = router.run("peplink_config_info", raw=True)
    for given in (shown["raw"], json.dumps(shown["raw"])):
        result = offline(router, state="parsed", running_config=given)
        assert (result["parsed"], result["missing"]) == (shown["config"], shown["unsupported"])
    again = router.config({name: config for name, config in result["parsed"].items() if config})
    assert (again.get("msg"), again["changed"], router.device.posts()) == (None, False, [])


def test_the_answers_of_peplink_api_are_parsed_as_well(router_of: Any) -> None:
    router: Router = router_of()
    answer = router.run("peplink_api", function="config.ssid.profile")
    parsed = offline(router, state="parsed", running_config={"config.ssid.profile": answer["response"]})["parsed"]
    assert parsed == {"ssid_profiles": router.shown()["ssid_profiles"]}


def test_raw_answers_have_secrets_on_request_only(router_of: Any) -> None:
    router: Router = router_of()
    hidden, whole = (router.run("peplink_config_info", raw=True, secrets=secrets)["raw"] for secrets in ("omit", "include"))
    assert "test-depot-key-1" in str(whole)
    assert "test-depot-key-1" not in str(hidden)
    result = offline(router, state="parsed", running_config=whole)
    assert "test-depot-key-1" not in str(result["parsed"])
    assert "test-depot-key-1" in result["secrets"]


@pytest.mark.parametrize("path", sorted(RECORDINGS.glob("*/recording.json")), ids=lambda path: path.parent.name)
def test_a_recording_is_parsed_as_the_recorded_router_is_read(router_of: Any, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    read_from = replay(read(text), "peplink_config_info")
    for given in (text, json.loads(text)):
        result = offline(router_of(), state="parsed", running_config=given)
        assert (result["parsed"], result["missing"]) == (read_from["config"], read_from["unsupported"])
    assert replay(read(text), "peplink_config", check=True, **result["parsed"])["changed"] is False


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ({"state": "parsed"}, "running_config"),
        ({"state": "parsed", "running_config": "{"}, "it is no JSON, or was cut"),
        ({"state": "parsed", "running_config": [1]}, "it must be a recording, or a mapping of answers by function"),
        ({"state": "parsed", "running_config": {"wan": {}}}, "it has no answer of config.gpio, config.mesh"),
        ({"state": "parsed", "running_config": {"format": 99, "calls": []}}, "it has the format 99"),
        ({"state": "rendered"}, "no section is given"),
        ({"state": "rendered", "firmware": "newest", "gpios": [{"id": 1, "enable": True}]}, "firmware must begin with a number"),
        ({"state": "rendered", "wan_connections": [{"id": 1, "mtu": "99999"}]}, "wan_connections[id 1]: mtu must be a whole number from 576"),
        ({"state": "rendered", "firmware": "8.3.0", "mesh_profiles": [{"id": 1, "enable": True}]}, "config.mesh needs firmware 8.3.2 or later"),
    ],
)
def test_what_cannot_be_is_refused(router_of: Any, params: dict[str, Any], problem: str) -> None:
    result = offline(router_of(), **params)
    assert result["failed"]
    assert problem in result["msg"]

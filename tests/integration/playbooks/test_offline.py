# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_config without a router in plays: in either front, on a host without any connection option, with secrets masked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import Controller, Play

CONFIG = "wanfleet.peplink.peplink_config"
SECRET = "planted-ssid-key-1"
RENDER: dict[str, Any] = {
    "name": "Render",
    CONFIG: {"state": "rendered", "ssid_profiles": [{"id": 1, "security": {"policy": "wpa2_personal", "key": "{{ key }}"}}]},
    "register": "rendered",
}
ANSWERS = {"config.ssid.profile": {"1": {"name": "Crew", "security": {"policy": "WPA2 Personal", "wpa2Personal": {"key": SECRET}}}, "order": [1]}}


@pytest.mark.variations
@pytest.mark.parametrize("check", [[], ["--check"]], ids=["run", "check"])
def test_rendering_and_parsing_need_no_router(controller: Controller, front: dict[str, Any], check: list[str]) -> None:
    parse = {"name": "Parse", CONFIG: {"state": "parsed", "running_config": "{{ answers }}"}, "register": "parsed"}
    play = Play("desk", [RENDER | front, parse | front], {"vars": {"key": SECRET, "answers": json.dumps(ANSWERS)}})
    inventory = controller.inventory()
    inventory["all"]["hosts"]["desk"] = {}
    run = controller.run([play], "-vv", *check, inventory=inventory)
    assert run.status == 0, run.output
    rendered, parsed = run.results["desk"]
    [request] = rendered["rendered"]
    assert (request["function"], request["body"]["security"]) == ("config.ssid.profile", {"policy": "WPA2 Personal", "wpa2Personal": {"key": "********"}})
    assert parsed["parsed"] == {"ssid_profiles": [{"id": 1, "name": "Crew", "vlan": "none", "security": {"policy": "wpa2_personal", "private_keys": []}}]}
    assert (rendered["changed"], parsed["changed"], rendered["calls"], parsed["calls"]) == (False, False, [], [])
    assert SECRET not in json.dumps([rendered, parsed])


@pytest.mark.variations
@pytest.mark.parametrize("given", [json.dumps(ANSWERS)[:-3], json.dumps({"nothing": ANSWERS}), {"nothing": ANSWERS}], ids=["cut", "no answer", "mapping"])
def test_what_cannot_be_parsed_is_not_shown(controller: Controller, front: dict[str, Any], given: Any) -> None:
    parse = {"name": "Parse", CONFIG: {"state": "parsed", "running_config": "{{ answers }}"}, "register": "parsed", "ignore_errors": True}
    inventory = controller.inventory()
    inventory["all"]["hosts"]["desk"] = {}
    run = controller.run([Play("desk", [parse | front], {"vars": {"answers": given}})], "-vvvv", inventory=inventory)
    assert "reading running_config" in run.results["desk"][0]["msg"]
    assert SECRET not in run.output

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An intent as requests, without a router."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.decide import Intent
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import PlanError
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.rendering import Rendering, render_requests
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources import RESOURCES

BY_SECTION = {resource.section: resource for resource in RESOURCES}
WAN = "config.wan.connection"
MESH = {"mesh_id": "yard", "passphrase": "long enough", "frequency_band": "5ghz"}
MESH_BODY = {"meshId": "yard", "passphrase": "long enough", "frequencyBand": "5 GHz"}


def rendered(sections: dict[str, list[dict[str, Any]]], state: str = "merged", firmware: str | None = None, skip: bool = False) -> Rendering:
    return render_requests([Intent(BY_SECTION[section], config, state, section) for section, config in sections.items()], firmware, skip_unsupported=skip)


@pytest.mark.parametrize(
    ("sections", "state", "requests", "unknown"),
    [
        ({"wan_connections": [{"id": 1, "mtu": "1400"}]}, "merged", [(WAN, {"action": "update", "list": [{"id": 1, "physical": {"mtu": 1400}}]})], []),
        (
            {"wan_connections": [{"name": "Fibre", "enable": False}, {"id": 2, "name": "LTE"}]},
            "merged",
            [(WAN, {"action": "update", "list": [{"id": None, "enable": False}, {"id": 2, "name": "LTE"}]})],
            ["wan_connections[entry 1]: only the router knows the id of the WAN of this name, which is null here."],
        ),
        (
            {"wan_connections": [{"id": 1, "mtu": "auto", "health_check": {"interval": 20}}]},
            "merged",
            [(WAN, {"action": "update", "list": [{"id": 1, "physical": {"mtu": None}}]})],
            [
                "wan_connections[id 1]: left out: health_check.interval; the request needs health_check.enable too, which only the router shows. "
                "Add it to the entry."
            ],
        ),
        (
            {"wan_connections": [{"id": 1, "ddns": {"enable": False}}]},
            "merged",
            [(WAN, {"action": "update", "list": [{"id": 1, "ddns": {"enable": False}}]})],
            [],
        ),
        ({"wan_priorities": [{"id": 1, "name": "Fibre"}]}, "merged", [], []),
        (
            {"ssid_profiles": [{"id": 1, "security": {"key": "long enough"}}]},
            "merged",
            [],
            [
                "ssid_profiles[id 1]: left out: security.key; the request needs security.policy too, which only the router shows. Add it to the entry.",
            ],
        ),
        ({"mesh_profiles": [{"id": 3, **MESH}]}, "merged", [("config.mesh", {"action": "add", "list": [{"id": 3, **MESH_BODY}]})], []),
        ({"mesh_profiles": [{"id": 3, "enable": True}]}, "merged", [("config.mesh", {"action": "update", "list": [{"id": 3, "enable": True}]})], []),
        (
            {"mesh_profiles": [MESH]},
            "merged",
            [("config.mesh", {"action": "add", "list": [{"id": None, **MESH_BODY}]})],
            ["mesh_profiles[entry 1]: only the router knows the id of the mesh profile of this mesh_id, which is null here."],
        ),
        ({"mesh_profiles": [{"id": 3}]}, "deleted", [("config.mesh", {"action": "remove", "list": [{"id": 3}]})], []),
        (
            {"mesh_profiles": []},
            "overridden",
            [],
            ["mesh_profiles: only the router knows which entries it has beside these, so none is removed here."],
        ),
    ],
)
def test_requests(sections: Any, state: str, requests: list[Any], unknown: list[str]) -> None:
    assert rendered(sections, state) == Rendering(tuple(requests), tuple(unknown))


BANDS = {"ssid_profiles": [{"id": 1, "name": "Crew", "frequency": ["5ghz"]}]}
NEW = {"mesh_profiles": [{"id": 1, **MESH}]}


@pytest.mark.parametrize(
    ("sections", "firmware", "problem"),
    [
        (BANDS, None, None),
        (BANDS, "8.1.2", None),
        (BANDS, "8.1.1", "ssid_profiles[id 1]: frequency needs firmware 8.1.2 or later; the router runs 8.1.1"),
        (NEW, "8.3.2s011 build 5401", None),
        (NEW, "8.3.1", "mesh_profiles[id 1]: config.mesh needs firmware 8.3.2 or later; the router runs 8.3.1"),
    ],
)
def test_what_the_firmware_does_not_have_is_refused_or_left_out(sections: Any, firmware: str | None, problem: str | None) -> None:
    whole = rendered(sections)
    if problem is None:
        assert rendered(sections, firmware=firmware) == whole
        return
    with pytest.raises(PlanError) as refused:
        rendered(sections, firmware=firmware)
    assert str(refused.value) == problem
    skipped = rendered(sections, firmware=firmware, skip=True)
    assert skipped.unknown == (problem.replace("]: ", "]: left out: ") + ".",)
    assert len(str(skipped.requests)) < len(str(whole.requests))

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An intent as requests, without a router."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.scalar import Number
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.decide import Intent
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import PlanError
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.rendering import Rendering, render_requests
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.identity import Identity
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.catalogue import RESOURCES

BY_SECTION = {resource.section: resource for resource in RESOURCES}
# No resource of the router has both a label and a key of two options.
BY_SECTION["racked"] = replace(BY_SECTION["wan_connections"], identity=Identity(({"rack": Number(0, 9), "slot": Number(0, 9)},), "name"))
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
            {"wan_connections": [{"id": 1, "method": {"type": "static_ip", "ip": "192.0.2.2"}}]},
            "merged",
            [],
            [
                "wan_connections[id 1]: left out: method.type, method.ip; the request needs method.mask, method.gateway too, which only the router shows. "
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
        (
            {"racked": [{"name": "Fibre", "mtu": "1400"}]},
            "merged",
            [(WAN, {"action": "update", "list": [{"rack": None, "slot": None, "physical": {"mtu": 1400}}]})],
            ["racked[entry 1]: only the router knows the rack, slot of the WAN of this name, which is null here."],
        ),
        (
            {"speedfusion_connect_protect": [{"mac": "02:00:00:00:00:01", "city_code": "LON"}, {"ssid": "Crew", "city_code": "LON", "reference_ssid": "Crew"}]},
            "merged",
            [
                (
                    "config.speedfusionConnectProtect",
                    {
                        "action": "update",
                        "client": [{"mac": "02:00:00:00:00:01", "cityCode": "LON"}],
                        "accessPoint": [{"ssid": "Crew", "cityCode": "LON", "referenceSsid": "Crew"}],
                    },
                )
            ],
            [],
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


@pytest.mark.parametrize(("sections", "firmware"), [(BANDS, None), (BANDS, "8.1.2"), (NEW, "8.3.2s011 build 5401")])
def test_what_the_firmware_has_is_rendered(sections: Any, firmware: str | None) -> None:
    assert rendered(sections, firmware=firmware) == rendered(sections)


@pytest.mark.parametrize(
    ("sections", "firmware", "problem", "rest"),
    [
        (
            BANDS,
            "8.1.1",
            "ssid_profiles[id 1]: frequency needs firmware 8.1.2 or later; the router runs 8.1.1",
            [("config.ssid.profile", {"action": "update", "id": 1, "name": "Crew"})],
        ),
        (NEW, "8.3.1", "mesh_profiles[id 1]: config.mesh needs firmware 8.3.2 or later; the router runs 8.3.1", []),
    ],
)
def test_what_the_firmware_does_not_have_is_refused_or_left_out(sections: Any, firmware: str, problem: str, rest: list[Any]) -> None:
    with pytest.raises(PlanError) as refused:
        rendered(sections, firmware=firmware)
    assert str(refused.value) == problem
    left_out = problem.replace("]: ", "]: left out: ") + "."
    assert rendered(sections, firmware=firmware, skip=True) == Rendering(tuple(rest), (left_out,))


def test_what_no_request_can_hold_is_refused() -> None:
    with pytest.raises(PlanError) as refused:
        rendered({"wan_connections": [{"id": 1, "method": {"type": "drop_in"}}]})
    assert str(refused.value) == "WAN: method.type must not be drop_in: the router shows it but does not accept it"

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists that items can be added to and removed from: mesh profiles and Connect Protect entries."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Router

MODES = ("pending", "running")
DECK = {"mesh_id": "deck", "passphrase": "planted-mesh-pass-1", "frequency_band": "2.4ghz"}
CLIENT = {"mac": "00:00:5e:00:53:99", "city_code": "AMS"}
POINT = {"ssid": "Bridge-FRA", "reference_ssid": "Bridge", "city_code": "FRA"}


@pytest.fixture(params=MODES)
def router(request: pytest.FixtureRequest, router_of: Any) -> Router:
    found: Router = router_of("max", "8.5.2", request.param)
    return found


def mesh(router: Router, *config: dict[str, Any], **params: Any) -> dict[str, Any]:
    return predicted_and_idempotent(router, "peplink_mesh", config, params)


def protect(router: Router, *config: dict[str, Any], **params: Any) -> dict[str, Any]:
    return predicted_and_idempotent(router, "peplink_speedfusion_connect_protect", config, params)


def predicted_and_idempotent(router: Router, module: str, config: Any, params: dict[str, Any]) -> dict[str, Any]:
    """Run in check mode, really, and again: the prediction holds, and the second run changes nothing."""
    predicted = router.run(module, config=list(config), check=True, **params)
    done = router.run(module, config=list(config), **params)
    assert {key: predicted.get(key) for key in ("changed", "before", "after", "diff")} == {key: done.get(key) for key in ("changed", "before", "after", "diff")}
    if not done.get("failed"):
        router.device.clear_journal()
        assert not router.run(module, config=list(config), **params)["changed"]
        assert router.device.posts() == []
    assert not router.device.has_pending
    return done


def profiles(router: Router) -> dict[int, str]:
    return {number: item["meshId"] for number, item in router.device.running("mesh").items()}


def entries(router: Router) -> set[str]:
    stored = router.device.running("connect_protect")[1]
    return {item["mac"].lower() for item in stored["client"]} | {item["ssid"] for item in stored["accessPoint"]}


def test_a_new_profile_gets_the_lowest_free_number(router: Router) -> None:
    had = profiles(router)
    free = next(number for number in range(1, 99) if number not in had)
    done = mesh(router, DECK)
    assert done["changed"]
    assert profiles(router) == had | {free: "deck"}
    label = f"mesh profile {free} (deck)"
    assert done["diff"]["before"] == {}
    assert done["diff"]["after"] == {label: {"id": free, **DECK, "passphrase": "********"}}


def test_a_new_profile_needs_its_settings(router: Router) -> None:
    done = mesh(router, {"mesh_id": "deck", "frequency_band": "5ghz"})
    assert "the router has no mesh profile" in done["msg"]
    assert "passphrase" in done["msg"]


def test_profile_ids_are_cleared_by_an_empty_list(router: Router) -> None:
    mesh(router, {"id": 1, "profile_ids": [2, 1]})
    assert sorted(router.device.running("mesh")[1]["profileId"]) == [1, 2]
    mesh(router, {"id": 1, "profile_ids": []})
    assert router.device.running("mesh")[1]["profileId"] == []


def test_deleted_removes_only_the_named_items(router: Router) -> None:
    had = profiles(router)
    mesh(router, DECK)
    done = mesh(router, {"mesh_id": "deck"}, {"mesh_id": "never was"}, state="deleted")
    assert done["changed"]
    assert profiles(router) == had
    (before,) = done["diff"]["before"].values()
    assert (before["mesh_id"], before["passphrase"]) == ("deck", "********")
    assert done["diff"]["after"] == {}
    assert done["after"] == []


def test_overridden_needs_consent_to_delete(router: Router) -> None:
    had = profiles(router)
    done = mesh(router, DECK, state="overridden")
    assert "would delete what the intent does not name: mesh profile 1" in done["msg"]
    assert "allow_delete" in done["msg"]
    assert profiles(router) == had


def test_overridden_honours_the_limit_of_deletions(router: Router) -> None:
    for number in (11, 12, 13):
        mesh(router, {**DECK, "mesh_id": f"deck {number}", "id": number})
    had = profiles(router)
    done = mesh(router, DECK, state="overridden", allow_delete=True, max_deletions=2)
    assert f"would delete {len(had)} items, more than max_deletions (2)" in done["msg"]
    assert profiles(router) == had
    assert mesh(router, DECK, state="overridden", allow_delete=True, max_deletions=len(had))["applied"]
    assert list(profiles(router).values()) == ["deck"]


def test_overridden_with_nothing_deletes_all(router: Router) -> None:
    assert mesh(router, state="overridden", allow_delete=True)["applied"]
    assert profiles(router) == {}


def test_without_anything_to_delete_overridden_needs_no_consent(router: Router) -> None:
    config = [{"id": number} for number in profiles(router)]
    assert not mesh(router, *config, state="overridden")["changed"]


def test_entries_are_added_and_changed(router: Router) -> None:
    had = entries(router)
    assert protect(router, CLIENT, POINT)["changed"]
    assert entries(router) == had | {CLIENT["mac"], POINT["ssid"]}
    protect(router, {"mac": CLIENT["mac"].upper().replace(":", "-"), "city_code": "auto"})
    stored = {client["mac"].lower(): client["cityCode"] for client in router.device.running("connect_protect")[1]["client"]}
    assert stored[CLIENT["mac"]] == ""


def test_entries_are_deleted_by_their_key(router: Router) -> None:
    had = entries(router)
    protect(router, CLIENT, POINT)
    assert protect(router, {"mac": CLIENT["mac"]}, {"ssid": POINT["ssid"]}, state="deleted")["changed"]
    assert entries(router) == had


def test_overridden_entries(router: Router) -> None:
    assert "allow_delete" in protect(router, CLIENT, state="overridden")["msg"]
    assert protect(router, CLIENT, state="overridden", allow_delete=True)["changed"]
    assert entries(router) == {CLIENT["mac"]}


def test_items_that_somebody_else_adds_meanwhile_are_kept(router_of: Any) -> None:
    router: Router = router_of("max", "8.5.2", "running")  # which does not show that it is pending
    foreign = {"mac": "02:00:00:00:00:77", "cityCode": "FRA"}
    stored = router.device.running("connect_protect")[1]
    router.device.stage_foreign("connect_protect", 1, {"client": [*stored["client"], foreign]})
    done = router.run("peplink_speedfusion_connect_protect", config=[CLIENT], state="overridden", allow_delete=True)
    assert done.get("msg") is None
    assert entries(router) == {CLIENT["mac"], foreign["mac"]}


def test_a_reverted_addition_is_not_reported_as_present(router: Router) -> None:
    had = profiles(router)
    done = router.run("peplink_mesh", config=[DECK], health={"connected_vpn_peers": ["nobody"]}, verify_timeout=0, revert_on_failure=True)
    assert done["reverted"]
    assert profiles(router) == had
    assert done["after"] == []
    gone = router.run("peplink_mesh", config=[{"id": 1}], state="deleted", health={"connected_vpn_peers": ["nobody"]}, verify_timeout=0, revert_on_failure=True)
    assert gone["reverted"]
    assert profiles(router) == had
    assert gone["after"] == gone["before"]


@pytest.mark.parametrize(
    ("module", "entry", "expected"),
    [
        ("peplink_mesh", {"passphrase": "long enough"}, "it has neither id nor mesh_id"),
        ("peplink_mesh", {**DECK, "passphrase": "short"}, "passphrase must have at least 8 characters"),
        ("peplink_mesh", {**DECK, "id": 0}, "id must be a whole number from 1"),
        ("peplink_speedfusion_connect_protect", {"city_code": "AMS"}, "it has neither mac nor ssid"),
        ("peplink_speedfusion_connect_protect", {**CLIENT, **POINT}, "mac and ssid exclude each other"),
        ("peplink_speedfusion_connect_protect", {"mac": "nonsense"}, "mac must be a MAC address"),
        ("peplink_speedfusion_connect_protect", {"mac": CLIENT["mac"]}, "to add it takes city_code as well"),
        ("peplink_speedfusion_connect_protect", {"ssid": "Bridge-FRA", "city_code": "FRA"}, "to add it takes reference_ssid as well"),
        ("peplink_speedfusion_connect_protect", {**CLIENT, "reference_ssid": "Depot"}, "reference_ssid exists only on the kind access_point"),
    ],
)
def test_invalid_entries_are_refused_with_the_reason(router: Router, module: str, entry: dict[str, Any], expected: str) -> None:
    done = predicted_and_idempotent(router, module, [entry], {})
    assert expected in done["msg"]
    assert "Nothing was written" in done["msg"]
    assert router.device.posts() == []


def test_a_lost_answer_to_an_addition_is_resolved(router: Router, fast_clock: Any) -> None:
    from peplink_simulator import Fault

    for kind in ("cut_before", "cut_after"):
        router.fresh()
        router.device.faults.add(Fault(kind, function="config.mesh", method="POST"))
        assert mesh(router, DECK).get("msg") is None
        assert "deck" in profiles(router).values()

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The option planned of peplink_config: only the changes of a saved plan are made, and what is no longer as planned is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.intent_spec import INTENT_SPEC
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.intents import fingerprint
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.masking import masked
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.plan_document import plan, read, text
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.verdict import verdict

from ..conftest import Router
from .sections import PLANTED, config_of, sections

WAN = "WAN 1 (WAN)"
MTU = {"wan_connections": [{"id": 1, "mtu": 1400}]}
SECRET, ROTATED = "planted-apn-password", "planted-apn-password-2"


def sim(password: str) -> dict[str, Any]:
    return {
        "wan_connections": [{"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "operator": {"apn": "fleet.example", "password": password}}]}}]
    }


def planned_for(router: Router, intent: dict[str, Any], **params: Any) -> dict[str, Any]:
    """The router's entry of a plan that was saved and read back."""
    valid = ArgumentSpecValidator(INTENT_SPEC).validate(json.loads(json.dumps(intent))).validated_parameters
    result = router.config(intent, check=True, ask_firmware=True, **params)
    found = verdict(masked(result, result["secrets"]))
    saved = text(plan({"van": {**found, "intent": fingerprint(valid)}}, "2026-11-25T02:00:00Z"))
    for secret in (*PLANTED, SECRET, ROTATED):
        assert secret not in saved
    router.device.clear_journal()
    return dict(read(saved)["routers"]["van"])


def set_mtu(router: Router, mtu: int) -> None:
    router.device.set_running("wan", 1, {"physical": {"mtu": mtu}})


def refused_as_stale(router: Router, intent: dict[str, Any], entry: dict[str, Any]) -> str:
    """Run it in check mode and for real; the message. Nothing may be written."""
    said = []
    for check in (True, False):
        result = router.config(intent, planned=entry, check=check)
        assert (result.get("error"), result["changed"]) == ("stale", False), result.get("msg")
        said.append(result["msg"])
    assert router.device.posts() == []
    assert not router.device.has_pending
    assert said[0] == said[1]
    assert said[0].startswith(f"{router.device.host}:{router.device.port}: ")
    assert said[0].endswith("(while comparing it with the plan). Nothing was written. Plan again.")
    return str(said[0])


def test_a_plan_of_the_whole_device_is_carried_out_and_a_second_time_writes_nothing(router: Router) -> None:
    parts = sections(router.device.family, router.device.firmware)
    intent = config_of(parts)
    entry = planned_for(router, intent)
    assert entry["changes"]
    predicted = router.config(intent, planned=entry, check=True)
    assert (predicted.get("msg"), predicted["changed"]) == (None, True)
    assert router.device.posts() == []

    done = router.config(intent, planned=entry)
    assert (done.get("msg"), done["changed"], done["warnings"]) == (None, True, [])
    router.assert_runs(parts)

    router.device.clear_journal()
    again = router.config(intent, planned=entry)
    assert (again.get("msg"), again["changed"], again["warnings"]) == (None, False, [])
    assert router.device.posts() == []


def test_a_setting_that_moved_is_refused(router_of: Any) -> None:
    router = router_of()
    set_mtu(router, 1300)
    entry = planned_for(router, MTU)
    set_mtu(router, 1200)
    assert f"{WAN}: planned from mtu 1300, it is 1200 now (while" in refused_as_stale(router, MTU, entry)


def test_a_change_that_is_not_in_the_plan_is_refused(router_of: Any) -> None:
    router = router_of()
    set_mtu(router, 1400)
    entry = planned_for(router, MTU)
    assert entry["changes"] == []
    set_mtu(router, 1200)
    assert f"{WAN}: mtu is 1200 now and would become 1400, which is not planned" in refused_as_stale(router, MTU, entry)


def test_another_intent_is_refused_with_what_it_changes(router_of: Any) -> None:
    router = router_of()
    set_mtu(router, 1300)
    entry = planned_for(router, MTU)
    message = refused_as_stale(router, {"wan_connections": [{"id": 1, "mtu": 1450}]}, entry)
    assert f"the intent is not the one that was planned; {WAN}: planned to mtu 1400, it would be 1450 now" in message
    same_changes = {"wan_connections": [{"id": 1, "mtu": 1400, "name": "WAN"}]}
    assert ": the intent is not the one that was planned (while" in refused_as_stale(router, same_changes, entry)


def test_a_plan_that_could_not_be_made_allows_nothing(router_of: Any) -> None:
    router = router_of()
    set_mtu(router, 1300)
    entry = {"address": None, "firmware": None, "status": "invalid", "intent": None, "changes": [], "error": {"kind": "invalid", "message": "x"}}
    assert "the intent is not the one that was planned" in refused_as_stale(router, MTU, entry)


def test_an_entry_that_would_be_removed_without_being_planned_is_refused(router_of: Any) -> None:
    router = router_of()
    intent = {"mesh_profiles": [], "states": {"mesh_profiles": "overridden"}}
    entry = planned_for(router, intent, allow_delete=True)
    router.config({"mesh_profiles": [{"mesh_id": "deck-mesh", "passphrase": PLANTED[4], "frequency_band": "5ghz"}]})
    router.device.clear_journal()
    result = router.config(intent, planned=entry, allow_delete=True)
    assert result["error"] == "stale"
    assert "(deck-mesh): it would be removed, which is not planned" in result["msg"]
    assert router.device.posts() == []


def test_what_is_in_place_already_is_no_matter(router_of: Any) -> None:
    router = router_of()
    set_mtu(router, 1300)
    intent = {"wan_connections": [{"id": 1, "mtu": 1400, "name": "Fibre"}]}
    entry = planned_for(router, intent)
    assert [change["option"] for change in entry["changes"]] == ["name", "mtu"]
    router.device.set_running("wan", 1, {"name": "Fibre"})
    done = router.config(intent, planned=entry)
    assert (done.get("msg"), done["changed"]) == (None, True)
    assert router.running(1)["physical"]["mtu"] == 1400
    router.device.clear_journal()
    assert not router.config(intent, planned=entry)["changed"]
    assert router.device.posts() == []


def test_drift_of_what_the_intent_does_not_name_is_no_matter(router_of: Any) -> None:
    router = router_of()
    set_mtu(router, 1300)
    entry = planned_for(router, MTU)
    router.device.set_running("wan", 1, {"connection": {"icmpPing": False}})
    router.device.set_running("wan", 2, {"physical": {"mtu": 1234}})
    done = router.config(MTU, planned=entry)
    assert (done.get("msg"), done["changed"]) == (None, True)
    assert router.running(1)["physical"]["mtu"] == 1400
    assert router.running(1)["connection"]["icmpPing"] is False


def test_a_planned_secret_is_written_whatever_its_value_is_by_then(router_of: Any) -> None:
    router = router_of()
    entry = planned_for(router, sim(SECRET))
    (change,) = entry["changes"]
    assert (change["option"], change["unseen"], change["after"]) == ("cellular.sims.1", True, None)
    # No hash of it either.
    assert planned_for(router, sim(ROTATED)) == entry
    done = router.config(sim(ROTATED), planned=entry)
    assert (done.get("msg"), done["changed"], done["warnings"]) == (None, True, [])
    assert ROTATED in json.dumps(router.running(2))


@pytest.mark.parametrize("unreadable", ["once", "always"])
def test_a_secret_that_is_not_planned_is_not_written_and_does_not_make_it_stale(router_of: Any, unreadable: str) -> None:
    router = router_of()
    router.config(sim(SECRET))
    set_mtu(router, 1300)
    intent = {"wan_connections": [*MTU["wan_connections"], *sim(SECRET)["wan_connections"]]}
    rotated = {"wan_connections": [*MTU["wan_connections"], *sim(ROTATED)["wan_connections"]]}
    entry = planned_for(router, intent)
    assert [change["option"] for change in entry["changes"]] == ["mtu"]
    done = router.config(rotated, planned=entry, unreadable=unreadable)
    assert (done.get("msg"), done["changed"]) == (None, True)
    assert router.running(1)["physical"]["mtu"] == 1400
    assert SECRET in json.dumps(router.running(2))
    assert ROTATED not in json.dumps(router.running(2))
    assert done["warnings"] == [
        "WAN 2 (Cellular) cellular.sims.1 is not written: the plan does not have it, and the router does not show whether it differs. Plan again to write it."
    ]
    (unknown,) = done["comparison"]["wan_connections"]["unknown"]
    assert (unknown["remembered"], unknown["written"]) == (False, False)


def test_another_firmware_is_told_but_not_refused(router_of: Any) -> None:
    router = router_of()
    set_mtu(router, 1300)
    entry = planned_for(router, MTU)
    done = router.config(MTU, planned={**entry, "firmware": "8.4.0"}, ask_firmware=True)
    assert (done.get("msg"), done["changed"]) == (None, True)
    assert done["warnings"] == [f"it runs firmware {entry['firmware']}; it was planned when it ran 8.4.0"]
    assert router.config(MTU, planned=entry, ask_firmware=True)["warnings"] == []


def test_a_secret_as_part_of_an_entry_to_add_is_masked_and_written(router_of: Any) -> None:
    router = router_of()
    intent = {"mesh_profiles": [{"mesh_id": "deck-mesh", "passphrase": PLANTED[4], "frequency_band": "5ghz"}]}
    entry = planned_for(router, intent)
    assert entry["changes"][0]["after"]["passphrase"] == "********"
    done = router.config(intent, planned=entry)
    assert (done.get("msg"), done["changed"]) == (None, True)
    assert done["after"]["mesh_profiles"][0]["passphrase"] == "********"
    # What only stands in place of a secret is not taken for one, and does not vanish from the result.
    assert not any(secret.startswith("********") for secret in done["secrets"])


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"intent": "x"}, "changes"),
        ({"changes": [{"section": "wan_connections"}]}, "item"),
        ({"changes": [], "run": "x"}, "run"),
        ({"changes": "all of them"}, "changes"),
    ],
)
def test_what_is_no_entry_of_a_plan_is_no_option(router_of: Any, entry: Any, said: str) -> None:
    router = router_of()
    result = router.config(MTU, planned=entry)
    assert result["validation"]
    assert said in result["msg"]

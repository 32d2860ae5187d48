# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The whole decision: what is to be done, or which facts that takes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import PeplinkError, Unreachable, Unsupported
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.decide import Decision, Intent, Policy, decide
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.facts import Fact, Facts, Needs
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.guards import Consents
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import PlanError, RecordedValue

from .toy import LAMP, NEW, lamp

WANS = replace(LAMP, section="wan_connections")
KNOWN = frozenset(Fact) - {Fact.WIFI, Fact.GPIO}
MISSING = Unsupported("reading config.lamp", "192.0.2.1:443", "does not know config.lamp", "It needs firmware 8.1.0.", code=999)
DARK = Unreachable("reading config.lamp", "192.0.2.1:443", "no connection", "Check the link.", maybe_processed=False)


def lamps(*items: Any, **more: Any) -> Facts:
    return Facts({"lamps": list(items or (lamp(),))}, **more)


def decided(facts: Facts, *config: dict[str, Any], policy: Policy | None = None, state: str = "merged") -> Decision:
    found = decide([Intent(LAMP, config, state)], facts, policy or Policy())
    assert isinstance(found, Decision)
    return found


def test_work_is_what_differs() -> None:
    decision = decided(lamps(lamp(), lamp(2)), {"id": 1, "enable": True}, {"id": 2, "enable": False})
    assert [(plan.item.id, plan.values) for plan in decision.plans] == [(1, {}), (2, {"enable": False})]
    assert decision.work == [decision.plans[1]]
    assert (decision.warnings, decision.refused) == ((), "")
    assert [found["option"] for found in decision.comparison["lamps"]["different"]] == ["enable"]
    assert decision.comparison["lamps"]["supported"] is True


def test_the_state_and_the_name_of_the_list_are_those_of_the_intent() -> None:
    decision = decided(lamps(lamp(), lamp(2)), {"id": 1}, state="overridden")
    assert [(plan.item.id, plan.verb) for plan in decision.plans] == [(1, "update"), (2, "remove")]
    with pytest.raises(PlanError, match=r"the_lamps\[entry 1\]: it has neither"):
        decide([Intent(LAMP, [{}], option="the_lamps")], lamps(), Policy())


def test_records_are_asked_for_first_and_only_of_what_is_hidden() -> None:
    config = {"id": 1, "token": "t", "brightness": 60, "password": "harbour", "colour": "blue"}
    assert decide([Intent(LAMP, [config])], lamps(), Policy()) == Needs(
        records=(RecordedValue("lamps/1/password", "harbour", True), RecordedValue("lamps/1/token", "t", True))
    )
    half = lamps(remembered={"lamps/1/password": True})
    assert decide([Intent(LAMP, [config])], half, Policy()) == Needs(records=(RecordedValue("lamps/1/token", "t", True),))
    known = lamps(remembered={"lamps/1/password": True, "lamps/1/token": False})
    assert decided(known, config).plans[0].values == {"brightness": 60, "colour": "blue", "token": "t"}


def test_what_is_remembered_is_said_to_be() -> None:
    decision = decided(lamps(remembered={"lamps/1/token": True}), {"id": 1, "token": "t"})
    assert decision.comparison["lamps"]["unknown"] == [{"item": "lamp 1 (Bow)", "option": "token", "remembered": True, "written": False}]


@pytest.mark.parametrize(("unreadable", "values"), [("never", {}), ("always", {"token": "t"})])
def test_records_do_not_matter_to_always_and_never(unreadable: str, values: dict[str, Any]) -> None:
    decision = decided(lamps(), {"id": 1, "token": "t"}, policy=Policy(unreadable))
    assert decision.plans[0].values == values
    (unknown,) = decision.comparison["lamps"]["unknown"]
    assert unknown["remembered"] is False


def test_records_of_new_items_do_not_matter() -> None:
    assert decided(lamps(), NEW).plans[0].verb == "add"


def test_the_firmware_is_asked_for_where_a_field_may_be_too_new() -> None:
    intents = [Intent(LAMP, [{"id": 1, "enable": False}, {"id": 2, "note": "x"}])]
    facts = lamps(lamp(), lamp(2))
    assert decide(intents, facts, Policy()) == Needs(frozenset({Fact.FIRMWARE}))
    with pytest.raises(PlanError, match=r"note needs firmware 8\.3\.1 or later"):
        decide(intents, replace(facts, known=KNOWN, firmware="8.3.0"), Policy())
    for firmware in ("8.3.1", None):
        assert isinstance(decide(intents, replace(facts, known=KNOWN, firmware=firmware), Policy()), Decision)


def test_the_status_is_asked_for_where_the_kind_is_unsure() -> None:
    resource = replace(LAMP, kind_in_status=True)
    intents = [Intent(resource, [{"id": 1, "enable": False}, {"id": 2, "colour": "blue"}])]
    facts = lamps(lamp(), lamp(2, colour=...))
    assert decide(intents, facts, Policy("always")) == Needs(frozenset({Fact.WAN_STATUS}))
    with pytest.raises(PlanError, match=r"lamp 2 \(Bow\) is of the kind wifi"):
        decide(intents, replace(facts, known=frozenset({Fact.WAN_STATUS}), wan_status={2: {"type": "wireless"}}), Policy("always"))


def test_all_facts_are_asked_for_at_once_and_none_twice() -> None:
    intents = [Intent(replace(WANS, kind_in_status=True), [{"id": 1, "enable": False, "colour": "blue", "note": "x"}])]
    facts = Facts({"wan_connections": [lamp()]})
    assert decide(intents, facts, Policy()) == Needs(KNOWN)
    assert decide(intents, replace(facts, known=frozenset({Fact.FIRMWARE, Fact.WAN_STATUS})), Policy()) == Needs(frozenset({Fact.HOST_ADDRESSES}))
    assert decide(intents, facts, Policy(consents=Consents(management_wan="1"))) == Needs(frozenset({Fact.WAN_STATUS, Fact.FIRMWARE}))
    assert isinstance(decide(intents, replace(facts, known=KNOWN), Policy()), Decision)


def test_needs_are_something_or_nothing() -> None:
    assert not Needs()
    assert Needs(frozenset({Fact.FIRMWARE}))
    assert Needs(records=(RecordedValue("a", 1, False),))


def test_a_guard_refuses_the_plans_but_not_the_comparison() -> None:
    facts = Facts({"wan_connections": [lamp()]}, host="192.0.2.1", known=KNOWN, host_addresses=frozenset({"192.0.2.1"}), wan_status={1: {"ip": "192.0.2.1"}})
    decision = decide([Intent(WANS, [{"id": 1, "enable": False}])], facts, Policy())
    assert isinstance(decision, Decision)
    assert "could interrupt this connection" in decision.refused
    assert decision.comparison["wan_connections"]["different"]
    allowed = decide([Intent(WANS, [{"id": 1, "enable": False}])], facts, Policy(consents=Consents(None, True, True)))
    assert isinstance(allowed, Decision)
    assert allowed.refused == ""


def test_contradictions_between_sections_are_refused_together() -> None:
    beams = replace(LAMP, section="beams")
    facts = Facts({"lamps": [lamp()], "beams": [lamp()]})
    with pytest.raises(PlanError) as caught:
        decide([Intent(LAMP, [{"id": 1, "priority": 2, "owner": "a"}]), Intent(beams, [{"id": 1, "priority": 3, "owner": "b"}])], facts, Policy())
    assert str(caught.value) == "lamps and beams want a different priority for lamp 1 (Bow); lamps and beams want a different owner for lamp 1 (Bow)"


@pytest.mark.parametrize("skip", [False, True])
def test_a_section_that_could_not_be_read_is_an_error(skip: bool) -> None:
    with pytest.raises(PeplinkError) as caught:
        decide([Intent(LAMP, [{"id": 1}])], Facts({"lamps": DARK}), Policy(skip_unsupported=skip))
    assert caught.value is DARK


def test_a_section_that_the_router_does_not_have_is_skipped_with_a_warning() -> None:
    beams = replace(LAMP, section="beams")
    facts = Facts({"lamps": MISSING, "beams": [lamp()]})
    intents = [Intent(LAMP, [{"id": 1, "enable": False}]), Intent(beams, [{"id": 1, "enable": False}])]
    with pytest.raises(Unsupported):
        decide(intents, facts, Policy())
    decision = decide(intents, facts, Policy(skip_unsupported=True))
    assert isinstance(decision, Decision)
    assert decision.warnings == ("lamps was skipped: the router does not know config.lamp. It needs firmware 8.1.0.",)
    assert [plan.resource.section for plan in decision.plans] == ["beams"]
    assert {section: found["supported"] for section, found in decision.comparison.items()} == {"lamps": False, "beams": True}

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was found to be wrong with routers, each problem once; and variables of which some cannot be evaluated."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.findings import findings
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.partly_known import EMPTY, PartlyKnown
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._task_options import Variables

try:
    from ansible.template import trust_as_template
except ImportError:  # ansible-core below 2.19

    def trust_as_template(value: str) -> str:
        return value


BAD, DARK, ODD = {"problems": ["mtu"]}, {"unresolved": ["key"]}, {"unused": ["name"]}
MANY = {f"ship-{number}": BAD for number in range(7)}
STRICT: dict[str, bool] = {"unresolved": False, "unused": False}


@pytest.mark.parametrize(
    ("verdicts", "tolerated", "summary", "warnings", "invalid"),
    [
        ({"van": {}, "hub": {"problems": [], "unused": []}}, STRICT, [], [], []),
        ({"van": BAD, "hub": {}}, STRICT, ["van: mtu"], [], ["van"]),
        ({"van": BAD, "hub": BAD, "ship": {}}, STRICT, ["2 routers: van, hub: mtu"], [], ["van", "hub"]),
        ({**MANY, "hub": {}}, STRICT, [f"7 routers: {', '.join(list(MANY)[:5])} and 2 more: mtu"], [], list(MANY)),
        ({"van": BAD, "hub": BAD}, STRICT, ["all 2 routers: mtu"], [], ["van", "hub"]),
        ({"van": BAD}, STRICT, ["van: mtu"], [], ["van"]),
        ({"van": BAD | DARK | ODD}, STRICT, ["van: mtu", "van: key", "van: name"], [], ["van"]),
        ({"van": BAD | DARK | ODD}, {"unresolved": True, "unused": True}, ["van: mtu"], ["van: key", "van: name"], ["van"]),
        ({"van": DARK, "hub": ODD}, {"unresolved": True, "unused": False}, ["hub: name"], ["van: key"], ["hub"]),
        ({"van": {}}, STRICT, ["hub: checking it ended early; check the memory of the controller."], [], ["hub"]),
    ],
)
def test_each_problem_once(verdicts: Any, tolerated: dict[str, bool], summary: list[str], warnings: list[str], invalid: list[str]) -> None:
    routers = list(dict.fromkeys([*verdicts, *invalid]))
    found = findings(routers, verdicts, tolerated)
    assert (found["summary"], found["warnings"], found["invalid"]) == (summary, warnings, invalid)
    assert found["valid"] == [router for router in routers if router not in invalid]
    assert [problem["text"] for problem in found["problems"]] == [line.rpartition(": ")[2] for line in summary]


@pytest.mark.parametrize(
    ("value", "evaluated", "unresolved"),
    [
        ("plain", "plain", {}),
        (3, 3, {}),
        (None, None, {}),
        ("{{ known | upper }}", "THERE", {}),
        ("{ no template", "{ no template", {}),
        ({"a": ["{{ known }}", {"b": True}]}, {"a": ["there", {"b": True}]}, {}),
        ({"a": "{{ nowhere }}", "b": 1}, {"a": None, "b": 1}, {"layer.a": "it cannot be evaluated: 'nowhere' is undefined"}),
        ([{"id": 7, "x": "{{ nowhere }}"}], [{"id": 7, "x": None}], {"layer[id 7].x": "it cannot be evaluated: 'nowhere' is undefined"}),
        (
            {"ssids": [{"id": 7, "keys": [{"name": "Ada", "key": "{{ nowhere }}"}], "hosts": ["{{ known }}"]}]},
            {"ssids": [{"id": 7, "keys": None, "hosts": ["there"]}]},
            {"layer.ssids[id 7].keys[entry 1].key": "it cannot be evaluated: 'nowhere' is undefined"},
        ),
        ({"password": "{{ '' }}", "name": "{{ '' }}"}, {"password": None, "name": ""}, {"layer.password": EMPTY}),
        ({"password": ""}, {"password": ""}, {}),
        ("{{ nowhere }}", None, {"layer": "it cannot be evaluated: 'nowhere' is undefined"}),
    ],
)
def test_what_cannot_be_evaluated_is_null_and_the_rest_is_not(value: Any, evaluated: Any, unresolved: dict[str, str]) -> None:
    values = {"layer": trusted(value), "known": "there"}
    variables = PartlyKnown.of(Variables("van", values, Templar(loader=DataLoader(), variables=values)))
    assert variables.get("layer") == evaluated
    assert variables.unresolved == unresolved


def trusted(value: Any) -> Any:
    """The value as an inventory holds it."""
    if isinstance(value, dict):
        return {name: trusted(item) for name, item in value.items()}
    if isinstance(value, list):
        return [trusted(item) for item in value]
    return trust_as_template(value) if isinstance(value, str) else value

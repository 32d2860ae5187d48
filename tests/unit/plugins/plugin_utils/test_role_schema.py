# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The published schema of the variables of roles takes what the roles take."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._intent.options import FORMS, PLAYBOOKS, ROLES, problems

REPOSITORY = Path(__file__).resolve().parents[4]
PUBLISHED, INTENT = (REPOSITORY / "docs" / name for name in ("role-variables.schema.json", "intent.schema.json"))
REGISTRY: Registry[Any] = Registry().with_resource(INTENT.name, Resource.from_contents(json.loads(INTENT.read_text(encoding="utf-8"))))
VALIDATOR = jsonschema.Draft7Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")), registry=REGISTRY)
OPTIONS: dict[str, Any] = {}
for _spec in (*PLAYBOOKS.values(), *(spec for entries in ROLES.values() for spec in entries.values())):
    OPTIONS |= _spec


def test_the_published_schema_is_up_to_date() -> None:
    specification = importlib.util.spec_from_file_location("role_schema", REPOSITORY / "tools" / "role_schema.py")
    assert specification
    assert specification.loader
    tool = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(tool)
    assert PUBLISHED.read_text(encoding="utf-8") == tool.text(), "run make schema"
    jsonschema.Draft7Validator.check_schema(VALIDATOR.schema)


VALUES: list[Any] = [
    *(True, False, -1, 0, 1, 100, 101, 2.5),
    *("text", "", "5", "2.5%", "25%", "100%", "101%", "-1", "12 %", "2026-11-25T02:00:00Z", "2026-11-25", "fail", "skip", "warn"),
    *([], ["text"], [1], ["5%", 10, "100%"], [1, "250%"], [{}], {}, {"a": 1}),
]
KINDS: dict[str, Any] = {"bool": bool, "int": int, "float": (int, float), "list": list, "dict": dict, "str": str, "path": str}


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_schema_and_role_take_the_same_values(option: str) -> None:
    spec = {**OPTIONS[option], "required": False}
    values = [*VALUES, *spec.get("choices", ())]
    taken = [value for value in values if not problems({option: spec}, {option: value})]
    too_lax = [value for value in values if VALIDATOR.is_valid({option: value}) and value not in taken and spec["type"] != "raw"]
    # Ansible takes more for a value: a number in quotes, yes for true, a text for a list, or a mapping for a text.
    kind = KINDS.get(spec["type"], object)
    natural = [value for value in taken if isinstance(value, kind) and (spec["type"] in ("bool", "raw") or not isinstance(value, bool)) and value != [{}]]
    too_strict = [value for value in natural if not VALIDATOR.is_valid({option: value})]
    assert (too_lax, too_strict) == ([], [])


@pytest.mark.parametrize("option", sorted(name for name in FORMS if OPTIONS[name]["type"] == "raw"))
def test_so_it_is_with_values_that_have_no_type(option: str) -> None:
    wrong = [value for value in VALUES if VALIDATOR.is_valid({option: value}) and problems({option: OPTIONS[option]}, {option: value})]
    assert wrong == []


@pytest.mark.parametrize(
    ("variables", "fits"),
    [
        ({"audit_concurrency": 64, "my_own": [1], "peplink_port": 8443, "peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}]}}, True),
        ({"audit_concurrency": "{{ lanes }}", "figures_max_failed": None, "provision_intent": {}}, True),
        ({"audit_concurency": 64}, False),
        ({"validate_unresolved": "perhaps"}, False),
        ({"peplink_port": "none"}, False),
        ({"peplink_client_secret": 12345678}, False),
        ({"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 99999}]}}, False),
        ({"peplink_config_10_fleet": {"wan_conections": []}}, False),
    ],
)
def test_a_file_of_variables(variables: dict[str, Any], fits: bool) -> None:
    assert VALIDATOR.is_valid(variables) is fits

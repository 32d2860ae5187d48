# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the connection options come from, and what the message names if one of them cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from ansible_collections.wanfleet.peplink.plugins.module_utils._module.module import Module
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._task_options import BadOptions, Variables, unfolded, validated, with_connection

try:
    from ansible.template import trust_as_template
except ImportError:  # ansible-core below 2.19 evaluates any text

    def trust_as_template(value: str) -> str:
        return value


MODULE = Module({"name": {"type": "str"}}, lambda task: None)
QUOTES = "must be text in quotes, not a number: YAML turns 0042 into 34, and yes into true"


def options(values: Mapping[str, Any], **given: Any) -> dict[str, Any]:
    given_values = {name: trust_as_template(value) if isinstance(value, str) else value for name, value in values.items()}
    variables = Variables("ship-1", given_values, Templar(loader=DataLoader(), variables=given_values))
    return unfolded("peplink_toy", MODULE, with_connection(given, variables), variables)


@pytest.mark.parametrize(
    ("values", "given", "message"),
    [
        ({}, {"password": 42}, f"reading the options of peplink_toy for ship-1: password {QUOTES}"),
        ({}, {"password": ["planted"]}, "reading the options of peplink_toy for ship-1: password must be a single value, not a list"),
        ({}, {"name": {"planted": 1}}, "reading the options of peplink_toy for ship-1: name must be a single value, not a mapping"),
        ({"peplink_client_secret": 12345678}, {}, f"ship-1: peplink_client_secret {QUOTES}"),
        ({"peplink_client_id": ["planted"]}, {}, "ship-1: peplink_client_id must be a single value, not a list"),
        ({"ansible_password": 42}, {}, f"ship-1: ansible_password {QUOTES}"),
        ({"peplink_port": "https"}, {}, "ship-1: peplink_port must be a whole number, not text"),
        ({"peplink_client_secret": "{{ nope }}"}, {}, "ship-1: peplink_client_secret cannot be evaluated: 'nope' is undefined"),
    ],
)
def test_what_cannot_be_used_is_named_as_the_user_wrote_it(values: Mapping[str, Any], given: Mapping[str, Any], message: str) -> None:
    with pytest.raises(BadOptions) as caught:
        options(values, **given)
    assert str(caught.value).startswith(message)
    assert "planted" not in str(caught.value)


def test_secrets_of_the_environment_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEPLINK_PASSWORD", "0042")
    monkeypatch.setenv("PEPLINK_PORT", "8443")
    assert options({"peplink_username": 7}) == {"username": 7, "password": "0042", "port": "8443", "host": "ship-1"}


@pytest.mark.parametrize(
    ("value", "evaluated"),
    [
        (None, None),
        (7, 7),
        ("Crew", "Crew"),
        ({"wans": [{"id": 1, "enable": True, "mtu": None}]}, {"wans": [{"id": 1, "enable": True, "mtu": None}]}),
        ("{{ ship }}", "Puffin"),
        ([{"name": "{{ ship }} {# the ship #}"}], [{"name": "Puffin "}]),
        ({"list": ["a", {"b": "{% if true %}c{% endif %}"}]}, {"list": ["a", {"b": "c"}]}),
    ],
)
def test_a_variable_is_evaluated_wherever_a_template_stands_in_it(value: Any, evaluated: Any) -> None:
    trusted = _trusted(value)
    values = {"found": trusted, "ship": "Puffin"}
    assert Variables("ship-1", values, Templar(loader=DataLoader(), variables=values)).get("found") == evaluated


def _trusted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _trusted(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_trusted(item) for item in value]
    return trust_as_template(value) if isinstance(value, str) else value


class Counting:
    """A templar that evaluates nothing."""

    asked = 0

    def template(self, value: Any) -> Any:
        self.asked += 1
        return value


@pytest.mark.parametrize(
    ("value", "asked"),
    [("Crew", 0), (7, 0), (None, 0), ({"a": ["b", 1.5, True]}, 0), ("{{ a }}", 1), ("#jinja2:variable_start_string:'[%'\n[% a }}", 1), ([{"a": object()}], 1)],
)
def test_only_what_may_hold_a_template_is_evaluated(value: Any, asked: int) -> None:
    templar = Counting()
    assert Variables("ship-1", {"found": value}, templar).get("found") is value
    assert templar.asked == asked


def test_what_options_say_of_each_other_names_module_and_router() -> None:
    together = Module({"type": {"type": "str"}, "id": {"type": "int"}}, lambda task: None, rules={"required_together": [("type", "id")]})
    with pytest.raises(BadOptions) as caught:
        validated("peplink_toy", together, {"host": "192.0.2.1", "type": "planted", "client_secret": "planted"})
    assert str(caught.value) == "reading the options of peplink_toy for 192.0.2.1: parameters are required together: type, id"

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options that do not exist or cannot hold what they should: named, with what was meant, and without their values."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._module.arguments import BadForm, require_form

CHECK = {"type": "dict", "options": {"method": {"type": "str"}, "interval": {"type": "int"}}}
ENTRY = {"id": {"type": "int"}, "mtu": {"type": "str"}, "password": {"type": "str", "no_log": True}, "health_check": CHECK}
SPEC: dict[str, Any] = {"config": {"type": "list", "elements": "dict", "options": ENTRY}, "apply": {"type": "bool"}, "body": {"type": "dict"}}

BAD: dict[str, tuple[dict[Any, Any], str]] = {
    "option": ({"aply": True}, "there is no option aply; did you mean apply?"),
    "nothing-like-it": ({"zzz": 1}, "there is no option zzz; there are apply, body, config"),
    "not-a-name": ({5: 1}, "there is no option 5; there are"),
    "sub-option": ({"config": [{"id": 1}, {"mtuu": 1}]}, "there is no option config[1].mtuu; did you mean mtu?"),
    "sub-sub-option": ({"config": [{"health_check": {"intervall": 1}}]}, "there is no option config[0].health_check.intervall; did you mean interval?"),
    "in-text": ({"config": ["id=1 mtuu=5"]}, "there is no option config[0].mtuu; did you mean mtu?"),
    "truth-value": ({"config": [{"health_check": True}]}, "config[0].health_check must be a mapping, not a truth value"),
    "text": ({"config": [{"health_check": "planted"}]}, "config[0].health_check must be a mapping, not text"),
    "list": ({"config": [{"health_check": [1]}]}, "config[0].health_check must be a mapping, not a list"),
    "number": ({"config": [{"health_check": 5}]}, "config[0].health_check must be a mapping, not a number"),
    "mapping": ({"config": {"id": 1}}, "config must be a list of mappings, not a mapping"),
    "not-a-list": ({"config": True}, "config must be a list of mappings, not a truth value"),
    "entry": ({"config": [5]}, "config[0] must be a mapping, not a number"),
    "empty-entry": ({"config": [None]}, "config[0] must be a mapping, not nothing"),
    "secret": ({"config": [{"passwd": "planted"}]}, "there is no option config[0].passwd; did you mean password?"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_form(name: str) -> None:
    arguments, message = BAD[name]
    with pytest.raises(BadForm) as caught:
        require_form(arguments, SPEC)
    assert message in str(caught.value)
    assert "planted" not in str(caught.value)


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"config": None, "apply": None},
        {"config": [{"id": 1, "health_check": {"method": 5}}, {"health_check": None}], "body": {"anything": {"psk": "x"}}},
        {"config": ['{"id": 1}', "id=1 mtu=5"]},
    ],
)
def test_good_form(arguments: dict[str, Any]) -> None:
    require_form(arguments, SPEC)

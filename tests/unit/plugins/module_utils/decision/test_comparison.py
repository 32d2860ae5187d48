# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a router differs from what is wanted, as data."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.base import HIDDEN, HIDDEN_NEW
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.comparison import comparison

from .toy import NEW, add, lamp, remove, update

BOW = "lamp 1 (Bow)"


def found(*plans: Any, remembered: Any = None) -> Any:
    return comparison(plans, {"lamps": True}, remembered or {})["lamps"]


def test_sections_keep_their_order_and_say_whether_they_are_supported() -> None:
    nothing: dict[str, Any] = {"different": [], "unknown": []}
    result = comparison([], {"beams": False, "lamps": True}, {})
    assert list(result.items()) == [("beams", {"supported": False, **nothing}), ("lamps", {"supported": True, **nothing})]


def test_differences_stand_beside_each_other() -> None:
    assert found(update({"brightness": 60, "owner": "deck", "blink": {"period": 6}})) == {
        "supported": True,
        "different": [
            {"item": BOW, "option": "brightness", "before": 50, "after": 60},
            {"item": BOW, "option": "blink.period", "before": 5, "after": 6},
        ],
        "unknown": [],
    }


def test_secrets_are_hidden_on_both_sides() -> None:
    (different,) = found(update({"password": "harbour"}, lamp(password="abcd")))["different"]
    assert different == {"item": BOW, "option": "password", "before": HIDDEN, "after": HIDDEN_NEW}


def test_whole_items_have_no_option() -> None:
    assert found(add(), remove(lamp(1, light=...)))["different"] == [
        {"item": "lamp 1 (Stern)", "option": None, "before": None, "after": {"name": "Stern", "password": HIDDEN}},
        {
            "item": BOW,
            "option": None,
            "before": {
                "name": "Bow",
                "enable": True,
                "priority": 1,
                "limit": "none",
                "note": "",
                "colour": "red",
                "blink": {"mode": "blink", "period": 5},
                "inverted": False,
                "owner": "deck",
                "beacon": True,
                "hours": 7,
            },
            "after": None,
        },
    ]


@pytest.mark.parametrize(
    ("known", "unreadable", "remembered", "written"),
    [
        (True, "once", True, False),
        (False, "once", False, True),
        (None, "never", False, False),
        (None, "always", False, True),
    ],
)
def test_what_the_router_does_not_show_is_unknown(known: bool | None, unreadable: str, remembered: bool, written: bool) -> None:
    plan = update({"token": "t", "brightness": 60, "owner": "deck"}, known=bool(known), unreadable=unreadable)
    looked_up = {} if known is None else {"lamps/1/token": known}
    assert found(plan, remembered=looked_up)["unknown"] == [{"item": BOW, "option": "token", "remembered": remembered, "written": written}]


def test_nothing_of_a_new_item_is_unknown() -> None:
    assert found(add(NEW))["unknown"] == []

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""SMS: sent as requested, read in one format, deleted once."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Router, bodies, posted

SMS, INFO = "peplink_sms", "peplink_sms_info"
ICCID = "8900100000000000015"


@pytest.mark.parametrize("firmware", ["8.1.1", "8.5.2"])
def test_a_message_is_sent_on_each_run(router_at: Any, firmware: str) -> None:
    router: Router = router_at("max", firmware)
    message = {"wan": "Cellular", "address": "+12025550147", "text": "status?"}
    assert router.run(SMS, check=True, **message)["changed"]
    assert posted(router) == []
    for _run in range(2):
        assert router.run(SMS, **message)["changed"]
    assert router.device.state("sms_sent") == [{"connId": 2, "address": "+12025550147", "content": "status?"}] * 2


@pytest.mark.parametrize("address", ["12025550147", "5501", "+0123", "+1-202", "+1202555014712345", ""])
def test_an_invalid_phone_number_is_not_sent(router: Router, address: str) -> None:
    result = router.run(SMS, wan="2", address=address, text="x")
    assert "international form" in result["msg"]
    assert posted(router) == []


def test_a_short_code_is_sent_on_request(router: Router) -> None:
    result = router.run(SMS, wan="2", address="5501", text="x", check_address=False)
    assert bodies(router, "cmd.sms.sendMessage") == [{"connId": 2, "address": "5501", "content": "x"}]
    assert "Wrong address format" in result["msg"]


@pytest.mark.parametrize(("wanted", "sent", "left"), [({"ids": [4, 8, 99]}, [4, 8], [7]), ({"all": True}, "all", [])])
def test_messages_are_deleted_once(router: Router, wanted: dict[str, Any], sent: Any, left: list[int]) -> None:
    predicted = router.run(SMS, wan="2", state="deleted", check=True, **wanted)
    assert posted(router) == []
    deleted = router.run(SMS, wan="2", state="deleted", **wanted)
    assert predicted["deleted"] == deleted["deleted"] == [4, 8] if "ids" in wanted else [4, 7, 8]
    assert bodies(router, "cmd.sms.delete") == [{"connId": 2, "iccid": ICCID, "id": sent}]
    assert [message["id"] for message in router.device.state("sms")[1]] == left
    router.device.clear_journal()
    assert not router.run(SMS, wan="2", state="deleted", **wanted)["changed"]
    assert posted(router) == []


def test_firmware_that_cannot_delete_messages_is_reported(router_at: Any) -> None:
    result = router_at("max", "8.5.0").run(SMS, wan="2", state="deleted", all=True)
    assert "cmd.sms.delete needs firmware 8.5.2 or later" in result["msg"]
    assert "8.5.0" in result["msg"]


@pytest.mark.parametrize("layout", ["example", "table"])
def test_messages_have_one_format_and_are_sorted_oldest_first(router_at: Any, layout: str) -> None:
    router: Router = router_at(sms_layout=layout)
    shown = router.run(INFO, wan="Cellular", check=True)
    assert [(message["id"], message["sender"], message["text"]) for message in shown["messages"]] == [
        (4, "+12025550147", "Balance: 9 "),
        (7, "5501", "ok"),
        (8, "5501", ", thanks"),
    ]
    assert shown["sim"] == {"slot": 1, "iccid": ICCID, "imsi": "001010000000015", "mtn": "+12025550188"}
    assert shown["wan"] == {"id": 2, "name": "Cellular"}
    assert not shown["changed"]
    assert posted(router) == []


def test_bad_input(router: Router) -> None:
    assert router.run(SMS, wan="2")["validation"]
    assert "set all to true" in router.run(SMS, wan="2", state="deleted")["msg"]
    assert router.run(SMS, wan="2", state="deleted", ids=[1], all=True)["validation"]

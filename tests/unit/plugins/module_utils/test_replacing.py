# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is replaced in a recording, and what stays."""

from __future__ import annotations

import json
import re
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Call, Recording, read
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.replacing import Replaced, replaced
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.stand_ins import StandIns

KEY = b"of the tests"
WANS = "status.wan.connection"


def recording(*calls: Call) -> Recording:
    return Recording("2026-11-25T02:00:00Z", "router", "read", "8.5.2 build 5258", calls)


def shared(answer: Any, function: str = WANS, **members: Any) -> Any:
    """The answer as it is shared."""
    return replaced(recording(Call("GET", function, answer=answer, **members)), KEY).recording.calls[0].answer


def form(text: str) -> str:
    return "".join("9" if char.isdigit() else ("A" if char.isupper() else "a") if char.isalpha() else char for char in text)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("name", "Puffin Lounge"),
        ("name", "Ethernet"),
        ("ssid", "Open"),
        ("essid", "Crew-5"),
        ("mac", "00:1A:DD:EE:01:02"),
        ("mac", "001addee0102"),
        ("bssid", "00-1a-dd-ee-01-02"),
        ("serialNumber", "2930-ABCD-0123"),
        ("imei", "490154203237518"),
        ("imsi", "204080123456789"),
        ("iccid", "8931080000012345678"),
        ("eid", "89049032000001000000012345678901"),
        ("mtn", "+31612345678"),
        ("apn", "internet.carrier.example"),
        ("username", "captain"),
        ("password", "p"),
        ("password", "!!!"),
        ("key", "correct horse battery"),
        ("simPin", "0000"),
        ("accessToken", "0123456789abcdef0123456789abcdef"),
        ("clientSecret", "5258"),
        ("hostname", "ship-1"),
        ("host", "vpn.example.org"),
        ("ip", "81.2.69.142"),
        ("ip", "2a02:2f0a:b1::1f3b"),
        ("siteId", "flagship"),
        ("cityCode", "AMS"),
        ("mcc", "204"),
        ("colour", "Captain Müller"),
        ("deviceName", "auto"),
        ("colour", "status.example.org"),
        ("type", "81.2.69.142"),
        ("model", "MAX 2930-ABCD-0123"),
        ("message", "Connected to Vodafone"),
    ],
)
def test_what_is_personal_is_replaced_in_its_form(member: str, value: str) -> None:
    found = shared({"response": {"1": {member: value, "enable": True}}})["response"]["1"][member]
    assert found != value
    assert len(found) == len(value)
    if value != "!!!" and value.isascii() and ":" not in value.replace(":", "", 5 * (value.count(":") == 5)):
        assert re.sub("[0-9]", "9", form(found)) == form(value)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("message", "Connected"),
        ("message", "No SIM Card Detected"),
        ("message", "Invalid access token"),
        ("type", "ethernet"),
        ("type", "a word that nobody knows"),
        ("status", "FULL"),
        ("password", "********"),
        ("password", "@~HiDdEn~@"),
        ("password", ""),
        ("name", None),
        ("version", "8.5.1s045 build 5258"),
        ("ip", "192.168.50.1"),
        ("ip", "0.0.0.0"),
        ("dns", ["8.8.8.8", "255.255.255.0", "100.64.0.1", "203.0.113.9"]),
        ("route", ["10.0.0.0/8"]),
        ("enable", True),
        ("altitude", 0),
        ("uptime", 12345678),
        ("order", [1, "2-1", "vwan5", "lan_1"]),
        ("notice", {"status": "beta"}),
    ],
)
def test_what_identifies_nobody_stays(member: str, value: Any) -> None:
    assert shared({"response": {"1": {member: value}}})["response"]["1"][member] == value


def test_names_of_rats_and_bands_are_technical() -> None:
    answer = {"response": {"2": {"cellular": {"rat": [{"name": "LTE-A", "band": [{"name": "LTE Band 20 (800 MHz)"}]}]}}}}
    assert shared(answer) == answer


@pytest.mark.parametrize(
    "text",
    ["Lounge Puffin", "Connected to puffin-bay", "xPUFFIN-BAYx", "http://puffin-bay/", "<b>Puffin-Bay</b>"],
)
@pytest.mark.parametrize("member", ["message", "type", "model", "colour", "notice"])
def test_what_is_personal_elsewhere_goes_from_every_text(member: str, text: str) -> None:
    found = json.dumps(shared({"response": {"1": {"name": "Puffin-Bay", "ssid": "Lounge Puffin", member: text}}})).lower()
    assert "puffin" not in found


def test_one_value_has_one_stand_in_in_every_spelling() -> None:
    answer = {"list": [{"mac": "00:1A:DD:EE:01:02"}, {"bssid": "00-1a-dd-ee-01-02"}, {"serialNumber": "001ADDEE0102"}], "00:1a:dd:ee:01:02": {"type": "l2"}}
    found = shared(answer)
    macs = {re.sub("[^0-9a-f]", "", text.lower()) for text in (*(v for entry in found["list"] for v in entry.values()), list(found)[1])}
    assert len(macs) == 1
    assert macs != {"001addee0102"}


@pytest.mark.parametrize("key", range(8))
def test_no_network_stands_in_for_another_original(key: int) -> None:
    originals = {f"185.{number // 200 + 11}.{number % 200 + 11}.177" for number in range(600)}
    stand_ins = StandIns(bytes([key]), originals)
    assert {stand_ins.address(original) for original in originals}.isdisjoint(originals)


@pytest.mark.parametrize("member", ["error", "message"])
def test_no_original_in_a_text_stands_in_for_another(member: str) -> None:
    originals = [f"{first}.{second}.{third}.177" for first in range(2, 9) for second in range(1, 6) for third in range(1, 6)]
    text = f"the connections to {', '.join(originals)} were cut"
    call = Call("GET", WANS, answer={"1": {"ip": "9.9.9.177"}}, error=text) if member == "error" else Call("GET", WANS, answer={"message": text})
    found = replaced(recording(call), KEY).recording.text()
    assert [original for original in originals if original in found] == []


def test_addresses_of_one_network_stay_in_one() -> None:
    found = shared({"1": {"ip": "81.2.69.142", "gateway": "81.2.69.137", "dns": ["81.2.70.1"]}})["1"]
    network, host = found["ip"].rsplit(".", 1)
    assert (host, found["gateway"]) == ("142", f"{network}.137")
    assert not found["dns"][0].startswith(network)
    assert network != "81.2.69"


def test_keys_that_name_something_are_replaced_and_members_stay() -> None:
    found = shared({"response": {"1": {"name": "x", "fooBar": 3}, "order": [1, "Puffin"], "Puffin": {"enable": True}}})["response"]
    assert found["1"]["fooBar"] == 3
    assert [key for key in found if key not in ("1", "order")] == found["order"][1:]
    assert "Puffin" not in found


@pytest.mark.parametrize("key", ["Puffin", "puffin-bay", "001addee0102", "ship.example.org", "490154203237518", "Müller"])
def test_a_key_beside_members_that_looks_like_no_member_is_replaced(key: str) -> None:
    found = shared({"response": {"enable": True, "hue": 3, key: {"enable": True}}})["response"]
    assert (found["enable"], found["hue"], len(found)) == (True, 3, 3)
    assert key not in found


def test_ids_stay_beside_their_order_whatever_their_type() -> None:
    answer = {"response": {"order": [1, 490154203237518, "2-1"], "1": {}, "490154203237518": {}, "2-1": {}}}
    found = shared(answer)["response"]
    assert list(map(str, found["order"])) == [key for key in found if key != "order"]
    assert (found["order"][0], found["order"][2]) == (1, "2-1")
    assert isinstance(found["order"][1], int)
    assert "490154203237518" not in found


def test_a_secret_goes_from_texts_though_it_is_short_or_made_of_words() -> None:
    found = shared({"1": {"simPin": "4321", "password": "open port", "message": "PIN 4321 is wrong: open port", "model": "X 4321"}})["1"]
    assert "4321" not in json.dumps(found)
    assert "open port" not in json.dumps(found)
    assert found["message"].startswith("PIN ")


def test_an_address_has_one_stand_in_wherever_it_stands() -> None:
    found = shared({"1": {"host": "81.2.69.142", "ip": "81.2.69.142", "message": "81.2.69.142 by 10.0.0.1", "server": "10.0.0.1"}})["1"]
    assert found["host"] == found["ip"] != "81.2.69.142"
    assert found["message"] == f"{found['ip']} by 10.0.0.1"
    assert found["server"] == "10.0.0.1"


def test_what_stands_under_names_that_nobody_knows_is_judged_by_them() -> None:
    found = json.dumps(shared({"response": {"zone": {"wifiPassword": "open", "speedCount": 490154203}}}, "status.colour"))
    assert [text for text in ("zone", "wifiPassword", "open", "490154203") if text in found] == []


def test_positions_stay_on_earth_and_keep_their_digits() -> None:
    location = {"latitude": -52.370216, "longitude": 4.895168, "altitude": 12.5, "timestamp": 1764257648, "heading": 271, "pdop": 1.2}
    found = shared({"response": {"location": location}}, "info.location")["response"]["location"]
    assert {name: len(repr(value)) for name, value in found.items()} == {name: len(repr(value)) for name, value in location.items()}
    assert [name for name in location if found[name] == location[name]] == ["pdop"]
    assert found["latitude"] < 0
    assert abs(found["latitude"]) <= 90


def test_an_sms_is_replaced_though_it_is_made_of_words() -> None:
    message = {"id": 4, "date": "Jun 12 08:30", "timestamp": 1749717000, "length": "11", "message": "the password is open"}
    found = shared({"response": {"1": [{"sender": "5501", "message": [message]}]}}, "cmd.sms.get")["response"]["1"][0]
    assert found["sender"] != "5501"
    assert [name for name, value in found["message"][0].items() if value == message[name]] == ["id", "length"]


def test_numbers_that_nobody_knows_are_replaced_when_they_are_long() -> None:
    found = shared({"response": {"colour": 490154203, "depth": 17, "spot": 4.895168, "temperature": 41.25, "again": 490154203}}, "status.colour")["response"]
    assert (found["depth"], found["temperature"]) == (17, 41.25)
    assert found["colour"] == found["again"] != 490154203
    assert found["spot"] != 4.895168


def test_headers_arguments_and_errors() -> None:
    headers = {"server": "nginx/1.2", "set-cookie": "bauth=x1y2z3; HttpOnly; SameSite=Strict", "x-served-by": "flagship"}
    call = Call("GET", WANS, {"id": "1 2", "name": "Puffin"}, None, headers, None, 5.0, "ship-1.example.org (81.2.69.142): the connection was cut, Puffin")
    found = replaced(recording(call), KEY).recording.calls[0]
    assert found.headers["server"] == "nginx/1.2"
    assert re.fullmatch("bauth=[a-z][0-9][a-z][0-9][a-z][0-9]; HttpOnly; SameSite=Strict", found.headers["set-cookie"])
    assert found.arguments["id"] == "1 2"
    assert "the connection was cut" in found.error
    for original in ("x1y2z3", "flagship", "Puffin", "example", "81.2.69.142", "ship"):
        assert original not in str(found)


def test_what_stands_below_something_personal_is_personal() -> None:
    found = shared({"response": {"1": {"enable": True, "carrier": {"name": "Vodafone", "code": "20404", "roaming": True, "state": "auto"}}}})
    carrier = found["response"]["1"]["carrier"]
    assert carrier["roaming"] is True
    assert [text for text in ("Vodafone", "20404", "auto") if text in carrier.values()] == []


def test_a_key_decides_and_a_second_run_has_another_one() -> None:
    call = Call("GET", WANS, answer={"1": {"name": "Puffin Lounge", "mac": "00:1A:DD:EE:01:02"}})
    assert replaced(recording(call), KEY) == replaced(recording(call), KEY)
    assert replaced(recording(call)).recording != replaced(recording(call)).recording


def test_the_review_says_where_and_how_many_but_not_what() -> None:
    answer = {"response": {"1": {"name": "Puffin", "type": "satellite|x", "hue": 7}, "2": {"name": "Puffin"}, "3": {"name": "Gull", "version": "8.5.2"}}}
    found = replaced(recording(Call("GET", WANS, answer=answer)), KEY)
    assert "| name | `status.wan.connection: response.*.name` | 3 | 2 |" in found.review
    assert "| `satellite/x` | `status.wan.connection: response.*.type` |" in found.review
    assert "Puffin" not in found.review
    assert "| `hue` | `status.wan.connection: response.*.hue` |" in found.review
    assert replaced(recording(), KEY).review.count("Nothing was replaced.") == 1


def test_the_review_lists_what_was_kept_only_if_it_is_no_word() -> None:
    calls = [Call("GET", f"status.{name}", {}, 200, {"server": "Xz/1", "content-type": "application/json"}, {"version": "8.5.2"}) for name in "abcde"]
    text = replaced(recording(*calls), KEY).review
    assert "| `Xz/1` | `status.a: header.server`, `status.b: header.server`, `status.c: header.server` and 2 more |" in text
    assert "application/json" not in text


def test_many_clients_are_replaced_quickly_and_differ() -> None:
    clients = [{"name": f"till-{number}", "mac": f"00:00:5E:00:{number // 256:02X}:{number % 256:02X}", "connectionType": "odd"} for number in range(2000)]
    found = shared({"list": clients}, "status.client")["list"]
    assert len({client["mac"] for client in found}) == len({client["name"] for client in found}) == 2000


PERSONAL = ("name", "ssid", "mac", "serialNumber", "imei", "password", "hostname", "mtn")
OTHERS = ("type", "message", "colour", "model", "order", "host", "notice")
LETTERS = st.text(string.ascii_letters + string.digits + " -_.:äß中", min_size=1, max_size=24)
# Unlikely to come out by chance, and made of no word.
PLANTED = st.from_regex(r"[QZXJqzxj]{5}[0-9]{4}[ _-]?[QZXJ]{2}", fullmatch=True)


@st.composite
def answers(draw: st.DrawFn) -> tuple[list[str], Any]:
    planted = draw(st.lists(PLANTED, min_size=1, max_size=4))
    record = {draw(st.sampled_from(PERSONAL)): text for text in planted}
    texts = draw(st.dictionaries(st.sampled_from(OTHERS), LETTERS, max_size=3))
    inside = {name: f"{text}{draw(st.sampled_from(['', ' ', '/', 'x']))}{draw(st.sampled_from(planted))}" for name, text in texts.items()}
    keys = {draw(st.sampled_from(planted)): draw(st.sampled_from([1, True, None, {}]))}
    return list(record.values()), {"response": {"1": record, "2": inside, "3": {"list": [inside, *planted]}, "4": {"enable": True, **keys}}}


@settings(max_examples=100, deadline=None)
@given(answers(), st.binary(min_size=1, max_size=8))
def test_no_personal_value_is_left(case: tuple[list[str], Any], key: bytes) -> None:
    planted, answer = case
    found: Replaced = replaced(recording(Call("GET", WANS, {"x": planted}, 200, {"x-a": planted[0]}, answer, 0.1, f"failed at {planted[0]}!")), key)
    text = found.recording.text()
    assert read(text) == found.recording
    for value in planted:
        assert value.lower() not in text.lower()
        assert value.lower() not in found.review.lower()


@settings(max_examples=100, deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=12, unique=True), st.sampled_from(PERSONAL), st.binary(min_size=1, max_size=8))
def test_equal_stays_equal_and_different_stays_different(values: list[str], member: str, key: bytes) -> None:
    answer = {"list": [{member: value} for value in values + values]}
    found = [entry[member] for entry in replaced(recording(Call("GET", WANS, answer=answer)), key).recording.calls[0].answer["list"]]
    assert found[: len(values)] == found[len(values) :]
    assert len(set(found)) == len(values)
    assert [len(text) for text in found] == [len(text) for text in values + values]


@settings(max_examples=100, deadline=None)
@given(answers(), st.binary(min_size=1, max_size=8))
def test_what_was_replaced_has_the_form_of_what_it_replaces(case: tuple[list[str], Any], key: bytes) -> None:
    once = replaced(recording(Call("GET", WANS, answer=case[1])), key)
    twice = replaced(once.recording, key)
    # Keys of maps are sorted in a text, and their stand-ins sort otherwise.
    assert sorted(form(once.recording.text())) == sorted(form(twice.recording.text()))

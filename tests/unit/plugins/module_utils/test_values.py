# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Codecs: what users write, what routers show in every spelling, what is sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.base import (
    HIDDEN,
    HIDDEN_NEW,
    MASKED_SECRET,
    OMITTED,
    UNKNOWN,
    Codec,
    Match,
    Secrets,
)
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.compound import ListOf, Mapped, Member, Opaque, Settings
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.scalar import (
    Address,
    Clearable,
    Flag,
    Mac,
    Milliseconds,
    Number,
    Quantity,
    Ssid,
    Text,
    Word,
)
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.ssid_profile import KEY
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_connection import SIM_PIN

MTU = Clearable(Number(576, 1500, "bytes"), "auto")
TIMEOUT = Milliseconds(200, 10000, "milliseconds", shown=(1, 2, 3, 4, 5, 10))
RATE = Quantity(1, 10000000, "kbps", factors={"kbps": 1, "Mbps": 1000}, names=("value", "bandwidth"))
METHOD = Word({"dhcp": "dhcp", "static_ip": "staticIp", "auto": None}, aliases={"static": "static_ip"}, shown_only=("drop_in",))
OPERATOR = Mapped({"apn": Member(Text()), "password": Member(Text(hide=True)), "dial_number": Member(Text(), "dialNumber")}, clearable=True)
NETWORK = Mapped({"ip": Member(Address(), required=True), "mask": Member(Number(0, 32), required=True)}, clearable=True, lone="ip")
NAMED = ListOf(Mapped({"name": Member(Text(), required=True), "value": Member(Number(0, 9))}), by="name")
SSID = "have 1 to 32 bytes (letters with accents take two or more) and no control characters"
URL = Mapped({"url": Member(Text(), required=True), "pattern": Member(Text(), default="")})


@pytest.mark.parametrize(
    ("codec", "raw", "value"),
    [
        (Text(), "x", "x"),
        (Text(), 7, "7"),
        (Text(), True, UNKNOWN),
        (Text(), None, UNKNOWN),
        (Text(hide=True), MASKED_SECRET, UNKNOWN),
        (Flag(), True, True),
        (Flag(), 0, False),
        (Flag(), "yes", True),
        (Flag(), "No", False),
        (Flag(), "True", True),
        (Flag(), "false", False),
        (Flag(), "maybe", UNKNOWN),
        (Flag(), [], UNKNOWN),
        (Number(0, 9), 3, 3),
        (Number(0, 9), "3", 3),
        (Number(0, 9), 3.0, 3),
        (Number(0, 9), 99, 99),
        (Number(0, 9), 3.5, UNKNOWN),
        (Number(0, 9), "x", UNKNOWN),
        (Number(0, 9), True, UNKNOWN),
        (TIMEOUT, 5, 5000),
        (TIMEOUT, 1.5, 1500),
        (TIMEOUT, "2", 2000),
        (TIMEOUT, "soon", UNKNOWN),
        (TIMEOUT, True, UNKNOWN),
        (TIMEOUT, float("inf"), UNKNOWN),
        (RATE, {"value": 5, "unit": "kbps"}, 5),
        (RATE, {"bandwidth": 5, "unit": "Mbps"}, 5000),
        (RATE, {"value": 5}, 5),
        (RATE, {"value": 5, "unit": "bps"}, UNKNOWN),
        (RATE, 5, UNKNOWN),
        (RATE, {}, UNKNOWN),
        (METHOD, "staticIp", "static_ip"),
        (METHOD, "Static IP", "static_ip"),
        (METHOD, "static", "static_ip"),
        (METHOD, "DHCP", "dhcp"),
        (METHOD, "dropIn", "drop_in"),
        (METHOD, "Drop In", "drop_in"),
        (METHOD, None, "auto"),
        (METHOD, "wombat", UNKNOWN),
        (METHOD, 5, UNKNOWN),
        (Word({"a": "A"}), None, UNKNOWN),
        (Address(), "192.0.2.1", "192.0.2.1"),
        (Address(), "192.0.2.1/24", "192.0.2.1"),
        (Address(), "", UNKNOWN),
        (Address(), 1, UNKNOWN),
        (Mac(), "02-00-5E-00-00-01", "02:00:5e:00:00:01"),
        (Mac(), "02005e000001", "02:00:5e:00:00:01"),
        (Mac(), "0200", UNKNOWN),
        (Mac(), None, UNKNOWN),
        (MTU, None, "auto"),
        (MTU, 1400, 1400),
        (MTU, "x", UNKNOWN),
        (ListOf(Address()), None, []),
        (ListOf(Address()), ["192.0.2.1"], ["192.0.2.1"]),
        (ListOf(Address()), ["192.0.2.1", 5], UNKNOWN),
        (ListOf(Address()), "192.0.2.1", UNKNOWN),
        (OPERATOR, None, {}),
        (OPERATOR, {"apn": "a", "password": MASKED_SECRET, "dialNumber": "*99#", "more": 1}, {"apn": "a", "dial_number": "*99#"}),
        (OPERATOR, [], UNKNOWN),
        (NETWORK, "192.0.2.1/24", {"ip": "192.0.2.1"}),
        (URL, {"url": "u"}, {"url": "u", "pattern": ""}),
        (URL, None, UNKNOWN),
    ],
)
def test_decode(codec: Codec, raw: Any, value: Any) -> None:
    assert codec.decode(raw) == value


@pytest.mark.parametrize(
    ("codec", "given_value", "sent"),
    [
        (MTU, "auto", None),
        (MTU, "1400", 1400),
        (TIMEOUT, 1500, 1500),
        (RATE, 40, {"value": 40, "unit": "kbps"}),
        (METHOD, "static_ip", "staticIp"),
        (METHOD, "auto", None),
        (Mac(), "02-00-5E-00-00-01", "02:00:5e:00:00:01"),
        (Address(), "192.0.2.1", "192.0.2.1"),
        (ListOf(Number(0, 9)), [], []),
        (ListOf(Number(0, 9), empty=None), [], None),
        (ListOf(Number(0, 9)), ["1"], [1]),
        (OPERATOR, {}, None),
        (OPERATOR, {"apn": "a", "dial_number": None}, {"apn": "a"}),
        (NETWORK, {"ip": "192.0.2.0", "mask": 24}, {"ip": "192.0.2.0", "mask": 24}),
        (URL, {"url": "u"}, {"url": "u", "pattern": ""}),
        (Ssid(), "ä" * 16, "ä" * 16),
        (Ssid(), "D", "D"),
        (Ssid(), "Deck 2", "Deck 2"),
        (Ssid(), "Cafe\u0301", "Cafe\u0301"),
        (SIM_PIN, "0042", "0042"),
        (SIM_PIN, "12345678", "12345678"),
        (SIM_PIN, "none", None),
        (KEY, "a" * 8, "a" * 8),
        (KEY, "b" * 63, "b" * 63),
        (KEY, "c" * 64, "c" * 64),
    ],
)
def test_parse_and_encode(codec: Codec, given_value: Any, sent: Any) -> None:
    assert codec.encode(codec.parse(given_value)) == sent


@pytest.mark.parametrize(
    ("codec", "given_value", "message"),
    [
        (MTU, "575", "be a whole number from 576 to 1500 bytes, or auto"),
        (MTU, "large", "be a whole number from 576 to 1500 bytes, or auto"),
        (Number(0, 9), 1.5, "be a whole number from 0 to 9"),
        (METHOD, "drop_in", "not be drop_in: the router shows it but does not accept it"),
        (Address(), "example.net", "be an IPv4 address such as 192.0.2.1"),
        (Mac(), "02", "be a MAC address such as 02:00:00:00:00:01"),
        (ListOf(Number(0, 9), most=1), [1, 2], "have at most 1 entries"),
        (Text(pattern="[a-z]+", hint="be lower case"), "A", "be lower case"),
        (Text(hide=True), MASKED_SECRET, "not be the mask that the router shows instead of a secret"),
        (Ssid(), "", SSID),
        (Ssid(), "x" * 33, SSID),
        (Ssid(), "ä" * 17, SSID),
        (Ssid(), "Cr\x00ew", SSID),
        (Ssid(), "Crew\x85", SSID),
        (SIM_PIN, "34", "be 4 to 8 digits, or none"),
        (SIM_PIN, "123456789", "be 4 to 8 digits, or none"),
        (SIM_PIN, "12a4", "be 4 to 8 digits, or none"),
        (SIM_PIN, "١٢٣٤", "be 4 to 8 digits, or none"),
        (KEY, "short", "have 8 to 63 ASCII characters, or 64 hexadecimal digits"),
        (KEY, "schlüssel", "have 8 to 63 ASCII characters, or 64 hexadecimal digits"),
        (KEY, "tab\tand more", "have 8 to 63 ASCII characters, or 64 hexadecimal digits"),
        (KEY, "g" * 64, "have 8 to 63 ASCII characters, or 64 hexadecimal digits"),
        (NETWORK, {"ip": "192.0.2.0"}, "have the member mask"),
        (NETWORK, {"ip": "x", "mask": 24}, "have a member ip that must be an IPv4 address such as 192.0.2.1"),
        (NETWORK, {"ip": "192.0.2.0", "mask": "x"}, "have a member mask that must be a whole number from 0 to 32"),
        (Mapped({"a": Member(Text(), required=True), "b": Member(Text(), required=True)}), {}, "have the members a, b"),
    ],
)
def test_what_cannot_be_written_is_explained(codec: Codec, given_value: Any, message: str) -> None:
    with pytest.raises(ValueError, match=r"must|be|have") as caught:
        codec.encode(codec.parse(given_value))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("codec", "wanted", "current", "match"),
    [
        (ListOf(Text()), ["a", "b"], ["b", "a"], Match.SAME),
        (ListOf(Text()), ["a"], ["b", "a"], Match.DIFFERENT),
        (ListOf(Text(), ordered=True), ["a", "b"], ["b", "a"], Match.DIFFERENT),
        (ListOf(Text(), ordered=True), ["a", "b"], ["a", "b"], Match.SAME),
        (Text(), "Cafe\u0301", "Caf\u00e9", Match.SAME),
        (Text(), "Cafe", "Caf\u00e9", Match.DIFFERENT),
        (Text(hide=True), "Cafe\u0301", "Caf\u00e9", Match.DIFFERENT),
        (NAMED, [{"name": "Cafe\u0301", "value": 1}], [{"name": "Caf\u00e9", "value": 1}], Match.SAME),
        (NAMED, [{"name": "Cafe\u0301", "value": 1}], [{"name": "Caf\u00e9", "value": 2}], Match.DIFFERENT),
        (TIMEOUT, 2000, 2000, Match.SAME),
        (TIMEOUT, 2000, 3000, Match.DIFFERENT),
        (TIMEOUT, 1500, 1500, Match.SAME),
        (TIMEOUT, 1500, 1000, Match.UNSURE),
        (TIMEOUT, 1500, 2000, Match.UNSURE),
        (TIMEOUT, 1500, 3000, Match.DIFFERENT),
        (TIMEOUT, 1500, 1400, Match.DIFFERENT),
        (TIMEOUT, 7000, 5000, Match.UNSURE),
        (TIMEOUT, 7000, 10000, Match.UNSURE),
        (TIMEOUT, 7000, 7000, Match.SAME),
        (TIMEOUT, 300, 0, Match.UNSURE),
        (MTU, "auto", 1400, Match.DIFFERENT),
        (MTU, 1400, 1400, Match.SAME),
        (OPERATOR, {"apn": "a"}, {"apn": "a", "dial_number": "1"}, Match.SAME),
        (OPERATOR, {"apn": "a", "password": "p"}, {"apn": "a"}, Match.UNSURE),
        (OPERATOR, {"apn": "a", "password": "p"}, {"apn": "b"}, Match.DIFFERENT),
        (OPERATOR, {}, {"apn": "a"}, Match.DIFFERENT),
        (OPERATOR, {}, {}, Match.SAME),
        (Clearable(TIMEOUT, "none"), 1500, 2000, Match.UNSURE),
        (Clearable(TIMEOUT, "none"), "none", 2000, Match.DIFFERENT),
        (Clearable(TIMEOUT, "none"), 1500, "none", Match.DIFFERENT),
        (Clearable(TIMEOUT, "none"), "none", "none", Match.SAME),
    ],
)
def test_compare(codec: Codec, wanted: Any, current: Any, match: Match) -> None:
    assert codec.compare(wanted, current) is match


def test_secrets_are_masked_at_any_depth() -> None:
    assert Text(hide=True).show("pw") == HIDDEN
    assert Clearable(Text(hide=True), "none").show("pw") == HIDDEN
    assert OPERATOR.show({"apn": "a", "password": "pw"}) == {"apn": "a", "password": HIDDEN}
    assert ListOf(Text(hide=True)).show(["pw"]) == [HIDDEN]
    assert Opaque().show({"list": [{"ssid": "harbour", "key": "pw"}]}) == {"list": [{"ssid": "harbour", "key": HIDDEN}]}
    assert Opaque().secret
    assert ListOf(OPERATOR).secret
    assert not RATE.secret
    for codec in (Text(hide=True), OPERATOR, ListOf(Text())):
        assert codec.show(UNKNOWN) is UNKNOWN
    assert str(UNKNOWN) == "unknown"


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["auto", "dhcp", "Static IP", MASKED_SECRET, "192.0.2.1/24"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["ip", "mask", "apn", "value", "unit", "url", "x"]), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(
        [
            Text(),
            Text(hide=True),
            Flag(),
            Number(0, 9),
            TIMEOUT,
            RATE,
            METHOD,
            Address(),
            Mac(),
            MTU,
            ListOf(Address()),
            OPERATOR,
            NETWORK,
            URL,
            ListOf(URL, ordered=True),
        ]
    ),
    ANYTHING,
)
def test_any_answer_is_decoded_and_equals_itself(codec: Codec, raw: Any) -> None:
    value = codec.decode(raw)
    if value is not UNKNOWN:
        assert codec.compare(value, value) is Match.SAME
        assert HIDDEN in str(codec.show(value)) or not codec.secret or value in ({}, "none") or isinstance(value, dict)


# ---- tables of single codecs -----------------------------------------------------------------------------------------

BLIND = Milliseconds(0, 99999)
PAIRS = ListOf(Mapped({"name": Member(Text(), required=True), "pin": Member(Text(hide=True)), "port": Member(Number(0, 9), default=0)}), by="name")


@pytest.mark.parametrize(
    ("codec", "spec"),
    [
        (Text(), {"type": "str"}),
        (Text(hide=True), {"type": "str", "no_log": True}),
        (Flag(), {"type": "bool"}),
        (Number(0, 9), {"type": "int"}),
        (TIMEOUT, {"type": "int"}),
        (Word({"a": 1, "b": None}, shown_only=("c",), other="d"), {"type": "str", "choices": ["a", "b", "c", "d"]}),
        (Word({"a": 1}), {"type": "str", "choices": ["a"]}),
        (Address(), {"type": "str"}),
        (Mac(), {"type": "str"}),
        (MTU, {"type": "str"}),
        (Clearable(Text(hide=True), "none"), {"type": "str", "no_log": True}),
        (Opaque(), {"type": "dict"}),
        (Settings(), {"type": "dict"}),
        (ListOf(Number(0, 9)), {"type": "list", "elements": "int"}),
        (ListOf(Text(hide=True)), {"type": "list", "elements": "str", "no_log": True}),
        (ListOf(Mapped({"a": Member(Flag())})), {"type": "list", "elements": "dict", "options": {"a": {"type": "bool"}}}),
        (Mapped({"a": Member(Text(), required=True)}), {"type": "dict", "options": {"a": {"type": "str", "required": True}}}),
        (Mapped({"a": Member(Text(), required=True)}, clearable=True), {"type": "dict", "options": {"a": {"type": "str"}}}),
        (Mapped({"hash_key": Member(Text())}), {"type": "dict", "options": {"hash_key": {"type": "str", "no_log": False}}}),
    ],
)
def test_specification(codec: Codec, spec: dict[str, Any]) -> None:
    assert codec.spec() == spec


@pytest.mark.parametrize(
    ("codec", "wanted", "unsure"),
    [
        # What GET could show, in whole seconds: rounded down, up, or to the next step that the router has.
        (TIMEOUT, 1500, [1, 2]),
        (TIMEOUT, 7000, [5, 7, 10]),
        (TIMEOUT, 7500, [5, 7, 8, 10]),
        (TIMEOUT, 300, [0, 1]),
        (TIMEOUT, 12000, [10, 12]),
        (TIMEOUT, 5000, []),
        (TIMEOUT, 10000, []),
        (TIMEOUT, 1000, []),
        (BLIND, 1500, [1, 2]),
        (BLIND, 7000, []),
        (BLIND, 7001, [7, 8]),
    ],
)
def test_milliseconds_may_be_rounded_to_their_neighbours(codec: Codec, wanted: int, unsure: list[int]) -> None:
    shown = {second: codec.compare(wanted, second * 1000) for second in range(20)}
    assert [second for second, match in shown.items() if match is Match.UNSURE and second * 1000 != wanted] == [s for s in unsure if s * 1000 != wanted]
    assert codec.compare(wanted, wanted) is Match.SAME
    # What is shown to the millisecond is not rounded.
    assert codec.compare(wanted, wanted + 1) is Match.DIFFERENT


@pytest.mark.parametrize(
    ("wanted", "current", "match"),
    [
        ([{"name": "a"}, {"name": "b"}], [{"name": "b"}, {"name": "a"}], Match.SAME),
        ([{"name": "a"}], [{"name": "a"}, {"name": "b"}], Match.DIFFERENT),
        ([{"name": "a"}, {"name": "b"}], [{"name": "a"}], Match.DIFFERENT),
        # The router shows one name twice: not what is wanted, although the names are the same.
        ([{"name": "a"}], [{"name": "a"}, {"name": "a"}], Match.DIFFERENT),
        ([{"name": "a", "pin": "1"}], [{"name": "a"}], Match.UNSURE),
        ([{"name": "a", "port": 1}], [{"name": "a", "port": 2}], Match.DIFFERENT),
        ([{"name": "a"}], [{"port": 1}], Match.DIFFERENT),
        ([], [], Match.SAME),
    ],
)
def test_lists_by_name(wanted: Any, current: Any, match: Match) -> None:
    assert PAIRS.compare(wanted, current) is match


def test_a_name_stands_once_in_a_list_by_name() -> None:
    with pytest.raises(ValueError, match=r"^not name a, b twice$"):
        PAIRS.parse([{"name": name} for name in "babca"])


@pytest.mark.parametrize(
    ("wanted", "current", "match"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, Match.SAME),
        ({"a": 1}, {"a": 2}, Match.DIFFERENT),
        ({"a": 1}, {"b": 1}, Match.UNSURE),
        ({"a": None}, {"b": 1}, Match.SAME),
        ({"a": None}, {"a": 1}, Match.DIFFERENT),
        ({"a": "pw"}, {"a": MASKED_SECRET}, Match.UNSURE),
        ({"a": {"b": "pw"}}, {"a": {"b": MASKED_SECRET, "c": 1}}, Match.UNSURE),
        ({"a": {"b": 1}}, {"a": 1}, Match.DIFFERENT),
        ({"a": 1, "b": "pw"}, {"a": 2, "b": MASKED_SECRET}, Match.DIFFERENT),
    ],
)
def test_settings_that_are_named_are_compared(wanted: Any, current: Any, match: Match) -> None:
    assert Settings().compare(wanted, current) is match


def test_settings_are_written_over_what_is_there() -> None:
    assert Settings().over({"a": 1, "b": {"c": 2}}, {"a": 0, "b": {"d": 3}, "e": 4}) == {"a": 1, "b": {"c": 2, "d": 3}, "e": 4}
    assert Settings().over({"a": 1}, None) == {"a": 1}
    assert Settings().over({"a": {"b": 1}}, {"a": 2}) == {"a": {"b": 1}}
    assert Settings().decode({"a": 1}) == {"a": 1}
    assert Settings().decode([]) is UNKNOWN
    assert Opaque().decode({"a": 1}) is UNKNOWN
    assert Text().over("a", "b") == "a"


@pytest.mark.parametrize(
    ("codec", "raw", "value"),
    [
        (URL, {"url": "u", "pattern": "p"}, {"url": "u", "pattern": "p"}),
        # A member that cannot be told is left out, unless that would pass for its default.
        (URL, {"url": 5.5, "pattern": "p"}, {"pattern": "p"}),
        (URL, {"url": "u", "pattern": None}, UNKNOWN),
        (NETWORK, None, {}),
        (URL, "u", UNKNOWN),
        (Mapped({"a": Member(Text(), "b")}, lone="a"), "x", {"a": "x"}),
    ],
)
def test_members_that_cannot_be_told_do_not_pass_for_the_default(codec: Codec, raw: Any, value: Any) -> None:
    assert codec.decode(raw) == value


@pytest.mark.parametrize(
    ("codec", "value", "shown"),
    [
        (Text(hide=True), "pw", [HIDDEN, HIDDEN_NEW, OMITTED, "pw"]),
        (Text(), "x", ["x"] * 4),
        (ListOf(Text(hide=True)), ["pw"], [[HIDDEN], [HIDDEN_NEW], OMITTED, ["pw"]]),
        (ListOf(Text()), ["b", "a"], [["a", "b"]] * 4),
        (ListOf(Mapped({"a": Member(Text())})), [{"a": "c"}, {"a": "b"}], [[{"a": "b"}, {"a": "c"}]] * 4),
        (ListOf(Text(), ordered=True), ["b", "a"], [["b", "a"]] * 4),
        (
            OPERATOR,
            {"apn": "a", "password": "pw"},
            [{"apn": "a", "password": HIDDEN}, {"apn": "a", "password": HIDDEN_NEW}, {"apn": "a"}, {"apn": "a", "password": "pw"}],
        ),
        (Mapped({"pw": Member(Text(hide=True), required=True)}), {"pw": "x"}, [{"pw": HIDDEN}, {"pw": HIDDEN_NEW}, OMITTED, {"pw": "x"}]),
        (Mapped({"pw": Member(Text(hide=True), required=True), "a": Member(Text())}), {"a": "x"}, [{"a": "x"}, {"a": "x"}, OMITTED, OMITTED]),
        (Settings(), {"a": 1, "key": "pw"}, [{"a": 1, "key": HIDDEN}, {"a": 1, "key": HIDDEN}, OMITTED, {"a": 1, "key": "pw"}]),
        (Settings(), {"a": 1}, [{"a": 1}] * 4),
        (OPERATOR, {}, [{}] * 4),
        (OPERATOR, UNKNOWN, [UNKNOWN] * 4),
        (Settings(), UNKNOWN, [UNKNOWN] * 4),
    ],
)
def test_secrets_are_shown_as_asked_for(codec: Codec, value: Any, shown: list[Any]) -> None:
    assert [codec.show(value, how) for how in Secrets] == shown
    assert codec.show(value) == shown[0]


def test_ranges_include_their_ends() -> None:
    for value in (576, 1500):
        assert MTU.encode(value) == value
    for value in (575, 1501):
        with pytest.raises(ValueError, match="be a whole number from 576 to 1500 bytes, or auto"):
            MTU.encode(value)
    assert ListOf(Text(), most=2).encode(["a", "b"]) == ["a", "b"]

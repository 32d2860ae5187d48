# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is recognised by its form, and stand-ins where there are few of them."""

from __future__ import annotations

import ipaddress
import string

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.forms import ADDRESS, pieces
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.stand_ins import StandIns


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("no form at all, 8.5.2 build 5258 at 12:30:45", []),
        ("a 00:1A:DD:EE:01:02.", [("00:1A:DD:EE:01:02", "MAC address")]),
        ("001a.ddee.0102 001a-ddee-0102", [("001a.ddee.0102", "MAC address"), ("001a-ddee-0102", "serial number")]),
        ("ff:ff:ff:ff:ff:ff", [("ff:ff:ff:ff:ff:ff", "")]),
        ("81.2.69.142:443, 10.0.0.1/8", [("81.2.69.142", ADDRESS), ("10.0.0.1", "")]),
        ("256.1.1.1 1.2.3.4.5 255.255.255.0", [("255.255.255.0", "")]),
        ("[2a02:2f0a::1f3b]:443 ends with 2a02::1.", [("2a02:2f0a::1f3b", ADDRESS), ("2a02::1", ADDRESS)]),
        ("::ffff:81.2.69.142", [("81.2.69.142", ADDRESS)]),
        (
            "fe80::21a:ddff:feee:102 fd00::7 :: ::1 2001:db8::9",
            [("fe80::21a:ddff:feee:102", ADDRESS), ("fd00::7", ADDRESS), *((text, "") for text in ("::", "::1", "2001:db8::9"))],
        ),
        ("-52.370216, 4.895", [("-52.370216", "position")]),
        ("crew@ship.example.org https://vpn.ship.example/x", [("crew@ship.example.org", "host name"), ("vpn.ship.example", "host name")]),
        ("status.wan.connection failed", []),
        ("2930-ABCD-0123 but some-such-word", [("2930-ABCD-0123", "serial number")]),
        ("call +31 6 1234 5678 or 0612345678", [("+31 6 1234 5678", "telephone number"), ("0612345678", "long number")]),
        ("0123456789abcdef0123", [("0123456789abcdef0123", "token")]),
    ],
)
def test_what_betrays_itself(text: str, found: list[tuple[str, str]]) -> None:
    parts = list(pieces(text))
    assert "".join(piece for piece, _kind in parts) == text
    assert [(piece, kind) for piece, kind in parts if kind is not None] == found


@pytest.mark.parametrize("originals", [string.digits, string.ascii_lowercase, [f"{number:02}" for number in range(100)]])
def test_where_every_stand_in_is_needed_each_is_used_once(originals: list[str]) -> None:
    stand_ins = StandIns(b"key", originals)
    assert sorted(map(stand_ins.of, originals)) == sorted(originals)


@pytest.mark.parametrize("number", [7, -42, 490154203, 52.370216, -0.5, 179.9999])
def test_numbers_keep_their_length(number: float) -> None:
    found = StandIns(b"key", ()).number(number)
    assert (type(found), len(repr(found)), found < 0) == (type(number), len(repr(number)), number < 0)
    assert found != number


@pytest.mark.parametrize("number", [0, 0.0, 1e300, 1e-9])
def test_numbers_that_tell_nothing_stay(number: float) -> None:
    assert StandIns(b"key", ()).number(number) == number


@pytest.mark.parametrize("text", ["81.2.69.142", "8.7.6.5", "2a02:2f0a:b1::1f3b", "FD00::12", "fe80::21a:ddff:feee:102"])
def test_addresses_stay_addresses(text: str) -> None:
    found = StandIns(b"key", ()).address(text)
    assert ipaddress.ip_address(found).is_global
    assert (len(found), found != text) == (len(text), True)
    assert StandIns(b"key", ()).address(text) == found
    assert StandIns(b"other", ()).address(text) != found

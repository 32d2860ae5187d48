# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Identity: what an intent names, and what a key is called."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.scalar import Mac, Number, Text
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.identity import NUMBERED, Identity, id_of, numbered

CLIENT = Identity(({"mac": Mac()}, {"ssid": Text()}), "name")
PORT = Identity(({"module": Text(), "port": Number(1, 8)},))


@pytest.mark.parametrize(
    ("identity", "intent", "key"),
    [
        (NUMBERED, {"id": "3"}, {"id": 3}),
        (NUMBERED, {"id": 0, "name": "x"}, {"id": 0}),
        (NUMBERED, {"name": "x"}, None),
        (NUMBERED, {"id": None}, None),
        (CLIENT, {"mac": "00-00-5E-00-53-01"}, {"mac": "00:00:5e:00:53:01"}),
        (CLIENT, {"ssid": "x", "mac": None}, {"ssid": "x"}),
        (CLIENT, {}, None),
        (PORT, {"module": 1, "port": "2"}, {"module": "1", "port": 2}),
    ],
)
def test_an_intent_names_a_key(identity: Identity, intent: dict[str, Any], key: Any) -> None:
    assert identity.key_of(intent) == key


@pytest.mark.parametrize(
    ("identity", "intent", "message"),
    [
        (NUMBERED, {"id": "x"}, "id must be a whole number from 0 to 2147483647"),
        (NUMBERED, {"id": -1}, "id must be a whole number from 0 to 2147483647"),
        (NUMBERED, {"id": 2**31}, "id must be a whole number from 0 to 2147483647"),
        (CLIENT, {"mac": "00:00:5e:00:53:01", "ssid": "x"}, "mac and ssid exclude each other"),
        (CLIENT, {"mac": "00"}, "mac must be a MAC address such as 02:00:00:00:00:01"),
        (PORT, {"module": "a"}, "port must be given too"),
        (PORT, {"port": 1}, "module must be given too"),
        (PORT, {"module": "a", "port": 9}, "port must be a whole number from 1 to 8"),
        (Identity(({"a": Text(), "b": Text(), "c": Text()},)), {"a": "x"}, "b, c must be given too"),
    ],
)
def test_an_intent_that_names_no_key_properly_is_refused(identity: Identity, intent: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=r"must|exclude") as caught:
        identity.key_of(intent)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("identity", "options"),
    [(NUMBERED, "id nor name"), (CLIENT, "mac nor ssid nor name"), (PORT, "module with port"), (Identity(({"id": Text()},)), "id")],
)
def test_the_options_that_name_an_item(identity: Identity, options: str) -> None:
    assert identity.options == options


@pytest.mark.parametrize(
    ("key", "id_"),
    [({"id": 3}, 3), ({"ssid": "x"}, "x"), ({"module": "a", "port": 2}, "a/2"), ({"module": 1, "port": 2}, "1/2"), ({"ssid": "7"}, "7")],
)
def test_a_key_as_one_value(key: dict[str, Any], id_: int | str) -> None:
    assert id_of(key) == id_


def test_the_items_of_an_id_map() -> None:
    assert list(numbered({"order": [2], "1": {"a": 1}, "2": {"a": 2}})) == [({"id": 2}, {"a": 2}), ({"id": 1}, {"a": 1})]
    assert list(numbered(None)) == []

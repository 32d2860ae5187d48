# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Secrets are masked, and router answers cannot disturb a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.redaction import MASK, is_secret_name, printable, redact, redact_text, secrets_in


@pytest.mark.parametrize(
    "name",
    [
        *("password", "wifiPassword", "clientSecret", "client_secret", "accessToken", "access_token", "simPin", "sim_pin", "pin"),
        *("key", "passphrase", "psk", "secret", "cookie", "Set-Cookie", "bauth", "preshared_key"),
    ],
)
def test_secret_names(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize("name", ["name", "clientId", "username", "ping", "mapping", "token_cache", "ppsk", "keyboard", "id", ""])
def test_ordinary_names(name: str) -> None:
    assert not is_secret_name(name)


def test_redact_leaves_the_original_alone_and_masks_at_any_depth() -> None:
    body = {"list": [{"id": 1, "sim": ({"simPin": "1234", "apn": "internet"},), "ddns": {"password": None, "enable": True}}], "key": 17}
    before = json.dumps(body)
    assert redact(body) == {
        "list": [{"id": 1, "sim": [{"simPin": MASK, "apn": "internet"}], "ddns": {"password": None, "enable": True}}],
        "key": MASK,
    }
    assert json.dumps(body) == before


def test_redact_masks_everything_below_a_secret_name() -> None:
    assert redact({"password": {"value": "a", "old": ["b", 3]}}) == {"password": {"value": MASK, "old": [MASK, MASK]}}


def test_what_stands_in_place_of_a_secret_is_none() -> None:
    assert secrets_in({"password": "harbour", "old": {"key": [MASK, f"{MASK} (changed)", "pier"]}}) == {"harbour", "pier"}


def test_known_secrets_are_masked_in_text_in_every_spelling() -> None:
    secret = 'p@ss "word" ü'
    shown = json.dumps(redact({"name": f"is {secret}", secret: 1, "url": "?x=p%40ss%20%22word%22%20%C3%BC"}, {secret}))
    assert "p@ss" not in shown
    assert "p%40ss" not in shown


def test_the_longer_of_two_secrets_is_masked_whole() -> None:
    assert redact_text("abcd1234", ["abcd", "abcd1234"]) == MASK


def test_secrets_too_short_to_mask_leave_text_intact() -> None:
    assert redact({"text": "band 1, id 11"}, {"1", "id"}) == {"text": "band 1, id 11"}


@pytest.mark.parametrize(
    "text",
    ["GET /api/x?accessToken=sesame99&id=1", "Cookie: bauth=sesame99; x", '{"password": "sesame99"}', "http://bob:sesame99@proxy:3128/"],
)
def test_unknown_values_that_look_like_secrets_are_masked(text: str) -> None:
    assert "sesame99" not in redact_text(text)


def test_a_sentence_about_a_password_stays_readable() -> None:
    assert redact_text("Invalid password: too short") == "Invalid password: too short"


def test_printable_escapes_and_cuts() -> None:
    assert printable("a\x1b[31m\r\nb\u202e\ud800") == "a\\x1b[31m\\r\\nb\\u202e\\ud800"
    assert printable("x" * 1_000_000, 10) == "xxxxxxxxxx[...]"
    assert printable({"a": "ä"}) == '{"a": "ä"}'


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["password", "key"]), inner),
    max_leaves=8,
)


@settings(max_examples=30, deadline=None)
@given(JSON, st.text(min_size=4, alphabet="abcd%&\"'\\é"))
def test_a_known_secret_is_never_found_again(value: object, secret: str) -> None:
    shown = redact({"x": value, "text": f"<{secret}>", "deep": [{"y": secret}]}, {secret})
    texts = [shown["text"], shown["deep"][0]["y"]]
    assert all(secret not in text for text in texts)


@given(st.text())
def test_printable_is_printable(text: str) -> None:
    shown = printable(text, 50)
    assert shown.isprintable()
    assert len(shown) <= 55

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The fingerprint of an intent: what changes it, what does not, and no secret in it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration import intents
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.intent_spec import INTENT_SPEC
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.intents import fingerprint, intents_of

SECRET = "s3cret-harbour"
SIM: dict[str, Any] = {"id": 1, "carrier_selection": [], "operator": {"apn": "fleet.example", "username": "fleet", "password": SECRET}}


def params(intent: dict[str, Any]) -> dict[str, Any]:
    """As a task has it: validated, with what is not given as null."""
    checked = ArgumentSpecValidator(INTENT_SPEC).validate(intent)
    assert checked.error_messages == []
    return dict(checked.validated_parameters)


def of(**intent: Any) -> str:
    return fingerprint(params(intent))


def wan(**options: Any) -> dict[str, Any]:
    return {"wan_connections": [{"id": 1, **options}]}


def mesh(**options: Any) -> dict[str, Any]:
    return {"mesh_id": "deck-mesh", "passphrase": SECRET, "frequency_band": "5ghz", **options}


TWO = [{"id": 1, "mtu": 1400}, {"id": 2, "enable": True}]
SIMS = [SIM, {"id": 2, "carrier_selection": []}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"wan_connections": TWO}, {"wan_connections": TWO[::-1]}, id="order of items"),
        pytest.param(wan(cellular={"sims": SIMS}), wan(cellular={"sims": SIMS[::-1]}), id="order of named entries"),
        pytest.param(wan(mtu=1400, enable=True), wan(enable=True, mtu="1400"), id="order of options, and types that are converted"),
        pytest.param(wan(mtu=1400), {**wan(mtu=1400, name=None), "gpios": None, "health": {}}, id="null is absent"),
        pytest.param(wan(mtu=1400), {**wan(mtu=1400), "mesh_profiles": []}, id="an empty list says nothing"),
        pytest.param(wan(mtu=1400), {**wan(mtu=1400), "states": {"mesh_profiles": "overridden"}}, id="a state without a list"),
        pytest.param({"mesh_profiles": [mesh()]}, {"mesh_profiles": [mesh()], "states": {"mesh_profiles": "merged"}}, id="the default state"),
        pytest.param({"mesh_profiles": [mesh()]}, {"mesh_profiles": [mesh(passphrase="another one")]}, id="another secret"),
        pytest.param(
            wan(cellular={"sims": [SIM]}), wan(cellular={"sims": [{**SIM, "operator": {**SIM["operator"], "password": "x"}}]}), id="a secret deep down"
        ),
        pytest.param(
            {"mesh_profiles": [mesh()], "states": {"mesh_profiles": "deleted"}},
            {"mesh_profiles": [mesh(frequency_band="2.4ghz")], "states": {"mesh_profiles": "deleted"}},
            id="other options than the key of what is deleted",
        ),
        pytest.param(
            {**wan(mtu=1400), "health": {"connected_wans": ["a", "b"]}}, {**wan(mtu=1400), "health": {"connected_wans": ["b", "a"]}}, id="order of names"
        ),
    ],
)
def test_intents_that_mean_the_same_have_the_same_one(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert of(**one) == of(**other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(wan(mtu=1400), wan(mtu=1300), id="a value"),
        pytest.param(wan(mtu=1400), wan(mtu=1400, enable=True), id="one more option"),
        pytest.param(wan(mtu=1400), {"wan_connections": [{"id": 2, "mtu": 1400}]}, id="another item"),
        pytest.param({"wan_connections": TWO}, {"wan_connections": TWO[:1]}, id="one item less"),
        pytest.param(wan(enable=True), {"wan_priorities": [{"id": 1, "enable": True}]}, id="another section"),
        pytest.param(wan(mtu=1400), {**wan(mtu=1400), "mesh_profiles": [], "states": {"mesh_profiles": "overridden"}}, id="an empty list that removes"),
        pytest.param({"mesh_profiles": [mesh()]}, {"mesh_profiles": [mesh()], "states": {"mesh_profiles": "deleted"}}, id="another state"),
        pytest.param({"mesh_profiles": [mesh()]}, {"mesh_profiles": [mesh(passphrase=None)]}, id="a secret or none"),
        pytest.param(wan(mtu=1400), {**wan(mtu=1400), "health": {"min_connected_wans": 1}}, id="the health"),
        pytest.param(*({**wan(mtu=1400), "health": {"min_signal": [{"wan": "2", "rsrp": limit}]}} for limit in (-110, -105)), id="a signal"),
        pytest.param(
            wan(dns={"servers": ["192.0.2.1", "192.0.2.2"]}), wan(dns={"servers": ["192.0.2.2", "192.0.2.1"]}), id="the order of servers, which counts"
        ),
        pytest.param({"wan_connections": [{"name": "a"}, {}]}, {"wan_connections": [{"name": "a"}]}, id="an entry that names nothing"),
        pytest.param({"wan_priorities": [{"name": "a", "priority": 1}]}, {"wan_priorities": [{"name": "b", "priority": 1}]}, id="another name"),
    ],
)
def test_intents_that_mean_something_else_have_another_one(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert of(**one) != of(**other)


def test_no_hash_of_a_secret_is_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[bytes] = []

    def spy(data: bytes) -> Any:
        hashed.append(data)
        return hashlib.sha256(data)

    monkeypatch.setattr(intents, "hashlib", type("Spied", (), {"sha256": staticmethod(spy)}))
    of(**wan(cellular={"sims": [SIM]}), mesh_profiles=[mesh()], ssid_profiles=[{"id": 1, "security": {"policy": "wpa2_personal", "key": SECRET}}])
    (text,) = hashed
    assert SECRET.encode() not in text
    assert b"deck-mesh" in text


def test_only_sections_that_say_something_are_intents() -> None:
    found = intents_of(params({**wan(mtu=1400), "mesh_profiles": [], "speedfusion_connect_protect": [], "states": {"mesh_profiles": "overridden"}}))
    assert [(intent.option, intent.state) for intent in found] == [("wan_connections", "merged"), ("mesh_profiles", "overridden")]

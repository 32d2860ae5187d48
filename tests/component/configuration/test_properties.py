# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What holds for every configuration: routers and intents are generated, and run against the simulator."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from ..conftest import Router

SETUPS = [("max", "8.5.2", "pending"), ("max", "8.5.2", "running"), ("max", "8.3.0", "running")]
PROPERTY = settings(
    deadline=None,
    derandomize=True,
    database=None,
    # An example takes a dozen requests, so making a failing one small would take minutes.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)

# An SSID has at most 32 bytes, and composed and precomposed letters are one name.
letters = st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])
names = st.text(letters, min_size=1, max_size=20).filter(lambda text: len(text.encode()) <= 32 and unicodedata.is_normalized("NFC", text))
keys = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=63)
addresses = st.integers(1, 254).map(lambda number: f"192.0.2.{number}")
words = st.sampled_from


def some(**options: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with any of these options."""
    return st.fixed_dictionaries({}, optional=options)


wan = some(
    name=names,
    mtu=st.one_of(st.just("auto"), st.integers(576, 1500).map(str)),
    icmp_ping=st.booleans(),
    dns=st.fixed_dictionaries({"auto": st.just(False), "servers": st.lists(addresses, min_size=1, max_size=2, unique=True)}),
    bandwidth=some(upload_kbps=st.integers(1, 10**7), download_kbps=st.integers(1, 10**7)),
    health_check=st.one_of(
        st.just({"enable": False}),
        st.fixed_dictionaries(
            {"enable": st.just(True), "method": words(["ping", "nslookup"]), "hosts": st.lists(addresses, min_size=1, max_size=2, unique=True)},
            optional={"timeout_ms": words([1000, 2000, 10000]), "interval": st.integers(5, 3600), "retry": st.integers(1, 20)},
        ),
    ),
)
priority = some(priority=st.integers(1, 9))
private_keys = st.lists(
    st.fixed_dictionaries({"name": names, "key": keys}, optional={"vlan": st.integers(1, 4094).map(str)}), max_size=3, unique_by=lambda entry: entry["name"]
)


def ssid(firmware: str) -> st.SearchStrategy[dict[str, Any]]:
    security = st.fixed_dictionaries(
        {"policy": words(["wpa2_personal", "wpa_wpa2_personal"]), "key": keys}, optional={"private_keys": private_keys} if firmware != "8.3.0" else {}
    )
    bands = st.lists(words(["2.4ghz", "5ghz"]), min_size=1, max_size=2, unique=True)
    vlan = st.one_of(st.just("none"), st.integers(1, 4094).map(str))
    return st.one_of(
        some(name=names, broadcast=st.booleans(), vlan=vlan, security=security),
        st.fixed_dictionaries({"enable": st.booleans(), "frequency": bands}, optional={"broadcast": st.booleans()}),
    )


mesh = st.fixed_dictionaries(
    {"mesh_id": names, "passphrase": keys, "frequency_band": words(["2.4ghz", "5ghz"])},
    optional={"enable": st.booleans(), "profile_ids": st.lists(st.integers(1, 3), max_size=3, unique=True)},
)
client = st.tuples(st.integers(0, 2**16), words(["auto", "AMS", "FRA"])).map(
    lambda drawn: {"mac": f"02:00:00:00:{drawn[0] >> 8 & 255:02x}:{drawn[0] & 255:02x}", "city_code": drawn[1]}
)
point = st.fixed_dictionaries({"ssid": names, "reference_ssid": names, "city_code": words(["auto", "AMS"])})
pin = st.one_of(
    st.fixed_dictionaries({"mode": words(["input_sensing", "ignition_sensing"]), "type": st.just("digital_input")}, optional={"delay": st.integers(1, 3600)}),
    some(enable=st.booleans()),
)


def numbered(strategy: st.SearchStrategy[dict[str, Any]], ids: list[int]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries for some of these items."""
    entries = st.tuples(words(ids), strategy).map(lambda drawn: {"id": drawn[0], **drawn[1]})
    return st.lists(entries, min_size=1, max_size=len(ids), unique_by=lambda entry: entry["id"])


def intents(firmware: str) -> st.SearchStrategy[dict[str, Any]]:
    optional: dict[str, st.SearchStrategy[Any]] = {
        "wan_connections": numbered(wan, [1, 2, 3]),
        "wan_priorities": numbered(priority, [1, 2, 3]),
        "ssid_profiles": numbered(ssid(firmware), [1, 2]),
        "speedfusion_connect_protect": st.tuples(
            st.lists(client, max_size=3, unique_by=lambda entry: entry["mac"]), st.lists(point, max_size=2, unique_by=lambda entry: entry["ssid"])
        ).map(lambda lists: [*lists[0], *lists[1]]),
        "gpios": numbered(pin, [1]),
    }
    if firmware != "8.3.0":
        optional["mesh_profiles"] = numbered(mesh, [1, 2, 5])
    return st.fixed_dictionaries({}, optional=optional).map(lambda drawn: {name: config for name, config in drawn.items() if config}).filter(bool)


@pytest.fixture(params=SETUPS, ids="-".join)
def router(request: pytest.FixtureRequest, router_of: Any) -> Router:
    found: Router = router_of(*request.param)
    return found


def configured(router: Router, intent: dict[str, Any], **params: Any) -> dict[str, Any]:
    """Converge the router. Items are identified by id, because another intent may use the same names."""
    result = router.config(intent, **params)
    assert result.get("msg") is None, (intent, result["msg"])
    return result


@PROPERTY
@given(data=st.data())
def test_the_configuration_shown_matches_the_router(router: Router, data: st.DataObject) -> None:
    router.fresh()
    configured(router, data.draw(intents(router.device.firmware)))
    shown = {name: config for name, config in router.shown(secrets=data.draw(words(["omit", "include"]))).items() if config}
    router.device.clear_journal()
    assert not configured(router, shown)["changed"]
    assert router.device.posts() == []


@PROPERTY
@given(data=st.data())
def test_check_mode_predicts_the_run_and_a_second_run_changes_nothing(router: Router, data: st.DataObject) -> None:
    router.fresh()
    for _round in range(2):
        intent = data.draw(intents(router.device.firmware))
        predicted = router.config(intent, check=True)
        assert predicted.get("msg") is None, predicted
        done = configured(router, intent)
        assert {key: predicted[key] for key in ("changed", "before", "after", "diff")} == {key: done[key] for key in ("changed", "before", "after", "diff")}
        assert_shown(router.shown(secrets="include"), predicted["after"])
        router.device.clear_journal()
        assert not configured(router, intent)["changed"]
        assert router.device.posts() == []
        assert not router.device.has_pending


def assert_shown(shown: dict[str, Any], predicted: dict[str, Any]) -> None:
    """Assert that the shown values match the predicted ones where both exist."""
    for section, items in predicted.items():
        by_key = {key_of(item): item for item in shown[section]}
        for item in items:
            agree(by_key[key_of(item)], item, section)


def key_of(item: dict[str, Any]) -> Any:
    return item["id"] if "id" in item else item.get("mac") or item["ssid"]


def agree(shown: Any, predicted: Any, path: str) -> None:
    if isinstance(predicted, dict) and isinstance(shown, dict):
        for name in predicted.keys() & shown.keys():
            agree(shown[name], predicted[name], f"{path}.{name}")
    elif isinstance(predicted, list) and predicted and isinstance(predicted[0], dict):
        assert len(shown) == len(predicted), path
    else:
        assert predicted in (shown, "********"), path


@PROPERTY
@given(data=st.data())
def test_neither_the_order_of_sections_nor_of_items_matters(router: Router, data: st.DataObject) -> None:
    intent = data.draw(intents(router.device.firmware))
    router.fresh()
    configured(router, intent)
    once = router.answers()
    router.fresh()
    shuffled = {name: data.draw(st.permutations(intent[name])) for name in data.draw(st.permutations(list(intent)))}
    configured(router, shuffled)
    assert [canonical(answer) for answer in router.answers()] == [canonical(answer) for answer in once]


def canonical(answer: str) -> Any:
    """An answer in which the order of lists does not count."""

    def sort(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: sort(member) for name, member in sorted(value.items())}
        return sorted((sort(member) for member in value), key=repr) if isinstance(value, list) else value

    return sort(json.loads(answer)) if answer != "error" else answer


@pytest.mark.parametrize("router", [SETUPS[0], *(pytest.param(setup, marks=pytest.mark.exhaustive) for setup in SETUPS[1:])], indirect=True, ids="-".join)
@PROPERTY
@given(data=st.data())
def test_a_revert_restores_every_byte_that_the_router_shows(router: Router, data: st.DataObject) -> None:
    router.fresh()
    configured(router, data.draw(intents(router.device.firmware)))
    before = router.answers()
    intent = data.draw(intents(router.device.firmware))
    result = router.config(intent, health={"connected_vpn_peers": ["nobody"]}, verify_timeout=0, revert_on_failure=True)
    assume(result["changed"])
    assert result["reverted"], result["msg"]
    assert [canonical(answer) for answer in router.answers()] == [canonical(answer) for answer in before]
    if "Not restored" not in result["msg"]:
        assert router.answers() == before

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_wan_connection on every family, firmware and GET mode: it converges, reports correctly and is idempotent."""

from __future__ import annotations

from typing import Any

from ansible_collections.wanfleet.peplink.plugins.module_utils._module.masking import CLEARING_WORDS

from ..conftest import MANAGEMENT, Router
from .intents import BY_FAMILY, SECRETS, SIMS, holds, intent


def assert_in_effect(router: Router) -> None:
    for wan, (_options, expected) in BY_FAMILY[router.device.family].items():
        assert holds(router.running(wan), expected), router.running(wan)
    if router.device.family == "max":
        sims = {sim["id"]: sim for sim in router.running(2)["cellular"]["sim"]}
        assert all(holds(sims[slot], expected) for slot, expected in SIMS.items())
        assert "simPin" not in sims[2]


def test_every_option_converges_and_a_second_run_changes_nothing(router: Router) -> None:
    first = router.wan(*intent(router.device.family))
    assert first.get("msg") is None
    assert first["changed"]
    assert first["applied"]
    assert_in_effect(router)
    assert not router.device.has_pending
    assert router.device.masked_literals_received == []

    router.device.clear_journal()
    second = router.wan(*intent(router.device.family))
    assert second.get("msg") is None
    assert not second["changed"]
    assert router.device.posts() == []
    assert second["before"] == second["after"]
    assert second["diff"] == {"before": {}, "after": {}}


def test_an_unchanged_run_is_one_request_with_a_cached_token(router: Router) -> None:
    config = {"id": 1, "name": router.running(1)["name"], "enable": True}
    router.wan(config)
    router.device.clear_journal()
    assert not router.wan(config)["changed"]
    if router.device.firmware == "8.1.1":
        assert router.sent() == ["GET config.wan.connection", "GET info.firmware", "GET status.wan.connection"]
    else:
        assert router.sent() == ["GET config.wan.connection"]


def test_a_first_change_is_five_requests(router: Router) -> None:
    result = router.wan({"id": 1, "mtu": "1300"})
    assert result["changed"]
    reading = (
        ["GET config.wan.connection", "GET info.firmware", "GET status.wan.connection"] if router.device.firmware == "8.1.1" else ["GET config.wan.connection"]
    )
    assert router.sent() == ["POST auth.token.grant", *reading, "POST config.wan.connection", "POST cmd.config.apply", reading[-1]]
    assert router.device.requests("POST", "config.wan.connection")[0].body == {"action": "update", "list": [{"id": 1, "physical": {"mtu": 1300}}]}


def test_check_mode_writes_nothing_and_predicts_the_result(router: Router) -> None:
    config = intent(router.device.family)
    before = {wan: router.running(wan) for wan in BY_FAMILY[router.device.family]}
    predicted = router.wan(*config, check=True)
    assert predicted.get("msg") is None
    assert predicted["changed"]
    assert [entry for entry in router.device.journal if entry.method == "POST" and entry.function not in MANAGEMENT] == []
    assert {wan: router.running(wan) for wan in before} == before
    assert not router.device.has_pending

    done = router.wan(*config)
    for key in ("changed", "before", "after", "diff"):
        assert predicted[key] == done[key]
    confirmed = router.wan(*config, check=True)
    assert not confirmed["changed"]
    assert values(confirmed["before"]) <= values(done["after"])


def test_what_a_router_shows_can_be_fed_back(router: Router) -> None:
    wans = [wan for wan, item in router.device.running("wan").items() if not item["asLan"]]
    shown = [shown_state(router, wan) for wan in wans]
    router.device.clear_journal()
    fed_back = router.wan(*shown)
    assert fed_back.get("msg") is None
    assert not fed_back["changed"]
    assert router.device.posts() == []


def test_no_secret_is_in_the_result(router: Router) -> None:
    results = [router.wan(*intent(router.device.family), check=True), router.wan(*intent(router.device.family))]
    for result in results:
        known = result.pop("secrets") - CLEARING_WORDS
        for secret in (*SECRETS, *known, router.device.client_secret):
            assert str(secret) not in str(result)


def test_a_change_is_shown_with_before_and_after(router: Router) -> None:
    name = router.running(1)["name"]
    mtu = router.running(1)["physical"].get("mtu", "auto")
    result = router.wan({"name": name, "mtu": "1300", "enable": True})
    label = f"WAN 1 ({name})"
    assert result["diff"] == {"before": {label: {"id": 1, "name": name, "mtu": mtu}}, "after": {label: {"id": 1, "name": name, "mtu": 1300}}}
    assert result["before"] == [{"id": 1, "name": name, "mtu": mtu, "enable": True}]
    assert result["after"] == [{"id": 1, "name": name, "mtu": 1300, "enable": True}]


def test_an_item_with_id_and_name_is_renamed(router: Router) -> None:
    result = router.wan({"id": 1, "name": "{{ 7*7 }} <b>\u202e"})
    assert result["changed"]
    assert router.running(1)["name"] == "{{ 7*7 }} <b>\u202e"
    assert not router.wan({"name": "{{ 7*7 }} <b>\u202e", "enable": True})["changed"]


def test_keywords_clear_values(router: Router) -> None:
    set_first = {"id": 1, "mtu": "1300", "mss": "1200", "schedule": "4"}
    router.wan(set_first)
    assert holds(router.running(1), {"physical": {"mtu": 1300, "mss": 1200}, "schedule": 4})
    cleared = router.wan({"id": 1, "mtu": "auto", "mss": "auto", "schedule": "none"})
    assert cleared.get("msg") is None
    running = router.running(1)
    assert not {"mtu", "mss"} & set(running["physical"])
    assert running.get("schedule") is None
    router.device.clear_journal()
    assert not router.wan({"id": 1, "mtu": "auto", "mss": "auto", "schedule": "none"})["changed"]
    assert router.device.posts() == []


def shown_state(router: Router, wan: int) -> dict[str, Any]:
    """Everything that the module shows of a WAN, in its own input format."""
    from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.reader import ConfigReader
    from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_connection import WAN_CONNECTION

    session = router.session()
    with session:
        items = ConfigReader(session).read([WAN_CONNECTION])[WAN_CONNECTION.section]
    assert isinstance(items, list)
    item = next(item for item in items if item.id == wan)
    return {"id": wan, **WAN_CONNECTION.nested(item.flat)}


def values(items: list[dict[str, Any]]) -> set[str]:
    """The values of a list of items as a flat set of texts."""
    found: set[str] = set()

    def walk(path: str, value: Any) -> None:
        if isinstance(value, dict):
            for name, member in value.items():
                walk(f"{path}.{name}", member)
        else:
            found.add(f"{path}={value}")

    for item in items:
        walk(str(item["id"]), item)
    return found

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever the value of an unknown of the router: the module converges, and a second run changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Router
from .intents import BY_FAMILY, holds, intent

# Every value of every switch that touches these functions.
SWITCHES: list[dict[str, Any]] = [
    {"instant_active_on_wan": "honour"},
    {"instant_active_on_wan": "fail"},
    {"apply_with_nothing_pending": "fail"},
    {"apply_warning": "WAN 2 restarts"},
    {"effect_after_polls": 1},
    {"effect_after_polls": 3},
    {"bad_value_code": 3},
    {"unknown_members": "ignore"},
    {"bad_list_entry": "partial"},
    {"wan_post_answer": "all"},
    {"wan_post_answer": "none"},
    {"missing_carrier_selection": "unchanged"},
    {"masked_literal": "store"},
    {"masked_literal": "ignore"},
    {"masked_secrets": "all"},
    {"masked_secrets": "none"},
    {"method_words": "table"},
    {"member_names": "table"},
    {"member_names": "mixed"},
    {"healthcheck_timeout": "rounded"},
    {"allowance_factor": 1000},
    {"pepvpn_nat": "inverted"},
    {"zero_priority": "disables"},
    {"unsupported_code": 999},
    {"unauthorised_status": 401},
    {"notices": "all"},
    {"wifi_detail": "flat"},
    {"sim_presence": "document"},
    {"undocumented_get": "answer"},
    {"query_arrays": "lenient"},
    {"wifi_type": "wireless"},
    {"status_style": "document"},
    {"grant_numbers": "string"},
    {"grant_scope": "refused"},
    {"deprecated_names": "old"},
    {"deprecated_names": "both"},
    {"unset_hostname": "absent"},
    {"dns_hosts_while_automatic": "hidden"},
    {"left_method": "kept"},
    {"ddns_off": "only_enable"},
    {"busy_requests": 2},
    {"status_mtu": "effective"},
    {
        "method_words": "table",
        "member_names": "mixed",
        "masked_secrets": "all",
        "healthcheck_timeout": "rounded",
        "pepvpn_nat": "inverted",
        "effect_after_polls": 2,
    },
]


SETUPS = [("max", "8.5.2", "pending"), ("balance", "8.5.2", "running"), ("balance", "8.5.2", "pending"), ("max", "8.1.1", "running")]


def describe(switch: dict[str, Any]) -> str:
    return ",".join(f"{name}={value}" for name, value in switch.items())


@pytest.mark.parametrize(("family", "firmware", "mode"), SETUPS, ids="-".join)
@pytest.mark.parametrize("switch", SWITCHES, ids=describe)
def test_the_module_converges_and_is_idempotent(router_of: Any, fast_clock: Any, switch: dict[str, Any], family: str, firmware: str, mode: str) -> None:
    router: Router = router_of(family, firmware, mode, **switch)
    first = router.wan(*intent(family))
    assert first.get("msg") is None
    router.device.stores.settle()
    for wan, (options, expected) in BY_FAMILY[family].items():
        running = router.running(wan)
        if switch.get("pepvpn_nat") == "inverted" and "pepvpn_nat" in options and firmware != "8.1.1":
            # What GET shows is what the option means; this router stores the opposite of what POST says.
            expected = expected | {"connection": expected["connection"] | {"pepvpnNat": True}}
        assert holds(running, expected), running
    assert router.device.masked_literals_received == []
    assert not router.device.has_pending

    router.device.clear_journal()
    again = router.wan(*intent(family))
    assert again.get("msg") is None
    assert not again["changed"]
    assert router.device.posts() == []

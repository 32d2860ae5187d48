# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""WANs whose kind the configuration names in another way than the status, and values that the status shows in its own way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet, Unknowns

from ..conftest import GET_MODES, Router

OVER_VLAN = {"id": 4, "vlan": "41", "mac": "02:00:5e:20:00:99", "speed": "100baseTx-FD", "mtu": "1400"}


@pytest.mark.parametrize("mode", GET_MODES)
@pytest.mark.parametrize("word", ["wovlan", "ethernet"])
def test_a_wan_over_vlan_is_configured_like_an_ethernet_wan(tmp_path: Path, word: str, mode: str) -> None:
    unknowns = Unknowns(wovlan_in_config=word, config_get=mode)
    with Fleet.start([DeviceSpec("depot", extra_wans=("wovlan",), unknowns=unknowns)]) as fleet:
        router = Router(fleet.device("depot"), fleet, tmp_path)
        backup = router.shown(sections=["wan_connections"])["wan_connections"]
        assert {name: backup[3][name] for name in ("vlan", "mac", "speed")} == {"vlan": 304, "mac": "02:00:5e:20:00:04", "speed": "auto"}
        assert not router.wan(*backup)["changed"]

        result = router.wan(OVER_VLAN)
        assert result.get("msg") is None
        physical = router.running(4)["physical"]
        assert (physical["vlan"], physical["mac"], physical["speed"], physical["mtu"]) == (41, "02:00:5e:20:00:99", "100baseTx-FD", 1400)
        assert not router.wan(OVER_VLAN)["changed"]
        assert "wifi.power exists only on the kind wifi" in router.wan({"id": 4, "wifi": {"power": "max"}})["msg"]

        assert router.wan(*backup)["changed"]
        assert (router.running(4)["physical"]["vlan"], router.running(4)["physical"]["mac"]) == (304, "02:00:5e:20:00:04")
        assert fleet.internal_errors == []


@pytest.mark.parametrize("mode", GET_MODES)
@pytest.mark.parametrize("shown", ["set", "effective"])
def test_an_automatic_mtu_settles_where_only_the_status_is_read(router_of: Any, fast_clock: Any, mode: str, shown: str) -> None:
    router: Router = router_of("max", "8.1.1", mode, status_mtu=shown)
    for mtu, running in (("1400", 1400), ("auto", None), ("1450", 1450), ("auto", None)):
        result = router.wan({"id": 1, "mtu": mtu})
        assert result.get("msg") is None
        assert result["changed"]
        assert router.running(1)["physical"].get("mtu") == running
        router.device.clear_journal()
        again = router.wan({"id": 1, "mtu": mtu})
        assert again.get("msg") is None
        assert not again["changed"]
        assert router.device.posts() == []

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Scans: the last result is read without scanning; a new one is awaited and never mistaken for the one before."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Router, bodies, posted

# What a module scans for, and the function that does it.
SCANS = {"peplink_carrier_scan": ("carriers", "cmd.carrier.scan"), "peplink_channel_scan": ("cells", "cmd.channelPci.scan")}
CONSENT = {"allow_interruption": True}


@pytest.fixture(params=SCANS)
def module(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("firmware", ["8.1.1", "8.5.2"])
def test_the_last_result_is_shown_without_scanning(router_at: Any, module: str, firmware: str) -> None:
    router: Router = router_at("max", firmware)
    for check in (True, False):
        shown = router.run(f"{module}_info", wan="Cellular", check=check)
        assert len(shown[SCANS[module][0]]) in (2, 3)
        assert (shown["changed"], shown["scanning"]) == (False, False)
    assert posted(router) == []


def test_a_module_that_shows_a_scan_cannot_start_one(router: Router, module: str) -> None:
    result = router.run(f"{module}_info", wan="2", start=True)
    assert "start" in result["msg"]
    assert posted(router) == []


@pytest.mark.parametrize("unknowns", [{}, {"scan_polls": 0}, {"scan_polls": 0, "scan_seconds": 45.0}, {"carrier_scan_style": "example"}], ids=str)
def test_the_module_waits_for_a_new_scan(router_at: Any, module: str, messages: list[str], unknowns: dict[str, Any]) -> None:
    router: Router = router_at(**unknowns)
    noun, function = SCANS[module]
    router.device.advance(100)
    before = router.run(f"{module}_info", wan="2")
    after = router.run(module, wan="2", **CONSENT)
    assert after.get("msg") is None
    assert posted(router) == [function]
    assert len(after[noun]) > len(before[noun])
    assert not after["scanning"]
    assert after["changed"]
    assert before["timestamp"] is None or after["timestamp"] > before["timestamp"]
    assert len(messages) == (4 if "scan_seconds" in unknowns else 0)


def test_each_run_starts_a_scan(router: Router, module: str) -> None:
    for _run in range(2):
        assert router.run(module, wan="2", **CONSENT)["changed"]
    assert posted(router) == [SCANS[module][1]] * 2


def test_check_mode_does_not_scan(router: Router, module: str) -> None:
    shown = router.run(module, wan="2", check=True, **CONSENT)
    assert shown["changed"]
    assert shown[SCANS[module][0]] == router.run(f"{module}_info", wan="2")[SCANS[module][0]]
    assert posted(router) == []


def test_without_wait_a_later_run_finds_the_scan_result(router_at: Any, module: str) -> None:
    router: Router = router_at(scan_polls=3)
    assert router.run(module, wan="2", wait=False, **CONSENT)["scanning"]
    assert router.run(f"{module}_info", wan="2", wait=False)["scanning"]
    found = router.run(f"{module}_info", wan="2")
    assert (found["scanning"], found["changed"], len(found[SCANS[module][0]]) > 2) == (False, False, True)
    assert posted(router) == [SCANS[module][1]]


def test_a_scan_that_does_not_finish_fails(router_at: Any, module: str) -> None:
    router: Router = router_at(scan_seconds=1000.0)
    for result in (router.run(module, wan="2", wait_timeout=60, **CONSENT), router.run(f"{module}_info", wan="2", wait_timeout=60)):
        assert "the scan of WAN 2 (Cellular) is not over after 60 s" in result["msg"]
        assert f"read its result later with {module}_info" in result["msg"]


def test_a_link_is_not_interrupted_without_consent(router: Router, module: str) -> None:
    for check in (True, False):
        refused = router.run(module, wan="2", check=check)
        assert "WAN 2 (Cellular) is connected" in refused["msg"]
        assert "allow_interruption" in refused["msg"]
        assert not refused["changed"]
    assert posted(router) == []
    router.device.set_wan_status(2, message="No signal", statusLed="red")
    assert router.run(module, wan="2").get("msg") is None


def test_carriers_and_cells_have_one_format(router_at: Any) -> None:
    for style in ("table", "example"):
        router: Router = router_at(carrier_scan_style=style)
        router.run("peplink_carrier", wan="2", mcc="001", mnc="02")
        router.device.advance(60)
        shown = router.run("peplink_carrier_scan_info", wan="2")
        assert shown["carriers"][0] == {"name": "Example Mobile", "technology": "LTE", "mcc": "001", "mnc": "01", "pcs": 0}
        assert shown["active_sim"]["slot"] == 1
        assert shown["active_sim"]["selected_carrier"]["mnc"] == "02"
    cells = router_at().run("peplink_channel_scan_info", wan="2")["cells"]
    assert cells[0] == {"channel": 6300, "pci": 214, "cell_id": 4100250, "networks": [{"mcc": "001", "mnc": "01"}]}


def test_a_scan_request_matches_the_api(router: Router) -> None:
    router.run("peplink_carrier_scan", wan="2", **CONSENT)
    assert bodies(router, "cmd.carrier.scan")[0] == {"action": "start", "connId": 2, "reference": "yes"}

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_wan_info: one shape whatever the router's spelling, and its filters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet

from ..conftest import Router

EVERYTHING = ["cellular", "allowance", "temperature"]
MADE_BY_STYLE = ("as_lan", "locked", "management_only", "virtual", "port_id")


def wans(router: Router, **params: Any) -> list[dict[str, Any]]:
    result = router.run("peplink_wan_info", **params)
    assert result.get("msg") is None
    assert not result["changed"]
    assert result["warnings"] == []
    shown: list[dict[str, Any]] = result["wan"]
    return shown


def at_the_same_age(router: Router) -> Router:
    router.device.stop_clock(1000)
    return router


def without(wans: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in wan.items() if name not in names} for wan in wans]


@pytest.mark.parametrize(
    "switch",
    [
        {"wifi_detail": "wifi"},
        {"wifi_detail": "flat"},
        {"wifi_type": "wireless"},
        {"sim_presence": "document"},
        {"signal_noise": "rounding"},
        {"sim_allowance_order": "hidden"},
    ],
    ids=str,
)
def test_every_spelling_gives_the_same_result(router_of: Any, switch: dict[str, Any]) -> None:
    usual = wans(at_the_same_age(router_of()), include=EVERYTHING)
    assert wans(at_the_same_age(router_of(**switch)), include=EVERYTHING) == usual


@pytest.mark.parametrize("family", ["max", "balance", "fusionhub"])
def test_the_documented_style_gives_the_same_result_without_what_it_lacks(router_of: Any, family: str) -> None:
    usual = wans(at_the_same_age(router_of(family)), include=EVERYTHING)
    documented = wans(at_the_same_age(router_of(family, status_style="document")), include=EVERYTHING)
    assert without(documented, *MADE_BY_STYLE) == without(usual, *MADE_BY_STYLE)


def test_cellular_detail_of_old_firmware_has_the_same_names(router_of: Any) -> None:
    cellular = {firmware: wans(at_the_same_age(router_of("max", firmware)))[1]["cellular"] for firmware in ("8.1.1", "8.3.0", "8.5.2")}
    assert {detail["mobile_type"] for detail in cellular.values()} == {"LTE"}
    assert cellular["8.3.0"].keys() == cellular["8.5.2"].keys()
    old, new = cellular["8.1.1"]["bands"], cellular["8.5.2"]["bands"]
    assert [(band["name"], band["signal"].keys()) for band in old] == [(band["name"], band["signal"].keys()) for band in new]
    assert ([band.get("rat") for band in old], [band["rat"] for band in new]) == ([None], ["LTE"])
    assert [(sim["id"], sim["active"], sim["detected"]) for sim in cellular["8.1.1"]["sims"]] == [(1, True, True), (2, False, False)]


def test_each_band_has_its_own_signal(router_of: Any) -> None:
    router = router_of()
    router.device.set_radio("5G")
    bands = wans(router)[1]["cellular"]["bands"]
    assert {band["rat"] for band in bands} == {"LTE", "5G"}
    assert all(band["name"] and band["signal"] for band in bands)


def test_a_modem_without_reception_has_fewer_values(router_of: Any) -> None:
    detail = wans(router_of(cellular_detail="sparse"))[1]["cellular"]
    assert detail.keys() & {"bands", "carrier", "mcc", "mnc", "signal_level"} == set()
    assert "iccid" not in detail["sims"][0]


def test_which_wans_are_connected(router_of: Any) -> None:
    router = router_of("balance")
    router.device.set_wan_status(2, statusLed="red", message="No Cable Detected")
    router.device.set_running("wan", 4, {"enable": False})
    shown = {wan["id"]: wan for wan in wans(router)}
    assert [wan for wan, status in shown.items() if status["connected"]] == [1, 5]
    assert (shown[2]["enable"], shown[4]["enable"]) == (True, False)
    assert shown[3]["as_lan"]
    assert "priority" not in shown[4]


def test_a_wan_in_cold_standby_is_not_connected(router_of: Any) -> None:
    router: Router = router_of(spare_wans="cold_standby")
    shown = wans(router)
    assert [(wan["connected"], wan["cold_standby"], "ip" in wan) for wan in shown] == [(True, False, True), (False, True, True), (False, True, True)]
    unhealthy = router.wan({"id": 1, "enable": True}, health={"min_connected_wans": 2}, verify_timeout=0)
    assert "only 1 of the required 2 WANs are connected" in unhealthy["msg"]
    assert router.wan({"id": 1, "enable": True}, health={"min_connected_wans": 1}, verify_timeout=0).get("msg") is None


@pytest.mark.parametrize("style", ["numbered", "prefixed"])
def test_virtual_wans_have_numbers(router_of: Any, style: str) -> None:
    virtual = wans(router_of(virtual_wans=style))[-1]
    assert (virtual["id"], virtual["type"], virtual["virtual"], virtual["connected"]) == (4, "ethernet", True, True)


def test_a_wan_over_vlan_is_of_a_kind_of_its_own(tmp_path: Path) -> None:
    with Fleet.start([DeviceSpec("depot", extra_wans=("wovlan",))]) as fleet:
        (wan,) = wans(Router(fleet.device("depot"), fleet, tmp_path), ids=[4])
    assert (wan["type"], wan["virtual"], wan["method"], wan["connected"]) == ("wovlan", False, "dhcp", True)
    assert wan["mac"] == "02:00:5e:20:00:04"
    assert "wifi" not in wan


def test_usb_modems_are_returned_without_their_password(router_of: Any) -> None:
    router = router_of()
    modem = {"name": "Stick", "network": "LTE", "band": [{"name": "LTE Band 20"}], "apn": "iot.example", "password": "planted-modem"}
    router.device.set_wan_status(1, type="modem", modem=modem)
    assert wans(router)[0]["modem"] == {"name": "Stick", "mobile_type": "LTE", "bands": [{"name": "LTE Band 20"}], "apn": "iot.example"}


def test_one_request_suffices_by_default(router_of: Any) -> None:
    router = router_of()
    wans(router)
    router.device.clear_journal()
    assert "allowance" not in wans(router)[0]
    assert router.sent() == ["GET status.wan.connection"]
    assert "cellular" not in wans(router, include=[])[1]
    router.device.clear_journal()
    shown = wans(router, include=EVERYTHING)
    assert router.sent() == ["GET status.wan.connection", "GET status.wan.connection.allowance", "POST status.cellularModule.temperature"]
    assert [wan.get("allowance", {}).keys() for wan in shown] == [{"enable"}, {"sims"}, {"enable"}]
    assert [wan["id"] for wan in shown if 31 <= wan.get("module_temperature", 0) <= 52] == [2]


def test_only_the_selected_wan_ids_are_requested(router_of: Any) -> None:
    router = router_of()
    shown = wans(router, ids=[3, 2], include=["allowance"])
    assert [wan["id"] for wan in shown] == [3, 2]
    status, allowance = router.device.requests("GET")
    assert (status.query, allowance.query) == ({"id": "3 2"}, {"connId": "3 2"})


def test_wans_by_name(router_of: Any) -> None:
    router = router_of()
    assert [wan["name"] for wan in wans(router, names=["Cellular"])] == ["Cellular"]
    assert [wan["id"] for wan in wans(router, names=["Cellular"], ids=[1])] == [1, 2]


def test_wans_that_are_not_there_are_named(router_of: Any) -> None:
    router = router_of()
    result = router.run("peplink_wan_info", ids=[2, 9, 40], names=["Cellular", "Satellite"], include=EVERYTHING)
    assert result.get("msg") is None
    assert [wan["id"] for wan in result["wan"]] == [2]
    assert result["warnings"] == ["wan: the router has no WAN with the id 9, 40.", "wan: the router has no WAN with the name Satellite."]
    asked = router.run("peplink_wan_info", ids=[2, 9], include=EVERYTHING)
    assert [wan["id"] for wan in asked["wan"]] == [2]
    assert asked["warnings"] == ["wan: the router has no WAN with the id 9."]
    assert router.run("peplink_wan_info", ids=[9], include=EVERYTHING)["wan"] == []


def test_a_router_that_refuses_unknown_ids_is_told_with_them(router_of: Any) -> None:
    router = router_of(unknown_wan_ids="refused")
    result = router.run("peplink_wan_info", ids=[2, 9])
    assert result["failed"]
    assert '"id": "2 9"' in result["msg"]
    assert router.run("peplink_wan_info", names=["Satellite"])["warnings"] == ["wan: the router has no WAN with the name Satellite."]


def test_a_modem_shows_its_identity_where_the_firmware_does(router_of: Any) -> None:
    router = router_of(cellular_identity="shown", reconnect_polls=0)
    cellular = wans(router)[1]["cellular"]
    assert (cellular["sim_priority"], cellular["network_mode"], cellular["eid"][:4]) == (["1", "2"], "auto", "8904")
    assert router.run("peplink_sim_priority", wan="Cellular", sims=["2", "1"]).get("msg") is None
    assert wans(router)[1]["cellular"]["sim_priority"] == ["2", "1"]
    assert "eid" not in wans(router_of())[1]["cellular"]


def test_lite_requests_less(router_of: Any) -> None:
    full, lite = wans(router_of("balance")), wans(router_of("balance"), lite=True)
    assert "gateway" in full[0]
    assert lite[0].keys() & {"mask", "gateway", "dns_servers", "mtu", "method", "routing_mode"} == set()
    assert (lite[0]["name"], lite[0]["connected"]) == (full[0]["name"], True)


def test_temperatures_need_firmware_that_has_them(router_of: Any) -> None:
    result = router_of("max", "8.3.0").run("peplink_wan_info", include=["temperature"])
    assert result["failed"]
    assert "needs firmware 8.4.1 or later" in result["msg"]
    assert "it runs firmware 8.3.0" in result["msg"]
    assert wans(router_of("balance", "8.3.0"), include=["temperature"])[0]["id"] == 1


def test_temperatures_require_write_permission(router_of: Any) -> None:
    router = router_of()
    reader = {"client_id": router.device.readonly_client_id, "client_secret": router.device.readonly_client_secret}
    result = router.run("peplink_wan_info", include=["temperature"], **reader)
    assert result["failed"]
    assert "status.cellularModule.temperature" in result["msg"]
    assert router.run("peplink_wan_info", **reader)["wan"]


def test_passwords_are_shown_on_request_only(router_of: Any) -> None:
    router = router_of()
    password = f"test-apn-{router.device.spec.name}"
    assert wans(router, secrets="include")[1]["cellular"]["sims"][0]["password"] == password
    for hidden in (router.run("peplink_wan_info"), router.run("peplink_wan_info", raw=True)):
        assert password not in str(hidden)
    raw = router.run("peplink_wan_info", raw=True, secrets="include", include=EVERYTHING)["raw"]
    assert raw.keys() == {"status", "allowance", "temperature_2"}
    assert raw["status"]["2"]["cellular"]["sim"]["1"]["password"] == password


def test_router_answers_are_data(router_of: Any) -> None:
    router = router_of()
    name = "{{ 7*7 }}\x1b[31m\u202e\x00" + "x" * 100_000
    router.device.set_wan_status(1, name=name, message=["Connected"], mtu="{{ lookup('env', 'HOME') }}", dns=[1, {}, "192.0.2.53"])
    result = router.run("peplink_wan_info")
    wan = result["wan"][0]
    assert (wan["name"], wan["dns_servers"], wan["connected"]) == (name, ["1", "192.0.2.53"], True)
    assert "mtu" not in wan
    assert sorted(result["warnings"]) == [
        "wan: ignored status.1.dns.1: the router has a mapping there.",
        "wan: ignored status.1.message: the router has a list there.",
        "wan: ignored status.1.mtu: the router has a text there.",
    ]


def test_names_are_compared_however_their_letters_are_composed(router_of: Any) -> None:
    router: Router = router_of()
    router.device.set_running("wan", 1, {"name": "Ha\u0301fen"})
    result = router.run("peplink_wan_info", names=["H\u00e1fen"])
    assert [wan["id"] for wan in result["wan"]] == [1]
    assert result["warnings"] == []
    result = router.run("peplink_wait_for", connected_wans=["H\u00e1fen"])
    assert result.get("msg") is None

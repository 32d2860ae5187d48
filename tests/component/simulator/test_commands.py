# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that act at once: access point, PoE, SMS, USSD, billing cycle, Starlink, channel lock."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Control, DeviceSpec, Fleet
from simulator_client import ApiClient, result

ICCID = "8900100000000000015"
ON, OFF = {"enable": True}, {"enable": False}


def test_access_point(connect: Any) -> None:
    client = connect()
    assert client.post("cmd.ap", OFF)["response"] == client.get("cmd.ap")["response"] == {"support": True, "enable": False, "wanDependent": False}
    assert (client.device.running("access_point"), client.device.has_pending) == ({1: OFF}, False)
    client.device.unknowns.command_effect = "staged"
    assert client.post("cmd.ap", ON)["response"]["enable"] is True
    assert (client.get("cmd.ap")["response"]["enable"], client.device.pending("access_point")) == (False, {1: ON})
    client.apply()
    assert client.get("cmd.ap")["response"]["enable"] is True
    assert connect("balance-8.5.2").post("cmd.ap", OFF)["response"] == {"support": False}


def test_poe_of_a_unit_without_modules(connect: Any) -> None:
    client = connect()
    assert result(client.post("cmd.port.poe.disable", {"port": [1, {"id": 2}]})) == "ok"
    assert result(client.post("cmd.port.poe.enable", {"port": 2})) == "ok"
    assert client.device.running("poe") == {1: OFF, 2: ON}
    for wrong in (3, "1", {"id": 1, "moduleType": "E4", "moduleId": 1}, {"moduleType": "E4"}, [2, 9]):
        assert result(client.post("cmd.port.poe.disable", {"port": wrong})) == 400
    client.device.unknowns.bad_list_entry = "partial"
    assert result(client.post("cmd.port.poe.disable", {"port": [9, 2]})) == 400
    client.device.set_running("port", "frontPanel/1/lan_1", OFF)
    assert result(client.post("cmd.port.poe.enable", {"port": 1})) == 400
    assert client.device.running("poe") == {1: OFF, 2: OFF}


@pytest.fixture(scope="module")
def modular() -> Any:
    specs = [
        DeviceSpec("one", "balance", modules=("E4/1",)),
        DeviceSpec("two", "balance", modules=("E4/1", "E4/2")),
        DeviceSpec("both", "max", modules=("E4/1",)),
    ]
    with Fleet.start(specs, use_tls=False) as fleet:
        yield fleet


@pytest.mark.parametrize(
    ("name", "port", "switched"),
    [
        ("one", 3, ["E4/1/3"]),
        ("one", {"id": 3, "moduleType": "E4", "moduleId": 1}, ["E4/1/3"]),
        ("two", 3, None),
        ("two", [{"id": 4, "moduleType": "E4", "moduleId": 2}], ["E4/2/4"]),
        ("two", {"id": 5, "moduleType": "E4", "moduleId": 2}, None),
        ("both", [1, {"id": 2, "moduleType": "E4", "moduleId": 1}], [1, "E4/1/2"]),
        ("both", {"id": 2, "moduleType": "E4"}, None),
    ],
)
def test_poe_of_modules(modular: Fleet, checks: Any, strict: Any, name: str, port: Any, switched: list[Any] | None) -> None:
    device = modular.device(name)
    device.reset()
    client = ApiClient(device, modular.ca_path, checks, strict)
    client.login()
    assert result(client.post("cmd.port.poe.disable", {"port": port})) == ("ok" if switched else 400)
    assert [key for key, item in device.running("poe").items() if item == OFF] == (switched or [])


def test_modules_of_a_fleet_file() -> None:
    assert DeviceSpec.from_dict({"name": "one", "modules": ["E4/1"]}).modules == ("E4/1",)
    for wrong in ({"modules": ("E4",)}, {"slot": 3}, {"other_firmware": "1"}):
        with pytest.raises(ValueError, match="device one"):
            DeviceSpec("one", **wrong)


def test_sms(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    assert result(client.post("cmd.sms.sendMessage", {"connId": 2, "address": "+12025550147", "content": "status?"})) == "ok"
    assert result(client.call("POST", "cmd.sms.sendMessage", data={"address": "+12025550148"})) == "ok"
    sent = [{"connId": 2, "address": "+12025550147", "content": "status?"}, {"connId": 2, "address": "+12025550148", "content": ""}]
    assert client.device.state("sms_sent") == control.state("max-8.5.2", "sms_sent") == sent
    refused = [client.post("cmd.sms.sendMessage", {"connId": key, "address": address}) for key, address in ((2, "5501"), (2, "+0123"), (1, "+12025550147"))]
    assert [(answer["code"], answer["message"][:16]) for answer in refused] == [(400, "Wrong address fo"), (400, "Invalid paramete"), (400, "No modem present")]
    assert len(client.device.posts()) == 5


@pytest.mark.parametrize(
    ("entry", "wanted", "kept"), [("atomic", 4, [7, 8]), ("atomic", [7, 8], [4]), ("atomic", "all", []), ("atomic", [4, 9], None), ("partial", [4, 9], [7, 8])]
)
def test_sms_is_deleted(connect: Any, entry: str, wanted: Any, kept: list[int] | None) -> None:
    client = connect(bad_list_entry=entry)
    good = 9 not in (wanted if isinstance(wanted, list) else [])
    assert result(client.post("cmd.sms.delete", {"connId": 2, "iccid": ICCID, "id": wanted})) == ("ok" if good else 400)
    kept = [4, 7, 8] if kept is None else kept
    assert [message["id"] for message in client.device.state("sms")[1]] == kept
    shown = client.get("cmd.sms.get", connId="2")["response"]["sms"]
    assert [message["id"] for thread in shown for message in thread["message"]] == kept
    assert result(client.post("cmd.sms.delete", {"connId": 2, "iccid": "1", "id": "all"})) == 400


@pytest.mark.parametrize(
    ("firmware", "legacy", "old", "new"), [("8.5.0", "unknown", "ok", 999), ("8.5.2", "unknown", 999, "ok"), ("8.5.2", "answer", "ok", "ok")]
)
def test_ussd(connect: Any, firmware: str, legacy: str, old: Any, new: Any) -> None:
    client = connect(f"max-{firmware}", legacy_ussd=legacy)
    answer = client.post("cmd.sendUssd", {"connId": 2, "simId": 2, "ussd": "*123#"})
    assert (result(answer), "notice" in answer) == (old, legacy == "answer")
    assert result(client.post("cmd.sim.ussd.send", {"connId": 2, "iccid": ICCID, "ussd": "*124#"})) == new
    sent = [{"connId": 2, "simId": 2, "ussd": "*123#"}] if old == "ok" else []
    assert client.device.state("ussd") == sent + ([{"connId": 2, "simId": 1, "ussd": "*124#"}] if new == "ok" else [])


def test_billing_cycle(connect: Any) -> None:
    client = connect()
    client.device.advance(50)

    def used() -> Any:
        return client.get("status.wan.connection.allowance", connId="2")["response"]["2"]["1"]["usage"]

    assert used() > 0
    assert result(client.call("POST", "cmd.billing.newCycle", data={"connId": "2", "simId": "1"})) == "ok"
    assert (used(), client.device.state("billing")) == (0, {"wan/2/1": 50})
    assert result(client.post("cmd.billing.newCycle", {"connId": 1, "simId": 2})) == "ok"
    assert client.device.state("billing") == {"wan/2/1": 50, "wan/1": 50}
    assert result(client.post("cmd.billing.newCycle", {"connId": 9})) == 400


def test_starlink(connect: Any) -> None:
    client = connect()

    def link() -> tuple[str, str]:
        shown = client.get("status.wan.connection", id="1")["response"]["1"]
        return shown["statusLed"], shown["message"]

    for action, seen in (("stow", ("yellow", "Stowed")), ("unstow", ("green", "Connected")), ("reboot", ("yellow", "Starlink is rebooting"))):
        assert result(client.post("cmd.starlink", {"connId": 1, "action": action})) == "ok"
        assert link() == seen
    assert [link()[0] for _time in range(2)] == ["yellow", "green"]
    assert client.device.state("starlink") == {1: {"stowed": False, "reboots": 1}}
    assert [result(client.post("cmd.starlink", {"connId": key, "action": "stow"})) for key in (2, 9)] == [404, 400]


@pytest.mark.parametrize(
    ("firmware", "value", "answer"),
    [
        ("8.5.2", {"channel": 6300, "pci": 214}, "ok"),
        ("8.5.2", {"channel": 6300}, 400),
        ("8.5.2", {"channel": 6300, "pci": 504}, 400),
        ("8.3.0", {"channel": 6300}, "ok"),
        ("8.3.0", {"channel": 6300, "pci": 65535}, "ok"),
        ("8.1.1", {"channel": 6300, "pci": 65536}, 400),
    ],
)
def test_channel_lock(connect: Any, firmware: str, value: dict[str, int], answer: Any) -> None:
    client = connect(f"max-{firmware}")

    def locks() -> list[Any]:
        return [sim.get("channelPci") for sim in client.device.running("wan")[2]["cellular"]["sim"]]

    assert result(client.post("cmd.channelPci.lock", {"connId": "2", "sim": [{"id": 1, "value": value}]})) == answer
    assert locks() == [value if answer == "ok" else None, None]
    assert result(client.post("cmd.channelPci.lock", {"connId": 2, "sim": [{"id": 1, "value": None}]})) == "ok"
    assert locks() == [None, None]
    assert "cellular" not in client.wan(2) if firmware != "8.1.1" else True
    assert result(client.post("cmd.channelPci.lock", {"connId": 1, "sim": []})) == 404

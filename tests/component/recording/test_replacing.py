# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Personal values are planted in every answer of simulated routers, and none is found in their recordings."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet, Unknowns
from recordings.asking import ask

from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Call, Recording
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.replacing import replaced

EVERYTHING = Unknowns(port_functions="on", undocumented_status="answered", cellular_identity="shown", status_synergy="members", virtual_wans="prefixed")
SPECS = (
    DeviceSpec("max", unknowns=EVERYTHING, extra_wans=("modem", "openvpn", "wovlan")),
    DeviceSpec("balance", family="balance", unknowns=EVERYTHING),
    DeviceSpec("fusionhub", family="fusionhub", unknowns=EVERYTHING),
    DeviceSpec("old", firmware="8.1.1", unknowns=Unknowns(sim_presence="document", tunnel_layout="before_810")),
)

# How a personal value of a member looks; by the members that the description of the API has, and some that units may have.
MAKERS: dict[str, Callable[[int], Any]] = {
    "name": lambda n: f"Qx{n}v Zjettison",
    "mac": lambda n: f"6A:B7:C8:{n // 256 + 16:02X}:{n % 256:02X}:D9",
    "serial": lambda n: f"7C3{n % 10}-F{n % 1000:03}-9{n:03}"[:14],
    "digits": lambda n: f"3569381{n:08}",
    "phone": lambda n: f"+3197055{n:06}",
    "ip": lambda n: f"185.{n // 200 + 11}.{n % 200 + 11}.177",
    "ipv6": lambda n: f"2a07:5c{n // 256:02x}:{n % 256 + 16:x}9::77d",
    "host": lambda n: f"qx{n}.zjettison.example.org",
    "secret": lambda n: f"zj-{n}-Qxpw!",
    "position": lambda n: 47.1 + n / 1000 + 0.000371,
    "cell": lambda n: 187000000 + n,
}
KINDS = {
    "name": "name clientName peerName siteId username user essid ssid referenceSsid meshId apn high low cloudLocation cityCode hostname deviceName country",
    "mac": "mac bssid",
    "serial": "serialNumber serial",
    "digits": "imei imsi iccid esn eid dec hex",
    "phone": "mtn sender phoneNumber",
    "ip": "ip gateway server",
    "host": "url customUrl gatewayUrl",
    "secret": "password key passphrase simPin clientSecret accessToken clientId token",
    "position": "latitude longitude",
    "cell": "cellId cellUtranId tac",
}
KIND_OF = {member: kind for kind, members in KINDS.items() for member in members.split()}
# Names that are words of the API: technologies and bands.
TECHNICAL = ("rat", "band")
# What routers answer in place of a password.
MASKED = "@~HiDdEn~@"


class Planter:
    """Plants values that occur nowhere else, and remembers them."""

    def __init__(self) -> None:
        self.planted: list[str] = []
        self._numbers = itertools.count(1)

    def value(self, kind: str) -> Any:
        made = MAKERS[kind](next(self._numbers))
        self.planted.append(str(made))
        return made

    def plant(self, tree: Any, above: str = "") -> Any:
        if isinstance(tree, list):
            return [self.plant(item, above) for item in tree]
        if not isinstance(tree, dict):
            return tree
        found = {name: self._member(name, item, above) for name, item in tree.items()}
        if "order" in found and isinstance(found["order"], list):
            key = self.value("name")
            return {**found, key: {"enable": True}, "order": [*found["order"], key], self.value("mac"): {"enable": True}}
        if found and above != "permission":
            texts = (f"seen {self.value('mac')} at {self.value('ip')}", f"{self.value('host')}/{self.value('serial')}", f"[{self.value('ipv6')}]:443")
            found |= {"zone": {"colour": texts[0], "shade": [texts[1], self.value("phone")], "tint": self.value("cell")}, "hue": texts[2]}
        return found

    def _member(self, name: str, item: Any, above: str) -> Any:
        kind = None if name == "name" and above in TECHNICAL else KIND_OF.get(name)
        if kind is None or isinstance(item, (dict, bool)) or item is None:
            planted = self.plant(item, above if name.isdigit() else name)
            return f"{planted} {self.planted[0]} {self.value('name')}" if name == "message" and isinstance(item, str) else planted
        return [self.value(kind) for _one in item] if isinstance(item, list) else self.value(kind)


@pytest.fixture(scope="module")
def asked() -> Iterator[dict[str, Recording]]:
    with Fleet.start(SPECS) as fleet:
        yield {device.name: ask(device, fleet.ca_path) for device in fleet.devices}


@pytest.mark.parametrize("name", [spec.name for spec in SPECS])
def test_no_planted_value_is_in_a_recording(asked: dict[str, Recording], name: str) -> None:
    planter = Planter()
    first = planter.value("name")
    calls = [planted_in(call, planter, first) for call in asked[name].calls]
    shared = replaced(dataclasses.replace(asked[name], calls=tuple(calls)))
    text, before = shared.recording.text().lower(), json.dumps([dataclasses.asdict(call) for call in calls], ensure_ascii=False)
    assert len(planter.planted) > 500
    assert [value for value in planter.planted if value not in before] == []
    left = [value for value in planter.planted if value.lower() in text or value.lower() in shared.review.lower()]
    assert [(value, text[text.index(value.lower()) - 60 :][:100]) for value in left] == []


def planted_in(call: Call, planter: Planter, name: str) -> Call:
    arguments = {**call.arguments, "searchPattern": planter.value("name"), "serialNumber": planter.value("serial")}
    headers = {**call.headers, "location": f"https://{planter.value('host')}/{name}", "set-cookie": f"bauth={planter.value('secret')}; HttpOnly"}
    error = f"{planter.value('host')}: the connection to {planter.value('ip')} was cut by {name}"
    answer: Any = {"stat": "ok", "response": call.answer.get("response", {"enable": True})}
    return dataclasses.replace(call, arguments=arguments, headers=headers, error=error, answer=planter.plant(answer))


@pytest.mark.parametrize("name", [spec.name for spec in SPECS])
def test_nothing_that_the_simulator_knows_as_personal_is_in_a_recording(asked: dict[str, Recording], name: str) -> None:
    """The values of the simulated routers themselves, without anything planted."""
    own = set(itertools.chain.from_iterable(personal(call.answer) for call in asked[name].calls))
    text = replaced(asked[name]).recording.text()
    assert len(own) > 10
    assert [value for value in own if f'"{value}"' in text] == []


def personal(tree: Any, above: str = "") -> Iterator[str]:
    for name, item in tree.items() if isinstance(tree, dict) else ((above, item) for item in tree) if isinstance(tree, list) else ():
        if KIND_OF.get(name) not in (None, "ip") and isinstance(item, str) and item not in ("", MASKED) and not (name == "name" and above in TECHNICAL):
            yield item
        yield from personal(item, above if str(name).isdigit() else name)


def test_a_recording_has_the_shape_and_the_words_of_what_was_answered(asked: dict[str, Recording]) -> None:
    shared = replaced(asked["max"]).recording
    for before, after in zip(asked["max"].calls, shared.calls, strict=True):
        assert (before.method, before.function, before.status, before.arguments) == (after.method, after.function, after.status, after.arguments)
        assert shape(before.answer) == shape(after.answer)
    status = next(call.answer["response"] for call in shared.calls if call.function == "status.wan.connection")
    assert status["1"]["message"] == "Connected"
    assert (status["2"]["type"], status["2"]["statusLed"], status["2"]["cellular"]["rat"][0]["name"]) == ("cellular", "green", "LTE")


def shape(tree: Any) -> Any:
    if isinstance(tree, dict):
        return [(name if name.isidentifier() else "*", shape(item)) for name, item in tree.items()]
    return [shape(item) for item in tree] if isinstance(tree, list) else type(tree).__name__

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What status.wan.connection looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..._common.untrusted import as_map, maps_in
from ..evidence import Evidence, entries
from ..question import Question, Third, names

STATUS = ("status WANs",)
_KINDS = {"wifi": "wifi", "wireless": "wireless"}
_NOISE = 6


def _wifi_type(evidence: Evidence) -> Iterator[Any]:
    for _key, wan in evidence.entries("status WANs"):
        if wan.get("type") in _KINDS:
            yield _KINDS[wan["type"]]


def _wifi_detail(evidence: Evidence) -> Iterator[Any]:
    for _key, wan in evidence.entries("status WANs"):
        if wan.get("type") in _KINDS:
            yield from names(wan, {"wireless": "wireless", "wifi": "wifi", "bssid": "flat"})


def _cellular(evidence: Evidence) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The WANs with cellular detail, and that detail."""
    for _key, wan in evidence.entries("status WANs"):
        if isinstance(wan.get("cellular"), Mapping):
            yield wan, wan["cellular"]


def _sim_presence(evidence: Evidence) -> Iterator[Any]:
    for _wan, cellular in _cellular(evidence):
        for _key, sim in entries(cellular.get("sim")):
            yield from names(sim, {"simCardDetected": "capture", "status": "document"})


def _style(evidence: Evidence) -> Iterator[Any]:
    for _key, wan in evidence.entries("status WANs"):
        yield from names(wan, {"routingMode": "capture", "mode": "document"})


def _mtu(evidence: Evidence) -> Iterator[Any]:
    status = dict(evidence.entries("status WANs"))
    for key, wan in evidence.entries("WANs"):
        shown = status.get(key, {})
        if "physical" in wan and "mtu" not in as_map(wan["physical"]) and shown.get("enable") is True and not wan.get("asLan"):
            yield "effective" if "mtu" in shown else "set"


def _rat_name(evidence: Evidence) -> Iterator[Any]:
    for _wan, cellular in _cellular(evidence):
        for rat in maps_in(cellular.get("rat")):
            yield "named" if rat.get("name") else "empty"


def _secondary_cell(evidence: Evidence) -> Iterator[Any]:
    for _wan, cellular in _cellular(evidence):
        rats = maps_in(cellular.get("rat"))
        if cellular.get("mobileType") == "LTE" and rats:
            yield "shown" if sum(len(maps_in(rat.get("band"))) for rat in rats) > 1 else "absent"


def _identity(evidence: Evidence) -> Iterator[Any]:
    for _wan, cellular in _cellular(evidence):
        yield "shown" if {"eid", "networkMode"} & set(cellular) else "absent"


def _detail(evidence: Evidence) -> Iterator[Any]:
    first, last = ({key: "carrier" in as_map(wan.get("cellular")) for key, wan in evidence.entries(step)} for step in ("status WANs", "status WANs again"))
    if any(last.get(key, has) != has for key, has in first.items()):
        yield "changing"


def _noise(evidence: Evidence) -> Iterator[Any]:
    numbers = [number for _wan, cellular in _cellular(evidence) for number in _floats(cellular.get("rat"))]
    if any(len(repr(number).partition(".")[2]) > _NOISE for number in numbers):
        yield "rounding"
    elif numbers:
        yield "none"


def _floats(value: Any) -> Iterator[float]:
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for item in inner:
        yield from [item] if isinstance(item, float) else _floats(item)


def _virtual(evidence: Evidence) -> Iterator[Any]:
    configured = {key for key, _wan in evidence.entries("WANs")}
    if not configured or not evidence.ok("status WANs"):
        return
    extra = [(key, wan) for key, wan in evidence.entries("status WANs") if key not in configured and "synergyLink" not in wan]
    if not extra:
        yield "none"
    for key, wan in extra:
        prefixed = re.fullmatch(r"[A-Za-z]+[0-9]+", key)
        yield "prefixed" if prefixed else "numbered" if key.isdigit() and wan.get("virtual") is True else Third("a WAN without configuration")


def _synergy(evidence: Evidence) -> list[Any]:
    response = as_map(evidence.response("status WANs"))
    found = evidence.entries("status WANs")
    listed = {str(key) for key in response.get("order", [])} if isinstance(response.get("order"), list) else set()
    if any(key not in listed and "synergyLink" in wan for key, wan in found):
        return ["members"]
    return ["shown" if any({"synergy", "synergyLink"} & set(wan) for _key, wan in found) else "absent"] if found else []


def _spare(evidence: Evidence) -> Iterator[Any]:
    configured = {key for key, _wan in evidence.entries("WANs")}
    wans = [wan for key, wan in evidence.entries("status WANs") if key in configured and isinstance(wan.get("priority"), int)]
    lowest = min((wan["priority"] for wan in wans), default=0)
    for wan in wans:
        if wan["priority"] > lowest and wan.get("enable") is True and wan.get("ip") and isinstance(wan.get("uptime"), int):
            yield "connected" if wan["uptime"] else "cold_standby"


def _allowance_order(evidence: Evidence) -> Iterator[Any]:
    for _key, allowance in evidence.entries("allowance"):
        if any(key.isdigit() for key, _sim in entries(allowance)):
            yield "shown" if "order" in allowance else "hidden"


def _unknown_ids(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("status WANs missing"):
        call = evidence.call("status WANs missing")
        asked = str(call.arguments.get("id", "")).split() if call else []
        shown = {key for key, _wan in evidence.entries("status WANs missing")}
        yield "left_out" if asked and asked[0] in shown and asked[-1] not in shown else Third("an id that does not exist gives another answer")
    elif evidence.failed("status WANs missing") and evidence.ok("status WANs"):
        yield "refused"


QUESTIONS = (
    Question(
        "wifi_detail",
        "58",
        ("wireless", "wifi", "flat"),
        STATUS,
        _wifi_detail,
        "no Wi-Fi WAN is connected",
        "Modules read all three places.",
    ),
    Question("wifi_type", "quirk 7", ("wifi", "wireless"), STATUS, _wifi_type, "there is no Wi-Fi WAN", "Modules know both words."),
    Question(
        "sim_presence",
        "59",
        ("capture", "document"),
        STATUS,
        _sim_presence,
        "there is no cellular WAN",
        "Modules read both members.",
    ),
    Question(
        "status_style",
        "quirk 8",
        ("capture", "document"),
        STATUS,
        _style,
        "no WAN shows its routing mode",
        "Modules read both spellings.",
    ),
    Question(
        "status_mtu",
        "section 11",
        ("set", "effective"),
        ("status WANs", "WANs"),
        _mtu,
        "every WAN has an MTU of its own, or the configuration is not shown",
        "Where the MTU is the effective one, modules cannot tell from the status whether one is set.",
    ),
    Question(
        "rat_name",
        "section 11",
        ("named", "empty"),
        STATUS,
        _rat_name,
        "no cellular WAN shows radio technologies",
        "Modules leave an empty name out.",
    ),
    Question(
        "lte_secondary_cell",
        "section 11",
        ("absent", "shown"),
        STATUS,
        _secondary_cell,
        "no modem is connected by LTE",
        "Modules show every cell.",
    ),
    Question(
        "cellular_identity",
        "section 11",
        ("absent", "shown"),
        STATUS,
        _identity,
        "there is no cellular WAN",
        "Modules do not show these members yet.",
    ),
    Question(
        "cellular_detail",
        "quirk 10",
        ("full", "sparse", "changing"),
        ("status WANs", "status WANs again"),
        _detail,
        "two readings within a short time cannot tell whether members come and go",
        "Modules leave out what is not there.",
    ),
    Question(
        "signal_noise",
        "quirk 10",
        ("none", "rounding"),
        STATUS,
        _noise,
        "no modem shows a level with a fraction",
        "Modules round the levels.",
    ),
    Question(
        "virtual_wans",
        "quirk 7",
        ("none", "numbered", "prefixed"),
        ("status WANs", "WANs"),
        _virtual,
        "the configuration is not shown",
        "Modules show virtual WANs by number, and leave out those whose keys are none.",
    ),
    Question(
        "status_synergy",
        "section 11",
        ("absent", "shown", "members"),
        STATUS,
        _synergy,
        "the status is not shown",
        "Modules show the WANs of members after those of the router.",
    ),
    Question(
        "spare_wans",
        "quirk 9",
        ("connected", "cold_standby"),
        STATUS,
        _spare,
        "no WAN with an address has a higher priority number than another one",
        "Modules take a WAN in cold standby for one that is not connected.",
    ),
    Question(
        "sim_allowance_order",
        "quirk 11",
        ("shown", "hidden"),
        ("allowance",),
        _allowance_order,
        "there is no cellular WAN",
        "Modules list the SIMs in the order of their numbers.",
    ),
    Question(
        "unknown_wan_ids",
        "section 11",
        ("left_out", "refused"),
        ("status WANs missing", "status WANs"),
        _unknown_ids,
        "status.wan.connection was not shown",
        "Where they are refused, modules that name WANs fail with the message of the router.",
    ),
)

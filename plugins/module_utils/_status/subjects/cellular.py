# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Cellular WANs: SIM cards, carrier, radio and cell, as ``status.wan.connection`` has them; and what USB modems tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..._common.codecs.base import UNKNOWN
from ..._common.codecs.scalar import Flag, Number, Text, Word
from ..notes import Notes
from ..shape import FLAG, MEASURE, NUMBER, TEXT, Each, Measure, Numbered, Open, Record, Shape, Value
from .allowance import MONITOR

_CARD = {"In Use": True, "SIM Card Detected": True, "No SIM Card Detected": False}
_ROAMING = ("roaming", "home", "roaming_partner")


@dataclass(frozen=True)
class _Detected:
    """Whether a slot has a card: a boolean on the routers that were seen, a text in the document."""

    def decode(self, raw: Any) -> Any:
        flag = Flag().decode(raw)
        return _CARD.get(raw, UNKNOWN) if flag is UNKNOWN and isinstance(raw, str) else flag


@dataclass(frozen=True)
class _Roaming:
    """A code, or its name."""

    def decode(self, raw: Any) -> Any:
        code = Number(0, len(_ROAMING)).decode(raw)
        if code is UNKNOWN:
            return Open(Word({word: word for word in _ROAMING})).decode(raw)
        return dict(enumerate(_ROAMING)).get(code, UNKNOWN)


@dataclass(frozen=True)
class _Sim:
    """A SIM as peplink_sim_priority names it: the number of its slot, or a word."""

    def decode(self, raw: Any) -> Any:
        word = Open(Word({word: word for word in ("remote_sim", "speedfusion_connect_5g_lte")})).decode(raw)
        return Text().decode(raw) if word is UNKNOWN else word


SIGNAL = Record(dict.fromkeys(("rssi", "sinr", "snr", "ecio", "rsrp", "rsrq", "rscp", "strength"), MEASURE))
_BAND: Mapping[str, Shape] = {"name": TEXT, "channel": NUMBER, "channel_width_mhz": Value(Measure("MHz")).at("channelWidth"), "signal": SIGNAL}
_CREDENTIALS: Mapping[str, Shape] = {"apn": TEXT, "username": TEXT, "password": TEXT}
_SUBSCRIBER: Mapping[str, Shape] = {"imsi": TEXT, "iccid": TEXT, "mtn": TEXT}
_CARRIER = Record({"name": TEXT, "country": TEXT})


@dataclass(frozen=True)
class _Bands(Shape):
    """The bands in use, each with the name of its radio access technology; before 8.1.2 a router lists the bands alone."""

    def read(self, raw: Any, where: str, notes: Notes) -> Any:
        entries = Each(Record({**_BAND, "bands": Each(Record(_BAND)).at("band")})).read(raw, where, notes)
        return entries if entries is UNKNOWN else [band for entry in entries for band in _bands(entry)]


def _bands(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "bands" not in entry:
        return [entry]
    technology = {"rat": entry["name"]} if entry.get("name") else {}
    return [{**technology, **band} for band in entry["bands"]]


_SIM = Record({
    "active": FLAG,
    "detected": Value(_Detected()).at("simCardDetected", "status"),
    "auto_apn": FLAG,
    **_CREDENTIALS,
    **_SUBSCRIBER,
    "bandwidth_allowance_monitor": MONITOR,
})  # fmt: skip

CELLULAR_DETAIL = Record({
    "mobile_type": TEXT.at("mobileType", "network"),
    "data_technology": TEXT,
    "mode": TEXT,
    "module_power_on": FLAG,
    "signal_level": NUMBER,
    "carrier": _CARRIER,
    "mcc": TEXT,
    "mnc": TEXT,
    "roaming": Value(_Roaming()).at("roamingStatus.code", "roamingStatus.message"),
    "carrier_aggregation": FLAG,
    "bands": _Bands().at("rat", "band"),
    "cell_tower": Record({
        "cell_id": NUMBER, "plmn": NUMBER.at("cellPlmn"), "utran_id": NUMBER.at("cellUtranId"), "tac": NUMBER, "lac": NUMBER,
    }),
    "sims": Numbered(_SIM).at("sim"),
    "sim_priority": Each(Value(_Sim())),
    "network_mode": TEXT,
    "eid": TEXT,
    "remote_sim": Record({"slot": NUMBER, "serial_number": TEXT, "imsi": TEXT, "auto_apn": FLAG, **_CREDENTIALS}),
    "speedfusion_connect_5g_lte": Record({"active": FLAG, "iccid": TEXT, "imsi": TEXT}).at("speedfusionConnect5gLte"),
    "imei": TEXT,
    "meid": Record({"hex": TEXT, "dec": TEXT}),
    "esn": TEXT,
    "manufacturer": TEXT,
    "model": TEXT,
    "firmware": TEXT,
    "module_name": TEXT,
})  # fmt: skip

MODEM_DETAIL = Record({
    "name": TEXT,
    "vendor_id": NUMBER,
    "product_id": NUMBER,
    "manufacturer": TEXT,
    "mobile_type": TEXT.at("mobileType", "network"),
    "signal_level": NUMBER,
    "carrier": _CARRIER,
    "bands": _Bands().at("rat", "band"),
    "esn": TEXT,
    "dial_number": TEXT,
    **_CREDENTIALS,
    **_SUBSCRIBER,
})  # fmt: skip

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The values of WAN connections: units, words, and the mappings that are written as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .._common.codecs.base import Codec
from .._common.codecs.compound import ListOf, Mapped, Member
from .._common.codecs.scalar import Address, Clearable, Flag, Number, Quantity, Text, Word
from .._wan.amounts import ALLOWANCE

ANY_INT = 2**31 - 1
KBPS = {"kbps": 1, "Mbps": 1000, "Gbps": 1000000}
SECONDS_SHOWN = (1, 2, 3, 4, 5, 10)

METHODS = {"dhcp": "dhcp", "static_ip": "staticIp", "pppoe": "pppoe", "l2tp": "l2tp", "gre": "gre", "openvpn": "openvpn"}
ALLOWANCE_ACTION = ListOf(Word({word: word for word in ("email", "disconnect", "restrict")}))
RATE = Quantity(1, 10000000, "kbps", factors=KBPS, names=("value", "bandwidth"))
START_DAY = Number(0, 28)
HEALTH_METHODS = ("ping", "nslookup", "http", "smartcheck", "openvpn")
HOST_METHODS = frozenset({"ping", "nslookup", "smartcheck"})


def words(*listed: str) -> Word:
    """Words that the API spells as the options do."""
    return Word({word: word for word in listed})


def members(**codecs: Codec) -> dict[str, Member]:
    """Members whose API name is the option's name in camelCase."""
    return {name: Member(codec, camel(name)) for name, codec in codecs.items()}


def camel(name: str) -> str:
    """An option's name in camelCase."""
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def needed(*names: str, codec: Codec) -> dict[str, Member]:
    """Members that must be given."""
    return {name: Member(codec, required=True) for name in names}


NETWORK = needed("ip", codec=Address()) | needed("mask", codec=Number(0, 32))
STATIC_ADDRESS = NETWORK | needed("gateway", codec=Address())
OPERATOR = members(apn=Text(), username=Text(), password=Text(hide=True))
NONE_INT = Clearable(Number(0, ANY_INT), "none")
DBM = Number(-95, -1, "dBm")
# Three wrong ones lock the card.
SIM_PIN = Clearable(Text(hide=True, pattern="[0-9]{4,8}", hint="be 4 to 8 digits"), "none")


def threshold(low: int, high: int) -> Codec:
    """The steps of one measure of a signal."""
    return ListOf(Number(low, high), empty=None)


def signal_threshold(low: int, high: int) -> Codec:
    """The thresholds of a signal; the range is that of the RSSI."""
    return Mapped(members(signal_level=threshold(0, 5), rsrp=threshold(-140, -44), sinr=threshold(-100, 100), rssi=threshold(low, high)))


SIM = Mapped({
    "carrier_selection": Member(
        ListOf(Mapped(members(mcc=Text(), mnc=Text(), pcs=Number(0, 1), name=Text(), plmn=Text())), empty=None),
        "carrierSelection",
        required=True,
    ),
    "mobile_type": Member(Word({"auto": None, "lte": "LTE", "3g": "3G", "2g": "2G"}), "mobileType"),
    "optimal_network": Member(
        Mapped(members(discovery=Number(5, 480), period=ListOf(Number(0, ANY_INT))), clearable=True), "optimalNetwork"
    ),
    "band_selection": Member(ListOf(Text(), empty=None), "bandSelection"),
    "roaming": Member(Mapped(members(
        enable=Flag(),
        access_control_list=ListOf(Number(0, ANY_INT), empty=None),
        mode=Word({"none": None, "whitelist": "whitelist", "blacklist": "blacklist"}),
        name=Text(),
        plmn=Text(),
    ))),
    "authentication": Member(Word({"auto": None, "pap": "pap", "chap": "chap"})),
    "operator": Member(Mapped(OPERATOR, clearable=True)),
    "sim_pin": Member(SIM_PIN, "simPin"),
    "bandwidth_allowance_monitor": Member(
        Mapped(
            members(enable=Flag(), action=ALLOWANCE_ACTION, start=START_DAY)
            | {"monthly_allowance_mb": Member(ALLOWANCE, "monthlyAllowance")}
        ),
        "bandwidthAllowanceMonitor",
    ),
})  # fmt: skip

ROAMING = Mapped(members(
    enable=Flag(),
    algorithm=Mapped(members(
        type=words("normal", "advanced", "express"),
        detail=Mapped(members(
            signal_level=Mapped(members(threshold=Number(-95, -40, "dBm"), gain=Number(5, 55, "dB"))),
            check_interval=Number(5, 3600),
            intensive_scan=Mapped(members(enable=Flag(), signal_level=Number(-95, -40, "dBm"), scan_interval=Number(1, 3600))),
            diagnostic_level=words("minimum", "basic", "detail"),
            signal_mode=Mapped(members(
                type=words("relative", "absolute"),
                detail=Mapped(members(
                    minimum_signal_difference=Number(0, 94, "dB"),
                    signal_threshold=Mapped(members(upper=DBM, lower=DBM)),
                    dynamic_zone=Mapped(members(inner=Number(0, 95), outer=Number(0, 95))),
                )),
            )),
            force_roam=Mapped(members(enable=Flag(), threshold=DBM)),
            confirm_period=Number(0, ANY_INT),
            backup_disconnect=Mapped(members(mode=words("no", "immediate", "delay"), delay=Number(0, ANY_INT))),
            authentication_timeout=Number(0, ANY_INT),
        )),
    )),
))  # fmt: skip


@dataclass(frozen=True)
class _Urls(ListOf):
    """The URLs of the HTTP check. By the tables of POST they are a list within a list."""

    def encode(self, value: Any) -> Any:
        flat = super().encode(value)
        return [{"host": flat}] if flat else []


URLS = _Urls(Mapped({"url": Member(Text(), required=True), "pattern": Member(Text(), default="")}), most=2)

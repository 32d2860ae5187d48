# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""WAN connections: ``config.wan.connection``, read on firmware without it from ``status.wan.connection``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..._common.codecs.base import Codec
from ..._common.codecs.compound import ListOf, Mapped, Opaque
from ..._common.codecs.scalar import Address, Clearable, Flag, Mac, Milliseconds, Number, Text, Word
from ..._common.read import Read
from ..._wan.amounts import ALLOWANCE
from ..._wan.status import kind_of_wan
from ..description import Field, Flat, Form, Item, Resource, Together, Write
from ..wan_values import (
    ALLOWANCE_ACTION,
    ANY_INT,
    HEALTH_METHODS,
    HOST_METHODS,
    METHODS,
    NETWORK,
    NONE_INT,
    OPERATOR,
    RATE,
    ROAMING,
    SECONDS_SHOWN,
    SIM,
    SIM_PIN,
    START_DAY,
    STATIC_ADDRESS,
    URLS,
    camel,
    members,
    needed,
    signal_threshold,
    words,
)

MODEM = frozenset({"modem"})
CELLULAR = frozenset({"cellular"})
WIFI = frozenset({"wifi"})
# A WAN over VLAN has no port of its own, but all that goes by Ethernet.
ETHERNET = frozenset({"ethernet", "wovlan"})
DSL = frozenset({"adsl", "vdsl"})


def _method(option: str, codec: Codec, types: str, *read: str, **more: Any) -> Field:
    """A detail of the connection method; ``types`` are the methods that have it."""
    kinds = frozenset(types.split())
    places = tuple(f"connection.{place}" for place in read)
    write = f"connection.method.detail.{camel(option)}"
    return Field(f"method.{option}", codec, write, places, only_with=("method.type", kinds), cuts="re-address", **more)


def _wifi(option: str, codec: Codec) -> Field:
    return Field(f"wifi.{option}", codec, f"wifi.{camel(option)}", kinds=WIFI, cuts="reconnect")


def _cellular(option: str, codec: Codec) -> Field:
    return Field(f"cellular.{option}", codec, f"cellular.{camel(option)}", kinds=CELLULAR, cuts="reconnect")


def _physical(option: str, codec: Codec, kinds: frozenset[str] = frozenset(), **more: Any) -> Field:
    return Field(option, codec, f"physical.{camel(option)}", (f"physical.{camel(option)}",), kinds=kinds, **more)


GENERAL = (
    Field("name", Text(), "name", ("name",), ("name",)),
    Field("enable", Flag(), "enable", ("enable",), ("enable",), cuts="disable"),
    Field("schedule", Clearable(Number(0, ANY_INT), "none"), "schedule", ("connection.schedule",), absent="none", cuts="disable"),
    Field("multiple_ip", ListOf(Address()), "multipleIp", ("multipleIp",)),
    Field(
        "routing_mode", Word({"nat": "NAT", "ip_forwarding": "IP Forwarding"}), "connection.routingMode",
        ("connection.mode", "connection.routingMode"), ("routingMode", "mode"), cuts="re-route",
    ),
    Field(
        "pepvpn_nat", Flag(), "connection.pepvpnNat", ("connection.pepvpnNat", "connection.pepVpnNat"),
        # The texts of GET and POST describe this flag the opposite way round, so a router may show what was not sent.
        other_forms=(Form("connection.pepvpnNat", lambda value: not value, after_refusal=False),),
    ),
    Field("use_lan_ip", Flag(), "connection.useLanIp"),
    Field("priority", Number(0, ANY_INT), "connection.priority", ("connection.priority",), ("priority",), cuts="re-route"),
    Field("group_set", Number(0, ANY_INT), "connection.groupSet", (), ("groupSet",), cuts="re-route"),
    Field("ignore_default_gateway", Flag(), "connection.ignoreDefaultGateway", cuts="re-route"),
    Field("icmp_ping", Flag(), "connection.icmpPing", ("connection.icmpPing",)),
    Field(
        "idle_timeout", Clearable(Number(0, ANY_INT, "seconds"), "none"), "connection.idleTimeout", ("connection.idleTimeout",),
        absent="none", kinds=MODEM | CELLULAR, cuts="disable",
    ),
    Field("network_mode", Text(), "connection.cellularModule.networkMode", kinds=CELLULAR, cuts="reconnect"),
    Field(
        "hot_standby.enable", Flag(), "connection.hotStandby.enable", ("connection.hotStandby.enable", "connection.hotStandBy"),
        cuts="re-route",
    ),
    Field(
        "hot_standby.schedule", Clearable(Number(0, ANY_INT), "none"), "connection.hotStandby.schedule",
        ("connection.hotStandby.schedule",), absent="none",
    ),
    Field("dns.auto", Flag(), "connection.dns.auto", ("connection.dns.auto",)),
    Field("dns.servers", ListOf(Address(), ordered=True), "connection.dns.host", ("connection.dns.host", "connection.dns.server"), absent=[]),
    Field("bandwidth.upload_kbps", RATE, "connection.bandwidth.upload", ("connection.bandwidth.upload",)),
    Field("bandwidth.download_kbps", RATE, "connection.bandwidth.download", ("connection.bandwidth.download",)),
)  # fmt: skip

METHOD = (
    Field(
        "method.type", Word(METHODS, aliases={"static": "static_ip"}, shown_only=("drop_in",)), "connection.method.type",
        ("connection.method",), ("method",), cuts="re-address",
    ),
    _method("hostname", Text(), "dhcp", "dhcp.hostname", absent=""),
    _method("ip", Clearable(Address(), "none"), "static_ip pppoe", "staticIp.ip", "pppoe.ip", absent="none", fallback_read=("ip",)),
    _method("mask", Number(0, 32), "static_ip", "staticIp.mask", fallback_read=("mask",)),
    _method("gateway", Address(), "static_ip", "staticIp.gateway", fallback_read=("gateway",)),
    _method("ip_passthrough", Flag(), "dhcp static_ip"),
    _method("static_route", ListOf(Mapped(NETWORK), empty=None), "dhcp static_ip"),
    _method("username", Text(), "pppoe l2tp openvpn", "pppoe.username", "l2tp.username"),
    _method("password", Text(hide=True), "pppoe l2tp openvpn", "pppoe.password", "l2tp.password"),
    _method("service", Clearable(Text(), "none"), "pppoe", "pppoe.service", absent="none"),
    _method("management_network", Mapped(NETWORK, clearable=True), "pppoe", "pppoe.managementNetwork", absent={}),
    _method("keepalive_interval", NONE_INT, "pppoe"),
    _method("keepalive_retry", NONE_INT, "pppoe"),
    _method("host", Address(), "l2tp gre", "l2tp.host", "gre.host"),
    _method("static_ip", Mapped(STATIC_ADDRESS, clearable=True, lone="ip"), "l2tp gre", "l2tp.staticIp", "gre.staticIp", absent={}),
    _method("local", Address(), "gre", "gre.local"),
    _method("remote", Address(), "gre", "gre.remote"),
    _method("nat", Address(), "gre", "gre.nat"),
)  # fmt: skip

PHYSICAL = (
    _physical(
        "speed",
        Word({"auto": "Auto"} | {speed: speed for speed in ("1000baseTx-FD", "100baseTx-FD", "100baseTx-HD", "10baseT-FD", "10baseT-HD")}),
        ETHERNET, cuts="reconnect",
    ),
    _physical("advertise", Flag(), ETHERNET),
    _physical("mtu", Clearable(Number(576, 9000, "bytes"), "auto"), absent="auto", fallback_absent="auto", fallback_read=("mtu",), chosen_by_router="auto"),
    _physical("mss", Clearable(Number(536, 1452, "bytes"), "auto"), absent="auto", fallback_absent="auto", fallback_read=("mss",)),
    Field("ttl", Clearable(Number(1, 255), "none"), "physical.ttl"),
    _physical("mac", Clearable(Mac(), "auto"), ETHERNET, absent="auto", cuts="re-address"),
    _physical("vlan", Clearable(Number(1, 4094), "none"), ETHERNET | DSL, absent="none", cuts="re-address"),
    Field("vpi", Number(1, 255), "physical.vpi", kinds=DSL, cuts="re-address"),
    Field("vci", Number(32, 65535), "physical.vci", kinds=DSL, cuts="re-address"),
    Field("gre_uplink", Number(0, ANY_INT), "physical.greUplink", cuts="re-route"),
    Field("openvpn.uplinks", ListOf(Mapped(needed("id", "priority", codec=Number(0, ANY_INT)))), "physical.openvpn.uplink", cuts="re-route"),
    Field("openvpn.failback", Flag(), "physical.openvpn.failback"),
)  # fmt: skip

HEALTH = (
    Field("health_check.enable", Flag(), "healthcheck.enable", ("healthcheck.enable",)),
    Field("health_check.method", words(*HEALTH_METHODS), "healthcheck.method.type", ("healthcheck.method",)),
    Field(
        "health_check.hosts", ListOf(Address(), most=2), "healthcheck.method.detail.host",
        tuple(f"healthcheck.{method}.host" for method in ("ping", "nslookup", "dns", "smartcheck")),
        absent=[], only_with=("health_check.method", HOST_METHODS),
    ),
    Field(
        "health_check.include_public_dns", Flag(), "healthcheck.method.detail.includedPublic",
        ("healthcheck.nslookup.includePublic", "healthcheck.dns.includePublic"),
        only_with=("health_check.method", frozenset({"nslookup"})),
    ),
    Field(
        "health_check.urls", URLS, "healthcheck.method.detail.host", ("healthcheck.http.url",), absent=[],
        only_with=("health_check.method", frozenset({"http"})),
        # Whether the list within a list is meant or a slip is not known, so the flat one is tried second.
        other_forms=(Form("healthcheck.method.detail.host", ListOf(URLS.inner, most=2).encode),),
    ),
    Field("health_check.timeout_ms", Milliseconds(200, 10000, "milliseconds", shown=SECONDS_SHOWN), "healthcheck.timeout", ("healthcheck.timeout",)),
    Field("health_check.interval", Number(5, 3600, "seconds"), "healthcheck.interval", ("healthcheck.interval",)),
    Field("health_check.retry", Number(1, 20), "healthcheck.retry", ("healthcheck.retry",)),
    Field("health_check.recovery", Number(1, 20), "healthcheck.recovery", ("healthcheck.recovery",)),
)  # fmt: skip


def _allowance(option: str, codec: Codec, place: str = "") -> Field:
    place = f"bandwidthAllowanceMonitor.{place or option}"
    return Field(f"bandwidth_allowance_monitor.{option}", codec, place, (place,), (place,))


SERVICES = (
    _allowance("enable", Flag()),
    _allowance("action", ALLOWANCE_ACTION),
    _allowance("start", START_DAY),
    _allowance("monthly_allowance_mb", ALLOWANCE, "monthlyAllowance"),
    Field("ddns.enable", Flag(), "ddns.enable", ("connection.ddns.enable",)),
    Field(
        "ddns.provider",
        Word({word: word for word in ("changeip", "dyndns", "noip", "tzo", "dnsomatic", "others")}, aliases={"customUrl": "others"}),
        "ddns.provider", ("connection.ddns.provider",),
    ),
    Field("ddns.custom_url", Text(), "ddns.customUrl", ("connection.ddns.customUrl",)),
    Field("ddns.use_wan_ip", Flag(), "ddns.useWanIp"),
    Field("ddns.username", Text(), "ddns.username", ("connection.ddns.username",)),
    Field("ddns.password", Text(hide=True), "ddns.password", ("connection.ddns.password",)),
    Field("ddns.hosts", ListOf(Text()), "ddns.host", ("connection.ddns.host",)),
)  # fmt: skip

RADIO = (
    Field(
        "modem.operator", Mapped(OPERATOR | members(dial_number=Text(pattern="[0-9*#]+", hint="hold only digits, * and #")), clearable=True),
        "modem.operator", ("connection.modem.operator",), kinds=MODEM, cuts="reconnect",
    ),
    Field("modem.sim_pin", SIM_PIN, "modem.simPin", ("connection.modem.simPin",), kinds=MODEM, cuts="reconnect"),
    Field(
        "modem.mobile_type", Word({"4g": "4G", "3g": "3G", "2g": "2G"}, shown_only=("2g_3g", "3g_2g")), "modem.mobileType",
        ("connection.modem.mobileType",), kinds=MODEM, cuts="reconnect",
    ),
    Field(
        "modem.huawei_band", ListOf(Word({"gsm1900": "GSM1900", "gsm900_gsm1800_wcdma2100": "GSM900/GSM1800/WCDMA2100"})),
        "modem.huaweiBand", ("connection.modem.huaweiBand",), kinds=MODEM, cuts="reconnect",
    ),
    _cellular("use_external_antenna", Flag()),
    _cellular("sim_card_scheme", Word({"both": "", "1": "1", "2": "2", "alternate": "alternate", "remote_sim": "remote_sim"})),
    _cellular("preferred_sim", Clearable(Number(1, 2), "none")),
    _cellular("idle_timeout", NONE_INT),
    _cellular("failback_timeout", NONE_INT),
    _cellular("remote_sim", ListOf(Text(), empty=None)),
    _cellular("alternate_sim", Mapped(needed("day", "hour", codec=Number(0, ANY_INT)))),
    _cellular("signal_threshold", signal_threshold(-125, -10)),
    Field("cellular.sims", SIM, "cellular.sim", key="id", key_codec=Number(1, 2), kinds=CELLULAR, cuts="reconnect"),
    _wifi("country", Number(0, ANY_INT)),
    _wifi("channel_width", Word({
        "20mhz": "20 MHz", "20_40mhz": "20/40 MHz", "40mhz": "40MHz", "80mhz": "80 MHz", "20_40_80mhz": "20/40/80 MHz", "auto": "auto",
    })),
    _wifi("channel", ListOf(Number(0, ANY_INT))),
    _wifi("power", words("custom", "auto", "manual", "high", "medium", "low", "max")),
    _wifi("power_boost", Flag()),
    _wifi("data_rate", Text(pattern="MCS[0-9]", hint="be MCS0 to MCS9")),
    _wifi("roaming", ROAMING),
    _wifi("auto_connect", Flag()),
    _wifi("beacon_miss_counter", Number(2, 100)),
    _wifi("channel_scan_interval", Number(5, 1000)),
    _wifi("signal_threshold", signal_threshold(-192, 63)),
    Field("wifi_profile", Opaque(), "wifiProfile", kinds=WIFI, cuts="reconnect"),
)  # fmt: skip


def _options(group: str, fields: tuple[Field, ...]) -> tuple[str, ...]:
    return tuple(f.option for f in fields if f.group == group)


METHOD_OPTIONS = _options("method", METHOD)
PROBE = ("health_check.method", "health_check.hosts", "health_check.include_public_dns", "health_check.urls")

TOGETHER = (
    Together(METHOD_OPTIONS, needs=("method.type",)),
    Together(METHOD_OPTIONS, needs=("method.ip", "method.mask", "method.gateway"), when={"method.type": "static_ip"}),
    Together(METHOD_OPTIONS, needs=("method.username", "method.password"), when={"method.type": "pppoe"}),
    Together(METHOD_OPTIONS, needs=("method.username", "method.password", "method.host"), when={"method.type": "l2tp"}),
    Together(METHOD_OPTIONS, needs=("method.host", "method.local", "method.remote"), when={"method.type": "gre"}),
    Together(_options("health_check", HEALTH), needs=("health_check.enable",)),
    Together(PROBE, needs=("health_check.method",), along=PROBE[1:]),
    Together(_options("hot_standby", GENERAL), needs=("hot_standby.enable",)),
    Together(_options("ddns", SERVICES), needs=("ddns.use_wan_ip", "ddns.username", "ddns.password", "ddns.hosts"), alone={"ddns.enable": False}),
)


def _check(state: Flat) -> str:
    method, mtu, mss = state.get("method.type"), state.get("mtu"), state.get("mss")
    if method == "pppoe" and isinstance(mtu, int) and mtu > 1492:
        return "mtu must be at most 1492 with PPPoE"
    if method == "gre" and isinstance(mtu, int) and mtu > 1476:
        return "mtu must be at most 1476 with GRE"
    if isinstance(mtu, int) and isinstance(mss, int) and mss > mtu - 40:
        return f"mss must be at most mtu minus 40, which is {mtu - 40}"
    if state.get("dns.auto") is False and state.get("dns.servers") == []:
        return "dns.servers must name a server with dns.auto false"
    if method == "static_ip" and state.get("method.ip") == "none":
        return "method.ip must be an address with method.type static_ip"
    if state.get("health_check.method", "ping") != "ping" and state.get("health_check.timeout_ms", 1000) < 801:
        return "health_check.timeout_ms below 801 works only with health_check.method ping"
    return ""


def _frozen(item: Item, changes: Flat) -> str:
    missing = sorted(set(changes) - {"name", "enable"})
    if item.raw.get("asLan") is True and missing:
        return f"its port is used as a LAN port, so it has no {', '.join(missing)}"
    if item.flat.get("method.type") == "drop_in" and changes.get("method.type"):
        return "it is in drop-in mode, which the API can neither set nor leave; change method.type in Web Admin"
    return ""


def _body(writes: Sequence[Write]) -> dict[str, Any]:
    return {"action": "update", "list": [{**write.key, **write.body} for write in writes]}


WAN_CONNECTION = Resource(
    section="wan_connections",
    title="WANs",
    noun="WAN",
    read=Read("config.wan.connection"),
    fallback_read=Read("status.wan.connection"),
    write="config.wan.connection",
    fields=GENERAL + METHOD + PHYSICAL + HEALTH + SERVICES + RADIO,
    together=TOGETHER,
    defaults={"healthcheck.method.detail": {}},
    body=_body,
    check=_check,
    kind=kind_of_wan,
    kind_in_status=True,
    frozen=_frozen,
)

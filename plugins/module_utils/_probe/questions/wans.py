# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What GET of config.wan.connection looks like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..._common.codecs.base import MASKED_SECRET
from ..._common.redaction import is_secret_name
from ..._common.untrusted import as_map
from ..evidence import Evidence
from ..question import Question, Third, word_of
from ..staged import staged_wan

WANS = ("WANs",)
_METHODS = {
    "dhcp": "camel",
    "staticIp": "camel",
    "pppoe": "camel",
    "l2tp": "camel",
    "gre": "camel",
    "dropIn": "camel",
    "DHCP": "table",
    "Static IP": "table",
    "PPPoE": "table",
    "L2TP": "table",
    "GRE": "table",
    "Drop In": "table",
}
# The word of a method that is in no list for GET tells nothing of the lists.
_UNLISTED = ("openvpn", "OpenVPN")


def connections(evidence: Evidence) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The section connection of each WAN that has one."""
    for key, wan in evidence.entries("WANs"):
        if isinstance(wan.get("connection"), Mapping):
            yield key, wan["connection"]


def _method_words(evidence: Evidence) -> Iterator[Any]:
    for _key, connection in connections(evidence):
        if connection.get("method") not in _UNLISTED:
            yield from word_of(connection.get("method"), _METHODS, "connection.method")


def _member_names(evidence: Evidence) -> list[Any]:
    """Mixed: the names of the example on the first, third, ... WAN; server, dns and bandwidth on the others."""
    rows: dict[str, list[set[str]]] = {"host": [], "server": [], "value": [], "bandwidth": []}
    for wan in (wan for _key, wan in evidence.entries("WANs")):
        connection, check = as_map(wan.get("connection")), as_map(wan.get("healthcheck"))
        rates = [as_map(rate) for rate in as_map(connection.get("bandwidth")).values()]
        found = {
            "host": "host" in as_map(connection.get("dns")) or "nslookup" in check,
            "server": "server" in as_map(connection.get("dns")) or "dns" in check,
            "value": any("value" in rate for rate in rates),
            "bandwidth": any("bandwidth" in rate for rate in rates),
        }
        for name, row in rows.items():
            row.append({name} if found[name] else set())
    used = [set().union(*columns) for columns in zip(*rows.values(), strict=True)]
    fits = {
        "example": all(not {"server", "bandwidth"} & one for one in used),
        "table": all(not {"host", "bandwidth"} & one for one in used),
        "mixed": all(not ({"host", "value"} if place % 2 else {"server", "bandwidth"}) & one for place, one in enumerate(used)),
    }
    possible = [name for name, fit in fits.items() if fit]
    return possible if len(possible) == 1 else [] if possible else [Third("WANs use names of the example and of the table in another mixture")]


def _deprecated_names(evidence: Evidence) -> Iterator[Any]:
    for _key, connection in connections(evidence):
        new, old = ({"pepvpnNat", "hotStandby"} & set(connection), {"pepVpnNat", "hotStandBy"} & set(connection))
        if new or old:
            yield "both" if new and old else "new" if new else "old"


def _unset_hostname(evidence: Evidence) -> Iterator[Any]:
    for _key, connection in connections(evidence):
        if isinstance(connection.get("dhcp"), Mapping):
            hostname = connection["dhcp"].get("hostname")
            if not hostname:
                yield "absent" if "hostname" not in connection["dhcp"] else "empty" if hostname == "" else Third("connection.dhcp.hostname is null")


def _wovlan(evidence: Evidence) -> Iterator[Any]:
    wovlan = {key for key, wan in evidence.entries("status WANs") if wan.get("type") == "wovlan"}
    for key, wan in evidence.entries("WANs"):
        if key in wovlan:
            yield from word_of(as_map(wan.get("physical")).get("type"), {"wovlan": "wovlan", "ethernet": "ethernet"}, "physical.type")


def _info_type_filter(evidence: Evidence) -> Iterator[Any]:
    filtered = dict(evidence.entries("WANs filtered"))
    for key, wan in evidence.entries("WANs"):
        if "multipleIp" in wan and key in filtered:
            yield "head_kept" if "multipleIp" in filtered[key] else "strict"


def _cellular_section(evidence: Evidence) -> Iterator[Any]:
    for _key, wan in evidence.entries("WANs"):
        if as_map(wan.get("physical")).get("type") == "gobi":
            yield "shown" if "cellular" in wan else "absent"


def secrets(value: Any, secret: bool = False) -> Iterator[str]:
    """The texts below members whose names say that they hold a secret, without empty ones."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from secrets(item, is_secret_name(str(name)))
    elif isinstance(value, list):
        for item in value:
            yield from secrets(item, secret)
    elif secret and isinstance(value, str) and value:
        yield value


def _masked(step: str, evidence: Evidence) -> set[bool]:
    return {text == MASKED_SECRET for text in secrets(evidence.response(step))}


def _masked_secrets(evidence: Evidence) -> list[Any]:
    wans, others = _masked("WANs", evidence), _masked("SSIDs", evidence) | _masked("mesh", evidence)
    if len(wans) > 1 or len(others) > 1 or (wans == {False} and others == {True}):
        return [Third("some secrets are masked and others are not")]
    if others == {True}:
        return ["all"]
    return ["none"] if wans == {False} else ["stated"] if wans == {True} and others == {False} else []


def _dns_while_automatic(evidence: Evidence) -> Iterator[Any]:
    for _key, connection in connections(evidence):
        dns = as_map(connection.get("dns"))
        if dns.get("auto") is True and (dns.get("host") or dns.get("server")):
            yield "shown"
    dns = as_map(as_map(staged_wan(evidence, "automatic DNS").get("connection")).get("dns"))
    if dns.get("auto") is True:
        yield "shown" if dns.get("host") or dns.get("server") else "hidden"


QUESTIONS = (
    Question(
        "method_words",
        "21",
        ("camel", "table"),
        WANS,
        _method_words,
        "no WAN shows a method that the lists name",
        "Modules read both spellings of the method.",
    ),
    Question(
        "member_names",
        "22",
        ("example", "table", "mixed"),
        WANS,
        _member_names,
        "no WAN shows DNS servers or a DNS health check that tell the names apart",
        "Modules read all of these names.",
    ),
    Question(
        "masked_secrets",
        "19",
        ("stated", "all", "none"),
        ("WANs", "SSIDs", "mesh"),
        _masked_secrets,
        "no secret is set that tells the cases apart",
        "Where secrets are masked, modules cannot compare them and rely on their records; where they are not, check what you share of a backup.",
    ),
    Question(
        "wovlan_in_config",
        "section 11",
        ("wovlan", "ethernet"),
        ("WANs", "status WANs"),
        _wovlan,
        "there is no WAN over VLAN",
        "Modules take the kind of a WAN from its status where the configuration does not tell.",
    ),
    Question(
        "deprecated_names",
        "section 5",
        ("new", "old", "both"),
        WANS,
        _deprecated_names,
        "no WAN shows pepvpnNat or hotStandby in any spelling",
        "Modules read the old and the new names.",
    ),
    Question(
        "unset_hostname",
        "section 5",
        ("empty", "absent"),
        WANS,
        _unset_hostname,
        "every WAN with DHCP has a host name, or there is none",
        "Modules take an absent host name for an empty one.",
    ),
    Question(
        "dns_hosts_while_automatic",
        "section 5",
        ("shown", "hidden"),
        ("WANs", "automatic DNS", "automatic DNS shown"),
        _dns_while_automatic,
        "no WAN with automatic DNS shows servers, which may be because none are set",
        "Where they are hidden, modules cannot compare the DNS servers of a WAN with automatic DNS.",
    ),
    Question(
        "info_type_filter",
        "68",
        ("head_kept", "strict"),
        ("WANs", "WANs filtered"),
        _info_type_filter,
        "no WAN shows multipleIp",
        "Modules that ask for some sections must ask for multipleIp too.",
    ),
    Question(
        "cellular_section",
        "69",
        ("absent", "shown"),
        WANS,
        _cellular_section,
        "there is no cellular WAN",
        "Modules do not compare cellular settings yet. Where they are shown, modules could do so.",
    ),
)

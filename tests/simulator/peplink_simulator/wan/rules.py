# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules between members that a schema of the body alone cannot express."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import ApiError, bad_value, unsupported_hardware
from ..store import Item
from ..unknowns import Unknowns
from .initial import WIRED

WRITABLE_AS_LAN = {"id", "name", "enable"}
KIND_OF_SECTION = {"cellular": "cellular", "wifi": "wifi", "wifiProfile": "wifi", "modem": "modem"}
ETHERNET_ONLY = ("speed", "advertise", "mac", "vlan")
DSL_ONLY = ("vpi", "vci")
DETAILS_REQUIRED = {"staticIp", "pppoe", "l2tp", "gre"}
HIGHEST_MTU = {"pppoe": 1492, "gre": 1476}
SLOW_HEALTHCHECK_FLOOR = 801
HEADER_BYTES = 40
SIM_SLOTS = (1, 2)
WRONG = "wrong"
UNSUPPORTED = "unsupported"
Problem = tuple[str, str]


def check_update(before: Item, after: Item, patch: Item, unknowns: Unknowns) -> None:
    """Raises ApiError for the first broken rule. `after` is `before` with the patch merged in."""
    for kind, what in _problems(before, after, patch):
        raise _error(kind, what, unknowns)


def _error(kind: str, what: str, unknowns: Unknowns) -> ApiError:
    return unsupported_hardware(unknowns) if kind == UNSUPPORTED else bad_value(unknowns, what)


def _problems(before: Item, after: Item, patch: Item) -> Iterator[Problem]:
    if before["asLan"]:
        yield from ((WRONG, f"{name} of a port used as LAN") for name in patch if name not in WRITABLE_AS_LAN)
        return
    yield from _hardware(before, patch)
    yield from _method(before, after, patch)
    yield from _packet_sizes(before, after, patch)
    yield from _healthcheck(after, patch)
    yield from _ddns(after, patch)
    yield from _cellular(after, patch)
    yield from _wifi(after, patch)
    if patch.get("connection", {}).get("priority", 0) < 0:
        yield WRONG, "connection/priority"


def _hardware(before: Item, patch: Item) -> Iterator[Problem]:
    kind = before["kind"]
    for name, wanted in KIND_OF_SECTION.items():
        if name in patch and kind != wanted:
            yield UNSUPPORTED, name
    if "cellularModule" in patch.get("connection", {}) and kind != "cellular":
        yield UNSUPPORTED, "connection/cellularModule"
    physical = patch.get("physical", {})
    for name in ETHERNET_ONLY:
        if name in physical and kind not in WIRED:
            yield UNSUPPORTED, f"physical/{name}"
    for name in DSL_ONLY:
        if name in physical:
            yield UNSUPPORTED, f"physical/{name}"
    if "openvpn" in physical and kind != "openvpn":
        yield UNSUPPORTED, "physical/openvpn"


def _method(before: Item, after: Item, patch: Item) -> Iterator[Problem]:
    physical = patch.get("physical", {})
    after_type = after["connection"]["method"]["type"]
    if "greUplink" in physical and after_type != "gre":
        yield WRONG, "physical/greUplink without method gre"
    method = patch.get("connection", {}).get("method") or {}
    wanted, kind = method.get("type"), before["kind"]
    if wanted is None:
        return
    before_type = before["connection"]["method"]["type"]
    if before_type == "dropIn":
        yield WRONG, "connection/method of a drop-in WAN"
    if (wanted == "openvpn") != (kind == "openvpn"):
        yield UNSUPPORTED, "connection/method/type"
    if wanted != before_type and wanted in DETAILS_REQUIRED and "detail" not in method:
        yield WRONG, "connection/method/detail (missing)"
    detail = after["connection"]["method"].get("detail", {})
    if wanted == "gre" and kind in WIRED and "staticIp" not in detail:
        yield WRONG, "connection/method/detail/staticIp (missing)"
    changed = method.get("detail", {})
    if "ipPassthrough" in changed and kind not in (*WIRED, "cellular"):
        yield UNSUPPORTED, "connection/method/detail/ipPassthrough"
    if changed.get("staticRoute") and not detail.get("ipPassthrough"):
        yield WRONG, "connection/method/detail/staticRoute without ipPassthrough"


def _packet_sizes(before: Item, after: Item, patch: Item) -> Iterator[Problem]:
    method = after["connection"]["method"]["type"]
    if "physical" not in patch and method == before["connection"]["method"]["type"]:
        return
    physical = after.get("physical", {})
    mtu, mss = physical.get("mtu"), physical.get("mss")
    jumbo = 9000 if after["kind"] in WIRED else 1500
    if mtu is not None and mtu > HIGHEST_MTU.get(method, jumbo):
        yield WRONG, f"physical/mtu above the limit of {method}"
    if mtu is not None and mss is not None and mss > mtu - HEADER_BYTES:
        yield WRONG, "physical/mss above mtu - 40"


def _healthcheck(after: Item, patch: Item) -> Iterator[Problem]:
    if "healthcheck" not in patch:
        return
    check = after["healthcheck"]
    method = check.get("method", {}).get("type")
    if method == "openvpn" and after["kind"] != "openvpn":
        yield UNSUPPORTED, "healthcheck/method/type"
    if method != "ping" and check.get("timeout", SLOW_HEALTHCHECK_FLOOR) < SLOW_HEALTHCHECK_FLOOR:
        yield WRONG, "healthcheck/timeout below 801 without ping"
    if method == "http" and len(check["method"].get("detail", {}).get("host", [])) > 2:
        yield WRONG, "healthcheck/method/detail/host (maxItems)"


def _ddns(after: Item, patch: Item) -> Iterator[Problem]:
    ddns = after.get("ddns", {})
    if "ddns" in patch and ddns.get("enable") and not ddns.get("host") and ddns.get("provider") != "dnsomatic":
        yield WRONG, "ddns/host (empty)"


def _cellular(after: Item, patch: Item) -> Iterator[Problem]:
    change = patch.get("cellular", {})
    for sim in change.get("sim") or []:
        if sim["id"] not in SIM_SLOTS:
            yield WRONG, "cellular/sim/id"
    if change.get("simCardScheme") == "remote_sim" or change.get("remoteSim"):
        yield UNSUPPORTED, "cellular/simCardScheme"
    if "alternateSim" in change and after["cellular"].get("simCardScheme") != "alternate":
        yield WRONG, "cellular/alternateSim without simCardScheme alternate"


EXPRESS_ONLY = ("diagnosticLevel", "signalMode", "forceRoam", "confirmPeriod", "backupDisconnect", "authenticationTimeout")


def _wifi(after: Item, patch: Item) -> Iterator[Problem]:
    change = patch.get("wifi", {}).get("roaming", {}).get("algorithm", {}).get("detail", {})
    if not change:
        return
    algorithm = after["wifi"]["roaming"]["algorithm"]
    kind, detail = algorithm.get("type"), algorithm["detail"]
    if "intensiveScan" in change and kind != "advanced":
        yield WRONG, "wifi/roaming/algorithm/detail/intensiveScan without type advanced"
    for name in EXPRESS_ONLY:
        if name in change and kind != "express":
            yield WRONG, f"wifi/roaming/algorithm/detail/{name} without type express"
    mode = change.get("signalMode", {}).get("detail", {})
    mode_type = detail.get("signalMode", {}).get("type")
    for name, wanted in (("minimumSignalDifference", "relative"), ("signalThreshold", "absolute")):
        if name in mode and mode_type != wanted:
            yield WRONG, f"wifi/roaming/algorithm/detail/signalMode/detail/{name} without type {wanted}"
    if "delay" in change.get("backupDisconnect", {}) and detail["backupDisconnect"].get("mode") != "delay":
        yield WRONG, "wifi/roaming/algorithm/detail/backupDisconnect/delay without mode delay"

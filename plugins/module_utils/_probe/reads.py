# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the probe asks at level read, in this order: every function that reads, and what tells cases apart.

An entry names its step, its function and its arguments. Where these depend on the router, a function gives them from what was answered before,
or None to leave the step out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .._common.untrusted import as_map, maps_in
from .evidence import Evidence, entries

Arguments = Callable[[Evidence], "Mapping[str, Any] | None"]


@dataclass(frozen=True)
class Ask:
    """A step: a GET with a query, or with ``post`` a POST that only reads."""

    step: str
    function: str
    arguments: Arguments = lambda evidence: {}
    post: bool = False


def _always(**arguments: Any) -> Arguments:
    return lambda evidence: arguments


def _wans(evidence: Evidence) -> list[int]:
    return [int(key) for key, _wan in evidence.entries("status WANs") if key.isdigit()]


def _of_type(*types: str) -> Callable[[Evidence], int | None]:
    """The first WAN of a type."""
    return lambda evidence: next((int(key) for key, wan in evidence.entries("status WANs") if key.isdigit() and wan.get("type") in types), None)


def _connection(wan: Callable[[Evidence], int | None], **more: Any) -> Arguments:
    return lambda evidence: None if (found := wan(evidence)) is None else {"connId": found, **more}


_CELLULAR = _of_type("cellular")
_WIFI = _of_type("wifi", "wireless")


def _comma(evidence: Evidence) -> Mapping[str, Any] | None:
    wans = _wans(evidence)
    return {"id": ",".join(map(str, wans[:2]))} if len(wans) > 1 else None


def _missing(evidence: Evidence) -> Mapping[str, Any] | None:
    wans = _wans(evidence)
    return {"id": [wans[0], max(wans) + 50]} if wans else None


def _tunnel(evidence: Evidence) -> Mapping[str, Any] | None:
    """The first peer that is connected; an array without ids is in the order that profile and number would have."""
    peers = as_map(evidence.response("VPN")).get("peer")
    found = [key for key, _peer in entries(peers)] or [peer["peerId"] for peer in maps_in(peers) if isinstance(peer.get("peerId"), str)]
    plain = [f"{peer['profileId']}-1" for peer in maps_in(peers) if isinstance(peer.get("profileId"), int)]
    named = [*found, *plain]
    return {"infoType": "tunnel", "tunnelOption": named[0]} if named else None


_GPIO: Mapping[str, Any] = {"list": []}

READS = (
    Ask("firmware", "info.firmware"),
    Ask("status WANs", "status.wan.connection"),
    Ask("WANs", "config.wan.connection"),
    Ask("WANs filtered", "config.wan.connection", _always(infoType="healthcheck")),
    Ask("SSIDs", "config.ssid.profile"),
    Ask("mesh", "config.mesh"),
    Ask("Connect Protect", "config.speedfusionConnectProtect"),
    Ask("ports", "config.port"),
    Ask("GPIO by GET", "config.gpio"),
    Ask("priority by GET", "config.wan.connection.priority"),
    Ask("status WANs comma", "status.wan.connection", _comma),
    Ask("status WANs missing", "status.wan.connection", _missing),
    Ask("allowance", "status.wan.connection.allowance"),
    Ask("VPN", "status.pepvpn"),
    Ask("VPN tunnels", "status.pepvpn", _always(infoType="tunnel")),
    Ask("VPN tunnel", "status.pepvpn", _tunnel),
    Ask("clients", "status.client"),
    Ask("clients full", "status.client", _always(outputWeight="full")),
    Ask("LAN", "status.lan.profile"),
    Ask("status ports", "status.port"),
    Ask("mesh access points", "status.extap.mesh"),
    Ask("mesh links", "status.extap.mesh.link"),
    Ask("GPIO in", "status.gpio.input"),
    Ask("GPIO in digital", "status.gpio.input", _always(infoType="digital")),
    Ask("GPIO in digial", "status.gpio.input", _always(infoType="digial")),
    Ask("GPIO out", "status.gpio.output"),
    Ask("location", "info.location"),
    Ask("time", "info.time"),
    Ask("access point", "cmd.ap"),
    Ask("carrier scan", "cmd.carrier.scan", _connection(_CELLULAR, reference=True)),
    Ask("carrier scan elsewhere", "cmd.carrier.scan", _connection(_of_type("ethernet"), reference=True)),
    Ask("SMS", "cmd.sms.get", _connection(_CELLULAR)),
    Ask("Wi-Fi scan", "cmd.wifi.scan", _connection(_WIFI)),
    Ask("Wi-Fi result", "cmd.wifi.result", _connection(_WIFI)),
    Ask("mesh candidates", "cmd.mesh.discover.result"),
    Ask("system info", "status.system.info"),
    Ask("CPU", "status.cpu"),
    Ask("traffic", "status.traffic"),
    Ask("status LAN", "status.lan"),
    Ask("latency", "status.wan.latency"),
    Ask("status WANs again", "status.wan.connection"),
)

# Only POST has these, or they are known to answer it too; none of them changes anything.
READING_POSTS = (
    Ask("GPIO", "config.gpio", lambda evidence: _GPIO, post=True),
    Ask("temperature", "status.cellularModule.temperature", _connection(_CELLULAR), post=True),
    Ask("carrier scan by POST", "cmd.carrier.scan", _connection(_CELLULAR), post=True),
    Ask("cell scan", "cmd.channelPci.scan", _connection(_CELLULAR), post=True),
    Ask("location by POST", "info.location", post=True),
    Ask("allowance by POST", "status.wan.connection.allowance", post=True),
    Ask("SMS by POST", "cmd.sms.get", _connection(_CELLULAR), post=True),
)

# For a user who logs in: tokens never reach these.
ADMIN_READS = (Ask("API clients", "auth.client"), Ask("API tokens", "auth.client.token"))

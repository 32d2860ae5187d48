# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Firmware versions, and what each one brought to the API."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Release:
    """A firmware: the operations that it has first (``adds``), and those that its documentation is the first not to list any more (``drops``)."""

    version: str
    adds: tuple[str, ...]
    drops: tuple[str, ...] = ()


# POST cmd.wan.cellular is documented for 8.3.0; how it was asked before is told by older copies of the document.
RELEASES = (
    Release("7.0.0", adds=("POST login", "POST logout")),
    Release("7.0.2", adds=("GET cmd.ap", "POST cmd.ap")),
    Release("7.1.0", adds=("GET status.lan.profile", "GET status.pepvpn")),
    Release(
        "7.1.1",
        adds=(
            "GET auth.client",
            "POST auth.client",
            "GET auth.client.token",
            "POST auth.token.grant",
            "POST auth.token.revoke",
            "POST cmd.config.apply",
            "POST cmd.config.discard",
            "POST cmd.wifi.connect",
            "POST cmd.wifi.disconnect",
            "POST cmd.wifi.forget",
            "GET cmd.wifi.result",
            "GET cmd.wifi.scan",
            "GET config.ssid.profile",
            "POST config.ssid.profile",
            "POST config.wan.connection.priority",
            "GET info.firmware",
        ),
    ),
    Release(
        "8.0.0",
        adds=(
            "POST cmd.cellularModule.rescanNetwork",
            "POST cmd.cellularModule.reset",
            "POST cmd.sms.sendMessage",
            "POST cmd.wan.cellular",
            "GET status.wan.connection",
            "GET status.wan.connection.allowance",
        ),
    ),
    Release("8.0.1", adds=("GET cmd.carrier.scan", "POST cmd.carrier.select", "GET info.location", "GET status.client")),
    Release("8.1.0", adds=("POST cmd.billing.newCycle", "POST cmd.carrier.scan", "POST cmd.sendUssd", "GET cmd.sms.get")),
    Release(
        "8.1.1",
        adds=(
            "POST cmd.channelPci.lock",
            "POST cmd.channelPci.scan",
            "POST cmd.port.poe.disable",
            "POST cmd.port.poe.enable",
            "POST config.gpio",
            "GET config.wan.connection",
            "POST config.wan.connection",
        ),
    ),
    Release("8.2.0", adds=("POST cmd.system.reboot",)),
    Release("8.3.0", adds=("GET config.speedfusionConnectProtect", "POST config.speedfusionConnectProtect")),
    Release("8.3.2", adds=("GET config.mesh", "POST config.mesh", "GET status.extap.mesh")),
    Release("8.4.1", adds=("POST status.cellularModule.temperature",)),
    Release("8.4.2", adds=("POST cmd.mesh.discover", "GET cmd.mesh.discover.result", "POST cmd.mesh.request", "GET status.extap.mesh.link")),
    Release("8.5.0", adds=("POST cmd.config.restore", "POST cmd.starlink", "GET info.time", "GET status.gpio.input", "GET status.gpio.output")),
    Release(
        "8.5.2",
        adds=("POST cmd.sim.ussd.send", "POST cmd.sms.delete", "GET config.port", "POST config.port", "GET status.port"),
        drops=("POST cmd.config.restore", "POST cmd.sendUssd", "GET info.time", "GET status.gpio.input", "GET status.gpio.output"),
    ),
)

_SINCE = {operation: release.version for release in RELEASES for operation in release.adds}
_UNLISTED = {operation: release.version for release in RELEASES for operation in release.drops}


def since(method: str, function: str) -> str:
    """The first firmware that has an operation, empty if that is not known."""
    return _SINCE.get(f"{method} {function}", "")


def unlisted_since(method: str, function: str) -> str:
    """The first firmware whose documentation does not list an operation any more, empty if the newest one does."""
    return _UNLISTED.get(f"{method} {function}", "")


def version(text: str) -> tuple[int, ...]:
    """The leading dotted number of a firmware (``8.5.1s045 build 5258``)."""
    found = re.match(r"[0-9]+(\.[0-9]+)*", text)
    return tuple(int(part) for part in found[0].split(".")) if found else ()

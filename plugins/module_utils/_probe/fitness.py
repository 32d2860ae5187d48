# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a router may be experimented with, and on which WAN. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from .._common.untrusted import as_map
from .._wan.guards import management_wans
from .._wan.status import is_connected
from .evidence import Evidence

# What both functions show; where they differ, something may be staged.
_IN_BOTH = ("name", "enable")

ASSUMED = (
    "Nothing was pending before, as far as can be told: no WAN shows another name or state in the configuration than in the status. Edits of other "
    "functions cannot be seen. If somebody else had staged any, they are discarded."
)


def normal(fingerprint: str) -> str:
    """A fingerprint as it is compared."""
    return fingerprint.replace(":", "").strip().casefold()


def unconfirmed(confirm: str | None, fingerprint: str | None, host: str) -> str:
    """Why the consent does not count; empty if it does. It is the fingerprint of the certificate, or without TLS the host as it is written."""
    wanted = "the SHA-256 fingerprint of the router's certificate" if fingerprint else "the router's host as it is in the inventory"
    given = normal(confirm or "") == normal(fingerprint) if fingerprint else confirm == host
    if given:
        return ""
    return f"confirm is {'not that' if confirm else 'missing'}: it must be {wanted}, {normal(fingerprint) if fingerprint else host}"


def pending(evidence: Evidence) -> str:
    """What shows that something may be staged; empty if nothing does."""
    running = dict(evidence.entries("status WANs"))
    for key, wan in evidence.entries("WANs"):
        for member in _IN_BOTH:
            if member in wan and member in running.get(key, {}) and wan[member] != running[key][member]:
                return f"WAN {key} has another {member} in the configuration than in the status, so a change may be pending"
    return ""


def choose(evidence: Evidence, named: str | None, host: str, addresses: Collection[str]) -> int:
    """The WAN to experiment with: none that carries the connection, and of the others the least important. Raises ValueError, which says why not."""
    status = {int(key): dict(wan) for key, wan in evidence.entries("status WANs") if key.isdigit()}
    carriers, _why = management_wans(status, named, host, addresses)
    on_lan = any(lan.get("ip") in addresses for _key, lan in evidence.entries("LAN"))
    if not carriers and not on_lan:
        raise ValueError("it cannot be told which WAN carries this connection; set management_wan")
    if carriers and not any(is_connected(wan) for key, wan in status.items() if key not in carriers):
        raise ValueError("the router has no other way in: no WAN is connected but the one that carries this connection")
    found = [(int(key), wan) for key, wan in evidence.entries("WANs") if isinstance(wan.get("connection"), dict) and int(key) not in carriers]
    usable = [(key, wan) for key, wan in found if as_map(wan.get("connection")).get("method") in ("dhcp", "DHCP")] or found
    if not usable:
        raise ValueError("there is no WAN to experiment with but the one that carries this connection")
    wired = [entry for entry in usable if as_map(entry[1].get("physical")).get("type") in ("ethernet", "wovlan")]
    return max(wired or usable, key=_unimportance)[0]


def _unimportance(entry: tuple[int, Any]) -> tuple[bool, Any, int]:
    key, wan = entry
    priority = as_map(wan.get("connection")).get("priority")
    return (wan.get("enable") is not True, priority if isinstance(priority, int) else 0, key)

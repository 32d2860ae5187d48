# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The metric families: a table of what is exposed under which name and unit, and where it stands in the figures.

Names and units follow the conventions of Prometheus and OpenMetrics: base units, the unit at the end of the name, before the ``_total`` of a
counter. Labels are names of equipment, of which there are as many as there is equipment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .document import STATUSES, seconds

Figures = Mapping[str, Any]
Labels = Mapping[str, Any]
# The value of a metric, None if there is none.
Take = Callable[[Figures], Any]
# The things of one kind in the figures of a fleet, each with its labels.
Scope = Callable[[Figures], Iterator[tuple[Labels, Figures]]]


@dataclass(frozen=True)
class Family:
    """Metrics of one name, without the ``_total`` of counters. ``more`` are further labels, by what they are called in the figures."""

    name: str
    help: str
    scope: Scope
    take: Take
    unit: str = ""
    counter: bool = False
    more: tuple[str, ...] = ()


def _fleet(document: Figures) -> Iterator[tuple[Labels, Figures]]:
    yield {}, document


def _statuses(document: Figures) -> Iterator[tuple[Labels, Figures]]:
    for status in STATUSES:
        yield {"status": status}, {"count": document["summary"]["status"][status]}


def _routers(document: Figures) -> Iterator[tuple[Labels, Figures]]:
    for router in document["routers"]:
        yield {"router": router["name"]}, router


def _of_routers(subject: str, **labels: str) -> Scope:
    """The entries of a subject, with these labels beside the router's, by what they are called in the figures."""

    def scope(document: Figures) -> Iterator[tuple[Labels, Figures]]:
        for router in document["routers"]:
            for entry in router.get(subject, ()):
                yield {"router": router["name"], **{label: entry[source] for label, source in labels.items()}}, entry

    return scope


_wans = _of_routers("wans", wan="id", wan_name="name")
_vpn_peers = _of_routers("vpn_peers", peer="id", peer_name="name")
_mesh_peers = _of_routers("mesh_peers", mesh="mesh_id", peer="name")


def _in_wans(member: str) -> Scope:
    def scope(document: Figures) -> Iterator[tuple[Labels, Figures]]:
        for labels, wan in _wans(document):
            if wan.get(member):
                yield labels, wan[member]

    return scope


_cellular = _in_wans("cellular")
_allowances = _in_wans("allowance")


def _sims(document: Figures) -> Iterator[tuple[Labels, Figures]]:
    for labels, wan in _wans(document):
        for sim in wan.get("sims", ()):
            yield {**labels, "sim": sim["id"]}, sim


def _client_types(document: Figures) -> Iterator[tuple[Labels, Figures]]:
    for labels, router in _routers(document):
        for kind, count in router.get("clients", {}).get("by_type", {}).items():
            yield {**labels, "connection_type": kind}, {"count": count}


def _member(name: str) -> Take:
    return lambda record: record.get(name)


def _one(record: Figures) -> int:
    return 1


FAMILIES = (
    Family("peplink_figures_timestamp_seconds", "When the routers were read.", _fleet, lambda fleet: seconds(fleet["time"]), "seconds"),
    Family("peplink_figures_routers", "Routers by what came of reading them.", _statuses, _member("count")),
    Family("peplink_router_up", "Whether the router was read.", _routers, lambda router: router["status"] == "read"),
    Family("peplink_router_info", "The running firmware.", _routers, lambda router: 1 if router["firmware"] else None, more=("firmware",)),
    Family("peplink_wan_up", "Whether the WAN is connected.", _wans, _member("connected")),
    Family("peplink_wan_enabled", "Whether the WAN is enabled, its port no LAN port, and no schedule keeps it off.", _wans, _member("enabled")),
    Family("peplink_wan_standby", "Whether the WAN waits for another one to fail.", _wans, _member("standby")),
    Family("peplink_wan_priority", "Priority of the WAN, 1 is the highest.", _wans, _member("priority")),
    Family("peplink_wan_uptime_seconds", "For how long the WAN has been connected.", _wans, _member("uptime_seconds"), "seconds"),
    Family("peplink_wan_info", "The kind of the WAN.", _wans, _one, more=("type",)),
    Family("peplink_wan_wifi_signal_dbm", "Signal of the network that a Wi-Fi WAN has joined.", _wans, _member("wifi_signal_dbm"), "dbm"),
    Family("peplink_wan_allowance_used_bytes", "Use of the WAN, or of its active SIM, in the billing cycle.", _allowances, _member("used_bytes"), "bytes"),
    Family("peplink_wan_allowance_limit_bytes", "Allowance of the WAN, or of its active SIM.", _allowances, _member("limit_bytes"), "bytes"),
    Family("peplink_sim_active", "Whether the SIM is in use.", _sims, _member("active")),
    Family("peplink_sim_detected", "Whether the slot has a SIM.", _sims, _member("detected")),
    Family("peplink_sim_allowance_used_bytes", "Use of the SIM in the billing cycle.", _sims, _member("used_bytes"), "bytes"),
    Family("peplink_sim_allowance_limit_bytes", "Allowance of the SIM.", _sims, _member("limit_bytes"), "bytes"),
    Family("peplink_cellular_info", "Carrier, technology and band.", _cellular, _one, more=("carrier", "mobile_type", "band")),
    Family("peplink_cellular_signal_level", "Bars of the signal, 0 to 5.", _cellular, _member("signal_level")),
    Family(
        "peplink_cellular_roaming",
        "Whether the SIM is roaming.",
        _cellular,
        lambda cellular: None if "roaming" not in cellular else cellular["roaming"] != "home",
    ),
    Family("peplink_cellular_rssi_dbm", "RSSI of the first band.", _cellular, _member("rssi"), "dbm"),
    Family("peplink_cellular_rsrp_dbm", "RSRP of the first band.", _cellular, _member("rsrp"), "dbm"),
    Family("peplink_cellular_rsrq_db", "RSRQ of the first band.", _cellular, _member("rsrq"), "db"),
    Family("peplink_cellular_sinr_db", "SINR of the first band.", _cellular, _member("sinr"), "db"),
    Family("peplink_vpn_peer_up", "Whether the VPN peer is connected.", _vpn_peers, _member("connected")),
    Family("peplink_clients", "Clients that are active, by how they are connected.", _client_types, _member("count")),
    Family("peplink_mesh_peer_received_bytes", "Received from the mesh peer.", _mesh_peers, _member("receive_bytes"), "bytes", counter=True),
    Family("peplink_mesh_peer_transmitted_bytes", "Sent to the mesh peer.", _mesh_peers, _member("transmit_bytes"), "bytes", counter=True),
)

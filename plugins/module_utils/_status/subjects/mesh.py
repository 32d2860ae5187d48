# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Wireless meshes: who takes part (``status.extap.mesh``), and how they are linked (``status.extap.mesh.link``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..._common.codecs.base import UNKNOWN
from ..._common.read import Read
from ..notes import Notes
from ..shape import MAC, MEASURE, NUMBER, SERIAL_NUMBER, TEXT, Each, Keyed, Measure, Numbered, Record, SerialNumber, Value, part, word
from ..subject import Answers, Options, Subject

SECTIONS = {
    "networks": Read("status.extap.mesh"),
    "links": Read("status.extap.mesh.link"),
}


@dataclass(frozen=True)
class Rate:
    """A number of Mbps, which the router writes as 866.7M."""

    def decode(self, raw: Any) -> Any:
        return Measure().decode(re.sub("M(bps)?$", "", raw)) if isinstance(raw, str) else UNKNOWN


TRAFFIC = Record({"rate_mbps": Value(Rate()).at("rate"), "packets": NUMBER.at("packet"), "bytes": NUMBER.at("byte")})
PEER = Record({
    "mac": MAC,
    "serial_number": SERIAL_NUMBER.at("deviceInfo.serialNumber"),
    "name": TEXT.at("deviceInfo.name"),
    "device_id": NUMBER.at("deviceInfo.id"),
    "peer_name": TEXT,
    "mesh_id": TEXT,
    "link_type": TEXT,
    "protocol": TEXT,
    "duration": NUMBER,
    "rssi": NUMBER,
    "signal_level": NUMBER,
    "receive": TRAFFIC.at("rx"),
    "transmit": TRAFFIC.at("tx"),
})  # fmt: skip
NETWORKS = Numbered(Record({"mesh_id": TEXT, "peers": Each(PEER).at("peer")}))
ASSIGNED = Record({"assigned_mesh_ids": Each(TEXT).at("reference.assignedMeshId")})

END = Record({
    "serial_number": SERIAL_NUMBER,
    "transmit_mbps": MEASURE.at("txRate"),
    "receive_mbps": MEASURE.at("rxRate"),
    "signal_level": NUMBER,
    "rssi": NUMBER,
})  # fmt: skip
LINK = Record({"link_type": word("2.4ghz", "5ghz", "ethernet", "router"), "from": END, "to": END})
NODE = Record({"name": TEXT, "hops_to_gateway": NUMBER.at("minimumHopCountToGateway")})
LINKS = Record({"links": Each(LINK), "nodes": Keyed(NODE, key="serial_number", codec=SerialNumber())})


def _reads(options: Options, answers: Answers) -> Mapping[str, Read]:
    return {name: SECTIONS[name] for name in options.get("sections") or SECTIONS}


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    shown: dict[str, Any] = {}
    if "networks" in answers:
        shown |= {"networks": part(answers, "networks", NETWORKS, notes, []), **part(answers, "networks", ASSIGNED, notes, {})}
    if "links" in answers:
        # An answer without content says that there are none.
        shown |= {"links": [], "nodes": [], **part(answers, "links", LINKS, notes, {})}
    return shown


MESH = Subject("mesh", (_reads,), _decode, spare=frozenset(SECTIONS))

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""SpeedFusion VPN: profiles, peers and tunnels of ``status.pepvpn``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..._common.codecs.base import UNKNOWN
from ..._common.codecs.scalar import Number
from ..._common.read import Read
from ..notes import Notes
from ..shape import FLAG, NUMBER, SERIAL_NUMBER, TEXT, Derived, Each, Keyed, Numbered, Record, Shape, Value, camel, part, word
from ..subject import Answers, Options, Subject

FUNCTION = "status.pepvpn"
# What tells the entries of a section apart.
SECTIONS = {"profiles": "id", "peers": "peer_id", "tunnels": "peer_id"}
DEFAULT_SECTIONS = ("profiles", "peers")

PEER_ID = re.compile("[0-9]+-[0-9]+")

# Some web servers take no request line of more than 4 KiB.
MOST_PEERS_AT_ONCE = 250


@dataclass(frozen=True)
class Total:
    """A number, or a list of the numbers that add up to it."""

    def decode(self, raw: Any) -> Any:
        parts = [Number(0, 0).decode(number) for number in (raw if isinstance(raw, list) else [raw])]
        return UNKNOWN if UNKNOWN in parts else sum(parts)


TOTAL = Value(Total())
STATUS = word("start", "authen", "tunnel", "route", "conflict", "connected")
STATE = word(
    *("invalid", "wan_down", "wan_disabled", "detecting", "failure", "remote_failure", "cold", "standby", "active"),
    *("p_suspd", "d_suspd", "u_suspd", "p_activ", "d_activ", "u_activ"),
    statndby="standby",
)

PROFILE = Record({
    "name": TEXT,
    "type": TEXT,
    "master": FLAG,
    "vlan": NUMBER.at("vlanId"),
    "status": STATUS,
    "peer_count": NUMBER,
    "conflict_count": NUMBER,
    "user_shared": FLAG,
    "user_count": NUMBER,
})  # fmt: skip
PEER = Record({
    "peer_id": TEXT,
    "profile_id": NUMBER,
    "name": TEXT,
    "serial_number": SERIAL_NUMBER,
    "username": TEXT,
    "type": TEXT,
    "status": STATUS,
    "connected": Derived(lambda raw: str(raw["status"]).upper() == "CONNECTED" if "status" in raw else UNKNOWN),
    "secure": FLAG,
    "routes": Each(TEXT).at("route"),
    "inactive_routes": Each(TEXT).at("inactiveRoute"),
    "conflict_routes": Each(TEXT).at("conflictRoute"),
    "server": TEXT,
    "client": TEXT,
    "bridge": TEXT,
    "vlan": NUMBER.at("vlanId"),
})  # fmt: skip


def _traffic(way: str, packets: tuple[str, ...], deprecated: Mapping[str, str]) -> Record:
    """What went one way. ``deprecated`` are the names of firmware up to 8.1.0, which has them beside the state."""

    def total(name: str) -> Value:
        return TOTAL.at(*filter(None, (f"{way}.{name}", deprecated.get(name))))

    counted = {name: total(f"packet.{camel(name)}") for name in packets}
    return Record({"bytes": total("byte"), "packets": Record(counted).at("")}).at("")


DURATION = NUMBER.at("time.second", "nanotime.second")
RECEIVE = _traffic("receive", ("wan", "forward", "fragment", "loss", "out_of_order", "recover", "discard"), {"byte": "rx", "packet.loss": "loss"})
TRANSMIT = _traffic("transmit", ("wan", "forward", "fragment", "loss", "out_of_order", "fec", "redundant"), {"byte": "tx"})
TRAFFIC: Mapping[str, Shape] = {"duration": DURATION, "receive": RECEIVE, "transmit": TRANSMIT}
END: Mapping[str, Shape] = {"name": TEXT, "state": STATE, "priority": NUMBER, "rtt": NUMBER, **TRAFFIC}
TUNNEL = Record({
    # Firmware before 8.1.0 has no level of that name.
    "wans": Numbered(Record({**END, "remote": Numbered(Record(END))})).at("wan", ""),
    "overall": Record(TRAFFIC),
})  # fmt: skip

ANSWER = Record({
    "site_id": TEXT.at("profile.siteId"),
    "profiles": Numbered(PROFILE).at("profile"),
    "peers": Each(PEER).at("peer"),
    "tunnels": Keyed(TUNNEL, key="peer_id").at("tunnel"),
})  # fmt: skip


def _sections(options: Options) -> list[str]:
    return options.get("sections") or list(DEFAULT_SECTIONS)


def _profiles_and_peers(options: Options, answers: Answers) -> Mapping[str, Read]:
    """Peers are also asked for to learn whose tunnels there are."""
    sections = _sections(options)
    needs_peers = "peers" in sections or ("tunnels" in sections and not options.get("peer_ids"))
    query = {
        "infoType": [name for name, wanted in (("profile", "profiles" in sections), ("peer", needs_peers)) if wanted],
        "lite": options.get("lite") or None,
        "start": options.get("start"),
        "size": options.get("size"),
        "searchPattern": options.get("search"),
        "serialNumber": options.get("serial_number"),
    }
    return {"status": Read(FUNCTION, query=query)} if query["infoType"] else {}


def _tunnels(options: Options, answers: Answers) -> Mapping[str, Read]:
    if "tunnels" not in _sections(options):
        return {}
    peers = part(answers, "status", ANSWER, Notes(), {}).get("peers", [])
    found = [peer["peer_id"] for peer in peers if PEER_ID.fullmatch(peer.get("peer_id", ""))]
    ids = iter(dict.fromkeys(options.get("peer_ids") or found))
    reads: dict[str, Read] = {}
    while some := list(islice(ids, MOST_PEERS_AT_ONCE)):
        reads[f"tunnels_{len(reads) + 1}"] = Read(FUNCTION, query={"infoType": ["tunnel"], "tunnelOption": some})
    return reads


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    read = [part(answers, name, ANSWER, notes, {}) for name in answers]
    site = {name: value for answer in read for name, value in answer.items() if name == "site_id"}
    lists = {section: _once(read, section, mark) for section, mark in SECTIONS.items()}
    size, peers = options.get("size"), lists["peers"]
    if size and len(peers) >= size:
        notes.truncate(f"there may be more peers than these {len(peers)}. Ask again with start: {(options.get('start') or 0) + len(peers)}.")
    return {**site, **{section: lists[section] for section in _sections(options)}}


def _once(read: Sequence[Mapping[str, Any]], section: str, mark: str) -> list[dict[str, Any]]:
    """The entries of all answers, each once: a router may show more in an answer than was asked for there.

    Entries without their mark are told apart by their place, so those of the first answer that has any are all there are.
    """
    marked: dict[Any, dict[str, Any]] = {}
    for answer in read:
        for place, entry in enumerate(answer.get(section, [])):
            marked.setdefault(entry.get(mark, ("place", place)), entry)
    return list(marked.values())


VPN = Subject("vpn", (_profiles_and_peers, _tunnels), _decode, limited=True)

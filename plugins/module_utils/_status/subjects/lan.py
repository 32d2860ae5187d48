# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The LAN and its VLANs: ``status.lan.profile``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._common.read import Read
from ..notes import Notes
from ..shape import NUMBER, TEXT, Numbered, Record, part
from ..subject import Answers, Options, Subject

NETWORKS = Numbered(Record({"name": TEXT, "vlan": NUMBER.at("vlanId"), "ip": TEXT, "mask": NUMBER}))


def _reads(options: Options, answers: Answers) -> Mapping[str, Read]:
    # A router refuses the whole request for an id that it does not know, and has few networks.
    return {"networks": Read("status.lan.profile")}


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    networks: list[dict[str, Any]] = part(answers, "networks", NETWORKS, notes, [])
    ids = options.get("ids")
    by_id = {network["id"]: network for network in networks}
    notes.lack("network with the id", ids or (), by_id)
    return networks if ids is None else [by_id[key] for key in dict.fromkeys(ids) if key in by_id]


LAN = Subject("lan", (_reads,), _decode)

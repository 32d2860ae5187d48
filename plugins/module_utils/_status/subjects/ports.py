# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ports and their links: ``status.port``, of which only a guess of third parties is known."""

from __future__ import annotations

from typing import Any

from ..._common.codecs.base import UNKNOWN
from ..._common.read import Read
from ..._wan.status import ordered_keys
from ..notes import Notes
from ..shape import FLAG, TEXT, Derived, Keyed, Record, part
from ..subject import Answers, Options, Subject, always

_KNOWN = ("name", "enable", "linkUp")

PORT = Record({
    "name": TEXT,
    "enable": FLAG,
    "link_up": FLAG,
    "other": Derived(lambda raw: {name: value for name, value in raw.items() if name not in _KNOWN} or UNKNOWN),
})  # fmt: skip
GROUP = Keyed(PORT)


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    groups = answers["ports"] if isinstance(answers["ports"], dict) else {}
    return [{"group": group, **port} for group in ordered_keys(groups) for port in part(groups, group, GROUP, notes, [])]


PORTS = Subject("ports", (always(ports=Read("status.port")),), _decode)

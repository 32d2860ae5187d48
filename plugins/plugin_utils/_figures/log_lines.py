# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Figures for logs: one line of JSON for each router and subject."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_OF_ROUTER = ("address", "firmware", "status", "error", "left_out")
_SUBJECTS = ("wans", "vpn_peers", "clients", "mesh_peers")


def log_lines(document: Mapping[str, Any]) -> str:
    """Lines with ``time``, ``router``, ``subject``, and what the figures have of it under the name of the subject."""
    return "".join(f"{json.dumps(line, ensure_ascii=True)}\n" for line in _lines(document))


def _lines(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for router in document["routers"]:
        head = {"time": document["time"], "router": router["name"]}
        yield {**head, "subject": "router", **{name: router[name] for name in _OF_ROUTER if router[name] not in (None, [])}}
        yield from ({**head, "subject": subject, subject: router[subject]} for subject in _SUBJECTS if subject in router)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The priorities of the WANs: ``config.wan.connection.priority``, read from ``config.wan.connection`` or the WAN status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..._common.codecs.scalar import Flag, Number, Text
from ..._common.read import Read
from ..description import Field, Resource, Write

STATUS = Read("status.wan.connection")

FIELDS = (
    Field("name", Text(), "", ("name",), ("name",)),
    Field("enable", Flag(), "enable", ("enable",), ("enable",), cuts="disable"),
    Field("priority", Number(0, 2**31 - 1), "priority", ("connection.priority",), ("priority",), cuts="re-route"),
    Field("group", Number(0, 1), "group", cuts="re-route"),
)


def _body(writes: Sequence[Write]) -> dict[str, Any]:
    return {"list": [{"connId": write.key["id"], **write.body} for write in writes]}


def _body_at_once(writes: Sequence[Write]) -> dict[str, Any]:
    return {"instantActive": True, **_body(writes)}


WAN_PRIORITY = Resource(
    section="wan_priorities",
    title="WAN priorities",
    noun="WAN",
    read=Read("config.wan.connection"),
    fallback_read=STATUS,
    write="config.wan.connection.priority",
    fields=FIELDS,
    body=_body,
)

# Saved and in effect at once. The status lags behind the configuration, and the configuration may show what is only pending.
WAN_PRIORITY_AT_ONCE = replace(WAN_PRIORITY, effect_read=STATUS, body=_body_at_once, live=True)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What goes through SpeedFusion Connect Protect: ``config.speedfusionConnectProtect``, clients by MAC address and access points by SSID."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._common.codecs.base import UNKNOWN, Codec
from ..._common.codecs.scalar import Mac, Ssid, Text
from ..._common.read import Read
from ..description import Field, Resource, Together, Write
from ..identity import Identity, Key

CLIENT, ACCESS_POINT = "client", "access_point"
# The function's lists, and the key of their entries.
LISTS = {"client": "mac", "accessPoint": "ssid"}
KEYS: dict[str, Codec] = {"mac": Mac(), "ssid": Ssid()}


@dataclass(frozen=True)
class _City(Text):
    """The code of a city, or the word auto, for which the router has an empty text."""

    def decode(self, raw: Any) -> Any:
        return "auto" if raw == "" else super().decode(raw)

    def encode(self, value: Any) -> Any:
        return "" if value == "auto" else super().encode(value)


FIELDS = (
    # POST example and tables do not agree on the name of the city in the answer.
    Field("city_code", _City(), "cityCode", ("cityCode", "cloudLocation")),
    Field("reference_ssid", Ssid(), "referenceSsid", ("referenceSsid",), kinds=frozenset({ACCESS_POINT})),
)


def _kind(raw: Mapping[str, Any]) -> str:
    return ACCESS_POINT if "ssid" in raw else CLIENT


def _items(answer: Any) -> Iterator[tuple[Key, Mapping[str, Any]]]:
    if not isinstance(answer, Mapping):
        return
    for name, key in LISTS.items():
        listed = answer.get(name)
        for raw in listed if isinstance(listed, list) else ():
            value = KEYS[key].decode(raw.get(key)) if isinstance(raw, Mapping) else UNKNOWN
            if value is not UNKNOWN:
                yield {key: value}, raw


def _body(writes: Sequence[Write]) -> dict[str, Any]:
    # There is no verb to add; and replace would also drop what somebody else adds meanwhile.
    action = "remove" if writes[0].verb == "remove" else "update"
    lists = {name: [{**write.key, **write.body} for write in writes if key in write.key] for name, key in LISTS.items()}
    return {"action": action} | {name: entries for name, entries in lists.items() if entries}


CONNECT_PROTECT = Resource(
    section="speedfusion_connect_protect",
    title="Connect Protect",
    noun="Connect Protect entry",
    read=Read("config.speedfusionConnectProtect"),
    write="config.speedfusionConnectProtect",
    identity=Identity(tuple({option: codec} for option, codec in KEYS.items())),
    fields=FIELDS,
    # An entry that is written is written whole: what an entry without its city means is not documented.
    together=(Together(("city_code", "reference_ssid"), along=("city_code", "reference_ssid")),),
    creation=("city_code", "reference_ssid"),
    items=_items,
    body=_body,
    kind=_kind,
)

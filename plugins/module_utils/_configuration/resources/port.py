# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ports: ``config.port``. Experimental: how ports are addressed is told by third parties, what they can be set to by nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..._common.codecs.compound import Settings
from ..._common.codecs.scalar import Text
from ..._common.read import Read
from ..description import Field, Resource, Write
from ..identity import Identity, Key

ADDRESS = {"module_type": Text(), "module_id": Text(), "port_id": Text()}


def _members(group: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(group, Mapping):
        order = group.get("order")
        names = [str(name) for name in order] if isinstance(order, list) else [str(name) for name in group]
        yield from ((name, group[name]) for name in names if isinstance(group.get(name), Mapping))


def _items(answer: Any) -> Iterator[tuple[Key, Mapping[str, Any]]]:
    for module_type, modules in _members(answer):
        for module_id, module in _members(modules):
            for port_id, port in _members(module.get("port")):
                yield {"module_type": module_type, "module_id": module_id, "port_id": port_id}, {"settings": port}


def _body(writes: Sequence[Write]) -> dict[str, Any]:
    (write,) = writes
    return {**_address(write.key), **write.body["settings"]}


def _address(key: Key) -> dict[str, Any]:
    number = key["module_id"]
    return {"moduleType": key["module_type"], "moduleId": int(number) if number.isdecimal() else number, "portId": key["port_id"]}


PORT = Resource(
    section="ports",
    title="Ports",
    noun="port",
    read=Read("config.port"),
    write="config.port",
    identity=Identity((ADDRESS,)),
    fields=(Field("settings", Settings(), "settings", ("settings",)),),
    items=_items,
    body=_body,
    one_by_one=True,
)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""GPIO pins: ``config.gpio``, which is read by a POST with an empty list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..._common.codecs.scalar import Flag, Number, Text, Word
from ..._common.read import Read
from ..description import Field, Flat, Item, Resource, Together, Write
from ..identity import Key, numbered

TYPES = ("digital_input", "digital_output", "analog_input")
MODES = ("input_sensing", "ignition_sensing", "wan_status", "voltage_measurement", "analog_testing", "toggle_high")
INPUTS = frozenset({"digital_input", "analog_input"})


def _state_name(level: str) -> Field:
    return Field(
        f"custom_states.{level}", Text(), f"customStates.{level}", (f"customStates.{level}", f"customState.{level}"), since="8.3.1",
    )  # fmt: skip


FIELDS = (
    Field("name", Text(), "name", ("name",), since="8.3.1"),
    Field("enable", Flag(), "enable", ("enable",)),
    Field("type", Word({word: word for word in TYPES}), "type", ("type",)),
    Field("mode", Word({word: word for word in MODES}), "mode", ("mode",), only_with=("type", frozenset(TYPES))),
    _state_name("high"),
    _state_name("low"),
    Field("delay", Number(1, 3600), "delay", ("delay",), only_with=("type", INPUTS)),
)


def _items(answer: Any) -> Iterator[tuple[Key, Mapping[str, Any]]]:
    """The pins, each with what it is capable of as ``reference``."""
    capable = {key["id"]: raw for key, raw in numbered(answer.get("reference"))} if isinstance(answer, Mapping) else {}
    for key, raw in numbered(answer):
        yield key, {**raw, "reference": capable.get(key["id"], {})}


def _frozen(item: Item, changes: Flat) -> str:
    reference = item.raw.get("reference", {})
    pin_type = changes.get("type", item.flat.get("type"))
    types, modes = reference.get("type"), reference.get("mode")
    if "type" in changes and isinstance(types, list) and pin_type not in types:
        return f"this pin cannot be {pin_type}, only {' or '.join(map(str, types))}"
    fitting = modes.get(pin_type) if isinstance(modes, Mapping) else None
    if "mode" in changes and isinstance(fitting, list) and changes["mode"] not in fitting:
        return f"a {pin_type} of this pin cannot do {changes['mode']}, only {' or '.join(map(str, fitting))}"
    return ""


def _body(writes: Sequence[Write]) -> dict[str, Any]:
    return {"list": [{**write.key, **write.body} for write in writes]}


GPIO = Resource(
    section="gpios",
    title="GPIO",
    noun="GPIO pin",
    read=Read("config.gpio", body={"list": [], "reference": True}),
    write="config.gpio",
    fields=FIELDS,
    together=(Together(("type",), needs=("mode",)), Together(("mode", "delay"), along=("type",))),
    items=_items,
    body=_body,
    frozen=_frozen,
)

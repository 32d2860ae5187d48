# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Metrics as text: the text format of Prometheus (0.0.4), which the textfile collector takes, and OpenMetrics (1.0.0).

They differ in the name by which the type of a counter is declared, in units, and in the mark at the end. The textfile collector refuses a
whole file for a type that it does not know, such as the info and stateset of OpenMetrics, or for a timestamp; so neither has any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...module_utils._common.redaction import printable
from .families import FAMILIES, Family

FORMATS = ("prometheus", "openmetrics")

_LONGEST_LABEL = 120


def exposition(document: Mapping[str, Any], form: str, families: Sequence[Family] = FAMILIES) -> str:
    """The metrics of a fleet in one of FORMATS. The same figures give the same bytes."""
    openmetrics = form == "openmetrics"
    lines = [line for family in families for line in _family(family, document, openmetrics)]
    return "".join(f"{line}\n" for line in [*lines, *(["# EOF"] if openmetrics else [])])


def _family(family: Family, document: Mapping[str, Any], openmetrics: bool) -> Iterator[str]:
    sample = f"{family.name}_total" if family.counter else family.name
    # No name stands twice with the same labels: of two things that a router calls the same, the first counts.
    values: dict[str, str] = {}
    for labels, record in family.scope(document):
        value = _number(family.take(record))
        if value is not None:
            told = {**labels, **{label: record[label] for label in family.more if record.get(label) is not None}}
            values.setdefault(_labels(told), value)
    if values:
        declared = family.name if openmetrics else sample
        yield f"# HELP {declared} {family.help}"
        yield f"# TYPE {declared} {'counter' if family.counter else 'gauge'}"
        if openmetrics and family.unit:
            yield f"# UNIT {declared} {family.unit}"
        yield from (f"{sample}{labels} {value}" for labels, value in values.items())


def _number(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(int(value))
    return str(value) if isinstance(value, (int, float)) else None


def _labels(labels: Mapping[str, Any]) -> str:
    pairs = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{pairs}}}" if pairs else ""


def _escaped(value: Any) -> str:
    """What is not printable, line feeds included, is written as an escape by printable; the rest is what the formats ask for."""
    return printable(str(value), _LONGEST_LABEL).replace("\\", "\\\\").replace('"', '\\"')

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Query strings: splitting, and values typed by the specification."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from .errors import bad_value
from .specification import QueryParameter
from .unknowns import Unknowns

TOKEN_PARAMETER = "accessToken"
QueryPairs = list[tuple[str, str]]


def split_query(text: str) -> QueryPairs:
    return parse_qsl(text, keep_blank_values=True) if text else []


def without_token(pairs: QueryPairs) -> dict[str, str]:
    """For the journal; repeated keys are joined by a newline, which no client sends."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if name != TOKEN_PARAMETER:
            found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def typed_query(parameters: Mapping[str, QueryParameter], pairs: QueryPairs, unknowns: Unknowns) -> Mapping[str, Any]:
    """Values by name; arrays become lists. Raises ApiError for anything that the specification does not allow."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if name == TOKEN_PARAMETER:
            continue
        if name not in parameters:
            if unknowns.unknown_members == "reject":
                raise bad_value(unknowns, f"query parameter {name}")
            continue
        values.setdefault(name, []).append(value)
    for parameter in parameters.values():
        if parameter.required and parameter.name not in values:
            raise bad_value(unknowns, f"query parameter {parameter.name} missing")
    return {name: _typed(parameters[name], texts, unknowns) for name, texts in values.items()}


def _typed(parameter: QueryParameter, texts: list[str], unknowns: Unknowns) -> Any:
    lenient = unknowns.query_arrays == "lenient"
    if len(texts) > 1 and not (parameter.array and lenient):
        raise bad_value(unknowns, f"query parameter {parameter.name} repeated")
    if not parameter.array:
        return _value(parameter, texts[0], unknowns)
    words = " ".join(texts)
    if lenient:
        words = words.replace(",", " ")
    return [_value(parameter, word, unknowns) for word in words.split()]


def _value(parameter: QueryParameter, text: str, unknowns: Unknowns) -> Any:
    if parameter.kind == "integer":
        if not (text.isascii() and text.isdigit()):
            raise bad_value(unknowns, f"query parameter {parameter.name}")
        return int(text)
    if parameter.choices and text not in parameter.choices:
        raise bad_value(unknowns, f"query parameter {parameter.name}")
    return text == "yes" if parameter.kind == "yesno" else text

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Recorded answers of a router as its configuration, without a router. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .._common.read import Read
from .._recording.recording import NotARecording, Recording, read
from .description import Item, Resource
from .resources.catalogue import RESOURCES


class NotAnswers(ValueError):
    """What holds no answers of a router, and why."""


def answers_in(given: Any) -> dict[str, Any]:
    """The answers of the functions that read the configuration, by function.

    ``given`` is a recording, or a mapping of answers by function, each as it came or only its ``response``; JSON or a text with it.
    Raises NotAnswers.
    """
    try:
        data = json.loads(given) if isinstance(given, str) else given
    except ValueError as error:
        raise NotAnswers(f"it is no JSON, or was cut: {error}") from None
    if not isinstance(data, Mapping):
        raise NotAnswers("it must be a recording, or a mapping of answers by function")
    if "calls" in data:
        try:
            return _recorded(read(json.dumps(data)))
        except NotARecording as error:
            raise NotAnswers(str(error)) from None
    known = {source.function for source in _SOURCES}
    found = {function: _response(answer) for function, answer in data.items() if function in known and _answered(answer)}
    if not found:
        raise NotAnswers(f"it has no answer of {', '.join(sorted(known))}")
    return found


def items_in(answers: Mapping[str, Any], resource: Resource) -> list[Item] | None:
    """The items of a resource among the answers by function; None if none of its functions is there."""
    for source in filter(None, (resource.read, resource.fallback_read)):
        if source.function in answers:
            return [resource.decode(key, raw, fallback=source is resource.fallback_read) for key, raw in resource.items(answers[source.function])]
    return None


def _recorded(recording: Recording) -> dict[str, Any]:
    """Of several calls, the first one tells: later ones may show what an experiment changed."""
    found: dict[str, Any] = {}
    for source in _SOURCES:
        for call in recording.calls:
            if _is_of(source, call.method, call.function, call.arguments) and _answered(call.answer):
                found.setdefault(source.function, _response(call.answer))
    if not found:
        raise NotAnswers("the recording has no answer of a function that reads the configuration")
    return found


def _is_of(source: Read, method: str, function: str, arguments: Mapping[str, Any]) -> bool:
    return (function, method, dict(arguments)) == (source.function, "GET" if source.body is None else "POST", dict(source.body or {}))


def _answered(answer: Any) -> bool:
    return isinstance(answer, Mapping) and answer.get("stat", "ok") == "ok"


def _response(answer: Mapping[str, Any]) -> Any:
    return answer["response"] if "stat" in answer and "response" in answer else answer


_SOURCES = tuple(source for resource in RESOURCES for source in (resource.read, resource.fallback_read) if source)

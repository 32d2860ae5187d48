# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan of a fleet as a document that can be kept, reviewed and read back. Pure.

It holds no secret, and nothing in it is ever evaluated. Its checksum tells whether it is whole and unedited. It does not tell who made it:
who may write the file decides, within what the intents say, what is applied.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NoReturn

from ...module_utils._common.redaction import printable
from .._report.audit import audit
from .verdict import STATUSES

FORMAT = 1

# What a document and its parts consist of. None: any JSON value.
_PLAN: dict[str, Any] = {"format": (int,), "time": (str,), "routers": (dict,), "checksum": (str,)}
_ROUTER: dict[str, Any] = {
    "address": (str, type(None)),
    "firmware": (str, type(None)),
    "status": (str,),
    "intent": (str, type(None)),
    "changes": (list,),
    "unsupported": (list,),
    "error": (dict, type(None)),
}
_CHANGE: dict[str, Any] = {"section": (str,), "item": (str,), "option": (str, type(None)), "before": None, "after": None, "unseen": (bool,)}
_ERROR: dict[str, Any] = {"kind": (str,), "message": (str,)}

_WORDS = {dict: "a mapping", list: "a list", str: "text", int: "a whole number", bool: "true or false", type(None): "null"}


class BadPlan(ValueError):
    """It is no plan that can be used. The text says what is wrong with it and what to do."""


def plan(verdicts: Mapping[str, Mapping[str, Any]], time: str) -> dict[str, Any]:
    """The plan of routers by name, from the planner's verdicts. ``time`` is taken over as it is."""
    entries = {entry["name"]: _router(entry, verdicts[entry["name"]]) for entry in audit(verdicts, "")["routers"]}
    document = {"format": FORMAT, "time": time, "routers": json.loads(_canonical(entries))}
    return {**document, "checksum": _checksum(document)}


def text(document: Mapping[str, Any]) -> str:
    """A plan as the file that holds it. The same plan gives the same bytes."""
    return json.dumps({name: document[name] for name in _PLAN}, indent=1) + "\n"


def read(content: str) -> dict[str, Any]:
    """The plan that a file holds. Raises BadPlan."""
    document = _parsed(content)
    if not isinstance(document, dict) or "format" not in document:
        raise BadPlan("it is not a plan of this collection: it has no format. Check which file it is.")
    found = document["format"]
    if found != FORMAT or isinstance(found, bool):
        raise BadPlan(f"it has format {printable(found, 40)}, and this version of the collection reads format {FORMAT}. Plan again with this version.")
    if "checksum" not in document:
        raise BadPlan("its checksum is missing, so it was edited. Do not edit plans: change the intent, and plan again.")
    if document["checksum"] != _checksum({name: value for name, value in document.items() if name != "checksum"}):
        raise BadPlan("its checksum is not that of its content, so it was edited or damaged. Do not edit plans: change the intent, and plan again.")
    _require(document, _PLAN, "the plan")
    for name, router in document["routers"].items():
        _require_router(router, f"routers.{name}")
    return document


def _router(entry: Mapping[str, Any], verdict: Mapping[str, Any]) -> dict[str, Any]:
    changes = []
    for section, part in entry["sections"].items():
        changes += [{"section": section, **change, "unseen": False} for change in part["drift"]]
        unseen = [unknown for unknown in verdict["comparison"][section]["unknown"] if unknown["written"]]
        changes += [
            {"section": section, "item": unknown["item"], "option": unknown["option"], "before": None, "after": None, "unseen": True} for unknown in unseen
        ]
    unsupported = sorted(section for section, part in entry["sections"].items() if part["status"] == "unsupported")
    kept = {name: entry[name] for name in ("address", "firmware", "error")}
    return {**kept, "status": verdict["status"], "intent": verdict.get("intent"), "changes": changes, "unsupported": unsupported}


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _checksum(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(document).encode()).hexdigest()


def _parsed(content: str) -> Any:
    whole = content.strip()
    if not whole:
        raise BadPlan("it is empty. Plan again.")
    try:
        return json.loads(whole, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        if whole[0] == "{" and (whole[-1] != "}" or error.pos >= len(whole)):
            raise BadPlan(f"it is cut off in line {whole.count(chr(10)) + 1}. Copy it again, or plan again.") from None
        raise BadPlan(f"it is not JSON: {error.msg} in line {error.lineno}, column {error.colno}. Check which file it is, or plan again.") from None
    except (ValueError, RecursionError) as error:
        raise BadPlan(f"it is not JSON that a plan could hold: {error}. Plan again.") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _require_router(router: Any, place: str) -> None:
    _require(router, _ROUTER, place)
    if router["status"] not in STATUSES:
        raise BadPlan(f"{place}.status must be one of {', '.join(STATUSES)}, not {printable(router['status'], 40)}. Plan again.")
    for position, change in enumerate(router["changes"], start=1):
        _require(change, _CHANGE, f"{place}.changes[{position}]")
    for position, section in enumerate(router["unsupported"], start=1):
        if not isinstance(section, str):
            raise BadPlan(f"{place}.unsupported[{position}] must be text, not {_word(section)}. Plan again.")
    if router["error"] is not None:
        _require(router["error"], _ERROR, f"{place}.error")


def _require(value: Any, members: Mapping[str, Any], place: str) -> None:
    shown = printable(place, 120)
    if not isinstance(value, dict):
        raise BadPlan(f"{shown} must be a mapping, not {_word(value)}. Plan again.")
    if unknown := sorted(value.keys() - members.keys()):
        raise BadPlan(f"{shown} has the member {printable(unknown[0], 60)}, which plans do not have. Plan again with this version of the collection.")
    if missing := [name for name in members if name not in value]:
        raise BadPlan(f"{shown} lacks the member {missing[0]}. Plan again with this version of the collection.")
    for name, types in members.items():
        if types is not None and type(value[name]) not in types:
            wanted = " or ".join(_WORDS[kind] for kind in types)
            raise BadPlan(f"{shown}: {name} must be {wanted}, not {_word(value[name])}. Plan again.")


def _word(value: Any) -> str:
    return _WORDS.get(type(value), "a number")

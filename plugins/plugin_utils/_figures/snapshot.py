# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A snapshot: what routers forget, such as the use of an allowance when a billing cycle ends, kept for a day.

It has the periods of each router. A period lasts while a router's state is the same; a reading in the same state makes it longer and replaces
its figures, another state begins the next one. So a day grows with what happens, not with how often it is looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...module_utils._common.redaction import printable
from .document import seconds

FORMAT = 1

NAME = re.compile(r"(\d{4}-\d\d-\d\d)\.json")

Period = Mapping[str, Any]

# What makes a state, of the router and of each of its WANs, and what else is kept of a WAN.
_STATE = ("read", "firmware")
_WAN_STATE = ("up", "carrier", "sim")
_AMOUNTS = ("used_bytes", "limit_bytes")


class BadSnapshot(ValueError):
    """It cannot be used. The text says why."""


def day_of(document: Mapping[str, Any]) -> str:
    """The day to which figures belong, in UTC."""
    return str(document["time"])[:10]


def read(content: str, date: str) -> dict[str, Any]:
    """The snapshot of a day that a file holds. Raises BadSnapshot."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise BadSnapshot("it is not JSON, so it is damaged or cut off") from None
    if not isinstance(found, dict) or "format" not in found:
        raise BadSnapshot("it is not a snapshot of this collection")
    if found["format"] != FORMAT or isinstance(found["format"], bool):
        raise BadSnapshot(f"it has format {printable(found['format'], 40)}, and this version of the collection reads format {FORMAT}")
    if found.get("date") != date:
        raise BadSnapshot(f"it is that of {printable(found.get('date'), 40)}, so it was copied or renamed")
    if not isinstance(found.get("routers"), dict) or not all(_is_history(periods, date) for periods in found["routers"].values()):
        raise BadSnapshot("its routers are damaged")
    return found


def usable(contents: Mapping[str, str]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The snapshots of files, by day, and why others cannot be used."""
    found, unusable = [], {}
    for name, content in sorted(contents.items()):
        match = NAME.fullmatch(name)
        try:
            if not match:
                raise BadSnapshot("its name is not a date")
            found.append(read(content, match[1]))
        except BadSnapshot as error:
            unusable[name] = str(error)
    return found, unusable


def text(snapshot: Mapping[str, Any]) -> str:
    """A snapshot as the file that holds it, a line for each router. The same snapshot gives the same bytes."""
    routers = ",\n".join(f"{json.dumps(name)}: {json.dumps(periods)}" for name, periods in sorted(snapshot["routers"].items()))
    return f'{{"format": {FORMAT}, "date": {json.dumps(snapshot["date"])}, "routers": {{\n{routers}\n}}}}\n'


def with_figures(earlier: Mapping[str, Any] | None, document: Mapping[str, Any]) -> dict[str, Any]:
    """The snapshot of the day of some figures with these in it. Figures that it has already change nothing."""
    routers = dict(earlier["routers"]) if earlier else {}
    for router in document["routers"]:
        routers[router["name"]] = extended(routers.get(router["name"], ()), period(router, document["time"]))
    return {"format": FORMAT, "date": day_of(document), "routers": routers}


def extended(periods: Sequence[Period], reading: Period) -> list[Period]:
    """The periods of a router with a reading. One that is not later than what they have is no news."""
    if not periods:
        return [reading]
    last = periods[-1]
    if reading["until"] <= last["until"]:
        return list(periods)
    if not same_state(last, reading):
        return [*periods, reading]
    most = max((found["clients_most"] for found in (last, reading) if "clients_most" in found), default=None)
    return [*periods[:-1], {**reading, "since": last["since"], **({} if most is None else {"clients_most": most})}]


def same_state(former: Period, latter: Period) -> bool:
    """Whether nothing changed that people want to know the time of. A use that went down is that of the next billing cycle."""
    if any(former.get(name) != latter.get(name) for name in _STATE):
        return False
    before, after = former.get("wans", {}), latter.get("wans", {})
    return before.keys() == after.keys() and all(_same_wan(before[number], after[number]) for number in before)


def period(router: Mapping[str, Any], time: str) -> dict[str, Any]:
    """The figures of a router as a period that has only begun."""
    found: dict[str, Any] = {"since": time, "until": time, "read": router["status"] == "read"}
    if router["status"] == "read":
        found["firmware"] = router["firmware"]
        found["wans"] = {str(wan["id"]): _wan(wan) for wan in router.get("wans", ())}
        if "clients" in router:
            found["clients"] = found["clients_most"] = router["clients"]["active"]
    return found


def _same_wan(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    if any(before.get(name) != after.get(name) for name in _WAN_STATE):
        return False
    earlier = {number: sim.get("used_bytes", 0) for number, sim in before.get("sims", {}).items()}
    return before.get("used_bytes", 0) <= after.get("used_bytes", before.get("used_bytes", 0)) and all(
        used <= after.get("sims", {}).get(number, {}).get("used_bytes", used) for number, used in earlier.items()
    )


def _wan(wan: Mapping[str, Any]) -> dict[str, Any]:
    cellular = wan.get("cellular", {})
    active = next((sim["id"] for sim in wan.get("sims", ()) if sim.get("active")), None)
    sims = {str(sim["id"]): {name: sim[name] for name in _AMOUNTS if name in sim} for sim in wan.get("sims", ())}
    found = {
        "name": wan["name"],
        "up": wan.get("connected"),
        "carrier": cellular.get("carrier"),
        "sim": active,
        "signal_dbm": next((value for value in (cellular.get("rsrp"), cellular.get("rssi"), wan.get("wifi_signal_dbm")) if value is not None), None),
        **{name: wan.get("allowance", {}).get(name) for name in _AMOUNTS},
        "sims": {number: amounts for number, amounts in sims.items() if amounts},
    }
    return {name: value for name, value in found.items() if value not in (None, {})}


def _is_history(periods: Any, date: str) -> bool:
    return isinstance(periods, list) and bool(periods) and all(_is_period(found, date) for found in periods)


def _is_period(found: Any, date: str) -> bool:
    if not isinstance(found, dict) or not isinstance(found.get("wans", {}), dict) or not all(isinstance(wan, dict) for wan in found.get("wans", {}).values()):
        return False
    try:
        begun, ended = (seconds(str(found[name])) for name in ("since", "until"))
    except (KeyError, ValueError):
        return False
    return begun <= ended and all(str(found[name]).startswith(date) for name in ("since", "until"))

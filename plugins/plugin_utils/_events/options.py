# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of the source: checked all at once, before anything is asked. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ...module_utils._common.redaction import printable, secrets_in
from ...module_utils._module.arguments import require_form, suggestion
from ...module_utils._module.masking import masked
from .._task_options import BadOptions
from .rules import METRICS, AllowanceRule, AreaRule, ClientRule, Rule, Rules, Settle, SignalRule
from .schedule import MINUTE, Pace

# What takes further requests, and has no rules that would say that it is to be watched.
WATCHABLE = ("vpn", "gpio", "configuration")

_RULE = {"name": {"type": "str", "required": True}, "routers": {"type": "list", "elements": "str", "default": []}}

SPEC: dict[str, dict[str, Any]] = {
    "inventory": {"type": "list", "elements": "path"},
    "hosts": {"type": "list", "elements": "str", "default": ["all"]},
    "routers": {"type": "list", "elements": "dict"},
    "connection": {"type": "dict", "default": {}},
    "interval": {"type": "float", "default": 60},
    "detail_interval": {"type": "float", "default": 300},
    "configuration_interval": {"type": "float", "default": 3600},
    "longest_pause": {"type": "float", "default": 900},
    "settle_polls": {"type": "int"},
    "settle_seconds": {"type": "float"},
    "max_requests_per_minute": {"type": "int", "default": 20},
    "concurrency": {"type": "int", "default": 16},
    "watch": {"type": "list", "elements": "str", "choices": list(WATCHABLE), "default": []},
    "signals": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "options": {
            **_RULE,
            "metric": {"type": "str", "choices": list(METRICS), "default": "rsrp"},
            "threshold": {"type": "str", "required": True},
            "hysteresis": {"type": "str", "default": "3 dB"},
            "wans": {"type": "list", "elements": "str", "default": []},
        },
    },
    "allowances": {"type": "list", "elements": "dict", "default": [], "options": {**_RULE, "threshold": {"type": "str", "required": True}}},
    "client_limits": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "options": {**_RULE, "limit": {"type": "int", "required": True}, "hysteresis": {"type": "int", "default": 0}},
    },
    "areas": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "options": {
            **_RULE,
            "latitude": {"type": "float", "required": True},
            "longitude": {"type": "float", "required": True},
            "radius": {"type": "str", "required": True},
            "hysteresis": {"type": "str", "default": "50 m"},
        },
    },
    "state_file": {"type": "path", "default": "~/.ansible/peplink/events/router_events.json", "no_log": False},
    "feedback": {"type": "bool", "default": False},
}

# Smallest and largest value.
RANGES: Mapping[str, tuple[float, float]] = {
    "interval": (1, 86_400),
    "detail_interval": (1, 7 * 86_400),
    "configuration_interval": (10, 30 * 86_400),
    "longest_pause": (1, 86_400),
    "settle_polls": (1, 1000),
    "settle_seconds": (0, 86_400),
    "max_requests_per_minute": (1, 600),
    "concurrency": (1, 200),
}

_QUANTITY = re.compile(r"\s*([+-]?[0-9]+(?:\.[0-9]+)?)\s*([A-Za-z%]*)\s*")


@dataclass(frozen=True)
class Options:
    """The options of the source, without those that say which routers there are and how to reach them."""

    pace: Pace
    settle: Settle
    rules: Rules
    watch: frozenset[str]
    max_requests_per_minute: int
    concurrency: int
    state_file: str
    feedback: bool

    def subjects(self, router: str) -> tuple[str, ...]:
        """What a router is asked about beside the base."""
        rules = self.rules.of(router)
        wanted = {
            "vpn": "vpn" in self.watch,
            "allowance": bool(rules.allowances),
            "clients": bool(rules.clients),
            "gpio": "gpio" in self.watch,
            "location": bool(rules.areas),
            "configuration": "configuration" in self.watch,
        }
        return tuple(subject for subject, is_wanted in wanted.items() if is_wanted)


def checked(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments in the types that they must have, defaults filled in. Raises BadOptions."""
    given = _without_nulls(arguments)
    try:
        require_form(given, SPEC)
    except ValueError as error:
        raise BadOptions(str(error)) from None
    found = ArgumentSpecValidator(SPEC, mutually_exclusive=[("inventory", "routers"), ("settle_polls", "settle_seconds")]).validate(given)
    problems = [masked(text, secrets_in(arguments)) for text in found.error_messages]
    values: dict[str, Any] = found.validated_parameters
    if values.get("inventory") is None and values.get("routers") is None:
        problems.append("give either inventory or routers")
    if problems:
        raise BadOptions("; ".join(problems))
    return values


def parsed(values: Mapping[str, Any], routers: Collection[str], most_configuration_requests: int) -> tuple[Options | None, list[str]]:
    """The options from arguments that are checked, for routers of these names; or None, and all that is wrong with them."""
    problems = [*_out_of_range(values), *_same_names(values), *_unknown_routers(values, routers)]
    rules = Rules(
        _rules(values, "signals", _signal, problems),
        _rules(values, "allowances", _allowance, problems),
        _rules(values, "client_limits", _client_limit, problems),
        _rules(values, "areas", _area, problems),
    )
    most, watch = values["max_requests_per_minute"], frozenset(values["watch"])
    needed = math.ceil(MINUTE / max(1.0, values["interval"])) + ("configuration" in watch) * most_configuration_requests
    if most < needed:
        of_these = f", {most_configuration_requests} of them for a configuration" if "configuration" in watch else ""
        problems.append(f"max_requests_per_minute is {most}, but with this interval it takes up to {needed} requests in a minute{of_these}")
    if problems:
        return None, problems
    pace = Pace(**{option.name: float(values[option.name]) for option in fields(Pace)})
    settle = Settle(values["settle_polls"] or 2, values["settle_seconds"])
    return Options(pace, settle, rules, watch, most, values["concurrency"], values["state_file"], values["feedback"]), []


def _without_nulls(value: Any) -> Any:
    """An option that is null counts as absent, at every depth."""
    if isinstance(value, Mapping):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def quantity(text: str, *units: str) -> float:
    """The number of a text such as ``-110 dBm``. Raises ValueError, which says what is wrong, if it has none of the units."""
    found = _QUANTITY.fullmatch(text)
    if found is None:
        raise ValueError(f"{printable(text, 40)} is no number with a unit")
    if found[2] not in units:
        has = f"has the unit {found[2]}" if found[2] else "has no unit"
        raise ValueError(f"{printable(text, 40)} {has}; write it as {found[1]} {' or '.join(units)}")
    return float(found[1])


def _rules(values: Mapping[str, Any], option: str, make: Callable[[Mapping[str, Any]], Any], problems: list[str]) -> tuple[Any, ...]:
    found: list[Rule] = []
    for entry in values[option]:
        try:
            found.append(make(entry))
        except ValueError as error:
            problems.append(f"{option}: the rule {printable(entry['name'], 60)}: {error}")
    return tuple(found)


def _signal(entry: Mapping[str, Any]) -> SignalRule:
    threshold = quantity(entry["threshold"], METRICS[entry["metric"]])
    return SignalRule(*_common(entry), entry["metric"], threshold, _positive("hysteresis", entry, "dB"), tuple(entry["wans"]))


def _allowance(entry: Mapping[str, Any]) -> AllowanceRule:
    threshold = quantity(entry["threshold"], "%")
    if not 0 < threshold <= 1000:
        raise ValueError(f"threshold is {threshold:g} %, but must be from 1 to 1000")
    return AllowanceRule(*_common(entry), threshold)


def _client_limit(entry: Mapping[str, Any]) -> ClientRule:
    if not 0 <= entry["hysteresis"] <= entry["limit"]:
        raise ValueError("limit and hysteresis must not be negative, nor the hysteresis larger than the limit")
    return ClientRule(*_common(entry), entry["limit"], entry["hysteresis"])


def _area(entry: Mapping[str, Any]) -> AreaRule:
    for name, most in (("latitude", 90), ("longitude", 180)):
        if not -most <= entry[name] <= most:
            raise ValueError(f"{name} is {entry[name]:g}, but must be from -{most} to {most} degrees")
    radius = _positive("radius", entry, "m", "km")
    if not radius:
        raise ValueError("radius must be more than 0 m")
    return AreaRule(*_common(entry), entry["latitude"], entry["longitude"], radius, _positive("hysteresis", entry, "m", "km"))


def _positive(name: str, entry: Mapping[str, Any], *units: str) -> float:
    try:
        value = quantity(entry[name], *units)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    if value < 0:
        raise ValueError(f"{name} must not be negative")
    return value * (1000 if entry[name].strip().endswith("km") else 1)


def _common(entry: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    return entry["name"], tuple(entry["routers"])


def _out_of_range(values: Mapping[str, Any]) -> Iterator[str]:
    for name, (least, most) in RANGES.items():
        if values[name] is not None and not least <= values[name] <= most:
            yield f"{name} is {values[name]:g}, but must be from {least:g} to {most:g}"


def _same_names(values: Mapping[str, Any]) -> Iterator[str]:
    names = [rule["name"] for option in ("signals", "allowances", "client_limits", "areas") for rule in values[option]]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"{names.count(name)} rules have the name {printable(name, 60)}; events name their rule, so each needs a name of its own"


def _unknown_routers(values: Mapping[str, Any], routers: Collection[str]) -> Iterable[str]:
    for option in ("signals", "allowances", "client_limits", "areas"):
        for rule in values[option]:
            for pattern in rule["routers"]:
                if not any(fnmatchcase(router, pattern) for router in routers):
                    meant = suggestion(pattern, routers)
                    yield f"{option}: the rule {printable(rule['name'], 60)} names the router {printable(pattern, 60)}, which is not watched{meant}"

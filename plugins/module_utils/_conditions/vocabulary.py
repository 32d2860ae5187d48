# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The vocabulary: all conditions by the names of their options, and what can be said of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .condition import Condition, Reading, nothing
from .links import CONNECTED_VPN_PEERS, CONNECTED_WANS, MIN_CONNECTED_WANS
from .local import GPIO_LEVELS, PRESENT_CLIENTS, RUNNING_FIRMWARE
from .signal import MIN_SIGNAL
from .uptime import MIN_UPTIME, RESTARTED_AFTER

CONDITIONS: Mapping[str, Condition] = {
    "connected_wans": CONNECTED_WANS,
    "min_connected_wans": MIN_CONNECTED_WANS,
    "connected_vpn_peers": CONNECTED_VPN_PEERS,
    "min_signal": MIN_SIGNAL,
    "present_clients": PRESENT_CLIENTS,
    "running_firmware": RUNNING_FIRMWARE,
    "gpio_levels": GPIO_LEVELS,
    "min_uptime": MIN_UPTIME,
    "restarted_after": RESTARTED_AFTER,
}
CONDITIONS_SPEC: dict[str, Any] = {name: dict(condition.option) for name, condition in CONDITIONS.items()}


@dataclass(frozen=True)
class Outcome:
    """How it stands with a condition: what does not hold, empty if all does, and what was seen."""

    name: str
    lacking: str
    seen: str

    def __str__(self) -> str:
        return f"{self.lacking} (last seen: {self.seen})"


def given(params: Mapping[str, Any] | None) -> dict[str, Any]:
    """The conditions among options that ask for something."""
    return {name: value for name, value in (params or {}).items() if name in CONDITIONS and value not in (None, [], 0)}


def readings(params: Mapping[str, Any]) -> list[Reading]:
    """What must be read to judge them, each once."""
    found: list[Reading] = []
    for name in given(params):
        found += [CONDITIONS[name].reading] if CONDITIONS[name].reading not in found else []
    return found


def judged(params: Mapping[str, Any], values: Mapping[str, Any], now: float) -> list[Outcome]:
    """How it stands with each condition, from the values of subjects by their names."""
    outcomes = []
    for name, wanted in given(params).items():
        verdict = CONDITIONS[name].judge(wanted, values[CONDITIONS[name].reading.subject.name], now)
        outcomes.append(Outcome(name, verdict.lacking, verdict.seen))
    return outcomes


def problems(outcomes: Sequence[Outcome]) -> str:
    """What does not hold, as one text; empty if all does."""
    return "; ".join(str(outcome) for outcome in outcomes if outcome.lacking)


def wrong(params: Mapping[str, Any]) -> list[str]:
    """What can be meant on no router."""
    return [f"{name} {text}" for name, wanted in given(params).items() for text in CONDITIONS[name].wrong(wanted)]


def impossible(params: Mapping[str, Any], values: Mapping[str, Any]) -> list[str]:
    """What cannot hold on the router that these values are from; of subjects that are missing nothing is said."""
    found = []
    for name, wanted in given(params).items():
        subject = CONDITIONS[name].reading.subject.name
        if subject in values:
            found += [f"{name} {text}" for text in CONDITIONS[name].impossible(wanted, values[subject])]
    return found


def limited(params: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions that cannot hold on every router."""
    return {name: value for name, value in given(params).items() if CONDITIONS[name].impossible is not nothing}


def with_wans(params: Mapping[str, Any], other: Callable[[str], str]) -> dict[str, Any]:
    """The conditions with other names of WANs."""
    return {name: _renamed(value, other) if name in CONDITIONS and CONDITIONS[name].names_wans else value for name, value in params.items()}


def _renamed(wanted: Any, other: Callable[[str], str]) -> Any:
    return [other(entry) if isinstance(entry, str) else {**entry, "wan": other(entry["wan"])} for entry in wanted or ()] or wanted

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The WAN that an option names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .._common.names import same_name
from .._common.redaction import printable
from .._module.module import Task
from .._module.refusal import refused, running_firmware
from .status import WANS, WanStatus, entries, is_connected, kind_of_wan

WAN_SPEC = {"wan": {"type": "str", "required": True}}


@dataclass(frozen=True)
class Wan:
    """A WAN as status.wan.connection shows it, with the ``status`` of all WANs by id."""

    id: int
    status: WanStatus = field(repr=False)

    @property
    def raw(self) -> Mapping[str, Any]:
        """Its own part of the status."""
        return self.status[self.id]

    @property
    def name(self) -> str:
        """Its name on the router."""
        return str(self.raw.get("name", ""))

    @property
    def kind(self) -> str:
        """``ethernet``, ``cellular``, ``wifi`` ...; empty if the router does not tell."""
        return kind_of_wan(self.raw)

    @property
    def label(self) -> str:
        """As messages name it."""
        return f"WAN {self.id} ({printable(self.name, 60)})"

    @property
    def connected(self) -> bool:
        """Whether it carries traffic, or could at once."""
        return is_connected(self.raw)


def find_wan(task: Task, *kinds: str) -> Wan:
    """The WAN that the option ``wan`` names by its id or name, which must be of one of ``kinds`` if any are given.

    Raises Refused if there is no such WAN, more than one, or one of another kind.
    """
    named, status = task.params["wan"], dict(entries(task.session.get(WANS)))
    wans = [Wan(wan, status) for wan in status]
    found = [wan for wan in wans if named == str(wan.id) or same_name(named, wan.name)]
    if not found:
        raise refused(task, f"there is no WAN {named!r}; the router has {_listed(wans)}")
    if len(found) > 1:
        raise refused(task, f"several WANs have the name {named!r}: {_listed(found)}; set an id that no WAN has as its name")
    wan = found[0]
    if kinds and wan.kind not in kinds:
        fitting = [other for other in wans if other.kind in kinds]
        where = f"the router has {_listed(fitting)}" if fitting else f"this router has none{running_firmware(task)}"
        raise refused(task, f"{wan.label} is of the kind {wan.kind or 'unknown'}, and this works on the kind {' or '.join(kinds)} only; {where}")
    return wan


def show_wan(task: Task, wan: Wan) -> None:
    """Tell in the result which WAN it is."""
    task.result["wan"] = {"id": wan.id, "name": wan.name}


def _listed(wans: list[Wan]) -> str:
    return ", ".join(f"{wan.id} ({printable(wan.name, 60)})" for wan in wans) or "no WANs"

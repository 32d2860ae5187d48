# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the modules that send commands share: the WAN they act on, the guards, and reads that go by POST."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ._errors import PeplinkError, Refused
from ._guards import WanStatus, management_wans
from ._module import Task
from ._pending import apply_pending
from ._plan import PlanError
from ._read import Read
from ._redact import printable
from ._wan_status import entries, is_connected, kind_of_wan

WANS = "status.wan.connection"

WAN_SPEC = {"wan": {"type": "str", "required": True}}
APPLY_SPEC = {"apply": {"type": "bool", "default": False}}

# For a router that does not answer after an apply, in seconds.
APPLY_PATIENCE = 60


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
    found = [wan for wan in wans if named in (str(wan.id), wan.name)]
    if not found:
        raise refused(task, f"there is no WAN {named!r}; the router has {_listed(wans)}")
    if len(found) > 1:
        raise refused(task, f"several WANs are called {named!r}: {_listed(found)}; give the id of one that nothing else is called")
    wan = found[0]
    if kinds and wan.kind not in kinds:
        fitting = [other for other in wans if other.kind in kinds]
        where = f"the router has {_listed(fitting)}" if fitting else f"this router has none{running_firmware(task)}"
        raise refused(task, f"{wan.label} is of the kind {wan.kind or 'unknown'}, and this works on the kind {' or '.join(kinds)} only; {where}")
    return wan


def guard_management_wan(task: Task, wan: Wan, what: str) -> None:
    """Refuse to interrupt the WAN that carries the management session. ``what`` continues "to" (``reset its modem``)."""
    if task.params["allow_management_wan_change"]:
        return
    try:
        carriers, why = management_wans(wan.status, task.params["management_wan"], task.host)
    except PlanError as error:
        raise refused(task, str(error)) from None
    if wan.id in carriers:
        raise refused(
            task, f"{wan.label} {why}, and to {what} could cut that very connection. "
            "Set allow_management_wan_change if the router can be reached another way"
        )  # fmt: skip


def guard_last_wan(task: Task, wan: Wan, what: str) -> None:
    """Refuse to take the last connected WAN down for good."""
    others = any(is_connected(raw) for key, raw in wan.status.items() if key != wan.id)
    if wan.connected and not others and not task.params["allow_no_connected_wan"]:
        raise refused(task, f"no other WAN is connected, so to {what} would leave the router offline. Set allow_no_connected_wan to do it all the same")


def apply_if_asked(task: Task) -> None:
    """Apply after a command that some firmware may only stage: nobody knows which."""
    if task.params["apply"]:
        apply_pending(task.session, task.clock, APPLY_PATIENCE)


def as_map(value: Any) -> Mapping[str, Any]:
    """What a router sent where a map is expected; empty if it is something else."""
    return value if isinstance(value, Mapping) else {}


def maps_in(value: Any) -> list[Mapping[str, Any]]:
    """The maps of what a router sent where a list of them is expected."""
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def number(value: Any, otherwise: float) -> float:
    """What a router sent where a number is expected."""
    return value if isinstance(value, (int, float)) else otherwise


def show_wan(task: Task, wan: Wan) -> None:
    """Tell in the result which WAN it is."""
    task.result["wan"] = {"id": wan.id, "name": wan.name}


def read(task: Task, function: str, body: Mapping[str, Any]) -> Any:
    """Read a function that is read by POST. Raises PeplinkError."""
    (answer,) = task.session.read_all([Read(function, body)])
    if isinstance(answer, PeplinkError):
        raise answer
    return answer


def refused(task: Task, answer: str) -> Refused:
    """The collection itself declines, before anything was sent that has an effect."""
    return Refused("checking the command", task.session.device, answer, "Nothing was done.")


def _listed(wans: list[Wan]) -> str:
    return ", ".join(f"{wan.id} ({printable(wan.name, 60)})" for wan in wans) or "no WANs"


def running_firmware(task: Task) -> str:
    """What to add to a message about what a router does not have."""
    running = task.session.firmware()
    return f" (it runs firmware {running})" if running else ""

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The registry of operations and configuration resources that handler files provide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from .families import version_key

if TYPE_CHECKING:
    from .call import Call
    from .device_spec import DeviceSpec
    from .specification import QueryParameter
    from .store import Item, Items
    from .unknowns import Unknowns

Handler = Callable[["Call"], Any]
Condition = Callable[["Unknowns"], bool]


def always(unknowns: Unknowns) -> bool:
    return True


def never(unknowns: Unknowns) -> bool:
    return False


@dataclass(frozen=True)
class Operation:
    """One method of one function.

    handler returns the `response` value, None for a bare ok, or raises ApiError. documented is the name under which openapi.yaml
    describes an alias. since overrides the version of openapi.yaml. available may refuse a device (999), supported a model that lacks
    the hardware (unknown 37). form: takes form bodies; arguments_in_query: an empty POST may have its arguments there. checks_body: the
    handler validates the body itself. parameters_of: the function whose GET has the query parameters that this undocumented operation
    takes; parameters: those of a function that no document has.
    """

    method: str
    function: str
    handler: Handler
    documented: str
    since: str | None = None
    available: Callable[[DeviceSpec, Unknowns], bool] | None = None
    form: Condition = never
    checks_body: bool = False
    permission: str | None = None
    supported: Callable[[DeviceSpec], bool] | None = None
    parameters_of: str | None = None
    arguments_in_query: Condition = never
    parameters: tuple[QueryParameter, ...] = ()


class Resource(Protocol):
    """Configuration kept in the stores of a device, by item id. grows: items can be added and removed."""

    name: str
    grows: bool

    def initial(self, spec: DeviceSpec) -> Items:
        """Factory configuration of a device; never changed in place, so that devices may share it."""

    def merge(self, item: Item, patch: Item, unknowns: Unknowns) -> Item:
        """A new item with a partial change in the shape of POST, or of the item itself, merged in."""

    def neutral(self, item: Item, unknowns: Unknowns) -> Item:
        """What tests see: the shape of POST with everything that was ever set, and read-only members."""


OPERATIONS: dict[tuple[str, str], Operation] = {}
RESOURCES: dict[str, Resource] = {}
# What commands work on and leave behind that is no configuration, by name: its factory value.
STATES: dict[str, Callable[[DeviceSpec], Any]] = {}


def operation(
    method: str,
    function: str,
    *,
    aliases: tuple[str, ...] = (),
    since: str | None = None,
    available: Callable[[DeviceSpec, Unknowns], bool] | None = None,
    form: Condition = never,
    checks_body: bool = False,
    permission: str | None = None,
    supported: Callable[[DeviceSpec], bool] | None = None,
    parameters_of: str | None = None,
    arguments_in_query: Condition = never,
    parameters: tuple[QueryParameter, ...] = (),
) -> Callable[[Handler], Handler]:
    """Registers the decorated handler."""

    def register(handler: Handler) -> Handler:
        for name in (function, *aliases):
            if (method, name) in OPERATIONS:
                raise ValueError(f"{method} {name} is registered twice")
            OPERATIONS[method, name] = Operation(
                method,
                name,
                handler,
                function,
                since,
                available,
                form,
                checks_body,
                permission,
                supported,
                parameters_of,
                arguments_in_query,
                parameters,
            )
        return handler

    return register


def register_resource(resource: Resource) -> None:
    if resource.name in RESOURCES:
        raise ValueError(f"resource {resource.name} is registered twice")
    RESOURCES[resource.name] = resource


def factory_items(name: str, spec: DeviceSpec) -> Items:
    """What a device starts with: what its specification says, else what its family has. Never changed in place."""
    given = spec.configuration.get(name)
    return RESOURCES[name].initial(spec) if given is None else {key: dict(item) for key, item in given.items()}


def register_state(name: str, initial: Callable[[DeviceSpec], Any]) -> None:
    """`initial` makes a value of its own for each device: dicts and lists as JSON has them, ids as they are."""
    if name in STATES:
        raise ValueError(f"state {name} is registered twice")
    STATES[name] = initial


def new_enough(firmware: str, since: str) -> bool:
    return version_key(firmware) >= version_key(since)

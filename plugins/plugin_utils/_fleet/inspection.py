# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is done with each of many routers: a module that only reads, as a task on that router would run it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from ...module_utils._module.module import Module
from .._task_options import Validated, Variables


class Inspection(ABC):
    """Of one kind. ``doing`` and ``done`` are words for messages, such as "comparing" and "compared"; ``statuses`` are those that verdicts can
    have, in the order in which people want to read them."""

    module_name: ClassVar[str]
    doing: ClassVar[str]
    done: ClassVar[str]
    advice: ClassVar[str]
    statuses: ClassVar[tuple[str, ...]]

    def __init__(self, module: Module) -> None:
        self.module = module

    @abstractmethod
    def options(self, variables: Variables) -> Mapping[str, Any]:
        """The options of the module for a router, before module_defaults. Raises AnsibleError and BadOptions."""

    def completed(self, arguments: dict[str, Any], variables: Variables) -> dict[str, Any]:
        """The options with what depends on module_defaults."""
        return arguments

    def notes(self, arguments: Mapping[str, Any]) -> list[str]:
        """What those want to know of the options who ask for more."""
        return []

    @abstractmethod
    def inspect(self, valid: Validated) -> dict[str, Any]:
        """The verdict on a router, with its ``status``. Runs in a thread."""

    @abstractmethod
    def failure(self, message: str, kind: str) -> dict[str, Any]:
        """The verdict on a router that was not looked at."""

    def unevaluated(self, message: str) -> dict[str, Any]:
        """The verdict on a router with options that cannot be evaluated."""
        return self.failure(message, "invalid")

    def unusable(self, message: str) -> dict[str, Any]:
        """The verdict on a router with connection options that cannot be used."""
        return self.failure(message, "invalid")

    def warnings(self, router: str, verdict: Mapping[str, Any]) -> Sequence[str]:
        """What is to be said of a router beside the result, without its name, so that equal texts are equal."""
        return list(verdict.get("warnings", ()))

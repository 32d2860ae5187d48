# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A rule for ansible-lint: the options of tasks of wanfleet.peplink exist, and are of the right type.

Its own rule ``args`` passes over modules that have an action plugin, as those of this collection do.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from ansiblelint.rules import AnsibleLintRule
from ansiblelint.text import has_jinja

COLLECTION = "wanfleet.peplink"
PLUGINS = "ansible_collections.wanfleet.peplink.plugins"


class PeplinkOptionsRule(AnsibleLintRule):
    """Options of tasks of wanfleet.peplink exist and are of the right type."""

    id = "peplink-options"
    severity = "HIGH"
    description = "Checks the names and types of the options of tasks of wanfleet.peplink, at any depth. Values that are templates are not checked."
    tags: ClassVar[list[str]] = ["syntax"]
    version_changed = "26.10.1"

    def matchtask(self, task: Any, file: Any = None) -> bool | str:
        name = task["action"]["__ansible_module_original__"]
        if not name.startswith(f"{COLLECTION}."):
            return False
        given = {option: _known(value) for option, value in task["action"].items() if not option.startswith("__")}
        try:
            _check(name.removeprefix(f"{COLLECTION}."), given)
        except ValueError as error:
            return f"{name}: {error}"
        return False


def _check(name: str, given: dict[str, Any]) -> None:
    """Raises ValueError. What is required may come from a template or from module_defaults."""
    module = importlib.import_module(f"{PLUGINS}.modules.{name}")
    arguments = importlib.import_module(f"{PLUGINS}.module_utils._module.arguments")
    if hasattr(module, "MODULE"):
        replace(module.MODULE, options=arguments.optional(module.MODULE.options)).unbundled(given)
    else:
        arguments.require_form(given, arguments.optional(importlib.import_module(f"{PLUGINS}.action.{name}").SPEC))


def _known(value: Any) -> Any:
    """The value with null in place of templates."""
    if isinstance(value, Mapping):
        return {name: _known(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_known(item) for item in value]
    return None if has_jinja(value) else value

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a module is given for one router: the options of the task, and what inventory variables and the environment add to them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ansible.errors import AnsibleError
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ..module_utils._common.connection_options import CONNECTION_SPEC
from ..module_utils._common.redaction import secrets_in
from ..module_utils._module.arguments import BadForm, require_single
from ..module_utils._module.masking import masked
from ..module_utils._module.module import Module
from ._intent.merging import merge_layers
from ._intent.validation import LayerError

COLLECTION = "wanfleet.peplink"

# Ansible's own variables that stand in for an option.
ORDINARY_VARIABLES = {"host": "ansible_host", "username": "ansible_user", "password": "ansible_password"}


class BadOptions(Exception):
    """The options cannot be used. The text names the router and shows no secret."""


class BadConnection(BadOptions):
    """Those that say how to reach the router cannot be used, whatever is wanted of it."""


@dataclass(frozen=True)
class Variables:
    """The variables of one router as a task on it sees them, and ``templar`` with the same ones, which evaluates them.

    ``delegated``: they are those of the host that the task is delegated to, not the router's.
    """

    router: str
    values: Mapping[str, Any]
    templar: Any
    delegated: bool = False

    def get(self, name: str) -> Any:
        """The value of a variable, None if there is none. Raises AnsibleError."""
        return self.evaluated(self.values.get(name))

    def evaluated(self, value: Any) -> Any:
        """A value as it stands in a variable, with its templates evaluated. Raises AnsibleError."""
        if _is_constant(value):
            return value
        found = self.templar.template(value)
        # ansible-core below 2.19 leaves it to the user of a value to decrypt it.
        return str(found) if getattr(found, "__ENCRYPTED__", False) else found

    def ordinary(self, option: str) -> Any:
        """What one of Ansible's own variables says about a connection option."""
        name = ORDINARY_VARIABLES.get(option)
        if name is None:
            return None
        if self.delegated:
            return self.values["hostvars"][self.router].get(name)
        value = self.get(name)
        # Without an ansible_host of its own, a host has its name there; that comes last, after the environment.
        return None if value == self.router else value


@dataclass(frozen=True)
class Validated:
    """Parameters as a module takes them, and the ``secrets`` among them."""

    params: dict[str, Any]
    secrets: frozenset[str]


def with_connection(arguments: Mapping[str, Any], variables: Variables) -> dict[str, Any]:
    """The arguments, with the connection options that inventory variables and the environment set.

    The environment is that of the controller, also for a module that then runs elsewhere. Raises BadConnection.
    """
    found = dict(arguments)
    for option in CONNECTION_SPEC:
        if found.get(option) is None:
            value = _from_inventory(option, variables)
            # An empty variable of the environment counts as none.
            value = (os.environ.get(f"PEPLINK_{option.upper()}") or None) if value is None else value
            if value is not None:
                found[option] = value
    if found.get("host") is None:
        found["host"] = variables.router
    return found


def unfolded(name: str, module: Module, arguments: Mapping[str, Any], variables: Variables) -> dict[str, Any]:
    """The arguments with the options of the intent in place of its layers and bundles. Raises BadOptions."""
    found = dict(arguments)
    try:
        if found.get("layers") is not None:
            if found.get("intent") is not None:
                raise ValueError("give either intent or layers, not both")
            found["intent"] = _merged(found.pop("layers"), variables)
        found = module.unbundled(found)
    except LayerError as error:
        raise BadOptions(f"{variables.router}: {error}") from None
    except ValueError as error:
        raise BadOptions(f"reading the options of {name} for {found['host']}: {error}") from None
    return found


def validated(name: str, module: Module, arguments: Mapping[str, Any]) -> Validated:
    """Check, convert and complete the arguments as the module's specification says. Raises BadOptions."""
    checked = ArgumentSpecValidator(module.spec, **module.rules).validate(plain(arguments))
    if checked.error_messages:
        text = masked(checked.errors.msg, secrets_in(arguments))
        raise BadOptions(f"reading the options of {name} for {arguments['host']}: {text}")
    return Validated(checked.validated_parameters, frozenset(checked._no_log_values))


def _from_inventory(option: str, variables: Variables) -> Any:
    """What inventory variables say about a connection option, None if there is none. Raises BadConnection, which names the variable."""
    name = f"peplink_{option}"
    try:
        value = variables.get(name)
        if value is None:
            name = ORDINARY_VARIABLES.get(option, name)
            value = variables.ordinary(option)
        if value is not None:
            require_single(value, CONNECTION_SPEC[option], name)
    except BadForm as error:
        raise BadConnection(f"{variables.router}: {error}") from None
    except AnsibleError as error:
        raise BadConnection(f"{variables.router}: {name} cannot be evaluated: {error}") from None
    return value


def plain(value: Any) -> Any:
    """A copy without what Ansible attaches to each value: the validator copies all arguments, and would take ten times as long for that."""
    if isinstance(value, dict):
        return {plain(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    for kind in (str, int, float):
        if isinstance(value, kind) and not isinstance(value, bool):
            return kind(value)
    return value


def _is_constant(value: Any) -> bool:
    """Whether there is nothing in it to evaluate or to decrypt: Ansible would copy it all the same, which takes a tenth of the time for a router."""
    if isinstance(value, str):
        return "{" not in value and not value.startswith("#jinja2:")
    if isinstance(value, (dict, list)):
        return all(map(_is_constant, value.values() if isinstance(value, dict) else value))
    return value is None or isinstance(value, (int, float))


def _merged(layers: list[str], variables: Variables) -> dict[str, Any]:
    """The intent of these layers. Templated here, so that an error names the variable. Raises LayerError."""
    values = {}
    for variable in layers:
        try:
            values[variable] = plain(variables.get(variable))
        except AnsibleError as error:
            raise LayerError(variable, str(error)) from None
    return merge_layers(values)

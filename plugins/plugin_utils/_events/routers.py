# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The routers to watch: from an inventory or a list, with the connection options that they have everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ansible import constants as C
from ansible.errors import AnsibleError
from ansible.inventory.manager import InventoryManager, split_host_pattern
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from ansible.vars.manager import VariableManager

from ...module_utils._common.connection_options import ConnectionOptions
from ...module_utils._common.errors import PeplinkError
from ...module_utils._common.redaction import printable
from ...module_utils._module.arguments import suggestion
from ...module_utils._module.module import Module
from .._task_options import BadOptions, Variables, unfolded, validated, with_connection

NAME = "router_events"

# No options but those of a connection.
_CONNECTION = Module({}, lambda task: None)


def routers_of(values: Mapping[str, Any]) -> tuple[dict[str, ConnectionOptions], list[str]]:
    """How to reach each router by name, from the checked arguments of the source; and all that is wrong with them."""
    problems: list[str] = []
    found: dict[str, ConnectionOptions] = {}
    source = _listed(values["routers"], problems) if values.get("routers") is not None else _of_inventory(values, problems)
    for given, variables in source:
        try:
            arguments = with_connection({**values["connection"], **given}, variables)
            params = validated(NAME, _CONNECTION, unfolded(NAME, _CONNECTION, arguments, variables)).params
            found[variables.router] = ConnectionOptions.from_params(params)
        except (BadOptions, AnsibleError, PeplinkError) as error:
            text = str(error)
            problems.append(text if text.startswith(f"{variables.router}: ") else f"{variables.router}: {text}")
    if not found and not problems:
        problems.append("there is no router to watch")
    return found, problems


def _listed(routers: Sequence[Mapping[str, Any]], problems: list[str]) -> Iterator[tuple[dict[str, Any], Variables]]:
    loader, names = DataLoader(), set[str]()
    for position, router in enumerate(routers, start=1):
        options = dict(router)
        name = options.pop("name", options.get("host"))
        if not isinstance(name, str) or not name:
            problems.append(f"routers: entry {position} has neither name nor host")
        elif name in names:
            problems.append(f"routers: two have the name {printable(name, 60)}")
        else:
            names.add(name)
            yield options, Variables(name, {}, Templar(loader=loader, variables={}))


@lru_cache(maxsize=1)
def _vault_secrets() -> Any:
    """Those of the configuration, None without any. ansible-core takes them once in a process, which may have several sources."""
    passwords = [C.DEFAULT_VAULT_PASSWORD_FILE] if C.DEFAULT_VAULT_PASSWORD_FILE else []
    if not passwords and not C.DEFAULT_VAULT_IDENTITY_LIST:
        return None
    # Not before it is needed: it ends the process where the terminal is not to its liking.
    from ansible.cli import CLI

    return CLI.setup_vault_secrets(DataLoader(), C.DEFAULT_VAULT_IDENTITY_LIST, vault_password_files=passwords, auto_prompt=False)


def _of_inventory(values: Mapping[str, Any], problems: list[str]) -> Iterator[tuple[dict[str, Any], Variables]]:
    try:
        loader = DataLoader()
        if (secrets := _vault_secrets()) is not None:
            loader.set_vault_secrets(secrets)
        missing = [path for path in values["inventory"] if "," not in path and not loader.path_exists(path)]
        problems += [f"inventory: there is no {path}" for path in missing]
        inventory = InventoryManager(loader=loader, sources=[path for path in values["inventory"] if path not in missing])
        manager = VariableManager(loader=loader, inventory=inventory)
        if not inventory.hosts and not missing:
            problems.append(f"inventory: {', '.join(values['inventory'])} has no hosts; run ansible-inventory --list to see why")
            return
        patterns = [part for pattern in values["hosts"] for part in split_host_pattern(pattern)]
        known = [*inventory.hosts, *inventory.groups]
        unknown = [pattern for pattern in patterns if inventory.hosts and pattern[:1] not in ("!", "&") and not inventory.get_hosts(pattern)]
        problems += [f"hosts: the inventory has no router or group {printable(pattern, 60)}{suggestion(pattern, known)}" for pattern in unknown]
        hosts = inventory.get_hosts(patterns)
    except AnsibleError as error:
        problems.append(f"inventory: {error}")
        return
    for host in hosts:
        variables = manager.get_vars(host=host)
        yield {}, Variables(host.name, variables, Templar(loader=loader, variables=variables))

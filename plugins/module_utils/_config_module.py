# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that configure one resource: the description makes the module."""

from __future__ import annotations

from ._module import CLEARING_WORDS, Module, Task
from ._redact import secrets_in
from ._resource import Resource
from ._transaction import TRANSACTION_SPEC, Transaction


def config_module(resource: Resource) -> Module:
    """A module with the option ``config``, a list of the resource's items, and the options of the transaction."""

    def run(task: Task) -> None:
        # Ansible masks what the specification calls secret; this is for what only its name gives away.
        task.session.secrets.update(secrets_in(task.params["config"]) - CLEARING_WORDS)
        Transaction(task).run([(resource, task.params["config"])])

    config = {"type": "list", "elements": "dict", "required": True, "options": resource.spec()}
    return Module({"config": config, **TRANSACTION_SPEC}, run)

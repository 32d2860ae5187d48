#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
"""

EXAMPLES = r"""
"""

RETURN = r"""
"""

from ansible_collections.wanfleet.peplink.plugins.module_utils._config_module import learn_secrets, section_spec
from ansible_collections.wanfleet.peplink.plugins.module_utils._errors import Refused
from ansible_collections.wanfleet.peplink.plugins.module_utils._guards import guard_options
from ansible_collections.wanfleet.peplink.plugins.module_utils._module import Module, Task
from ansible_collections.wanfleet.peplink.plugins.module_utils._resources import RESOURCES
from ansible_collections.wanfleet.peplink.plugins.module_utils._transaction import STATES, TRANSACTION_SPEC, Intent, Transaction

SECTIONS = [resource.section for resource in RESOURCES]


def run(task: Task) -> None:
    given = [resource for resource in RESOURCES if task.params[resource.section] is not None]
    if not given:
        answer = "no section is given, so there is nothing to configure"
        raise Refused("planning the change", task.session.device, answer, f"Give one of {', '.join(SECTIONS)}.")
    learn_secrets(task, {resource.section: task.params[resource.section] for resource in given})
    states = task.params["states"] or {}
    transaction = Transaction(task, skip_unsupported=task.params["unsupported"] == "skip", parallel=task.params["parallel_reads"])
    transaction.run([Intent(resource, task.params[resource.section], states.get(resource.section, "merged"), resource.section) for resource in given])


MODULE = Module(
    {
        **{resource.section: section_spec(resource) for resource in RESOURCES},
        "states": {"type": "dict", "options": {resource.section: STATES for resource in RESOURCES if resource.creation}},
        "unsupported": {"type": "str", "choices": ["fail", "skip"], "default": "fail"},
        "parallel_reads": {"type": "int", "default": 4},
        **TRANSACTION_SPEC,
        **guard_options(SECTIONS),
    },
    run,
)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()

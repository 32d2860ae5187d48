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

from ansible_collections.wanfleet.peplink.plugins.module_utils._errors import PeplinkError, Unauthorized, Unsupported
from ansible_collections.wanfleet.peplink.plugins.module_utils._module import Module, Task
from ansible_collections.wanfleet.peplink.plugins.module_utils._plan import render
from ansible_collections.wanfleet.peplink.plugins.module_utils._reading import Reader
from ansible_collections.wanfleet.peplink.plugins.module_utils._resources import RESOURCES
from ansible_collections.wanfleet.peplink.plugins.module_utils._values import Secrets


def run(task: Task) -> None:
    named = task.params["sections"]
    wanted = [resource for resource in RESOURCES if named is None or resource.section in named]
    secrets = Secrets(task.params["secrets"])
    task.result |= {"config": {}, "unsupported": []}
    read = Reader(task.session, task.params["parallel_reads"]).read(wanted)
    for resource in wanted:
        items = read[resource.section]
        if not isinstance(items, PeplinkError):
            task.result["config"][resource.section] = [render(resource, item, item.flat, secrets) for item in items]
        elif named is None and isinstance(items, Unsupported):
            task.result["unsupported"].append(resource.section)
        elif named is None and isinstance(items, Unauthorized) and resource.read.body is not None:
            task.session.warnings.append(f"{resource.section} is left out: reading it takes the right to write. {items.answer}.")
        else:
            raise items


MODULE = Module(
    {
        "sections": {"type": "list", "elements": "str", "choices": [resource.section for resource in RESOURCES]},
        "secrets": {"type": "str", "choices": [Secrets.OMIT.value, Secrets.INCLUDE.value], "default": Secrets.OMIT.value, "no_log": False},
        "parallel_reads": {"type": "int", "default": 4},
    },
    run,
)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()

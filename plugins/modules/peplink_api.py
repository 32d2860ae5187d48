#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_api
short_description: Call any function of the Peplink Router API
description: []
"""

EXAMPLES = r""""""

RETURN = r""""""

from ansible_collections.wanfleet.peplink.plugins.module_utils._module import Module, Task
from ansible_collections.wanfleet.peplink.plugins.module_utils._redact import redact


def run(task: Task) -> None:
    function, arguments = task.params["function"], task.params["arguments"] or {}
    writes = task.params["method"] == "POST"
    task.result |= {"changed": writes, "response": None}
    if writes and task.check_mode:
        return
    answer = task.session.post(function, arguments) if writes else task.session.get(function, **arguments)
    task.result["response"] = answer if task.params["secrets"] == "include" else redact(answer, task.session.secrets)


MODULE = Module(
    {
        "function": {"type": "str", "required": True},
        "method": {"type": "str", "choices": ["GET", "POST"], "default": "GET"},
        "arguments": {"type": "dict"},
        "secrets": {"type": "str", "choices": ["omit", "include"], "default": "omit", "no_log": False},
    },
    run,
)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()

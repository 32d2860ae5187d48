# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_api: any function of the Router API."""

from __future__ import annotations

from .._common.codecs.base import Secrets
from .._common.redaction import redact
from .._common.shared_options import SECRETS_SPEC
from .._module.module import Module, Task


def _run(task: Task) -> None:
    function, arguments = task.params["function"], task.params["arguments"] or {}
    writes = task.params["method"] == "POST"
    task.result |= {"changed": writes, "response": None}
    if writes and task.check_mode:
        return
    answer = task.session.post(function, arguments) if writes else task.session.get(function, **arguments)
    task.result["response"] = answer if Secrets(task.params["secrets"]) is Secrets.INCLUDE else redact(answer, task.session.secrets)


API = Module(
    {
        "function": {"type": "str", "required": True},
        "method": {"type": "str", "choices": ["GET", "POST"], "default": "GET"},
        "arguments": {"type": "dict"},
        **SECRETS_SPEC,
    },
    _run,
    posts=lambda params: [params["function"]] if params["method"] == "POST" else [],
)

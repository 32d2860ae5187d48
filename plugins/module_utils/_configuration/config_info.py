# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_config_info: the configuration as it is, in the shape in which peplink_config takes it."""

from __future__ import annotations

from .._common.codecs.base import Secrets
from .._common.shared_options import PARALLEL_READS_SPEC, SECRETS_SPEC
from .._module.module import Module, Task
from .resources import RESOURCES
from .view import view_config


def _run(task: Task) -> None:
    named = task.params["sections"]
    wanted = [resource for resource in RESOURCES if named is None or resource.section in named]
    config: dict[str, list[dict[str, object]]] = {}
    unsupported: list[str] = []
    task.result |= {"config": config, "unsupported": unsupported}
    for section, items in view_config(task.session, wanted, Secrets(task.params["secrets"]), task.params["parallel_reads"], lenient=named is None):
        if items is None:
            unsupported.append(section)
        else:
            config[section] = items


CONFIG_INFO = Module(
    {
        "sections": {"type": "list", "elements": "str", "choices": [resource.section for resource in RESOURCES]},
        **SECRETS_SPEC,
        **PARALLEL_READS_SPEC,
    },
    _run,
)

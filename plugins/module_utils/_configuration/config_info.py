# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_config_info: the configuration as it is, in the shape in which peplink_config takes it."""

from __future__ import annotations

from .._common.codecs.base import Secrets
from .._common.redaction import without_secrets
from .._common.shared_options import PARALLEL_READS_SPEC, SECRETS_SPEC
from .._module.module import Module, Task
from .reader import ConfigReader
from .resources.catalogue import RESOURCES
from .view import view_config


def _run(task: Task) -> None:
    named, secrets = task.params["sections"], Secrets(task.params["secrets"])
    wanted = [resource for resource in RESOURCES if named is None or resource.section in named]
    config: dict[str, list[dict[str, object]]] = {}
    unsupported: list[str] = []
    task.result |= {"config": config, "unsupported": unsupported}
    reader = ConfigReader(task.session, task.params["parallel_reads"], once=True)
    for section, items in view_config(task.session, reader, wanted, secrets, lenient=named is None):
        if items is None:
            unsupported.append(section)
        else:
            config[section] = items
    if task.params["raw"]:
        task.result["raw"] = reader.answers if secrets is Secrets.INCLUDE else without_secrets(reader.answers)


CONFIG_INFO = Module(
    {
        "sections": {"type": "list", "elements": "str", "choices": [resource.section for resource in RESOURCES]},
        **SECRETS_SPEC,
        **PARALLEL_READS_SPEC,
        "raw": {"type": "bool", "default": False},
    },
    _run,
)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that tell about one subject: the subject makes the module."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.codecs.base import Secrets
from .._module.module import Module, Task
from .reader import gather
from .subject import Subject


def info_module(subject: Subject, options: Mapping[str, Any] | None = None) -> Module:
    """A module that returns the subject under its name. ``options`` are its own ones, which the subject gets; without ``secrets`` among
    them secrets are always left out."""

    def run(task: Task) -> None:
        secrets = Secrets(task.params.get("secrets", Secrets.OMIT.value))
        [found] = gather(task.session, [subject], task.params)
        if found.error:
            raise found.error
        task.result[subject.name] = found.shown(task.params, secrets, task.session.warnings)
        if subject.limited:
            task.result["truncated"] = found.truncated
        if task.params["raw"]:
            task.result["raw"] = found.raw(secrets)

    return Module({**(options or {}), "raw": {"type": "bool", "default": False}}, run)

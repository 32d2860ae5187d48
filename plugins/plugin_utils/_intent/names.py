# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names of variables that look like misspelt layers or misspelt options of a role. Ansible ignores such variables."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from ansible.module_utils.common.yaml import yaml_load

from ...module_utils._common.connection_options import CONNECTION_SPEC
from ...module_utils._common.redaction import printable
from .merging import PREFIX

# Of the playbooks; those of the roles are in their argument specifications.
PLAYBOOK_OPTIONS = frozenset(
    {
        "audit_hosts",
        "backup_hosts",
        "bootstrap_hosts",
        "figures_hosts",
        "fingerprints_hosts",
        "plan_dir",
        "plan_hosts",
        "probe_hosts",
        "provision_hosts",
        "rollout_canary",
        "rollout_dir",
        "rollout_hosts",
        "rollout_max_fail_percentage",
        "rollout_plan",
        "rollout_serial",
        "rollout_soak",
    }
)
_LAYER = PREFIX.rstrip("_")
_ALIKE = 0.84


def _in_roles(file: str) -> list[dict[str, Any]]:
    return [yaml_load(path.read_text(encoding="utf-8")) for path in Path(__file__).parents[3].glob(f"roles/*/{file}/*.yml")]


# Read once, before Ansible forks a worker for each task.
_SPECIFIED = {option for specs in _in_roles("meta") for entry in specs["argument_specs"].values() for option in entry["options"]}
OPTIONS = frozenset(_SPECIFIED.union(*_in_roles("defaults"))) | PLAYBOOK_OPTIONS
_KNOWN = OPTIONS.union(*_in_roles("vars"), (f"peplink_{option}" for option in CONNECTION_SPEC))
_ROLES = sorted({option.partition("_")[0] for option in OPTIONS})


def misspelt(names: Iterable[str]) -> list[str]:
    """A warning for each name that is nearly one that means something, sorted. It names no router, so that Ansible shows it once for all."""
    return [text for name in sorted(names) if (text := _warning(name))]


# Routers have the same variables.
@lru_cache(maxsize=4096)
def _warning(name: str) -> str | None:
    if name in _KNOWN or name.startswith(("ansible_", PREFIX)):
        return None
    meant = _layer_meant(name) or _option_meant(name)
    return f"The variable {printable(name)} has no effect. Did you mean {printable(meant)}?" if meant else None


def _layer_meant(name: str) -> str | None:
    head, rest = "_".join(name.split("_")[:2]), name.split("_")[2:]
    if not difflib.get_close_matches(head, [_LAYER], 1, _ALIKE):
        return None
    return f"{PREFIX}{'_'.join(rest) or '10_fleet'}"


def _option_meant(name: str) -> str | None:
    # Few names begin nearly like a role, and only these are compared with all options.
    if not difflib.get_close_matches(name.partition("_")[0], _ROLES, 1, _ALIKE):
        return None
    return next(iter(difflib.get_close_matches(name, OPTIONS, 1, 0.9)), None)

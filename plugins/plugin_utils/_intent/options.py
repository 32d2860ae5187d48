# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of the roles and playbooks of the collection, and what is wrong with the values that they are given. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.yaml import yaml_load

from ...module_utils._common.redaction import printable
from ...module_utils._module.arguments import BadForm, require_form

Spec = Mapping[str, Mapping[str, Any]]

_COLLECTION = Path(__file__).parents[3]


def _read(pattern: str) -> dict[str, Any]:
    return {path.parents[1].name: yaml_load(path.read_text(encoding="utf-8")) for path in _COLLECTION.glob(pattern)}


# Read once, before Ansible forks a worker for each task. By role, and by role and entry point.
DEFAULTS: Mapping[str, Mapping[str, Any]] = _read("roles/*/defaults/main.yml")
VARIABLES: Mapping[str, Mapping[str, Any]] = _read("roles/*/vars/main.yml")
ROLES: Mapping[str, Mapping[str, Spec]] = {
    role: {entry: spec["options"] for entry, spec in found["argument_specs"].items()} for role, found in _read("roles/*/meta/argument_specs.yml").items()
}

_HOSTS = {"type": "raw"}

# The options that playbooks have beside those of their roles. The first one says which routers.
PLAYBOOKS: Mapping[str, Spec] = {
    "audit": {"audit_hosts": _HOSTS},
    "backup": {"backup_hosts": _HOSTS},
    "bootstrap": {"bootstrap_hosts": _HOSTS},
    "figures": {"figures_hosts": _HOSTS},
    "fingerprints": {"fingerprints_hosts": _HOSTS},
    "plan": {"plan_hosts": _HOSTS, "plan_dir": {"type": "path"}, "plan_max_unreachable": {"type": "raw"}, "plan_max_failed": {"type": "raw"}},
    "probe": {"probe_hosts": _HOSTS},
    "provision": {"provision_hosts": _HOSTS},
    "restore": {"backup_hosts": _HOSTS},
    "rollout": {
        "rollout_hosts": _HOSTS,
        "rollout_canary": {"type": "raw"},
        "rollout_serial": {"type": "raw"},
        "rollout_max_fail_percentage": {"type": "raw"},
        "rollout_soak": {"type": "int"},
        "rollout_plan": {"type": "path"},
        "rollout_dir": {"type": "path"},
    },
    "validate": {
        "validate_hosts": _HOSTS,
        "validate_unresolved": {"type": "str", "choices": ["fail", "skip"]},
        "validate_misspelt": {"type": "str", "choices": ["fail", "warn"]},
    },
}


def problems(spec: Spec, values: Mapping[str, Any]) -> list[str]:
    """What is wrong with the values of these options, a text for each."""
    return [text for name, option in spec.items() if (text := _problem(name, option, values.get(name)))]


def missing(role: str, entry_point: str, values: Mapping[str, Any]) -> list[str]:
    """Which options of a role are missing that others need."""
    needs = _NEEDS.get((role, entry_point), ())
    return [f"{option}={value} needs {needed}" for option, value, needed in needs if values.get(option) == value and not values.get(needed)]


def _problem(name: str, option: Mapping[str, Any], value: Any) -> str:
    given = {} if value is None else {name: value}
    try:
        require_form(given, {name: option})
    except BadForm as error:
        return str(error)
    checked = ArgumentSpecValidator({name: option}).validate(given)
    if checked.error_messages:
        return str(checked.error_messages[0])
    form = FORMS.get(name)
    if not form or not given or form.fits(checked.validated_parameters[name]):
        return ""
    return f"{name} must be {form.words}, not {printable(value, 60) or 'an empty text'}"


def _percentage(value: Any) -> bool:
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%?\s*", str(value))
    return not isinstance(value, bool) and match is not None and float(match[1]) <= 100


def _limit(value: Any) -> bool:
    return not isinstance(value, bool) and bool(re.fullmatch(r"\s*\d+(\.\d+)?\s*%?\s*", str(value)))


def _batches(value: Any) -> bool:
    sizes = value if isinstance(value, list) else [value]
    return bool(sizes) and all(_batch(size) for size in sizes)


def _batch(size: Any) -> bool:
    match = re.fullmatch(r"\s*(\d+)\s*(%?)\s*", str(size))
    return not isinstance(size, bool) and match is not None and (not match[2] or int(match[1]) <= 100)


def _time(value: Any) -> bool:
    try:
        datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return False
    return True


_NEEDS = {
    ("backup", "main"): (("backup_secrets", "vault", "backup_vault_password"),),
    ("bootstrap", "main"): (("bootstrap_tasks", "vault.yml", "bootstrap_vault_password"),),
}


@dataclass(frozen=True)
class Form:
    """What a type cannot say of a value: whether it ``fits``, in ``words`` what it must be, and that as a JSON ``schema``, for editors."""

    fits: Callable[[Any], bool]
    words: str
    schema: Mapping[str, Any]


def _one_of(pattern: str, kind: str) -> dict[str, Any]:
    return {"anyOf": [{"type": kind, "minimum": 0}, {"type": "string", "pattern": f"^\\s*{pattern}\\s*$"}]}


_BATCH = _one_of(r"([0-9]+|([0-9]|[1-9][0-9]|100)\s*%)", "integer")

_A_LIMIT = Form(_limit, "a number of routers or a percentage such as 2.5%", _one_of(r"[0-9]+(\.[0-9]+)?\s*%?", "number"))
_AT_LEAST_1 = Form(lambda value: value >= 1, "at least 1", {"minimum": 1})
_AT_LEAST_0 = Form(lambda value: value >= 0, "at least 0", {"minimum": 0})

FORMS: Mapping[str, Form] = {
    "audit_concurrency": _AT_LEAST_1,
    "audit_max_drifted": _A_LIMIT,
    "audit_max_failed": _A_LIMIT,
    "audit_max_unreachable": _A_LIMIT,
    "figures_concurrency": _AT_LEAST_1,
    "figures_days": _AT_LEAST_1,
    "figures_max_failed": _A_LIMIT,
    "figures_max_unreachable": _A_LIMIT,
    "figures_time": Form(
        _time, "a time in UTC such as 2026-11-25T02:00:00Z", {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"}
    ),
    "plan_max_failed": _A_LIMIT,
    "plan_max_unreachable": _A_LIMIT,
    "provision_concurrency": _AT_LEAST_1,
    "provision_soak": _AT_LEAST_0,
    "rollout_max_fail_percentage": Form(
        _percentage,
        "a percentage from 0 to 100",
        {"anyOf": [{"type": "number", "minimum": 0, "maximum": 100}, {"type": "string", "pattern": r"^\s*([0-9]|[1-9][0-9]|100)(\.[0-9]+)?\s*%?\s*$"}]},
    ),
    "rollout_serial": Form(
        _batches,
        "a number of routers, a percentage such as 25%, or a list of these",
        {"anyOf": [*_BATCH["anyOf"], {"type": "array", "minItems": 1, "items": _BATCH}]},
    ),
    "rollout_soak": _AT_LEAST_0,
}

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Defaults and documentation of the roles agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

ROLES = sorted(path for path in (Path(__file__).resolve().parents[2] / "roles").iterdir() if path.is_dir())

# Computed from others, so that documentation names no default.
COMPUTED = {
    "audit_layers",
    "provision_layers",
    "provision_report_routers",
}


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("role", ROLES, ids=lambda path: path.name)
def test_defaults_match_their_documentation(role: Path) -> None:
    defaults = load(role / "defaults" / "main.yml")
    options: dict[str, Any] = {}
    for entry in load(role / "meta" / "argument_specs.yml")["argument_specs"].values():
        options |= entry["options"]
    assert not {name for name in options if not name.startswith(f"{role.name}_")}
    documented = {name: option["default"] for name, option in options.items() if "default" in option}
    plain = {name: value for name, value in defaults.items() if "{{" not in str(value)}
    assert plain == {name: documented.get(name) for name in plain}
    assert documented.keys() <= defaults.keys()
    assert defaults.keys() - options.keys() <= COMPUTED


@pytest.mark.parametrize("role", ROLES, ids=lambda path: path.name)
def test_a_role_has_a_readme_and_a_scenario(role: Path) -> None:
    assert (role / "README.md").is_file()
    assert (role.parents[1] / "extensions" / "molecule" / role.name / "converge.yml").is_file()


@pytest.mark.parametrize("role", ROLES, ids=lambda path: path.name)
def test_a_galaxy_shows_what_the_documentation_says(role: Path) -> None:
    main = load(role / "meta" / "argument_specs.yml")["argument_specs"]["main"]
    runtime = load(role.parents[1] / "meta" / "runtime.yml")["requires_ansible"]
    shown = load(role / "meta" / "main.yml")["galaxy_info"]
    assert shown["description"] == main["short_description"]
    assert runtime == f">={shown['min_ansible_version']}.0"

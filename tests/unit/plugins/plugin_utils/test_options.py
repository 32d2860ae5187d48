# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The values of the options of roles and playbooks, and what is said of wrong ones."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._intent.options import FORMS, PLAYBOOKS, ROLES, missing, problems

SPECS = [*PLAYBOOKS.values(), *(spec for entries in ROLES.values() for spec in entries.values())]
A_LIMIT = "a number of routers or a percentage such as 2.5%"
BATCHES = "a number of routers, a percentage such as 25%, or a list of these"


def said(option: str, value: Any) -> list[str]:
    spec = next(spec for spec in SPECS if option in spec)
    return problems({option: spec[option]}, {option: value})


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("rollout_serial", 1),
        ("rollout_serial", "25%"),
        ("rollout_serial", ["5%", 10, "100%"]),
        ("rollout_serial", None),
        ("rollout_max_fail_percentage", "20"),
        ("rollout_max_fail_percentage", "12.5%"),
        ("rollout_soak", "60"),
        ("rollout_hosts", ["van", "ship"]),
        ("audit_max_drifted", "2.5%"),
        ("audit_max_drifted", 0),
        ("figures_time", "2026-11-25T02:00:00Z"),
        ("backup_missing", "skip"),
    ],
)
def test_good_values_pass(option: str, value: Any) -> None:
    assert said(option, value) == []


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        ("rollout_serial", ["abc"], f'rollout_serial must be {BATCHES}, not ["abc"]'),
        ("rollout_serial", [], f"rollout_serial must be {BATCHES}, not []"),
        ("rollout_serial", "2.5%", f"rollout_serial must be {BATCHES}, not 2.5%"),
        ("rollout_serial", [1, "250%"], f'rollout_serial must be {BATCHES}, not [1, "250%"]'),
        ("rollout_serial", True, f"rollout_serial must be {BATCHES}, not true"),
        ("rollout_serial", -1, f"rollout_serial must be {BATCHES}, not -1"),
        ("rollout_max_fail_percentage", "abc", "rollout_max_fail_percentage must be a percentage from 0 to 100, not abc"),
        ("rollout_max_fail_percentage", "", "rollout_max_fail_percentage must be a percentage from 0 to 100, not an empty text"),
        ("rollout_max_fail_percentage", 101, "rollout_max_fail_percentage must be a percentage from 0 to 100, not 101"),
        ("rollout_soak", "soon", "rollout_soak must be a whole number, not text"),
        ("rollout_soak", -1, "rollout_soak must be at least 0, not -1"),
        ("audit_max_drifted", "banana", f"audit_max_drifted must be {A_LIMIT}, not banana"),
        ("figures_max_failed", "-1", f"figures_max_failed must be {A_LIMIT}, not -1"),
        ("figures_days", 0, "figures_days must be at least 1, not 0"),
        ("figures_time", "soon", "figures_time must be a time in UTC such as 2026-11-25T02:00:00Z, not soon"),
        ("provision_skip_offline", "soon", "provision_skip_offline must be true or false, not text"),
        ("rollout_dir", ["reports"], "rollout_dir must be a single value, not a list"),
        ("rollout_dir", True, "rollout_dir must be text in quotes, not a truth value: YAML turns 0042 into 34, and yes into true"),
        ("backup_missing", "maybe", "backup_missing must be one of: fail, skip"),
        ("bootstrap_username", None, "bootstrap_username must be given"),
    ],
)
def test_a_wrong_value_is_said_in_a_line(option: str, value: Any, text: str) -> None:
    assert said(option, value) == [text]


def test_an_option_that_another_one_needs_is_missed() -> None:
    assert missing("backup", "main", {"backup_secrets": "vault"}) == ["backup_secrets=vault needs backup_vault_password"]
    assert missing("backup", "main", {"backup_secrets": "vault", "backup_vault_password": "x"}) == []
    assert missing("backup", "main", {"backup_secrets": "omit"}) == []
    assert missing("backup", "restore", {"backup_secrets": "vault"}) == []


def test_the_forms_are_those_of_options_that_exist() -> None:
    assert FORMS.keys() <= {option for spec in SPECS for option in spec}


def test_a_secret_of_the_wrong_type_is_not_shown() -> None:
    found = problems({"vault_key": {"type": "int", "no_log": True}}, {"vault_key": "planted-secret"})
    assert found == ["vault_key must be a whole number, not text"]

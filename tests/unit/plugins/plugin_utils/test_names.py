# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names of variables that are nearly those of layers and options."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._intent.names import (
    OPTIONS,
    PLAYBOOK_OPTIONS,
    misspelt,
    misspelt_for_run,
    misspelt_hosts,
)

PLAYBOOKS = Path(__file__).resolve().parents[4] / "playbooks"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("peplink_confg_90_router", "peplink_config_90_router"),
        ("pepink_config_10_fleet", "peplink_config_10_fleet"),
        ("peplink_conf_10_fleet", "peplink_config_10_fleet"),
        ("peplink_config", "peplink_config_10_fleet"),
        ("provison_skip_offline", "provision_skip_offline"),
        ("provision_skip_ofline", "provision_skip_offline"),
        ("audit_max_drfited", "audit_max_drifted"),
        ("rollout_cannary", "rollout_canary"),
        ("rolout_hosts", "rollout_hosts"),
        ("plan_dri", "plan_dir"),
        ("bootstrap_hots", "bootstrap_hosts"),
        ("fingerprints_hots", "fingerprints_hosts"),
    ],
)
def test_a_near_miss_is_said_with_what_is_meant(name: str, meant: str) -> None:
    assert misspelt([name]) == [f"The variable {name} has no effect. Did you mean {meant}?"]


def test_other_names_are_left_alone() -> None:
    recorded = ["provision_planned", "provision_taking_part", "provision_settled", "provision_invalid", "provision_to_configure", "provision_failed"]
    own = ["peplink_config_10_fleet", "peplink_client_id", "peplink_port", "ansible_host", "site", "audit_contact", "provision_note", "configuration"]
    assert misspelt([*own, *OPTIONS, *recorded, "provision_result", "provision_gate", "provision_batches", "audit_result"]) == []


@pytest.mark.parametrize(("name", "meant"), [("backup_directry", "backup_dir"), ("probe_reprt_dir", "probe_dir"), ("plan_dri", "plan_dir")])
def test_what_is_given_for_a_run_and_begins_like_an_option_is_said_once(name: str, meant: str) -> None:
    assert misspelt_for_run([name, "audit_contact"], [name, "site", meant]) == [f"The variable {name} has no effect. Did you mean {meant}?"]


@pytest.mark.parametrize(
    ("playbook", "name", "option"),
    [
        ("bootstrap", "bootstrap_hots", "bootstrap_hosts"),
        ("fingerprints", "fingerprint_hosts", "fingerprints_hosts"),
        ("figures", "figures_host", "figures_hosts"),
        ("restore", "restore_hosts", "backup_hosts"),
        ("plan", "plan_hots", "plan_hosts"),
    ],
)
def test_a_misspelt_choice_of_routers_is_a_problem_unless_the_right_one_is_there(playbook: str, name: str, option: str) -> None:
    problem = misspelt_hosts(playbook, [name])
    assert problem is not None
    assert f"The variable {name} has no effect. Did you mean {option}?" in problem
    assert misspelt_hosts(playbook, [name, option]) is None
    assert misspelt_hosts(playbook, ["plan_dir", "site", "audit_max_failed"]) is None


def test_the_options_of_the_playbooks_are_known() -> None:
    used = set()
    for path in [*PLAYBOOKS.glob("*.yml"), *PLAYBOOKS.glob("vars/*.yml")]:
        used |= set(re.findall(r"(?<![.\w])([a-z]+_[a-z_]+) \| default\(", path.read_text(encoding="utf-8")))
    assert {
        name for name in used if name.partition("_")[0] in {"rollout", "audit", "provision", "backup", "bootstrap", "fingerprints", "probe", "validate"}
    } <= PLAYBOOK_OPTIONS

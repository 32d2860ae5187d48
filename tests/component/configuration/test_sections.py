# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every configuration resource through its own module, on every family, firmware and GET mode that has it."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import SETUPS, Router
from .sections import MODULES, PLANTED, STORES, sections

CASES = [(section, *setup) for setup in SETUPS for section in sections(setup[0], setup[1]) if section != "wan_connections"]


@pytest.fixture(params=CASES, ids="-".join)
def case(request: pytest.FixtureRequest, router_of: Any) -> tuple[Router, str]:
    section, *setup = request.param
    return router_of(*setup), section


def test_check_mode_predicts_the_run_and_a_second_run_changes_nothing(case: tuple[Router, str]) -> None:
    router, section = case
    part = sections(router.device.family, router.device.firmware)[section]
    before = router.device.running(STORES[section])
    predicted = router.run(MODULES[section], config=part.config, check=True)
    assert predicted.get("msg") is None
    assert router.device.posts() == []
    assert router.device.running(STORES[section]) == before

    done = router.run(MODULES[section], config=part.config)
    assert done.get("msg") is None
    assert done["applied"]
    router.assert_runs({section: part})
    for key in ("changed", "before", "after", "diff"):
        assert predicted[key] == done[key]

    router.device.clear_journal()
    again = router.run(MODULES[section], config=part.config)
    assert again.get("msg") is None
    assert not again["changed"]
    assert router.device.posts() == []
    assert again["before"] == again["after"]


def test_no_secret_is_in_the_result(case: tuple[Router, str]) -> None:
    router, section = case
    config = sections(router.device.family, router.device.firmware)[section].config
    for result in (router.run(MODULES[section], config=config, check=True), router.run(MODULES[section], config=config)):
        result.pop("secrets")
        assert [secret for secret in (*PLANTED, router.device.client_secret) if str(secret) in str(result)] == []


LACKING = [
    (section, family, firmware)
    for family, firmware in dict.fromkeys((family, firmware) for family, firmware, _mode in SETUPS)
    for section in ("mesh_profiles", "speedfusion_connect_protect", "ports")
    if section not in sections(family, firmware)
]


@pytest.mark.parametrize(("section", "family", "firmware"), LACKING, ids="-".join)
def test_a_router_without_the_section_is_reported_before_anything_is_written(router_of: Any, section: str, family: str, firmware: str) -> None:
    router: Router = router_of(family, firmware)
    config = {"ports": [{"module_type": "frontPanel", "module_id": "1", "port_id": "lan_1", "settings": {"enable": False}}]}
    result = router.run(MODULES[section], config=config.get(section) or sections("max", "8.5.2")[section].config)
    assert result["failed"]
    assert router.device.posts() == []
    assert firmware in result["msg"]
    assert any(advice in result["msg"] for advice in ("or later, and a model that has it", "so this model probably does not have it"))

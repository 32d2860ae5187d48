# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Twins of recorded routers, as the modules see them: they show and take what the recorded router would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import Fault, Fleet
from peplink_simulator.recorded.reading import load
from peplink_simulator.recorded.state import twin_of
from recordings import making
from recordings.replay import run

from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import read

from ..conftest import Router

REHEARSAL = Path(__file__).resolve().parents[3] / "demo" / "rehearsal"
PATHS = sorted(making.HERE.glob("*/recording.json"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.name)
def test_a_twin_shows_the_configuration_of_the_recording_and_takes_a_change(path: Path, tmp_path: Path) -> None:
    recorded = run(read(path.read_text(encoding="utf-8")), "peplink_config_info")
    with Fleet.start([twin_of(load(path)).spec]) as fleet:
        twin = Router(fleet.devices[0], fleet, tmp_path)
        shown = twin.run("peplink_config_info", login=True)
        assert (shown["config"], shown["unsupported"]) == (recorded["config"], recorded["unsupported"])
        unchanged = twin.run("peplink_config", login=True, check=True, **shown["config"])
        assert (unchanged.get("msg"), unchanged["changed"]) == (None, False)
        wan: dict[str, Any] = {"id": 1, "name": "Rehearsed"}
        changed = twin.run("peplink_config", login=True, wan_connections=[wan])
        assert (changed.get("msg"), changed["changed"]) == (None, True)
        assert twin.running(1)["name"] == "Rehearsed"
        assert not twin.device.has_pending
        assert fleet.internal_errors == []


def test_the_rehearsal_without_options_has_a_twin_for_each_router_and_the_faults_that_are_feared() -> None:
    inventory, faults = (yaml.safe_load((REHEARSAL / f"{name}.yml").read_text(encoding="utf-8")) for name in ("inventory", "faults"))
    recorded = {path.parent.name for path in PATHS}
    assert set(inventory["routers"]["hosts"]) <= recorded
    assert set(inventory["canary"]["hosts"]) <= set(inventory["routers"]["hosts"])
    assert set(faults) <= set(inventory["routers"]["hosts"]) - set(inventory["canary"]["hosts"])
    assert {Fault(**fault).kind for listed in faults.values() for fault in listed} >= {"link_loss", "latency", "apply_refused"}

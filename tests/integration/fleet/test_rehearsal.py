# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A rollout is rehearsed on twins: whatever the inventory says, no connection leads anywhere else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[3]
RECORDINGS = ("simulated-max-8.5.2", "simulated-balance-8.5.2", "simulated-fusionhub-8.5.2")

pytestmark = pytest.mark.thorough


def rehearse(**variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("INVENTORY", "FAULTS", "OPTIONS")} | variables
    return subprocess.run(["bash", "demo/rehearse"], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)


def test_a_rehearsal_uses_the_twins_alone_and_compares_plan_and_rollout(tmp_path: Path) -> None:
    hosts = {name: {"ansible_host": "127.0.0.8", "peplink_host": "127.0.0.8", "peplink_password": "no"} for name in (*RECORDINGS, "without-twin")}
    layer = {"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1380}]}}
    inventory = {"routers": {"hosts": hosts, "vars": layer | {"provision_verify_timeout": 5}}, "canary": {"hosts": {RECORDINGS[0]: None}}}
    (tmp_path / "inventory.yml").write_text(yaml.safe_dump(inventory))
    (tmp_path / "host_vars").mkdir()
    (tmp_path / "host_vars" / f"{RECORDINGS[1]}.yml").write_text(yaml.safe_dump({"peplink_host": "127.0.0.9", "ansible_host": "127.0.0.9"}))
    (tmp_path / "faults.yml").write_text(yaml.safe_dump({RECORDINGS[1]: [{"kind": "apply_refused", "code": 500, "message": "Conflict"}]}))
    recordings = " ".join(str(REPOSITORY / "tests" / "recordings" / name) for name in (*RECORDINGS, "simulated-max-other"))
    done = rehearse(INVENTORY=str(tmp_path / "inventory.yml"), FAULTS=str(tmp_path / "faults.yml"), RECORDINGS=recordings)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Left out, without a twin: without-twin" in done.stderr
    assert "Left out, a twin without a router in the inventory: simulated-max-other" in done.stderr
    assert "2 of 3 routers went as planned." in done.stdout
    (failed,) = (line for line in done.stdout.splitlines() if line.startswith(f"| {RECORDINGS[1]} |"))
    assert "| 1 change | failed |" in failed
    assert "Conflict" in failed
    assert not [address for address in ("127.0.0.8", "127.0.0.9") if address in done.stdout]
    assert not (REPOSITORY / "build" / "rehearsal" / "pid").exists()


@pytest.mark.parametrize(
    ("inventory", "faults", "message"), [("routers: {hosts: {other: }}", "", "no twin can take part"), (None, "other: []", "there is no twin other")]
)
def test_a_rehearsal_that_cannot_begin_says_why(tmp_path: Path, inventory: str | None, faults: str, message: str) -> None:
    layer = "{peplink_config_10_fleet: {wan_connections: [{id: 1, mtu: 1380}]}}"
    (tmp_path / "inventory.yml").write_text(inventory or f"routers: {{hosts: {{simulated-max-8.5.2: {layer}}}}}")
    (tmp_path / "faults.yml").write_text(faults)
    recording = str(REPOSITORY / "tests" / "recordings" / RECORDINGS[0])
    done = rehearse(INVENTORY=str(tmp_path / "inventory.yml"), FAULTS=str(tmp_path / "faults.yml"), RECORDINGS=recording)
    assert done.returncode == 1
    assert message in done.stderr

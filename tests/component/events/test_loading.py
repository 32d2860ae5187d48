# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The file of the event source, run as ansible-rulebook does: by its path, in a process that knows nothing of collections."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet

from .conftest import reach

TREE = Path(__file__).resolve().parents[3] / "build" / "tree"
PLUGIN = TREE / "ansible_collections" / "wanfleet" / "peplink" / "extensions" / "eda" / "plugins" / "event_source" / "router_events.py"
LOAD = """
import asyncio, json, runpy, signal, sys

# Who starts the tests in the background has them ignore Ctrl-C.
signal.signal(signal.SIGTERM, signal.default_int_handler)

class Queue:
    async def put(self, event):
        print(json.dumps(event), flush=True)

main = runpy.run_path(sys.argv[1])["main"]
try:
    asyncio.run(main(Queue(), json.loads(sys.argv[2])))
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A site with the package ansible: its ansible_collections is a regular package, and lacks this collection."""
    package = tmp_path / "site" / "ansible_collections"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    return package.parent


@pytest.fixture(scope="module")
def ship() -> Iterator[Fleet]:
    with Fleet.start([DeviceSpec("ship-1")]) as running:
        yield running


def load(site: Path, arguments: dict[str, Any]) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PEPLINK_", "ANSIBLE_"))}
    environment |= {"PYTHONPATH": str(site), "HOME": str(site.parent)}
    command = [sys.executable, "-c", LOAD, str(PLUGIN), json.dumps(arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_it_finds_its_collection_beside_an_installed_package_of_collections(installed: Path) -> None:
    _output, errors = load(installed, {"interval": 60}).communicate(timeout=60)
    assert errors.strip() == "BadOptions: give either inventory or routers"


def test_it_tells_events_until_it_is_stopped(installed: Path, ship: Fleet, tmp_path: Path) -> None:
    device, state = ship.device("ship-1"), tmp_path / "state.json"
    routers = [reach(device, ship, tmp_path)]
    process = load(installed, {"routers": routers, "interval": 1, "settle_polls": 1, "max_requests_per_minute": 100, "state_file": str(state)})
    device.wait_for("status.wan.connection", "GET", count=2, timeout=60)
    device.set_wan_status(1, statusLed="red", message="No Cable Detected")
    assert process.stdout is not None
    events = [json.loads(process.stdout.readline()) for _number in range(2)]
    end = time.monotonic() + 30
    while json.loads(state.read_text())["untold"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    process.terminate()
    process.communicate(timeout=60)
    assert [event["kind"] for event in events] == ["wan_disconnected", "failed_over"]
    kept = json.loads(state.read_text())
    assert kept["untold"] == []
    assert kept["routers"]["ship-1"]["tracks"]["wan/1"] == ["disconnected"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('{"version": 9, "routers": {}, "untold": []}', "it has version 9, and this version of the collection reads version 1. It is left as it is."),
        ('{"version": 1, "routers"', "it is damaged, or no state of this source. It is left as it is."),
    ],
)
def test_a_state_that_cannot_be_used_ends_it_before_any_router_is_asked(installed: Path, ship: Fleet, tmp_path: Path, content: str, text: str) -> None:
    device, state = ship.device("ship-1"), tmp_path / "state.json"
    state.write_text(content)
    device.clear_journal()
    _output, errors = load(installed, {"routers": [reach(device, ship, tmp_path)], "state_file": str(state)}).communicate(timeout=60)
    assert errors.startswith(f"BadOptions: the state file {state} cannot be used: {text}")
    assert list(device.journal) == []
    assert state.read_text() == content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"interval": 60}', "router_events: give either inventory or routers"),
        ('{"inventory": "nowhere.yml"}', "nowhere.yml"),
        ('{"interval": }', "Name a file with the options as JSON"),
        (None, "Name a file with the options as JSON"),
    ],
)
def test_run_by_hand_it_says_what_is_wrong_with_the_options(tmp_path: Path, content: str | None, message: str) -> None:
    options = tmp_path / "options.json"
    if content is not None:
        options.write_text(content)
    done = subprocess.run([sys.executable, str(PLUGIN), str(options)], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr

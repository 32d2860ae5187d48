# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The playbook wanfleet.peplink.figures: routers of every kind in one play, all files, the exit status, and what goes wrong with files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import DeviceSpec, Fault, Fleet
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as prometheus

from ..preloading import BIN
from .conftest import OFFLINE, FleetController

DAY = "2026-11-25"
TIME = f"{DAY}T02:00:00Z"
HOSTILE = '<script>alert(1)</script>"\\\u202e'
DIRECTORY = "figures [1]"  # what a pattern of files would take for something else
FILES = ["figures.json", "figures.jsonl", "fleet.html", f"snapshots/{DAY}.json"]
METRICS = ["figures.openmetrics", "figures.prom"]

# What the inventory says of each router, and what its status must be.
ROUTERS: dict[str, tuple[dict[str, Any], str]] = {
    "van": ({}, "read"),
    "depot": ({}, "read"),
    "hub": ({}, "read"),
    HOSTILE: ({}, "read"),
    "grudging": ({}, "read"),
    "unreachable": (OFFLINE, "unreachable"),
    "locked": ({"peplink_client_secret": "planted-wrong-secret"}, "failed"),
    "wrong-port": ({"peplink_port": "none"}, "failed"),
}
FAMILIES = {"depot": "balance", "hub": "fusionhub"}


class Figures(FleetController):
    """A controller whose inventory has all the routers."""

    def figures(self, *arguments: str, **variables: Any) -> tuple[int, str]:
        return self.play(
            "figures", *arguments, **{"figures_time": TIME, "figures_dir": DIRECTORY, "figures_metrics_dir": "metrics", "figures_max_failed": 2} | variables
        )

    def files(self) -> dict[str, str]:
        """All that was written, by path."""
        found = [path for name in (DIRECTORY, "metrics") for path in (self.home / name).rglob("*") if path.is_file()]
        return {str(path.relative_to(self.home)): path.read_text(encoding="utf-8") for path in found}


@dataclass
class Outcome:
    """What a run left."""

    status: int
    output: str
    files: dict[str, str]

    @property
    def document(self) -> dict[str, Any]:
        return dict(json.loads(self.files[f"{DIRECTORY}/figures.json"]))


@pytest.fixture(scope="module")
def controller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Figures]:
    with Fleet.start([DeviceSpec(name=name, family=FAMILIES.get(name, "max")) for name in ROUTERS]) as fleet:
        fleet.device(HOSTILE).set_running("wan", 1, {"name": HOSTILE})
        fleet.device("van").set_wan_status(1, message="No Cable Detected", statusLed="red")
        fleet.device("grudging").faults.add(Fault("fail", function="status.pepvpn", times=None, code=500, message="Internal Error"))
        for device in fleet.devices:
            device.stop_clock(40 * 24 * 3600)
        yield Figures(fleet, tmp_path_factory.mktemp("figures"), of={name: own for name, (own, _status) in ROUTERS.items()})
        assert fleet.internal_errors == []


@pytest.fixture(scope="module")
def first(controller: Figures) -> Outcome:
    status, output = controller.figures("-v")
    assert status == 0, output
    return Outcome(status, output, controller.files())


def test_all_files_are_there_and_every_router_is_in_them(first: Outcome) -> None:
    assert sorted(first.files) == sorted([*(f"{DIRECTORY}/{name}" for name in FILES), *(f"metrics/{name}" for name in METRICS)])
    assert {router["name"]: router["status"] for router in first.document["routers"]} == {name: status for name, (_own, status) in ROUTERS.items()}
    lines = [json.loads(line) for line in first.files[f"{DIRECTORY}/figures.jsonl"].splitlines()]
    assert {line["router"] for line in lines} == set(ROUTERS)
    assert json.loads(first.files[f"{DIRECTORY}/snapshots/{DAY}.json"])["routers"].keys() == set(ROUTERS)
    for name in ("van", "unreachable", "wrong-port"):
        assert f'data-name="{name}"' in first.files[f"{DIRECTORY}/fleet.html"]


def test_the_metrics_can_be_read_and_are_the_same_in_both_formats(first: Outcome) -> None:
    found = {}
    for name, parser in (("figures.prom", prometheus), ("figures.openmetrics", openmetrics)):
        samples = [sample for family in parser(first.files[f"metrics/{name}"]) for sample in family.samples]
        found[name] = {(sample.name, *sorted(sample.labels.items())): sample.value for sample in samples}
        assert len(found[name]) == len(samples)
    assert found["figures.prom"] == found["figures.openmetrics"]
    values = found["figures.prom"]
    up = {dict(key[1:])["router"]: value for key, value in values.items() if key[0] == "peplink_router_up"}
    assert up == {name.replace("\u202e", "\\u202e"): float(status == "read") for name, (_own, status) in ROUTERS.items()}
    assert values["peplink_wan_up", ("router", "van"), ("wan", "1"), ("wan_name", "WAN")] == 0
    assert [key for key in values if key[0] == "peplink_sim_allowance_used_bytes" and ("router", "depot") not in key]


def test_what_could_not_be_read_is_said_once(first: Outcome) -> None:
    assert "5 read, 2 failed, 1 unreachable" in first.output
    assert first.output.count("[WARNING]: unreachable: ") == 1
    assert "grudging: vpn is omitted" in first.output
    page = first.files[f"{DIRECTORY}/fleet.html"]
    assert "Check client_id and client_secret" in page
    assert "vpn is omitted" in page
    assert "WAN down: WAN" in page


def test_models_that_lack_something_cause_no_warning(first: Outcome) -> None:
    assert "hub: " not in first.output.partition("PLAY RECAP")[0]
    assert {router["name"]: router["left_out"] for router in first.document["routers"] if router["left_out"]} == {}


def test_names_are_plain_text(first: Outcome) -> None:
    page = first.files[f"{DIRECTORY}/fleet.html"]
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_nothing_is_written_to_a_router_and_nothing_private_to_a_file(controller: Figures, first: Outcome) -> None:
    assert controller.written() == set()
    private = ["planted-wrong-secret", "test-apn-"]
    for device in controller.fleet.devices:
        private += [text for text in (device.client_id, device.client_secret, device.password) if text]
    facts = json.dumps([device.state("sms") for device in controller.fleet.devices])
    assert facts
    seen = json.dumps(first.files) + first.output
    assert [text for text in private if text in seen] == []
    for word in ("imei", "imsi", "iccid", "8900100000", "00:00:5e", "00:00:5E", "latitude"):
        assert word not in json.dumps(first.files), word


@pytest.mark.thorough
def test_the_same_run_again_changes_no_file(controller: Figures, first: Outcome) -> None:
    status, output = controller.figures()
    assert status == 0, output
    assert controller.files() == first.files


@pytest.mark.thorough
def test_a_later_run_adds_to_the_day_and_a_later_day_has_its_own_file(controller: Figures, first: Outcome) -> None:
    controller.fleet.device("van").set_wan_status(1, message="Connected", statusLed="green")
    try:
        for time in (f"{DAY}T03:00:00Z", "2026-11-26T02:00:00Z"):
            status, output = controller.figures(figures_time=time)
            assert status == 0, output
    finally:
        controller.fleet.device("van").set_wan_status(1, message="No Cable Detected", statusLed="red")
    files = controller.files()
    periods = json.loads(files[f"{DIRECTORY}/snapshots/{DAY}.json"])["routers"]
    assert [(period["since"], period["wans"]["1"]["up"]) for period in periods["van"]] == [(TIME, False), (f"{DAY}T03:00:00Z", True)]
    assert len(periods["depot"]) == len(periods["unreachable"]) == 1
    page = files[f"{DIRECTORY}/fleet.html"]
    assert "WAN up" in page
    assert "2026-11-25 03:00 UTC" in page
    assert 'class="spark"' in page


@pytest.mark.thorough
@pytest.mark.parametrize("damage", ["another version", "cut off"])
def test_a_snapshot_that_cannot_be_used_is_left_as_it_is(controller: Figures, first: Outcome, damage: str) -> None:
    path = controller.home / DIRECTORY / "snapshots" / "2026-11-27.json"
    content = {"another version": '{"format": 2, "date": "2026-11-27", "routers": {}}', "cut off": '{"format": 1, "dat'}[damage]
    path.write_text(content)
    status, output = controller.figures(figures_time="2026-11-27T02:00:00Z")
    assert status != 0
    shown = " ".join(output.split())
    assert f"{path} cannot be used: it" in shown
    assert "It was left as it is. Move it away to begin a new one for this day." in shown
    assert path.read_text() == content
    assert "1795744800" in (controller.home / "metrics" / "figures.prom").read_text()  # the metrics are those of this run
    path.unlink()


@pytest.mark.thorough
def test_a_full_disk_is_said_and_the_former_files_stay_whole(controller: Figures, first: Outcome) -> None:
    status, output = controller.figures()
    assert status == 0, output
    before = controller.files()
    controller.fleet.device("van").set_clients(40)
    extra = json.dumps({"figures_hosts": "routers", "figures_time": f"{DAY}T05:00:00Z", "figures_dir": DIRECTORY, "figures_metrics_dir": "metrics"})
    # No file may become larger than this: a page, which has its style with it, does.
    command = [
        "bash",
        "-c",
        'ulimit -f 20; exec "$@"',
        "limited",
        str(BIN / "ansible-playbook"),
        "-i",
        "inventory.yml",
        "wanfleet.peplink.figures",
        "-e",
        extra,
    ]
    (controller.home / "inventory.yml").write_text(yaml.safe_dump(controller.inventory()))
    done = subprocess.run(command, env=controller.environment(), cwd=controller.home, capture_output=True, text=True, check=False)
    controller.fleet.device("van").set_clients(None)
    assert done.returncode != 0
    assert f"{controller.home}/{DIRECTORY}/fleet.html cannot be written: File too large. Check the space on the disk" in " ".join(done.stdout.split())
    after = controller.files()
    assert after.keys() == before.keys()
    assert after[f"{DIRECTORY}/fleet.html"] == before[f"{DIRECTORY}/fleet.html"]
    assert json.loads(after[f"{DIRECTORY}/snapshots/{DAY}.json"])["routers"].keys() == set(ROUTERS)
    assert not [path for path in (controller.home / DIRECTORY).rglob(".*") if path.is_file()]


@pytest.mark.variations
@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"figures_max_failed": 1}, "2 of 8 routers could not be read, more than 1."),
        ({"figures_max_unreachable": "10%"}, "1 of 8 routers could not be reached, more than 10%."),
    ],
)
def test_fails_after_writing_if_a_limit_is_exceeded(controller: Figures, first: Outcome, limits: dict[str, Any], said: str) -> None:
    status, output = controller.figures(figures_title="Limits", **limits)
    assert status == 2
    assert said in output
    assert "<h1>Limits</h1>" in (controller.home / DIRECTORY / "fleet.html").read_text()


@pytest.mark.variations
@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"figures_time": "yesterday"}, "figures_time must be a time in UTC"),
        ({"figures_max_unreachable": "some"}, "figures_max_unreachable must be"),
        ({"figures_concurrency": "many"}, "figures_concurrency"),
        ({"figures_days": 0}, "figures_days must be at least 1"),
        ({"figures_gather_subset": ["wann"]}, "there is no subset wann"),
    ],
)
def test_a_wrong_option_is_said_before_anything_is_sent(fleet_controller: FleetController, variables: dict[str, Any], said: str) -> None:
    status, output = fleet_controller.play("figures", **variables)
    assert status != 0
    assert said in " ".join(output.split())
    assert fleet_controller.asked() == set()
    assert not Path(fleet_controller.home / DIRECTORY).exists()

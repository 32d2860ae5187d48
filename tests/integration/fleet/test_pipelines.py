# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pipelines of docs/guides work: their jobs run unmodified, in the order of a change."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import FleetController

PIPELINES = Path(__file__).resolve().parents[3] / "docs" / "guides" / "pipelines"

# What belongs to the runner and to the forge; each notes how it was called.
NOTING = """#!{python}
import os, pathlib, shutil, sys
with open(os.environ["CALLS"], "a") as calls:
    print("{name}", *sys.argv[1:], file=calls)
"""
# The GitHub CLI: comments of one user, and the artifact of the run that planned the commit of a pull request.
GH = (
    NOTING
    + """
import argparse
parser = argparse.ArgumentParser("{name}", allow_abbrev=False)
subjects = parser.add_subparsers(dest="subject", required=True)
comment = subjects.add_parser("pr").add_subparsers(required=True).add_parser("comment", allow_abbrev=False)
comment.add_argument("number", type=int)
comment.add_argument("--edit-last", action="store_true")
comment.add_argument("--create-if-none", action="store_true")
comment.add_argument("--body-file", type=pathlib.Path, required=True)
api = subjects.add_parser("api", allow_abbrev=False)
api.add_argument("endpoint", choices=["repos/fleet/routers/commits/merged/pulls"])
api.add_argument("--jq", choices=[".[0].head.sha // empty"])
runs = subjects.add_parser("run").add_subparsers(dest="action", required=True)
found = runs.add_parser("list", allow_abbrev=False)
for option, value in {{"workflow": "fleet", "event": "pull_request", "commit": "head", "status": "success", "limit": "1", "json": "databaseId",
                      "jq": ".[].databaseId"}}.items():
    found.add_argument("--" + option, choices=[value], required=True)
download = runs.add_parser("download", allow_abbrev=False)
download.add_argument("number", choices=["31"])
download.add_argument("--name", choices=["plan"], required=True)
download.add_argument("--dir", required=True)
given = parser.parse_args()
if given.subject == "api":
    print("head" if os.path.exists("artifact") else "")
elif given.subject == "run" and given.action == "list":
    print("31")
elif given.subject == "run":
    shutil.copytree("artifact", given.dir)
else:
    if given.create_if_none and not given.edit_last:
        sys.exit("--create-if-none can only be used with --edit-last")
    pull_request = pathlib.Path("comments", str(given.number))
    pull_request.mkdir(parents=True, exist_ok=True)
    earlier = len(list(pull_request.iterdir()))
    if given.edit_last and not earlier and not given.create_if_none:
        sys.exit("no comments found for current user")
    (pull_request / str(earlier - 1 if given.edit_last and earlier else earlier)).write_bytes(given.body_file.read_bytes())
"""
)
# The API of GitLab: comments, and the artifact of the last pipeline of the merge request that a commit belongs to.
CURL = (
    NOTING
    + """
arguments = sys.argv[1:]
address = arguments[-1].removeprefix("api/projects/5/")
if address == "repository/commits/merged/merge_requests":
    print('[{{"iid": 7}}]' if os.path.exists("artifact") else "[]")
elif address == "jobs/artifacts/refs%2Fmerge-requests%2F7%2Fhead/raw/plan/plan.json?job=plan":
    shutil.copy("artifact/plan.json", arguments[arguments.index("--output") + 1])
elif address.startswith("merge_requests/7/notes"):
    print(os.environ["NOTES"])
else:
    sys.exit("404: " + address)
"""
)
FOREIGN = {"pip": NOTING, "ansible-galaxy": NOTING, "curl": CURL, "gh": GH}


Job = tuple[list[str], list[str]]


def github(job: str) -> Job:
    """The commands of a job, and those that run although one of them failed."""
    steps = [step for step in yaml.safe_load((PIPELINES / "github.yml").read_text())["jobs"][job]["steps"] if "run" in step]
    return [step["run"] for step in steps if "if" not in step], [step["run"] for step in steps if "always()" in step.get("if", "")]


def gitlab(job: str) -> Job:
    """The commands of a job, and those that run although one of them failed."""
    pipeline = yaml.safe_load((PIPELINES / "gitlab.yml").read_text())
    return [*pipeline["default"]["before_script"], *pipeline[job]["script"]], pipeline[job].get("after_script", [])


def run(controller: FleetController, script: Sequence[str], notes: str = "[]") -> subprocess.CompletedProcess[str]:
    programs = controller.home / "programs"
    programs.mkdir(exist_ok=True)
    for name, text in FOREIGN.items():
        (programs / name).write_text(text.format(name=name, python=sys.executable))
        (programs / name).chmod(0o755)
    environment = controller.environment() | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "CALLS": str(controller.home / "calls"),
        "NOTES": notes,
        "PROJECT": "api/projects/5",
        "CI_COMMIT_SHA": "merged",
        "GITHUB_REPOSITORY": "fleet/routers",
        "GITHUB_SHA": "merged",
        "GITHUB_WORKFLOW": "fleet",
        "PULL_REQUEST": "7",
        "CI_MERGE_REQUEST_IID": "7",
    }
    return subprocess.run(["bash", "-ec", "\n".join(script)], env=environment, cwd=controller.home, capture_output=True, text=True, check=False)


def prepare(controller: FleetController, **variables: Any) -> None:
    """Write the repository: an inventory with layers."""
    controller.groups = {"canary": ["router-2"]}
    inventory: dict[str, Any] = controller.inventory()
    del inventory["all"]["hosts"]
    inventory["all"]["vars"] = variables
    (controller.home / "inventory").mkdir()
    (controller.home / "inventory" / "routers.yml").write_text(yaml.safe_dump(inventory))


def calls(controller: FleetController) -> list[str]:
    return (controller.home / "calls").read_text().splitlines()


pytestmark = pytest.mark.thorough
JOBS = pytest.mark.parametrize("jobs", [github, gitlab])


@JOBS
def test_a_change_is_planned_applied_and_audited(fleet_controller: FleetController, jobs: Callable[[str], Job]) -> None:
    prepare(fleet_controller, peplink_config_10_fleet={"wan_connections": [{"id": 1, "mtu": 1400}]})
    script, afterwards = jobs("plan")
    planned = run(fleet_controller, [*script, *afterwards])
    assert planned.returncode == 0, planned.stdout + planned.stderr
    assert fleet_controller.mtu("router-0") is None
    assert "6 to change" in (fleet_controller.home / "plan" / "plan.md").read_text()
    assert "plan/plan.md" in calls(fleet_controller)[-1]

    refused = run(fleet_controller, jobs("apply")[0])
    assert refused.returncode != 0
    assert "there is no plan to apply" in refused.stdout
    (fleet_controller.home / "plan").rename(fleet_controller.home / "artifact")
    applied = run(fleet_controller, jobs("apply")[0])
    assert applied.returncode == 0, applied.stdout + applied.stderr
    assert {fleet_controller.mtu(device.name) for device in fleet_controller.fleet.devices} == {1400}

    assert run(fleet_controller, jobs("audit")[0]).returncode == 0
    fleet_controller.fleet.device("router-3").set_running("wan", 1, {"physical": {"mtu": 1300}})
    drifted = run(fleet_controller, jobs("audit")[0])
    assert drifted.returncode != 0
    assert (fleet_controller.home / "reports" / "audit.html").is_file()


@JOBS
def test_a_plan_of_an_invalid_intent_has_a_comment_too(fleet_controller: FleetController, jobs: Callable[[str], Job]) -> None:
    prepare(fleet_controller, peplink_config_10_fleet={"wan_connections": [{"id": 1, "mtuu": 1400}]})
    script, afterwards = jobs("plan")
    assert run(fleet_controller, script).returncode != 0
    assert "did you mean mtu?" in (fleet_controller.home / "plan" / "plan.md").read_text()
    commented = run(fleet_controller, afterwards)
    assert commented.returncode == 0, commented.stderr
    assert "plan/plan.md" in calls(fleet_controller)[-1]


NOTES = "api/projects/5/merge_requests/7/notes"
EARLIER = '[{"id": 3, "body": "no"}, {"id": 4, "body": "## Plan"}]'


@pytest.mark.parametrize(("notes", "put", "address"), [("[]", False, NOTES), (EARLIER, True, f"{NOTES}/4")])
def test_gitlab_replaces_the_comment_of_an_earlier_plan(fleet_controller: FleetController, notes: str, put: bool, address: str) -> None:
    (fleet_controller.home / "plan").mkdir()
    (fleet_controller.home / "plan" / "plan.md").write_text("## Plan\n")
    done = run(fleet_controller, gitlab("plan")[1], notes)
    assert done.returncode == 0, done.stderr
    last = calls(fleet_controller)[-1]
    assert ("PUT" in last) is put
    assert last.endswith(f" {address}")


def test_github_replaces_the_comment_of_an_earlier_plan(fleet_controller: FleetController) -> None:
    (fleet_controller.home / "plan").mkdir()
    for text in ("## Plan\n1 to change\n", "## Plan\n2 to change\n"):
        (fleet_controller.home / "plan" / "plan.md").write_text(text)
        done = run(fleet_controller, github("plan")[1])
        assert done.returncode == 0, done.stderr
        (comment,) = (fleet_controller.home / "comments" / "7").iterdir()
        assert comment.read_text() == text
    assert list((fleet_controller.home / "comments").iterdir()) == [comment.parent]


def test_plans_do_not_wait_for_rollouts_and_rollouts_wait_for_each_other() -> None:
    on_github = yaml.safe_load((PIPELINES / "github.yml").read_text())
    on_gitlab = yaml.safe_load((PIPELINES / "gitlab.yml").read_text())
    assert "concurrency" not in on_github
    for groups in ([str(job["concurrency"]) for job in on_github["jobs"].values()], [on_gitlab[job]["resource_group"] for job in ("plan", "apply", "audit")]):
        assert len(set(groups)) == 3

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The workflows of the forges run what .ci/run runs, through the Makefile only: their commands are executed with a make that only prints."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[3]
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
GITHUB = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
GITLAB = REPOSITORY / ".gitlab-ci.yml"
GITLAB_WORDS = {"stages", "default", "workflow"}
TAG = "9.8.7"


@dataclass(frozen=True)
class Command:
    """A command of a job, with the variables that it is run with once per entry of the matrix."""

    job: str
    text: str
    variables: tuple[tuple[str, str], ...]


def filled(text: str, values: Mapping[str, str]) -> str:
    """A value of a workflow with its expressions filled in."""
    return re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda match: values.get(match[1], "-"), text)


def entries(matrix: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The entries of a matrix: those included, or all combinations."""
    if "include" in matrix:
        yield from ({key: str(value) for key, value in entry.items()} for entry in matrix["include"])
    else:
        keys = list(matrix)
        yield from (dict(zip(keys, map(str, values), strict=True)) for values in itertools.product(*(matrix[key] for key in keys)))


def github() -> Iterator[Command]:
    for path in GITHUB:
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items():
            for entry in entries(job.get("strategy", {}).get("matrix", {})):
                values = {f"matrix.{key}": value for key, value in entry.items()} | {"github.ref_name": TAG}
                for step in job.get("steps", []):
                    if "run" in step:
                        variables = {key: filled(value, values) for key, value in (job.get("env", {}) | step.get("env", {})).items()}
                        yield Command(f"{path.stem} {name}", step["run"], tuple(variables.items()))


def gitlab() -> Iterator[Command]:
    for name, job in yaml.safe_load(GITLAB.read_text(encoding="utf-8")).items():
        if name in GITLAB_WORDS:
            continue
        for part in job.get("parallel", {}).get("matrix", [{}]):
            listed = {key: value if isinstance(value, list) else [value] for key, value in part.items()}
            for entry in entries(listed):
                for text in job["script"]:
                    yield Command(f"gitlab {name}", text, (*entry.items(), ("CI_COMMIT_TAG", TAG)))


COMMANDS = {"github": list(github()), "gitlab": list(gitlab())}


def targets_of(command: Command) -> list[str]:
    """The targets that a command makes on the main row; none for those of another row, which have rows_of."""
    values = dict(command.variables)
    words = [re.sub(r'"?\$(\w+)"?', lambda match: values[match[1]], word) for word in command.text.split()[1:]]
    return [] if words[0] == "row" else [word for word in words if "=" not in word]


def continuous_integration() -> set[str]:
    """The targets that .ci/run makes on the main row, `make test` by its parts."""
    run = re.findall(r"^run (.+)$", (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    parts = re.search(r"^test: .*\n\t\$\(MAKE\) \$\(TOGETHER\) (.+)$", MAKEFILE, re.MULTILINE)
    assert parts
    targets = {word for words in run for word in words.split() if not word.startswith("--")}
    return {*targets, *parts[1].split()} - {"test", "matrix", "venv"}


@pytest.mark.parametrize("forge", COMMANDS)
def test_all_parts_of_continuous_integration_run(forge: str) -> None:
    assert continuous_integration() - {target for command in COMMANDS[forge] for target in targets_of(command)} == set()


@pytest.mark.parametrize("forge", COMMANDS)
def test_all_rows_of_the_matrix_run(forge: str) -> None:
    main, *others = subprocess.run(["tools/matrix", "preferred"], cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout.splitlines()
    rows = {key: [dict(command.variables)[key] for command in COMMANDS[forge] if " others" in command.job] for key in ("PYTHON", "CORE", "TARGETS")}
    assert [" ".join(row) for row in zip(*rows.values(), strict=True)] == others
    texts = [path.read_text(encoding="utf-8") for path in (GITHUB if forge == "github" else [GITLAB])]
    pythons = {version for text in texts for version in re.findall(r'(?:python-version: "|image: python:)([\d.]+)', text)}
    assert pythons == {main.split()[0]}


@pytest.mark.parametrize("command", [command for commands in COMMANDS.values() for command in commands], ids=lambda command: command.job)
def test_commands_are_those_of_the_makefile(command: Command) -> None:
    assert re.fullmatch(r"make [^;&|`]+", command.text)
    # -n: make prints what it would run, also the makes that it calls. No virtual environment is made.
    variables = {**dict(command.variables), "MAKEFLAGS": "n", "PATH": os.environ["PATH"]}
    done = subprocess.run(["bash", "-euc", command.text], cwd=REPOSITORY, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_workflows_may_little_and_use_major_versions(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    used = re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))
    assert [use for use in used if not re.fullmatch(r"actions/[\w-]+@v\d+|\./\.github/workflows/ci\.yml", use)] == []


def test_a_release_is_tested_and_committed() -> None:
    """Nothing is uploaded that did not pass, and nothing that the tag does not have."""
    release = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))["jobs"]
    assert release["test"]["uses"].endswith("ci.yml")
    assert release["release"]["needs"] == "test"
    for forge in COMMANDS.values():
        texts = [command.text for command in forge if command.job.endswith("release")]
        assert [text.split()[1] for text in texts] == ["release", "publish"]
        assert "ARGS=--committed" in texts[0]

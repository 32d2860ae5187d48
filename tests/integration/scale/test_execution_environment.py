# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The execution environment, as far as it can be made without a container engine: build context, collection, requirements."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

# Neither Ansible nor Python play a part in it.
pytestmark = pytest.mark.thorough

REPOSITORY = Path(__file__).resolve().parents[3]
DEFINITION = REPOSITORY / "execution-environment"


def run(*command: str, cwd: Path) -> str:
    # Without a collection that is installed already.
    environment = {**os.environ, "HOME": str(cwd), "ANSIBLE_HOME": str(cwd / ".ansible"), "ANSIBLE_COLLECTIONS_PATH": str(cwd)}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build context, made from a copy of the definition as `make ee` makes it."""
    home = tmp_path_factory.mktemp("ee")
    shutil.copytree(DEFINITION, home / DEFINITION.name)
    (home / "build" / "ee").mkdir(parents=True)
    (tarball,) = (REPOSITORY / "build" / "dist").glob("*.tar.gz")
    shutil.copy(tarball, home / "build" / "ee" / "wanfleet-peplink.tar.gz")
    builder = [sys.executable, "-m", "ansible_builder", "create", "--file", f"{DEFINITION.name}/execution-environment.yml", "--context", "context"]
    run(*builder, cwd=home)
    return home / "context"


def test_the_build_context_lists_the_image_content(context: Path) -> None:
    recipe = next(path for path in (context / "Dockerfile", context / "Containerfile") if path.exists()).read_text()
    definition = yaml.safe_load((DEFINITION / "execution-environment.yml").read_text())
    assert definition["images"]["base_image"]["name"] in recipe
    for part in ("ansible_core", "ansible_runner"):
        assert definition["dependencies"][part]["package_pip"] in recipe
    assert "USER 1000" in recipe


def test_the_collection_is_found_and_brings_its_requirements(context: Path) -> None:
    build = context / "_build"
    installed = context.parent / "collections"
    galaxy = Path(sys.executable).with_name("ansible-galaxy")
    run(str(galaxy), "collection", "install", "--offline", "-r", "requirements.yml", "--collections-path", str(installed), cwd=build)
    assert (installed / "ansible_collections" / "wanfleet" / "peplink" / "plugins" / "inventory" / "incontrol2.py").exists()
    found: dict[str, Any] = yaml.safe_load(run(sys.executable, "scripts/introspect.py", "introspect", str(installed), cwd=build))
    wanted = [line for line in (REPOSITORY / "requirements.txt").read_text().splitlines() if line and not line.startswith("#")]
    # The script notes behind each where it is from.
    assert [line.partition("#")[0].strip() for line in found["python"]] == wanted
    assert not found["system"]


def test_the_definition_of_the_guide_is_taken(tmp_path: Path) -> None:
    guide = (REPOSITORY / "docs" / "guides" / "execution-environment.md").read_text()
    (definition,) = re.findall(r"^```yaml\n(version: 3\n.*?)^```", guide, re.MULTILINE | re.DOTALL)
    (tmp_path / "execution-environment.yml").write_text(definition)
    run(sys.executable, "-m", "ansible_builder", "create", "--context", "context", cwd=tmp_path)
    (recipe,) = [path.read_text() for path in (tmp_path / "context").iterdir() if path.name in ("Dockerfile", "Containerfile")]
    assert re.search(r"install -y git-core.*ansible-galaxy collection install", recipe, re.DOTALL)
    assert yaml.safe_load((tmp_path / "context" / "_build" / "requirements.yml").read_text()) == yaml.safe_load(definition)["dependencies"]["galaxy"]

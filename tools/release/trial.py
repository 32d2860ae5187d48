# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Try an artefact as its user has it: in an environment with nothing but its requirements, without network, on a simulated router."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path

import working_tree

from . import artefact

COLLECTION = "wanfleet.peplink"
# All that a collection in the ansible package may rely on.
KEPT = {"meta", "plugins", "roles", "playbooks"}
INTENT = {"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}], "health": {"min_connected_wans": 1}}}
# The playbooks in an order in which one finds what an earlier one has left, with their extra variables, in which fleet.json of the simulator
# fills the braces. A new playbook is added here.
PLAYBOOKS: dict[str, dict[str, str]] = {
    "fingerprints": {},
    "backup": {},
    "validate": {},
    "plan": {},
    "rollout": {"rollout_plan": "plan/plan.json", "rollout_canary": "none"},
    "provision": {},
    "audit": {},
    "figures": {},
    "probe": {},
    "restore": {},
    "bootstrap": {"bootstrap_username": "{username}", "bootstrap_password": "{password}", "bootstrap_vault_password": "trial"},
}


class Refused(Exception):
    """What a user of the artefact would stumble over."""


def distributions(requirement: str, seen: set[str]) -> Iterator[importlib.metadata.Distribution]:
    """What is installed here for a requirement, with all that it requires in turn. Extras are left out."""
    name = re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0].lower()
    if not name or name in seen or "extra ==" in requirement:
        return
    seen.add(name)
    try:
        found = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        if ";" in requirement:  # for another Python
            return
        raise
    yield found
    for further in found.requires or []:
        yield from distributions(further, seen)


def environment_at(directory: Path, requirements: Path) -> Path:
    """Make a virtual environment with ansible-core and the requirements, copied from the running one. Return its Python."""
    shutil.rmtree(directory, ignore_errors=True)
    venv.create(directory, symlinks=True, with_pip=False)
    (packages,) = directory.glob("lib/python*/site-packages")
    seen: set[str] = set()
    lines = [line for line in requirements.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for requirement in ("ansible-core", *lines):
        for distribution in distributions(requirement, seen):
            for file in distribution.files or []:
                if ".." not in file.parts and not file.parts[-1].endswith(".pyc"):
                    target = packages / file
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(str(file.locate()), target)
    return directory / "bin" / "python"


class Trial:
    """An installed artefact below ``directory``."""

    def __init__(self, directory: Path, python: Path) -> None:
        self.directory, self.python = directory, python
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
        self.environment: Mapping[str, str] = {
            **proxies,
            "no_proxy": "127.0.0.1",
            "PATH": os.environ["PATH"],
            "HOME": str(directory),
            "LANG": "C.UTF-8",
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_COLLECTIONS_PATH": str(directory / "collections"),
            "ANSIBLE_VAULT_PASSWORD_FILE": str(directory / "vault-password"),
        }

    def ansible(self, *arguments: str) -> str:
        """Run a program of Ansible and return its output. Raises Refused if it fails."""
        command = [str(self.python), "-m", "ansible", *arguments]
        done = subprocess.run(command, cwd=self.directory, env=dict(self.environment), capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refused(f"ansible {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def install(self, archive: Path) -> None:
        """Install the artefact, and remove what a collection must work without."""
        self.ansible("galaxy", "collection", "install", "--offline", str(archive))
        installed = self.directory / "collections" / "ansible_collections" / COLLECTION.replace(".", "/")
        for path in installed.iterdir():
            if path.name not in KEPT:
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def document(self, names: Mapping[str, int]) -> int:
        """Have everything described by ansible-doc. Return the number."""
        described = json.loads(self.ansible("doc", "--metadata-dump", COLLECTION))["all"]
        wanted = {(kind, name) for kind, found in artefact.plugins_of(names).items() for name in found}
        missing = [f"{kind} {name}" for kind, name in sorted(wanted) if f"{COLLECTION}.{name}" not in described[kind]]
        if missing:
            raise Refused(f"ansible-doc does not describe {', '.join(missing)}")
        return len(wanted)

    def play(self, names: Mapping[str, int]) -> int:
        """Run every playbook by its full name on a simulated router. Return the number."""
        there = artefact.playbooks_of(names)
        if unknown := there - PLAYBOOKS.keys():
            raise Refused(f"tools/release/trial.py does not say how to try {', '.join(sorted(unknown))}")
        (self.directory / "intent.json").write_text(json.dumps({"routers": {"vars": INTENT}}), encoding="utf-8")
        (router,) = json.loads((self.directory / "fleet" / "fleet.json").read_text(encoding="utf-8"))["devices"]
        for name in (name for name in PLAYBOOKS if name in there):
            variables = json.dumps({key: value.format_map(router) for key, value in PLAYBOOKS[name].items()})
            self.ansible("playbook", "-i", "fleet/inventory.yml", "-i", "intent.json", f"{COLLECTION}.{name}", "-e", variables)
        return len(there)


def trial(archive: Path, directory: Path) -> str:
    """Try the artefact. Return what was tried; raises Refused if something does not work."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    tried = Trial(directory, environment_at(directory / "venv", working_tree.REPOSITORY / "requirements.txt"))
    names = artefact.sizes_of(archive)
    (directory / "vault-password").write_text("trial\n", encoding="utf-8")
    tried.install(archive)
    described = tried.document(names)
    pid_file = directory / "pid"
    serve = [sys.executable, "-m", "peplink_simulator", "serve", "--devices", "1", "--quiet"]
    with subprocess.Popen([*serve, "--directory", str(directory / "fleet"), "--pid-file", str(pid_file)]) as process:
        try:
            while not pid_file.exists():
                if process.poll() is not None:
                    raise Refused("the simulator did not start")
                time.sleep(0.1)
            played = tried.play(names)
        finally:
            process.terminate()
    return f"installed without network, {described} modules, plugins and roles described, {played} playbooks run"

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run a guide as its reader does: files are written and commands run in the order of the guide, on simulated routers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peplink_simulator import DeviceSpec, Fleet
from peplink_simulator.device import Device

from ..playbooks.conftest import Controller
from .parsing import SHELLS, Block, Guide, Router, lacking_line

# The longest that a block may take, in seconds.
LIMIT = 240

# Leads each router of the guide to its simulated router, over whatever address the guide gives it, without a file in the reader's directory.
VARIABLES = """
import json, os
from ansible.inventory.host import Host
from ansible.plugins.vars import BaseVarsPlugin

class VarsModule(BaseVarsPlugin):
    def get_vars(self, loader, path, entities, cache=True):
        with open(os.environ["GUIDE_ROUTERS"], encoding="utf-8") as file:
            routers = json.load(file)
        return {name: value for entity in entities if isinstance(entity, Host) for name, value in routers.get(entity.name, {}).items()}
"""


class Stumble(AssertionError):
    """What a reader of the guide would stumble over."""


def specification(router: Router) -> DeviceSpec:
    """What the simulator starts for a router of a guide."""
    given = {"firmware": router.firmware} if router.firmware else {}
    return DeviceSpec(router.name, router.family, own_certificate=True, **given)


def variables(fleet: Fleet, device: Device) -> dict[str, Any]:
    """What leads to a simulated router, and the secrets that a guide takes from a vault."""
    return {
        "peplink_host": device.host,
        "peplink_port": device.port,
        "peplink_ca_path": str(fleet.ca_path),
        "peplink_use_proxy": False,
        "vault_client_id": device.client_id,
        "vault_client_secret": device.client_secret,
        "vault_admin_user": device.username,
        "vault_admin_password": device.password,
        "vault_fingerprint": device.fingerprint,
        "vault_ssid_key": "planted-ssid-key",
    }


def environment(fleet: Fleet, home: Path) -> dict[str, str]:
    """The environment of a reader who has installed the collection and keeps the password of the vault in a file."""
    plugins = home / "vars_plugins"
    plugins.mkdir()
    (plugins / "simulated.py").write_text(VARIABLES)
    (home / "routers.json").write_text(json.dumps({device.name: variables(fleet, device) for device in fleet.devices}))
    (home / "vault-password").write_text("planted-vault-password\n")
    (home / ".ansible").mkdir()
    installed = Path(os.environ["ANSIBLE_COLLECTIONS_PATH"].split(os.pathsep)[0])
    (home / ".ansible" / "collections").symlink_to(installed)
    return Controller(fleet, home).environment() | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GUIDE_ROUTERS": str(home / "routers.json"),
        "ANSIBLE_VARS_PLUGINS": str(plugins),
        "ANSIBLE_VAULT_PASSWORD_FILE": str(home / "vault-password"),
        "PYTHONUNBUFFERED": "1",
    }


def run(name: str, guide: Guide, fleet: Fleet, directory: Path) -> None:
    """Run all blocks of a guide. Raises Stumble with guide, line, block and output at the first that does not do what the guide says."""
    home, work = directory / "home", directory / "work"
    home.mkdir()
    work.mkdir()
    known, output = environment(fleet, home), ""
    for block in guide.blocks:
        if "not executed" in block.marks:
            continue
        if block.file:
            write(work, block)
        elif block.executed:
            output = execute(name, block, work, known)
        elif "output" in block.marks and (line := lacking_line(block.text, output)) is not None:
            raise Stumble(f"{name}:{block.line}: the output has no line '{line}' there:\n{output}")


def write(work: Path, block: Block) -> None:
    """Write the block to its file, or add it to the end of it."""
    path = work / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if "append" in block.marks else "w", encoding="utf-8") as file:
        file.write(block.text)


def execute(name: str, block: Block, work: Path, known: Mapping[str, str]) -> str:
    """Run a block and return its output. Raises Stumble if it ends otherwise than the guide says."""
    command = ["bash", "-euo", "pipefail", "-c", block.text] if block.language in SHELLS else [sys.executable, "-c", block.text]
    shown = f"{name}:{block.line}: the block\n{block.text}"
    try:
        done = subprocess.run(
            command,
            cwd=work,
            env=dict(known),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise Stumble(f"{shown}did not end within {LIMIT} s:\n{(expired.stdout or b'').decode(errors='replace')}") from expired
    expected = int(block.marks.get("exit", "0"))
    if done.returncode != expected:
        raise Stumble(f"{shown}ended with {done.returncode} instead of {expected}:\n{done.stdout}")
    return done.stdout

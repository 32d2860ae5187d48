# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files by which other processes find a fleet: fleet.json and an Ansible inventory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from .device import Device
from .device_spec import DeviceSpec
from .families import FAMILIES, FIRMWARE_TEXTS
from .fleet import Fleet
from .unknowns import Unknowns


def read_fleet_file(path: Path) -> list[DeviceSpec]:
    """Specifications from a YAML file: a mapping with `devices`, each with the members of DeviceSpec."""
    with open(path, encoding="utf-8") as handle:
        data = yaml.safe_load(handle)
    return [DeviceSpec.from_dict(entry) for entry in data["devices"]]


def read_schedule_file(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Entries by device, from YAML or JSON."""
    with open(path, encoding="utf-8") as handle:
        found: dict[str, list[dict[str, Any]]] = yaml.safe_load(handle)
    return found


def uniform_fleet(count: int, family: str, firmware: str) -> list[DeviceSpec]:
    return [DeviceSpec(f"{family}-{index:03}", family, firmware) for index in range(1, count + 1)]


def mixed_fleet(count: int) -> list[DeviceSpec]:
    """Families and firmware in turn; a FusionHub here has no API clients, so that password logins occur too."""
    kinds = [(family, firmware) for firmware in reversed(FIRMWARE_TEXTS) for family in FAMILIES]
    specs = []
    for index in range(count):
        family, firmware = kinds[index % len(kinds)]
        unknowns = Unknowns(fusionhub_clients="none") if family == "fusionhub" else Unknowns()
        specs.append(DeviceSpec(f"{family}-{index + 1:03}", family, firmware, unknowns))
    return specs


def write_files(fleet: Fleet, directory: Path) -> None:
    description = {
        "devices": [_described(device) for device in fleet.devices],
        "ca_path": fleet.ca_path,
        "fingerprint": fleet.fingerprint,
        "control_url": fleet.control_url,
    }
    moves = [{"device": name, **change.as_dict()} for name, change in fleet.expected()]
    if moves:
        (directory / "expected.json").write_text(json.dumps(moves, indent=1) + "\n", encoding="utf-8")
    (directory / "fleet.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    hosts = {device.name: _host_variables(device) for device in fleet.devices}
    inventory = {"routers": {"hosts": hosts, "vars": {"peplink_ca_path": fleet.ca_path}}}
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    with open(directory / "inventory.yml", "w", encoding="utf-8") as handle:
        yaml.dump(inventory, handle, dumper, sort_keys=False)


def _described(device: Device) -> dict[str, Any]:
    return {
        "name": device.name,
        "family": device.family,
        "firmware": device.firmware,
        "host": device.host,
        "port": device.port,
        "use_tls": device.use_tls,
        "fingerprint": device.fingerprint,
        "username": device.username,
        "password": device.password,
        "readonly_username": device.readonly_username,
        "readonly_password": device.readonly_password,
        "client_id": device.client_id,
        "client_secret": device.client_secret,
        "readonly_client_id": device.readonly_client_id,
        "readonly_client_secret": device.readonly_client_secret,
    }


def _host_variables(device: Device) -> dict[str, Any]:
    variables: dict[str, Any] = {"ansible_host": device.host, "peplink_port": device.port}
    if not device.use_tls:
        variables["peplink_use_tls"] = False
    if device.client_id is not None:
        return {**variables, "peplink_client_id": device.client_id, "peplink_client_secret": device.client_secret}
    return {**variables, "peplink_username": device.username, "peplink_password": device.password}

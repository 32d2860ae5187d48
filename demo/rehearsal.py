# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a rehearsal needs beside playbooks.

Usage: rehearsal.py twins FLEET.JSON HOME INVENTORY    print variables that lead every connection to the twin of the router, and nowhere else
       rehearsal.py faults FLEET.JSON FAULTS.YML       let the twins fail, by the name of the router: kind and members of a fault of the simulator
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from peplink_simulator.control import Control

# Variables of -e come before all others, so a router without a twin has no address at all.
OWN = ("host", "port", "client_id", "client_secret", "username", "password")
SAME = {"peplink_use_tls": True, "peplink_validate_certs": True, "peplink_use_proxy": False, "peplink_cert_fingerprint": None, "peplink_access_token": None}


def twins(fleet: dict[str, Any], home: str, inventory: str) -> int:
    """Print the variables, and who does not take part."""
    listed = subprocess.run(["ansible-inventory", "-i", inventory, "--list"], check=True, capture_output=True, text=True).stdout
    hosts = {name for group in json.loads(listed).values() for name in group.get("hosts", [])}
    served = {device["name"]: {option: device[option] for option in OWN} for device in fleet["devices"]}
    # A login is for routers without API clients only.
    for device in served.values():
        for option in ("username", "password") if device["client_id"] else ("client_id", "client_secret"):
            device[option] = None
    both = sorted(hosts & served.keys())
    for what, names in (("without a twin", hosts - served.keys()), ("a twin without a router in the inventory", served.keys() - hosts)):
        if names:
            print(f"Left out, {what}: {', '.join(sorted(names))}", file=sys.stderr)
    if not both:
        return 1
    found: dict[str, Any] = {"rehearsal_twins": served, **SAME, "peplink_ca_path": fleet["ca_path"]}
    found |= {f"peplink_{option}": f"{{{{ rehearsal_twins[inventory_hostname].{option} }}}}" for option in OWN}
    found |= {f"peplink_{option}": f"{home}/{option}" for option in ("token_cache_dir", "record_dir")}
    found |= {f"{play}_hosts": ":".join(both) for play in ("plan", "rollout")}
    print(yaml.safe_dump(found, sort_keys=False))
    return 0


def faults(fleet: dict[str, Any], path: str) -> int:
    """Add the faults, and say them."""
    control = Control(fleet["control_url"])
    names = {device["name"] for device in fleet["devices"]}
    for name, entries in (yaml.safe_load(Path(path).read_text(encoding="utf-8")) or {}).items():
        if name not in names:
            print(f"{path}: there is no twin {name}", file=sys.stderr)
            return 1
        for entry in entries:
            control.add_fault(name, **entry)
            print(f"  {name}: {json.dumps(entry)}")
    return 0


if __name__ == "__main__":
    known = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    sys.exit(twins(known, *sys.argv[3:]) if sys.argv[1] == "twins" else faults(known, *sys.argv[3:]))

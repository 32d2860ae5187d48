# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Serve six simulated routers until Ctrl-C, and print how to reach them. Run it with ``make sim``."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from peplink_simulator import DeviceSpec, Fleet
from peplink_simulator.fleet_files import write_files

REPOSITORY = Path(__file__).resolve().parent.parent
DIRECTORY = REPOSITORY / "build" / "sim"
ROUTERS = (
    ("van", "max", "8.5.2"),
    ("ship", "max", "8.3.0"),
    ("depot", "balance", "8.3.0"),
    ("office", "balance", "8.5.2"),
    ("shop", "balance", "8.1.1"),
    ("hub", "fusionhub", "8.5.0"),
)


def main() -> int:
    """Serve."""
    shutil.rmtree(DIRECTORY, ignore_errors=True)
    DIRECTORY.mkdir(parents=True)
    specs = [DeviceSpec(name, family, firmware) for name, family, firmware in ROUTERS]
    # Blocked before the fleet's thread starts, so that the signals wait for this one.
    signals = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    with Fleet.start(specs, directory=DIRECTORY, control=True) as fleet:
        write_files(fleet, DIRECTORY)
        for line in guide(fleet):
            print(line, flush=True)
        signal.sigwait(signals)
    print("\nStopped.")
    return 0


def guide(fleet: Fleet) -> list[str]:
    """The instructions to print."""
    lines = ["Simulated routers:", f"  {'':8}{'family':11}{'firmware':10}{'address':26}{'admin password':25}{'API client, its secret'}"]
    for device in fleet.devices:
        address = f"https://{device.host}:{device.port}"
        client = f"{device.client_id}, {device.client_secret}"
        lines.append(f"  {device.name:8}{device.family:11}{device.firmware:10}{address:26}{device.password:25}{client}")
    inventory = Path(os.path.relpath(DIRECTORY / "inventory.yml"))
    first = fleet.devices[0]
    change = '{"config": [{"id": 1, "mtu": 1400}]}'
    layer = '{"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}]}}'
    return [
        *lines,
        f"User: {first.username}    CA certificate: {inventory.with_name('ca.pem')}    inventory: {inventory}",
        "",
        "Try, in another terminal, in this directory:",
        f"  export ANSIBLE_COLLECTIONS_PATH={REPOSITORY / 'build' / 'collections'} PATH={Path(sys.executable).parent}:$PATH",
        f"  ansible -i {inventory} routers -m wanfleet.peplink.peplink_api -a function=status.wan.connection",
        f"  ansible -i {inventory} van -m wanfleet.peplink.peplink_wan_connection -a '{change}' --check --diff",
        f"  ansible-playbook -i {inventory} wanfleet.peplink.provision -e '{layer}' --check --diff",
        f"  curl {fleet.control_url}/devices/van/journal",
        "",
        "Ctrl-C stops them.",
    ]


if __name__ == "__main__":
    sys.exit(main())

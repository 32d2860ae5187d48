# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Write the recordings of simulated routers: ``python -m recordings.making [DIRECTORY]``.

They are the same each time: the routers' clocks stand, and the key of the replacement is known, since there is nothing to be protected.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from peplink_simulator import Device, DeviceSpec, Fleet, Unknowns

from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Recording
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.replacing import replaced

from .asking import ask

HERE = Path(__file__).parent

_BORN, _AGE = 1764000000.0, 7200.0
_KEY = b"recordings of the simulator"
_HEADER = "\n".join(Path(__file__).read_text(encoding="utf-8").splitlines()[:3])


def _spec(name: str, family: str = "max", firmware: str = "8.5.2", more: dict[str, Any] | None = None, **unknowns: Any) -> DeviceSpec:
    return DeviceSpec(name, family, firmware, Unknowns(**unknowns), born=_BORN, **(more or {}))


SPECS = (
    _spec("simulated-max-8.1.1", firmware="8.1.1", sim_presence="document", status_style="document", wifi_type="wireless", tunnel_layout="deprecated_too"),
    _spec("simulated-max-8.3.0", firmware="8.3.0", config_get="running", method_words="table", deprecated_names="both", client_signal="both"),
    _spec("simulated-max-8.5.2", port_functions="on", undocumented_status="answered", status_mtu="effective", more={"radio": "5G"}),
    _spec(
        "simulated-max-other",
        more={"extra_wans": ("modem", "wovlan"), "radio": "3G"},
        member_names="mixed",
        wovlan_in_config="ethernet",
        unset_hostname="absent",
        sms_layout="table",
        mesh_candidates="map",
        gpio_output_level="voltage",
        connect_protect_city_key="cloudLocation",
        carrier_scan_style="example",
        wifi_scan_signal="both",
    ),
    _spec("simulated-balance-8.3.0", "balance", "8.3.0", member_names="table", deprecated_names="old"),
    _spec("simulated-balance-8.5.2", "balance", port_functions="on", port_layout="switch", notices="all", inactive_connection_type="shown"),
    _spec("simulated-fusionhub-8.5.2", "fusionhub", tunnel_standby="STATNDBY"),
)


def _configure(device: Device) -> None:
    """Away from the factory configuration."""
    detail = {"ip": "81.2.69.142", "mask": 29, "gateway": "81.2.69.137"}
    method = {"type": "staticIp", "detail": detail}
    device.set_running("wan", 1, {"name": "Uplink of the ferry", "connection": {"method": method}, "physical": {"mtu": 1400}})


def recordings() -> Iterator[tuple[DeviceSpec, Recording]]:
    """Each simulated router with its recording, without personal values."""
    with Fleet.start(SPECS) as fleet:
        for spec, device in zip(SPECS, fleet.devices, strict=True):
            device.stop_clock(_AGE)
            if spec.family == "max" and spec.firmware != "8.1.1":
                _configure(device)
            yield spec, replaced(ask(device, fleet.ca_path), _KEY).recording


def personality(spec: DeviceSpec) -> str:
    """The switches that are not in their usual position, as YAML."""
    usual = Unknowns().as_dict()
    switches = {name: value for name, value in spec.unknowns.as_dict().items() if value != usual[name]}
    return f"{_HEADER}\n{yaml.safe_dump(switches)}"


def main(directory: Path = HERE) -> None:
    for spec, recording in recordings():
        place = directory / spec.name
        place.mkdir(parents=True, exist_ok=True)
        (place / "recording.json").write_text(recording.text(), encoding="utf-8")
        (place / "personality.yml").write_text(personality(spec), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

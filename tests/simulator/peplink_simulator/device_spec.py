# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The specification of one device of a fleet."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .families import FALLBACK_FIRMWARE, FAMILIES, NEWEST_FIRMWARE, is_version
from .schedule import TECHNOLOGIES as RADIOS
from .unknowns import Unknowns

EXTRA_WAN_KINDS = ("modem", "openvpn", "wovlan")
DEFAULT_IDLE_TIMEOUT = 14400.0
DEFAULT_TOKEN_LIFE = 172800


@dataclass
class DeviceSpec:
    """One device.

    extra_wans adds WANs of kind modem (USB), openvpn or wovlan (over a VLAN) after those of the family. wan_status gives members of
    status.wan.connection per WAN id, see Device.set_wan_status. idle_timeout and token_life are seconds; idle_timeout 0 is unlimited.
    use_tls None follows the fleet. seed decides about uptime, use, signal and temperature; empty = the name. clients and vpn_peers are how
    many there are in status.client and status.pepvpn; None = those of the family. radio is the technology of the cellular modem. modules
    are those of a modular unit, as type/id, four PoE ports on each. firmware runs in slot `slot`, other_firmware is in the other one.
    own_certificate: not the one that the devices of a fleet share. born is the Unix time of the initial state; None = when it is made.
    configuration has, by resource, the items that the device starts with instead of those of its family. schedule is what happens to it,
    as in Device.set_schedule.
    """

    name: str
    family: str = "max"
    firmware: str = NEWEST_FIRMWARE
    unknowns: Unknowns = field(default_factory=Unknowns)
    host: str = "127.0.0.1"
    port: int = 0
    use_tls: bool | None = None
    idle_timeout: float = DEFAULT_IDLE_TIMEOUT
    token_life: int = DEFAULT_TOKEN_LIFE
    extra_wans: tuple[str, ...] = ()
    wan_status: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    seed: str = ""
    clients: int | None = None
    vpn_peers: int | None = None
    radio: str = "LTE"
    modules: tuple[str, ...] = ()
    slot: int = 2
    other_firmware: str = FALLBACK_FIRMWARE
    other_bootable: bool = True
    own_certificate: bool = False
    born: float | None = None
    configuration: Mapping[str, Mapping[Any, Mapping[str, Any]]] = field(default_factory=dict)
    schedule: Sequence[Mapping[str, Any]] = ()

    def __post_init__(self) -> None:
        if self.family not in FAMILIES:
            raise ValueError(f"device {self.name}: family {self.family!r} is not one of {', '.join(FAMILIES)}")
        for firmware in (self.firmware, self.other_firmware):
            if not is_version(firmware):
                raise ValueError(f"device {self.name}: firmware {firmware!r} is no version such as 8.5.2 or 8.5.1s045 build 5258")
        if self.slot not in (1, 2):
            raise ValueError(f"device {self.name}: firmware slot {self.slot}")
        for module in self.modules:
            if not re.fullmatch(r"[^/]+/[0-9]+", module):
                raise ValueError(f"device {self.name}: module {module!r} is not of the form type/id")
        if self.radio not in RADIOS:
            raise ValueError(f"device {self.name}: radio {self.radio!r} is not one of {', '.join(RADIOS)}")
        for what, count in (("clients", self.clients), ("VPN peers", self.vpn_peers)):
            if count is not None and count < 0:
                raise ValueError(f"device {self.name}: {count} {what}")
        for kind in self.extra_wans:
            if kind not in EXTRA_WAN_KINDS:
                raise ValueError(f"device {self.name}: extra WAN {kind!r} is not one of {', '.join(EXTRA_WAN_KINDS)}")

    def in_other_slot(self) -> DeviceSpec:
        """The same device after a boot of its other firmware."""
        return dataclasses.replace(self, firmware=self.other_firmware, other_firmware=self.firmware, slot=3 - self.slot)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> DeviceSpec:
        """From a mapping as it stands in a fleet file."""
        values = dict(data)
        values["unknowns"] = Unknowns(**values.get("unknowns", {}))
        for name in ("extra_wans", "modules"):
            values[name] = tuple(values.get(name, ()))
        values["wan_status"] = {int(key): value for key, value in values.get("wan_status", {}).items()}
        return cls(**values)

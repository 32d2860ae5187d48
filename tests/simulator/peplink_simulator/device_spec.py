# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fleet is told about one device."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .families import FAMILIES, FIRMWARE_TEXTS
from .unknowns import Unknowns

EXTRA_WAN_KINDS = ("modem", "openvpn")
DEFAULT_IDLE_TIMEOUT = 14400.0
DEFAULT_TOKEN_LIFE = 172800


@dataclass
class DeviceSpec:
    """One device.

    extra_wans adds WANs of kind modem (USB) or openvpn after those of the family. wan_status gives members of
    status.wan.connection per WAN id, see Device.set_wan_status. idle_timeout and token_life are seconds; idle_timeout 0 is unlimited.
    use_tls None follows the fleet.
    """

    name: str
    family: str = "max"
    firmware: str = "8.5.2"
    unknowns: Unknowns = field(default_factory=Unknowns)
    host: str = "127.0.0.1"
    port: int = 0
    use_tls: bool | None = None
    idle_timeout: float = DEFAULT_IDLE_TIMEOUT
    token_life: int = DEFAULT_TOKEN_LIFE
    extra_wans: tuple[str, ...] = ()
    wan_status: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.family not in FAMILIES:
            raise ValueError(f"device {self.name}: family {self.family!r} is not one of {', '.join(FAMILIES)}")
        if self.firmware not in FIRMWARE_TEXTS:
            raise ValueError(f"device {self.name}: firmware {self.firmware!r} is not one of {', '.join(FIRMWARE_TEXTS)}")
        for kind in self.extra_wans:
            if kind not in EXTRA_WAN_KINDS:
                raise ValueError(f"device {self.name}: extra WAN {kind!r} is not one of {', '.join(EXTRA_WAN_KINDS)}")

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> DeviceSpec:
        """From a mapping as it stands in a fleet file."""
        values = dict(data)
        values["unknowns"] = Unknowns(**values.get("unknowns", {}))
        values["extra_wans"] = tuple(values.get("extra_wans", ()))
        values["wan_status"] = {int(key): value for key, value in values.get("wan_status", {}).items()}
        return cls(**values)

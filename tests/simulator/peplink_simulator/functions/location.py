# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""info.location and info.time."""

from __future__ import annotations

from ..call import Call
from ..device import Device
from ..device_spec import DeviceSpec
from ..errors import unsupported_hardware
from ..families import FAMILIES
from ..living import fraction
from ..registry import operation
from ..store import Item
from ..unknowns import Unknowns
from .wan_status import answers_post, refuse_members

LOCATION = "info.location"
FIX_INTERVAL = 5


def _known(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    """A FusionHub does not know the function at all."""
    return spec.family != "fusionhub"


def _known_by_post(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return _known(spec, unknowns) and answers_post(spec, unknowns)


def _location(call: Call) -> Item:
    if not FAMILIES[call.device.family].has_receiver:
        if call.unknowns.location_without_receiver == "unsupported":
            raise unsupported_hardware(call.unknowns)
        return {"gps": False}
    if call.unknowns.location_fix == "none":
        return {"gps": False}
    device, living = call.device, call.device.living
    found: Item = {
        **_position(device),
        "altitude": round(living.wave(1, 9, "altitude"), 1),
        "speed": round(living.wave(0, 25, "speed"), 1),
        "heading": round(living.wave(0, 359.9, "heading"), 1),
        "pdop": round(living.wave(1.2, 2.4, "pdop"), 1),
        "hdop": round(living.wave(0.8, 1.6, "hdop"), 1),
        "vdop": round(living.wave(1, 2, "vdop"), 1),
        "timestamp": int(device.clock()) // FIX_INTERVAL * FIX_INTERVAL,
    }
    if call.unknowns.location_heading == "hidden":
        del found["heading"]
    return {"gps": True, "location": found}


def _takes_form(unknowns: Unknowns) -> bool:
    return unknowns.location_by_form == "taken"


def _position(device: Device) -> Item:
    living = device.living
    found = device.scheduled("position") or {
        "latitude": 52 + fraction(device.seed, "latitude") + living.wave(-0.01, 0.01, "latitude"),
        "longitude": 4 + fraction(device.seed, "longitude") + living.wave(-0.01, 0.01, "longitude"),
    }
    return {name: round(value, 6) for name, value in found.items()}


@operation("GET", LOCATION, available=_known, form=_takes_form)
def location(call: Call) -> Item:
    return _location(call)


@operation("POST", LOCATION, available=_known_by_post, permission="read-only", checks_body=True, parameters_of=LOCATION, form=_takes_form)
def location_by_post(call: Call) -> Item:
    refuse_members(call)
    return _location(call)


@operation("GET", "info.time")
def time(call: Call) -> Item:
    return {"time": int(call.device.clock())}

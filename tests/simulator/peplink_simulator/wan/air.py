# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the radios of a router have found around them, as stable as a cache. A state, so that tests can name things as strangers do."""

from __future__ import annotations

import copy

from ..device_spec import DeviceSpec
from ..registry import register_state
from ..store import Item

STATE = "air"
# A signal below this is too weak to connect.
WEAKEST_SIGNAL = -90
# The lists with `_found` are what a scan adds that a command has started.
AROUND: dict[str, list[Item]] = {
    "networks": [
        {
            "ssid": "Depot guest",
            "bssid": "02:00:5E:10:00:01",
            "signal": -58,
            "channel": 36,
            "securityPolicy": "wpa-psk",
            "key": "puffin-3302",
        },
        {
            "ssid": "Harbour-Crew",
            "bssid": "00:00:5E:00:53:31",
            "signal": -61,
            "channel": 44,
            "securityPolicy": "wpa-psk",
            "key": "seagull-4471",
        },
        {"ssid": "Kiosk", "bssid": "00:00:5E:00:53:32", "signal": -83, "channel": 1, "securityPolicy": "open", "key": None},
        {"ssid": "Annex", "bssid": "00:00:5E:00:53:33", "signal": -74, "channel": 11, "securityPolicy": "wpa-eap", "key": None},
    ],
    "carriers": [
        {"name": "Example Mobile", "mobileType": "LTE", "mcc": "001", "mnc": "01", "pcs": 0},
        {"name": "Example Mobile", "mobileType": "3G", "mcc": "001", "mnc": "01", "pcs": 0},
        {"name": "Sample Tel", "mobileType": "LTE", "mcc": "001", "mnc": "02", "pcs": 0},
    ],
    "carriers_found": [{"name": "Third Wave", "mobileType": "LTE", "mcc": "001", "mnc": "03", "pcs": 0}],
    "cells": [
        {"pci": 214, "earfcn": 6300, "cellUtranId": 4100250, "plmn": [{"mcc": "001", "mnc": "01"}]},
        {"pci": 87, "earfcn": 1300, "cellUtranId": 4100251, "plmn": [{"mcc": "001", "mnc": "01"}, {"mcc": "001", "mnc": "02"}]},
    ],
    "cells_found": [{"pci": 301, "earfcn": 3050, "cellUtranId": 4100252, "plmn": [{"mcc": "001", "mnc": "03"}]}],
}


def _around(spec: DeviceSpec) -> dict[str, list[Item]]:
    return copy.deepcopy(AROUND)


register_state(STATE, _around)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the radios of a router have found around them, as stable as a cache."""
from __future__ import annotations

from typing import NamedTuple

from ..store import Item

CARRIERS: tuple[Item, ...] = (
    {"name": "Example Mobile", "mobileType": "LTE", "mcc": "001", "mnc": "01", "pcs": 0},
    {"name": "Example Mobile", "mobileType": "3G", "mcc": "001", "mnc": "01", "pcs": 0},
    {"name": "Sample Tel", "mobileType": "LTE", "mcc": "001", "mnc": "02", "pcs": 0},
)
CELLS: tuple[Item, ...] = (
    {"pci": 214, "earfcn": 6300, "cellUtranId": 4100250, "plmn": [{"mcc": "001", "mnc": "01"}]},
    {"pci": 87, "earfcn": 1300, "cellUtranId": 4100251, "plmn": [{"mcc": "001", "mnc": "01"}, {"mcc": "001", "mnc": "02"}]},
)
# What only a scan finds that a command has started.
CARRIERS_FOUND: tuple[Item, ...] = ({"name": "Third Wave", "mobileType": "LTE", "mcc": "001", "mnc": "03", "pcs": 0},)
CELLS_FOUND: tuple[Item, ...] = ({"pci": 301, "earfcn": 3050, "cellUtranId": 4100252, "plmn": [{"mcc": "001", "mnc": "03"}]},)


class Network(NamedTuple):
    """A Wi-Fi network; profile is the id of the profile that is stored for it at first."""

    ssid: str
    bssid: str
    signal: int
    channel: int
    security: str
    profile: int | None
    key: str | None


NETWORKS = (
    Network("Depot guest", "02:00:5E:10:00:01", -58, 36, "wpa-psk", 1, "puffin-3302"),
    Network("Harbour-Crew", "00:00:5E:00:53:31", -61, 44, "wpa-psk", 2, "seagull-4471"),
    Network("Kiosk", "00:00:5E:00:53:32", -83, 1, "open", None, None),
    Network("Annex", "00:00:5E:00:53:33", -74, 11, "wpa-eap", None, None),
)
CONNECTED_TO = "Depot guest"

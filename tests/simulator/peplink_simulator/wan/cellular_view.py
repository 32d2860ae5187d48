# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cellular detail of status.wan.connection."""

from __future__ import annotations

from ..call import Call
from ..families import version_key
from ..living import fraction
from ..store import Item, present
from .allowance import monitor
from .cellular_slots import SLOTS, active_slot, card_in
from .link import is_sparse
from .radio import DATA_TECHNOLOGY, Radio

RAT_SINCE = (8, 1, 2)
NETWORK_UNTIL = (8, 3, 0)
FUSION_SIM_SINCE = (8, 3, 0)
NOT_WITH_LITE = ("imei", "meid", "esn", "mode")
SIM_NOT_WITH_LITE = ("apn", "username", "password", "imsi", "iccid", "mtn")
CARRIER = {"name": "Example Mobile", "country": "Testland"}
MCC, MNC = "001", "01"
HOME, ROAMING = {"code": 1, "message": "home"}, {"code": 0, "message": "roaming"}
MODULE = {"manufacturer": "Example", "model": "XM-7", "firmware": "R02A01", "moduleName": "Example XM-7"}


class CellularView:
    def __init__(self, call: Call, key: int, item: Item, connected: bool) -> None:
        self._device, self._key, self._item = call.device, key, item
        self._unknowns, self._firmware = call.unknowns, version_key(call.device.firmware)
        self._receives = connected and not is_sparse(call.device)
        self._hides_card = item["enable"] and not self._receives

    def render(self, lite: bool) -> Item:
        technology = self._device.radio
        shown: Item = {"network": technology} if self._firmware <= NETWORK_UNTIL else {}
        number = int(9_999_999 * fraction(self._device.seed, "imei"))
        shown |= {
            "mobileType": technology,
            "modulePowerOn": True,
            "sim": self._sims(lite),
            **MODULE,
            "imei": f"00499901{number:07}",
            "meid": {"hex": "", "dec": ""},
            "esn": "",
        }
        if self._firmware >= FUSION_SIM_SINCE:
            shown["speedfusionConnect5gLte"] = {"active": False, "iccid": "8900100000000000098"}
        if self._unknowns.cellular_identity == "shown":
            shown |= self._identity(number)
        if self._receives:
            shown |= self._reception(lite)
        return {name: value for name, value in shown.items() if not (lite and name in NOT_WITH_LITE)}

    def _identity(self, number: int) -> Item:
        first = active_slot(self._device, self._key, self._item)
        order = self._item["cellular"].get("simPriority", [first, *(slot for slot in SLOTS if slot != first)])
        mode = self._item["connection"].get("cellularModule", {}).get("networkMode", "auto")
        return {"eid": f"8904903200000000000000000{number:07}", "networkMode": mode, "simPriority": order}

    def _reception(self, lite: bool) -> Item:
        radio = Radio(self._device, self._key)
        shown: Item = {
            "carrier": present(CARRIER, "name") if lite else CARRIER,
            "carrierAggregation": radio.aggregates,
            "signalLevel": radio.level(),
            "mcc": MCC,
            "mnc": MNC,
            "dataTechnology": DATA_TECHNOLOGY[self._device.radio],
            "roamingStatus": HOME if self._device.scheduled("roaming", wan=self._key) is None else ROAMING,
            "cellTower": radio.cell_tower(),
        }
        return {**shown, "rat": radio.rats()} if self._firmware >= RAT_SINCE else {**shown, "band": radio.bands()}

    def _sims(self, lite: bool) -> Item:
        configured = {sim["id"]: sim for sim in self._item["cellular"].get("sim", [])}
        return {**{str(slot): self._sim(slot, configured.get(slot, {}), lite) for slot in SLOTS}, "order": list(SLOTS)}

    def _sim(self, slot: int, source: Item, lite: bool) -> Item:
        active = slot == active_slot(self._device, self._key, self._item) and self._item["enable"]
        card = card_in(self._device, self._key, slot)
        shown: Item = {"active": active}
        if self._unknowns.sim_presence == "capture":
            shown["simCardDetected"] = card is not None
        else:
            shown["status"] = "In Use" if active else "SIM Card Detected" if card is not None else "No SIM Card Detected"
        operator = source.get("operator") or {}
        shown |= {"autoApn": not operator, **present(operator, "apn", "username", "password")}
        if card is not None:
            shown |= card
            if self._hides_card:
                shown.pop("iccid")
        shown["bandwidthAllowanceMonitor"] = monitor(source.get("bandwidthAllowanceMonitor", {}))
        return {name: value for name, value in shown.items() if not (lite and name in SIM_NOT_WITH_LITE)}

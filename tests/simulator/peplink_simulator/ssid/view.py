# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The layout in which GET and POST of config.ssid.profile answer."""

from __future__ import annotations

from ..call import Call
from ..families import FAMILIES
from ..mac_address import shown_mac
from ..masking import shown_key
from ..store import Item, present
from ..unknowns import Unknowns
from .initial import has_frequency, has_ppsk
from .security import DOCUMENTED, SECTION_OF, security_of


class ProfileView:
    """Renders profiles of one device."""

    def __init__(self, call: Call) -> None:
        self._unknowns: Unknowns = call.unknowns
        firmware = call.device.firmware
        self._frequency = FAMILIES[call.device.family].has_wifi and has_frequency(firmware) and call.unknowns.ssid_frequency == "shown"
        self._ppsk = has_ppsk(firmware)

    def render(self, item: Item, ppsk: bool = True) -> Item:
        shown = present(item, "name", "enable")
        if self._frequency and item["enable"]:
            shown |= present(item, "frequency")
        return {
            **shown,
            **present(item, "vlanId", "captivePortal", "incontrolManaged", "broadcast"),
            "security": self._security(security_of(item, self._unknowns), ppsk and self._ppsk),
        }

    def _security(self, source: Item, ppsk: bool) -> Item:
        policy = source["policy"]
        section = SECTION_OF.get(policy)
        shown: Item = {"policy": policy}
        if section is not None:
            shown[section] = self._with_key(source.get(section, {}))
        if policy in DOCUMENTED and ppsk and source.get("ppsk"):
            shown["ppsk"] = [self._entry(entry) for entry in source["ppsk"]]
        return shown

    def _with_key(self, section: Item) -> Item:
        return {name: shown_key(value, self._unknowns) if name == "key" else value for name, value in section.items()}

    def _entry(self, entry: Item) -> Item:
        shown = self._with_key(entry)
        return {**shown, "mac": shown_mac(entry["mac"], self._unknowns)} if "mac" in entry else shown

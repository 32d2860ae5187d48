# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Switches that concern only what functions show, never what happens to the configuration."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from .switches import Switches


@dataclass
class ReadingUnknowns(Switches):
    """Numbers and "extra" as in `unknowns.py`; a quirk is one of the list in section 9 of behaviour.md."""

    unknown_wan_ids: Literal["left_out", "refused"] = "left_out"
    """extra: ids in a query of status.wan.connection that do not exist."""
    status_mtu: Literal["set", "effective"] = "set"
    """extra: mtu in status.wan.connection; effective = on every WAN but a disabled WAN over VLAN, the usual one where none is set."""
    rat_name: Literal["named", "empty"] = "named"
    """extra: name of a radio technology in status.wan.connection."""
    lte_secondary_cell: Literal["absent", "shown"] = "absent"
    """extra: a second cell of an LTE modem. One of a 5G modem is always there; both report RSRP and RSRQ only."""
    cellular_identity: Literal["absent", "shown"] = "absent"
    """extra: eid, networkMode and simPriority in the cellular detail of status.wan.connection; their places are invented."""
    vpn_peers: Literal["identified", "plain", "map"] = "identified"
    """extra: peer in status.pepvpn; plain = an array without peerId, map = keyed by it, both outside the specification."""
    client_mac: Literal["every", "lan"] = "every"
    """extra: clients with a mac in status.client (captures; lan = not those of VPNs)."""
    undocumented_status: Literal["unknown", "answered"] = "unknown"
    """extra: status.system.info, status.cpu, status.traffic and status.wan.latency, which some units answer."""

    location_without_receiver: Literal["no_fix", "unsupported"] = "no_fix"
    """57: info.location of a model without a receiver; unsupported = the failure of missing hardware."""
    sms_layout: Literal["example", "table"] = "example"
    """60, quirk 2: message and a length as text, or content and a length as number."""
    sms_sims: Literal["active", "all"] = "active"
    """61: SIMs whose messages cmd.sms.get shows."""
    dropped_functions: Literal["answer", "unknown"] = "answer"
    """63: functions that the list of a later firmware leaves out; unknown = 999 there."""
    info_type_filter: Literal["head_kept", "strict"] = "head_kept"
    """68: strict = config.wan.connection with infoType shows multipleIp only when asked for."""
    cellular_section: Literal["absent", "shown"] = "absent"
    """69: section cellular in config.wan.connection; its content is that of POST, without secrets and carrier."""

    carrier_scan_style: Literal["table", "example"] = "table"
    """quirk 3: example = cellularNetwork for selectedCarrier, no timestamp, an mnc of one digit."""
    mesh_candidates: Literal["list", "map"] = "list"
    """quirk 4: candidateList or candidates in cmd.mesh.discover.result."""
    wifi_scan_signal: Literal["signalStrength", "signal", "both"] = "signalStrength"
    """quirk 5: in cmd.wifi.scan."""
    client_signal: Literal["new", "old", "both"] = "new"
    """quirk 5: signal (8.1.0) or signalStrength (before) in status.client."""
    virtual_wans: Literal["none", "numbered", "prefixed"] = "none"
    """quirk 7: a virtual WAN in status.wan.connection; prefixed = its key is like vwan5, outside the specification."""
    spare_wans: Literal["connected", "cold_standby"] = "connected"
    """quirk 9: WANs whose priority number is not the lowest; cold_standby = enabled, with address, uptime 0."""
    cellular_detail: Literal["full", "sparse", "changing"] = "full"
    """quirk 10: sparse = without signal, carrier, mcc, mnc, iccid; changing = sparse in every second minute of the device."""
    signal_noise: Literal["none", "rounding"] = "none"
    """quirk 10: floats as 8.600000000000001."""
    sim_allowance_order: Literal["shown", "hidden"] = "shown"
    """quirk 11: order among the SIMs of status.wan.connection.allowance."""
    inactive_connection_type: Literal["absent", "shown", "ethernet"] = "absent"
    """quirk 12: connectionType of an inactive client (table, example, error up to 8.1.0)."""
    gpio_output_level: Literal["state", "voltage"] = "state"
    """quirk 13: in status.gpio.output."""
    gpio_digital_word: Literal["both", "digital", "digial"] = "both"
    """quirk 13: infoType that status.gpio.* take; the other word is refused."""
    mesh_link_answer: Literal["links", "bare"] = "links"
    """quirk 16: bare = status.extap.mesh.link answers a bare ok."""
    tunnel_standby: Literal["STANDBY", "STATNDBY"] = "STANDBY"
    """quirk 17: state of a waiting WAN of a tunnel."""
    tunnel_layout: Literal["new", "deprecated_too", "before_810"] = "new"
    """quirk 17: deprecated_too = rx, tx and loss beside the layout of 8.1.0; before_810 = only these, without the level wan."""

    location_fix: Literal["present", "none"] = "present"
    """extra: info.location of a model with a receiver."""
    location_heading: Literal["shown", "hidden"] = "shown"
    """extra."""
    reads_by_post: Literal["answer", "refuse"] = "answer"
    """extra: POST of info.location, status.wan.connection.allowance and cmd.sms.get (observed to answer)."""
    status_synergy: Literal["absent", "shown", "members"] = "absent"
    """extra: members synergy and synergyLink in status.wan.connection, with invented values; members = a WAN of a Synergy member too,
    which order leaves out."""
    client_lease: Literal["normal", "full"] = "normal"
    """extra: lightest weight with the lease in status.client (capture, text)."""
    client_type: Literal["absent", "number", "text", "numeric_text"] = "absent"
    """extra: clientType in status.client (table; named in the text without a type); an access point has 18."""
    tunnel_without_option: Literal["empty", "all"] = "empty"
    """extra: infoType tunnel of status.pepvpn without tunnelOption (document, one poller)."""
    extap_ids: Literal["bare", "separated"] = "bare"
    """extra: serial numbers and MAC addresses in status.extap.mesh (example, as elsewhere)."""
    extap_reference: Literal["absent", "top_level"] = "absent"
    """extra: reference in status.extap.mesh, which the document describes without a place."""

    @classmethod
    def of_reading(cls) -> frozenset[str]:
        """Names of the switches of this group: none of them can matter to a module that changes configuration."""
        return frozenset(field.name for field in dataclasses.fields(ReadingUnknowns))

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: figures
short_description: Reduce the facts of a fleet to figures
version_added: 0.1.0
description:
  - Takes the facts of many routers, as M(wanfleet.peplink.peplink_fleet_facts) returns them, and keeps what metrics, logs and the status page are
    about. It keeps only the members that are described here, so no secret, no subscriber, no address of a WAN, no position and no client is in them.
  - Merges figures of parts of a fleet. If a router is in more than one, the last counts. The time is the latest.
  - Checks figures against limits.
  - Equal facts and an equal time give equal figures.
options:
  _input:
    description:
      - Results by the name of the router, together with O(time). A router without a usable result counts as failed.
      - Or figures that this filter gave before, or a list of such figures, which are merged.
    type: raw
    required: true
  time:
    description:
      - When the routers were read, in UTC, such as V(2026-11-25T02:00:00Z). Required for results. Figures have one.
    type: str
  limits:
    description:
      - How many routers may be C(unreachable) and C(failed), as a number, or as a percentage of all routers such as V(2.5%). A status that is not
        mentioned or null has no limit.
      - RV(_value.exceeded) says which limits are exceeded.
    type: dict
    suboptions:
      unreachable: &limit
        description:
          - The limit for this status.
        type: raw
      failed: *limit
seealso:
  - module: wanfleet.peplink.peplink_fleet_facts
  - plugin: wanfleet.peplink.figures_metrics
    plugin_type: filter
  - plugin: wanfleet.peplink.figures_html
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Gather the WANs of the routers of the play
  wanfleet.peplink.peplink_fleet_facts:
    gather_subset:
      - firmware
      - wan
      - cellular
  register: fleet
  run_once: true

- name: Show the carriers
  ansible.builtin.debug:
    msg: "{{ figures.routers | map(attribute='wans', default=[]) | flatten | map(attribute='cellular.carrier', default='') | select | unique }}"
  vars:
    figures: "{{ fleet.routers | wanfleet.peplink.figures(time=now(utc=true, fmt='%Y-%m-%dT%H:%M:%SZ')) }}"
  run_once: true
"""

RETURN = r"""
_value:
  description:
    - The figures.
  type: dict
  contains:
    format:
      description:
        - Version of this layout. Another number when something changes its meaning or is no longer there.
      type: int
      sample: 1
    time:
      description: The time that was given.
      type: str
      sample: '2026-11-25T02:00:00Z'
    summary:
      description:
        - C(routers), how many there are, and C(status), how many have each status.
      type: dict
      sample: {routers: 3, status: {read: 2, failed: 0, unreachable: 1}}
    text:
      description:
        - The summary for a job log, with a line for each error and its routers.
      returned: if O(limits) are given
      type: str
      sample: 2 read, 1 unreachable
    exceeded:
      description:
        - A text for each limit that is exceeded.
      returned: if O(limits) are given
      type: list
      elements: str
      sample: ["3 of 40 routers could not be reached, more than 2%"]
    routers:
      description:
        - The routers, by name. What a router does not tell is absent.
      type: list
      elements: dict
      contains:
        name:
          description: Name in the inventory.
          type: str
          sample: van
        address:
          description: Host and port that were asked, null if that is not known.
          type: str
          sample: 192.0.2.10:443
        firmware:
          description: The running firmware, null if it is not known.
          type: str
          sample: 8.5.2s011 build 5401
        status:
          description: V(read), V(unreachable) or V(failed).
          type: str
          sample: read
        error:
          description: Why there are no figures, with C(kind) and C(message), else null.
          type: dict
        left_out:
          description: The subsets of the facts that this router lacks.
          type: list
          elements: str
          sample: [mesh]
        warnings:
          description: What else was left out, and why.
          type: list
          elements: str
        wans:
          description:
            - The WANs, with C(id), C(name), C(type), C(enabled), C(connected), C(standby), C(message), C(uptime_seconds), C(priority) and
              C(wifi_signal_dbm). A WAN that is off by a schedule, or whose port is a LAN port, does not count as enabled.
            - C(cellular) has C(carrier), C(mobile_type), C(roaming), C(signal_level), C(band), C(rssi), C(rsrp), C(rsrq) and C(sinr), of the first band
              with a signal.
            - C(allowance) has C(used_bytes) and C(limit_bytes), for a cellular WAN those of its active SIM. C(sims) has the same for each SIM.
          type: list
          elements: dict
          sample: [{id: 2, name: Cellular, type: cellular, enabled: true, connected: true, cellular: {carrier: Northnet, rsrp: -97}}]
        vpn_peers:
          description: The VPN peers, with C(id), C(name), C(profile) and C(connected).
          type: list
          elements: dict
          sample: [{id: 2-1, name: HQ hub, profile: HQ, connected: true}]
        clients:
          description: How many clients are C(active) and C(inactive), and how many of the active ones are connected in which way, C(by_type).
          type: dict
          sample: {active: 7, inactive: 2, by_type: {ethernet: 3, wireless: 4}}
        mesh_peers:
          description: The mesh peers, with C(mesh_id), C(name), C(receive_bytes) and C(transmit_bytes), if the facts contain the subset C(mesh).
          type: list
          elements: dict
"""

from collections.abc import Callable
from typing import Any

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import document, exceeded, is_document, merged, text
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.document_filter import DocumentFilter

figures = DocumentFilter(
    "figures",
    "what peplink_fleet_facts returns by the name of the router, figures, or a list of figures; its limits are a mapping",
    document,
    merged,
    is_document,
    exceeded,
    text,
)


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"figures": figures}

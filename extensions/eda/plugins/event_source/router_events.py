# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The event source wanfleet.peplink.router_events for Event-Driven Ansible."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DOCUMENTATION = r"""
---
short_description: Tell what happens on Peplink and Pepwave routers
description:
  - Polls many routers at the same time and tells what has changed - WANs, the WAN that carries traffic, SIMs, roaming, signal, radio technology,
    allowances, VPN peers, numbers of clients, GPIO inputs, positions, the configuration, and whether routers can be reached.
  - One request per router and round, more only where something moved and what is watched needs it.
  - What is known is kept in a file. After a restart no old news is told, and what changed meanwhile is told once, with C(since) null.
  - The guide docs/guides/events.md of the collection describes the shape of events and every kind.
  - Needs ansible-core and C(requests) in the Python that runs ansible-rulebook.
options:
  inventory:
    description:
      - Inventory files or directories. Routers are reached as everywhere in the collection, by the variables C(peplink_host),
        C(peplink_port), C(peplink_username) and so on, and by the environment.
      - Give either O(inventory) or O(routers).
    type: list
    elements: path
  hosts:
    description: Patterns of those hosts of O(inventory) that are routers to watch.
    type: list
    elements: str
    default: [all]
  routers:
    description: Routers, each a mapping of C(name) and the connection options of the modules of this collection, such as C(host) and C(client_id).
    type: list
    elements: dict
  connection:
    description: Connection options for all routers. Those of a router in O(routers) come before them, variables of the inventory after them.
    type: dict
    default: {}
  watch:
    description:
      - What to watch that takes further requests, every O(detail_interval) or O(configuration_interval) seconds. Allowances, clients and positions
        are watched where there is a rule for them, all else in any case.
    type: list
    elements: str
    choices: [vpn, gpio, configuration]
    default: []
  interval:
    description: Seconds between two looks at a router, from 1 to 86,400. They vary by up to a tenth.
    type: float
    default: 60
  detail_interval:
    description: Seconds between two requests for VPN peers, allowances, clients, GPIO inputs and the position, unless something moves.
    type: float
    default: 300
  configuration_interval:
    description: Seconds between two looks at the whole configuration, which takes 5 to 10 requests.
    type: float
    default: 3600
  longest_pause:
    description: A router that does not answer is asked ever more rarely, but at least after so many seconds.
    type: float
    default: 900
  settle_polls:
    description: A change counts when so many looks in a row have seen it. The default is 2, unless O(settle_seconds) is given.
    type: int
  settle_seconds:
    description: A change counts when a look sees that it has lasted so many seconds.
    type: float
  max_requests_per_minute:
    description: No router gets more requests than this in any 60 seconds, logins and repeated requests included. What is left over waits.
    type: int
    default: 20
  concurrency:
    description: How many routers are asked at the same time, from 1 to 200.
    type: int
    default: 16
  signals:
    description: Rules for the signal of cellular and Wi-Fi WANs.
    type: list
    elements: dict
    default: []
    suboptions:
      name: &name
        description: Name of the rule. Events have it in C(rule), so no two rules may have the same.
        type: str
        required: true
      routers: &routers
        description: Names of routers, or patterns with V(*), that the rule holds for. None means all.
        type: list
        elements: str
        default: []
      metric:
        description: What to compare. The primary cell counts.
        type: str
        choices: [rsrp, rsrq, rssi, sinr, snr, ecio, rscp, strength]
        default: rsrp
      threshold:
        description: Below this the signal is V(below). With its unit, which is dBm for C(rsrp), C(rssi), C(rscp) and C(strength), and dB for the others.
        type: str
        required: true
      hysteresis:
        description: The signal is V(above) again when it is better than the threshold by this, in dB.
        type: str
        default: 3 dB
      wans:
        description: Ids or names of WANs that the rule holds for. None means all.
        type: list
        elements: str
        default: []
  allowances:
    description: Rules for the use of data allowances. Each is told once in a billing cycle.
    type: list
    elements: dict
    default: []
    suboptions:
      name: *name
      routers: *routers
      threshold:
        description: Share of the allowance, such as V(90 %).
        type: str
        required: true
  client_limits:
    description: Rules for the number of active clients.
    type: list
    elements: dict
    default: []
    suboptions:
      name: *name
      routers: *routers
      limit:
        description: More clients than this are V(above).
        type: int
        required: true
      hysteresis:
        description: As many clients fewer than the limit are V(below) again.
        type: int
        default: 0
  areas:
    description: Circles that routers with a GPS receiver enter and leave.
    type: list
    elements: dict
    default: []
    suboptions:
      name: *name
      routers: *routers
      latitude:
        description: Latitude of the centre in degrees, north positive.
        type: float
        required: true
      longitude:
        description: Longitude of the centre in degrees, east positive.
        type: float
        required: true
      radius:
        description: Radius with its unit, such as V(800 m) or V(2.5 km).
        type: str
        required: true
      hysteresis:
        description: A router is outside again when it is further than the radius by this.
        type: str
        default: 50 m
  state_file:
    description: File for what is known of the routers and for events that are not taken yet. One for each source; missing directories are made.
    type: path
    default: ~/.ansible/peplink/events/router_events.json
  feedback:
    description: Wait until the rulebook has handled each event. Needs ansible-rulebook with persistence enabled.
    type: bool
    default: false
"""

EXAMPLES = r"""
- wanfleet.peplink.router_events:
    inventory: inventory.yml
    hosts: ships

- wanfleet.peplink.router_events:
    routers:
      - name: depot
        host: 192.0.2.1
        client_id: "{{ peplink_client_id }}"
        client_secret: "{{ peplink_client_secret }}"
    connection:
      cert_fingerprint: "{{ depot_fingerprint }}"
    watch: [vpn, configuration]
    settle_seconds: 90
    signals:
      - name: weak
        metric: rsrp
        threshold: -110 dBm
        hysteresis: 5 dB
    allowances:
      - name: nearly used up
        threshold: 90 %
"""


async def main(queue: Any, args: Mapping[str, Any]) -> None:
    """Put events on the queue until cancelled."""
    _find_collections()
    from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.source import run

    await run(queue, args)


def _find_collections() -> None:
    """Let Python find collections as Ansible does: ansible-rulebook runs this file alone, and where the package ansible is installed, its
    ``ansible_collections`` would hide all others."""
    from ansible.plugins.loader import init_plugin_loader
    from ansible.utils.collection_loader import AnsibleCollectionConfig

    if AnsibleCollectionConfig.collection_finder is None:
        here = next((parent.parent for parent in Path(__file__).absolute().parents if parent.name == "ansible_collections"), None)
        init_plugin_loader([str(here)] if here else None)


if __name__ == "__main__":
    import asyncio
    import json

    class _Printer:
        """Shows events one to a line."""

        async def put(self, event: Mapping[str, Any]) -> None:
            print(json.dumps(event), flush=True)

    # The options in a file, to see what there would be to tell without any rulebook.
    if len(sys.argv) != 2:
        sys.exit("usage: python router_events.py options.json")
    try:
        options = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        sys.exit(f"router_events: {problem}. Name a file with the options as JSON.")
    _find_collections()
    from ansible.errors import AnsibleError

    from ansible_collections.wanfleet.peplink.plugins.plugin_utils._task_options import BadOptions

    try:
        asyncio.run(main(_Printer(), options))
    except (AnsibleError, BadOptions) as problem:
        sys.exit(f"router_events: {problem}")
    except KeyboardInterrupt:
        pass

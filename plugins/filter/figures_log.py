# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: figures_log
short_description: Write the figures of a fleet as lines for logs
version_added: 0.1.0
description:
  - Returns one line of JSON for each router and subject. Each has C(time), C(router) and C(subject).
  - The subject C(router) has the status, the firmware and the error; the others, such as C(wans), C(vpn_peers) and C(clients), have a member of their
    name, as P(wanfleet.peplink.figures#filter) describes it.
options:
  _input:
    description:
      - Figures, as P(wanfleet.peplink.figures#filter) gives them, or the content of C(figures.json).
    type: raw
    required: true
seealso:
  - plugin: wanfleet.peplink.figures
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Write lines for the log shipper
  wanfleet.peplink.peplink_controller_files:
    directory: /var/log/fleet
    files:
      figures.jsonl: "{{ lookup('ansible.builtin.file', 'figures/figures.json') | wanfleet.peplink.figures_log }}"
"""

RETURN = r"""
_value:
  description:
    - The lines.
  type: str
  sample: |
    {"time": "2026-11-25T02:00:00Z", "router": "van", "subject": "clients", "clients": {"active": 7, "inactive": 2, "by_type": {"ethernet": 7}}}
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import loaded
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.log_lines import log_lines


def figures_log(figures: Any) -> str:
    """The filter. Raises AnsibleFilterError."""
    try:
        return log_lines(loaded(figures))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise AnsibleFilterError("figures_log takes figures, as the filter figures gives them") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"figures_log": figures_log}

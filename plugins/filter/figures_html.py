# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: figures_html
short_description: Render the figures of a fleet as an HTML page
version_added: 0.1.0
description:
  - Returns a self-contained HTML page that needs no network, with a row for each router, those in trouble first. You can filter and sort it, and read
    it without scripts, on a phone and in print. It follows the light or dark scheme of the reader.
  - All values from routers and the inventory are shown as plain text. Invisible characters, such as those that change the direction of
    writing, are shown by their numbers.
options:
  _input:
    description:
      - Figures, as P(wanfleet.peplink.figures#filter) gives them, or the content of C(figures.json).
    type: raw
    required: true
  title:
    description:
      - Heading of the page.
    type: str
    default: Fleet
  snapshots:
    description:
      - Contents of snapshots by the name of their file, as P(wanfleet.peplink.figures_snapshot#filter) gives them. The page shows the course of each
        WAN and the last change of each router by them. It names those that cannot be used.
    type: dict
    default: {}
seealso:
  - plugin: wanfleet.peplink.figures
    plugin_type: filter
  - plugin: wanfleet.peplink.figures_snapshot
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Write the page of a fleet
  wanfleet.peplink.peplink_controller_files:
    directory: figures
    files:
      fleet.html: "{{ lookup('ansible.builtin.file', 'figures/figures.json') | wanfleet.peplink.figures_html(title='Ferries') }}"
"""

RETURN = r"""
_value:
  description:
    - The page.
  type: str
"""

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import loaded
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.snapshot import usable
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.fleet_page import page


def figures_html(figures: Any, title: str = "Fleet", snapshots: Mapping[str, str] | None = None) -> str:
    """The filter. Raises AnsibleFilterError."""
    try:
        days, unusable = usable(snapshots or {})
        return page(loaded(figures), days, unusable, str(title))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise AnsibleFilterError("figures_html takes figures, as the filter figures gives them, and the contents of snapshots by file") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"figures_html": figures_html}

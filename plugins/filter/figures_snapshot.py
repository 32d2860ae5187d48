# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: figures_snapshot
short_description: Add the figures of a fleet to the snapshot of a day
version_added: 0.1.0
description:
  - Returns the snapshot of a day with figures in it. A snapshot keeps what routers forget, such as the use of an allowance after its billing cycle.
  - A snapshot has periods of each router. A period lasts as long as the same WANs are connected with the same SIMs and carriers. Figures in the same
    state make it longer, other ones begin the next period, and figures that it has already change nothing.
  - Fails if the snapshot is damaged or of another version of this collection, so that nothing is lost by replacing it.
options:
  _input:
    description:
      - Figures, as P(wanfleet.peplink.figures#filter) gives them, or the content of C(figures.json).
    type: raw
    required: true
  earlier:
    description:
      - The content of the snapshot of that day. Empty if there is none yet.
    type: str
    default: ''
  path:
    description:
      - What the snapshot is called in an error.
    type: str
    default: the snapshot
seealso:
  - plugin: wanfleet.peplink.figures
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Add figures to the snapshot of their day
  wanfleet.peplink.peplink_controller_files:
    directory: figures/snapshots
    files: "{{ {name: figures | wanfleet.peplink.figures_snapshot(lookup('ansible.builtin.file', path) if path is ansible.builtin.file else '', path)} }}"
  vars:
    figures: "{{ lookup('ansible.builtin.file', 'figures/figures.json') | from_json }}"
    name: "{{ figures.time[:10] }}.json"
    path: "figures/snapshots/{{ name }}"
"""

RETURN = r"""
_value:
  description:
    - The content of the snapshot, JSON with a line for each router.
  type: str
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import loaded
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.snapshot import BadSnapshot, day_of, read, text, with_figures


def figures_snapshot(figures: Any, earlier: str = "", path: str = "the snapshot") -> str:
    """The filter. Raises AnsibleFilterError."""
    try:
        document = loaded(figures)
        former = read(earlier, day_of(document)) if earlier else None
        return text(with_figures(former, document))
    except BadSnapshot as error:
        raise AnsibleFilterError(f"{path} cannot be used: {error}. It was left as it is. Move it away to begin a new one for this day.") from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise AnsibleFilterError("figures_snapshot takes figures, as the filter figures gives them") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"figures_snapshot": figures_snapshot}

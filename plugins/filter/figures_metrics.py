# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: figures_metrics
short_description: Expose the figures of a fleet as metrics
version_added: 0.1.0
description:
  - Returns the figures of a fleet as metrics for Prometheus and what reads its formats.
  - Labels are names of routers, WANs, SIM slots, carriers and VPN peers. No client and nothing personal is among them.
options:
  _input:
    description:
      - Figures, as P(wanfleet.peplink.figures#filter) gives them, or the content of C(figures.json).
    type: raw
    required: true
  form:
    description:
      - V(prometheus) is the text format of Prometheus, which the textfile collector of the node exporter takes.
      - V(openmetrics) is OpenMetrics 1.0.0, with units. A web server must serve it as C(application/openmetrics-text; version=1.0.0).
    type: str
    choices: [prometheus, openmetrics]
    default: prometheus
seealso:
  - plugin: wanfleet.peplink.figures
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Write metrics for the node exporter
  wanfleet.peplink.peplink_controller_files:
    directory: /var/lib/node_exporter/textfile
    files:
      fleet.prom: "{{ lookup('ansible.builtin.file', 'figures/figures.json') | wanfleet.peplink.figures_metrics }}"
"""

RETURN = r"""
_value:
  description:
    - The metrics.
  type: str
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import loaded
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.exposition import FORMATS, exposition


def figures_metrics(figures: Any, form: str = "prometheus") -> str:
    """The filter. Raises AnsibleFilterError."""
    if form not in FORMATS:
        raise AnsibleFilterError(f"figures_metrics: form must be one of {', '.join(FORMATS)}, not {form}")
    try:
        return exposition(loaded(figures), form)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise AnsibleFilterError("figures_metrics takes figures, as the filter figures gives them") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"figures_metrics": figures_metrics}

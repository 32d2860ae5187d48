# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: audit_merge
short_description: Merge several audits into one
version_added: 0.1.0
description:
  - Merges the audits of parts of a fleet, such as those of several controllers or of the slices of a job.
  - If a router is in several audits, the last one is used. The time is the latest.
options:
  _input:
    description:
      - Audits, as P(wanfleet.peplink.audit_summary#filter) gives them.
    type: list
    elements: dict
    required: true
seealso:
  - plugin: wanfleet.peplink.audit_summary
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Write one page for the reports of all workers
  ansible.builtin.template:
    src: page.html.j2 # {{ audits | wanfleet.peplink.audit_merge | wanfleet.peplink.audit_html }}
    dest: reports/audit.html
    mode: "0644"
  vars:
    audits: "{{ query('ansible.builtin.fileglob', 'reports/*/audit.json') | map('ansible.builtin.file') | map('from_json') }}"
"""

RETURN = r"""
_value:
  description:
    - The audit of all routers, in the same shape.
  type: dict
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._audit import merged


def audit_merge(audits: Any) -> dict[str, Any]:
    """The filter. Raises AnsibleFilterError."""
    try:
        return merged(audits)
    except (AttributeError, KeyError, TypeError):
        raise AnsibleFilterError("audit_merge takes a list of audits, as audit_summary gives them") from None
    except ValueError as error:
        raise AnsibleFilterError(f"audit_merge: {error}") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"audit_merge": audit_merge}

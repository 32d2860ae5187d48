# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: audit_html
short_description: Show the audit of a fleet as a page
version_added: 0.1.0
description:
  - Gives one HTML page that needs nothing else and asks the network for nothing. It can be read without scripts, on a telephone and in print,
    follows the light or dark scheme of the reader, and can be filtered and sorted.
  - Whatever routers or the inventory say is shown as text. Characters that cannot be seen, such as those that turn the direction of
    writing, are shown by their numbers.
options:
  _input:
    description:
      - An audit, as P(wanfleet.peplink.audit_summary#filter) gives it.
    type: dict
    required: true
  title:
    description:
      - Heading of the page.
    type: str
    default: Fleet audit
seealso:
  - plugin: wanfleet.peplink.audit_summary
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Make the page of an audit
  ansible.builtin.copy:
    content: "{{ lookup('ansible.builtin.file', 'reports/audit.json') | from_json | wanfleet.peplink.audit_html(title='Ferries') }}"
    dest: reports/audit.html
    mode: "0644"
"""

RETURN = r"""
_value:
  description:
    - The page.
  type: str
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.audit_page import page


def audit_html(audit: Any, title: str = "Fleet audit") -> str:
    """The filter. Raises AnsibleFilterError."""
    try:
        return page(audit, str(title))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise AnsibleFilterError("audit_html takes an audit, as audit_summary gives it") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"audit_html": audit_html}

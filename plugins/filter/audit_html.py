# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: audit_html
short_description: Render the audit of a fleet as an HTML page
version_added: 0.1.0
description:
  - Returns a self-contained HTML page that needs no network. You can filter and sort it, and read it without scripts, on a phone and in
    print. It follows the light or dark scheme of the reader.
  - All values from routers and the inventory are shown as plain text. Invisible characters, such as those that change the direction of
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
- name: Write the page of an audit
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

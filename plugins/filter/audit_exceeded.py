# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: audit_exceeded
short_description: List the limits that the audit of a fleet exceeds
version_added: 0.1.0
description:
  - Compares the number of routers in a status with the limit for that status.
options:
  _input:
    description:
      - An audit, as P(wanfleet.peplink.audit_summary#filter) or P(wanfleet.peplink.audit_merge#filter) gives it.
    type: dict
    required: true
  drifted: &limit
    description:
      - Maximum number of routers with this status, or a percentage of all routers such as V(2.5%). By default, there is no limit.
    type: raw
  unreachable: *limit
  failed: *limit
  unknown: *limit
  unsupported: *limit
seealso:
  - plugin: wanfleet.peplink.audit_summary
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Fail if more than two percent of the routers drifted
  ansible.builtin.assert:
    that: exceeded | length == 0
    fail_msg: "{{ exceeded | join('; ') }}"
  vars:
    exceeded: "{{ lookup('ansible.builtin.file', 'reports/audit.json') | from_json | wanfleet.peplink.audit_exceeded(drifted='2%') }}"
"""

RETURN = r"""
_value:
  description:
    - A text for each limit that is exceeded.
  type: list
  elements: str
  sample:
    - 3 of 40 routers are drifted, more than 2%
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._audit import STATUSES, exceeded


def audit_exceeded(audit: Any, **limits: Any) -> list[str]:
    """The filter. Raises AnsibleFilterError."""
    if strange := sorted(limits.keys() - set(STATUSES)):
        raise AnsibleFilterError(f"audit_exceeded: {', '.join(strange)} is no status; there are {', '.join(STATUSES)}")
    try:
        return exceeded(audit, limits)
    except (KeyError, TypeError):
        raise AnsibleFilterError("audit_exceeded takes an audit, as audit_summary gives it") from None
    except ValueError as error:
        raise AnsibleFilterError(f"audit_exceeded: {error}") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"audit_exceeded": audit_exceeded}

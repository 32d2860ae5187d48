# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: leave_out
short_description: Remove options from a configuration
version_added: 0.1.0
description:
  - Returns a configuration without some of its sections, or without some options of their items. A router keeps what an intent does not contain.
options:
  _input:
    description:
      - A configuration, as M(wanfleet.peplink.peplink_config_info) returns it.
    type: dict
    required: true
  options:
    description:
      - What to remove, each as a section (V(gpios)) or an option in all items of a section (V(wan_connections.ddns)).
      - It need not be there, because models differ, but the section must be one of M(wanfleet.peplink.peplink_config).
    type: list
    elements: str
    required: true
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Restore all but DDNS
  wanfleet.peplink.peplink_config:
    intent: "{{ saved | wanfleet.peplink.leave_out(['wan_connections.ddns']) }}"
"""

RETURN = r"""
_value:
  description:
    - The rest of the configuration.
  type: dict
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.config import SECTIONS


def leave_out(config: Any, options: Any) -> Any:
    """The filter. Raises AnsibleFilterError."""
    if not isinstance(options, Sequence) or isinstance(options, str):
        raise AnsibleFilterError("leave_out takes a list, such as ['wan_connections.ddns']")
    for option in options:
        section = str(option).partition(".")[0]
        if section not in SECTIONS:
            raise AnsibleFilterError(f"leave_out: there is no section {section}, only {', '.join(SECTIONS)}")
        config = _without(config, str(option).split("."))
    return config


def _without(value: Any, path: Sequence[str]) -> Any:
    if isinstance(value, Mapping):
        if len(path) == 1:
            return {name: member for name, member in value.items() if name != path[0]}
        return {name: _without(member, path[1:]) if name == path[0] else member for name, member in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without(entry, path) for entry in value]
    return value


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"leave_out": leave_out}

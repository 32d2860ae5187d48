# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: layer_yaml
short_description: Render a configuration as a YAML file of variables
version_added: 0.1.0
description:
  - Returns the YAML of a file with one variable, such as a layer of intent. Equal configurations give identical files.
  - Names of WANs or SSIDs can look like templates. Such text is tagged as unsafe, so that Ansible never evaluates it.
options:
  _input:
    description:
      - A configuration, as M(wanfleet.peplink.peplink_config_info) returns it.
    type: dict
    required: true
  variable:
    description:
      - Name of the variable.
    type: str
    required: true
seealso:
  - plugin: wanfleet.peplink.merge_config
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Save the SSIDs of a router as a layer of its intent
  ansible.builtin.copy:
    content: "{{ router.config | wanfleet.peplink.layer_yaml('peplink_config_00_backup') }}"
    dest: "{{ inventory_dir }}/host_vars/{{ inventory_hostname }}.yml"
    mode: "0600"
  delegate_to: localhost
"""

RETURN = r"""
_value:
  description:
    - The YAML.
  type: str
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml


class _Unsafe(str):
    """Text that Ansible must not take for a template."""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        # Entries of lists are indented, as everywhere in Ansible.
        super().increase_indent(flow, False)


_Dumper.add_representer(_Unsafe, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text), style="'"))


def layer_yaml(config: Any, variable: str) -> str:
    """The filter."""
    written = yaml.dump({str(variable): _plain(config)}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=140)
    return f"---\n{written}"


def _plain(value: Any) -> Any:
    """Without the types that Ansible gives to text and numbers."""
    if isinstance(value, Mapping):
        return {_plain(name): _plain(member) for name, member in value.items()}
    if isinstance(value, str):
        text = str.__str__(value)
        return _Unsafe(text) if any(mark in text for mark in ("{{", "{%", "{#")) else text
    if isinstance(value, Sequence):
        return [_plain(entry) for entry in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    return float(value) if isinstance(value, float) else value


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"layer_yaml": layer_yaml}

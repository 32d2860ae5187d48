# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: file_name
short_description: Turn the name of a host into a file name
version_added: 0.1.0
description:
  - Returns the name of a file, without directory, for a host with any name. ASCII letters, digits, C(.), C(-) and C(_) remain as they are. All
    other characters, and a dot at the beginning, are percent-encoded.
  - Different names give different file names. With O(others), this also holds where a file system ignores case.
  - Very long names are shortened and end in a hash.
options:
  _input:
    description:
      - The name of a host.
    type: str
    required: true
  others:
    description:
      - All names that get a file in the same directory. If two of them differ only in case, the capital letters of O(_input) are encoded too.
    type: list
    elements: str
    default: []
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Write the firmware of each router to a file
  ansible.builtin.copy:
    content: "{{ result.firmware }}"
    dest: "firmware/{{ inventory_hostname | wanfleet.peplink.file_name(groups['all']) }}.txt"
    mode: "0644"
  delegate_to: localhost
"""

RETURN = r"""
_value:
  description:
    - The file name.
  type: str
  sample: Ship%201
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Any

LONGEST = 200


def file_name(name: Any, others: Sequence[Any] = ()) -> str:
    """The filter."""
    text = str(name)
    twin = any(str(other) != text and str(other).lower() == text.lower() for other in others)
    safe = re.sub(r"^\.|[^A-Za-z0-9._-]" + ("|[A-Z]" if twin else ""), _encode, text)
    if len(safe) <= LONGEST:
        return safe
    # "~" is encoded in every other name.
    return f"{safe[: LONGEST - 65]}~{hashlib.sha256(safe.encode()).hexdigest()}"


def _encode(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"file_name": file_name}

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: probe_report
short_description: Render the probe of a router
version_added: 0.1.0
description:
  - Returns the result of M(wanfleet.peplink.peplink_probe) as a report for people. It has what is not as the modules assume and what that means
    for them, what could not be decided and why, members and words that nobody knows, and how long each function took.
  - All values from routers are shown as plain text and cannot become markup, a link or a mention.
options:
  _input:
    description:
      - The result of M(wanfleet.peplink.peplink_probe).
    type: dict
    required: true
  form:
    description:
      - V(markdown) has at most 60000 characters. V(html) is a self-contained page, to filter and sort. V(line) contains the numbers only.
    type: str
    choices: [markdown, html, line]
    default: markdown
  title:
    description:
      - Heading of the report.
    type: str
    default: Probe
seealso:
  - module: wanfleet.peplink.peplink_probe
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Probe the router
  wanfleet.peplink.peplink_probe:
  register: probe

- name: Show the numbers
  ansible.builtin.debug:
    msg: "{{ probe | wanfleet.peplink.probe_report(form='line') }}"
"""

RETURN = r"""
_value:
  description:
    - The text.
  type: str
  sample: 3 not as assumed, 55 as assumed, 54 not decided
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.probe import Probe, probe
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.probe_page import page
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.probe_text import markdown

FORMS: dict[str, Callable[[Probe, str], str]] = {
    "markdown": markdown,
    "html": page,
    "line": lambda found, title: found.summary,
}


def probe_report(result: Any, form: str = "markdown", title: str = "Probe") -> str:
    """The filter. Raises AnsibleFilterError."""
    if form not in FORMS:
        raise AnsibleFilterError(f"probe_report has no form {form!r}, only {', '.join(FORMS)}")
    try:
        return FORMS[form](probe(result), str(title))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise AnsibleFilterError(f"probe_report takes the result of peplink_probe: {error!r}") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"probe_report": probe_report}

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: plan_report
short_description: Render the plan of a fleet
version_added: 0.1.0
description:
  - Returns a plan as the file to keep, or as a report for people. Reports have the changes first, each with its routers, then what cannot be
    planned, then the sections that routers do not have, then the routers. Routers in step are only counted.
  - All values from routers and the inventory are shown as plain text and cannot become markup, a link or a mention.
options:
  _input:
    description:
      - What P(wanfleet.peplink.fleet_plan#filter) or P(wanfleet.peplink.read_plan#filter) gives.
    type: dict
    required: true
  form:
    description:
      - V(json) is the text of C(plan.json), which P(wanfleet.peplink.read_plan#filter) reads. Do not use another filter for it. End the
        expression with C(| string), because ansible-core below 2.19 makes a mapping of text that looks like one.
      - V(markdown) is a comment for a merge request, with at most 60000 characters. It says what is omitted.
      - V(html) is a self-contained page, to filter and sort.
      - V(line) contains the numbers only.
      - V(text) is for a job log. It contains the numbers, each change once with its routers, at most 50, and each error once with its routers.
    type: str
    choices: [json, markdown, html, line, text]
    default: markdown
  title:
    description:
      - Heading of the report.
    type: str
    default: Plan
seealso:
  - plugin: wanfleet.peplink.fleet_plan
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Write the comment of a plan
  ansible.builtin.copy:
    content: "{{ lookup('ansible.builtin.file', 'plan.json') | wanfleet.peplink.read_plan | wanfleet.peplink.plan_report(title='Ferries') }}"
    dest: plan.md
    mode: "0644"
"""

RETURN = r"""
_value:
  description:
    - The text.
  type: str
  sample: 37 to change, 460 in step, 3 unreachable
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.plan_document import text
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.plan_page import page
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.plan_text import counts, markdown, summary

FORMS: dict[str, Callable[[Any, str], str]] = {
    "json": lambda plan, title: text(plan),
    "markdown": markdown,
    "html": page,
    "line": lambda plan, title: counts(plan),
    "text": lambda plan, title: summary(plan),
}


def plan_report(plan: Any, form: str = "markdown", title: str = "Plan") -> str:
    """The filter. Raises AnsibleFilterError."""
    if form not in FORMS:
        raise AnsibleFilterError(f"plan_report has no form {form!r}, only {', '.join(FORMS)}")
    try:
        return FORMS[form](plan, str(title))
    except (KeyError, TypeError, AttributeError) as error:
        raise AnsibleFilterError(f"plan_report takes what fleet_plan or read_plan gives: {error!r}") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"plan_report": plan_report}

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: rehearsal_report
short_description: Compare what a plan predicted with what its rollout brought about
version_added: 0.1.0
description:
  - Returns a report for people that has a row for each router of the plan or of the rollout. Those that went otherwise than planned come first, with
    the settings that were changed in addition or not at all, or with the reason that the router gave.
  - Of use after a rehearsal on simulated twins, and after any rollout of a saved plan.
  - All values are shown as plain text and cannot become markup, a link or a mention.
positional: plan, form
options:
  _input:
    description:
      - What P(wanfleet.peplink.rollout_summary#filter) gives, the data of C(rollout.json).
    type: dict
    required: true
  plan:
    description:
      - What P(wanfleet.peplink.read_plan#filter) gives.
    type: dict
    required: true
  form:
    description:
      - V(markdown) is a comment for a merge request, with at most 60000 characters. V(line) contains the numbers only.
    type: str
    choices: [markdown, line]
    default: markdown
  title:
    description:
      - Heading of the report.
    type: str
    default: Rehearsal
seealso:
  - plugin: wanfleet.peplink.read_plan
    plugin_type: filter
  - plugin: wanfleet.peplink.rollout_report
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Compare the plan with the rollout
  wanfleet.peplink.peplink_controller_files:
    directory: reports
    files:
      rehearsal.md: "{{ rollout | wanfleet.peplink.rehearsal_report(plan) }}"
  vars:
    plan: "{{ lookup('ansible.builtin.file', 'plan/plan.json') | wanfleet.peplink.read_plan }}"
    rollout: "{{ lookup('ansible.builtin.file', 'rollout/rollout.json') | from_json }}"
"""

RETURN = r"""
_value:
  description:
    - The text.
  type: str
  sample: 10 of 12 routers went as planned
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rehearsal import compared, line, markdown


def rehearsal_report(rollout: Any, plan: Any, form: str = "markdown", title: str = "Rehearsal") -> str:
    """The filter. Raises AnsibleFilterError."""
    if form not in ("markdown", "line"):
        raise AnsibleFilterError(f"rehearsal_report has no form {form!r}, only markdown, line")
    try:
        comparisons = compared(plan, rollout)
        return line(comparisons) if form == "line" else markdown(comparisons, rollout, str(title))
    except (KeyError, TypeError, AttributeError) as error:
        raise AnsibleFilterError(f"rehearsal_report takes what rollout_summary gives, and what read_plan gives: {error!r}") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"rehearsal_report": rehearsal_report}

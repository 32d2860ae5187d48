# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: rollout_report
short_description: Render the report of a rollout
version_added: 0.1.0
description:
  - Returns a report for people, or the list of routers for a later run.
  - All values from routers and the inventory are shown as plain text and cannot become markup, a link or a mention.
options:
  _input:
    description:
      - What P(wanfleet.peplink.rollout_summary#filter) gives.
    type: dict
    required: true
  form:
    description:
      - V(markdown) is a comment for a merge request, with at most 60000 characters. It says what is omitted.
      - V(html) is a self-contained page with all routers, to filter and sort.
      - V(line) contains the numbers only.
      - V(text) is for a job log. It contains the numbers, why the rollout stopped, and each error once with its routers.
      - V(resume) contains the names of the routers that failed, were offline or not reached, one per line, for C(--limit @file). If there are any,
        it also contains the canaries, which the next rollout needs.
    type: str
    choices: [markdown, html, line, text, resume]
    default: markdown
  title:
    description:
      - Heading of the report.
    type: str
    default: Rollout
seealso:
  - plugin: wanfleet.peplink.rollout_summary
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Write the comment of a rollout
  ansible.builtin.copy:
    content: "{{ lookup('ansible.builtin.file', 'reports/rollout.json') | from_json | wanfleet.peplink.rollout_report(title='Ferries') }}"
    dest: reports/comment.md
    mode: "0644"
"""

RETURN = r"""
_value:
  description:
    - The text.
  type: str
  sample: 1 offline, 11 unchanged
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout_page import page
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout_text import counts, left_over, markdown, summary

FORMS: dict[str, Callable[[Any, str], str]] = {
    "markdown": markdown,
    "html": page,
    "line": lambda rollout, title: counts(rollout),
    "text": lambda rollout, title: summary(rollout),
    "resume": lambda rollout, title: left_over(rollout),
}


def rollout_report(rollout: Any, form: str = "markdown", title: str = "Rollout") -> str:
    """The filter. Raises AnsibleFilterError."""
    if form not in FORMS:
        raise AnsibleFilterError(f"rollout_report has no form {form!r}, only {', '.join(FORMS)}")
    try:
        return FORMS[form](rollout, str(title))
    except (KeyError, TypeError, AttributeError) as error:
        raise AnsibleFilterError(f"rollout_report takes what rollout_summary gives: {error!r}") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"rollout_report": rollout_report}

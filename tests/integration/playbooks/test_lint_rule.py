# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rule of the collection for ansible-lint, as a user has it: from the installed collection, beside the rules of a profile."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from .conftest import environment

RULES = Path(os.environ.get("ANSIBLE_COLLECTIONS_PATH", "")) / "ansible_collections" / "wanfleet" / "peplink" / "extensions" / "ansible_lint"
PLAYBOOK = """---
- name: Configure
  hosts: routers
  gather_facts: false
  tasks:
    - name: Misspell an option deep down
      wanfleet.peplink.peplink_config:
        wan_connections:
          - id: 1
            mtuu: 1400
    - name: Misspell a section of an intent
      wanfleet.peplink.peplink_config:
        intent:
          wan_prioritis: []
    - name: Give another type
      wanfleet.peplink.peplink_reboot:
        timeout: abc
    - name: Misspell an option of what has no module
      wanfleet.peplink.peplink_fleet_plan:
        validate_onli: true
      run_once: true
    - name: Do all well
      wanfleet.peplink.peplink_config:
        layers: "{{ query('ansible.builtin.varnames', '^peplink_config_') }}"
        verify_timeout: "{{ patience }}"
        ssid_profiles:
          - id: "{{ number }}"
            enable: "{{ lit }}"
            security: "{{ secured }}"
    - name: Leave what is required to templates and module_defaults
      wanfleet.peplink.peplink_controller_files:
        directory: "{{ reports }}"
        files: "{{ contents }}"
    - name: Leave others alone
      ansible.builtin.debug:
        msg: Done
"""


@pytest.mark.thorough
@pytest.mark.parametrize("profile", [{}, {"profile": "production", "enable_list": ["peplink-options"]}], ids=["no profile", "profile"])
def test_misspelt_options_are_found(tmp_path: Path, profile: dict[str, object]) -> None:
    (tmp_path / "site.yml").write_text(PLAYBOOK)
    settings = {"offline": True, "use_default_rules": True, "rulesdir": [str(RULES)], **profile}
    (tmp_path / ".ansible-lint").write_text(yaml.safe_dump(settings))
    command = ["ansible-lint", "--nocolor", "--format=pep8", "site.yml"]
    done = subprocess.run(command, env=environment(tmp_path), cwd=tmp_path, capture_output=True, text=True, check=False)
    found = re.findall(r"^site\.yml:(\d+): peplink-options: (.*)$", done.stdout, re.MULTILINE)
    assert done.returncode == 2, done.stdout + done.stderr
    assert [(int(line), text) for line, text in found] == [
        (6, "wanfleet.peplink.peplink_config: there is no option wan_connections[id 1].mtuu; did you mean mtu?"),
        (11, "wanfleet.peplink.peplink_config: there is no option intent.wan_prioritis; did you mean wan_priorities?"),
        (15, "wanfleet.peplink.peplink_reboot: timeout must be a whole number, not text"),
        (18, "wanfleet.peplink.peplink_fleet_plan: there is no option validate_onli; did you mean validate_only?"),
    ]

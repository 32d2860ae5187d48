# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Facts in plays: from a task in either front, and from gather_facts."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Controller, Play

FACTS = "wanfleet.peplink.peplink_facts"
INFO = "wanfleet.peplink.peplink_wan_info"
TEMPLATE = "{{ 7*7 }}"
SHOW = {
    "name": "Show",
    "ansible.builtin.debug": {"msg": "{{ [ansible_facts.peplink.wan[0].name, ansible_facts.net_version] }}"},
    "register": "shown",
}

# What the notes of the module say about gather_facts.
VARIABLES = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}", "ansible_facts_modules": FACTS}


def test_gather_facts_uses_the_module(controller: Controller) -> None:
    device = controller.fleet.device("max")
    device.set_running("wan", 1, {"name": TEMPLATE})
    inventory = controller.inventory()
    inventory["all"]["children"]["routers"]["hosts"]["max"] |= VARIABLES
    options = ("host", "port", "ca_path", "use_proxy", "client_id", "client_secret")
    variables = {option: f"{{{{ {'ansible_host' if option == 'host' else f'peplink_{option}'} }}}}" for option in options}
    defaults = {"group/wanfleet.peplink.peplink": variables, FACTS: {"gather_subset": ["min", "wan"]}}
    run = controller.run([Play("max", [SHOW], {"gather_facts": True, "module_defaults": defaults})], inventory=inventory)
    assert run.status == 0, run.output
    assert run.of("max")["msg"] == [TEMPLATE, "8.5.2s011 build 5401"]
    assert [entry.function for entry in device.journal] == ["auth.token.grant", "info.firmware", "status.wan.connection"]
    assert device.posts() == []


@pytest.mark.variations
def test_gathered_facts_do_not_affect_the_connection(controller: Controller, front: dict[str, Any]) -> None:
    device = controller.fleet.device("max")
    device.set_running("wan", 1, {"name": TEMPLATE})
    gather = {"name": "Gather", FACTS: {"gather_subset": ["all"]}, **front}
    again = {"name": "Read", INFO: None, "register": "read", **front}
    run = controller.run([Play("max", [gather, SHOW, again])])
    assert run.status == 0, run.output
    shown, read = run.results["max"]
    assert shown["msg"] == [TEMPLATE, "8.5.2s011 build 5401"]
    assert read["wan"][0]["name"] == TEMPLATE
    functions = [entry.function for entry in device.journal]
    assert len(functions) == len(set(functions)) + 1  # the WANs once more

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module as Ansible runs it elsewhere: what it shows, and what it masks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from ansible.module_utils import basic
from ansible.module_utils.common.parameters import PASS_VARS

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.redaction import MASK
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.masking import masked
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.module import Module, Task


def nothing(task: Task) -> None:
    pass


@pytest.fixture
def run_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Runs a module, and gives what it prints."""

    def run(module: Module, *, verbosity: int = 0, **given: Any) -> dict[str, Any]:
        arguments = {"host": "192.0.2.1", "_ansible_verbosity": verbosity, **given}
        if "inject_invocation" in PASS_VARS:  # from ansible-core 2.21 on, a module is told whether to show its invocation
            arguments["_ansible_inject_invocation"] = True
        monkeypatch.setattr(basic, "_ANSIBLE_ARGS", json.dumps({"ANSIBLE_MODULE_ARGS": arguments}).encode())
        monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)  # from ansible-core 2.19 on
        with pytest.raises(SystemExit):
            module.main()
        printed: dict[str, Any] = json.loads(capsys.readouterr().out)
        return printed

    return run


def test_a_mistyped_secret_is_masked(run_alone: Callable[..., dict[str, Any]]) -> None:
    module = Module({"config": {"type": "list", "elements": "dict", "options": {"id": {"type": "int"}}}}, nothing)
    result = run_alone(module, config=[{"id": 1, "psk": "planted-psk"}], passwd="planted-passwd")
    assert result["failed"]
    assert "psk" in str(result)
    assert "planted" not in str(result)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"config": [{"id": 1, "key": ["planted"]}]}, "192.0.2.1: config[id 1].key must be a single value, not a list"),
        ({"password": {"planted": 1}}, "192.0.2.1: password must be a single value, not a mapping"),
        ({"password": 42}, "192.0.2.1: password must be text in quotes, not a number: YAML turns 0042 into 34, and yes into true"),
    ],
)
def test_text_is_not_made_of_anything_else(run_alone: Callable[..., dict[str, Any]], given: dict[str, Any], message: str) -> None:
    key = {"type": "str", "no_log": True}
    module = Module({"config": {"type": "list", "elements": "dict", "options": {"id": {"type": "int"}, "key": key}}}, nothing)
    result = run_alone(module, **given)
    assert result["failed"]
    assert result["msg"] == message
    assert "planted" not in str(result)


def test_warnings_name_the_router_and_notices_are_shown_on_request(run_alone: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    def run(task: Task) -> None:
        task.session.warnings.append("it is odd.")
        task.session.notices.append("x: the router marks it as beta.")

    shown: list[str] = []
    monkeypatch.setattr(basic.AnsibleModule, "warn", lambda _module, text: shown.append(text))
    run_alone(Module({}, run))
    assert shown == ["192.0.2.1: it is odd."]
    run_alone(Module({}, run), verbosity=1)
    assert shown[1:] == ["192.0.2.1: it is odd.", "192.0.2.1: x: the router marks it as beta."]


def test_an_interruption_is_a_failure_that_shows_what_was_said_last(run_alone: Callable[..., dict[str, Any]]) -> None:
    def run(task: Task) -> None:
        task.say("192.0.2.1: it takes a while.")
        task.say("192.0.2.1: what was pending was discarded.")
        raise KeyboardInterrupt

    result = run_alone(Module({}, run))
    assert result["failed"]
    assert result["msg"] == "192.0.2.1: the module was interrupted before its end; run the task in check mode to see what is left to do"
    assert "what was pending was discarded" in str(result["warnings"])
    assert "takes a while" not in str(result)


def test_a_short_secret_leaves_texts_alone(run_alone: Callable[..., dict[str, Any]]) -> None:
    def run(task: Task) -> None:
        task.result |= {"text": "a text with an a in it", "sim": {"pin": "a", "name": "a"}}

    given = {"username": "a", "password": "a", "access_token": "planted-token-a", "beside": "planted-token-a"}
    result = run_alone(Module({"beside": {"type": "str"}}, run), **given)
    assert result["text"] == "a text with an a in it"
    assert result["sim"] == {"pin": MASK, "name": "a"}
    assert result["invocation"]["module_args"]["password"] == MASK
    assert "planted" not in str(result)


@pytest.mark.parametrize(
    ("value", "secrets", "shown"),
    [
        ("banana", {"a"}, "banana"),
        ({"password": "a", "b": ["a"]}, {"a"}, {"password": MASK, "b": ["a"]}),
        ({"keys": 1, "key": {"x": ["12", 12, True, None]}}, {"12"}, {"keys": 1, "key": {"x": [MASK, MASK, True, None]}}),
        ("none, and the secret", {"none", "secret"}, f"none, and the {MASK}"),
        ("it is 1234", {"1234"}, f"it is {MASK}"),
    ],
)
def test_masking(value: Any, secrets: set[str], shown: Any) -> None:
    assert masked(value, secrets) == shown

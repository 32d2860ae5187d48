# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run the modules that read against a recording: ``python -m recordings.replay RECORDING``. Prints what nothing knows, nothing if all is known."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Session
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import RawAnswer
from ansible_collections.wanfleet.peplink.plugins.module_utils._module import module as core
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Call, NotARecording, Recording, read

_SPECIFICATION = Path(__file__).resolve().parents[2] / "docs" / "router-api"

# With what makes them ask and tell as much as they can.
EVERYWHERE: dict[str, dict[str, Any]] = {
    "peplink_client_info": {"detail": "full"},
    "peplink_config_info": {},
    "peplink_facts": {},
    "peplink_firmware_info": {},
    "peplink_gpio_info": {},
    "peplink_lan_info": {},
    "peplink_location_info": {},
    "peplink_mesh_info": {},
    "peplink_port_info": {},
    "peplink_vpn_info": {"sections": ["profiles", "peers", "tunnels"]},
    "peplink_wan_info": {"include": ["cellular", "allowance", "temperature"]},
}
BY_WAN = {
    "peplink_carrier_scan_info": "cmd.carrier.scan",
    "peplink_channel_scan_info": "cmd.channelPci.scan",
    "peplink_sms_info": "cmd.sms.get",
    "peplink_wifi_scan_info": "cmd.wifi.scan",
}
_ALIASES = {"status.wan": "status.wan.connection", "status.lan": "status.lan.profile", "info.frw.version": "info.firmware"}


class Replay:
    """A transport that answers from a recording: with the call that was recorded, or the one of the same function that is most like it."""

    fingerprint = None

    def __init__(self, recording: Recording) -> None:
        self._calls = [call for call in recording.calls if call.status is not None]

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        function = url.rsplit("/", 1)[1]
        asked: Any = json_body if json_body is not None else query
        arguments = {name: value for name, value in asked.items() if name != "accessToken"}
        like = [call for call in self._calls if (call.method, call.function) == (method, function) and _same_wan(call.arguments, arguments)]
        if not like:
            return _raw(200, {"stat": "fail", "code": 404, "message": "Unsupported request"})
        call = min(like, key=lambda call: _difference(call.arguments, arguments))
        return _raw(call.status or 200, call.answer)

    def close(self) -> None:
        pass


def _same_wan(recorded: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    return "connId" not in asked or str(recorded.get("connId", asked["connId"])) == str(asked["connId"])


def _difference(recorded: Mapping[str, Any], asked: Mapping[str, Any]) -> int:
    return sum(str(recorded.get(name)) != str(asked.get(name)) for name in {*recorded, *asked})


def _raw(status: int, answer: Any) -> RawAnswer:
    body = answer if isinstance(answer, str) else json.dumps(answer)
    return RawAnswer(status, [("Content-Type", "application/json")], body.encode())


@dataclass(frozen=True)
class Finding:
    """Something that nothing knows, or that went wrong: where, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def findings(recording: Recording) -> list[Finding]:
    """What the description of the API does not know, what the decoders leave out, what modules fail on, and what would be changed by itself."""
    return list(dict.fromkeys([*_undescribed(recording), *_unread(recording), *_changed(recording)]))


def run(recording: Recording, name: str, *, check: bool = False, **params: Any) -> dict[str, Any]:
    """The result of a module that is run against a recording."""
    module = importlib.import_module(f"ansible_collections.wanfleet.peplink.plugins.modules.{name}").MODULE
    connection = {"host": "router.invalid", "username": "admin", "password": "of-the-replay", "retries": 0, "token_cache": False, "use_proxy": False}
    checked = ArgumentSpecValidator(module.spec, **module.rules).validate({**connection, **json.loads(json.dumps(params))})
    if checked.error_messages:
        return {"failed": True, "error": "arguments", "msg": "; ".join(checked.error_messages), "warnings": []}
    login = Call("POST", "login", status=200, answer={"stat": "ok", "response": {"permission": {"GET": 1, "POST": 1}}})
    calls = (*recording.calls, login, Call("POST", "logout", status=200, answer={"stat": "ok"}))
    transport = Replay(Recording(recording.time, recording.source, recording.level, recording.firmware, calls))
    with mock.patch.object(core, "Session", functools.partial(Session, transport=_WithCookie(transport))):
        result, _secrets = core.execute(module, checked.validated_parameters, check_mode=check)
    return result


class _WithCookie:
    """A transport whose login leaves a cookie."""

    fingerprint = None

    def __init__(self, inner: Replay) -> None:
        self._inner = inner

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        answer = self._inner.send(method, url, query=query, json_body=json_body, headers=headers)
        cookie = [("Set-Cookie", "bauth=of-the-replay; HttpOnly")] if url.endswith("/login") else []
        return RawAnswer(answer.status, [*answer.headers, *cookie], answer.body)

    def close(self) -> None:
        self._inner.close()


def _unread(recording: Recording) -> Iterator[Finding]:
    wans = {call.function: call.arguments["connId"] for call in recording.calls if "connId" in call.arguments and _succeeded(call)}
    tasks = {**EVERYWHERE, **{name: {"wan": str(wans[function])} for name, function in BY_WAN.items() if function in wans}}
    for name, params in tasks.items():
        result = run(recording, name, **params)
        yield from (Finding(name, text) for text in result["warnings"] if "ignored" in text)
        if result.get("failed") and result["error"] != "unsupported":
            yield Finding(name, result["msg"])


def _succeeded(call: Call) -> bool:
    return isinstance(call.answer, Mapping) and call.answer.get("stat") == "ok"


def _changed(recording: Recording) -> Iterator[Finding]:
    """What peplink_config would change of a configuration that is what was read."""
    shown = run(recording, "peplink_config_info")
    if shown.get("failed") or not any(shown["config"].values()):
        return
    result = run(recording, "peplink_config", check=True, **shown["config"])
    if result.get("failed"):
        yield Finding("peplink_config", result["msg"])
    elif result["changed"]:
        yield Finding("peplink_config", f"would change what it read: {json.dumps(result.get('diff'))}")


def _undescribed(recording: Recording) -> Iterator[Finding]:
    """Members, types and words that docs/router-api/openapi.yaml does not have."""
    checker = _checker()
    for call in recording.calls:
        function, method = _ALIASES.get(call.function, call.function), call.method.lower()
        described = method in checker.doc["paths"].get(f"/api/{function}", {})
        if described and isinstance(call.answer, Mapping):
            yield from (Finding(f"{call.method} {call.function}", text) for text in checker.errors(method, function, "response", call.answer))


@functools.cache
def _checker() -> Any:
    spec = importlib.util.spec_from_file_location("check_examples", _SPECIFICATION / "check_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Checker(module.load(_SPECIFICATION / "openapi.yaml"), strict=True)


def main(arguments: list[str]) -> int:
    """0 if all is known, 1 if something is not, 2 if there is no recording."""
    path = Path(arguments[0])
    file = path / "recording.json" if path.is_dir() else path
    try:
        found = findings(read(file.read_text(encoding="utf-8")))
    except (OSError, NotARecording) as error:
        print(f"{file}: {error}", file=sys.stderr)
        return 2
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

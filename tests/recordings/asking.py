# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Asking a simulated router every reading function through the collection's client, and keeping what it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from peplink_simulator import Device

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Session
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import RawAnswer, RequestsTransport
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import PeplinkError
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.read import Read
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Call, Recording

TIME = "2026-11-25T02:00:00Z"

_SESSION = ("login", "logout")
_HEADERS = ("content-type", "server")

_EVERYWHERE = (
    Read("info.firmware"),
    Read("info.location"),
    Read("info.time"),
    Read("config.wan.connection"),
    Read("config.ssid.profile"),
    Read("config.mesh"),
    Read("config.speedfusionConnectProtect"),
    Read("config.gpio", {"list": [], "reference": True}),
    Read("config.port"),
    Read("status.wan.connection"),
    Read("status.wan.connection.allowance"),
    Read("status.client"),
    Read("status.client", query={"outputWeight": "full"}),
    Read("status.lan.profile"),
    Read("status.pepvpn"),
    Read("status.port"),
    Read("status.gpio.input"),
    Read("status.gpio.output"),
    Read("status.extap.mesh"),
    Read("status.extap.mesh.link"),
    Read("status.system.info"),
    Read("status.cpu"),
    Read("status.traffic"),
    Read("status.lan"),
    Read("status.wan.latency"),
    Read("cmd.ap"),
    Read("cmd.mesh.discover.result"),
    Read("auth.client"),
    Read("auth.client.token"),
)


class Tape:
    """A transport that keeps the calls that it carries, without those that open and close the session."""

    def __init__(self, inner: RequestsTransport, base: str) -> None:
        self._inner, self._base = inner, base
        self.calls: list[Call] = []

    @property
    def fingerprint(self) -> str | None:
        return self._inner.fingerprint

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        answer = self._inner.send(method, url, query=query, json_body=json_body, headers=headers)
        function = url.removeprefix(self._base)
        if function not in _SESSION:
            arguments: Any = dict(query) if json_body is None else json_body
            kept = {name.lower(): value for name, value in answer.headers if name.lower() in _HEADERS}
            self.calls.append(Call(method, function, arguments, answer.status, kept, json.loads(answer.body)))
        return answer

    def close(self) -> None:
        self._inner.close()


def ask(device: Device, ca_path: str) -> Recording:
    """What a router answers to every reading function, personal values included; times of answers are left out, for they never are the same."""
    options = ConnectionOptions(
        host=device.host, port=device.port, ca_path=ca_path, token_cache=False, use_proxy=False, username=device.username, password=device.password
    )
    tape = Tape(RequestsTransport(options), options.base_url)
    with Session(options, transport=tape) as session:
        answers = _answers(session, _EVERYWHERE)
        _answers(session, _by_wan(answers["status.wan.connection"]))
        _answers(session, _by_peer(answers["status.pepvpn"]))
        firmware = session.firmware()
    return Recording(TIME, "simulator", "read", firmware, tuple(_once(tape.calls)))


def _answers(session: Session, reads: tuple[Read, ...]) -> dict[str, Any]:
    return {
        read.function: {} if isinstance(answer, PeplinkError) or answer is None else answer for read, answer in zip(reads, session.read_all(reads), strict=True)
    }


def _by_wan(status: Mapping[str, Any]) -> tuple[Read, ...]:
    """What takes one WAN, of the kinds that it is for."""
    wans = {int(key): wan["type"] for key, wan in status.items() if key.isdigit()}
    reads: list[Read] = []
    for wan, kind in wans.items():
        if kind == "cellular":
            reads += [
                Read("cmd.carrier.scan", query={"connId": wan, "reference": True}),
                Read("cmd.carrier.scan", {"connId": wan}),
                Read("cmd.channelPci.scan", {"connId": wan}),
                Read("cmd.sms.get", query={"connId": wan}),
                Read("status.cellularModule.temperature", {"connId": wan}),
            ]
        if kind in ("wifi", "wireless"):
            reads += [Read("cmd.wifi.scan", query={"connId": wan}), Read("cmd.wifi.result", query={"connId": wan})]
    return tuple(reads)


def _by_peer(vpn: Mapping[str, Any]) -> tuple[Read, ...]:
    peers = [peer["peerId"] for peer in vpn.get("peer") or [] if isinstance(peer, Mapping) and "peerId" in peer]
    return (Read("status.pepvpn", query={"infoType": ["tunnel"], "tunnelOption": peers}),) if peers else ()


def _once(calls: list[Call]) -> Iterator[Call]:
    seen = set()
    for call in calls:
        mark = json.dumps([call.method, call.function, call.arguments])
        if mark not in seen:
            seen.add(mark)
            yield call

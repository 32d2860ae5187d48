# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An exchange ends in time and within its size, whatever the other side sends."""

from __future__ import annotations

import gzip
import itertools
import json
import socket
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._client import answer, limits
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.answer import decode
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Session
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import RawAnswer, RequestsTransport
from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.api import API
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import PeplinkError, ProtocolError, TooSlow, TransportError
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.read import Read
from ansible_collections.wanfleet.peplink.plugins.module_utils._module import module
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.masking import masked
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol.http import RequestsHttp
from ansible_collections.wanfleet.peplink.tests.unit.plugins.module_utils.loopback import GOOD, raw_server, socks_proxy

# An exchange may take half a second here, and no single step of it runs into its own limit, however busy the machine is.
TIMEOUT = 20
ALLOWED = 0.5
OFTEN = 0.01
IN_TIME = ALLOWED + 8

OK = b"HTTP/1.1 200 OK\r\n"
EMPTY_MEMBER = gzip.compress(b"")

# What comes at once, and what comes after it for ever.
ENDLESS: dict[str, tuple[bytes, bytes]] = {
    "status-line": (b"", b" "),
    "header": (OK + b"X: ", b"x"),
    "headers": (OK, b"X: x\r\n"),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": (OK + b"Content-Length: 99999999\r\n\r\n", b" "),
    "body-without-length": (OK + b"\r\n", b" "),
    "chunks": (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "chunk-size": (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "trailers": (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: x\r\n"),
    "empty-gzip-members": (OK + b"Content-Encoding: gzip\r\n\r\n", EMPTY_MEMBER),
}

# Those that nothing but a count of bytes would stop early.
FAST = ("continue", "body", "body-without-length", "chunks", "trailers", "empty-gzip-members")


@contextmanager
def endless(start: bytes, more: Iterable[bytes], pause: float, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that sends ``start``, then ``more`` with pauses, whatever it is asked."""
    stop = threading.Event()

    def talk(connection: socket.socket) -> None:
        with suppress(OSError), ExitStack() as stack:
            if context is not None:
                connection = stack.enter_context(context.wrap_socket(connection, server_side=True))
            connection.recv(65536)
            connection.sendall(start)
            for piece in more:
                if stop.wait(pause):
                    return
                connection.sendall(piece)

    with raw_server(talk) as port:
        try:
            yield port
        finally:
            stop.set()


def ask(port: int, **given: Any) -> RawAnswer:
    options = ConnectionOptions(**{"host": "127.0.0.1", "port": port, "timeout": TIMEOUT, "use_tls": False, "validate_certs": False, **given})
    transport = RequestsTransport(options)
    try:
        return transport.send("GET", options.base_url + "status.client", query={"accessToken": "t"}, json_body=None, headers={})
    finally:
        transport.close()


def fails(ask: Callable[[], Any]) -> PeplinkError:
    started = time.monotonic()
    with pytest.raises(PeplinkError) as caught:
        ask()
    assert time.monotonic() - started < IN_TIME
    return caught.value


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TIMEOUTS_IN_ALL", ALLOWED / TIMEOUT)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize("use_tls", [False, True])
@pytest.mark.parametrize("name", ENDLESS)
def test_bytes_that_drip(name: str, use_tls: bool) -> None:
    start, piece = ENDLESS[name]
    with endless(start, itertools.repeat(piece), OFTEN, GOOD if use_tls else None) as port:
        error = fails(lambda: ask(port, use_tls=use_tls))
    if name == "headers" and isinstance(error, ProtocolError):
        return  # http.client counts header lines itself
    assert isinstance(error, TooSlow)
    assert error.maybe_processed
    assert "the exchange took longer than 0.5 s as a whole" in str(error)
    assert "raise timeout" in str(error)


@pytest.mark.parametrize("use_tls", [False, True])
@pytest.mark.parametrize("name", FAST)
def test_bytes_in_a_flood(name: str, use_tls: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TIMEOUTS_IN_ALL", 1)
    monkeypatch.setattr(limits, "LARGEST_ANSWER", 100_000)
    start, piece = ENDLESS[name]
    with endless(start, itertools.repeat(piece * 500), 0, GOOD if use_tls else None) as port:
        error = fails(lambda: ask(port, use_tls=use_tls))
    assert isinstance(error, ProtocolError)
    assert "larger than" in str(error)


def test_a_slow_answer_may_take_longer_than_the_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TIMEOUTS_IN_ALL", 50)
    body = b'{"stat":"ok"}'
    start = OK + b"Content-Length: %d\r\n\r\n" % len(body)
    with endless(start, [bytes([byte]) for byte in body], 0.05) as port:
        started = time.monotonic()
        assert ask(port, timeout=0.5).body == body
        assert time.monotonic() - started > 0.5


def test_a_handshake_that_drips() -> None:
    with endless(b"\x16\x03\x03\x40\x00", itertools.repeat(b"\x00"), OFTEN) as port:
        error = fails(lambda: ask(port, use_tls=True))
    assert isinstance(error, TransportError)
    assert not error.maybe_processed


def test_a_name_with_very_many_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TIMEOUTS_IN_ALL", 5)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, ExitStack() as stack:
        address = full.getsockname()
        for _place in range(2):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(address)
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address)] * 1000
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: found)
        error = fails(lambda: ask(address[1], host="router.example", timeout=0.1))
    assert isinstance(error, TooSlow)
    assert not error.maybe_processed


def test_a_proxy_that_drips(monkeypatch: pytest.MonkeyPatch) -> None:
    with endless(OK, itertools.repeat(b"X: x\r\n"), OFTEN) as port:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        error = fails(lambda: ask(443, use_tls=True))
    assert isinstance(error, TooSlow)
    assert not error.maybe_processed


def test_through_socks(monkeypatch: pytest.MonkeyPatch) -> None:
    start, piece = ENDLESS["body"]
    with endless(start, itertools.repeat(piece), OFTEN) as end, socks_proxy(end) as port:
        monkeypatch.setenv("http_proxy", f"socks5://127.0.0.1:{port}")
        assert isinstance(fails(lambda: ask(9)), TooSlow)


def test_it_is_not_asked_again_and_threads_end_too() -> None:
    start, piece = ENDLESS["body"]
    asked: list[bytes] = []
    stop = threading.Event()

    def drip(connection: socket.socket) -> None:
        mine = connection.dup()

        def talk() -> None:
            with suppress(OSError), mine:
                asked.append(mine.recv(65536))
                mine.sendall(start)
                while not stop.wait(OFTEN):
                    mine.sendall(piece)

        threads.append(threading.Thread(target=talk))
        threads[-1].start()

    threads: list[threading.Thread] = []
    with raw_server(drip) as port:
        options = ConnectionOptions("127.0.0.1", port, use_tls=False, access_token="t", timeout=TIMEOUT)
        started = time.monotonic()
        with Session(options) as session:
            found = session.read_all([Read("status.client"), Read("status.lan.profile"), Read("info.time")], parallel=3)
        assert time.monotonic() - started < IN_TIME
        stop.set()
        for thread in threads:
            thread.join()
    assert [type(error) for error in found] == [TooSlow] * 3
    assert len([request for request in asked if request]) == 3


@pytest.mark.parametrize("name", ["header", "body", "empty-gzip-members"])
def test_incontrol_is_held_to_the_same_time(name: str) -> None:
    start, piece = ENDLESS[name]
    with endless(start, itertools.repeat(piece), OFTEN, GOOD) as port:
        error = fails(lambda: ask_incontrol(port))
    assert isinstance(error, TooSlow)
    assert "sent no complete answer within 0.5 s" in str(error)


def test_incontrol_is_held_to_the_same_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_ANSWER", 100_000)
    monkeypatch.setattr(limits, "TIMEOUTS_IN_ALL", 1)
    for name in FAST:
        start, piece = ENDLESS[name]
        with endless(start, itertools.repeat(piece * 500), 0, GOOD) as port:
            error = fails(partial(ask_incontrol, port))
        assert isinstance(error, ProtocolError)
        assert "the limit" in str(error)


def ask_incontrol(port: int) -> RawAnswer:
    asking = RequestsHttp(ConnectionOptions("127.0.0.1", port, validate_certs=False, timeout=TIMEOUT))
    try:
        return asking.send("GET", "/rest/o", query={}, form=None, headers={})
    finally:
        asking.close()


# The most values that pass, in the forms that take the most memory; all in a part of their size, so that it takes a second instead of minutes.
PART = 64
DENSE = {
    "lists": b"[" + b"[]," * 3_400 + b"[]]",
    "maps": b"[" + b'{"a":1},' * 3_400 + b"{}]",
    "nested": b"[" + (b"[" * 60 + b"]" * 60 + b",") * 55 + b"[]]",
    "maps-of-many": b"[" + b'{"a":1,"b":2,"c":333},' * 3_400 + b"{}]",
    "numbers": b"[" + b"999," * 14_000 + b"1]",
    "names": b"{" + b",".join(b'"%x":1' % number for number in range(14_000)) + b"}",
    "half-pairs": b'["\\ud800",' + b'{"a":"\\ud800"},' * 3_400 + b"{}]",
    "wide": b'["' + "\U0001f600".encode() * 62_500 + b'"]',
}


@dataclass
class Answering:
    """A transport to a router that answers every request with this body."""

    body: bytes
    fingerprint: str | None = None

    def send(self, _method: str, _url: str, **_given: Any) -> RawAnswer:
        return RawAnswer(200, [], b'{"stat":"ok","response":' + self.body + b"}")

    def close(self) -> None:
        pass


@pytest.mark.parametrize("name", DENSE)
def test_memory_of_a_task(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the answer to the masked result of a module that returns it as it is."""
    monkeypatch.setattr(answer, "MOST_VALUES", answer.MOST_VALUES // PART)
    monkeypatch.setattr(answer, "MOST_CONTAINERS", answer.MOST_CONTAINERS // PART)
    monkeypatch.setattr(module, "Session", lambda options, clock: Session(options, Answering(DENSE[name]), clock))
    params = {"host": "192.0.2.1", "access_token": "planted-token", "function": "status.client", "method": "GET", "arguments": None, "secrets": "omit"}
    tracemalloc.start()
    try:
        outcome, secrets = module.execute(API, params, check_mode=False)
        shown = masked(outcome, secrets)
        assert tracemalloc.get_traced_memory()[1] < 10 * limits.LARGEST_ANSWER // PART
    finally:
        tracemalloc.stop()
    assert shown["response"]


@pytest.mark.parametrize(("more", "number"), [(b"[],", answer.MOST_CONTAINERS), (b"{},", answer.MOST_CONTAINERS), (b"1,", answer.MOST_VALUES)])
def test_too_many_values(more: bytes, number: int) -> None:
    with pytest.raises(ValueError, match="values"):
        decode(b"[" + more * number + b"1]")


def test_half_a_pair_anywhere_is_mended() -> None:
    body = rb'{"a\ud800": ["\udc00", {"b": "\ud83d\ude00 \ud83d"}], "c": "\\ud800"}'
    assert decode(body) == {"a?": ["?", {"b": "\U0001f600 ?"}], "c": "\\ud800"}


def test_fifty_thousand_clients_are_no_attack() -> None:
    client = {
        "connectionType": "wireless",
        "ip": "192.0.2.1",
        "mac": "02:00:00:00:00:01",
        "name": "client-00001",
        "essid": "ship",
        "active": True,
        "signal": -60,
        "leaseTime": 3600,
        "speed": {"download": 1, "upload": 2, "unit": "kbps"},
        "vlan": 1,
    }
    body = json.dumps({"stat": "ok", "response": {"list": [client] * 50_000}}, separators=(",", ":")).encode()
    assert len(body) < limits.LARGEST_ANSWER
    assert len(decode(body)["response"]["list"]) == 50_000

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""HTTP over real sockets on the loopback interface, with real certificates."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import logging
import socket
import ssl
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from requests import exceptions as requests_exceptions

from ansible_collections.wanfleet.peplink.plugins.module_utils._client import http_adapter, limits, transport
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.failures import Failure
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.tls import explain, parse_fingerprint
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import Clock, RawAnswer, RequestsTransport
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import PeplinkError, ProtocolError, Refused, TlsError, Unreachable
from ansible_collections.wanfleet.peplink.tests.unit.plugins.module_utils.loopback import (
    AUTHORITY,
    GOOD,
    Handler,
    fingerprint_of,
    raw_server,
    server_context,
    serving,
    socks_proxy,
)

TOKEN = "sesame-token-99"


@pytest.fixture
def ca(tmp_path: Path) -> str:
    path = str(tmp_path / "ca.pem")
    AUTHORITY.cert_pem.write_to_path(path)
    return path


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def options(port: int, **given: Any) -> ConnectionOptions:
    return ConnectionOptions(**{"host": "127.0.0.1", "port": port, "timeout": 5, "use_tls": False, **given})


def ask(port: int, method: str = "GET", body: object | None = None, **given: Any) -> RawAnswer:
    chosen = options(port, **given)
    transport = RequestsTransport(chosen)
    try:
        return transport.send(method, chosen.base_url + "info.time", query={"accessToken": TOKEN}, json_body=body, headers={"Cookie": "bauth=c"})
    finally:
        transport.close()


def asking_fails(port: int, **given: Any) -> PeplinkError:
    with pytest.raises(PeplinkError) as caught:
        ask(port, **given)
    error: BaseException | None = caught.value
    while error is not None:
        assert TOKEN not in str(error)
        error = error.__cause__ or error.__context__
    return caught.value


# --- requests and answers


def test_a_request_as_the_router_sees_it() -> None:
    def answer(handler: Handler) -> None:
        handler.reply(b'{"stat":"ok"}', 200, ("Set-Cookie", "lang=en"), ("Set-Cookie", "bauth=1; Secure"))

    with serving(answer) as server:
        chosen = options(server.server_port)
        transport = RequestsTransport(chosen)
        for _time in range(3):
            answered = transport.send(
                "POST",
                chosen.base_url + "config.mesh",
                query={"id": "1 2", "accessToken": "a+b&c"},
                json_body={"a": [1]},
                headers={"Cookie": "x=1"},
            )
        transport.close()
        assert server.connections == 1
        seen = server.seen[-1]
    assert seen.path == "/api/config.mesh?id=1%202&accessToken=a%2Bb%26c"
    assert seen.body == b'{"a":[1]}'
    assert seen.headers["Content-Type"] == "application/json"
    # A cookie of the answer does not come back by itself.
    assert seen.headers.get_all("Cookie") == ["x=1"]
    assert answered.status == 200
    assert [value for name, value in answered.headers if name == "Set-Cookie"] == ["lang=en", "bauth=1; Secure"]
    assert json.loads(answered.body) == {"stat": "ok"}
    assert "bauth" not in repr(answered)


def test_a_get_has_no_body() -> None:
    with serving() as server:
        chosen = options(server.server_port)
        RequestsTransport(chosen).send("GET", chosen.base_url + "info.time", query={}, json_body=None, headers={})
        assert server.seen[0].path == "/api/info.time"
        assert "Content-Type" not in server.seen[0].headers
        assert "Content-Length" not in server.seen[0].headers


@pytest.mark.parametrize("location", ["/elsewhere", "http://[bad", "http://127.0.0.1:1/\udcff"])
def test_a_redirect_is_an_answer(location: str) -> None:
    with serving(lambda handler: handler.reply(b"", 302, ("Location", location.encode("utf-8", "replace").decode()))) as server:
        assert ask(server.server_port).status == 302
        assert len(server.seen) == 1


def test_compressed_answers() -> None:
    packed = gzip.compress(b'{"stat":"ok"}')
    with serving(lambda handler: handler.reply(packed, 200, ("Content-Encoding", "gzip"))) as server:
        assert ask(server.server_port).body == b'{"stat":"ok"}'
    with serving(lambda handler: handler.reply(b"no gzip", 200, ("Content-Encoding", "gzip"))) as server:
        error = asking_fails(server.server_port)
    assert isinstance(error, ProtocolError)
    assert "compressed" in str(error)


def test_an_endless_answer_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_ANSWER", 1 << 20)
    bomb = gzip.compress(b" " * (4 << 20))
    with serving(lambda handler: handler.reply(bomb, 200, ("Content-Encoding", "gzip"))) as server:
        error = asking_fails(server.server_port)
    assert isinstance(error, ProtocolError)
    assert "the answer is larger than 16 MiB, the limit" in str(error)


# --- lost connections


def test_a_refused_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = asking_fails(port)
    assert isinstance(error, Unreachable)
    assert not error.maybe_processed
    assert str(error).startswith(f"127.0.0.1:{port}: refused the connection (while ")


def _close(connection: socket.socket) -> None:
    connection.recv(1000)


def _half(connection: socket.socket) -> None:
    connection.recv(1000)
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"stat"')


def _reset(connection: socket.socket) -> None:
    connection.recv(1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


@pytest.mark.parametrize("how", [_close, _half, _reset])
def test_a_connection_lost_after_sending(how: Callable[[socket.socket], None]) -> None:
    with raw_server(how) as port:
        error = asking_fails(port)
    assert isinstance(error, Unreachable)
    assert error.maybe_processed
    assert "cut after the request was sent" in str(error)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"])
def test_a_slow_answer(start: bytes) -> None:
    waiting = threading.Event()

    def slow(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(start)
        waiting.wait(10)

    with raw_server(slow) as port:
        error = asking_fails(port, timeout=0.05)
        waiting.set()
    assert isinstance(error, Unreachable)
    assert error.maybe_processed
    assert "no complete answer came within 0.05 s" in str(error)


def test_a_tls_handshake_that_hangs_or_is_interrupted() -> None:
    waiting = threading.Event()
    with raw_server(lambda connection: [waiting.wait(10)].clear()) as port:
        error = asking_fails(port, use_tls=True, timeout=0.05)
        waiting.set()
    assert isinstance(error, Unreachable)
    assert not error.maybe_processed
    assert "but not the TLS handshake within 0.05 s" in str(error)
    with raw_server(_close) as port:
        error = asking_fails(port, use_tls=True, validate_certs=False)
    assert isinstance(error, Unreachable)
    assert not error.maybe_processed
    assert "cut before the request was sent" in str(error)


@pytest.mark.parametrize("answer", [b"SSH-2.0-dropbear\r\n", b"\x15\x03\x01\x00\x02\x02\x46"])
def test_a_server_that_does_not_speak_http(answer: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(answer)

    with raw_server(talk) as port:
        error = asking_fails(port)
    assert isinstance(error, ProtocolError)
    assert "does not speak HTTP" in str(error)
    assert "try use_tls: true" in str(error)


def test_a_server_that_does_not_speak_tls() -> None:
    with serving() as server:
        error = asking_fails(server.server_port, use_tls=True)
    assert isinstance(error, TlsError)
    assert not error.maybe_processed
    assert "set use_tls: false" in str(error)


def test_plain_http_to_a_tls_port() -> None:
    with serving(context=GOOD) as server:
        error = asking_fails(server.server_port)
    assert isinstance(error, (ProtocolError, Unreachable))
    assert error.maybe_processed


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (socket.gaierror(-2, "Name or service not known"), "cannot be resolved"),
        (OSError(101, "Network is unreachable"), "there is no route"),
        (TimeoutError("timed out"), "did not accept the connection within 5 s"),
        (OSError(22, "Invalid argument"), "could not be made"),
    ],
)
def test_connections_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, cause: Exception, words: str) -> None:
    def connect(*args: Any, **kwargs: Any) -> None:
        raise cause

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    error = asking_fails(443)
    assert isinstance(error, Unreachable)
    assert not error.maybe_processed
    assert words in str(error)


@pytest.mark.parametrize("host", ["", "a" * 70 + ".example", "*", "a b", "x/y@z", "exa\u2488mple"])
def test_impossible_hosts(host: str) -> None:
    error = asking_fails(443, host=host)
    assert isinstance(error, (Refused, Unreachable))


# --- certificates


@pytest.mark.parametrize("by", ["ca_path", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_trusted_certificate(by: str, ca: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {by: ca} if by == "ca_path" else {}
    if not given:
        monkeypatch.setenv(by, ca)
    with serving(context=GOOD) as server:
        assert ask(server.server_port, use_tls=True, **given).status == 200


def test_one_handshake_for_all_requests(ca: str) -> None:
    with serving(context=GOOD) as server:
        chosen = options(server.server_port, use_tls=True, ca_path=ca)
        transport = RequestsTransport(chosen)
        for _time in range(3):
            transport.send("GET", chosen.base_url + "info.time", query={}, json_body=None, headers={})
        transport.close()
        assert server.connections == 1


@pytest.mark.parametrize("checked", [True, False])
def test_the_certificate_that_was_met(ca: str, checked: bool) -> None:
    with serving(context=GOOD) as server:
        chosen = options(server.server_port, use_tls=True, ca_path=ca, validate_certs=checked)
        transport = RequestsTransport(chosen)
        assert transport.fingerprint is None
        transport.send("GET", chosen.base_url + "info.time", query={}, json_body=None, headers={})
        transport.close()
        assert transport.fingerprint == fingerprint_of(server.server_port)


def test_plain_http_shows_no_certificate() -> None:
    with serving() as server:
        chosen = options(server.server_port)
        transport = RequestsTransport(chosen)
        transport.send("GET", chosen.base_url + "info.time", query={}, json_body=None, headers={})
        transport.close()
        assert transport.fingerprint is None


def test_an_unknown_authority_and_how_to_accept_it() -> None:
    with serving(context=GOOD) as server:
        error = asking_fails(server.server_port, use_tls=True)
    assert isinstance(error, TlsError)
    assert "issued by an authority that is not trusted" in str(error)
    assert "set cert_fingerprint" in str(error)
    assert f"openssl s_client -connect 127.0.0.1:{server.server_port}" in str(error)
    assert not server.seen


def test_a_self_signed_certificate(tmp_path: Path) -> None:
    path = tmp_path / "self.pem"
    path.write_bytes(AUTHORITY.private_key_pem.bytes() + AUTHORITY.cert_pem.bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with serving(context=context) as server:
        error = asking_fails(server.server_port, use_tls=True)
        assert isinstance(error, TlsError)
        assert "the certificate is self-signed" in str(error)
        assert "set cert_fingerprint" in str(error)
        assert ask(server.server_port, use_tls=True, cert_fingerprint=fingerprint_of(server.server_port)).status == 200


def test_a_directory_and_a_broken_file_of_authorities(tmp_path: Path) -> None:
    with serving(context=GOOD) as server:
        assert f"not vouched for by {tmp_path}" in str(asking_fails(server.server_port, use_tls=True, ca_path=str(tmp_path)))
        broken = tmp_path / "broken.pem"
        for content in ("", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
            broken.write_text(content)
            error = asking_fails(server.server_port, use_tls=True, ca_path=str(broken))
            assert isinstance(error, TlsError)
            assert f"the CA certificates in {broken} cannot be read" in str(error)


def test_missing_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ca_path names /nowhere/ca.pem, which does not exist" in str(asking_fails(1, use_tls=True, ca_path="/nowhere/ca.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/env.pem")
    error = asking_fails(1, use_tls=True)
    assert isinstance(error, Refused)
    assert "REQUESTS_CA_BUNDLE names /nowhere/env.pem" in str(error)
    assert isinstance(asking_fails(1, use_tls=True, validate_certs=False), Unreachable)


def test_an_expired_certificate(ca: str) -> None:
    with serving(context=server_context("127.0.0.1", expired=True)) as server:
        error = asking_fails(server.server_port, use_tls=True, ca_path=ca)
    assert isinstance(error, TlsError)
    assert "the certificate has expired" in str(error)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_certificate_of_another_name(ca: str, host: str) -> None:
    with serving(context=server_context("router.example")) as server:
        error = asking_fails(server.server_port, use_tls=True, ca_path=ca, host=host)
    assert isinstance(error, TlsError)
    assert f"issued for another name than {host}" in str(error)


@pytest.mark.parametrize("spelling", [str, str.upper, lambda pin: ":".join(pin[i : i + 2] for i in range(0, 64, 2)), lambda pin: f"sha256 Fingerprint={pin}"])
@pytest.mark.parametrize("validate", [True, False])
def test_a_pinned_certificate_suffices(spelling: Callable[[str], str], validate: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/env.pem")
    with serving(context=server_context("router.example", expired=True)) as server:
        pin = spelling(fingerprint_of(server.server_port))
        assert ask(server.server_port, use_tls=True, cert_fingerprint=pin, validate_certs=validate).status == 200


@pytest.mark.parametrize("validate", [True, False])
def test_a_certificate_that_is_not_the_pinned_one(validate: bool, ca: str) -> None:
    with serving(context=GOOD) as server:
        seen = fingerprint_of(server.server_port).upper()
        error = asking_fails(server.server_port, use_tls=True, cert_fingerprint="ab" * 32, validate_certs=validate, ca_path=ca)
        assert not server.seen
    assert isinstance(error, TlsError)
    assert not error.maybe_processed
    assert f"its fingerprint is {':'.join(seen[i : i + 2] for i in range(0, 64, 2))}" in str(error)


@pytest.mark.parametrize(("pin", "words"), [("xyz", "64 hexadecimal digits"), ("ab" * 20, "length of a SHA-1"), ("ab" * 31, "64 hexadecimal")])
def test_a_malformed_pin(pin: str, words: str) -> None:
    error = asking_fails(443, use_tls=True, cert_fingerprint=pin)
    assert isinstance(error, Refused)
    assert words in str(error)


def test_a_pin_without_tls_is_refused() -> None:
    assert "use_tls is false" in str(asking_fails(80, cert_fingerprint="ab" * 32))
    assert parse_fingerprint(options(80)) is None


def test_validation_can_be_disabled_despite_the_environment(ca: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", ca)
    with serving(context=server_context("router.example", expired=True)) as server, warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ask(server.server_port, use_tls=True, validate_certs=False).status == 200


def test_the_usual_authorities_are_not_loaded_for_a_pin(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Any] = []

    def load(self: ssl.SSLContext, *args: Any, **kwargs: Any) -> None:
        loaded.append(args)

    with serving(context=GOOD) as server:
        pin = fingerprint_of(server.server_port)
        for name in ("load_verify_locations", "load_default_certs", "set_default_verify_paths"):
            monkeypatch.setattr(ssl.SSLContext, name, load, raising=False)
        ask(server.server_port, use_tls=True, cert_fingerprint=pin)
    assert loaded == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (9, "not valid yet"),
        (18, "self-signed"),
        (19, "self-signed"),
        (20, "authority that is not trusted"),
        (62, "another name"),
        (None, "not trusted"),
    ],
)
def test_reasons_of_a_failed_check(code: int | None, words: str) -> None:
    error = ssl.SSLCertVerificationError("x")
    if code is not None:
        error.verify_code = code
    assert words in explain(options(443, use_tls=True), None, [error])[0]


class CertificateError(ValueError):
    """As urllib3 calls its own."""


def test_reasons_of_a_failed_handshake() -> None:
    def said(error: Exception, **given: Any) -> str:
        return explain(options(443, use_tls=True, **given), None, [error])[0]

    assert "another name" in said(CertificateError("hostname 'x' doesn't match"))
    reason = ssl.SSLError(1, "x")
    reason.reason = "SSLV3_ALERT_HANDSHAKE_FAILURE"
    assert said(reason) == "the TLS handshake failed (sslv3 alert handshake failure)"
    assert said(ssl.SSLError(1, "?accessToken=1")) == "the TLS handshake failed"
    assert "another fingerprint" in said(ssl.SSLError("Fingerprints did not match."), cert_fingerprint="ab" * 32)


# --- proxies


def test_a_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy:
        monkeypatch.setenv("http_proxy", f"http://joe:pw123@127.0.0.1:{proxy.server_port}")
        assert ask(9, host="router.invalid").status == 200
        assert proxy.seen[0].path.startswith("http://router.invalid:9/api/info.time?")
        assert proxy.seen[0].headers["Proxy-Authorization"]
        assert isinstance(asking_fails(9, host="router.invalid", use_proxy=False), Unreachable)
        monkeypatch.setenv("no_proxy", ".invalid")
        assert isinstance(asking_fails(9, host="router.invalid"), Unreachable)


def _tunnel(handler: Handler) -> None:
    host, _colon, port = handler.path.rpartition(":")
    assert host
    with socket.create_connection(("127.0.0.1", int(port))) as other:
        handler.send_response(200)
        handler.end_headers()
        back = threading.Thread(target=_copy, args=(other, handler.connection))
        back.start()
        _copy(handler.connection, other)
        back.join()
    handler.close_connection = True


def _copy(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def test_a_pin_is_checked_through_a_proxy_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(_tunnel) as proxy, serving(context=GOOD) as server:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.server_port}")
        pin = fingerprint_of(server.server_port)
        assert ask(server.server_port, use_tls=True, cert_fingerprint=pin).status == 200
        error = asking_fails(server.server_port, use_tls=True, cert_fingerprint="ab" * 32)
        assert isinstance(error, TlsError)
        # The proxy received something, the router did not.
        assert not error.maybe_processed
        assert proxy.connections == 2


def test_a_proxy_that_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda handler: handler.reply(b"", 403)) as proxy:
        monkeypatch.setenv("https_proxy", f"http://joe:pw123@127.0.0.1:{proxy.server_port}")
        error = asking_fails(443, use_tls=True)
    assert isinstance(error, Unreachable)
    assert "the proxy did not let the connection through" in str(error)
    assert "pw123" not in str(error)
    assert not error.maybe_processed


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "http://:99999", "ftp://127.0.0.1:1"])
def test_an_unusable_proxy(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    error = asking_fails(80)
    assert isinstance(error, (Refused, Unreachable))
    assert "proxy" in str(error)


@pytest.mark.parametrize("use_tls", [False, True])
def test_a_socks_proxy(use_tls: bool, ca: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = "https_proxy" if use_tls else "http_proxy"
    with serving(context=GOOD if use_tls else None) as server, socks_proxy(server.server_port) as port:
        monkeypatch.setenv(variable, f"socks5h://127.0.0.1:{port}")
        assert ask(9, host="127.0.0.1", use_tls=use_tls, ca_path=ca).status == 200
    with raw_server(_close) as end, socks_proxy(end) as port:
        monkeypatch.setenv(variable, f"socks5h://127.0.0.1:{port}")
        error = asking_fails(9, use_tls=use_tls, ca_path=ca)
    assert isinstance(error, Unreachable)
    # The handshake comes before the request: nothing of it has left then.
    assert error.maybe_processed is not use_tls


# --- silence, and a controller without requests


def test_nothing_is_printed_or_logged(ca: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    def malformed(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\nno colon here\r\n\r\n" + b'{"stat":"ok"}')

    caplog.set_level(logging.DEBUG)
    with serving(malformed) as server:
        ask(server.server_port)
    assert TOKEN not in caplog.text
    logging.getLogger("urllib3.connectionpool").warning("afterwards they speak again")
    assert "they speak again" in caplog.text
    assert TOKEN not in "".join(capfd.readouterr())


def test_without_requests_everything_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "requests.adapters", None)
    spec = importlib.util.find_spec(http_adapter.__name__)
    assert spec is not None
    assert spec.loader is not None
    bare = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, http_adapter.__name__, bare)
    spec.loader.exec_module(bare)
    assert bare.HAS_REQUESTS is False
    assert "requests" in bare.REQUESTS_IMPORT_ERROR
    spec = importlib.util.find_spec(transport.__name__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.HAS_REQUESTS is False
    with pytest.raises(Refused, match="requests is missing"):
        module.RequestsTransport(options(443))


def test_an_unexpected_library_error_is_a_lost_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def send(self: Any, *args: Any, **kwargs: Any) -> None:
        raise requests_exceptions.RequestException(f"http://x/?accessToken={TOKEN}", io.BytesIO())

    monkeypatch.setattr(http_adapter.WatchfulAdapter, "send", send)
    assert isinstance(asking_fails(80), Unreachable)


@pytest.mark.parametrize("failure", Failure)
def test_every_kind_of_failure_has_a_message(monkeypatch: pytest.MonkeyPatch, failure: Failure) -> None:
    def send(self: Any, *args: Any, **kwargs: Any) -> None:
        raise requests_exceptions.RequestException(f"http://x/?accessToken={TOKEN}")

    monkeypatch.setattr(http_adapter.WatchfulAdapter, "send", send)
    monkeypatch.setattr(transport, "classify", lambda *_args, **_facts: failure)
    error = asking_fails(80)
    assert error.answer
    assert error.advice
    assert "{}" not in str(error)


def test_the_real_clock() -> None:
    clock = Clock()
    before = clock.monotonic()
    clock.sleep(0)
    assert clock.monotonic() >= before
    assert clock.time() > 1_700_000_000

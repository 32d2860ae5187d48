# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers on the loopback interface, with real sockets and real certificates."""

from __future__ import annotations

import datetime
import hashlib
import http.server
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import trustme


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """A web server whose ``answer`` decides what happens; it counts connections."""

    daemon_threads = True
    # A client that does not like the certificate hangs up in the handshake: that is what is tested.
    allow_reuse_address = True

    def __init__(self, answer: Callable[[Handler], None], context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.connections = 0
        self.seen: list[Handler] = []
        self.context = context

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        self.connections += 1
        if self.context is not None:
            connection = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server
    body = b""

    def handle_one_request(self) -> None:
        super().handle_one_request()

    def do_GET(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append(self)
        self.server.answer(self)

    do_POST = do_GET
    do_CONNECT = do_GET

    def reply(self, body: bytes = b'{"stat":"ok"}', status: int = 200, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


def reply(handler: Handler) -> None:
    handler.reply()


@contextmanager
def serving(answer: Callable[[Handler], None] = reply, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(answer, context)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that need not speak HTTP. Gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _address = listener.accept()
            except OSError:
                return
            with connection:
                talk(connection)

    thread = threading.Thread(target=accept)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


AUTHORITY = trustme.CA()


def server_context(*names: str, expired: bool = False) -> ssl.SSLContext:
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
    certificate = AUTHORITY.issue_cert(*names, not_before=past, not_after=past) if expired else AUTHORITY.issue_cert(*names)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


GOOD = server_context("127.0.0.1", "localhost")


def fingerprint_of(port: int) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", port)))).hexdigest()


@contextmanager
def socks_proxy(to: int) -> Iterator[int]:
    """A SOCKS 5 proxy that leads everybody to port ``to``. Gives its own port."""

    def relay(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def talk(client: socket.socket) -> None:
        client.recv(262)
        client.sendall(b"\x05\x00")
        client.recv(262)
        client.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        with socket.create_connection(("127.0.0.1", to)) as end:
            back = threading.Thread(target=relay, args=(end, client))
            back.start()
            relay(client, end)
            back.join()

    with raw_server(talk) as port:
        yield port

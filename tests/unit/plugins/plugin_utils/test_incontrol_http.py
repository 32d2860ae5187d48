# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Failures of the HTTP library as messages for a user: no URL, no secret, what to check."""

from __future__ import annotations

import errno
import http.client as http_client
import socket
import ssl
from pathlib import Path
from typing import Any

import pytest
import requests

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import PeplinkError, ProtocolError, Refused, TlsError, TooSlow, Unreachable
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol import http
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol.http import RequestsHttp
from ansible_collections.wanfleet.peplink.tests.unit.plugins.module_utils.loopback import GOOD, serving

OPTIONS = ConnectionOptions(host="cloud.example.net", port=443, timeout=60)
SECRET = "planted-in-a-url-31"


def wrapped(kind: type[Exception], inner: BaseException | None = None) -> Exception:
    error = kind(f"https://cloud.example.net/?x={SECRET}")
    error.__cause__ = inner
    return error


def unverified() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError()
    error.verify_message = "self-signed certificate"
    return error


FAILURES: dict[str, tuple[Exception, type[PeplinkError], str]] = {
    "url": (wrapped(requests.exceptions.InvalidURL), Refused, "is not valid"),
    "socks": (wrapped(requests.exceptions.InvalidSchema), Refused, "use_proxy: false"),
    "proxy": (wrapped(requests.exceptions.ProxyError), Unreachable, "the proxy did not let"),
    "self-signed": (wrapped(requests.exceptions.SSLError, unverified()), TlsError, "(self-signed certificate)"),
    "handshake": (wrapped(requests.exceptions.SSLError), TlsError, "the TLS handshake failed"),
    "no-connection": (wrapped(requests.exceptions.ConnectTimeout), Unreachable, "within 30 s"),
    "no-answer": (wrapped(requests.exceptions.ReadTimeout), TooSlow, "within 60 s"),
    "cut-short": (wrapped(requests.exceptions.ConnectionError, TimeoutError()), TooSlow, "raise timeout"),
    "no-name": (wrapped(requests.exceptions.ConnectionError, socket.gaierror()), Unreachable, "cannot be resolved"),
    "refused": (wrapped(requests.exceptions.ConnectionError, ConnectionRefusedError()), Unreachable, "refused the connection"),
    "garbled": (wrapped(requests.exceptions.ContentDecodingError), ProtocolError, "compressed answer"),
    "not-http": (wrapped(requests.exceptions.ConnectionError, http_client.BadStatusLine("SSH-2.0")), ProtocolError, "does not speak HTTP"),
    "hung-up-in-the-handshake": (wrapped(requests.exceptions.SSLError, ssl.SSLEOFError()), Unreachable, "failed or was cut"),
    "no-route": (wrapped(requests.exceptions.ConnectionError, OSError(errno.EHOSTUNREACH, "")), Unreachable, "no route"),
    "cut": (wrapped(requests.exceptions.ChunkedEncodingError), Unreachable, "failed or was cut"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_failures_of_the_library_become_messages(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    raised, kind, said = FAILURES[name]

    def request(*_args: Any, **_options: Any) -> None:
        raise raised

    asking = RequestsHttp(OPTIONS)
    monkeypatch.setattr(asking._adapter, "send", request)
    with pytest.raises(kind) as caught:
        asking.send("GET", "/rest/o", query={}, form=None, headers={})
    assert said in str(caught.value)
    assert "cloud.example.net:443" in str(caught.value)
    assert SECRET not in str(caught.value)
    # Ansible shows what an error came from.
    assert caught.value.__cause__ is caught.value.__context__ is None
    asking.close()


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "HAS_REQUESTS", False)
    with pytest.raises(Refused, match="requests is missing"):
        RequestsHttp(OPTIONS)


def test_a_login_for_the_host_in_netrc_does_not_replace_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login joe password pw123\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with serving(context=GOOD) as server:
        asking = RequestsHttp(ConnectionOptions("127.0.0.1", server.server_port, validate_certs=False, use_proxy=False))
        asking.send("GET", "/rest/o", query={}, form=None, headers={"Authorization": "Bearer t"})
        asking.close()
        assert server.seen[0].headers.get_all("Authorization") == ["Bearer t"]

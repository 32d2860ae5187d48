# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What exceptions of the HTTP library stand for, wrapped as requests and urllib3 wrap them."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl

import pytest
from requests import exceptions as requests_exceptions
from urllib3 import exceptions as urllib3_exceptions

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.failures import Failure, chain, classify
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.limits import Overdue, TooLarge

HTTP_PROXY, SOCKS = "http://proxy.example.net:3128", "socks5h://proxy.example.net:1080"


def caused(outer: Exception, inner: Exception) -> Exception:
    outer.__context__ = inner
    return outer


def no_connection() -> Exception:
    # The first argument is a connection pool, which the text is about.
    return urllib3_exceptions.NewConnectionError(None, "failed")


# The exception, whether the request was sent, the proxy, the kind.
CASES: dict[str, tuple[BaseException, bool, str, Failure]] = {
    "overdue": (caused(requests_exceptions.ConnectionError(), Overdue()), True, "", Failure.OVERDUE),
    "overdue-in-the-tunnel": (caused(requests_exceptions.ProxyError(), Overdue()), False, HTTP_PROXY, Failure.OVERDUE),
    "too-large": (requests_exceptions.ChunkedEncodingError(TooLarge()), True, "", Failure.TOO_LARGE),
    "scheme-of-proxy": (requests_exceptions.InvalidSchema(), False, SOCKS, Failure.BAD_PROXY),
    "url-of-proxy": (requests_exceptions.InvalidProxyURL(), False, HTTP_PROXY, Failure.BAD_PROXY),
    "host": (requests_exceptions.InvalidURL(), False, "", Failure.BAD_HOST),
    "host-or-proxy": (requests_exceptions.InvalidURL(), False, HTTP_PROXY, Failure.BAD_HOST_OR_PROXY),
    "host-of-urllib3": (urllib3_exceptions.LocationParseError("x"), False, "", Failure.BAD_HOST),
    "proxy-refuses": (requests_exceptions.ProxyError(ConnectionRefusedError()), False, HTTP_PROXY, Failure.PROXY),
    "socks-fails": (requests_exceptions.ConnectionError(no_connection()), True, SOCKS, Failure.PROXY),
    "no-socks": (requests_exceptions.ConnectionError(no_connection()), False, HTTP_PROXY, Failure.NO_CONNECTION),
    "certificate": (requests_exceptions.SSLError(ssl.SSLCertVerificationError()), False, "", Failure.TLS),
    "handshake": (ssl.SSLError(), False, "", Failure.TLS),
    "end-of-handshake": (requests_exceptions.SSLError(ssl.SSLEOFError()), False, "", Failure.CUT_BEFORE_SENDING),
    "closed-in-handshake": (requests_exceptions.SSLError(ssl.SSLZeroReturnError()), False, "", Failure.CUT_BEFORE_SENDING),
    "tls-after-sending": (requests_exceptions.SSLError(ssl.SSLError()), True, "", Failure.CUT_AFTER_SENDING),
    "garbled": (requests_exceptions.ContentDecodingError(), True, "", Failure.GARBLED),
    "garbled-for-urllib3": (urllib3_exceptions.DecodeError(), True, "", Failure.GARBLED),
    "not-http": (requests_exceptions.ConnectionError(http.client.BadStatusLine("SSH-2.0")), True, "", Failure.NOT_HTTP),
    "hung-up": (requests_exceptions.ConnectionError(http.client.RemoteDisconnected()), True, "", Failure.CUT_AFTER_SENDING),
    "name": (caused(no_connection(), socket.gaierror()), False, "", Failure.UNKNOWN_NAME),
    "refused": (caused(no_connection(), ConnectionRefusedError()), False, "", Failure.CONNECTION_REFUSED),
    "no-route": (caused(no_connection(), OSError(errno.EHOSTUNREACH, "")), False, "", Failure.NO_ROUTE),
    "other-errno": (caused(no_connection(), OSError(errno.EMFILE, "")), False, "", Failure.NO_CONNECTION),
    "connect-timeout": (caused(requests_exceptions.ConnectTimeout(), TimeoutError()), False, "", Failure.CONNECT_TIMEOUT),
    "handshake-timeout": (requests_exceptions.ReadTimeout(TimeoutError()), False, "", Failure.HANDSHAKE_TIMEOUT),
    "read-timeout": (requests_exceptions.ReadTimeout(), True, "", Failure.READ_TIMEOUT),
    "timeout-amid-the-body": (requests_exceptions.ConnectionError(TimeoutError()), True, "", Failure.READ_TIMEOUT),
    "reset": (requests_exceptions.ConnectionError(ConnectionResetError()), True, "", Failure.CUT_AFTER_SENDING),
    "cut-short": (requests_exceptions.ChunkedEncodingError(), True, "", Failure.CUT_AFTER_SENDING),
    "unforeseen": (ValueError("unforeseen"), False, "", Failure.CUT_BEFORE_SENDING),
}


@pytest.mark.parametrize("name", CASES)
def test_kind_of_a_failure(name: str) -> None:
    error, sent, proxy, kind = CASES[name]
    assert classify(chain(error), sent=sent, proxy=proxy) is kind


def test_every_kind_has_a_case() -> None:
    assert {kind for _error, _sent, _proxy, kind in CASES.values()} == set(Failure)


def test_a_chain_that_leads_back_to_itself_ends() -> None:
    first, second = ValueError(), OSError()
    first.__context__, second.__cause__ = second, first
    assert list(chain(first)) == [first, second]

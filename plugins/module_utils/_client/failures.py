# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What kind of failure an exception of the HTTP library stands for. What to tell the user about it is up to who asked."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from collections.abc import Iterable, Iterator
from enum import Enum, auto

from .http_adapter import HAS_REQUESTS
from .limits import Overdue, TooLarge

if HAS_REQUESTS:
    from requests import exceptions as requests_exceptions
    from urllib3 import exceptions as urllib3_exceptions

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL})


class Failure(Enum):
    """A request that got no answer, by what went wrong."""

    OVERDUE = auto()  # the exchange as a whole took too long
    TOO_LARGE = auto()
    BAD_PROXY = auto()  # the scheme or the address of the proxy cannot be used
    BAD_HOST = auto()  # no valid host name or address
    BAD_HOST_OR_PROXY = auto()  # no valid host name or address, of the host or of the proxy that is used
    PROXY = auto()  # the proxy cannot be reached, or refuses
    TLS = auto()  # the certificate or the handshake
    GARBLED = auto()  # a compressed answer that cannot be decompressed
    NOT_HTTP = auto()
    UNKNOWN_NAME = auto()
    CONNECTION_REFUSED = auto()
    NO_ROUTE = auto()
    NO_CONNECTION = auto()  # for any other reason
    CONNECT_TIMEOUT = auto()
    HANDSHAKE_TIMEOUT = auto()  # connected, but nothing of the request was sent in time
    READ_TIMEOUT = auto()  # sent, but no complete answer in time
    CUT_BEFORE_SENDING = auto()
    CUT_AFTER_SENDING = auto()


def chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and all that it wraps, in the ways of urllib3, requests and Python."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        inner = (*current.args, getattr(current, "reason", None), current.__cause__, current.__context__)
        waiting.extend(item for item in inner if isinstance(item, BaseException))


def classify(causes: Iterable[BaseException], *, sent: bool, proxy: str) -> Failure:
    """The kind of a failure.

    ``causes`` is the :func:`chain` of the exception, ``sent`` tells whether the other side may have seen any of the request,
    ``proxy`` is the URL of the proxy that is used, empty for none.
    """
    known = list(causes)

    def among(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in known)

    if among(Overdue):
        return Failure.OVERDUE
    if among(TooLarge):
        return Failure.TOO_LARGE
    if among(requests_exceptions.InvalidSchema, requests_exceptions.InvalidProxyURL):
        return Failure.BAD_PROXY
    if among(requests_exceptions.InvalidURL, requests_exceptions.MissingSchema, urllib3_exceptions.LocationValueError):
        return Failure.BAD_HOST_OR_PROXY if proxy else Failure.BAD_HOST
    # Through SOCKS, whatever fails between here and the other side looks like a connection that could not be made.
    failed_at_socks = proxy.lower().startswith("socks") and among(urllib3_exceptions.NewConnectionError)
    if failed_at_socks or among(requests_exceptions.ProxyError, urllib3_exceptions.ProxyError):
        return Failure.PROXY
    if not sent and among(requests_exceptions.SSLError, ssl.SSLError) and not among(ssl.SSLEOFError, ssl.SSLZeroReturnError):
        return Failure.TLS
    if among(requests_exceptions.ContentDecodingError, urllib3_exceptions.DecodeError):
        return Failure.GARBLED
    if among(http.client.BadStatusLine) and not among(http.client.RemoteDisconnected):
        return Failure.NOT_HTTP
    if among(socket.gaierror):
        return Failure.UNKNOWN_NAME
    if among(ConnectionRefusedError):
        return Failure.CONNECTION_REFUSED
    if any(isinstance(cause, OSError) and cause.errno in _NO_ROUTE for cause in known):
        return Failure.NO_ROUTE
    # Before urllib3 2 it is a ConnectTimeoutError, too.
    if among(urllib3_exceptions.NewConnectionError):
        return Failure.NO_CONNECTION
    if among(requests_exceptions.ConnectTimeout, urllib3_exceptions.ConnectTimeoutError):
        return Failure.CONNECT_TIMEOUT
    if among(requests_exceptions.ReadTimeout, urllib3_exceptions.ReadTimeoutError, TimeoutError):
        return Failure.READ_TIMEOUT if sent else Failure.HANDSHAKE_TIMEOUT
    return Failure.CUT_AFTER_SENDING if sent else Failure.CUT_BEFORE_SENDING

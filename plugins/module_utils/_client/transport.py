# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP request to a router and its answer, nothing more: no cookies, no redirects, no retries, no meaning."""

from __future__ import annotations

import errno
import http.client
import json
import logging
import socket
import ssl
import threading
import time
import warnings
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from .._common.connection_options import ConnectionOptions
from .._common.errors import PeplinkError, ProtocolError, Refused, TlsError, Unreachable
from .http_adapter import HAS_REQUESTS, REQUESTS_IMPORT_ERROR, Progress
from .tls import ca_bundle, chain, explain, parse_fingerprint, tls_context

if HAS_REQUESTS:
    import requests
    import requests.utils
    from urllib3 import exceptions as urllib3_exceptions

    from .http_adapter import WatchfulAdapter

__all__ = ["HAS_REQUESTS", "REQUESTS_IMPORT_ERROR", "Clock", "RawAnswer", "RequestsTransport", "Transport"]

# The largest real answer, a full client list, has some hundred kilobytes.
LARGEST_ANSWER = 32 * 1024 * 1024

_CHUNK = 64 * 1024
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL})
_LINK_ADVICE = "Check the router's link and power, host and port, and that Web Admin may be reached from here."


class Clock:
    """Time as the client sees it; tests hand in one that never waits."""

    def time(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds on a clock that never steps back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass(frozen=True)
class RawAnswer:
    """An HTTP answer as it came. A header that came twice is in ``headers`` twice."""

    status: int
    headers: list[tuple[str, str]] = field(repr=False)
    body: bytes = field(repr=False)


class Transport(Protocol):
    """What a session needs to talk to a router."""

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        """Send one request. Raises Unreachable or TlsError, ``maybe_processed`` false if no byte of it left."""

    def close(self) -> None:
        """Close the connection."""


class RequestsTransport:
    """Transport over ``requests``: one connection, one TLS handshake, kept alive for the task.

    Raises Refused for options that cannot work: a malformed fingerprint, a CA file that does not exist.
    """

    def __init__(self, options: ConnectionOptions) -> None:
        if not HAS_REQUESTS:
            raise Refused(
                "preparing the connection", options.device, "the Python library requests is missing on the controller",
                "Install it for the Python interpreter that runs Ansible.",
            )
        self._options = options
        self._progress = Progress()
        pin = parse_fingerprint(options)
        check = options.use_tls and options.validate_certs and pin is None
        self._bundle = ca_bundle(options) if check else None
        # Never True: some versions of requests then replace the context by one of their own.
        self._verify: bool | str = (self._bundle or requests.utils.DEFAULT_CA_BUNDLE_PATH) if check else False
        self._adapter = WatchfulAdapter(self._progress, tls_context(check) if options.use_tls else None, pin)
        self._proxies = dict(requests.utils.get_environ_proxies(options.base_url)) if options.use_proxy else {}

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        """Send one request; ``query`` values are quoted here, with ``%20`` for a blank, as the router's lists need it.

        Raises Unreachable, TlsError, ProtocolError (not HTTP, or endless) and Refused (a host name or proxy that cannot be
        used), with a general ``doing``.
        """
        self._progress.sent = False
        full = f"{url}?{urlencode(query, quote_via=quote, safe='')}" if query else url
        data = None if json_body is None else json.dumps(json_body, separators=(",", ":"))
        sent_headers = {"Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": "wanfleet.peplink", **headers}
        if data is not None:
            sent_headers["Content-Type"] = "application/json"
        outcome = self._attempt(requests.Request(method, full, headers=sent_headers, data=data))
        if isinstance(outcome, PeplinkError):
            # Out of the except block, so that the library's exception, which holds the URL and so the token, does not travel along.
            raise outcome
        return outcome

    def close(self) -> None:
        """Close the connection."""
        self._adapter.close()

    def _attempt(self, request: requests.Request) -> RawAnswer | PeplinkError:
        try:
            with _silence:
                return self._exchange(request)
        except PeplinkError as error:
            return error
        except (requests.RequestException, urllib3_exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            return self._translate(error)

    def _exchange(self, request: requests.Request) -> RawAnswer:
        timeout = (self._options.timeout, self._options.timeout)
        response = self._adapter.send(request.prepare(), stream=True, timeout=timeout, verify=self._verify, proxies=self._proxies)
        # urllib3 before version 2 takes a body that was cut off for a complete one.
        response.raw.enforce_content_length = True
        chunks: list[bytes] = []
        size = 0
        for chunk in response.iter_content(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > LARGEST_ANSWER:
                response.close()
                raise self._protocol(f"the answer is larger than {LARGEST_ANSWER >> 20} MiB", "This is not the Router API.")
        return RawAnswer(response.status_code, [(str(name), str(value)) for name, value in response.raw.headers.items()], b"".join(chunks))

    def _translate(self, error: BaseException) -> PeplinkError:
        causes = list(chain(error))
        sent = self._progress.maybe_sent

        def among(*kinds: type[BaseException]) -> bool:
            return any(isinstance(cause, kinds) for cause in causes)

        proxy = requests.utils.select_proxy(self._options.base_url, self._proxies) or ""
        if among(requests.exceptions.InvalidSchema, requests.exceptions.InvalidProxyURL):
            advice = "Correct it, install PySocks for a SOCKS proxy, or set use_proxy: false."
            return self._refused("the proxy named by the environment cannot be used", advice)
        if among(requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, urllib3_exceptions.LocationValueError):
            if proxy:
                return self._refused("host or the address of the proxy is not valid", "Correct them, or set use_proxy: false.")
            return self._refused("host is not a valid host name or address", "Correct host or ansible_host: no scheme, no path, no port.")
        # Through SOCKS, whatever fails between here and the router looks like a connection that could not be made.
        failed_at_socks = proxy.lower().startswith("socks") and among(urllib3_exceptions.NewConnectionError)
        if failed_at_socks or among(requests.exceptions.ProxyError, urllib3_exceptions.ProxyError):
            return self._unreachable("the proxy did not let the connection through", "Check the proxy, no_proxy, or set use_proxy: false.")
        if not sent and among(requests.exceptions.SSLError, ssl.SSLError) and not among(ssl.SSLEOFError, ssl.SSLZeroReturnError):
            answer, advice = explain(self._options, self._bundle, causes)
            return TlsError("sending a request", self._options.device, answer, advice, maybe_processed=False)
        return self._lost(causes, among, sent)

    def _lost(self, causes: list[BaseException], among: Any, sent: bool) -> PeplinkError:
        seconds = self._options.timeout
        if among(requests.exceptions.ContentDecodingError, urllib3_exceptions.DecodeError):
            return self._protocol("the compressed answer cannot be read", "Something between here and the router may alter it.")
        if among(http.client.BadStatusLine) and not among(http.client.RemoteDisconnected):
            hint = "" if self._options.use_tls else " Web Admin may expect TLS on this port: try use_tls: true."
            return self._protocol("what answered does not speak HTTP", f"Check port.{hint}")
        if among(socket.gaierror):
            return self._unreachable("the host name cannot be resolved", "Check host or ansible_host, and DNS on the controller.")
        if among(ConnectionRefusedError):
            return self._unreachable("refused the connection", "Check port, and that Web Admin is enabled for this network.")
        if any(isinstance(cause, OSError) and cause.errno in _NO_ROUTE for cause in causes):
            return self._unreachable("there is no route to it", _LINK_ADVICE)
        if among(urllib3_exceptions.NewConnectionError):
            return self._unreachable("the connection could not be made", _LINK_ADVICE)
        if among(requests.exceptions.ConnectTimeout, urllib3_exceptions.ConnectTimeoutError):
            return self._unreachable(f"did not take the connection within {seconds} s", _LINK_ADVICE)
        if among(requests.exceptions.ReadTimeout, urllib3_exceptions.ReadTimeoutError, TimeoutError):
            what = "the request was sent, but no complete answer came" if sent else "took the connection, but not the TLS handshake"
            return self._unreachable(f"{what} within {seconds} s", "The link may be slow or lossy: raise timeout.")
        if sent:
            return self._unreachable("the connection was cut after the request was sent", "The router may have carried it out or not.")
        return self._unreachable("the connection was cut before the request was sent", _LINK_ADVICE)

    def _unreachable(self, answer: str, advice: str) -> Unreachable:
        return Unreachable("sending a request", self._options.device, answer, advice, maybe_processed=self._progress.maybe_sent)

    def _protocol(self, answer: str, advice: str) -> ProtocolError:
        return ProtocolError("reading an answer", self._options.device, answer, advice, maybe_processed=True)

    def _refused(self, answer: str, advice: str) -> Refused:
        return Refused("preparing the connection", self._options.device, answer, advice)


class _Silence:
    """Keeps urllib3 from printing: its log records hold URLs and so the token, and its warning repeats the user's own choice.

    Filters belong to the whole process, so the first thread puts them up and the last one takes them down.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._put_up: ExitStack | None = None

    def __enter__(self) -> None:
        with self._lock:
            self._users += 1
            if self._put_up is None:
                self._put_up = ExitStack()
                self._put_up.enter_context(warnings.catch_warnings())
                warnings.simplefilter("ignore", urllib3_exceptions.InsecureRequestWarning)
                for name in ("connection", "connectionpool", "util.retry", "response"):
                    logger = logging.getLogger(f"urllib3.{name}")
                    logger.addFilter(_nothing)
                    self._put_up.callback(logger.removeFilter, _nothing)

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0 and self._put_up is not None:
                self._put_up.close()
                self._put_up = None


_silence = _Silence()


def _nothing(record: logging.LogRecord) -> bool:
    return False

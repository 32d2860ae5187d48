# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP request to a router and its answer, nothing more: no cookies, no redirects, no retries, no meaning."""

from __future__ import annotations

import hashlib
import http.client
import json
import time
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote, urlencode
from urllib.request import getproxies

from .._common.connection_options import ConnectionOptions
from .._common.errors import PeplinkError, ProtocolError, Refused, TlsError, TooSlow, Unreachable
from .failures import Failure, chain, classify
from .http_adapter import HAS_REQUESTS, REQUESTS_IMPORT_ERROR, RawAnswer
from .limits import LARGEST_ANSWER, TIMEOUTS_IN_ALL
from .tls import ca_bundle, explain, parse_fingerprint, tls_context

if HAS_REQUESTS:
    import requests
    import requests.utils
    from urllib3 import exceptions as urllib3_exceptions

    from .http_adapter import WatchfulAdapter

__all__ = ["HAS_REQUESTS", "REQUESTS_IMPORT_ERROR", "Clock", "NoTransport", "RawAnswer", "RequestsTransport", "Transport"]

# What to tell of a failure: answer and advice.
_LINK_ADVICE = "Check the router's link and power, host and port, and that Web Admin may be reached from here."
_SLOW_ADVICE = "The link may be slow or lossy: raise timeout."
_OVERDUE_ADVICE = f"It may take {TIMEOUTS_IN_ALL} times timeout: raise timeout for a slow link. What answers without end is no router in order."
_REFUSED = {
    Failure.BAD_PROXY: ("the proxy named by the environment cannot be used", "Correct it, install PySocks for a SOCKS proxy, or set use_proxy: false."),
    Failure.BAD_HOST: ("host is not a valid host name or address", "Correct host or ansible_host: no scheme, no path, no port."),
    Failure.BAD_HOST_OR_PROXY: ("host or the address of the proxy is not valid", "Correct them, or set use_proxy: false."),
}
_PROTOCOL = {
    Failure.GARBLED: ("the compressed answer cannot be read", "Something between here and the router may alter it."),
    Failure.NOT_HTTP: ("what answered does not speak HTTP", "Check port."),
    Failure.TOO_LARGE: (
        f"the answer is larger than {LARGEST_ANSWER >> 20} MiB, the limit",
        "Not even a list of 5,000 clients has a tenth of that: check host and port, or ask for less.",
    ),
}
_UNREACHABLE = {
    Failure.PROXY: ("the proxy did not let the connection through", "Check the proxy, no_proxy, or set use_proxy: false."),
    Failure.UNKNOWN_NAME: ("the host name cannot be resolved", "Check host or ansible_host, and DNS on the controller."),
    Failure.CONNECTION_REFUSED: ("refused the connection", "Check port, and that Web Admin is enabled for this network."),
    Failure.NO_ROUTE: ("there is no route to it", _LINK_ADVICE),
    Failure.NO_CONNECTION: ("the connection could not be made", _LINK_ADVICE),
    Failure.CONNECT_TIMEOUT: ("did not accept the connection within {} s", _LINK_ADVICE),
    Failure.HANDSHAKE_TIMEOUT: ("took the connection, but not the TLS handshake within {} s", _SLOW_ADVICE),
    Failure.READ_TIMEOUT: ("the request was sent, but no complete answer came within {} s", _SLOW_ADVICE),
    Failure.CUT_BEFORE_SENDING: ("the connection was cut before the request was sent", _LINK_ADVICE),
    Failure.CUT_AFTER_SENDING: ("the connection was cut after the request was sent", _LINK_ADVICE),
}


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


class Transport(Protocol):
    """What a session needs to talk to a router."""

    @property
    def fingerprint(self) -> str | None:
        """SHA-256 of the certificate of the router that answered, in hexadecimal digits; None before the first handshake, and without TLS."""

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        """Send one request. Raises Unreachable or TlsError, ``maybe_processed`` false if no byte of it left."""

    def close(self) -> None:
        """Close the connection."""


class NoTransport:
    """For a run that asks no router: it costs no TLS context, and whether one could be made says nothing of such a run."""

    fingerprint = None

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        """A defect of the module."""
        raise AssertionError("a run that asks no router has nothing to send")

    def close(self) -> None:
        """There is no connection."""


class RequestsTransport:
    """Transport over ``requests``: one connection, one TLS handshake, kept alive for the task.

    Raises Refused for options that cannot work: a malformed fingerprint, a CA file that does not exist.
    """

    def __init__(self, options: ConnectionOptions) -> None:
        if not HAS_REQUESTS:
            raise Refused(
                "preparing the connection",
                options.device,
                "the Python library requests is missing on the controller",
                "Install it for the Python interpreter that runs Ansible.",
            )
        self._options = options
        pin = parse_fingerprint(options)
        check = options.use_tls and options.validate_certs and pin is None
        self._bundle = ca_bundle(options) if check else None
        # Never True: some versions of requests then replace the context by one of their own.
        self._verify: bool | str = (self._bundle or requests.utils.DEFAULT_CA_BUNDLE_PATH) if check else False
        self._adapter = WatchfulAdapter(tls_context(check) if options.use_tls else None, pin)
        # Whether a host is excepted takes long to tell, and matters only where there is a proxy.
        self._proxies = dict(requests.utils.get_environ_proxies(options.base_url)) if options.use_proxy and getproxies() else {}

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        """Send one request; ``query`` values are quoted here, with ``%20`` for a blank, as the router's lists need it.

        Raises Unreachable (TooSlow if the exchange as a whole takes too long), TlsError, ProtocolError (not HTTP, or too large) and
        Refused (a host name or proxy that cannot be used), with a general ``doing``.
        """
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

    @property
    def fingerprint(self) -> str | None:
        """SHA-256 of the certificate of the router that answered, in hexadecimal digits; None before the first handshake, and without TLS."""
        certificate = self._adapter.progress.certificate if self._options.use_tls else None
        return hashlib.sha256(certificate).hexdigest() if certificate else None

    def close(self) -> None:
        """Close the connection."""
        self._adapter.close()

    def _attempt(self, request: requests.Request) -> RawAnswer | PeplinkError:
        try:
            return self._adapter.exchange(request, timeout=self._options.timeout, verify=self._verify, proxies=self._proxies)
        except (requests.RequestException, urllib3_exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            return self._translate(error)

    def _translate(self, error: BaseException) -> PeplinkError:
        causes, sent = list(chain(error)), self._adapter.progress.sent
        proxy = requests.utils.select_proxy(self._options.base_url, self._proxies) or ""
        failure = classify(causes, sent=sent, proxy=proxy)
        if failure is Failure.TLS:
            answer, advice = explain(self._options, self._bundle, causes)
            return TlsError("sending a request", self._options.device, answer, advice, maybe_processed=False)
        if failure is Failure.NOT_HTTP and not self._options.use_tls:
            return self._protocol("what answered does not speak HTTP", "Check port. Web Admin may expect TLS on this port: try use_tls: true.")
        if failure is Failure.OVERDUE:
            answer = f"the exchange took longer than {self._adapter.progress.allowed:g} s as a whole"
            return TooSlow("sending a request", self._options.device, answer, _OVERDUE_ADVICE, maybe_processed=sent)
        if failure in _REFUSED:
            return Refused("preparing the connection", self._options.device, *_REFUSED[failure])
        if failure in _PROTOCOL:
            return self._protocol(*_PROTOCOL[failure])
        answer, advice = _UNREACHABLE[failure]
        return Unreachable("sending a request", self._options.device, answer.format(self._options.timeout), advice, maybe_processed=sent)

    def _protocol(self, answer: str, advice: str) -> ProtocolError:
        return ProtocolError("reading an answer", self._options.device, answer, advice, maybe_processed=True)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The HTTP library, set up so that it does nothing on its own.

An adapter of ``requests`` is used without the session around it: the session would keep cookies, read .netrc, look at
where a redirect leads (and fail on a malformed one) and let REQUESTS_CA_BUNDLE overrule ``verify=False``.
"""

from __future__ import annotations

import http.client
import ssl
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from .limits import LimitedSocket, Progress, TimelyOptions, require_size
from .silence import SILENCE

try:
    import requests
    from requests.adapters import HTTPAdapter
except ImportError:
    HAS_REQUESTS = False
    REQUESTS_IMPORT_ERROR: str | None = traceback.format_exc()
else:
    HAS_REQUESTS = True
    REQUESTS_IMPORT_ERROR = None

    class WatchfulAdapter(HTTPAdapter):
        """Keeps one connection alive, checks certificates by the given context and pin only, and watches time, size and progress."""

        def __init__(self, context: ssl.SSLContext | None, pin: str | None = None) -> None:
            self.progress = Progress()
            # For plain HTTP older versions of urllib3 refuse TLS settings.
            self._tls: dict[str, Any] = {} if context is None else {"ssl_context": context, "assert_fingerprint": pin}
            super().__init__(pool_connections=1, pool_maxsize=1)

        def exchange(
            self, request: requests.Request, *, timeout: float, connect: float | None = None, verify: bool | str, proxies: Mapping[str, str]
        ) -> RawAnswer:
            """Send a request and read the answer to its end. Raises what the library raises, Overdue and TooLarge, perhaps wrapped.

            ``timeout`` in seconds, ``connect`` instead of it for the connection. ``verify`` is never True: some versions of requests
            then replace the context by one of their own.
            """
            timeouts = (timeout if connect is None else connect, timeout)
            self.progress.start(timeout)
            with SILENCE:
                response = self.send(request.prepare(), stream=True, timeout=timeouts, verify=verify, proxies=proxies)
                try:
                    # urllib3 before version 2 takes a body that was cut off for a complete one.
                    response.raw.enforce_content_length = True
                    body = bytearray()
                    for chunk in response.iter_content(_CHUNK):
                        body += chunk
                        require_size(len(body))
                except BaseException:
                    response.close()
                    raise
            headers = [(str(name), str(value)) for name, value in response.raw.headers.items()]
            return RawAnswer(response.status_code, headers, bytes(body))

        def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
            super().init_poolmanager(connections, maxsize, block, **options, **self._tls)
            self._watch(self.poolmanager)

        def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
            known = proxy in self.proxy_manager
            manager = super().proxy_manager_for(proxy, **options, **self._tls)
            if not known:
                self._watch(manager)
            return manager

        def _watch(self, manager: Any) -> None:
            known = manager.pool_classes_by_scheme
            manager.pool_classes_by_scheme = {scheme: _pools(pool_class, self.progress) for scheme, pool_class in known.items()}

    def _pools(pool_class: Any, progress: Progress) -> Callable[..., Any]:
        # A manager for SOCKS has connections of its own kind.
        watched = type("Watched", (_Watched, pool_class.ConnectionCls), {})

        def build(*args: Any, **options: Any) -> Any:
            pool = pool_class(*args, **options)
            pool.ConnectionCls = partial(watched, progress=progress)
            return pool

        return build


_CHUNK = 64 * 1024


@dataclass(frozen=True)
class RawAnswer:
    """An HTTP answer as it came. A header that came twice is in ``headers`` twice."""

    status: int
    headers: list[tuple[str, str]] = field(repr=False)
    body: bytes = field(repr=False)


class _Watched:
    """A connection that notes when the first byte of a request leaves, after tunnel and TLS handshake are made, and who answers, and keeps the limits."""

    host: str
    sock: Any
    socket_options: Any
    timeout: float

    def __init__(self, *args: Any, progress: Progress, **options: Any) -> None:
        super().__init__(*args, **options)
        self._progress = progress
        self._connecting = False
        self.socket_options = TimelyOptions(self.socket_options or (), progress)
        self.response_class = self._response
        # urllib3 2 asks the resolver for a zone as it is written in a URL.
        self.host = self.host.replace("%25", "%")

    def connect(self) -> None:
        self._connecting = True
        # It counts for each address of the name, and for the handshake.
        self.timeout = min(self.timeout, self._progress.patience())
        try:
            super().connect()  # type: ignore[misc]
        finally:
            self._connecting = False
        if hasattr(self.sock, "getpeercert"):
            self._progress.certificate = self.sock.getpeercert(True)

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        self.sock.settimeout(self._progress.patience())
        if not self._connecting:
            self._progress.sent = True
        super().send(data)  # type: ignore[misc]

    def _response(self, sock: Any, **options: Any) -> http.client.HTTPResponse:
        limited: Any = LimitedSocket(sock, self._progress)
        return http.client.HTTPResponse(limited, **options)

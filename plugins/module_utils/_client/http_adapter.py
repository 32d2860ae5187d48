# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The HTTP library, set up so that it does nothing on its own.

An adapter of ``requests`` is used without the session around it: the session would keep cookies, read .netrc, look at
where a redirect leads (and fail on a malformed one) and let REQUESTS_CA_BUNDLE overrule ``verify=False``.
"""

from __future__ import annotations

import ssl
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

try:
    from requests.adapters import HTTPAdapter
    from urllib3 import ProxyManager
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
except ImportError:
    HAS_REQUESTS = False
    REQUESTS_IMPORT_ERROR: str | None = traceback.format_exc()
else:
    HAS_REQUESTS = True
    REQUESTS_IMPORT_ERROR = None

    class _WatchedHttp(HTTPConnection):
        """Notes when the first byte of a request leaves, after connection, proxy tunnel and TLS handshake are made."""

        def __init__(self, *args: Any, progress: Progress, **options: Any) -> None:
            super().__init__(*args, **options)
            self._progress = progress
            self._connecting = False

        def connect(self) -> None:
            self._connecting = True
            try:
                super().connect()
            finally:
                self._connecting = False

        def send(self, data: Any) -> None:
            if self.sock is None:
                self.connect()
            if not self._connecting:
                self._progress.sent = True
            super().send(data)

    class _WatchedHttps(_WatchedHttp, HTTPSConnection):
        """The same over TLS."""

    class WatchfulAdapter(HTTPAdapter):
        """Keeps one connection alive, checks certificates by the given context and pin only, and reports progress."""

        def __init__(self, progress: Progress, context: ssl.SSLContext | None, pin: str | None) -> None:
            self._progress = progress
            # For plain HTTP older versions of urllib3 refuse TLS settings.
            self._tls: dict[str, Any] = {} if context is None else {"ssl_context": context, "assert_fingerprint": pin}
            super().__init__(pool_connections=1, pool_maxsize=1)

        def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
            super().init_poolmanager(connections, maxsize, block, **options, **self._tls)
            self._watch(self.poolmanager)

        def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
            manager = super().proxy_manager_for(proxy, **options, **self._tls)
            if isinstance(manager, ProxyManager):
                self._watch(manager)
            else:
                # A SOCKS manager has connections of its own kind, which cannot be watched.
                self._progress.blind = True
            return manager

        def _watch(self, manager: Any) -> None:
            manager.pool_classes_by_scheme = {
                "http": _pools(HTTPConnectionPool, _WatchedHttp, self._progress),
                "https": _pools(HTTPSConnectionPool, _WatchedHttps, self._progress),
            }

    def _pools(pool_class: Any, connection_class: Any, progress: Progress) -> Callable[..., Any]:
        def build(*args: Any, **options: Any) -> Any:
            pool = pool_class(*args, **options)
            pool.ConnectionCls = partial(connection_class, progress=progress)
            return pool

        return build


@dataclass
class Progress:
    """How far the request under way has come. ``blind``: nobody can tell."""

    sent: bool = False
    blind: bool = False

    @property
    def maybe_sent(self) -> bool:
        """Whether the router may have seen any of the request."""
        return self.sent or self.blind

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP request to InControl and its answer, nothing more.

The transport of the router modules is not used: it sends no forms, and what it advises is about routers.
"""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from typing import Protocol

from ...module_utils._client.failures import Failure, chain, classify
from ...module_utils._client.http_adapter import HAS_REQUESTS, RawAnswer
from ...module_utils._client.limits import LARGEST_ANSWER
from ...module_utils._client.tls import ca_bundle, tls_context
from ...module_utils._common.connection_options import ConnectionOptions
from ...module_utils._common.errors import PeplinkError, ProtocolError, Refused, TlsError, TooSlow, Unreachable
from ...module_utils._common.redaction import printable

if HAS_REQUESTS:
    import requests
    import requests.utils
    from urllib3 import exceptions as urllib3_exceptions

    from ...module_utils._client.http_adapter import WatchfulAdapter

LONGEST_CONNECT = 30

_DOING = "sending a request"

# What to tell of a failure: answer and advice.
_REFUSED = frozenset({Failure.BAD_PROXY, Failure.BAD_HOST, Failure.BAD_HOST_OR_PROXY})
_REFUSED_ADVICE = "Correct url, or the proxy that the environment names, or set use_proxy: false."
_TOO_SLOW = frozenset({Failure.HANDSHAKE_TIMEOUT, Failure.READ_TIMEOUT, Failure.OVERDUE})
_PROTOCOL = {
    Failure.GARBLED: ("the compressed answer cannot be read", "A device between here and InControl may have altered it."),
    Failure.NOT_HTTP: ("what answered does not speak HTTP", "Check url."),
    Failure.TOO_LARGE: (f"the answer is larger than {LARGEST_ANSWER >> 20} MiB, the limit", "Check url, or ask for fewer organizations or device_groups."),
}
_UNREACHABLE = {
    Failure.PROXY: ("the proxy did not let the connection through", "Check the proxy, no_proxy, or set use_proxy: false."),
    Failure.UNKNOWN_NAME: ("the host name cannot be resolved", "Check url, and DNS on the controller."),
    Failure.CONNECTION_REFUSED: ("refused the connection", "Check url."),
    Failure.NO_ROUTE: ("there is no route to it", "Check url and the network."),
    Failure.CONNECT_TIMEOUT: (f"did not accept the connection within {LONGEST_CONNECT} s at most", "Check url and the network."),
}
_CUT = ("the connection failed or was cut", "Check url and the network.")


class Http(Protocol):
    """What a client needs to talk to InControl."""

    def send(self, method: str, path: str, *, query: Mapping[str, str], form: Mapping[str, str] | None, headers: Mapping[str, str]) -> RawAnswer:
        """Send one request. Raises PeplinkError."""

    def close(self) -> None:
        """Close the connection."""


class RequestsHttp:
    """Http over ``requests``. Raises Refused if that is missing, or for a CA file that does not exist."""

    def __init__(self, options: ConnectionOptions) -> None:
        if not HAS_REQUESTS:
            advice = "Install it for the Python interpreter that runs Ansible."
            raise Refused("preparing the connection", options.device, "the Python library requests is missing on the controller", advice)
        self._options = options
        self._url = f"https://{options.device}"
        bundle = ca_bundle(options) if options.validate_certs else None
        self._verify: bool | str = (bundle or requests.utils.DEFAULT_CA_BUNDLE_PATH) if options.validate_certs else False
        self._adapter = WatchfulAdapter(tls_context(options.validate_certs))
        self._proxies = dict(requests.utils.get_environ_proxies(self._url)) if options.use_proxy else {}

    def send(self, method: str, path: str, *, query: Mapping[str, str], form: Mapping[str, str] | None, headers: Mapping[str, str]) -> RawAnswer:
        """Send one request; ``form`` is a body of form fields. Redirects are not followed.

        Raises Unreachable (TooSlow for an answer that does not come), TlsError, ProtocolError and Refused.
        """
        sent_headers = {"Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": "wanfleet.peplink", **headers}
        request = requests.Request(method, f"{self._url}{path}", params=query, data=form, headers=sent_headers)
        timeout = self._options.timeout
        try:
            return self._adapter.exchange(request, timeout=timeout, connect=min(timeout, LONGEST_CONNECT), verify=self._verify, proxies=self._proxies)
        except (requests.RequestException, urllib3_exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            problem = self._translate(error)
        # Out of the except block, so that the library's exception does not travel along.
        raise problem

    def close(self) -> None:
        """Close the connection."""
        self._adapter.close()

    def _translate(self, error: BaseException) -> PeplinkError:
        causes = list(chain(error))
        proxy = requests.utils.select_proxy(self._url, self._proxies) or ""
        failure = classify(causes, sent=self._adapter.progress.sent, proxy=proxy)
        if failure is Failure.TLS:
            return self._tls(causes)
        if failure in _REFUSED:
            return Refused("preparing the connection", self._options.device, "the address of InControl or of the proxy is not valid", _REFUSED_ADVICE)
        if failure in _PROTOCOL:
            return ProtocolError(_DOING, self._options.device, *_PROTOCOL[failure], maybe_processed=True)
        if failure in _TOO_SLOW:
            waited = self._adapter.progress.allowed if failure is Failure.OVERDUE else self._options.timeout
            answer = f"sent no complete answer within {waited:g} s"
            return TooSlow(_DOING, self._options.device, answer, "The lists of a large organisation take minutes: raise timeout.", maybe_processed=True)
        return Unreachable(_DOING, self._options.device, *_UNREACHABLE.get(failure, _CUT), maybe_processed=False)

    def _tls(self, causes: list[BaseException]) -> TlsError:
        failed = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
        # urllib3 compares the name of the host itself, with an exception of its own.
        other_name = any(type(cause).__name__ == "CertificateError" for cause in causes)
        if failed is None and not other_name:
            answer, advice = "the TLS handshake failed", "Check that url leads to InControl."
        else:
            reason = printable(failed.verify_message) if failed else "it is for another host name"
            answer = f"the certificate could not be verified ({reason})"
            advice = (
                "A private appliance often has one of its own: set ca_path to the certificate that signed it, or, on a network that you "
                "trust, validate_certs: false."
            )
        return TlsError(_DOING, self._options.device, answer, advice, maybe_processed=False)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP request to InControl and its answer, nothing more.

The transport of the router modules is not used: it sends no forms, and what it advises is about routers.
"""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Mapping
from typing import Protocol

from ...module_utils._client.failures import Failure, chain, classify
from ...module_utils._client.http_adapter import HAS_REQUESTS
from ...module_utils._client.tls import ca_bundle
from ...module_utils._client.transport import RawAnswer
from ...module_utils._common.connection_options import ConnectionOptions
from ...module_utils._common.errors import PeplinkError, ProtocolError, Refused, TlsError, Unreachable
from ...module_utils._common.redaction import printable

if HAS_REQUESTS:
    import requests
    import requests.utils
    from urllib3.exceptions import InsecureRequestWarning

LONGEST_CONNECT = 30

_DOING = "sending a request"

# What to tell of a failure: answer and advice.
_REFUSED = frozenset({Failure.BAD_PROXY, Failure.BAD_HOST, Failure.BAD_HOST_OR_PROXY})
_REFUSED_ADVICE = "Correct url, or the proxy that the environment names, or set use_proxy: false."
_TOO_SLOW = frozenset({Failure.HANDSHAKE_TIMEOUT, Failure.READ_TIMEOUT})
_PROTOCOL = {
    Failure.GARBLED: ("the compressed answer cannot be read", "A device between here and InControl may have altered it."),
    Failure.NOT_HTTP: ("what answered does not speak HTTP", "Check url."),
}
_UNREACHABLE = {
    Failure.PROXY: ("the proxy did not let the connection through", "Check the proxy, no_proxy, or set use_proxy: false."),
    Failure.UNKNOWN_NAME: ("the host name cannot be resolved", "Check url, and DNS on the controller."),
    Failure.CONNECTION_REFUSED: ("refused the connection", "Check url."),
    Failure.NO_ROUTE: ("there is no route to it", "Check url and the network."),
    Failure.CONNECT_TIMEOUT: (f"did not accept the connection within {LONGEST_CONNECT} s at most", "Check url and the network."),
}
_CUT = ("the connection failed or was cut", "Check url and the network.")


class TooSlow(Unreachable):
    """The connection was there, but the answer did not come in time. Asking again would make it slower still."""


class Http(Protocol):
    """What a client needs to talk to InControl."""

    def send(
        self, method: str, path: str, *, query: Mapping[str, str], form: Mapping[str, str] | None, headers: Mapping[str, str]
    ) -> RawAnswer:
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
        # Given with each request: a session lets REQUESTS_CA_BUNDLE overrule its own setting.
        self._verify: bool | str = (ca_bundle(options) or True) if options.validate_certs else False
        self._session = requests.Session()
        # Otherwise a login in .netrc would replace the token.
        self._session.trust_env = False
        if options.use_proxy:
            self._session.proxies.update(requests.utils.get_environ_proxies(f"https://{options.device}"))

    def send(
        self, method: str, path: str, *, query: Mapping[str, str], form: Mapping[str, str] | None, headers: Mapping[str, str]
    ) -> RawAnswer:
        """Send one request; ``form`` is a body of form fields. Redirects are not followed.

        Raises Unreachable (TooSlow for an answer that does not come), TlsError, ProtocolError and Refused.
        """
        try:
            with warnings.catch_warnings():
                # It repeats the user's own choice of validate_certs.
                warnings.simplefilter("ignore", InsecureRequestWarning)
                answer = self._session.request(
                    method,
                    f"https://{self._options.device}{path}",
                    params=query,
                    data=form,
                    headers={"Accept": "application/json", "User-Agent": "wanfleet.peplink", **headers},
                    timeout=(min(self._options.timeout, LONGEST_CONNECT), self._options.timeout),
                    verify=self._verify,
                    allow_redirects=False,
                )
        except (requests.RequestException, OSError, ValueError) as error:
            problem = self._translate(error)
        else:
            return RawAnswer(answer.status_code, list(answer.headers.items()), answer.content)
        # Out of the except block, so that the library's exception does not travel along.
        raise problem

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _translate(self, error: BaseException) -> PeplinkError:
        causes = list(chain(error))
        proxy = requests.utils.select_proxy(f"https://{self._options.device}", self._session.proxies) or ""
        # Nobody watches how far the request came.
        failure = classify(causes, sent=False, proxy=proxy)
        if failure is Failure.TLS:
            return self._tls(causes)
        if failure in _REFUSED:
            return Refused("preparing the connection", self._options.device, "the address of InControl or of the proxy is not valid", _REFUSED_ADVICE)
        if failure in _PROTOCOL:
            return ProtocolError(_DOING, self._options.device, *_PROTOCOL[failure], maybe_processed=True)
        if failure in _TOO_SLOW:
            answer = f"sent no answer within {self._options.timeout} s"
            return TooSlow(_DOING, self._options.device, answer, "The lists of a large organisation take minutes: raise timeout.", maybe_processed=True)
        return Unreachable(_DOING, self._options.device, *_UNREACHABLE.get(failure, _CUT), maybe_processed=False)

    def _tls(self, causes: list[BaseException]) -> TlsError:
        failed = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
        if failed is None:
            answer, advice = "the TLS handshake failed", "Check that url leads to InControl."
        else:
            answer = f"the certificate could not be verified ({printable(failed.verify_message)})"
            advice = (
                "A private appliance often has one of its own: set ca_path to the certificate that signed it, or, on a network that you "
                "trust, validate_certs: false."
            )
        return TlsError(_DOING, self._options.device, answer, advice, maybe_processed=False)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Certificates: what is checked, and what to tell the user when the check fails."""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Iterable

from .._common.connection_options import ConnectionOptions
from .._common.errors import Refused

_NOT_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"})
_EXPIRED, _NOT_YET_VALID, _WRONG_HOST, _WRONG_ADDRESS = 10, 9, 62, 64
_SELF_SIGNED = frozenset({18, 19})


def parse_fingerprint(options: ConnectionOptions) -> str | None:
    """``cert_fingerprint`` as 64 lower-case hexadecimal digits. Takes colons, blanks and what openssl prints before "="."""
    given = options.cert_fingerprint
    if not given:
        return None
    if not options.use_tls:
        raise _refused(options, "cert_fingerprint is set, but use_tls is false, so no certificate would be checked", "Set use_tls: true.")
    digits = re.sub(r"[\s:-]", "", given.rpartition("=")[2]).lower().removeprefix("sha256")
    if re.fullmatch(r"[0-9a-f]{64}", digits):
        return digits
    kind = " It has the length of a SHA-1 fingerprint." if re.fullmatch(r"[0-9a-f]{40}", digits) else ""
    raise _refused(
        options,
        f"cert_fingerprint is not a SHA-256 fingerprint: 64 hexadecimal digits are needed, with or without colons.{kind}",
        f"Print it with: {fingerprint_command(options)}",
    )


def fingerprint_command(options: ConnectionOptions) -> str:
    """The command that prints the fingerprint of the certificate in use."""
    return f"openssl s_client -connect {options.device} </dev/null | openssl x509 -noout -fingerprint -sha256"


def ca_bundle(options: ConnectionOptions) -> str | None:
    """The file or directory of CA certificates that the user named, by option or environment; None for the usual ones."""
    sources = [("ca_path", options.ca_path)]
    sources += [(name, os.environ.get(name)) for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")]
    for source, path in sources:
        if path:
            full = os.path.expanduser(path)
            if not os.path.exists(full):
                raise _refused(options, f"{source} names {full}, which does not exist on the controller", f"Correct {source}.")
            return full
    return None


def tls_context(check: bool) -> ssl.SSLContext:
    """A context without any CA certificate: loading the usual ones costs 20 to 30 ms and is wasted on a pinned router."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # urllib3 compares the name itself when the context does not; before version 2 it could not let OpenSSL check an address.
    context.check_hostname = False
    if not check:
        context.verify_mode = ssl.CERT_NONE
    return context


def explain(options: ConnectionOptions, bundle: str | None, causes: Iterable[BaseException]) -> tuple[str, str]:
    """Answer and advice for a failed handshake, in own words: the exceptions' texts may hold the URL and so the token."""
    pinned = parse_fingerprint(options)
    known = list(causes)
    text = " ".join(str(cause) for cause in known if not any(isinstance(arg, BaseException) for arg in cause.args))
    if pinned and "ingerprint" in text:
        return _pin_mismatch(pinned, text)
    verification = next((cause for cause in known if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if verification is not None:
        return _verification(options, bundle, verification)
    if any(type(cause).__name__ == "CertificateError" for cause in known):
        return _wrong_host(options)
    library = next((cause for cause in known if isinstance(cause, ssl.SSLError)), None)
    reason = str(getattr(library, "reason", None) or "")
    if reason in _NOT_TLS:
        return (
            "something that is not TLS answered on this port",
            "If Web Admin uses plain HTTP there, set use_tls: false; otherwise correct port.",
        )
    unreadable = any(isinstance(cause, OSError) and not isinstance(cause, ssl.SSLError) and cause.errno for cause in known)
    if bundle is not None and (unreadable or getattr(library, "library", None) in ("X509", "PEM", "ASN1")):
        return f"the CA certificates in {bundle} cannot be read", "It must be a PEM file, or a directory prepared with openssl rehash."
    what = f" ({reason.replace('_', ' ').lower()})" if re.fullmatch(r"[A-Z0-9_]+", reason) else ""
    return (
        f"the TLS handshake failed{what}",
        "Router and controller may have no TLS version or cipher in common, or the port is not that of Web Admin.",
    )


def _pin_mismatch(pinned: str, text: str) -> tuple[str, str]:
    others = [digits for digits in re.findall(r"\b[0-9a-f]{64}\b", text) if digits != pinned]
    seen = f"its fingerprint is {':'.join(re.findall('..', others[-1].upper()))}" if others else "it has another fingerprint"
    return (
        f"the certificate is not the pinned one: {seen}",
        "If the certificate was renewed on purpose, set cert_fingerprint to the new value after checking it on the router; "
        "if not, somebody may be listening in between.",
    )


def _verification(options: ConnectionOptions, bundle: str | None, error: ssl.SSLCertVerificationError) -> tuple[str, str]:
    code = getattr(error, "verify_code", None)
    pin = f"set cert_fingerprint to its SHA-256 fingerprint ({fingerprint_command(options)})"
    if code == _EXPIRED:
        return "the certificate has expired", f"Renew it on the router, check the controller's clock, or {pin}."
    if code == _NOT_YET_VALID:
        return "the certificate is not valid yet", f"Check the clocks of router and controller, or {pin}."
    if code in (_WRONG_HOST, _WRONG_ADDRESS):
        return _wrong_host(options)
    kind = "is self-signed" if code in _SELF_SIGNED else "was issued by an authority that is not trusted"
    trusted = f" by {bundle}" if bundle else ""
    advice = f"Routers ship with such certificates: {pin}, or set ca_path to the certificate that signed it."
    return f"the certificate {kind} and not vouched for{trusted}", advice


def _wrong_host(options: ConnectionOptions) -> tuple[str, str]:
    return (
        f"the certificate was issued for another name than {options.host}",
        f"Set host to the name in the certificate, or set cert_fingerprint to its SHA-256 fingerprint ({fingerprint_command(options)}).",
    )


def _refused(options: ConnectionOptions, answer: str, advice: str) -> Refused:
    return Refused("preparing the connection", options.device, answer, advice)

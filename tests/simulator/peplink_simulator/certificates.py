# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificate of a fleet, issued by a throw-away authority whose certificate clients may trust."""
from __future__ import annotations

import hashlib
import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme

VALID_NAMES = ("localhost", "127.0.0.1", "::1")
WRONG_NAME = "router.example.invalid"


@dataclass(frozen=True)
class FleetCertificate:
    context: ssl.SSLContext
    ca_path: str
    fingerprint: str


def issue(directory: Path, wrong_name: bool = False) -> FleetCertificate:
    """Writes ca.pem into the directory; the fingerprint is the SHA-256 of the server certificate, lower-case hex."""
    authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
    certificate = authority.issue_cert(*((WRONG_NAME,) if wrong_name else VALID_NAMES), key_type=trustme.KeyType.ECDSA)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    path = directory / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    leaf = ssl.PEM_cert_to_DER_cert(certificate.cert_chain_pems[0].bytes().decode())
    return FleetCertificate(context, str(path), hashlib.sha256(leaf).hexdigest())

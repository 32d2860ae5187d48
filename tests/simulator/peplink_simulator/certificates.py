# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificates of a fleet, issued by a throw-away authority whose certificate clients may trust."""

from __future__ import annotations

import hashlib
import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme

VALID_NAMES = ("localhost", "127.0.0.1", "::1")
WRONG_NAME = "router.example.invalid"


@dataclass(frozen=True)
class Certificate:
    """The fingerprint is the SHA-256 of the certificate, lower-case hex."""

    context: ssl.SSLContext
    fingerprint: str


class Authority:
    """Writes ca.pem into the directory."""

    def __init__(self, directory: Path, wrong_name: bool = False) -> None:
        self._names = (WRONG_NAME,) if wrong_name else VALID_NAMES
        self._authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
        self.ca_path = str(directory / "ca.pem")
        self._authority.cert_pem.write_to_path(self.ca_path)

    def issue(self) -> Certificate:
        certificate = self._authority.issue_cert(*self._names, key_type=trustme.KeyType.ECDSA)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        leaf = ssl.PEM_cert_to_DER_cert(certificate.cert_chain_pems[0].bytes().decode())
        return Certificate(context, hashlib.sha256(leaf).hexdigest())

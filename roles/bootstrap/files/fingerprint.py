# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Print the SHA-256 fingerprint of the certificate of a server: fingerprint.py HOST PORT. Checks nothing and sends nothing but the handshake."""

from __future__ import annotations

import hashlib
import re
import signal
import socket
import ssl
import sys

LONGEST = 30  # seconds, for all of it: a server may send one byte after the other


def main(host: str, port: str) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    signal.alarm(LONGEST)
    try:
        with socket.create_connection((host, int(port)), timeout=10) as plain, context.wrap_socket(plain, server_hostname=host) as tls:
            certificate = tls.getpeercert(binary_form=True) or b""
    except OSError as error:
        sys.exit(f"{host}:{port}: it shows no certificate ({error}). Check the address, the port, and that Web Admin is enabled for this network.")
    print(":".join(re.findall("..", hashlib.sha256(certificate).hexdigest().upper())))


if __name__ == "__main__":
    main(*sys.argv[1:])

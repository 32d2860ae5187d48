# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The addresses that a host name stands for."""

from __future__ import annotations

import socket


def addresses_of(host: str) -> frozenset[str]:
    """The addresses of a name or an address; the name itself if it cannot be resolved."""
    try:
        return frozenset(str(info[4][0]) for info in socket.getaddrinfo(host, None))
    except (OSError, ValueError):
        return frozenset({host})

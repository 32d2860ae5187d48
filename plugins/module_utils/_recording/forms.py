# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Personal values that betray themselves by their form, wherever they stand."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache

from .words import FUNCTIONS

ADDRESS = "public address"

_FORMS = {
    "MAC address": r"(?<![0-9A-Za-z])[0-9A-Fa-f]{2}(?P<mark>[:-])(?:[0-9A-Fa-f]{2}(?P=mark)){4}[0-9A-Fa-f]{2}(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![0-9A-Za-z])",
    "IPv6": r"(?<![0-9A-Za-z:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![0-9A-Za-z:]|\.[0-9])",
    "IPv4": r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9]|\.[0-9])",
    "position": r"(?<![0-9A-Za-z.])[+-]?[0-9]{1,3}\.[0-9]{4,}(?![0-9A-Za-z.])",
    "host name": r"(?<![0-9A-Za-z_.@-])[0-9A-Za-z_.+-]+@[0-9A-Za-z.-]+|(?<![0-9A-Za-z_.-])(?:[0-9A-Za-z_-]+\.)+[A-Za-z]{2,}(?![0-9A-Za-z_])",
    "serial number": r"(?<![0-9A-Za-z])(?=[0-9A-Za-z-]*[0-9])[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}(?![0-9A-Za-z])",
    "telephone number": r"\+[0-9][0-9 ()/-]{5,}[0-9]",
    "long number": r"(?<![0-9A-Za-z.])[0-9]{7,}(?![0-9A-Za-z]|\.[0-9])",
    "token": r"(?<![0-9A-Za-z])(?=[A-Za-z]*[0-9])[0-9A-Fa-f]{12,}(?![0-9A-Za-z])",
}
_NAMES = {f"f{number}": kind for number, kind in enumerate(_FORMS)}
_ANY = re.compile("|".join(f"(?P<f{number}>{form})" for number, form in enumerate(_FORMS.values())))

# Addresses that are the same everywhere: those of public resolvers.
_EVERYWHERE = frozenset({"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "149.112.112.112", "208.67.222.222", "208.67.220.220"})
_IPV6_OF_NOBODY = tuple(map(ipaddress.IPv6Network, ("::/127", "2001:db8::/32", "ff00::/8", "fe80::1/128")))


def pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """A text in pieces, each with the kind that its form betrays, or None. An address that identifies nobody is a piece of the kind ``""``."""
    start = 0
    for match in _ANY.finditer(text):
        kind = _kind(_group(match), match.group())
        if kind is None:
            continue
        if match.start() > start:
            yield text[start : match.start()], None
        yield match.group(), kind
        start = match.end()
    if start < len(text):
        yield text[start:], None


# A router says the same again and again.
@lru_cache(maxsize=8192)
def whole(text: str) -> str | None:
    """The kind of a text that is of one form as a whole; ``""`` for an address that identifies nobody."""
    found = list(pieces(text))
    return found[0][1] if len(found) == 1 else None


def _group(match: re.Match[str]) -> str:
    return next(kind for name, kind in _NAMES.items() if match.group(name) is not None)


def _kind(kind: str, text: str) -> str | None:
    if kind in ("IPv4", "IPv6"):
        try:
            return ADDRESS if _identifies(ipaddress.ip_address(text)) else ""
        except ValueError:
            return None
    if kind == "host name" and text in FUNCTIONS:
        return None
    if kind == "MAC address" and set(re.sub("[^0-9a-f]", "", text.lower())) in ({"0"}, {"f"}):
        return ""
    return kind


def _identifies(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Private, shared, documentation and reserved IPv4 addresses are many people's; IPv6 ones are unique, and link-local ones hold a MAC address."""
    if isinstance(address, ipaddress.IPv6Address):
        return not any(address in network for network in _IPV6_OF_NOBODY)
    return address.is_global and not address.is_multicast and str(address) not in _EVERYWHERE

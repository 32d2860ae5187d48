# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The option host, as people write it."""

from __future__ import annotations

import ipaddress
import re

from .redaction import printable, redact_text

_SCHEME = re.compile(r"(?i)([a-z][a-z0-9+.-]*)://(.*)")
_PORT = re.compile(r"(.*):([0-9]+)")


class BadHost(ValueError):
    """What is wrong with it (``answer``) and what to write instead (``advice``)."""

    def __init__(self, answer: str, advice: str) -> None:
        super().__init__(answer)
        self.answer = answer
        self.advice = advice


def parse_host(given: str) -> str:
    """A host name or address without brackets. Raises BadHost for more than that, and for what can be no host.

    What the brackets of ``[2001:db8::1]`` say is said by the colons, too; a scheme, a port or a path would be options of their own.
    """
    text = given.strip()
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if _is_ipv6(inner):
        return inner
    shown = redact_text(printable(text, 200))
    if found := _SCHEME.fullmatch(text):
        raise BadHost(f"host is {shown}, but a scheme does not belong there", _instead(found[2], "http" if found[1].lower() == "http" else ""))
    if "/" in text:
        raise BadHost(f"host is {shown}, but a path does not belong there", _instead(text))
    if "@" in text:
        raise BadHost(f"host is {shown}, but a login does not belong there", "Set username and password.")
    if (found := _PORT.fullmatch(text)) and (_is_ipv6(found[1].strip("[]")) or ":" not in found[1]):
        raise BadHost(f"host is {shown}, but a port does not belong there", _instead(text))
    if ":" in text or "[" in text or "]" in text or not text.isprintable() or any(char.isspace() for char in text):
        raise BadHost(f"host is {shown}, which is neither a name nor an address", "Correct host or ansible_host.")
    return text


def _instead(rest: str, scheme: str = "") -> str:
    """The options that say the same."""
    rest = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    found = _PORT.fullmatch(rest)
    host, port = (found[1], found[2]) if found and not _is_ipv6(rest) else (rest, "")
    options = [f"host: {printable(host.strip('[]'), 200)}"] + [f"port: {port}"] * bool(port) + ["use_tls: false"] * (scheme == "http")
    return f"Set {' and '.join(options)} instead (host may come from peplink_host, ansible_host or PEPLINK_HOST)."


def _is_ipv6(text: str) -> bool:
    try:
        return ":" in text and bool(ipaddress.IPv6Address(text))
    except ValueError:
        return False

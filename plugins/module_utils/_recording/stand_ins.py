# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What stands in for a personal value: of the same form and length, the same for the same value, not to be reversed without the key."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import string
from collections.abc import Callable, Collection

_HEX = frozenset(string.hexdigits.lower())
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+\Z")
_IPV4 = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3}){2})\.[0-9]{1,3}\Z")
_SEARCH = 1000


def core_of(text: str) -> str:
    """What two spellings of a value have in common: letters and digits, in lower case. A decimal number is taken as it is."""
    if _DECIMAL.match(text):
        return text
    return "".join(_plain(char) for char in text if _counts(char))


def _counts(char: str) -> bool:
    return not char.isascii() or char.isalnum()


def _plain(char: str) -> str:
    return char.lower() if char.isascii() else char


class StandIns:
    """Stand-ins under one key. ``taken`` are texts that none of them may be: the values to be replaced, and the words of the API."""

    def __init__(self, key: bytes, taken: Collection[str]) -> None:
        self._key = key
        # What stands in for an IPv4 address has its own network: that must not be the one of another address.
        networks = [found[1] for text in taken if (found := _IPV4.match(text))]
        self._taken = {core_of(text) for text in (*taken, *networks)}
        self._found: dict[str, str] = {}
        self._used: set[str] = set()

    def of(self, text: str) -> str:
        """For a text: letter for letter, digit for digit; case, blanks and punctuation stay, unless there is nothing else."""
        core = core_of(text)
        if not core:
            filled = iter(self._core("".join(chr(0x100 + ord(char)) for char in text if not char.isspace())))
            return "".join(char if char.isspace() else next(filled) for char in text)
        chars = iter(self._core(core))
        if core == text and "." in core:
            return "".join(chars)
        return "".join(_in_case(next(chars), char) if _counts(char) else char for char in text)

    def number(self, value: float) -> float:
        """For a number other than 0: with as many digits before and after the point, and the same sign."""
        text = repr(abs(value))
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) or not value:
            return value
        stand_in = self.of(text)
        size = float(stand_in) if isinstance(value, float) else int(stand_in)
        return -size if value < 0 else size

    def address(self, text: str) -> str:
        """For an IP address: a valid public one. Those of one IPv4 network stay in one: its address changes, the number of the host does not."""
        canonical = str(ipaddress.ip_address(text))
        if ":" in canonical:
            return self._pick("@" + canonical, lambda chars: _ipv6(text, chars), _is_public)
        network, mark, host = canonical.rpartition(".")
        return self._pick("@" + network, lambda chars: _octets(network, chars), lambda found: _is_public(found + mark + host)) + mark + host

    def _core(self, core: str) -> str:
        limit = _limit(core)
        return self._pick(core, lambda chars: "".join(_letter(core, place, char) for place, char in enumerate(chars)), lambda found: _limit(found) == limit)

    def _pick(self, name: str, make: Callable[[list[int]], str], fits: Callable[[str], bool]) -> str:
        """The first candidate that nothing else is; where there are too few of these, one that is another original, or at last the original itself."""
        if name not in self._found:
            candidate = ""
            for attempt in range(4 * _SEARCH):
                candidate = make(self._random(name, attempt))
                apart = attempt >= 2 * _SEARCH or core_of(candidate) not in self._taken
                if fits(candidate) and candidate not in self._used and apart and (attempt >= 3 * _SEARCH or candidate != name):
                    break
            self._found[name] = candidate
            self._used.add(candidate)
        return self._found[name]

    def _random(self, name: str, attempt: int) -> list[int]:
        seed = self._key + attempt.to_bytes(4, "big") + name.encode("utf-8", "surrogatepass")
        digest = hashlib.shake_256(seed).digest(2 * len(name) + 32)
        return [int.from_bytes(digest[start : start + 2], "big") for start in range(0, 2 * len(name) + (32 if name.startswith("@") else 0), 2)]


def _limit(core: str) -> int | None:
    """What a decimal number does not exceed, so that a latitude stays one, and a longitude."""
    return next((limit for limit in (90, 180) if float(core) <= limit), None) if _DECIMAL.match(core) else None


def _letter(core: str, place: int, random: int) -> str:
    choices = _choices(core, place)
    return choices[random % len(choices)]


def _choices(core: str, place: int) -> str:
    char = core[place]
    if char == ".":
        return "."
    is_hex = len(core) >= 12 and _HEX.issuperset(core)
    if is_hex and len(core) == 12 and place == 1:
        # The second digit of a MAC address says whether it is one of a group.
        return "".join(other for other in (string.digits if char.isdigit() else "abcdef") if int(other, 16) % 2 == int(char, 16) % 2)
    if char.isascii() and char.isdigit():
        # Numbers keep their length: a leading zero stays one and no other digit becomes one, nor at the end of a fraction.
        edge = place == 0 or (place == len(core) - 1 and "." in core)
        return string.digits if not edge else "0" if char == "0" else "123456789"
    return "abcdef" if is_hex else string.ascii_lowercase


def _in_case(stand_in: str, char: str) -> str:
    return stand_in.upper() if char.isupper() else stand_in


def _octets(network: str, randoms: list[int]) -> str:
    """As many digits in each; the first one is that of a unicast address."""
    sizes = {1: (1, 9), 2: (10, 99), 3: (100, 255)}
    shown = []
    for place, (octet, random) in enumerate(zip(network.split("."), randoms, strict=False)):
        low, high = sizes[len(octet)]
        shown.append(str(low + random % ((min(high, 223) if place == 0 else high) - low + 1)))
    return ".".join(shown)


def _ipv6(text: str, randoms: list[int]) -> str:
    pairs = enumerate(zip(text, randoms, strict=False))
    return "".join(_hex_digit(text, place, random) if char in string.hexdigits else char for place, (char, random) in pairs)


def _hex_digit(text: str, place: int, random: int) -> str:
    char = text[place]
    if place == 0:
        return "2" if char in "2" else "3"
    first = text[place - 1] == ":"
    choices = "123456789" if char.isdigit() and first else string.digits if char.isdigit() else "abcdef" if char.islower() else "ABCDEF"
    return choices[random % len(choices)]


def _is_public(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).is_global
    except ValueError:
        return False

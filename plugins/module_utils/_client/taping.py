# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An exchange with a router as a recording keeps it: what the journal says of the request, and the whole answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.redaction import printable
from .._recording.recording import Call
from .answer import decode
from .transport import RawAnswer

# What tells something of the router. A cookie does not belong into a recording.
_HEADERS = frozenset({"content-type", "content-encoding", "location", "retry-after", "server", "www-authenticate"})

_LONGEST_TEXT = 2000


def taped(record: Mapping[str, Any], raw: RawAnswer | None, seconds: float, error: str) -> Call:
    """``record`` is the entry of the journal, without secrets; ``raw`` None if nothing came, ``error`` says then what did."""
    arguments = record.get("query") or record.get("body") or {}
    if raw is None:
        return Call(record["method"], record["function"], arguments, seconds=seconds, error=error)
    headers = {name.lower(): value for name, value in raw.headers if name.lower() in _HEADERS}
    return Call(record["method"], record["function"], arguments, raw.status, headers, _body(raw.body), seconds, error)


def _body(body: bytes) -> Any:
    try:
        return decode(body)
    except ValueError:
        return printable(body[: _LONGEST_TEXT + 1].decode("utf-8", "replace"), _LONGEST_TEXT)

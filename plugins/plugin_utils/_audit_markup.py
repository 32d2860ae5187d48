# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pieces that the audit page is made of: words, marks, bars, and values as text that can never be markup."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.redaction import printable

# In the order of the page, good news first.
ORDER = ("in_step", "drifted", "unknown", "unsupported", "unreachable", "failed")
WORDS = {status: status.replace("_", " ") for status in ORDER}
MEANINGS = {
    "in_step": "as wanted",
    "drifted": "settings differ",
    "unknown": "settings cannot be compared",
    "unsupported": "sections it does not have",
    "unreachable": "no answer",
    "failed": "could not be audited",
}
MARKS = {"in_step": "\u2713", "drifted": "\u2260", "unknown": "?", "unsupported": "\u2298", "unreachable": "\u2026", "failed": "!"}
TITLES = {
    "wan_connections": "WANs",
    "wan_priorities": "WAN priorities",
    "ssid_profiles": "SSIDs",
    "mesh_profiles": "Meshes",
    "speedfusion_connect_protect": "Connect Protect",
    "gpios": "GPIO",
    "ports": "Ports",
}
_SLIMMEST = 0.8  # percent: a single router of a thousand shall be seen, too
_LONGEST = 2000


def share_bar(shares: list[tuple[str, int]], total: int) -> str:
    """A bar of parts. It says nothing that is not written beside it."""
    present = [(kind, max(count * 100 / total, _SLIMMEST)) for kind, count in shares if count]
    # What makes the slim ones seen is taken from all, if the parts are a whole.
    whole = max(sum(width for _kind, width in present), 100.0)
    left, parts = 0.0, []
    for kind, width in present:
        parts.append(f'<rect class="{kind}" x="{left / whole:.2%}" width="{width / whole:.2%}" height="100%"/>')
        left += width
    return f'<svg class="bar" aria-hidden="true">{"".join(parts)}</svg>'


def mark(status: str) -> str:
    return f'<span class="badge {status}" aria-hidden="true">{MARKS[status]}</span>'


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def firmware_name(version: str | None) -> str:
    return version or "not told"


def title_of(section: str) -> str:
    return TITLES.get(section) or shown(section.replace("_", " "))


def time_text(text: str) -> str:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?Z", text)
    return f"{match[1]} {match[2]} UTC" if match else shown(text)


def shown(value: Any) -> str:
    """A value as text of the page: what is not printable (controls, marks that change the direction of the text) is escaped visibly."""
    plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return escape(printable(plain, _LONGEST))


def attribute(value: str) -> str:
    """A value that the script compares, which it need not be able to show."""
    return escape(value.encode("utf-8", "backslashreplace").decode())


def setting_key(section: str, option: str | None) -> str:
    """What the script knows a setting by."""
    return f"{section} {option or ''}"

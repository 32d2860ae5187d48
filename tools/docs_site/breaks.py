# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Let a browser break long names, such as those of options, between their words. Pure."""

from __future__ import annotations

import re

# What is shown as it is, tags, and the text between them.
PART = re.compile(r"<(?P<tag>pre|script|style|svg|title)\b.*?</(?P=tag)>|<!--.*?-->|<[^>]*>|(?P<text>[^<]+)", re.DOTALL)
LONG = re.compile(r"\S{12,}")
BETWEEN = re.compile(r"(?<=[\w\];][_./=])(?=[\w&])")


def breakable(html: str) -> str:
    """The same page with a `<wbr>` between the words of long names. Neither a search nor what is copied has it."""
    return PART.sub(lambda part: LONG.sub(lambda name: BETWEEN.sub("<wbr>", name[0]), part["text"]) if part["text"] else part[0], html)

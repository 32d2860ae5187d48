# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pages that antsibull-docs makes, as pages of this site. Pure."""

from __future__ import annotations

import re

# The theme has its own table of contents beside each page.
CONTENTS = re.compile(r"^\.\. contents::\n(?:   .*\n)+", re.MULTILINE)
TITLE = re.compile(r"^wanfleet\.peplink\.(?P<name>\w+ \w+) -- (?P<said>.+)\n\++\n", re.MULTILINE)
TITLE_OF_INDEX = re.compile(r"^Wanfleet\.Peplink\n=+\n", re.MULTILINE)
MODULE = re.compile(r"^    (\w+)_module$", re.MULTILINE)


def page(text: str) -> str:
    """A page with a title that fits the sidebar: what the plugin is for stands below it, and a module is listed by its name alone."""
    text = TITLE.sub(lambda title: f"{title['name']}\n{'+' * len(title['name'])}\n\n{title['said']}.\n", CONTENTS.sub("", text))
    return MODULE.sub(r"    \1 <\1_module>", TITLE_OF_INDEX.sub("Reference\n=========\n", text))

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check the links of a built site, pictures and anchors included. Links to other sites are not followed: that would need a network. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

# What leads somewhere, and what is loaded at once, by tag.
LEADING = {"a": "href", "link": "href"}
LOADED = {"img": "src", "script": "src", "object": "data"}


class _Page(HTMLParser):
    """The targets and the anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = {"", "top"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := given.get(name))}
        if target := given.get(LEADING.get(tag, "")):
            self.targets.append(target)
        if target := given.get(LOADED.get(tag, "")):
            self.loaded.append(target)


def broken(pages: Mapping[str, str], files: Collection[str]) -> list[str]:
    """What leads nowhere, or is loaded from another site, as `page: target`. pages has the HTML by path, files the paths of all files of the site."""
    read = {name: _Page() for name in pages}
    for name, page in read.items():
        page.feed(pages[name])
    anchors = {name: page.anchors for name, page in read.items()}
    found = {(name, target) for name, page in read.items() for target in (*page.targets, *page.loaded) if not _leads(target, name, anchors, files)}
    found |= {(name, target) for name, page in read.items() for target in page.loaded if urlsplit(target).netloc}
    return [f"{name}: {target}" for name, target in sorted(found)]


def _leads(target: str, page: str, anchors: Mapping[str, Collection[str]], files: Collection[str]) -> bool:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return True
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    return path in files and (path not in anchors or unquote(parts.fragment) in anchors[path])

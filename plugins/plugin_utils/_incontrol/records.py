# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what InControl answers to records of one form: without secrets, without empty members, ids as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from ...module_utils._common.redaction import is_secret_name, redact

_LOGIN_NAMES = ("username", "login", "user")


def without_secrets(value: Any) -> Any:
    """A copy of an answer without the members that hold a secret or the name that goes with it, as those of an APN."""
    return redact(_pruned(value))


def tidy(value: Any) -> Any:
    """A copy of a record in which nothing is empty: a member that is null or ``""`` is left out. Ids in digits become numbers."""
    if isinstance(value, Mapping):
        return {name: _id(name, tidy(item)) for name, item in value.items() if item is not None and item != ""}
    return [tidy(item) for item in value] if isinstance(value, list) else value


def tags_of(value: Any) -> list[str]:
    """Tags as a list of texts, whether they came as a list, as objects with a name, or as text with commas."""
    entries = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    names = [entry.get("name") if isinstance(entry, Mapping) else entry for entry in entries]
    return [text for text in (str(name).strip() for name in names if isinstance(name, (str, int))) if text]


class Device:
    """A device of InControl: its record in a list, and the one of its own page, which is asked for when it is needed."""

    def __init__(self, organization: Mapping[str, Any], listed: Mapping[str, Any], ask: Callable[[], Mapping[str, Any]]) -> None:
        self.organization = organization
        self.id = text_of(listed.get("id"))
        self._listed = _normal(listed)
        self._ask = ask
        # Empty in the list is an answer too.
        self._known = set(listed) | set(self._listed)

    @cached_property
    def _page(self) -> dict[str, Any]:
        return _normal(self._ask())

    def value(self, name: str) -> Any:
        """A member, from the page of the device if the list lacks it; None if it has no value."""
        return self._listed.get(name) if name in self._known else self._page.get(name)

    def variables(self, fields: list[str]) -> dict[str, Any]:
        """The members in the list, and ``fields`` wherever they are, as far as they have a value."""
        asked = {name: self.value(name) for name in fields}
        found = {**self._listed, **{name: value for name, value in asked.items() if value is not None}}
        return {**found, "organization": dict(self.organization)}

    @property
    def serial(self) -> str:
        """The serial number, or what names the device where InControl shows none."""
        return text_of(self._listed.get("sn")) or f"{self.organization['id']}-{self.id}"

    @property
    def name(self) -> str:
        """What the user calls it."""
        return text_of(self._listed.get("name"))


def text_of(value: Any) -> str:
    """Text or a number as text; nothing for anything else."""
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _pruned(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _pruned(item) for name, item in value.items() if not _is_private(str(name))}
    return [_pruned(item) for item in value] if isinstance(value, list) else value


def _is_private(name: str) -> bool:
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return is_secret_name(name) or plain in _LOGIN_NAMES or plain.endswith(_LOGIN_NAMES[0])


def _id(name: str, value: Any) -> Any:
    is_id = (name == "id" or name.endswith("_id")) and isinstance(value, str) and re.fullmatch(r"[0-9]{1,18}", value)
    return int(value) if is_id else value


def _normal(record: Mapping[str, Any]) -> dict[str, Any]:
    """A tidy device with its status in lower case, under the one name, and its tags as a list."""
    found: dict[str, Any] = tidy(record)
    status = text_of(found.get("status")) or text_of(found.pop("onlineStatus", None))
    if status:
        found["status"] = status.strip().casefold()
    if "tags" in found:
        found["tags"] = tags_of(found["tags"])
    return found

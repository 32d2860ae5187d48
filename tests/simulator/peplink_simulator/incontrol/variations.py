# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The forms in which the cloud may answer. Clients saw them differ, so each is a switch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .records import ALWAYS, DETAIL


@dataclass
class Variations:
    """The switches; see the table in README.md."""

    lists: Literal["envelope", "bare"] = "envelope"
    ids: Literal["number", "text"] = "number"
    blanks: Literal["null", "empty", "absent"] = "null"
    status: Literal["lower", "upper", "both", "on_request"] = "lower"
    basic: Literal["usual", "sparse", "full"] = "usual"
    tags: Literal["list", "text", "objects"] = "list"
    group_names: Literal["shown", "absent"] = "shown"
    pending: int = 0
    expires_in: Literal["number", "text", "absent"] = "number"
    requests_per_second: int = 20
    retry_after: Literal["number", "date", "absent"] = "number"

    def device(self, record: Mapping[str, Any], group_name: str, *, whole: bool, fresh: bool) -> dict[str, Any]:
        """A device as a list or its own page shows it; `fresh`: the status was asked for before."""
        shown = {name: value for name, value in record.items() if whole or self._in_list(name)}
        if whole or self.basic != "sparse":
            self._show_status(shown, fresh)
            self._show_tags(shown)
            if self.group_names == "shown":
                shown["group_name"] = group_name
        return self.coded(shown)

    def coded(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Ids and members without a value in the forms of the switches."""
        found: dict[str, Any] = {}
        for name, value in record.items():
            if value is None and self.blanks == "absent":
                continue
            found[name] = self._value(name, value)
        return found

    def _value(self, name: str, value: Any) -> Any:
        if value is None:
            return "" if self.blanks == "empty" else None
        if isinstance(value, Mapping):
            return self.coded(value)
        if isinstance(value, list):
            return [self._value("", item) for item in value]
        is_id = (name == "id" or name.endswith("_id")) and isinstance(value, int)
        return str(value) if is_id and self.ids == "text" else value

    def _in_list(self, name: str) -> bool:
        return self.basic == "full" or name in ALWAYS or (self.basic == "usual" and name not in DETAIL)

    def _show_status(self, shown: dict[str, Any], fresh: bool) -> None:
        status = str(shown.pop("status"))
        if self.status in ("lower", "both") or (self.status == "on_request" and fresh):
            shown["status"] = status
        if self.status in ("upper", "both"):
            shown["onlineStatus"] = status.upper()

    def _show_tags(self, shown: dict[str, Any]) -> None:
        tags = shown.get("tags")
        if tags and self.tags != "list":
            shown["tags"] = ",".join(tags) if self.tags == "text" else [{"id": number, "name": tag} for number, tag in enumerate(tags)]

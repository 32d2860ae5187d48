# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client of the control interface; standard library only, so that a test may copy it anywhere."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

ANSWER_MARGIN = 10.0


class ControlError(Exception):
    """The control interface refused; the text says why."""


class Control:
    """Methods mirror those of Device; ids that are numbers are integers here although JSON has them as strings."""

    def __init__(self, url: str, timeout: float = 30.0) -> None:
        self._url = url.rstrip("/")
        self._timeout = timeout
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = self._call("GET", "/summary")
        return found

    def journal(self, device: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._call("GET", self._path(device, "journal"))
        return found

    def clear_journal(self, device: str) -> None:
        self._call("DELETE", self._path(device, "journal"))

    def wait_for(
        self, device: str, function: str, method: str = "POST", count: int = 1, timeout: float = 10.0, outcome: str | None = None
    ) -> list[dict[str, Any]]:
        """TimeoutError if the journal does not hold so many such requests, with that outcome if given, in time."""
        wanted = {"function": function, "method": method, "count": count, "timeout": timeout, "outcome": outcome}
        query = urllib.parse.urlencode({name: value for name, value in wanted.items() if value is not None})
        found: list[dict[str, Any]] = self._call("GET", f"{self._path(device, 'wait')}?{query}", timeout=timeout + ANSWER_MARGIN)
        return found

    def running(self, device: str, resource: str = "wan") -> dict[Any, dict[str, Any]]:
        return _integer_keys(self._call("GET", f"{self._path(device, 'running')}?resource={resource}"))

    def pending(self, device: str, resource: str = "wan") -> dict[Any, dict[str, Any]]:
        return _integer_keys(self._call("GET", f"{self._path(device, 'pending')}?resource={resource}")["items"])

    def has_pending(self, device: str) -> bool:
        return bool(self._call("GET", self._path(device, "pending"))["has_pending"])

    def state(self, device: str, name: str) -> Any:
        """As Device.state, with ids as texts."""
        return self._call("GET", f"{self._path(device, 'state')}?name={name}")

    def set_state(self, device: str, name: str, value: Any) -> None:
        """As Device.set_state; ids may be texts."""
        self._call("POST", self._path(device, "state"), {"name": name, "value": value})

    def set_running(self, device: str, resource: str, key: int | str, values: dict[str, Any] | None) -> None:
        self._call("POST", self._path(device, "running"), {"resource": resource, "id": key, "values": values})

    def stage_foreign(self, device: str, resource: str, key: int | str, values: dict[str, Any] | None) -> None:
        self._call("POST", self._path(device, "stage"), {"resource": resource, "id": key, "values": values})

    def set_wan_status(self, device: str, wan: int, **members: Any) -> None:
        self._call("POST", self._path(device, "status"), {"id": wan, "values": members})

    def set_vpn_peer(self, device: str, peer: str, **members: Any) -> None:
        self._call("POST", self._path(device, "vpn_peer"), {"id": peer, "values": members})

    def set_counts(self, device: str, **counts: int | None) -> None:
        """clients and vpn_peers, each a number, or None for those of the family."""
        self._call("POST", self._path(device, "counts"), counts)

    def stop_clock(self, device: str, age: float | None = None) -> None:
        self._call("POST", self._path(device, "clock"), {"stopped": True, "age": age})

    def start_clock(self, device: str, pace: float = 1.0) -> None:
        self._call("POST", self._path(device, "clock"), {"stopped": False, "pace": pace})

    def stop_clocks(self, age: float | None = None) -> None:
        """As Fleet.stop_clocks."""
        self._call("POST", "/fleet/clock", {"stopped": True, "age": age})

    def start_clocks(self, pace: float = 1.0) -> None:
        """As Fleet.start_clocks."""
        self._call("POST", "/fleet/clock", {"stopped": False, "pace": pace})

    def advance_all(self, seconds: float) -> None:
        """As Fleet.advance."""
        self._call("POST", "/fleet/advance", {"seconds": seconds})

    def schedule(self, device: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._call("GET", self._path(device, "schedule"))
        return found

    def set_schedule(self, device: str, entries: list[dict[str, Any]]) -> None:
        self._call("POST", self._path(device, "schedule"), {"entries": entries})

    def schedule_changes(self, seed: str, seconds: int, changes: int, kinds: list[str] | None = None) -> None:
        """As Fleet.schedule_changes."""
        self._call("POST", "/fleet/schedule", {"seed": seed, "seconds": seconds, "changes": changes, "kinds": kinds})

    def expected(self, until: int | None = None) -> list[dict[str, Any]]:
        """As Fleet.expected: at, device, what, where, before and after of each change."""
        found: list[dict[str, Any]] = self._call("GET", "/fleet/expected" + ("" if until is None else f"?until={until}"))
        return found

    def unknowns(self, device: str) -> dict[str, Any]:
        found: dict[str, Any] = self._call("GET", self._path(device, "unknowns"))
        return found

    def set_unknowns(self, device: str, **changes: Any) -> dict[str, Any]:
        found: dict[str, Any] = self._call("PATCH", self._path(device, "unknowns"), changes)
        return found

    def add_fault(self, device: str, kind: str, **members: Any) -> None:
        self._call("POST", self._path(device, "faults"), {"kind": kind, **members})

    def clear_faults(self, device: str) -> None:
        self._call("DELETE", self._path(device, "faults"))

    def credentials(self, device: str) -> dict[str, Any]:
        """Counts of live tokens, sessions and clients, and masked_literals_received."""
        found: dict[str, Any] = self._call("GET", self._path(device, "credentials"))
        return found

    def release(self, device: str) -> None:
        self._call("POST", self._path(device, "release"), {})

    def advance(self, device: str, seconds: float) -> None:
        self._call("POST", self._path(device, "advance"), {"seconds": seconds})

    def reboot(self, device: str) -> None:
        self._call("POST", self._path(device, "reboot"), {})

    def reset(self, device: str) -> None:
        self._call("POST", self._path(device, "reset"), {})

    def exchange(self, first: str, second: str) -> None:
        """As Fleet.exchange: two devices answer on each other's address from now on."""
        self._call("POST", self._path(first, "exchange"), {"with": second})

    @staticmethod
    def _path(device: str, what: str) -> str:
        return f"/devices/{urllib.parse.quote(device, safe='')}/{what}"

    def _call(self, method: str, path: str, body: Any = None, timeout: float | None = None) -> Any:
        request = urllib.request.Request(
            self._url + path,
            method=method,
            headers={"Content-Type": "application/json"},
            data=None if body is None else json.dumps(body).encode(),
        )
        try:
            with self._opener.open(request, timeout=timeout or self._timeout) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            text = _error_text(error)
            if error.code == 408:
                raise TimeoutError(text) from None
            raise ControlError(f"{method} {path}: {text}") from None


def _integer_keys(items: dict[str, Any]) -> dict[Any, dict[str, Any]]:
    return {int(key) if key.isdigit() else key: value for key, value in items.items()}


def _error_text(error: urllib.error.HTTPError) -> str:
    text = error.read().decode("utf-8", "replace")
    try:
        return str(json.loads(text)["error"])
    except (ValueError, KeyError, TypeError):
        return text

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Access points that look for new ones to join their mesh (cmd.mesh.discover, .result, cmd.mesh.request)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._common.errors import NotInEffect, Rejected, Unsupported
from .._common.redaction import printable
from .._common.untrusted import as_map, maps_in
from .._module.module import Module, Task
from .._module.refusal import refused
from .._module.waiting import Wait, until

DISCOVER = "cmd.mesh.discover"
RESULT = "cmd.mesh.discover.result"
REQUEST = "cmd.mesh.request"


def run(task: Task) -> None:
    """Core of peplink_mesh_discovery."""
    found = _read(task)
    _show(task, found)
    if task.params["state"] == "discovered":
        _discover(task, found)
    else:
        _request(task)


def _discover(task: Task, found: Mapping[str, Any]) -> None:
    known = _statuses(found)
    chosen = task.params["access_points"] if task.params["access_points"] is not None else list(known)
    unknown = [serial for serial in chosen if serial not in known]
    if unknown or not chosen:
        listed = ", ".join(printable(serial, 40) for serial in known) or "none"
        raise refused(task, f"there is no access point {', '.join(unknown) or 'to look for others'}; the router has {listed}")
    task.result["changed"] = True
    if task.check_mode:
        return
    task.session.post(DISCOVER, {"apList": chosen})
    if not task.params["wait"]:
        return
    limit = task.params["wait_timeout"]

    def ask() -> Mapping[str, Any] | None:
        now = _read(task)
        return None if any(_statuses(now).get(serial) == "scanning" for serial in chosen) else now

    _show(
        task,
        until(
            Wait(task, limit, "the discovery"),
            ask,
            NotInEffect(
                "looking for access points",
                task.session.device,
                f"the discovery is not over after {limit} s",
                "Raise wait_timeout.",
            ),
        ),
    )


def _request(task: Task) -> None:
    wanted = task.params["candidate"]
    candidate = next((found for found in task.result["candidates"] if _plain(found["id"]) == _plain(wanted)), None)
    if candidate is None:
        listed = ", ".join(printable(found["id"], 40) for found in task.result["candidates"]) or "none"
        raise refused(task, f"no access point {wanted!r} was discovered, but {listed}")
    if candidate["status"] == "adopting":
        return
    task.result["changed"] = True
    if task.check_mode:
        return
    try:
        task.session.post(REQUEST, {"candidateId": candidate["id"]})
    except Unsupported:
        raise
    except Rejected:
        # A string by the vendor's table, a list of one by its example.
        task.session.post(REQUEST, {"candidateId": [candidate["id"]]})


def _read(task: Task) -> Mapping[str, Any]:
    return as_map(task.session.get(RESULT))


def _statuses(found: Mapping[str, Any]) -> dict[str, Any]:
    return {str(raw.get("serialNumber")): raw.get("status") for raw in maps_in(found.get("apList"))}


def _show(task: Task, found: Mapping[str, Any]) -> None:
    task.result["access_points"] = [{"serial_number": serial, "status": status} for serial, status in _statuses(found).items()]
    task.result["candidates"] = [
        {"id": key, "status": raw.get("status"), "seen_by": [_sight(bss) for bss in maps_in(raw.get("bssList"))]} for key, raw in _candidates(found)
    ]


def _candidates(found: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The candidates: a list by the vendor's table, a map by its example."""
    for raw in maps_in(found.get("candidateList")):
        yield str(raw.get("id")), raw
    for key, raw in as_map(found.get("candidates")).items():
        if isinstance(raw, Mapping):
            yield str(key), raw


def _sight(bss: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "serial_number": bss.get("serialNumber"),
        "bssid": bss.get("bssid"),
        "signal": bss.get("rssi"),
        "channel": bss.get("channel"),
        "age": bss.get("lastUpdate"),
    }


def _plain(mac: str) -> str:
    return mac.replace(":", "").replace("-", "").lower()


MESH_DISCOVERY = Module(
    {
        "state": {"type": "str", "choices": ["discovered", "requested"], "default": "discovered"},
        "access_points": {"type": "list", "elements": "str"},
        "candidate": {"type": "str"},
        "wait": {"type": "bool", "default": True},
        "wait_timeout": {"type": "int", "default": 180},
    },
    run,
    {"required_if": [("state", "requested", ["candidate"])]},
    posts=lambda params: [DISCOVER if params["state"] == "discovered" else REQUEST],
)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The raw answers, and what an inventory asks for: organisations, groups, devices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ...module_utils._common.errors import ProtocolError, Refused
from ...module_utils._common.redaction import printable
from .answer import Declined
from .client import Client
from .records import Device, text_of, tidy, without_secrets

# What InControl needs to collect the status of devices that it was asked for.
STATUS_PAUSE = 2.0


class Answers:
    """Answers by path, without secrets: those that are known, and those that are asked for because they are not.

    ``known`` may be kept for the next run; ``grown`` says whether there is more in it than at the beginning.
    """

    def __init__(self, known: Mapping[str, Any], client: Callable[[], Client], device: str) -> None:
        self.known = dict(known)
        self.grown = False
        self.device = device
        self._client = client

    def get(self, path: str, doing: str, organization: str = "") -> Any:
        """The answer to a GET. Raises PeplinkError."""
        return self._keep(path, lambda: self._client().get(path, doing, organization))

    def get_fresh(self, path: str, doing: str, organization: str = "") -> Any:
        """The same with the status of the devices as it is now: the first request makes InControl ask them, the second has it."""

        def ask() -> Any:
            client, query = self._client(), {"has_status": "true"}
            client.get(path, doing, organization, query)
            client.pause(STATUS_PAUSE)
            return client.get(path, doing, organization, query)

        return self._keep(f"{path}?has_status=true", ask)

    def _keep(self, key: str, ask: Callable[[], Any]) -> Any:
        if key not in self.known:
            self.known[key] = without_secrets(ask())
            self.grown = True
        return self.known[key]


def read_devices(answers: Answers, organizations: Sequence[str], groups: Sequence[str], *, fresh: bool, warn: Callable[[str], None]) -> list[Device]:
    """The devices of these organisations and groups; of all where nothing is named.

    An organisation is named by id, code or name, a group by id or name. Raises PeplinkError, Refused for names that nothing has.
    """
    doing = "listing the organisations"
    chosen = _chosen(answers, _records(answers, "/rest/o", doing), organizations, "organizations", ("id", "org_code", "name"))
    wanted: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for organization in chosen:
        identity = text_of(organization.get("id"))
        doing = f"listing the groups of organisation {printable(identity)}"
        found = _records(answers, f"/rest/o/{_segment(identity)}/g", doing, identity)
        wanted += [(organization, group) for group in found]
    if groups:
        picked = _chosen(answers, [group for _organization, group in wanted], groups, "device_groups", ("id", "name"))
        wanted = [(organization, group) for organization, group in wanted if group in picked]
    devices: list[Device] = []
    for organization in chosen:
        own = [group for owner, group in wanted if owner is organization]
        devices += _devices(answers, organization, own, by_group=bool(groups), fresh=fresh, warn=warn)
    return devices


def _devices(
    answers: Answers,
    organization: dict[str, Any],
    groups: list[dict[str, Any]],
    *,
    by_group: bool,
    fresh: bool,
    warn: Callable[[str], None],
) -> list[Device]:
    identity = text_of(organization.get("id"))
    base = f"/rest/o/{_segment(identity)}"
    paths = [f"{base}/g/{_segment(text_of(group.get('id')))}/d/basic" for group in groups] if by_group else [f"{base}/d/basic"]
    names = {text_of(group.get("id")): text_of(group.get("name")) for group in groups}
    about = {"id": identity, "name": text_of(organization.get("name")), "code": text_of(organization.get("org_code"))}
    devices: dict[str, Device] = {}
    for path in paths:
        for record in _records(answers, path, f"listing the devices of organisation {printable(identity)}", identity, fresh=fresh, raw=True):
            number = text_of(record.get("id"))
            if not number and not text_of(record.get("sn")):
                warn(f"{answers.device}: a device without id and serial number in {path} is left out.")
                continue
            group_name = record.get("group_name") or names.get(text_of(record.get("group_id")))
            listed = {**record, "group_name": group_name} if group_name else record
            device = Device(about, listed, _page(answers, f"{base}/d/{_segment(number)}", identity, number, warn))
            devices.setdefault(number or device.serial, device)
    return list(devices.values())


def _page(answers: Answers, path: str, organization: str, number: str, warn: Callable[[str], None]) -> Callable[[], Mapping[str, Any]]:
    def ask() -> Mapping[str, Any]:
        if not number:
            return {}
        try:
            page = answers.get(path, f"reading device {printable(number)} of organisation {printable(organization)}", organization)
        except Declined as error:
            # It may have been removed meanwhile: no reason to do without all others.
            warn(str(error))
            return {}
        return page if isinstance(page, Mapping) else {}

    return ask


def _records(answers: Answers, path: str, doing: str, organization: str = "", *, fresh: bool = False, raw: bool = False) -> list[dict[str, Any]]:
    found = (answers.get_fresh if fresh else answers.get)(path, doing, organization)
    if found is None:
        return []
    if not isinstance(found, list):
        advice = "Check that url leads to InControl 2."
        raise ProtocolError(doing, answers.device, "answered with something other than a list", advice, maybe_processed=True)
    return [record if raw else tidy(record) for record in found if isinstance(record, dict)]


def _chosen(answers: Answers, found: list[dict[str, Any]], wanted: Sequence[str], option: str, by: tuple[str, ...]) -> list[dict[str, Any]]:
    """Those of the records that ``wanted`` names, in their own order; all if it names none."""

    def names(record: Mapping[str, Any]) -> list[str]:
        return [text for text in (text_of(record.get(name)) for name in by) if text]

    missing = [name for name in wanted if not any(name in names(record) for record in found)]
    if missing:
        there = "; ".join(printable(" / ".join(names(record)), 80) for record in found[:20]) or "none at all"
        raise Refused(
            f"looking for what {option} names",
            answers.device,
            f"nothing has the {' or '.join(by)} {', '.join(printable(name, 80) for name in missing)}",
            f"Correct {option}, or check the rights of the client. It sees: {there}.",
        )
    return [record for record in found if not wanted or any(name in names(record) for name in wanted)]


def _segment(identity: str) -> str:
    return quote(identity, safe="")

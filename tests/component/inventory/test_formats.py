# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The devices of InControl 2 as the inventory plugin reads them, in whichever format the service answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from peplink_simulator.incontrol import CloudFault, InControl

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import Clock
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol import addresses, names
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol.client import Client
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol.fleet import Answers, read_devices
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol.http import RequestsHttp
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol.records import Device

VAN_1, VAN_2, VAN_2_TOO, DEPOT, ACCESS_POINT = "2938-0000-0101", "2938-0000-0102", "2938-0000-0103", "2938-0000-0201", "1824-0000-0301"
TEMPLATE, SCRIPT = "2938-0000-0001", "2938-0000-0002"

VARIATIONS: dict[str, list[Any]] = {
    "lists": ["envelope", "bare"],
    "ids": ["number", "text"],
    "blanks": ["null", "empty", "absent"],
    "status": ["lower", "upper", "both"],
    "basic": ["usual", "sparse", "full"],
    "tags": ["list", "text", "objects"],
    "group_names": ["shown", "absent"],
    "expires_in": ["number", "text", "absent"],
    "pending": [0, 2],
    "retry_after": ["number", "date", "absent"],
}


@pytest.fixture(scope="session")
def serving() -> Iterator[InControl]:
    with InControl.start() as cloud:
        yield cloud
        assert cloud.internal_errors == []


@pytest.fixture
def cloud(serving: InControl) -> InControl:
    serving.reset()
    return serving


class Impatient(Clock):
    """Keeps the pace, which takes less than that for a request, and cuts all other waits short."""

    def sleep(self, seconds: float) -> None:
        super().sleep(min(seconds, 0.07))


def devices_of(cloud: InControl, organizations: list[str], groups: list[str]) -> list[Device]:
    """The devices as the plugin reads them, with everything that may be looked up."""
    given = {"client_id": cloud.client_id, "client_secret": cloud.client_secret, "token_cache": False, "ca_path": cloud.ca_path, "use_proxy": False}
    options = ConnectionOptions(host="127.0.0.1", port=int(cloud.url.rpartition(":")[2]), timeout=10, **given)
    client = Client(options, RequestsHttp(options), Impatient())
    return read_devices(Answers({}, lambda: client, options.device), organizations, groups, fresh=False, warn=pytest.fail)


def known(cloud: InControl) -> list[tuple[str, Any, Any, list[str]]]:
    """The fleet as the plugin returns it: host name, address, id, groups."""
    devices, found = devices_of(cloud, [], []), []
    for device, name in zip(devices, names.host_names(devices, "name"), strict=True):
        variables = device.variables(["status", "tags", "product_name", "fw_ver", "group_name", "group_id"])
        groups = list(names.default_groups(variables, list(names._KINDS), "p"))
        address = addresses.choose(device.value, ["public_wan", "lan", "ddns", "incontrol"], lambda: None)
        found.append((name, address, variables["id"], groups))
    return found


CHOICES: list[tuple[list[str], list[str], list[str]]] = [
    (["hQ7a2b"], ["Depots"], [DEPOT, ACCESS_POINT]),
    (["NWV"], ["2"], [DEPOT, ACCESS_POINT]),
    (["Harbour Ships"], [], [TEMPLATE, SCRIPT]),
    (["9431", "Northwind Vans"], ["1"], [VAN_1, VAN_2, VAN_2_TOO, TEMPLATE, SCRIPT]),
    ([], ["Ships", "Vans"], [VAN_1, VAN_2, VAN_2_TOO, TEMPLATE, SCRIPT]),
]


@pytest.mark.parametrize(("organizations", "groups", "chosen"), CHOICES)
def test_organisations_and_groups_are_selected_by_id_or_name(cloud: InControl, organizations: list[str], groups: list[str], chosen: list[str]) -> None:
    assert [device.serial for device in devices_of(cloud, organizations, groups)] == chosen


@pytest.fixture(scope="session")
def expected() -> list[Any]:
    with InControl.start() as cloud:
        return known(cloud)


@pytest.mark.parametrize(("switch", "value"), [(switch, value) for switch, values in VARIATIONS.items() for value in values[1:]])
def test_the_format_of_the_answers_does_not_matter(cloud: InControl, expected: list[Any], switch: str, value: Any) -> None:
    setattr(cloud.variations, switch, value)
    assert known(cloud) == expected


def test_all_formats_at_once_do_not_matter(cloud: InControl, expected: list[Any]) -> None:
    for switch, values in VARIATIONS.items():
        setattr(cloud.variations, switch, values[-1])
    for kind, path in (("too_many", "/rest/o"), ("truncated", "/rest/o/hQ7a2b/g"), ("cut", "/rest/o/9431/d/basic"), ("pending", "/rest/o/9431/d/1")):
        cloud.faults.add(CloudFault(kind, path))
    assert known(cloud) == expected
    assert 429 in {request.status for request in cloud.journal}

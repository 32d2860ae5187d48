# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The InControl 2 simulator: the effect of its switches and faults on the answers."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from peplink_simulator.incontrol import CloudFault, InControl, cloud_device

BASIC = "/rest/o/hQ7a2b/d/basic"


class Client:
    """Sends documented requests with a token."""

    def __init__(self, cloud: InControl) -> None:
        self.cloud = cloud
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=cloud.ca_path)),
        )
        self.token = ""

    def grant(self, **form: str) -> dict[str, Any]:
        given = {"client_id": self.cloud.client_id, "client_secret": self.cloud.client_secret, "grant_type": "client_credentials", **form}
        with self.opener.open(self.cloud.url + "/api/oauth2/token", urllib.parse.urlencode(given).encode()) as answer:
            found: dict[str, Any] = json.load(answer)
        self.token = found["access_token"]
        return found

    def get(self, path: str) -> Any:
        request = urllib.request.Request(self.cloud.url + path, headers={"Authorization": f"Bearer {self.token}"})
        with self.opener.open(request) as answer:
            return json.load(answer)


@pytest.fixture(scope="module")
def serving() -> Iterator[InControl]:
    with InControl.start() as cloud:
        yield cloud


@pytest.fixture
def client(serving: InControl) -> Iterator[Client]:
    serving.reset()
    asking = Client(serving)
    asking.grant()
    yield asking
    assert serving.internal_errors == []


def refused(client: Client, path: str) -> urllib.error.HTTPError:
    with pytest.raises(urllib.error.HTTPError) as caught:
        client.get(path)
    return caught.value


def test_tokens(client: Client) -> None:
    assert client.get("/rest/o")["resp_code"] == "SUCCESS"
    client.cloud.expire_tokens()
    assert refused(client, "/rest/o").code == 401
    for wrong in ({"client_secret": "x"}, {"grant_type": "password"}):
        with pytest.raises(urllib.error.HTTPError):
            client.grant(**wrong)
    client.cloud.variations.expires_in = "text"
    assert client.grant()["expires_in"] == "172799"
    client.cloud.variations.expires_in = "absent"
    assert "expires_in" not in client.grant()


def test_lists_pages_and_what_they_lack(client: Client) -> None:
    listed = client.get(BASIC)["data"]
    assert [device["id"] for device in listed] == [101, 102, 103, 201, 301]
    assert "interfaces" not in listed[0]
    page = client.get("/rest/o/hQ7a2b/d/101")["data"]
    assert page["interfaces"][1]["password"] == "apn-password-101-7d31"
    assert client.get("/rest/o/hQ7a2b/g/2/d")["data"][0]["interfaces"][0]["ip"] == "203.0.113.20"
    assert client.get("/rest/o/hQ7a2b/d/999")["resp_code"].startswith("INVALID_INPUT")
    assert client.get("/rest/o/hQ7a2b/g/2")["data"] == {"id": 2, "name": "Depots"}
    assert client.get("/rest/o/9431")["data"]["org_code"] is None
    assert refused(client, "/rest/o/nowhere/d").code == 404


def test_forms(client: Client) -> None:
    variations = client.cloud.variations
    variations.lists, variations.ids, variations.blanks, variations.status, variations.tags = "bare", "text", "absent", "upper", "text"
    device = client.get(BASIC)[1]
    assert (device["id"], device["group_id"], device["onlineStatus"], device["tags"]) == ("102", "1", "OFFLINE", "van,North East")
    assert "fw_pending_group_time" not in device
    variations.blanks, variations.basic = "empty", "sparse"
    assert client.get(BASIC)[1] == {"id": "102", "sn": "2938-0000-0102", "name": "Van 2", "group_id": "1"}
    assert client.get("/rest/o/hQ7a2b/d/102")["data"]["lan_ip"] == ""


def test_status_on_request(client: Client) -> None:
    client.cloud.variations.status = "on_request"
    assert "status" not in client.get(BASIC + "?has_status=true")["data"][0]
    assert client.get(BASIC + "?has_status=true")["data"][0]["status"] == "online"


def test_pending_answers_come_first(client: Client) -> None:
    client.cloud.variations.pending = 2
    assert [client.get("/rest/o")["resp_code"] for _time in range(3)] == ["PENDING", "PENDING", "SUCCESS"]


def test_the_limit_of_requests(client: Client) -> None:
    client.cloud.variations.requests_per_second = 3
    for _request in range(3):
        client.get(BASIC)
    assert refused(client, BASIC).headers["Retry-After"] == "1"
    client.get("/rest/o/9431/g")
    client.cloud.variations.retry_after = "date"
    assert parsedate_to_datetime(refused(client, BASIC).headers["Retry-After"])
    client.cloud.variations.retry_after = "absent"
    assert refused(client, BASIC).headers["Retry-After"] is None


def test_faults(client: Client) -> None:
    cloud = client.cloud
    cloud.faults.add(CloudFault("http_status", BASIC, skip=1, status=502))
    client.get(BASIC)
    assert refused(client, BASIC).code == 502
    cloud.faults.add(CloudFault("resp_code", resp_code="INTERNAL_ERROR"))
    assert client.get(BASIC)["resp_code"] == "INTERNAL_ERROR"
    cloud.faults.add(CloudFault("odd_data", data=7))
    assert client.get(BASIC)["data"] == 7
    for kind in ("truncated", "html"):
        cloud.faults.add(CloudFault(kind))
        with pytest.raises(ValueError, match=r"line 1|Unterminated"):
            client.get(BASIC)
    cloud.faults.add(CloudFault("cut"))
    with pytest.raises(OSError, match=r"closed|reset|Remote"):
        client.get(BASIC)
    assert [request.status for request in cloud.journal if request.path == BASIC] == [200, 502, 200, 200, 200, 200, 0]
    with pytest.raises(ValueError, match="fault kind"):
        CloudFault("nonsense")


def test_devices_may_be_added(client: Client) -> None:
    client.cloud.organization("9431").devices.append(cloud_device(3, "Ferry", wtp_ip="203.0.113.7"))
    assert client.get("/rest/o/9431/d/basic")["data"][2]["wtp_ip"] == "203.0.113.7"

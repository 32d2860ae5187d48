# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Devices of InControl 2 as hosts: what users configure, and which requests the service receives."""

from __future__ import annotations

import itertools
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.parsing.vault import VaultLib, VaultSecret
from peplink_simulator.incontrol import CloudFault, InControl

from ansible_collections.wanfleet.peplink.plugins.inventory import incontrol2

from .conftest import Controller

VAN_1, VAN_2, VAN_2_TOO, DEPOT, ACCESS_POINT = "2938-0000-0101", "2938-0000-0102", "2938-0000-0103", "2938-0000-0201", "1824-0000-0301"
TEMPLATE, SCRIPT = "2938-0000-0001", "2938-0000-0002"
LISTS = ["GET /rest/o", "GET /rest/o/hQ7a2b/g", "GET /rest/o/9431/g", "GET /rest/o/hQ7a2b/d/basic", "GET /rest/o/9431/d/basic"]
TOKEN = "POST /api/oauth2/token"


def test_a_fleet_with_default_options(controller: Controller, cloud: InControl) -> None:
    run = controller.run(controller.options())
    assert run.status == 0, run.output
    assert {name: variables.get("ansible_host") for name, variables in run.hosts.items()} == {
        VAN_1: "10.20.101.1",
        VAN_2: "van-2.example.net",
        VAN_2_TOO: "100.64.0.103",
        DEPOT: "10.20.201.1",
        ACCESS_POINT: None,
        TEMPLATE: "10.20.1.1",
        SCRIPT: None,
    }
    assert run.group("peplink_no_address") == [ACCESS_POINT, SCRIPT]
    assert run.group("peplink_firmware_8_5") == [VAN_1, VAN_2, DEPOT, TEMPLATE, SCRIPT]
    assert run.group("peplink_status_offline") == [VAN_2]
    assert run.group("peplink_group_depots") == [DEPOT, ACCESS_POINT]
    assert run.group("peplink_organization_nwv") == [VAN_1, VAN_2, VAN_2_TOO, DEPOT, ACCESS_POINT]
    assert run.group("peplink_product_peplink_balance_20x") == [DEPOT]
    assert run.group("peplink_tag_north_east") == [VAN_2]
    depot = run.hosts[DEPOT]
    assert depot.keys() == {"ansible_host", "incontrol2"}
    assert depot["incontrol2"]["organization"] == {"id": "hQ7a2b", "name": "Northwind Vans", "code": "NWV"}
    assert (depot["incontrol2"]["address_source"], depot["incontrol2"]["group_name"], depot["incontrol2"]["tags"]) == ("lan", "Depots", ["depot"])
    # What the list lacks was looked up for the address only.
    assert "interfaces" not in depot["incontrol2"]
    pages = [path for path in cloud.paths() if path not in (*LISTS, TOKEN)]
    assert sorted(cloud.paths()) == sorted([TOKEN, *LISTS, *pages])
    assert len(pages) == 7


@pytest.mark.thorough
def test_no_device_is_requested_individually_when_the_list_suffices(controller: Controller, cloud: InControl) -> None:
    run = controller.run(controller.options(address_sources=["incontrol"], organizations=["NWV"], device_groups=["Vans", "2"]))
    assert set(run.hosts) == {VAN_1, VAN_2, VAN_2_TOO, DEPOT, ACCESS_POINT}
    # An access point has no such member, so its page is looked at.
    group = "GET /rest/o/hQ7a2b/g"
    assert cloud.paths() == [TOKEN, "GET /rest/o", group, f"{group}/1/d/basic", f"{group}/2/d/basic", "GET /rest/o/hQ7a2b/d/301"]


@pytest.mark.thorough
def test_the_cache_is_filled_once_and_extended_only_for_new_devices(controller: Controller, cloud: InControl) -> None:
    cold = controller.run(controller.cached())
    assert cold.status == 0, cold.output
    assert len(cloud.journal) == 1 + 5 + 7
    cloud.journal.clear()
    assert controller.run(controller.cached()).listed == cold.listed
    assert cloud.paths() == []
    warm = controller.run(controller.cached(organizations=["9431"], fields=["interfaces"], hostname="name"))
    assert cloud.paths() == []
    assert [host["ansible_host"] for host in warm.hosts.values() if "ansible_host" in host] == ["10.20.1.1"]
    # Without the token, which is in a file of its own.
    cloud.journal.clear()
    controller.run(controller.cached(organizations=["9431"], device_groups=["Ships"]))
    assert cloud.paths() == ["GET /rest/o/9431/g/1/d/basic"]
    # The user wants them anew.
    cloud.organization("9431").devices.clear()
    cloud.journal.clear()
    (controller.home / "nothing.yml").write_text("- hosts: all\n")
    flushed = controller.output("ansible-playbook", "nothing.yml", "--list-hosts", "--flush-cache", "-i", "fleet.incontrol2.yml")
    assert "hosts (0)" in flushed
    assert cloud.paths() == ["GET /rest/o", "GET /rest/o/9431/g", "GET /rest/o/9431/g/1/d/basic"]
    # Another account must not be shown what this one saw.
    assert "granted no token" in controller.fails(controller.cached(client_id="somebody-else"))


@pytest.mark.thorough
def test_host_names_from_device_names(controller: Controller) -> None:
    run = controller.run(controller.options(hostname="name", address_sources=["incontrol"]))
    assert set(run.hosts) == {"Van_1", VAN_2, VAN_2_TOO, "Depot", "Depot_AP", "7_7", "evil_script"}


def test_device_names_are_data(controller: Controller, cloud: InControl, tmp_path: Path) -> None:
    ship = cloud.organization("9431").device(1)
    ship |= {"product_name": "{{ lookup('pipe', 'touch gotcha') }}", "ddns_name": "{{ 7*7 }}.example.net", "lan_ip": "{{ 7*7 }}"}
    options = controller.options(
        organizations=["9431"],
        address_sources=["ddns", "expression", "lan"],
        address_expression="incontrol2.name",
        compose={"called": "incontrol2.name", "loud": "incontrol2.name | upper"},
        keyed_groups=[{"prefix": "called", "key": "incontrol2.name"}],
    )
    (tmp_path / "show.yml").write_text(
        yaml.safe_dump(
            [
                {
                    "hosts": "all",
                    "gather_facts": False,
                    "connection": "local",
                    "tasks": [
                        {"ansible.builtin.debug": {"msg": "<{{ incontrol2.name }}|{{ called }}|{{ loud }}|{{ incontrol2.tags | default(['x']) | first }}>"}},
                        {"ansible.builtin.debug": {"var": "hostvars"}},
                    ],
                }
            ]
        )
    )
    run = controller.run(options)
    assert run.hosts[TEMPLATE]["ansible_host"] == "10.20.1.1"
    assert {"peplink_product_lookup_pipe_touch_gotcha", "peplink_tag_6_7"} <= run.groups
    played = controller.output("ansible-playbook", "-i", "fleet.incontrol2.yml", "show.yml")
    assert "<{{ 7*7 }}|{{ 7*7 }}|{{ 7*7 }}|{{ 6*7 }}>" in played
    assert not list(tmp_path.rglob("gotcha"))


def test_constructed_variables_and_groups(controller: Controller) -> None:
    options = controller.options(
        compose={"place": "incontrol2.latitude", "missing": "incontrol2.nothing.at.all"},
        groups={"expiring": "incontrol2.expiry_date | default('9999') < '2028'"},
        keyed_groups=[{"prefix": "fw", "key": "incontrol2.fw_ver | default('none') | split(' ') | first"}],
        fields=["latitude", "expiry_date"],
        default_groups=["status"],
        group_prefix="",
    )
    run = controller.run(options)
    # Old versions of Ansible make text of everything.
    assert str(run.hosts[VAN_1]["place"]) == "52.37"
    assert "place" not in run.hosts[ACCESS_POINT]
    assert ACCESS_POINT not in run.group("expiring")
    assert run.groups == {"status_online", "status_offline", "no_address", "expiring", "fw_8_5_1s045", "fw_8_3_0", "fw_8_5_0", "fw_none"}


def test_addresses_from_an_expression(controller: Controller) -> None:
    options = controller.options(address_sources=["expression", "incontrol"], organizations=["NWV"])
    run = controller.run({**options, "address_expression": "'vpn-' ~ (incontrol2.fw_ver | length) ~ '.example.net'"})
    assert run.hosts[VAN_1]["ansible_host"] == "vpn-20.example.net"
    assert run.hosts[VAN_1]["incontrol2"]["address_source"] == "expression"


# Options, failures of the service, and the expected message. In this order: afterwards there is a token, and each failure meets the next request.
ERRORS: dict[str, tuple[dict[str, Any], tuple[CloudFault, ...], list[str]]] = {
    "wrong-secret": ({"client_secret": "planted-wrong-99"}, (), ["granted no token", "Check client_id and client_secret"]),
    "page": ({}, (CloudFault("html", "/rest/o"),), ["not from the API", "while listing the organisations"]),
    "portal": ({}, (CloudFault("redirect", "/rest/o"),), ["redirect", "relay.example.net"]),
    "odd": ({}, (CloudFault("odd_data", "/rest/o/9431/g", data={"x": 1}),), ["something other than a list", "groups of organisation 9431"]),
    "slow": ({"timeout": 1}, (CloudFault("latency", "/rest/o/9431/d/basic", seconds=5),), ["sent no complete answer within 1 s", "raise timeout"]),
    "no-client": ({"client_id": ""}, (), ["client_id or client_secret is missing", "PEPLINK_INCONTROL_CLIENT_ID"]),
    "no-sources": ({"address_sources": None}, (), ["address_sources"]),
    "no-organisation": ({"organizations": ["NWV", "nowhere"]}, (), ["organizations", "nowhere", "It sees: hQ7a2b / NWV / Northwind Vans"]),
    "no-group": ({"device_groups": ["Vans", "nowhere"]}, (), ["device_groups", "nowhere", "1 / Vans"]),
    "no-expression": ({"address_sources": ["expression"]}, (), ["address_expression is missing"]),
    # An access point has no firmware version.
    "bad-expression": (
        {"address_sources": ["expression"], "address_expression": "incontrol2.fw_ver ~ ''", "strict": True},
        (),
        [f"address_expression failed for {ACCESS_POINT}"],
    ),
    "bad-compose": ({"compose": {"x": "incontrol2.fw_ver"}, "strict": True}, (), [f"Could not set x for host {ACCESS_POINT}"]),
    "nobody-there": ({"url": "https://127.0.0.1:1"}, (), ["127.0.0.1:1", "refused the connection", "asked 4 times"]),
    "not-a-url": ({"url": "http://user:planted-url-99@example.net/x"}, (), ["url is not usable: example.net"]),
    "no-ca": ({"ca_path": "/nowhere.pem"}, (), ["/nowhere.pem", "does not exist"]),
    "untrusted": ({"ca_path": None}, (), ["the certificate could not be verified", "ca_path"]),
}


@pytest.mark.thorough
def test_errors_name_the_action_the_service_and_what_to_check(controller: Controller, cloud: InControl) -> None:
    files = []
    for name, (changed, faults, _said) in ERRORS.items():
        for fault in faults:
            cloud.faults.add(fault)
        given = {key: value for key, value in (controller.options() | changed).items() if value is not None}
        files.append(controller.write(f"{name}.incontrol2.yml", given))
    output = controller.complaints(files, "-vvvv")
    # Ansible tries the files in this order, and says at the end of each that it gives it up.
    for (name, (_changed, _faults, expected)), complaint in zip(ERRORS.items(), output.split("Unable to parse"), strict=False):
        for part in expected:
            assert part in complaint, name
    assert "Traceback" not in output
    for secret in ("planted", cloud.client_secret, *cloud.tokens):
        assert secret not in output


def test_no_secret_is_seen_in_output_cache_or_log(controller: Controller, cloud: InControl) -> None:
    cloud.faults.add(CloudFault("http_status", "/rest/o/9431/d/1", status=502))
    cloud.faults.add(CloudFault("resp_code", "/rest/o/9431/d/2", resp_code="INVALID_INPUT", message=f"got {cloud.client_secret}"))
    options = controller.cached(fields=["interfaces"], compose={"everything": "incontrol2 | to_json"})
    run = controller.run(options, "-vvvv", ANSIBLE_LOG_PATH=str(controller.home / "log"))
    assert run.status == 0, run.output
    assert "got ********" in run.output
    assert run.hosts[VAN_1]["incontrol2"]["interfaces"][1]["apn"] == "fleet.example"
    (kept,) = (controller.home / "cache").iterdir()
    seen = run.output + kept.read_text() + (controller.home / "log").read_text()
    (tokens,) = (controller.home / ".ansible" / "peplink" / "tokens").glob("*.json")
    assert tokens.stat().st_mode & 0o777 == 0o600
    (token,) = cloud.tokens
    assert token in tokens.read_text()
    for secret in ("apn-user-101-7d31", "apn-password-101-7d31", cloud.client_secret, token):
        assert secret not in seen
    # The token goes where no log looks.
    assert not [request for request in cloud.journal if token in str(request.query) or token in request.path]


def test_credentials_come_from_environment_vault_or_template(controller: Controller, cloud: InControl) -> None:
    bare = {name: value for name, value in controller.options(address_sources=["incontrol"]).items() if name not in ("client_id", "client_secret", "url")}
    password = controller.home / "vault-password"
    password.write_text("correct horse")
    ciphertext = VaultLib([("default", VaultSecret(b"correct horse"))]).encrypt(cloud.client_secret).decode()
    vaulted = yaml.safe_dump(bare) + "client_secret: !vault |\n" + textwrap.indent(ciphertext, "  ")
    environment = {"PEPLINK_INCONTROL_URL": cloud.url, "PEPLINK_INCONTROL_CLIENT_ID": cloud.client_id, "PEPLINK_TOKEN_CACHE": "false"}
    for options, arguments, more in (
        (bare, [], {"PEPLINK_INCONTROL_CLIENT_SECRET": cloud.client_secret}),
        ({**bare, "client_secret": "{{ cloud_secret }}"}, ["-e", f"cloud_secret={cloud.client_secret}"], {}),
        (vaulted, ["--vault-password-file", str(password)], {}),
    ):
        run = controller.run(options, *arguments, **environment, **more)
        assert VAN_1 in run.hosts, run.output
    assert cloud.paths().count(TOKEN) == 3


@pytest.mark.thorough
def test_a_private_appliance_with_a_bad_certificate(tmp_path: Path) -> None:
    with InControl.start(wrong_name=True) as cloud:
        controller = Controller(cloud, tmp_path)
        assert "the certificate could not be verified" in controller.fails(controller.options())
        # Whatever other programs are told to trust.
        unchecked = controller.options(validate_certs=False, address_sources=["incontrol"])
        run = controller.run(unchecked, REQUESTS_CA_BUNDLE=cloud.ca_path)
        assert VAN_1 in run.hosts, run.output
        assert "InsecureRequest" not in run.output


@pytest.mark.thorough
def test_devices_that_vanish_during_the_run_give_a_warning(controller: Controller, cloud: InControl) -> None:
    cloud.faults.add(CloudFault("resp_code", "/rest/o/9431/d/1", resp_code="INVALID_INPUT:device"))
    run = controller.run(controller.options(organizations=["9431"]))
    assert run.hosts[TEMPLATE]["ansible_host"] == "100.64.0.1"
    assert "reading device 1 of organisation 9431" in run.output


@pytest.mark.thorough
def test_fresh_status_takes_two_requests(controller: Controller, cloud: InControl) -> None:
    cloud.variations.status = "on_request"
    options = controller.options(organizations=["NWV"], device_groups=["Vans"], address_sources=["incontrol"])
    assert not [group for group in controller.run(options).groups if "status" in group]
    cloud.journal.clear()
    assert controller.run({**options, "fresh_status": True}).group("peplink_status_offline") == [VAN_2]
    lists = [request for request in cloud.journal if request.path.endswith("/d/basic")]
    assert [request.query for request in lists] == [{"has_status": "true"}] * 2


@pytest.mark.thorough
def test_an_expired_token_is_replaced_once(cloud: InControl, controller: Controller) -> None:
    options = controller.options(address_sources=["incontrol"])
    controller.run(options)
    cloud.expire_tokens()
    cloud.journal.clear()
    assert VAN_1 in controller.run(options).hosts
    assert cloud.paths()[:4] == ["GET /rest/o", TOKEN, "GET /rest/o", "GET /rest/o/hQ7a2b/g"]
    assert cloud.paths().count(TOKEN) == 1


# Each begins with a title. All but the first are comments, because sanity of ansible-core 2.16 wants a single document.
EXAMPLES = [[line.removeprefix("# ") for line in block.splitlines()[1:]] for block in incontrol2.EXAMPLES.strip().split("\n\n")]


@pytest.mark.variations
@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_example_of_the_documentation_works(controller: Controller, cloud: InControl, number: int) -> None:
    here = {"https://incontrol.example.net": cloud.url, "/etc/ssl/incontrol.pem": cloud.ca_path, "/tmp/incontrol2": str(controller.home / "cache")}
    text = "\n".join(EXAMPLES[number])
    for there, instead in here.items():
        text = text.replace(there, instead)
    client = {"PEPLINK_INCONTROL_CLIENT_ID": cloud.client_id, "PEPLINK_INCONTROL_CLIENT_SECRET": cloud.client_secret}
    run = controller.run(
        text,
        FLEET_CLOUD_SECRET=cloud.client_secret,
        PEPLINK_INCONTROL_URL=cloud.url,
        PEPLINK_INCONTROL_CA_PATH=cloud.ca_path,
        PEPLINK_INCONTROL_USE_PROXY="false",
        ANSIBLE_INVENTORY_CACHE="false",
        **client,
    )
    assert run.status == 0, run.output
    assert "WARNING" not in run.output
    addresses_found = {host: variables.get("ansible_host") for host, variables in run.hosts.items()}
    assert (
        addresses_found.items()
        >= [
            {VAN_1: "10.20.101.1", TEMPLATE: "10.20.1.1"},
            {"Van_1": "10.20.101.1", VAN_2: "2938-0000-0102.vpn.example.net"},
            {VAN_2: "van-2.example.net", DEPOT: "203.0.113.20"},
            {VAN_1: "100.64.0.101"},
        ][number].items()
    )
    if number == 2:
        assert str(run.hosts[DEPOT]["peplink_port"]) == "8443"
        assert run.group("expiring") == [VAN_1, VAN_2, VAN_2_TOO, DEPOT, TEMPLATE, SCRIPT]
        assert "site_Depots" in run.groups


def test_ansible_doc_shows_the_documentation(controller: Controller) -> None:
    options = controller.doc("wanfleet.peplink.incontrol2")["options"]
    assert {"address_sources", "compose", "cache"} <= options.keys()
    assert all(option["description"] for option in options.values())


@pytest.mark.thorough
def test_a_large_organisation_stays_below_the_limit(controller: Controller, cloud: InControl) -> None:
    vans = cloud.organization("hQ7a2b")
    vans.devices = [vans.devices[0] | {"id": number, "sn": f"2938-1111-{number:04}"} for number in range(40)]
    run = controller.run(controller.options(organizations=["NWV"], address_sources=["lan"]))
    assert len(run.hosts) == 40
    assert {request.status for request in cloud.journal} == {200}
    times = [request.at for request in cloud.journal if request.path != "/api/oauth2/token"]
    assert all(later - sooner >= 1 for sooner, later in zip(times, itertools.islice(times, 20, None), strict=False))

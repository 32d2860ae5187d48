# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every field of POST config.wan.connection: what is stored, what GET shows, what null does, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import result

MASK = "@~HiDdEn~@"
PPPOE = {"type": "pppoe", "detail": {"username": "line1", "password": "test-new-pppoe"}}
STATIC = {"type": "staticIp", "detail": {"ip": "198.51.100.20", "mask": 24, "gateway": "198.51.100.1"}}
L2TP = {
    "type": "l2tp",
    "detail": {"username": "line1", "password": "test-l2tp", "host": "192.0.2.9", "staticIp": {"ip": "198.51.100.20", "mask": 24, "gateway": "198.51.100.1"}},
}
GRE = {
    "type": "gre",
    "detail": {
        "host": "192.0.2.9",
        "local": "192.0.2.10",
        "remote": "192.0.2.11",
        "nat": "192.0.2.12",
        "staticIp": {"ip": "198.51.100.20", "mask": 24, "gateway": "198.51.100.1"},
    },
}

SHOWN = [  # (WAN of a MAX, body of the WAN, path in GET, expected there)
    (1, {"name": "New"}, "name", "New"),
    (1, {"enable": False}, "enable", False),
    (1, {"multipleIp": ["198.51.100.30"]}, "multipleIp", ["198.51.100.30"]),
    (1, {"schedule": 3}, "connection/schedule", 3),
    (1, {"connection": {"routingMode": "IP Forwarding"}}, "connection/mode", "IP Forwarding"),
    (1, {"connection": {"pepvpnNat": False}}, "connection/pepvpnNat", False),
    (1, {"connection": {"icmpPing": False}}, "connection/icmpPing", False),
    (1, {"connection": {"priority": 4}}, "connection/priority", 4),
    (1, {"connection": {"idleTimeout": 300}}, "connection/idleTimeout", 300),
    (1, {"connection": {"dns": {"auto": False, "host": ["192.0.2.1"]}}}, "connection/dns", {"auto": False, "host": ["192.0.2.1"]}),
    (1, {"connection": {"hotStandby": {"enable": True, "schedule": 2}}}, "connection/hotStandby", {"enable": True, "schedule": 2}),
    (1, {"connection": {"hotStandBy": True}}, "connection/hotStandby", {"enable": True}),
    (1, {"connection": {"bandwidth": {"upload": {"value": 2, "unit": "Gbps"}}}}, "connection/bandwidth/upload", {"value": 2000000, "unit": "kbps"}),
    (1, {"connection": {"bandwidth": {"download": {"value": 40, "unit": "Mbps"}}}}, "connection/bandwidth/download", {"value": 40000, "unit": "kbps"}),
    (1, {"connection": {"method": {"type": "dhcp", "detail": {"hostname": "depot"}}}}, "connection/dhcp", {"hostname": "depot"}),
    (1, {"connection": {"method": STATIC}}, "connection/staticIp", STATIC["detail"]),
    (1, {"connection": {"method": PPPOE}}, "connection/pppoe", {"username": "line1", "password": MASK}),
    (1, {"connection": {"method": L2TP}}, "connection/l2tp", {"username": "line1", "password": MASK, "host": "192.0.2.9", "staticIp": "198.51.100.20"}),
    (1, {"connection": {"method": GRE}}, "connection/gre", GRE["detail"]),
    (
        1,
        {"physical": {"speed": "100baseTx-FD", "advertise": True}},
        "physical",
        {"type": "ethernet", "supportGigaEthernet": True, "speed": "100baseTx-FD", "advertise": True},
    ),
    (1, {"physical": {"advertise": True}}, "physical", {"type": "ethernet", "supportGigaEthernet": True, "speed": "Auto"}),
    (
        1,
        {"physical": {"mtu": 1400, "mss": 1300, "mac": "02:00:5E:10:00:02", "vlan": 7}},
        "physical",
        {"type": "ethernet", "supportGigaEthernet": True, "speed": "Auto", "mtu": 1400, "mss": 1300, "mac": "02:00:5E:10:00:02", "vlan": 7},
    ),
    (1, {"healthcheck": {"enable": False}}, "healthcheck", {"enable": False}),
    (
        1,
        {"healthcheck": {"enable": True, "timeout": 2500, "interval": 7, "retry": 2, "recovery": 4}},
        "healthcheck",
        {"enable": True, "method": "ping", "timeout": 2.5, "interval": 7, "retry": 2, "recovery": 4, "ping": {"host": ["192.0.2.1", "192.0.2.2"]}},
    ),
    (1, {"healthcheck": {"enable": True, "method": {"type": "ping", "detail": {"host": []}}}}, "healthcheck/ping", {}),
    (
        1,
        {"healthcheck": {"enable": True, "method": {"type": "nslookup", "detail": {"includedPublic": True, "host": ["192.0.2.1"]}}}},
        "healthcheck/nslookup",
        {"includePublic": True, "host": ["192.0.2.1"]},
    ),
    (
        1,
        {"healthcheck": {"enable": True, "method": {"type": "http", "detail": {"host": [{"url": "http://a.example/", "pattern": ""}]}}}},
        "healthcheck/http",
        {"url": [{"url": "http://a.example/"}]},
    ),
    (
        1,
        {"healthcheck": {"enable": True, "method": {"type": "http", "detail": {"host": [{"host": [{"url": "http://a.example/", "pattern": "ok"}]}]}}}},
        "healthcheck/http",
        {"url": [{"url": "http://a.example/", "pattern": "ok"}]},
    ),
    (1, {"healthcheck": {"enable": True, "method": {"type": "smartcheck", "detail": {}}}}, "healthcheck/method", "smartcheck"),
    (
        1,
        {"bandwidthAllowanceMonitor": {"enable": True, "action": ["email"], "start": 0, "monthlyAllowance": {"value": 2, "unit": "GB"}}},
        "bandwidthAllowanceMonitor",
        {"enable": True, "action": ["email"], "start": 0, "monthlyAllowance": {"value": 2048, "unit": "MB"}},
    ),
    (
        1,
        {
            "ddns": {
                "enable": True,
                "provider": "others",
                "customUrl": "https://d.example/u",
                "useWanIp": True,
                "username": "depot",
                "password": "test-ddns",
                "host": ["depot.example.net"],
            }
        },
        "connection/ddns",
        {"enable": True, "provider": "customUrl", "customUrl": "https://d.example/u", "username": "depot", "password": MASK, "host": ["depot.example.net"]},
    ),
    (
        2,
        {"cellular": {"sim": [{"id": 2, "carrierSelection": None, "operator": None}, {"id": 1, "carrierSelection": None, "operator": {"apn": "b.example"}}]}},
        "connection/gobi/operator",
        {"auto": False, "apn": "b.example", "username": "iot", "password": MASK},
    ),
]

WRITE_ONLY = [
    (1, {"connection": {"useLanIp": True}}),
    (1, {"connection": {"groupSet": 2}}),
    (1, {"connection": {"ignoreDefaultGateway": True}}),
    (1, {"physical": {"ttl": 64}}),
    (1, {"connection": {"method": {"type": "dhcp", "detail": {"ipPassthrough": True}}}}),
    (2, {"connection": {"cellularModule": {"networkMode": "LTE"}}}),
    (
        2,
        {
            "cellular": {
                "useExternalAntenna": True,
                "simCardScheme": "alternate",
                "alternateSim": {"day": 1, "hour": 2},
                "preferredSim": 2,
                "idleTimeout": 60,
                "failbackTimeout": 60,
                "signalThreshold": {"rsrp": [-118], "rssi": [-80], "signalLevel": [2]},
            }
        },
    ),
    (
        3,
        {
            "wifi": {
                "country": 1,
                "channelWidth": "80 MHz",
                "channel": [36],
                "power": "high",
                "powerBoost": True,
                "dataRate": "MCS7",
                "autoConnect": False,
                "beaconMissCounter": 9,
                "channelScanInterval": 60,
                "signalThreshold": {"rssi": [-80]},
            }
        },
    ),
    (
        3,
        {
            "wifi": {
                "roaming": {
                    "enable": True,
                    "algorithm": {
                        "type": "express",
                        "detail": {
                            "signalLevel": {"threshold": -72, "gain": 10},
                            "diagnosticLevel": "basic",
                            "confirmPeriod": 3,
                            "signalMode": {"type": "relative", "detail": {"minimumSignalDifference": 5}},
                            "backupDisconnect": {"mode": "delay", "delay": 5},
                        },
                    },
                }
            }
        },
    ),
]

WRONG = [  # refused by a rule between members; (WAN of a MAX, body, code)
    (1, {"connection": {"method": PPPOE}, "physical": {"mtu": 1493}}, 400),
    (1, {"connection": {"method": GRE}, "physical": {"mtu": 1477}}, 400),
    (2, {"physical": {"mtu": 1501}}, 400),
    (1, {"physical": {"mtu": 1400, "mss": 1361}}, 400),
    (1, {"connection": {"method": {"type": "staticIp"}}}, 400),
    (1, {"connection": {"method": {"type": "pppoe"}}}, 400),
    (1, {"connection": {"method": {"type": "gre", "detail": {key: GRE["detail"][key] for key in ("host", "local", "remote")}}}}, 400),
    (1, {"connection": {"method": {"type": "openvpn", "detail": {}}}}, 404),
    (1, {"connection": {"method": {"type": "dhcp", "detail": {"staticRoute": [{"ip": "192.0.2.0", "mask": 24}]}}}}, 400),
    (3, {"connection": {"method": {"type": "dhcp", "detail": {"ipPassthrough": True}}}}, 404),
    (1, {"connection": {"priority": -1}}, 400),
    (1, {"connection": {"cellularModule": {"networkMode": "LTE"}}}, 404),
    (2, {"healthcheck": {"enable": True, "timeout": 500}}, 400),
    (1, {"healthcheck": {"enable": True, "method": {"type": "openvpn", "detail": {}}}}, 404),
    (1, {"cellular": {}}, 404),
    (1, {"wifi": {}}, 404),
    (1, {"modem": {}}, 404),
    (1, {"wifiProfile": {}}, 404),
    (2, {"wifi": {}}, 404),
    (3, {"cellular": {}}, 404),
    (2, {"physical": {"speed": "Auto"}}, 404),
    (2, {"physical": {"mac": "02:00:5E:10:00:02"}}, 404),
    (3, {"physical": {"vlan": 7}}, 404),
    (1, {"physical": {"vpi": 1}}, 404),
    (1, {"physical": {"greUplink": 2}}, 400),
    (1, {"physical": {"openvpn": {"failback": True}}}, 404),
    (2, {"cellular": {"simCardScheme": "remote_sim"}}, 404),
    (2, {"cellular": {"remoteSim": ["1"]}}, 404),
    (2, {"cellular": {"alternateSim": {"day": 1, "hour": 2}}}, 400),
    (2, {"cellular": {"sim": [{"id": 3, "carrierSelection": None}]}}, 400),
    (2, {"cellular": {"sim": [{"id": 1}]}}, 400),
    (3, {"wifi": {"roaming": {"algorithm": {"type": "normal", "detail": {"diagnosticLevel": "basic"}}}}}, 400),
    (3, {"wifi": {"roaming": {"algorithm": {"type": "express", "detail": {"intensiveScan": {"enable": True}}}}}}, 400),
    (1, {"ddns": {"enable": True, "provider": "noip", "useWanIp": True, "username": "a", "password": "test-ddns", "host": []}}, 400),
]


def at(value: Any, path: str) -> Any:
    for part in path.split("/"):
        value = value[part]
    return value


@pytest.mark.parametrize(("key", "body", "path", "expected"), SHOWN)
def test_field_shows_in_get_and_in_the_answer(connect: Any, key: int, body: dict[str, Any], path: str, expected: Any) -> None:
    client = connect()
    answer = client.update(key, **body)
    assert result(answer) == "ok"
    assert at(answer["response"][str(key)], path) == expected
    client.apply()
    assert at(client.wan(key), path) == expected


@pytest.mark.parametrize(("key", "body"), WRITE_ONLY)
def test_write_only_member_is_stored_but_never_shown(connect: Any, key: int, body: dict[str, Any]) -> None:
    client = connect()
    before = client.wan(key)
    assert result(client.update(key, **body)) == "ok"
    client.apply()
    assert client.wan(key) == before
    stored = client.device.running("wan")[key]
    for section, members in body.items():
        for name, value in members.items():
            if name != "method":
                assert stored[section][name] == value


@pytest.mark.parametrize(("key", "body", "code"), WRONG)
def test_wrong_combination_is_refused(connect: Any, key: int, body: dict[str, Any], code: int) -> None:
    client = connect()
    assert result(client.update(key, **body)) == code
    assert not client.device.has_pending


def test_null_clears_and_absent_leaves_alone(connect: Any) -> None:
    client = connect()
    client.update(
        1,
        schedule=3,
        physical={"mtu": 1400, "mss": 1300, "ttl": 64, "mac": "02:00:5E:10:00:02", "vlan": 7},
        connection={
            "idleTimeout": 60,
            "hotStandby": {"enable": True, "schedule": 2},
            "method": {"type": "pppoe", "detail": {**PPPOE["detail"], "service": "isp", "keepaliveRetry": 3}},
        },
    )
    client.update(1, name="New")
    before = client.device.pending("wan")[1]
    assert before["physical"] == {"speed": "Auto", "mtu": 1400, "mss": 1300, "ttl": 64, "mac": "02:00:5E:10:00:02", "vlan": 7}
    client.update(
        1,
        schedule=None,
        physical={"mtu": None, "mss": None, "ttl": None, "mac": None, "vlan": None},
        connection={
            "idleTimeout": None,
            "hotStandby": {"enable": True, "schedule": None},
            "method": {"type": "pppoe", "detail": {**PPPOE["detail"], "service": None}},
        },
    )
    after = client.device.pending("wan")[1]
    assert after["physical"] == {"speed": "Auto"}
    assert after["connection"]["hotStandby"] == {"enable": True}
    assert after["connection"]["method"]["detail"] == {**PPPOE["detail"], "keepaliveRetry": 3}
    assert not {"schedule"} & set(after)
    assert "idleTimeout" not in after["connection"]


def test_another_method_replaces_the_details(connect: Any) -> None:
    client = connect()
    client.update(1, connection={"method": PPPOE})
    client.update(1, connection={"method": {"type": "dhcp"}})
    assert client.device.pending("wan")[1]["connection"]["method"] == {"type": "dhcp", "detail": {}}


def test_neutral_shape_keeps_secrets_and_units(connect: Any) -> None:
    client = connect()
    client.update(1, connection={"method": PPPOE, "bandwidth": {"upload": {"value": 3, "unit": "Mbps"}}}, healthcheck={"enable": True, "timeout": 900})
    stored = client.device.pending("wan")[1]
    assert stored["connection"]["method"] == PPPOE
    assert stored["connection"]["bandwidth"]["upload"] == {"value": 3000, "unit": "kbps"}
    assert stored["healthcheck"]["timeout"] == 900
    assert (stored["kind"], stored["asLan"], stored["active"]) == ("ethernet", False, True)


def test_sims_are_merged_by_slot(connect: Any) -> None:
    client = connect()
    before = client.device.running("wan")[2]["cellular"]["sim"]
    client.update(
        2,
        cellular={
            "sim": [
                {
                    "id": 2,
                    "carrierSelection": [{"mcc": "001", "mnc": "01"}],
                    "simPin": "9999",
                    "mobileType": "LTE",
                    "bandSelection": ["B20"],
                    "authentication": "chap",
                    "optimalNetwork": {"discovery": 10, "period": [1]},
                    "bandwidthAllowanceMonitor": {"enable": True, "monthlyAllowance": {"value": 1, "unit": "TB"}},
                }
            ]
        },
    )
    first, second = client.device.pending("wan")[2]["cellular"]["sim"]
    assert first == before[0]
    assert second["bandwidthAllowanceMonitor"]["monthlyAllowance"] == {"value": 1024 * 1024, "unit": "MB"}
    assert (second["simPin"], second["carrierSelection"], second["roaming"]) == ("9999", [{"mcc": "001", "mnc": "01"}], {"enable": False})


def test_allowance_factor_1000(connect: Any) -> None:
    client = connect(allowance_factor=1000)
    client.update(1, bandwidthAllowanceMonitor={"enable": True, "monthlyAllowance": {"value": 2, "unit": "GB"}})
    assert client.wan()["bandwidthAllowanceMonitor"]["monthlyAllowance"] == {"value": 2000, "unit": "MB"}


@pytest.mark.parametrize(("mode", "expected"), [("exact", 0.4), ("rounded", 1)])
def test_odd_timeout(connect: Any, mode: str, expected: float) -> None:
    client = connect(healthcheck_timeout=mode)
    client.update(1, healthcheck={"enable": True, "timeout": 400})
    assert client.wan()["healthcheck"]["timeout"] == expected


def test_inverted_polarity(connect: Any) -> None:
    client = connect(pepvpn_nat="inverted")
    client.update(1, connection={"pepvpnNat": False})
    assert client.wan()["connection"]["pepvpnNat"] is True


def test_missing_carrier_selection_leaves_it_unchanged(connect: Any) -> None:
    client = connect(missing_carrier_selection="unchanged")
    client.update(2, cellular={"sim": [{"id": 1, "carrierSelection": [{"mcc": "001"}]}]})
    assert result(client.update(2, cellular={"sim": [{"id": 1, "simPin": "1111"}]})) == "ok"
    sim = client.device.pending("wan")[2]["cellular"]["sim"][0]
    assert (sim["carrierSelection"], sim["simPin"]) == ([{"mcc": "001"}], "1111")


def test_drop_in_and_port_as_lan_cannot_be_reconfigured(connect: Any) -> None:
    client = connect("balance-8.5.2")
    assert result(client.update(5, connection={"method": {"type": "dhcp", "detail": {}}})) == 400
    assert result(client.update(5, name="Still drop-in")) == "ok"
    for section in ({"connection": {}}, {"physical": {"mtu": 1400}}, {"multipleIp": []}, {"healthcheck": {"enable": False}}):
        assert result(client.update(3, **section)) == 400
    assert result(client.update(3, name="LAN port", enable=False)) == "ok"


@pytest.mark.parametrize(("mode", "code", "stored"), [("fail", 400, "test-new-pppoe"), ("store", "ok", MASK), ("ignore", "ok", "test-new-pppoe")])
def test_masked_literal_sent_back(connect: Any, mode: str, code: Any, stored: str) -> None:
    client = connect(masked_literal=mode)
    client.update(1, connection={"method": PPPOE})
    assert client.device.masked_literals_received == []
    masked = {"type": "pppoe", "detail": {"username": "line2", "password": MASK}}
    assert result(client.update(1, connection={"method": masked})) == code
    assert client.device.pending("wan")[1]["connection"]["method"]["detail"]["password"] == stored
    assert client.device.masked_literals_received == [("config.wan.connection", "list/0/connection/method/detail/password")]


def test_unknown_members_ignored(connect: Any) -> None:
    client = connect(unknown_members="ignore")
    assert result(client.update(1, name="New", nonsense=1, physical={"mtu": 1400, "poe": {"enable": True}})) == "ok"
    stored = client.device.pending("wan")[1]
    assert (stored["name"], stored["physical"]) == ("New", {"speed": "Auto", "mtu": 1400})
    assert "nonsense" not in stored
    assert result(client.update(1, healthcheck={"enable": True, "timeout": 5})) == 400


def test_failure_codes_follow_their_switches(connect: Any) -> None:
    client = connect(bad_value_code=3, unsupported_code=77)
    assert result(client.update(1, physical={"mtu": 1})) == 3
    assert result(client.update(1, cellular={})) == 77


def test_failure_text_never_repeats_a_value(connect: Any) -> None:
    client = connect()
    secret = "test-secret-value"
    for password in ({"a": secret}, [secret], 5):
        answer = client.update(1, connection={"method": {"type": "pppoe", "detail": {"username": secret, "password": password}}})
        assert secret not in str(answer)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""WAN connections: the description, and plans made with it, without a router."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.scalar import Number, Text
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.read import Read
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.fitness import misfits, refuse_misfits
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.forms import Forms
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.identification import Identified
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.observation import Seen
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan, PlanError, render
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.planning import missing_company
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.revert import reverse
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Field, Item, Resource, Together
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_connection import WAN_CONNECTION

from .plans import plan_of, plans_of

FIBRE: dict[str, Any] = {
    "name": "Fibre",
    "asLan": False,
    "enable": True,
    "active": True,
    "multipleIp": ["198.51.100.12"],
    "connection": {
        "method": "staticIp",
        "mode": "NAT",
        "icmpPing": False,
        "priority": 1,
        "dns": {"auto": False, "host": ["192.0.2.53"]},
        "ddns": {"enable": True, "provider": "dyndns", "username": "depot", "password": "@~HiDdEn~@", "host": ["depot.example.net"]},
        "bandwidth": {"upload": {"value": 40000, "unit": "kbps"}, "download": {"value": 200000, "unit": "kbps"}},
        "pepvpnNat": True,
        "hotStandby": {"enable": False},
        "staticIp": {"ip": "198.51.100.10", "mask": 29, "gateway": "198.51.100.9"},
    },
    "physical": {"type": "ethernet", "speed": "Auto", "mtu": 1450},
    "healthcheck": {"enable": True, "method": "ping", "timeout": 4, "interval": 20, "retry": 5, "recovery": 5, "ping": {"host": ["192.0.2.1", "192.0.2.2"]}},
    "bandwidthAllowanceMonitor": {"enable": True, "action": ["email"], "start": 1, "monthlyAllowance": {"value": 51200, "unit": "MB"}},
}


def item_of(raw: dict[str, Any], fallback: bool = False) -> Item:
    return WAN_CONNECTION.decode({"id": 1}, raw, fallback=fallback)


def planned(raw: dict[str, Any], options: dict[str, Any], *, known: bool = False, unreadable: str = "once") -> ItemPlan:
    (plan,) = plans_of(WAN_CONNECTION, [item_of(raw)], [{"id": 1, **options}], known=known, unreadable=unreadable)
    return plan


def body(plan: ItemPlan, forms: Forms | None = None) -> dict[str, Any]:
    return plan.write(forms=(forms or Forms()).of(plan)).body


@pytest.mark.parametrize(
    ("place", "spelling", "option"),
    [
        ("connection", {"method": "Static IP"}, "method.type"),
        ("connection", {"dns": {"auto": False, "server": ["192.0.2.53"]}}, "dns.servers"),
        (
            "connection",
            {"bandwidth": {"upload": {"bandwidth": 40000, "unit": "kbps"}, "download": {"bandwidth": 200, "unit": "Mbps"}}},
            "bandwidth.upload_kbps",
        ),
        ("connection", {"pepvpnNat": ..., "pepVpnNat": True}, "pepvpn_nat"),
        ("connection", {"hotStandby": ..., "hotStandBy": False}, "hot_standby.enable"),
        ("healthcheck", {"ping": ..., "method": "nslookup", "dns": {"host": ["192.0.2.1", "192.0.2.2"]}}, "health_check.hosts"),
    ],
)
def test_spellings_of_the_router_are_one_value(place: str, spelling: dict[str, Any], option: str) -> None:
    raw = copy.deepcopy(FIBRE)
    raw[place] = {name: value for name, value in (raw[place] | spelling).items() if value is not ...}
    assert item_of(raw).flat[option] == item_of(FIBRE).flat[option]


def test_absence_means_automatic_only_where_the_section_is_shown() -> None:
    assert item_of(FIBRE).flat["vlan"] == "none"
    assert item_of(FIBRE).flat["mss"] == "auto"
    assert "vlan" not in item_of({name: value for name, value in FIBRE.items() if name != "physical"}).flat
    assert "ddns.custom_url" not in item_of(FIBRE).flat


def test_the_status_shows_few_settings() -> None:
    status = {
        "name": "Fibre",
        "enable": True,
        "type": "ethernet",
        "ip": "198.51.100.10",
        "mask": 29,
        "gateway": "198.51.100.9",
        "method": "dhcp",
        "routingMode": "NAT",
        "priority": 1,
        "mtu": 1400,
    }
    flat = item_of(status, fallback=True).flat
    assert flat == {"name": "Fibre", "enable": True, "routing_mode": "nat", "priority": 1, "method.type": "dhcp", "mtu": 1400, "mss": "auto"}
    assert item_of(status | {"method": "static"}, fallback=True).flat["method.ip"] == "198.51.100.10"
    assert "method.type" not in item_of(status | {"method": "ppp"}, fallback=True).flat


@pytest.mark.parametrize(
    ("shown", "wanted", "known", "written"),
    [
        (1500, "auto", False, {"mtu": "auto"}),
        (1500, "auto", True, {}),
        (None, "auto", False, {}),
        (1500, "1500", False, {}),
        (1500, "1400", True, {"mtu": 1400}),
    ],
)
def test_an_mtu_in_the_status_may_be_the_choice_of_the_router(shown: int | None, wanted: str, known: bool, written: dict[str, Any]) -> None:
    item = item_of({"name": "Fibre", "enable": True} | ({"mtu": shown} if shown else {}), fallback=True)
    (plan,) = plans_of(WAN_CONNECTION, [item], [{"id": 1, "mtu": wanted}], known=known)
    assert plan.values == written
    assert Seen({plan.key: item}).mismatches([plan]) == [] or wanted == "1400"


def test_an_mtu_in_the_configuration_is_a_set_one() -> None:
    assert planned(FIBRE, {"mtu": "auto"}, known=True).values == {"mtu": "auto"}


@pytest.mark.parametrize("kind", ["wovlan", "ethernet"])
def test_a_wan_over_vlan_has_what_ethernet_has(kind: str) -> None:
    raw = {**FIBRE, "physical": {"type": kind, "speed": "Auto", "mac": "00:00:5E:00:53:01"}}
    assert item_of(raw).flat.keys() >= {"vlan", "mac", "speed"}
    plan = planned(raw, {"vlan": "40", "mac": "00:00:5e:00:53:02", "speed": "100baseTx-FD"})
    assert misfits(plan, "wovlan") == []
    assert body(plan)["physical"] == {"vlan": 40, "mac": "00:00:5e:00:53:02", "speed": "100baseTx-FD"}


def test_what_the_router_shows_of_an_unknown_kind_is_kept_and_settable() -> None:
    raw = {**FIBRE, "physical": {"type": "satellite", "speed": "Auto", "vlan": 40, "mtu": 1450}}
    assert {option: value for option, value in item_of(raw).flat.items() if option in ("speed", "vlan", "mac", "mtu")} == {
        "speed": "auto",
        "vlan": 40,
        "mtu": 1450,
    }
    refuse_misfits(planned(raw, {"vlan": "41"}), {})
    with pytest.raises(PlanError, match="is of the kind satellite; mac exists only on the kind ethernet or wovlan"):
        refuse_misfits(planned(raw, {"mac": "00:00:5e:00:53:02"}), {})


def test_a_partial_address_is_completed() -> None:
    plan = planned(FIBRE, {"method": {"ip": "198.51.100.11"}})
    assert body(plan) == {"connection": {"method": {"type": "staticIp", "detail": {"ip": "198.51.100.11", "mask": 29, "gateway": "198.51.100.9"}}}}


def test_a_new_method_does_not_inherit_the_address() -> None:
    plan = planned(FIBRE, {"method": {"type": "dhcp"}})
    assert body(plan) == {"connection": {"method": {"type": "dhcp"}}}
    with pytest.raises(PlanError, match=r"needs method\.username, method\.password in the same request"):
        planned(FIBRE, {"method": {"type": "pppoe"}})


@pytest.mark.parametrize(
    ("ddns", "written"),
    [
        ({"enable": False}, {"enable": False}),
        (
            {"enable": False, "use_wan_ip": True, "password": "depot-pass-1"},
            {"enable": False, "useWanIp": True, "username": "depot", "password": "depot-pass-1", "host": ["depot.example.net"]},
        ),
    ],
)
def test_ddns_is_switched_off_alone_if_what_goes_with_it_is_not_known(ddns: dict[str, Any], written: dict[str, Any]) -> None:
    assert body(planned(FIBRE, {"ddns": ddns})) == {"ddns": written}


def test_what_is_said_when_ddns_is_not_switched_off_alone() -> None:
    assert "ddns.use_wan_ip, ddns.password along with ddns.enable false" in missing_company([planned(FIBRE, {"ddns": {"enable": False}})])
    assert missing_company([planned(FIBRE, {"ddns": {"enable": False, "use_wan_ip": True, "password": "depot-pass-1"}}), planned(FIBRE, {"mtu": 1400})]) == ""


@pytest.mark.parametrize("ddns", [{"enable": True, "provider": "noip"}, {"enable": False, "username": "other"}, {"hosts": ["other.example.net"]}])
def test_other_changes_of_ddns_need_what_goes_with_them(ddns: dict[str, Any]) -> None:
    with pytest.raises(PlanError, match=r"needs ddns\.use_wan_ip, ddns\.password in the same request"):
        planned(FIBRE, {"ddns": ddns})


def test_a_health_check_is_written_whole_without_options_of_other_methods() -> None:
    assert body(planned(FIBRE, {"health_check": {"hosts": ["192.0.2.9"]}})) == {
        "healthcheck": {"enable": True, "method": {"type": "ping", "detail": {"host": ["192.0.2.9"]}}}
    }
    assert body(planned(FIBRE, {"health_check": {"method": "smartcheck"}})) == {"healthcheck": {"enable": True, "method": {"type": "smartcheck", "detail": {}}}}
    assert body(planned(FIBRE, {"health_check": {"interval": 30}})) == {"healthcheck": {"enable": True, "interval": 30}}


def test_a_reenabled_health_check_gets_its_recorded_details() -> None:
    off = FIBRE | {"healthcheck": {"enable": False}}
    wanted = {"health_check": {"enable": True, "interval": 20, "timeout_ms": 4000}}
    assert body(planned(off, wanted, known=True)) == {"healthcheck": {"enable": True, "interval": 20, "timeout": 4000}}
    assert planned(off, {"health_check": {"enable": False, "interval": 20}}, known=True).changes == ()


def test_a_masked_secret_is_neither_compared_nor_sent_back() -> None:
    ddns = {"ddns": {"enable": True, "use_wan_ip": True, "username": "depot", "password": "pw", "hosts": ["depot.example.net"]}}
    assert planned(FIBRE, ddns, known=True).changes == ()
    assert planned(FIBRE, ddns, unreadable="never").changes == ()
    assert body(planned(FIBRE, ddns, known=True, unreadable="always"))["ddns"]["password"] == "pw"
    assert "@~HiDdEn~@" not in str(body(planned(FIBRE, ddns | {"ddns": ddns["ddns"] | {"hosts": ["x.example.net"]}}, known=True)))


def test_alternative_forms_are_tried_in_turn() -> None:
    plan = planned(FIBRE, {"pepvpn_nat": False})
    assert body(plan) == {"connection": {"pepvpnNat": False}}
    assert Forms().next(plan, plan.changes, refused=True) is None
    second = Forms().next(plan, plan.changes, refused=False)
    assert body(plan, second) == {"connection": {"pepvpnNat": True}}
    assert second is not None
    assert second.next(plan, plan.changes, refused=False) is None

    urls = planned(FIBRE, {"health_check": {"method": "http", "urls": [{"url": "http://x.example/"}]}})
    assert body(urls)["healthcheck"]["method"]["detail"] == {"host": [{"host": [{"url": "http://x.example/", "pattern": ""}]}]}
    second = Forms().next(urls, urls.changes, refused=True)
    assert body(urls, second)["healthcheck"]["method"]["detail"] == {"host": [{"url": "http://x.example/", "pattern": ""}]}


def test_reverse_restores_what_was_shown() -> None:
    plan = planned(FIBRE, {"mtu": "1400", "method": {"type": "dhcp"}, "ttl": "64"})
    now = item_of({**FIBRE, "connection": {**FIBRE["connection"], "method": "dhcp"}, "physical": {**FIBRE["physical"], "mtu": 1400}})
    assert body(reverse(plan, Forms(), now)) == {
        "physical": {"mtu": 1450},
        "connection": {"method": {"type": "staticIp", "detail": {"ip": "198.51.100.10", "mask": 29, "gateway": "198.51.100.9"}}},
    }


def test_rendering_hides_secrets_and_names_the_item() -> None:
    plan = planned(FIBRE, {"ddns": {"enable": True, "use_wan_ip": True, "username": "d", "password": "pw", "hosts": ["b", "a"]}})
    shown = render(WAN_CONNECTION, plan.item, plan.predicted() or {})
    assert shown["ddns"] == {"enable": True, "use_wan_ip": True, "username": "d", "password": "********", "hosts": ["a", "b"]}
    assert shown["name"] == "Fibre"


@pytest.mark.parametrize(
    ("fields", "rules", "problem"),
    [
        ((Field("a", Text(), "a"), Field("a", Text(), "b")), (), "a is described twice"),
        ((Field("a", Text(), "x"), Field("b", Text(), "x")), (), "two options are written to x"),
        ((Field("a", Text(), "a", absent="none"),), (), "a: absence is explained, but it is never read"),
        ((Field("a", Text(), "a", only_with=("b", frozenset({"x"}))),), (), "a: only with b, which is not described"),
        ((Field("a", Text(), "a"), Field("a.b", Number(0, 1), "b")), (), "a is both a value and a group"),
        ((Field("a", Text(), "a"),), (Together(("a",), needs=("c",)),), "a rule names c, which is not described"),
    ],
)
def test_a_description_that_contradicts_itself_is_refused(fields: tuple[Field, ...], rules: tuple[Together, ...], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Resource(
            section="things",
            title="Things",
            noun="thing",
            read=Read("config.thing"),
            write="config.thing",
            fields=fields,
            together=rules,
            body=lambda writes: {},
        )


# ---- properties ------------------------------------------------------------------------------------------------------

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": st.text(min_size=1, max_size=8),
    "enable": st.booleans(),
    "schedule": st.sampled_from(["none", "1", "7"]),
    "priority": st.integers(0, 9),
    "icmp_ping": st.booleans(),
    "mtu": st.sampled_from(["auto", "576", "1400"]),
    "mss": st.sampled_from(["auto", "536"]),
    "vlan": st.sampled_from(["none", "5", "4094"]),
    "routing_mode": st.sampled_from(["nat", "ip_forwarding"]),
    "multiple_ip": st.lists(st.sampled_from(["192.0.2.4", "192.0.2.5", "192.0.2.6"]), unique=True),
    "bandwidth": st.fixed_dictionaries({}, optional={"upload_kbps": st.integers(1, 10**7), "download_kbps": st.integers(1, 10**7)}),
    "health_check": st.fixed_dictionaries(
        {"enable": st.just(True)},
        optional={
            "timeout_ms": st.integers(801, 10000),
            "interval": st.integers(5, 3600),
            "retry": st.integers(1, 20),
            "hosts": st.lists(st.sampled_from(["192.0.2.1", "192.0.2.2", "192.0.2.7"]), unique=True, max_size=2),
        },
    ),
    "method": st.sampled_from([{"ip": "198.51.100.14"}, {"type": "dhcp", "hostname": "x"}, {"type": "pppoe", "username": "u", "password": "p"}]),
}
INTENTS = st.fixed_dictionaries({}, optional=VALUES)


def shown_after(body: dict[str, Any]) -> dict[str, Any]:
    """FIBRE as GET would show it after a POST of ``body``: written by hand from the map of GET against POST."""
    raw = copy.deepcopy(FIBRE)
    connection, physical, health = raw["connection"], raw["physical"], raw["healthcheck"]
    raw |= {name: body[name] for name in ("name", "enable", "multipleIp") if name in body}
    sent = body.get("connection", {})
    connection |= {name: sent[name] for name in ("icmpPing", "priority") if name in sent}
    connection["mode"] = sent.get("routingMode", connection["mode"])
    for direction, rate in sent.get("bandwidth", {}).items():
        connection["bandwidth"][direction] = rate
    if "method" in sent:
        kind = connection["method"] = sent["method"]["type"]
        connection[kind] = {name: value for name, value in sent["method"]["detail"].items() if name != "password"}
    if "schedule" in body:
        connection.pop("schedule", None)
        connection |= {"schedule": body["schedule"]} if body["schedule"] is not None else {}
    for name, value in body.get("physical", {}).items():
        physical.pop(name, None)
        physical |= {name: value} if value is not None else {}
    sent = body.get("healthcheck", {})
    health |= {name: sent[name] for name in ("interval", "retry", "recovery") if name in sent}
    health["timeout"] = sent["timeout"] / 1000 if "timeout" in sent else health["timeout"]
    if "method" in sent:
        health["ping"]["host"] = sent["method"]["detail"].get("host", health["ping"]["host"])
    return raw


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(INTENTS)
def test_written_values_are_read_back(options: dict[str, Any]) -> None:
    plan = planned(FIBRE, options)
    after = item_of(shown_after(body(plan)) if plan.changes else FIBRE)
    assert Seen({plan.key: after}).mismatches([plan]) == []
    (again,) = plans_of(WAN_CONNECTION, [after], [{"id": 1, **options}], known=True)
    assert again.changes == ()


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(INTENTS)
def test_what_is_shown_needs_no_change(options: dict[str, Any]) -> None:
    item = item_of(shown_after(body(planned(FIBRE, options))))
    assert planned(item.raw, WAN_CONNECTION.nested(item.flat)).changes == ()


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.floats(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
PATHS = st.sampled_from(
    [
        ("connection",),
        ("connection", "method"),
        ("connection", "dns"),
        ("connection", "bandwidth", "upload"),
        ("physical",),
        ("physical", "type"),
        ("healthcheck", "timeout"),
        ("healthcheck", "ping", "host"),
        ("name",),
        ("bandwidthAllowanceMonitor",),
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(PATHS, JUNK), max_size=4))
def test_a_damaged_answer_never_breaks_the_plan(damage: list[tuple[tuple[str, ...], Any]]) -> None:
    raw: Any = copy.deepcopy(FIBRE)
    for path, junk in damage:
        node = raw
        for name in path[:-1]:
            node = node[name] if isinstance(node, dict) and isinstance(node.get(name), dict) else {}
        node[path[-1]] = junk
    item = item_of(raw)
    identified = Identified(item, WAN_CONNECTION.parse({"mtu": "1400", "icmp_ping": True}))
    assert set(plan_of(WAN_CONNECTION, identified).values) <= {"mtu", "icmp_ping"}

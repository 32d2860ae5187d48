# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Metrics: both formats as their parsers read them, and the conventions for names and units."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as prometheus

from ansible_collections.wanfleet.peplink.plugins.filter.figures_metrics import figures_metrics
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import document
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.families import FAMILIES
from ansible_collections.wanfleet.peplink.tests.unit.plugins.plugin_utils.figures_samples import TIME, cellular, fleet, read, unread, wan

ROOT = Path(__file__).resolve().parents[4]
DASHBOARD = ROOT / "roles" / "figures" / "files" / "dashboard.json"
GUIDE = ROOT / "docs" / "guides" / "figures.md"
MESH = {"networks": [{"id": 1, "mesh_id": "deck", "peers": [{"name": "Aft", "receive": {"bytes": 70}, "transmit": {"bytes": 60}}]}]}
PARSERS = {"prometheus": prometheus, "openmetrics": openmetrics}
HOSTILE = ['a"b', "a\\b", "a\\", "a\nb", 'x"} 1\npeplink_router_up{router="y', "\u202e", "\ud800", "{{ 7*7 }}", "ä", "# EOF"]

Sample = tuple[str, frozenset[tuple[str, str]]]


def samples(text: str, form: str) -> dict[Sample, float]:
    found: dict[Sample, float] = {}
    for family in PARSERS[form](text):
        for sample in family.samples:
            key = (sample.name, frozenset(sample.labels.items()))
            assert key not in found, f"{key} is there twice, which the textfile collector refuses"
            assert sample.timestamp is None
            found[key] = sample.value
    return found


def of(results: dict[str, Any], form: str = "openmetrics") -> dict[Sample, float]:
    return samples(figures_metrics(document(results, TIME), form), form)


def value(found: dict[Sample, float], name: str, **labels: str) -> float | None:
    return found.get((name, frozenset(labels.items())))


def test_the_metrics_of_a_router() -> None:
    found = of({"van": read(mesh=MESH), "ship": unread("unreachable")})
    cell = {"router": "van", "wan": "2", "wan_name": "Cellular"}
    assert value(found, "peplink_figures_timestamp_seconds") == 1795572000
    assert value(found, "peplink_figures_routers", status="unreachable") == 1
    assert value(found, "peplink_router_up", router="van") == 1
    assert value(found, "peplink_router_up", router="ship") == 0
    assert value(found, "peplink_router_info", router="van", firmware="8.5.2") == 1
    assert value(found, "peplink_wan_up", **cell) == 1
    assert value(found, "peplink_wan_standby", router="van", wan="3", wan_name="Wi-Fi") == 1
    assert value(found, "peplink_wan_uptime_seconds", router="van", wan="1", wan_name="Fibre") == 86400
    assert value(found, "peplink_wan_wifi_signal_dbm", router="van", wan="3", wan_name="Wi-Fi") == -61
    assert value(found, "peplink_wan_allowance_used_bytes", **cell) == 2 * 1024**3
    assert value(found, "peplink_sim_allowance_limit_bytes", **cell, sim="1") == 10 * 1024**3
    assert value(found, "peplink_sim_active", **cell, sim="2") == 0
    assert value(found, "peplink_cellular_info", **cell, carrier="Northnet", mobile_type="LTE", band="LTE Band 3") == 1
    assert value(found, "peplink_cellular_rsrp_dbm", **cell) == -97
    assert value(found, "peplink_cellular_rsrq_db", **cell) == -10.5
    assert value(found, "peplink_cellular_roaming", **cell) == 0
    assert value(found, "peplink_vpn_peer_up", router="van", peer="2-1", peer_name="HQ hub") == 1
    assert value(found, "peplink_clients", router="van", connection_type="wireless") == 1
    assert value(found, "peplink_mesh_peer_received_bytes_total", router="van", mesh="deck", peer="Aft") == 70
    assert {name for name, _labels in found} == {f"{family.name}_total" if family.counter else family.name for family in FAMILIES}


def test_both_formats_have_the_same_values() -> None:
    results = fleet(60) | {"mesh": read(mesh=MESH)}
    assert of(results, "prometheus") == of(results)


@pytest.mark.parametrize(("form", "declared"), [("prometheus", "peplink_mesh_peer_received_bytes_total"), ("openmetrics", "peplink_mesh_peer_received_bytes")])
def test_a_counter_is_declared_as_its_format_wants_it(form: str, declared: str) -> None:
    text = figures_metrics(document({"van": read(mesh=MESH)}, TIME), form)
    assert f"# TYPE {declared} counter\n" in text
    assert 'peplink_mesh_peer_received_bytes_total{router="van",mesh="deck",peer="Aft"} 70\n' in text


def test_the_textfile_collector_finds_nothing_that_it_refuses() -> None:
    text = figures_metrics(document(fleet(60), TIME))
    assert {line.split()[3] for line in text.splitlines() if line.startswith("# TYPE")} <= {"gauge", "counter"}
    assert not re.search("^# (UNIT|EOF)", text, re.MULTILINE)
    assert all(len(line.rsplit("} ", 1)[-1].split()) <= 2 for line in text.splitlines() if not line.startswith("#"))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_names_follow_the_conventions(family: Any) -> None:
    assert re.fullmatch(r"peplink_[a-z0-9]+(_[a-z0-9]+)*", family.name)
    assert family.help.endswith(".")
    assert not family.name.endswith("_total")
    unit = re.search(r"_(bytes|seconds|dbm|db)$", family.name)
    assert family.unit == (unit[1] if unit else "")
    assert not re.search(r"_(mb|kb|ms|minutes|percent)$", family.name)


@pytest.mark.parametrize("form", PARSERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_a_label(name: str, form: str) -> None:
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in name)
    found = of({name: read(wan=[wan(2, name)], cellular=[cellular(2, carrier={"name": name})])}, form)
    assert value(found, "peplink_router_up", router=shown) == 1
    assert [key for key, _value in found.items() if key[0] == "peplink_cellular_info" and ("carrier", shown) in key[1]]
    assert len([key for key in found if key[0] == "peplink_router_up"]) == 1


def test_clients_make_no_more_series_however_many_and_whatever_they_are() -> None:
    clients = [{"mac": f"02:00:00:00:{number // 256:02x}:{number % 256:02x}", "name": f"client {number}", "active": True} for number in range(500)]
    for number, client in enumerate(clients):
        client |= {"connection_type": f"type {number}" if number else "wireless", "ssid": f"Crew {number}", "vlan": number}
    found = of({"van": read(clients=clients)})
    assert len(found) == len(of({"van": read()}))  # which has clients of two types, too
    assert value(found, "peplink_clients", router="van", connection_type="wireless") == 1
    assert value(found, "peplink_clients", router="van", connection_type="other") == 499


def test_of_things_with_the_same_labels_the_first_counts() -> None:
    peers = [{"peer_id": "2-1", "name": "Hub", "connected": connected} for connected in (True, False)]
    assert value(of({"van": read(vpn={"peers": peers})}), "peplink_vpn_peer_up", router="van", peer="2-1", peer_name="Hub") == 1


@pytest.mark.parametrize(("roaming", "shown"), [("home", 0), ("roaming", 1), ("roaming_partner", 1), (None, None)])
def test_roaming(roaming: str | None, shown: int | None) -> None:
    detail = {name: value for name, value in cellular(2, roaming=roaming).items() if value is not None}
    found = of({"van": read(cellular=[detail])})
    assert value(found, "peplink_cellular_roaming", router="van", wan="2", wan_name="Cellular") == shown


def test_an_empty_fleet_has_metrics_too() -> None:
    assert {name for name, _labels in of({})} == {"peplink_figures_timestamp_seconds", "peplink_figures_routers"}


def test_the_dashboard_asks_for_metrics_and_labels_that_exist() -> None:
    found = of(fleet(60) | {"mesh": read(mesh=MESH)})
    labels: dict[str, set[str]] = {}
    for name, pairs in found:
        labels.setdefault(name, set()).update(label for label, _value in pairs)
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]
    asked += [variable["query"]["query"] for variable in dashboard["templating"]["list"] if variable["type"] == "query"]
    assert len(asked) > 10
    for expression in asked:
        names = re.findall(r"peplink_[a-z0-9_]+", expression)
        assert names, expression
        assert set(names) <= labels.keys(), expression
        for name, matchers in re.findall(r"(peplink_[a-z0-9_]+)\{([^}]*)\}", expression):
            assert set(re.findall(r"([a-z_]+)\s*(?:=~|!~|!=|=)", matchers)) <= labels[name], expression
        known = set().union(*(labels[name] for name in names))
        for grouping in re.findall(r"(?:by|on|without|group_left|group_right|ignoring)\s*\(([^)]*)\)", expression):
            assert {label.strip() for label in grouping.split(",") if label.strip()} <= known, expression


def test_the_guide_names_every_metric_and_no_other() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    known = {f"{family.name}_total" if family.counter else family.name for family in FAMILIES}
    told = set(re.findall(r"\bpeplink_(?!fleet_facts)[a-z_]+[a-z]", text))
    told -= {f"peplink_{field.name}" for field in dataclasses.fields(ConnectionOptions)}  # of the inventory
    # A row of the table names the metrics of one kind: the first in full, of the others what is different at the end.
    for row in re.findall(r"^\| (`peplink_.*?) \|", text, re.MULTILINE):
        first, *others = re.findall(r"`([a-z_]+)`", row)
        for other in others:
            if other.startswith("peplink_"):
                first = other
            else:
                stems = [first.rsplit("_", cut)[0] for cut in range(1, first.count("_"))]
                told |= {name for stem in stems if (name := f"{stem}{other}") in known}
    assert told == known

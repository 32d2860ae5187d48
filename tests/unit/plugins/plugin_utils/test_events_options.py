# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of the event source: what they mean, and that all that is wrong with them is said at once, before anything is asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.errors import AnsibleError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events import source
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.kinds import KINDS, REBOOTED, event
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.options import SPEC, quantity
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.readings import Reading
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.rules import AreaRule, Settle, SignalRule
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._task_options import BadOptions

PLUGIN = Path(__file__).resolve().parents[4] / "extensions" / "eda" / "plugins" / "event_source" / "router_events.py"
GUIDE = PLUGIN.parents[4] / "docs" / "guides" / "events.md"
TREE = PLUGIN.parents[4] / "build" / "tree"
PREPARE = """
import sys
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.source import prepared

print(prepared({"inventory": sys.argv[1]})[1]["ship-1"].access_token)
"""
ONE = [{"name": "ship-1", "host": "192.0.2.1", "access_token": "planted-token"}]
INVENTORY = {"all": {"children": {"ships": {"hosts": {"ship-1": {"ansible_host": "192.0.2.1"}, "ship-2": None}}}, "vars": {"peplink_timeout": 7}}}


def refusal(**arguments: Any) -> str:
    with pytest.raises(BadOptions) as caught:
        source.prepared({"routers": ONE, **arguments})
    return str(caught.value)


def signal(**rule: Any) -> dict[str, Any]:
    return {"signals": [{"name": "weak", "threshold": "-110 dBm", **rule}]}


def area(**rule: Any) -> dict[str, Any]:
    return {"areas": [{"name": "port", "latitude": 53, "longitude": 4, "radius": "1 km", **rule}]}


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"routers": None}, "give either inventory or routers"),
        ({"inventory": "hosts.yml"}, "parameters are mutually exclusive: inventory|routers"),
        ({"settle_polls": 2, "settle_seconds": 60}, "parameters are mutually exclusive: settle_polls|settle_seconds"),
        ({"intervall": 60}, "there is no option intervall; did you mean interval?"),
        ({"interval": 0}, "interval is 0, but must be from 1 to 86400"),
        ({"interval": "often"}, "interval must be a number, not text"),
        ({"settle_polls": 0}, "settle_polls is 0, but must be from 1 to 1000"),
        ({"max_requests_per_minute": 0}, "max_requests_per_minute is 0, but must be from 1 to 600"),
        ({"max_requests_per_minute": 6, "watch": ["configuration"]}, "max_requests_per_minute is 6, but with this interval it takes up to 15"),
        ({"interval": 2}, "max_requests_per_minute is 20, but with this interval it takes up to 30 requests in a minute"),
        ({"watch": ["vnp"]}, "watch[entry 1] must be one of: vpn, gpio, configuration; did you mean vpn?"),
        (signal(threshold="-110"), "signals: the rule weak: -110 has no unit; write it as -110 dBm"),
        (signal(threshold=-110), "signals: the rule weak: -110 has no unit; write it as -110 dBm"),
        (signal(threshold="-110 dB"), "signals: the rule weak: -110 dB has the unit dB; write it as -110 dBm"),
        (signal(metric="sinr", threshold="3 dBm"), "signals: the rule weak: 3 dBm has the unit dBm; write it as 3 dB"),
        (signal(threshold="weak"), "signals: the rule weak: weak is no number with a unit"),
        (signal(hysteresis="5"), "signals: the rule weak: hysteresis: 5 has no unit; write it as 5 dB"),
        (signal(hysteresis="-5 dB"), "signals: the rule weak: hysteresis must not be negative"),
        (signal(metric="rsp"), "signals[entry 1].metric must be one of: rsrp"),
        (signal(name=None), "signals[entry 1].name must be given"),
        (signal(routers=["ship-2"]), "signals: the rule weak names the router ship-2, which is not watched; there are ship-1"),
        ({"allowances": [{"name": "low", "threshold": "90"}]}, "allowances: the rule low: 90 has no unit; write it as 90 %"),
        ({"allowances": [{"name": "low", "threshold": "0 %"}]}, "allowances: the rule low: threshold is 0 %, but must be from 1 to 1000"),
        ({"client_limits": [{"name": "crowd", "limit": 5, "hysteresis": 6}]}, "client_limits: the rule crowd: limit and hysteresis must not"),
        (area(latitude=91), "areas: the rule port: latitude is 91, but must be from -90 to 90 degrees"),
        (area(radius="1000"), "areas: the rule port: radius: 1000 has no unit; write it as 1000 m or km"),
        (area(radius="0 m"), "areas: the rule port: radius must be more than 0 m"),
        ({**signal(), **area(name="weak")}, "2 rules have the name weak; events name their rule, so each needs a name of its own"),
        ({"routers": []}, "there is no router to watch"),
        ({"routers": [{"access_token": "planted-token"}]}, "routers: entry 1 has neither name nor host"),
        ({"routers": [*ONE, *ONE]}, "routers: two have the name ship-1"),
        ({"routers": [{"name": "ship-1", "hosst": "192.0.2.1"}]}, "ship-1: reading the options of router_events for ship-1: there is no option hosst"),
        ({"routers": [{"name": "ship-1", "host": "http://x"}]}, "ship-1: http://x"),
        ({"routers": [{"name": "ship-1", "port": 0}]}, "port is 0"),
        ({"connection": {"pasword": "planted-secret"}}, "there is no option pasword"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(arguments: dict[str, Any], text: str) -> None:
    said = refusal(**arguments)
    assert text in said
    assert "planted" not in said


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = refusal(routers=[{"name": "ship-1", "port": 0}, {"access_token": "x"}], interval=0, **signal(threshold="-110"), **area(radius="7"))
    assert [part in said for part in ("port is 0", "entry 2", "interval is 0", "rule weak", "rule port")] == [True] * 5


@pytest.mark.parametrize(("text", "units", "value"), [("-110 dBm", ("dBm",), -110), (" 2.5km ", ("m", "km"), 2.5), ("90%", ("%",), 90), ("+3 dB", ("dB",), 3)])
def test_quantities(text: str, units: tuple[str, ...], value: float) -> None:
    assert quantity(text, *units) == value


def test_what_the_options_mean() -> None:
    options, connections = source.prepared(
        {"routers": ONE, "connection": {"timeout": 9}, "settle_seconds": "90", "watch": "vpn,gpio", **signal(routers=["ship-*"]), **area(radius="2.5 km")}
    )
    assert connections["ship-1"].timeout == 9
    assert options.settle == Settle(2, 90)
    assert options.rules.signals == (SignalRule("weak", ("ship-*",), "rsrp", -110, 3),)
    assert options.rules.areas == (AreaRule("port", (), 53, 4, 2500, 50),)
    assert options.subjects("ship-1") == ("vpn", "gpio", "location")


def test_rules_hold_for_the_routers_that_they_name() -> None:
    routers = [{"name": name, "host": "192.0.2.1", "access_token": "x"} for name in ("ship-1", "depot")]
    options, _connections = source.prepared({"routers": routers, "client_limits": [{"name": "crowd", "limit": 5, "routers": ["ship-*"]}]})
    assert (options.subjects("ship-1"), options.subjects("depot")) == (("clients",), ())


@pytest.fixture
def inventory(tmp_path: Path) -> str:
    path = tmp_path / "hosts.yml"
    path.write_text(yaml.safe_dump(INVENTORY))
    return str(path)


def from_inventory(inventory: str, **arguments: Any) -> dict[str, Any]:
    _options, connections = source.prepared({"inventory": inventory, **arguments})
    return connections


def test_routers_of_an_inventory_are_reached_as_everywhere(inventory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEPLINK_USERNAME", "operator")
    found = from_inventory(inventory, hosts=["ships:!ship-3"], connection={"port": 8443})
    assert {name: (router.host, router.port, router.timeout, router.username) for name, router in found.items()} == {
        "ship-1": ("192.0.2.1", 8443, 7, "operator"),
        "ship-2": ("ship-2", 8443, 7, "operator"),
    }


def test_variables_of_an_inventory_may_be_encrypted(tmp_path: Path) -> None:
    """In a process of its own, because ansible-core takes vault secrets once in a process."""
    (tmp_path / "password").write_text("planted-vault-password")
    environment = {**os.environ, "ANSIBLE_VAULT_PASSWORD_FILE": str(tmp_path / "password"), "PYTHONPATH": str(TREE)}
    vault = [sys.executable, "-m", "ansible", "vault", "encrypt_string", "planted-token"]
    encrypted = subprocess.run(vault, env=environment, capture_output=True, text=True, check=True).stdout.replace("!vault |", "").split()
    lines = "\n".join(f"          {line}" for line in encrypted)
    (tmp_path / "hosts.yml").write_text(f"all:\n  hosts:\n    ship-1:\n      peplink_access_token: !vault |\n{lines}\n")
    done = subprocess.run([sys.executable, "-c", PREPARE, str(tmp_path / "hosts.yml")], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "planted-token", done.stderr


@pytest.mark.parametrize(
    ("hosts", "text"),
    [
        (["ships", "ship-9"], "hosts: the inventory has no router or group ship-9; did you mean ship-2?"),
        ("!ships", "there is no router to watch"),
    ],
)
def test_an_unknown_router_of_an_inventory_is_refused(inventory: str, hosts: Any, text: str) -> None:
    with pytest.raises(BadOptions) as caught:
        from_inventory(inventory, hosts=hosts)
    assert text in str(caught.value)


def test_an_inventory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOptions) as caught:
        from_inventory(str(tmp_path / "nowhere.yml"))
    assert f"inventory: there is no {tmp_path}/nowhere.yml" in str(caught.value)


def test_a_variable_that_cannot_be_evaluated_is_refused_with_its_router(tmp_path: Path) -> None:
    path = tmp_path / "hosts.yml"
    path.write_text(yaml.safe_dump({"all": {"hosts": {"ship-1": {"peplink_password": "{{ nowhere }}"}}}}))
    with pytest.raises(BadOptions) as caught:
        from_inventory(str(path))
    assert str(caught.value).startswith("ship-1: ")
    assert not isinstance(caught.value, AnsibleError)


def test_the_documentation_names_all_options_with_their_types_and_defaults() -> None:
    namespace: dict[str, Any] = {}
    text = PLUGIN.read_text(encoding="utf-8")
    exec(compile(text.partition("async def main")[0], str(PLUGIN), "exec"), namespace)
    documented = yaml.safe_load(namespace["DOCUMENTATION"])["options"]
    assert _forms(documented, "suboptions") == _forms(SPEC, "options")
    for example in yaml.safe_load(namespace["EXAMPLES"]):
        assert set(example["wanfleet.peplink.router_events"]) <= SPEC.keys()


def test_the_guide_has_every_member_and_every_kind_of_event() -> None:
    text = GUIDE.read_text(encoding="utf-8").partition("## The shape of an event")[2].partition("\n## ")[0]
    members, kinds = (set(re.findall("`([a-z_]+)`", " ".join(re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)))) for table in text.split("| kind |"))
    assert members == event("ship-1", REBOOTED, Reading("router", None, {}), None, 0.0, None, "").keys() - {"meta"}
    words = [[how] if isinstance(how, str) else how.values() for how in KINDS.values()]
    assert kinds == {kind for found in words for kind in found if kind} | {REBOOTED}


def _forms(options: dict[str, Any], below: str) -> dict[str, Any]:
    kept = ("type", "elements", "choices", "default", "required")
    return {
        name: {part: value for part, value in option.items() if part in kept} | ({below[-7:]: _forms(option[below], below)} if below in option else {})
        for name, option in options.items()
    }

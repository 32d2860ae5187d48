# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The small changes of level reversible: what is sent, and what undoes it. A new experiment is an entry.

Bodies are made from what was read before; None leaves an experiment out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .._common.read import Read
from .._common.untrusted import as_map
from .evidence import Evidence
from .staged import HOSTNAME, protected

WAN, SSID, MESH = "config.wan.connection", "config.ssid.profile", "config.mesh"
GPIO, PROTECT, PRIORITY = "config.gpio", "config.speedfusionConnectProtect", "config.wan.connection.priority"

# Of the ranges for documentation, so that they are nobody's own.
_HOST, _GATEWAY, _MAC = "192.0.2.10", "192.0.2.1", "00:00:5E:00:53:FE"
_NO_SUCH_WAN = 250


@dataclass(frozen=True)
class Situation:
    """What was read before the first change, and the WAN that may be changed."""

    evidence: Evidence
    wan: int

    @property
    def item(self) -> Mapping[str, Any]:
        """The WAN as GET shows it."""
        return dict(self.evidence.entries("WANs"))[str(self.wan)]


Body = Callable[[Situation], "Mapping[str, Any] | None"]


@dataclass(frozen=True)
class Experiment:
    """A change that is posted, shown and discarded.

    ``undo`` is what restores the value if the change took effect at once; an experiment without one is made only where changes of WANs are known to
    wait for an apply. ``before`` are changes of the same function that it needs, ``after`` is one that shows the result.
    """

    step: str
    function: str
    change: Body
    undo: Body | None = None
    before: tuple[Body, ...] = ()
    after: Body | None = None

    @property
    def shown(self) -> Read:
        """The read that shows it."""
        return Read(self.function, {"list": []}) if self.function == GPIO else Read(WAN if self.function == PRIORITY else self.function)


def _wan(**members: Any) -> Body:
    return lambda situation: {"action": "update", "list": [{"id": situation.wan, **members}]}


def probe_name(situation: Situation) -> str:
    """A name that the WAN does not have."""
    return f"Probe {situation.wan}"


def rename(situation: Situation) -> Mapping[str, Any]:
    return {"action": "update", "list": [{"id": situation.wan, "name": probe_name(situation)}]}


def rename_back(situation: Situation) -> Mapping[str, Any]:
    return {"action": "update", "list": [{"id": situation.wan, "name": situation.item["name"]}]}


def _rename_at_once(situation: Situation) -> Mapping[str, Any]:
    return {**rename(situation), "instantActive": True}


def _rename_back_at_once(situation: Situation) -> Mapping[str, Any]:
    return {**rename_back(situation), "instantActive": True}


def _no_id(situation: Situation) -> Mapping[str, Any]:
    return {"action": "update", "list": [{"name": probe_name(situation)}]}


def _one_bad_entry(situation: Situation) -> Mapping[str, Any]:
    return {"action": "update", "list": [*rename(situation)["list"], {"id": _NO_SUCH_WAN, "name": "Probe"}]}


def _method(kind: str, **detail: Any) -> Body:
    def body(situation: Situation) -> Mapping[str, Any] | None:
        method = as_map(situation.item.get("connection")).get("method")
        return _wan(connection={"method": {"type": kind, "detail": detail}})(situation) if method in ("dhcp", "DHCP") else None

    return body


def _priority(**more: Any) -> Body:
    def body(situation: Situation) -> Mapping[str, Any] | None:
        priority = as_map(situation.item.get("connection")).get("priority")
        return {"list": [{"connId": situation.wan, "priority": priority, **more}]} if isinstance(priority, int) else None

    return body


_HEALTH = {"enable": True, "timeout": 1500, "interval": 10, "retry": 3, "recovery": 3, "method": {"type": "ping", "detail": {"host": [_GATEWAY]}}}
_ALLOWANCE = {"enable": True, "action": ["email"], "start": 1, "monthlyAllowance": {"value": 1, "unit": "GB"}}
_DDNS = {"enable": False, "useWanIp": True, "username": "", "password": "", "host": []}


def _ssid(*, off_first: bool) -> Callable[[Situation], tuple[int, Mapping[str, Any]] | None]:
    """An SSID that InControl does not manage, one that is off if there is one."""

    def choose(situation: Situation) -> tuple[int, Mapping[str, Any]] | None:
        free = [(int(key), profile) for key, profile in situation.evidence.entries("SSIDs") if key.isdigit() and profile.get("incontrolManaged") is not True]
        return min(free, key=lambda entry: entry[1].get("enable") is True if off_first else False, default=None)

    return choose


_CHOSEN = _ssid(off_first=True)


def _ssid_changed(situation: Situation) -> Mapping[str, Any] | None:
    """What nobody notices of an SSID that is off; else off and on."""
    chosen = _CHOSEN(situation)
    if chosen is None:
        return None
    key, profile = chosen
    return {"action": "update", "id": key, **({"enable": False} if profile.get("enable") is True else {"broadcast": not profile.get("broadcast")})}


def _ssid_back(situation: Situation) -> Mapping[str, Any] | None:
    chosen = _CHOSEN(situation)
    if chosen is None:
        return None
    key, profile = chosen
    if profile.get("enable") is not True:
        return {"action": "update", "id": key, "broadcast": profile.get("broadcast")}
    bands = {"frequency": profile["frequency"]} if "frequency" in profile else {}
    return {"action": "update", "id": key, "enable": True, **bands}


def _vlan_cleared(situation: Situation) -> Mapping[str, Any] | None:
    """Of an SSID without a VLAN, so that nothing changes."""
    free = [key for key, ssid in situation.evidence.entries("SSIDs") if "vlanId" not in ssid and ssid.get("incontrolManaged") is not True]
    return {"action": "update", "id": int(free[0]), "vlanId": None} if free else None


def _managed(situation: Situation) -> Mapping[str, Any] | None:
    """Of an SSID that InControl manages, the value that it has."""
    for key, profile in situation.evidence.entries("SSIDs"):
        if profile.get("incontrolManaged") is True and isinstance(profile.get("broadcast"), bool):
            return {"action": "update", "id": int(key), "broadcast": profile["broadcast"]}
    return None


def _mesh(band: Callable[[Any], Any]) -> Body:
    """The band of a mesh that is off."""

    def body(situation: Situation) -> Mapping[str, Any] | None:
        for key, mesh in situation.evidence.entries("mesh"):
            if mesh.get("enable") is False and mesh.get("frequencyBand") in ("2.4 GHz", "5 GHz"):
                return {"action": "update", "list": [{"id": int(key), "frequencyBand": band(mesh["frequencyBand"])}]}
        return None

    return body


def _other_band(band: str) -> str:
    return "5 GHz" if band == "2.4 GHz" else "2.4 GHz"


def _delay(more: int) -> Body:
    """The delay of a pin, of one that is off if there is one."""

    def body(situation: Situation) -> Mapping[str, Any] | None:
        pins = [(key, pin) for key, pin in situation.evidence.entries("GPIO") if isinstance(pin.get("delay"), int)]
        chosen = min(pins, key=lambda entry: entry[1].get("enable") is True, default=None)
        return {"list": [{"id": int(chosen[0]), "delay": chosen[1]["delay"] + more}]} if chosen else None

    return body


def _client(action: str, **members: Any) -> Body:
    def body(situation: Situation) -> Mapping[str, Any] | None:
        known = [str(client.get("mac")).replace(":", "").replace("-", "").upper() for client in protected(situation.evidence)]
        free = situation.evidence.ok("Connect Protect") and _MAC.replace(":", "") not in known
        return {"action": action, "client": [{"mac": _MAC, **members}]} if free else None

    return body


NAME = Experiment("name", WAN, rename, rename_back)

EXPERIMENTS = (
    Experiment("wrong value", WAN, _wan(physical={"mtu": 1})),
    Experiment("missing id", WAN, _no_id),
    Experiment("unknown member", WAN, _wan(wanfleetProbe=True)),
    Experiment("empty list", WAN, lambda situation: {"action": "update", "list": []}),
    Experiment("bad list", WAN, _one_bad_entry, rename_back, after=_wan()),
    Experiment("at once", WAN, _rename_at_once, _rename_back_at_once),
    Experiment("odd timeout", WAN, _wan(healthcheck=_HEALTH)),
    Experiment("allowance of a GB", WAN, _wan(bandwidthAllowanceMonitor=_ALLOWANCE)),
    Experiment("NAT of VPNs", WAN, _wan(connection={"pepvpnNat": True})),
    Experiment("automatic DNS", WAN, _wan(connection={"dns": {"auto": True, "host": [_GATEWAY]}})),
    Experiment("DDNS off", WAN, _wan(ddns=_DDNS)),
    Experiment("DDNS off alone", WAN, _wan(ddns={"enable": False})),
    Experiment(
        "method and back",
        WAN,
        _method("dhcp"),
        before=(_method("dhcp", hostname=HOSTNAME), _method("staticIp", ip=_HOST, mask=24, gateway=_GATEWAY)),
    ),
    Experiment("priority", PRIORITY, _priority()),
    Experiment("priority with group", PRIORITY, _priority(group=0)),
    Experiment("SSID", SSID, _ssid_changed, _ssid_back),
    Experiment("SSID VLAN", SSID, _vlan_cleared),
    Experiment("SSID managed", SSID, _managed),
    Experiment("mesh profile", MESH, _mesh(_other_band), _mesh(str)),
    Experiment("GPIO pin", GPIO, _delay(1), _delay(0)),
    Experiment("protected client", PROTECT, _client("update", cityCode=""), _client("remove")),
)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A Wi-Fi WAN and the network it is connected to (cmd.wifi.connect, .disconnect, .forget, .result)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .._common.errors import NotInEffect, Rejected, Unsupported
from .._common.firmware import since
from .._common.redaction import printable
from .._common.untrusted import as_map
from .._module.module import Module, Task
from .._module.refusal import refused
from .._module.waiting import Wait, until
from .._wan.guards import LAST_WAN_GUARD, MANAGEMENT_GUARD, require_other_link, require_other_way_in
from .._wan.selection import WAN_SPEC, Wan, find_wan, show_wan
from .variants import Variant, variant_for
from .wifi_networks import networks

CONNECT = "cmd.wifi.connect"
DISCONNECT = "cmd.wifi.disconnect"
FORGET = "cmd.wifi.forget"
RESULT = "cmd.wifi.result"


@dataclass(frozen=True)
class Policy:
    """A kind of security: its name since 8.2.0, the one from before, and whether it takes a key."""

    name: str
    legacy: str | None
    keyed: bool = False


POLICIES = {
    "open": Policy("Open", "open"),
    "wep": Policy("WEP", "wep", keyed=True),
    "wpa_wpa2_personal": Policy("WPA/WPA2-Personal", "wpa-psk", keyed=True),
    "wpa2_wpa3_personal": Policy("WPA2/WPA3-Personal", "wpa-psk", keyed=True),
    "wpa3_personal": Policy("WPA3-Personal", None, keyed=True),
    "wpa_wpa2_enterprise": Policy("WPA/WPA2-Enterprise", "wpa-eap"),
    "8021x_dynamic_wep": Policy("802.1x with dynamic WEP key", "8021x"),
}

Content = Callable[[Policy, "str | None"], Mapping[str, Any]]


def _object(policy: Policy, key: str | None) -> Mapping[str, Any]:
    return {"security": {"policy": {"type": policy.name, "detail": {"key": key} if key else {}}}}


def _words(policy: Policy, key: str | None) -> Mapping[str, Any]:
    return {"securityPolicy": policy.legacy, **({"key": key} if key else {})}


LEGACY: Variant[Content] = Variant(since("POST", CONNECT), _words)
VARIANTS: tuple[Variant[Content], ...] = (Variant("8.2.0", _object), LEGACY)

FAILURES = {
    "TIMEOUT": "the network did not answer in time",
    "PSK_AUTH_FAIL": "the network does not accept the key",
    "EAP_AUTH_FAIL": "the network does not accept the user",
    "AP_NOT_FOUND": "there is no such network in range",
    "UNKNOWN_FAIL": "the router gave no reason",
}


def run(task: Task) -> None:
    """Core of peplink_wifi_wan."""
    wan = find_wan(task, "wifi")
    show_wan(task, wan)
    seen = networks(task, wan)
    joined = next((network for network in seen if network["connected"]), None)
    {"connected": _connect, "disconnected": _disconnect, "forgotten": _forget}[task.params["state"]](task, wan, seen, joined)


def _connect(task: Task, wan: Wan, seen: list[dict[str, Any]], joined: dict[str, Any] | None) -> None:
    ssid, bssid = task.params["ssid"], task.params["bssid"]
    secured = _secured(task)
    if joined and joined["ssid"] == ssid and (bssid is None or bssid.lower() == str(joined["bssid"]).lower()):
        return
    entry = next((network for network in seen if network["ssid"] == ssid), None)
    if entry and not entry["stored"] and not secured:
        raise refused(task, f"connecting to {ssid!r} needs its security, because the router has no profile for it")
    if joined:
        require_other_way_in(task, wan, f"connect it to a network other than {printable(joined['ssid'], 60)}")
    task.result["changed"] = True
    if task.check_mode:
        return
    before = _last_result(task, wan)
    task.session.post(CONNECT, {"connId": wan.id, "ssid": ssid, **secured, **({"preferredBssid": bssid} if bssid else {})})
    if task.params["wait"]:
        _judge(task, wan, _await_result(task, wan, before))


def _secured(task: Task) -> Mapping[str, Any]:
    """The part of the body that says how the network is secured; empty where a stored profile tells."""
    security = task.params["security"]
    if security is None:
        return {}
    word, key = security["policy"], security["key"]
    policy = POLICIES[word]
    if policy.keyed != bool(key):
        raise refused(task, f"security.policy {word} {'needs' if policy.keyed else 'takes no'} key")
    variant = variant_for(task.session, VARIANTS)
    if variant is LEGACY and policy.legacy is None:
        raise refused(task, f"security.policy {word} needs firmware {VARIANTS[0].since} or later; the router runs {task.session.firmware()}")
    return variant.content(policy, key)


def _await_result(task: Task, wan: Wan, before: Mapping[str, Any]) -> Mapping[str, Any]:
    """The result of this request: the router shows the last one it had, perhaps of an earlier request or another network."""
    ssid, limit = task.params["ssid"], task.params["wait_timeout"]

    def ask() -> Mapping[str, Any] | None:
        now = _last_result(task, wan)
        return now if now != before and now.get("ssid") in (None, ssid) else None

    return until(
        Wait(task, limit, f"{wan.label} to connect to {ssid}"),
        ask,
        NotInEffect(
            "connecting a Wi-Fi WAN",
            task.session.device,
            f"{wan.label} was told to connect, but has no result for {ssid!r} after {limit} s",
            "It may still connect: raise wait_timeout, or check the status of the WAN.",
        ),
    )


def _last_result(task: Task, wan: Wan) -> Mapping[str, Any]:
    answer = as_map(task.session.get(RESULT, connId=wan.id))
    return {name: answer.get(name) for name in ("timestamp", "result", "ssid", "bssid", "message")}


def _judge(task: Task, wan: Wan, result: Mapping[str, Any]) -> None:
    outcome = result["result"]
    task.result["bssid"] = result["bssid"]
    if outcome != "CONNECTED":
        said = f"; it says {printable(result['message'], 120)}" if result["message"] else ""
        raise NotInEffect(
            "connecting a Wi-Fi WAN",
            task.session.device,
            f"{wan.label} did not connect to {task.params['ssid']!r}: {FAILURES.get(str(outcome), printable(outcome, 40))} ({printable(outcome, 40)}{said})",
            "Check ssid, security and the reception.",
        )


def _disconnect(task: Task, wan: Wan, seen: list[dict[str, Any]], joined: dict[str, Any] | None) -> None:
    ssid = task.params["ssid"]
    if joined is None or ssid not in (None, joined["ssid"]):
        return
    _guard(task, wan, joined, "disconnect it")
    task.result["changed"] = True
    if not task.check_mode:
        task.session.post(DISCONNECT, {"connId": wan.id, **({"ssid": ssid} if ssid else {})})


def _forget(task: Task, wan: Wan, seen: list[dict[str, Any]], joined: dict[str, Any] | None) -> None:
    ssid, security = task.params["ssid"], task.params["security"]
    entry = next((network for network in seen if network["ssid"] == ssid), None)
    if entry and not entry["stored"]:
        return
    policy = POLICIES[security["policy"]].legacy if security else entry["security"] if entry else None
    if policy is None:
        raise refused(task, f"forgetting {ssid!r} needs its security.policy, because it is out of range; the router has no value for wpa3_personal there")
    if joined and joined["ssid"] == ssid:
        _guard(task, wan, joined, "forget the network it uses")
    task.result["changed"] = True
    if task.check_mode:
        return
    try:
        task.session.post(FORGET, {"connId": wan.id, "ssid": ssid, "securityPolicy": policy})
    except Unsupported:
        raise
    except Rejected as error:
        if entry:
            raise
        # Only networks in reach are listed, so this is how one learns that there is no profile for another one.
        task.result["changed"] = False
        task.session.warnings.append(f"{wan.label} has no profile for {ssid!r} with this security, it seems: the router {error.answer}.")


def _guard(task: Task, wan: Wan, joined: Mapping[str, Any], what: str) -> None:
    require_other_way_in(task, wan, what)
    require_other_link(task, wan, what)


WIFI_WAN = Module(
    {
        **WAN_SPEC,
        "state": {"type": "str", "choices": ["connected", "disconnected", "forgotten"], "default": "connected"},
        "ssid": {"type": "str"},
        "bssid": {"type": "str"},
        "security": {
            "type": "dict",
            "options": {"policy": {"type": "str", "choices": list(POLICIES), "required": True}, "key": {"type": "str", "no_log": True}},
        },
        "wait": {"type": "bool", "default": True},
        "wait_timeout": {"type": "int", "default": 60},
        **MANAGEMENT_GUARD,
        **LAST_WAN_GUARD,
    },
    run,
    {"required_if": [("state", "connected", ["ssid"]), ("state", "forgotten", ["ssid"])]},
    posts=lambda params: [{"connected": CONNECT, "disconnected": DISCONNECT, "forgotten": FORGET}[params["state"]]],
)

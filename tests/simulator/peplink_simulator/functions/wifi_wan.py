# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.wifi.connect, .disconnect, .forget and .result."""

from __future__ import annotations

from dataclasses import dataclass

from ..call import Call
from ..configuration import without_later_members
from ..families import newer_than
from ..mac_address import stored_mac
from ..registry import operation
from ..store import Item
from ..wan.air import WEAKEST_SIGNAL
from ..wan.choice import chosen_wan, has_wifi_wan
from ..wan.reconnection import RECONNECTION, reconnect
from ..wan.wifi import STATE, network_of, profile_of

SECURITY_SINCE = "8.2.0"
EAP_MEMBERS = ("loginId", "password", "eapMethod", "eapPhase2", "eapAuthenticationId")
# The old name of each type; that of WPA3 stands for what has none.
OLD_NAMES = {
    "Open": "open",
    "WEP": "wep",
    "WPA/WPA2-Personal": "wpa-psk",
    "WPA2/WPA3-Personal": "wpa-psk",
    "WPA3-Personal": "wpa3",
    "WPA/WPA2-Enterprise": "wpa-eap",
    "802.1x with dynamic WEP key": "8021x",
}
WITH_KEY = ("wep", "wpa-psk", "wpa3")


@dataclass(frozen=True)
class Attempt:
    """policy is an old name; credentials: whether a login and a password for EAP were sent."""

    ssid: str
    policy: str
    key: str | None
    bssid: str | None
    credentials: bool

    def outcome(self, network: Item | None) -> str:
        if network is None or self.bssid not in (None, network["bssid"]):
            return "AP_NOT_FOUND"
        if network["signal"] < WEAKEST_SIGNAL:
            return "TIMEOUT"
        if self.policy != network["securityPolicy"]:
            return "UNKNOWN_FAIL"
        if self.policy == "wpa-eap":
            return "CONNECTED" if self.credentials else "EAP_AUTH_FAIL"
        return "CONNECTED" if self.key == network["key"] else "PSK_AUTH_FAIL"


@operation("POST", "cmd.wifi.connect", supported=has_wifi_wan, checks_body=True)
def connect(call: Call) -> None:
    body, credentials = _checked(call)
    key = chosen_wan(call, body["connId"], "wifi")[0]
    wifi = call.device.states[STATE][key]
    attempt = _attempt(call, body, profile_of(wifi, body["ssid"]), credentials)
    wifi["connected"] = None
    reconnect(call, key, f"Connecting to {attempt.ssid}...", lambda: _end(call, key, wifi, attempt))


def _checked(call: Call) -> tuple[Item, bool]:
    """The body, and whether it brought what EAP needs, which only old firmware takes."""
    body = call.body
    if newer_than(SECURITY_SINCE, call.device.firmware):
        body = without_later_members(call, {name: value for name, value in body.items() if name not in EAP_MEMBERS}, "security")
        return call.checked(body), {"loginId", "password"} <= set(call.body)
    return call.checked(body), False


def _attempt(call: Call, body: Item, profile: Item | None, credentials: bool) -> Attempt:
    """What the body leaves out comes from the stored profile."""
    sent = body.get("security", {}).get("policy", {})
    policy = OLD_NAMES[sent["type"]] if sent else body.get("securityPolicy", profile["securityPolicy"] if profile else None)
    key = sent["detail"].get("key") if sent else body.get("key")
    if policy is None:
        raise call.bad_value("body (missing member security)")
    if key is None and profile and profile["securityPolicy"] == policy:
        key = profile["key"]
    if (key is None) == (policy in WITH_KEY):
        raise call.bad_value("key")
    bssid = stored_mac(body["preferredBssid"]) if "preferredBssid" in body else None
    return Attempt(body["ssid"], policy, key, bssid, credentials)


def _end(call: Call, key: int, wifi: Item, attempt: Attempt) -> None:
    device, network = call.device, network_of(call.device, attempt.ssid)
    enabled = device.stores.running("wan")[key]["enable"]
    outcome = attempt.outcome(network) if enabled else "UNKNOWN_FAIL"
    # Two attempts within one second would be impossible on a router.
    shown: Item = {"timestamp": max(int(device.clock()), wifi["result"]["timestamp"] + 1), "result": outcome, "ssid": attempt.ssid}
    if network is not None:
        shown["bssid"] = network["bssid"]
    if attempt.policy in OLD_NAMES.values() and attempt.policy != OLD_NAMES["WPA3-Personal"]:
        shown["securityPolicy"] = attempt.policy
    wifi["result"] = {**shown, "message": f"{'joined' if outcome == 'CONNECTED' else 'could not join'} {attempt.ssid}"}
    if outcome == "CONNECTED":
        wifi["connected"] = attempt.ssid
        _store(wifi, attempt)


def _store(wifi: Item, attempt: Attempt) -> None:
    profile = profile_of(wifi, attempt.ssid)
    if profile is None:
        number = max((stored["id"] for stored in wifi["profiles"]), default=0) + 1
        wifi["profiles"].append(
            {"id": number, "ssid": attempt.ssid, "securityPolicy": attempt.policy, "key": attempt.key, "automatic": True}
        )
    else:
        profile |= {"securityPolicy": attempt.policy, "key": attempt.key}


@operation("POST", "cmd.wifi.disconnect", supported=has_wifi_wan)
def disconnect(call: Call) -> None:
    key = chosen_wan(call, call.body["connId"], "wifi")[0]
    wifi = call.device.states[STATE][key]
    if call.body.get("ssid", wifi["connected"]) != wifi["connected"]:
        raise call.bad_value("ssid")
    call.device.jobs.cancel(RECONNECTION, key)
    wifi["connected"] = None


@operation("POST", "cmd.wifi.forget", supported=has_wifi_wan)
def forget(call: Call) -> None:
    """The profile in use takes the connection with it."""
    wifi = call.device.states[STATE][chosen_wan(call, call.body["connId"], "wifi")[0]]
    profile = profile_of(wifi, call.body["ssid"])
    if profile is None or profile["securityPolicy"] != call.body["securityPolicy"]:
        raise call.bad_value("ssid")
    wifi["profiles"].remove(profile)
    if wifi["connected"] == profile["ssid"]:
        wifi["connected"] = None


@operation("GET", "cmd.wifi.result", supported=has_wifi_wan)
def result(call: Call) -> Item:
    last: Item = call.device.states[STATE][chosen_wan(call, call.query["connId"], "wifi")[0]]["result"]
    return last

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the other reading functions look like: clients, tunnels, mesh, GPIO, location, scans, messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..._common.untrusted import as_map, maps_in
from ..evidence import Evidence, entries
from ..question import Question, Third, names

_LAN = ("ethernet", "wireless")
# status.lan is another name of a documented function on some units, and tells nothing of the others.
_UNDOCUMENTED = ("system info", "CPU", "traffic", "latency")


def _clients(step: str, evidence: Evidence) -> list[Mapping[str, Any]]:
    return maps_in(as_map(evidence.response(step)).get("list"))


def _client_mac(evidence: Evidence) -> Iterator[Any]:
    for client in _clients("clients", evidence):
        if client.get("active") is True and client.get("connectionType") not in (None, *_LAN):
            yield "every" if "mac" in client else "lan"


def _inactive(evidence: Evidence) -> list[Any]:
    inactive = [client for client in _clients("clients", evidence) if client.get("active") is False]
    kinds = {client.get("connectionType") for client in inactive}
    # ethernet may be true, or what is said of every inactive client.
    return ["absent"] if kinds == {None} else ["shown"] if kinds - {None, "ethernet"} else []


def _client_signal(evidence: Evidence) -> Iterator[Any]:
    for client in _clients("clients full", evidence):
        yield from names(client, {"signal": "new", "signalStrength": "old"}, both="both")


def _client_lease(evidence: Evidence) -> list[Any]:
    if any("lease" in client for client in _clients("clients", evidence)):
        return ["normal"]
    return ["full"] if evidence.ok("clients") and any("lease" in client for client in _clients("clients full", evidence)) else []


def _client_type(evidence: Evidence) -> Iterator[Any]:
    for client in _clients("clients", evidence):
        kind = client.get("clientType")
        if kind is None:
            yield "absent"
        elif isinstance(kind, str):
            yield "numeric_text" if kind.isdigit() else "text"
        else:
            yield "number" if isinstance(kind, int) and not isinstance(kind, bool) else Third("clientType is no number and no text")


def _peers(evidence: Evidence) -> list[Any]:
    peers = as_map(evidence.response("VPN")).get("peer")
    if isinstance(peers, Mapping):
        return ["map"] if entries(peers) else []
    return list(dict.fromkeys("identified" if "peerId" in peer else "plain" for peer in maps_in(peers)))


def _states(value: Any) -> Iterator[Any]:
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    if isinstance(value, Mapping) and value.get("state") in ("STANDBY", "STATNDBY"):
        yield value["state"]
    for item in inner:
        yield from _states(item)


def _tunnels(step: str, evidence: Evidence) -> list[Mapping[str, Any]]:
    return [tunnel for _key, tunnel in entries(as_map(evidence.response(step)).get("tunnel"))]


def _standby(evidence: Evidence) -> Iterator[Any]:
    for tunnel in _tunnels("VPN tunnel", evidence):
        yield from _states(tunnel)


def _tunnel_layout(evidence: Evidence) -> Iterator[Any]:
    for tunnel in _tunnels("VPN tunnel", evidence):
        wans = [wan for _key, wan in entries(tunnel.get("wan"))]
        if "wan" not in tunnel and any("state" in wan for _key, wan in entries(tunnel)):
            yield "before_810"
        elif any({"rx", "tx", "loss"} & set(wan) for wan in wans):
            yield "deprecated_too"
        elif any("receive" in wan for wan in wans):
            yield "new"


def _without_option(evidence: Evidence) -> Iterator[Any]:
    if as_map(evidence.response("VPN")).get("peer") and "tunnel" in as_map(evidence.response("VPN tunnels")):
        yield "all" if _tunnels("VPN tunnels", evidence) else "empty"


def _undocumented(evidence: Evidence) -> list[Any]:
    if any(evidence.ok(step) for step in _UNDOCUMENTED):
        return ["answered"]
    return ["unknown"] if all(evidence.code(step) == 999 for step in _UNDOCUMENTED) else []


def _fix(evidence: Evidence) -> Iterator[Any]:
    if as_map(evidence.response("location")).get("gps") is True:
        yield "present"


def _heading(evidence: Evidence) -> Iterator[Any]:
    place = as_map(evidence.response("location")).get("location")
    if isinstance(place, Mapping):
        yield "shown" if "heading" in place else "hidden"


def _no_receiver(evidence: Evidence) -> Iterator[Any]:
    # With 999 a model answers that does not have the function at all. What code missing hardware gives is seen elsewhere.
    if evidence.failed("location") and evidence.code("location") in (404, evidence.code("carrier scan elsewhere")) and evidence.code("location") != 999:
        yield "unsupported"


def _sms_layout(evidence: Evidence) -> Iterator[Any]:
    for sender in maps_in(as_map(evidence.response("SMS")).get("sms")):
        for message in maps_in(sender.get("message")):
            yield from names(message, {"message": "example", "content": "table"})


def _carrier_scan(evidence: Evidence) -> Iterator[Any]:
    active = as_map(as_map(evidence.response("carrier scan")).get("reference")).get("activeSim")
    if isinstance(active, Mapping):
        yield from names(active, {"selectedCarrier": "table", "cellularNetwork": "example"})


def _candidates(evidence: Evidence) -> list[Any]:
    return names(as_map(evidence.response("mesh candidates")), {"candidateList": "list", "candidates": "map"})


def _wifi_scan(evidence: Evidence) -> Iterator[Any]:
    for network in maps_in(evidence.response("Wi-Fi scan")):
        yield from names(network, {"signalStrength": "signalStrength", "signal": "signal"}, both="both")


def _output_level(evidence: Evidence) -> Iterator[Any]:
    for _key, pin in evidence.entries("GPIO out"):
        yield from names(pin, {"state": "state", "voltage": "voltage"})


def _digital_word(evidence: Evidence) -> list[Any]:
    if not evidence.ok("GPIO in"):
        return []
    taken = [word for word in ("digital", "digial") if evidence.ok(f"GPIO in {word}")]
    refused = [word for word in ("digital", "digial") if evidence.failed(f"GPIO in {word}")]
    if len(taken) + len(refused) < 2:
        return []
    return ["both" if len(taken) == 2 else taken[0]] if taken else [Third("neither digital nor digial is taken")]


def _mesh_peers(evidence: Evidence) -> list[Mapping[str, Any]]:
    return [peer for _key, mesh in evidence.entries("mesh access points") for peer in maps_in(mesh.get("peer"))]


def _mesh_links(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("mesh links") and _mesh_peers(evidence):
        yield "bare" if evidence.response("mesh links") is None else "links"


def _extap_ids(evidence: Evidence) -> Iterator[Any]:
    for peer in _mesh_peers(evidence):
        serial = as_map(peer.get("deviceInfo")).get("serialNumber")
        if isinstance(serial, str) and re.fullmatch(r"[0-9A-Za-z-]{4,}", serial):
            yield "separated" if "-" in serial else "bare"


def _extap_reference(evidence: Evidence) -> Iterator[Any]:
    response = as_map(evidence.response("mesh access points"))
    if evidence.entries("mesh access points"):
        yield "top_level" if "reference" in response else "absent"


def _dropped(evidence: Evidence) -> Iterator[Any]:
    if evidence.at_least("8.5.2"):
        if evidence.ok("time"):
            yield "answer"
        elif evidence.code("time") == 999:
            yield "unknown"


def _reads_by_post(evidence: Evidence) -> Iterator[Any]:
    # cmd.sms.get takes an argument, so a refusal may be about the way it was sent.
    for step in ("allowance", "location"):
        if evidence.ok(step) and evidence.answer(f"{step} by POST"):
            yield "answer" if evidence.ok(f"{step} by POST") else "refuse"


_BOTH_READ = "Modules read both."
_NO_CLIENTS = "no client tells"

QUESTIONS = (
    Question("client_mac", "section 11", ("every", "lan"), ("clients",), _client_mac, "no client comes over a VPN", "Modules leave it out."),
    Question(
        "inactive_connection_type",
        "quirk 12",
        ("absent", "shown", "ethernet"),
        ("clients",),
        _inactive,
        "no client is inactive, or all of them are said to be on Ethernet, which may be true",
        "Modules cannot tell how an inactive client is connected.",
    ),
    Question("client_signal", "quirk 5", ("new", "old", "both"), ("clients full",), _client_signal, "no client is on Wi-Fi", _BOTH_READ),
    Question(
        "client_lease",
        "section 9",
        ("normal", "full"),
        ("clients", "clients full"),
        _client_lease,
        _NO_CLIENTS,
        "Modules show leases only if asked for all details.",
    ),
    Question(
        "client_type",
        "section 9",
        ("absent", "number", "text", "numeric_text"),
        ("clients",),
        _client_type,
        "there is no client",
        "Modules show it as it is.",
    ),
    Question("vpn_peers", "section 11", ("identified", "plain", "map"), ("VPN",), _peers, "there is no VPN peer", "Modules read all three."),
    Question(
        "tunnel_standby",
        "quirk 17",
        ("STANDBY", "STATNDBY"),
        ("VPN tunnel",),
        _standby,
        "no tunnel has a WAN that waits",
        "Modules know both words.",
    ),
    Question(
        "tunnel_layout",
        "quirk 17",
        ("new", "deprecated_too", "before_810"),
        ("VPN tunnel",),
        _tunnel_layout,
        "no tunnel is active",
        "Modules read all layouts.",
    ),
    Question(
        "tunnel_without_option",
        "section 9",
        ("empty", "all"),
        ("VPN", "VPN tunnels"),
        _without_option,
        "there is no VPN peer",
        "Modules name the tunnels that they ask for.",
    ),
    Question(
        "undocumented_status",
        "section 11",
        ("unknown", "answered"),
        ("system info", "CPU", "traffic", "latency"),
        _undocumented,
        "they failed in several ways",
        "The subset system of the facts asks for the first of them, no other module for any. peplink_api does where they are answered.",
    ),
    Question(
        "location_fix",
        "57",
        ("present", "none"),
        ("location",),
        _fix,
        "without a position, a receiver without a fix cannot be told from no receiver",
        "Modules say that there is no fix.",
    ),
    Question(
        "location_heading",
        "section 9",
        ("shown", "hidden"),
        ("location",),
        _heading,
        "there is no position",
        "Modules leave the heading out.",
    ),
    Question(
        "location_without_receiver",
        "57",
        ("no_fix", "unsupported"),
        ("location",),
        _no_receiver,
        "the router answers with a position or without one, which does not tell whether there is a receiver",
        "The facts list the position as unsupported.",
    ),
    Question("sms_layout", "60", ("example", "table"), ("SMS",), _sms_layout, "there is no message", _BOTH_READ),
    Question(
        "carrier_scan_style",
        "quirk 3",
        ("table", "example"),
        ("carrier scan",),
        _carrier_scan,
        "no cellular WAN shows an active SIM",
        _BOTH_READ,
    ),
    Question(
        "mesh_candidates",
        "quirk 4",
        ("list", "map"),
        ("mesh candidates",),
        _candidates,
        "the router shows no mesh candidates",
        _BOTH_READ,
    ),
    Question(
        "wifi_scan_signal",
        "quirk 5",
        ("signalStrength", "signal", "both"),
        ("Wi-Fi scan",),
        _wifi_scan,
        "no Wi-Fi WAN sees a network",
        _BOTH_READ,
    ),
    Question("gpio_output_level", "quirk 13", ("state", "voltage"), ("GPIO out",), _output_level, "no output pin is on", _BOTH_READ),
    Question(
        "gpio_digital_word",
        "quirk 13",
        ("both", "digital", "digial"),
        ("GPIO in", "GPIO in digital", "GPIO in digial"),
        _digital_word,
        "the router shows no input pins",
        "Modules ask for all pins, without this word.",
    ),
    Question(
        "mesh_link_answer",
        "quirk 16",
        ("links", "bare"),
        ("mesh links", "mesh access points"),
        _mesh_links,
        "there is no mesh access point to have a link",
        "Modules show no links then.",
    ),
    Question("extap_ids", "section 3", ("bare", "separated"), ("mesh access points",), _extap_ids, "there is no mesh access point", _BOTH_READ),
    Question(
        "extap_reference",
        "section 9",
        ("absent", "top_level"),
        ("mesh access points",),
        _extap_reference,
        "there is no mesh",
        "Modules do not show it.",
    ),
    Question(
        "dropped_functions",
        "63",
        ("answer", "unknown"),
        ("time",),
        _dropped,
        "the firmware is older than 8.5.2",
        "Modules that use info.time or status.gpio say which firmware has them; peplink_factory_reset cannot work.",
    ),
    Question(
        "reads_by_post",
        "section 1",
        ("answer", "refuse"),
        ("allowance by POST", "location by POST"),
        _reads_by_post,
        "they were not asked by POST; set probe_reading_posts",
        "Modules read by GET.",
    ),
)

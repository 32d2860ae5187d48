# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How changes are staged, shown and applied: found out at level reversible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..._common.untrusted import as_map, maps_in
from ..evidence import Evidence
from ..question import Question, Third, Votes
from ..staged import HOSTNAME, changed_id, is_staged, name_in, new_name, sent, shows_pending, shows_running, staged_wan

_LEVEL = "level reversible was not used, or the router refused the change"
_WARNED = f"{_LEVEL}, or apply answered with a warning, which the recording has"
_LATE = f"{_LEVEL}, or the applied change was not there at the first reading; the notes say when, but not whether readings or time made it appear"
_NEVER_BUSY = f"{_LEVEL}, or the router was never busy"
_MANAGED = "level reversible was not used, no SSID is managed by InControl, or the router took the change, which does not tell whether it stays"
_UNSEEN = f"{_LEVEL}, or shows nothing of it while it is staged"
_IGNORES = f"{_LEVEL}, or it ignores every member that it does not know"


def _config_get(evidence: Evidence) -> Iterator[Any]:
    if shows_pending(evidence):
        yield "pending"
    elif shows_running(evidence):
        yield "running"
    elif evidence.ok("name") and evidence.ok("name discard") and name_in(evidence, "name discarded") == new_name(evidence):
        yield Third("a change of a WAN stays although it was discarded: it takes effect at once")


def _member(item: str, member: str) -> Callable[[Evidence, str], Any]:
    """How a map by id shows a member of the changed item."""
    return lambda evidence, step: dict(evidence.entries(step)).get(changed_id(evidence, item), {}).get(member)


def _effect(step: str, before: str, read: Callable[[Evidence, str], Any], wanted: Callable[[Evidence], Any]) -> Votes:
    """Whether a change of a function waits for an apply. If it was discarded and is gone, it was staged: unless nothing ever showed it."""

    def votes(evidence: Evidence) -> Iterator[Any]:
        if not evidence.ok(step) or not evidence.ok(f"{step} discard") or not evidence.ok(f"{step} discarded"):
            return
        new, old, after = wanted(evidence), read(evidence, before), read(evidence, f"{step} discarded")
        seen = read(evidence, f"{step} shown") == new
        if after == new:
            yield "live"
        elif after == old and (seen or shows_running(evidence)) and _at_once(evidence):
            yield "staged"

    return votes


def _at_once(evidence: Evidence) -> bool:
    """Whether GET of the configuration shows what runs without delay, so that what it does not show is not there."""
    return shows_pending(evidence) or name_in(evidence, "apply config 1") == new_name(evidence)


def _body_member(step: str, member: str) -> Callable[[Evidence], Any]:
    def wanted(evidence: Evidence) -> Any:
        body = sent(evidence, step)
        return next((item.get(member) for item in maps_in(body.get("list"))), body.get(member))

    return wanted


def _ssid_member(evidence: Evidence) -> str:
    return "enable" if "enable" in sent(evidence, "SSID") else "broadcast"


def _ssid_read(evidence: Evidence, step: str) -> Any:
    return _member("SSID", _ssid_member(evidence))(evidence, step)


def _ssid_wanted(evidence: Evidence) -> Any:
    return sent(evidence, "SSID").get(_ssid_member(evidence))


def _client_read(evidence: Evidence, step: str) -> bool:
    macs = [str(client.get("mac")) for client in maps_in(sent(evidence, "protected client").get("client"))]
    shown = [_plain(client.get("mac")) for client in maps_in(as_map(evidence.response(step)).get("client"))]
    return any(_plain(mac) in shown for mac in macs)


def _plain(mac: Any) -> str:
    return str(mac).replace(":", "").replace("-", "").upper()


def _at_once_on_wan(evidence: Evidence) -> Iterator[Any]:
    if evidence.failed("at once") and is_staged(evidence):
        yield "fail"
    elif evidence.ok("at once") and evidence.ok("at once discard") and is_staged(evidence):
        after = name_in(evidence, "at once discarded")
        if after == new_name(evidence):
            yield "honour"
        elif after == name_in(evidence, "WANs") and _at_once(evidence) and evidence.failed("unknown member"):
            # A router that ignores every member that it does not know cannot be told from one that knows this one.
            yield "ignore"


def _nothing_pending(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("apply") and evidence.ok("apply back") and evidence.answer("apply nothing"):
        yield "ok" if evidence.ok("apply nothing") else "fail"


def _applies(evidence: Evidence) -> list[str]:
    return [step for step in ("apply", "apply back") if evidence.ok(step)]


def _warning(evidence: Evidence) -> Iterator[Any]:
    # A warning may hold anything, so its text is left to the recording.
    applies = _applies(evidence)
    if applies and all(not as_map(evidence.response(step)).get("warning") for step in applies):
        yield ""


def _after(evidence: Evidence, step: str) -> list[Any]:
    """The answers that came after an apply, up to the first that is none of a busy router."""
    place = evidence.steps.get(step)
    found: list[Any] = []
    for call in evidence.calls[place + 1 :] if place is not None else ():
        found.append(call.answer)
        if not _is_busy(call.answer):
            break
    return found


def _busy_text(answer: Any) -> list[str]:
    found = as_map(answer)
    return [name for name in ("response", "message") if isinstance(found.get(name), str) and "timeout" in found[name].casefold()]


def _is_busy(answer: Any) -> bool:
    found = as_map(answer)
    return found.get("stat") == "fail" and "code" not in found and bool(_busy_text(answer))


def _busy_requests(evidence: Evidence) -> Iterator[Any]:
    for step in _applies(evidence):
        answers = _after(evidence, step)
        if answers and as_map(answers[-1]).get("stat") == "ok":
            yield len(answers) - 1


def _busy_member(evidence: Evidence) -> Iterator[Any]:
    for step in _applies(evidence):
        for answer in _after(evidence, step)[:-1]:
            yield from _busy_text(answer)


def _first_read(value: Any) -> Votes:
    """The value that says that an applied change is there at once, if it was; how long it took otherwise, the report says."""

    def votes(evidence: Evidence) -> Iterator[Any]:
        for step, wanted in (("apply", new_name(evidence)), ("apply back", name_in(evidence, "WANs"))):
            answered = [name for name in (f"{step} status {turn}" for turn in range(1, 6)) if evidence.ok(name)]
            if evidence.ok(step) and answered and name_in(evidence, answered[0]) == wanted:
                yield value

    return votes


def _bad_code(evidence: Evidence) -> Iterator[Any]:
    for step in ("wrong value", "missing id"):
        if evidence.failed(step):
            code = evidence.code(step)
            yield code if isinstance(code, int) else Third("a failure without a code")


def _unknown_members(evidence: Evidence) -> Iterator[Any]:
    if evidence.answer("unknown member") and evidence.ok("name"):
        yield "ignore" if evidence.ok("unknown member") else "reject"


def _bad_entry(evidence: Evidence) -> Iterator[Any]:
    if evidence.failed("bad list"):
        shown = staged_wan(evidence, "bad list after").get("name")
        if shown is not None:
            yield "partial" if shown == new_name(evidence) else "atomic"


def _wan_answer(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("name"):
        shown, every = ({key for key, _wan in evidence.entries(step)} for step in ("name", "WANs"))
        yield from _touched(shown, every, changed_id(evidence, "name"))


def _mesh_answer(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("mesh profile"):
        shown, every = ({key for key, _mesh in evidence.entries(step)} for step in ("mesh profile", "mesh"))
        yield from _touched(shown, every, changed_id(evidence, "mesh profile"))


def _touched(shown: set[str], every: set[str], changed: str) -> Iterator[Any]:
    if not shown:
        yield "none"
    elif len(every) > 1:
        yield "touched" if shown == {changed} else "all" if shown == every else Third(f"the answer shows {len(shown)} of {len(every)} items")


def _ssid_answer(evidence: Evidence) -> Iterator[Any]:
    for step in ("SSID", "SSID VLAN"):
        if evidence.ok(step):
            shown = {key for key, _profile in evidence.entries(step)}
            changed = changed_id(evidence, step)
            yield "none" if not shown else "touched" if shown == {changed} else Third(f"the answer shows {len(shown)} profiles")


def _ppsk(evidence: Evidence) -> Iterator[Any]:
    had, shown = (as_map(dict(evidence.entries(step)).get(changed_id(evidence, "SSID"))) for step in ("SSIDs", "SSID"))
    if as_map(had.get("security")).get("ppsk") and "security" in shown:
        yield "shown" if "ppsk" in as_map(shown["security"]) else "hidden"


def _vlan(evidence: Evidence) -> Iterator[Any]:
    if evidence.answer("SSID VLAN") and evidence.ok("SSID"):
        yield "null" if evidence.ok("SSID VLAN") else "impossible"


def _managed(evidence: Evidence) -> Iterator[Any]:
    if evidence.failed("SSID managed") and evidence.ok("SSID"):
        yield "refuse"


def _timeout(evidence: Evidence) -> Iterator[Any]:
    shown = as_map(staged_wan(evidence, "odd timeout").get("healthcheck")).get("timeout")
    if shown is not None:
        yield "exact" if shown == 1.5 else "rounded" if shown in (1, 2) else Third("1500 ms come back as another time")


def _allowance(evidence: Evidence) -> Iterator[Any]:
    shown = as_map(as_map(staged_wan(evidence, "allowance of a GB").get("bandwidthAllowanceMonitor")).get("monthlyAllowance"))
    if shown.get("unit") == "MB":
        yield shown.get("value") if shown.get("value") in (1024, 1000) else Third("1 GB comes back as another number of MB")
    elif shown:
        yield Third("an allowance comes back in another unit than MB")


def _nat(evidence: Evidence) -> Iterator[Any]:
    connection = as_map(staged_wan(evidence, "NAT of VPNs").get("connection"))
    for name in ("pepvpnNat", "pepVpnNat"):
        if isinstance(connection.get(name), bool):
            yield "same" if connection[name] else "inverted"


def _ddns(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("DDNS off alone"):
        yield "only_enable"
    elif evidence.failed("DDNS off alone") and evidence.ok("DDNS off"):
        yield "mandatory"


def _left(evidence: Evidence) -> Iterator[Any]:
    connection: Mapping[str, Any] = as_map(staged_wan(evidence, "method and back").get("connection"))
    gone = all(evidence.ok(f"method and back before {turn}") for turn in (1, 2))
    if gone and connection.get("method") in ("dhcp", "DHCP"):
        hostname = as_map(connection.get("dhcp")).get("hostname")
        yield "kept" if hostname == HOSTNAME else "forgotten" if not hostname else Third("another host name came back")


def _group(evidence: Evidence) -> Iterator[Any]:
    if evidence.failed("priority with group") and evidence.ok("priority"):
        yield "fail"
    for _key, entry in evidence.entries("priority with group"):
        yield "echo" if entry.get("group") == 0 else "absent" if "group" not in entry else Third("another group comes back")


def _staging(
    switch: str,
    row: str,
    values: tuple[Any, ...],
    steps: tuple[str, ...],
    votes: Votes,
    matters: str,
    *,
    open: bool = False,
    silent: str = _LEVEL,
) -> Question:
    return Question(switch, row, values, steps, votes, silent, matters, open)


def _waits(switch: str, step: str, before: str, votes: Votes) -> Question:
    matters = "Where it takes effect at once, a change cannot be discarded, and is live before the others of its transaction."
    return _staging(switch, "2", ("staged", "live"), (before, step, f"{step} shown", f"{step} discarded"), votes, matters)


_NAME = ("name", "name shown", "name discarded")
_APPLY = ("apply", "apply status 1", "apply back", "apply back status 1")

QUESTIONS = (
    _staging(
        "config_get", "1", ("pending", "running"), _NAME, _config_get, "Modules work with both. Where it shows running values, they cannot see edits of others."
    ),
    _waits("ssid_effect", "SSID", "SSIDs", _effect("SSID", "SSIDs", _ssid_read, _ssid_wanted)),
    _waits(
        "mesh_effect",
        "mesh profile",
        "mesh",
        _effect("mesh profile", "mesh", _member("mesh profile", "frequencyBand"), _body_member("mesh profile", "frequencyBand")),
    ),
    _waits("gpio_effect", "GPIO pin", "GPIO", _effect("GPIO pin", "GPIO", _member("GPIO pin", "delay"), _body_member("GPIO pin", "delay"))),
    _waits(
        "connect_protect_effect", "protected client", "Connect Protect", _effect("protected client", "Connect Protect", _client_read, lambda evidence: True)
    ),
    Question(
        "port_effect",
        "2",
        ("staged", "live"),
        (),
        lambda evidence: (),
        "nobody knows what the members of a port mean",
        "Modules apply after a change of ports.",
    ),
    _staging(
        "instant_active_on_wan",
        "3",
        ("ignore", "honour", "fail"),
        ("at once", "at once discarded", "unknown member"),
        _at_once_on_wan,
        "Modules do not send it to config.wan.connection.",
        silent=_IGNORES,
    ),
    _staging(
        "apply_with_nothing_pending",
        "5",
        ("ok", "fail"),
        ("apply nothing",),
        _nothing_pending,
        "Modules that resume an interrupted run take such a failure for success where nothing is left to do.",
    ),
    _staging("apply_warning", "8", ("",), ("apply", "apply back"), _warning, "Modules show the warning.", open=True, silent=_WARNED),
    _staging("effect_after_polls", "10", (0,), _APPLY, _first_read(0), "Modules wait until the status shows the change.", open=True, silent=_LATE),
    _staging("effect_after_seconds", "10", (0.0,), _APPLY, _first_read(0.0), "Modules wait until the status shows the change.", open=True, silent=_LATE),
    _staging("busy_requests", "section 11", (0,), _APPLY, _busy_requests, "Modules ask again while the router is busy.", open=True),
    _staging("busy_member", "section 11", ("response", "message"), _APPLY, _busy_member, "Modules read both.", silent=_NEVER_BUSY),
    _staging("bad_value_code", "11", (400,), ("wrong value", "missing id"), _bad_code, "Modules show the code and depend on none.", open=True),
    _staging(
        "unknown_members",
        "12",
        ("reject", "ignore"),
        ("unknown member",),
        _unknown_members,
        "Where they are ignored, a router does not notice what it does not have.",
    ),
    _staging(
        "bad_list_entry",
        "13",
        ("atomic", "partial"),
        ("bad list", "bad list after"),
        _bad_entry,
        "Modules discard what was staged when a call fails.",
        silent=_UNSEEN,
    ),
    _staging("wan_post_answer", "14", ("touched", "all", "none"), ("name",), _wan_answer, "Modules do not depend on it."),
    _staging("mesh_post_answer", "15", ("all", "touched", "none"), ("mesh profile",), _mesh_answer, "Modules do not depend on it."),
    _staging("ssid_post_answer", "section 4", ("touched", "none"), ("SSID",), _ssid_answer, "Modules do not depend on it."),
    _staging("ppsk_in_post_answer", "section 6", ("shown", "hidden"), ("SSID", "SSIDs"), _ppsk, "Modules do not depend on it."),
    _staging(
        "clear_ssid_vlan", "28", ("null", "impossible"), ("SSID VLAN",), _vlan, "Where it is impossible, the VLAN of an SSID cannot be cleared by a module."
    ),
    _staging(
        "cloud_managed_write",
        "31",
        ("accept", "refuse", "revert"),
        ("SSID managed",),
        _managed,
        "Modules ask for consent before they change such an SSID.",
        silent=_MANAGED,
    ),
    _staging(
        "healthcheck_timeout", "23", ("exact", "rounded"), ("odd timeout",), _timeout, "Modules compare whole seconds where the router rounds.", silent=_UNSEEN
    ),
    _staging("allowance_factor", "24", (1024, 1000), ("allowance of a GB",), _allowance, "Modules send MB, so that no factor matters.", silent=_UNSEEN),
    _staging(
        "pepvpn_nat",
        "26",
        ("same", "inverted"),
        ("NAT of VPNs",),
        _nat,
        "Where it is inverted, modules see a difference that is none, and must be corrected.",
        silent=_UNSEEN,
    ),
    _staging("ddns_off", "section 11", ("mandatory", "only_enable"), ("DDNS off", "DDNS off alone"), _ddns, "Modules send all members."),
    _staging(
        "left_method",
        "section 11",
        ("forgotten", "kept"),
        ("method and back",),
        _left,
        "Where values are kept, an old static address may be back with the method.",
        silent=_UNSEEN,
    ),
    _staging("priority_group", "34", ("echo", "absent", "fail"), ("priority", "priority with group"), _group, "Modules do not send the group."),
)

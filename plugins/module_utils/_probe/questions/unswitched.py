# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is unknown of routers and no switch of the simulator, which always does as assumed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..._common.untrusted import as_map
from ..evidence import Evidence
from ..question import Question, Votes, nothing

_LEVEL = "level reversible was not used, or the router refused the change"
_SECOND_USER = "it takes a second user at the same time"
_UNSENT = "the probe does not send such a change"
_BY_GET = ("priority by GET", "GPIO by GET")
_UNSEEN = "the API shows the value in the unit in which it was set, and nothing of what it does"


def _refused(evidence: Evidence) -> bool:
    """Whether the WAN without an id was refused for what it is: a router that is busy gives no code."""
    return evidence.failed("missing id") and isinstance(evidence.code("missing id"), int)


def _missing_id(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("missing id"):
        yield "accept"
    elif _refused(evidence):
        yield "fail"


def _nothing_to_discard(evidence: Evidence) -> Iterator[Any]:
    # What came before was discarded, and this change was refused.
    if _refused(evidence) and evidence.ok("wrong value discard") and evidence.answer("missing id discard"):
        yield "ok" if evidence.ok("missing id discard") else "fail"


def _wrong_method(evidence: Evidence) -> Iterator[Any]:
    # One may fail for another reason. 999 is also the code of a function that the firmware does not have.
    codes = [evidence.code(step) for step in _BY_GET]
    if isinstance(codes[0], int) and codes[0] != 999 and codes == codes[:1] * 2:
        yield codes[0]


def _never_connected(evidence: Evidence) -> Iterator[Any]:
    result = as_map(evidence.response("Wi-Fi result"))
    if (result.get("result"), result.get("timestamp")) == ("UNKNOWN_FAIL", 0):
        yield "unknown_fail"


def _unswitched(
    name: str, row: str, values: tuple[Any, ...], silent: str, matters: str, steps: tuple[str, ...] = (), votes: Votes = nothing, *, open: bool = False
) -> Question:
    return Question(name, row, values, steps, votes, silent, matters, open, simulated=False)


QUESTIONS = (
    _unswitched(
        "pending_store", "4", ("one", "one_per_session"), _SECOND_USER, "Modules count on one store: an apply puts in force what others have staged, too."
    ),
    _unswitched(
        "discard_with_nothing_pending",
        "6",
        ("ok", "fail"),
        _LEVEL,
        "Modules take a discard that fails for changes that are left.",
        ("missing id", "missing id discard"),
        _nothing_to_discard,
    ),
    _unswitched("missing_wan_id", "16", ("fail", "accept"), _LEVEL, "Modules always send the id.", ("missing id",), _missing_id),
    _unswitched("bandwidth_factor", "25", (1000, 1024), _UNSEEN, "Modules send kbps, so that no factor matters."),
    _unswitched("drop_in_method", "27", ("fail", "accept"), _UNSENT, "Modules refuse another method for a WAN in drop-in mode."),
    _unswitched("policy_without_key", "29", ("fail", "accept"), "it could leave an SSID without its key", "Modules refuse a change of policy without a key."),
    _unswitched(
        "empty_priority_list", "33", ("ok", "fail"), "a router that takes it for all WANs could renumber their priorities", "Modules always send a list."
    ),
    _unswitched(
        "wrong_method_code",
        "38",
        (404,),
        "the router answers functions by GET that only POST should have, or has other codes for them",
        "Modules take it for a function that the router does not have.",
        _BY_GET,
        _wrong_method,
        open=True,
    ),
    _unswitched("wrong_secret_code", "40", (401,), "wrong secrets could lock the client out", "Modules show the code.", open=True),
    _unswitched(
        "tokens_per_client", "42", ("several", "one"), "the client renews a token that ended", "Where there is one only, two controllers renew it in turn."
    ),
    _unswitched(
        "token_elsewhere", "47", ("refused", "taken"), "the client sends tokens in the query only", "Modules send them in the query, as the vendor says."
    ),
    _unswitched(
        "wifi_scan", "49", ("cache", "scan"), "only a second look after networks have moved would show it", "peplink_wifi_scan_info may show old networks."
    ),
    _unswitched(
        "wifi_result_before_any",
        "50",
        ("unknown_fail",),
        "a Wi-Fi WAN that has been told to connect shows how that went",
        "Modules compare the time of a result with that before.",
        ("Wi-Fi result",),
        _never_connected,
    ),
    _unswitched("mesh_id_choice", "51", ("caller", "router"), "the probe adds no mesh", "Modules choose a free id."),
    _unswitched("protect_without_key", "52", ("fail", "accept"), _UNSENT, "Modules always send the key."),
    _unswitched("gpio_without_list", "53", ("read", "fail"), "the probe sends an empty list", "Modules send an empty list to read."),
    _unswitched("gpio_delay_unit", "54", ("s", "ms"), _UNSEEN, "peplink_gpio sets the number as it is given."),
    _unswitched("firmware_before_login", "56", ("running", "refused"), "the probe logs in first", "Modules log in before they ask."),
    _unswitched("two_writers", "71", ("last_wins", "locked"), _SECOND_USER, "Modules read again after an apply, and say what is not as it was set."),
)

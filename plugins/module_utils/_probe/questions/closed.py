# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the probe never finds out, because it would have to do what it must not, or because it is no lasting property of a router."""

from __future__ import annotations

from typing import Any

from ..question import Question, nothing

_REBOOT = "only a reboot would show it"
_LOGINS = "only many logins, or wrong ones, would show it, and they could lock the user out"
_CARRIER = "the probe does not touch carriers, SIMs and PINs"
_SCAN = "only a scan would show it, which interrupts a link"
_CLIENTS = "the probe does not create API clients"
_LAG = "a delay for each function; the report says how long status.wan.connection took to show an applied change"


def _closed(switch: str, row: str, values: tuple[Any, ...], why: str, matters: str, *, open: bool = False) -> Question:
    return Question(switch, row, values, (), nothing, why, matters, open)


QUESTIONS = (
    _closed(
        "apply_outcome",
        "9",
        ("applied", "fail", "hang", "drop_link"),
        "a failure of apply is a fault; the recording has how each apply ended",
        "Modules discard or resume, and say what is left.",
    ),
    _closed("status_lag_seconds", "section 11", ({},), _LAG, "Modules wait until the status shows the change.", open=True),
    _closed("status_lag_polls", "section 11", ({},), _LAG, "Modules wait until the status shows the change.", open=True),
    _closed("pending_after_reboot", "7", ("kept", "dropped"), _REBOOT, "A change that was staged may be lost: run the task again."),
    _closed("credentials_after_reboot", "44", ("gone", "tokens_kept"), _REBOOT, "Modules ask for a new token where one is refused."),
    _closed("reboot_polls", "67", (2,), _REBOOT, "peplink_reboot waits until the router is lost and back.", open=True),
    _closed("reboot_seconds", "67", (0.5,), _REBOOT, "peplink_reboot waits until the router is lost and back.", open=True),
    _closed("missing_carrier_selection", "17", ("fail", "unchanged"), _CARRIER, "Modules always send the carrier selection."),
    _closed("automatic_carrier", "36", ("fail", "accept"), _CARRIER, "peplink_carrier cannot return to the automatic choice."),
    _closed("command_effect", "35", ("live", "staged"), _CARRIER, "Modules that give commands verify their effect where it is shown."),
    _closed(
        "masked_literal",
        "18",
        ("fail", "store", "ignore"),
        "a router that takes the masking text for a password would lose the password",
        "Modules never send it.",
    ),
    _closed(
        "zero_priority",
        "32",
        ("accepted", "disables"),
        "priority 0 could move the traffic, or switch a WAN off",
        "Modules ask for consent before they set priority 0.",
    ),
    _closed("wider_scope", "41", ("fail", "capped"), "it takes an API client of scope api.read-only", "Modules do not ask for a scope."),
    _closed("session_limit", "45", (None,), _LOGINS, "Modules log out at once.", open=True),
    _closed("at_session_limit", "45", ("refuse", "evict"), _LOGINS, "Modules log out at once."),
    _closed("lock_out_after", "45", (None,), _LOGINS, "Modules never repeat a login that was refused.", open=True),
    _closed("auth_rate_limit_seconds", "46", (0.0,), _CLIENTS, "Modules ask again after a pause.", open=True),
    _closed("auth_client_action", "section 2", ("optional", "mandatory"), _CLIENTS, "Modules always send the action."),
    _closed(
        "arguments_in_query",
        "section 11",
        ("taken", "grant_only"),
        "it would put a password into an address, which proxies and routers log",
        "Modules send arguments in the body.",
    ),
    _closed("location_by_form", "section 11", ("taken", "refused"), "the client sends JSON only, and no form", "Modules send no forms."),
    _closed(
        "sms_sims",
        "61",
        ("active", "all"),
        "the messages do not say to which SIM they belong",
        "peplink_sms_info may show messages of both SIMs.",
    ),
    _closed("scan_polls", "48", (2,), _SCAN, "Modules wait until a scan is done.", open=True),
    _closed("scan_seconds", "48", (0.0,), _SCAN, "Modules wait until a scan is done.", open=True),
    _closed("reconnect_polls", "section 7", (2,), "only a command that interrupts a WAN would show it", "Modules wait for the WAN.", open=True),
    _closed("reconnect_seconds", "section 7", (0.0,), "only a command that interrupts a WAN would show it", "Modules wait for the WAN.", open=True),
    _closed(
        "mesh_request_id",
        "quirk 4",
        ("both", "text", "list"),
        "a request would make an access point join the mesh",
        "Modules send a text.",
    ),
    _closed(
        "restore_age_seconds",
        "62",
        (60.0,),
        "only a factory reset would show it",
        "peplink_factory_reset asks for the time of the router right before.",
        open=True,
    ),
    _closed("legacy_ussd", "64", ("unknown", "answer"), "it would send a USSD code", "peplink_ussd chooses the function by the firmware."),
)

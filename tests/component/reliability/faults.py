# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The faults of the table: every kind that the simulator has, in the variants that differ for a client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from peplink_simulator import Fault

# An edit of a web user that none of the cases touches.
OTHER_EDIT = {"healthcheck": {"enable": True, "interval": 60}}

# While packets vanish, each question takes a timeout.
IMPATIENT = {"retries": 0, "verify_timeout": 2, "wait_timeout": 2}


@dataclass(frozen=True)
class Trouble:
    """A row of the table. ``meaning`` says to an operator what happens.

    ``fault`` strikes requests of a run in turn, but for the kinds that have a function of their own: then those of that function.
    ``each``: one of the faults that stand for all others like them in how the end of a run depends on the request; the others strike one request.
    ``waits``: the client has to wait for its timeout. ``login``: the run logs in with a user, whatever it uses otherwise. ``anywhere``: it
    waits for a change of a WAN, so there is one run with it. ``edited``: a web user has left something else pending before. ``params``:
    options of the task, where the module has them.
    """

    name: str
    meaning: str
    fault: Fault
    each: bool = False
    waits: bool = False
    login: bool = False
    anywhere: bool = False
    edited: bool = False
    switches: dict[str, Any] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)

    def at(self, sent: Sequence[tuple[str, str]], position: int) -> Fault:
        """The fault for the run in which it strikes the request at that position."""
        fitting = [request for request in sent[:position] if self._fits(request)]
        return replace(self.fault, skip=len(fitting))

    def positions(self, sent: Sequence[tuple[str, str]]) -> list[int]:
        """The requests of a run that it can strike."""
        return [0] if self.anywhere else [position for position, request in enumerate(sent) if self._fits(request)]

    def _fits(self, request: tuple[str, str]) -> bool:
        return self.fault.function in (None, request[1]) and self.fault.method in (None, request[0])


def fail(code: int | None, message: str, **members: Any) -> Fault:
    return Fault("fail", code=code, message=message, **members)


TROUBLES = (
    # The link
    Trouble("latency", "An answer takes longer than usual.", Fault("latency", seconds=0.01)),
    Trouble("cut_before", "The connection is cut; the router has not carried out the request.", Fault("cut_before")),
    Trouble("cut_after", "The connection is cut; the router has carried out the request.", Fault("cut_after"), each=True),
    Trouble("cut_before for good", "From one request on every connection is cut, and nothing is carried out.", Fault("cut_before", times=None), each=True),
    Trouble("cut_after for good", "From one request on every answer is lost, although everything is carried out.", Fault("cut_after", times=None), each=True),
    Trouble("hold_before", "No answer before the timeout; the router has not carried out the request.", Fault("hold_before"), waits=True),
    Trouble("hold", "No answer before the timeout; the router has carried out the request.", Fault("hold"), waits=True),
    Trouble("drip", "The answer comes byte by byte.", Fault("drip", seconds=0.0)),
    Trouble("drip without end", "The header of the answer never ends.", Fault("drip", part="continue", seconds=0.1), waits=True),
    # Something else answers
    Trouble("html", "A web page comes instead of the answer, as from a captive portal; not carried out.", Fault("html"), each=True),
    Trouble("html for good", "From one request on there are only web pages, as when the link has been redirected.", Fault("html", times=None)),
    Trouble("truncated", "Half of the answer is missing; carried out.", Fault("truncated")),
    Trouble("http_status 500", "HTTP status 500; not carried out.", Fault("http_status", status=500)),
    Trouble("http_status 502, processed", "HTTP status 502 of a gateway; carried out.", Fault("http_status", status=502, processed=True)),
    Trouble("http_status 429", "HTTP status 429, a rate limit.", Fault("http_status", status=429)),
    Trouble("redirect", "A redirect to a login page of somebody else.", Fault("redirect")),
    # The router refuses
    Trouble("fail 400", "The router refuses a value.", fail(400, "Invalid value"), each=True),
    Trouble("fail 400, edits pending", "The same, while an edit of a web user is pending.", fail(400, "Invalid value"), edited=True),
    Trouble("fail 401", "The session is refused once.", fail(401, "Unauthorized")),
    Trouble("fail 401 for good", "From one request on everything is refused as unauthorised.", fail(401, "Unauthorized", times=None), each=True),
    Trouble("http_status 403", "HTTP status 403 without an answer of the API.", Fault("http_status", status=403)),
    Trouble("fail 404", "The request is not supported, or the function not known.", fail(404, "Unsupported request")),
    Trouble("fail timeout", "A busy router: a failure without a code, not carried out.", fail(None, "timeout", member="response")),
    Trouble("fail timeout, processed", "The same, but carried out.", fail(None, "timeout", member="response", processed=True), each=True),
    Trouble("fail timeout three times", "A router that stays busy for three requests.", fail(None, "timeout", member="response", times=3)),
    Trouble("token_expiry", "All tokens end just before a request.", Fault("token_expiry"), each=True),
    Trouble("session_expiry", "All sessions end just before a request.", Fault("session_expiry"), login=True),
    Trouble("grant_error", "A token is refused twice, as when asked for too often.", Fault("grant_error", times=2)),
    Trouble("grant_error for good", "No token is granted.", Fault("grant_error", times=None)),
    Trouble("login_without_cookie", "A login succeeds without a session.", Fault("login_without_cookie"), login=True),
    # The apply
    Trouble("apply_refused", "The router refuses to apply; what was staged stays pending.", Fault("apply_refused", code=500, message="Configuration conflict")),
    Trouble("apply_refused, partly", "The apply breaks off after the first item.", Fault("apply_refused", code=500, message="Internal error", limit=1)),
    Trouble("apply_warning", "The apply succeeds with a warning.", Fault("apply_warning")),
    Trouble("apply_hang", "The apply is never answered and not carried out.", Fault("apply_hang"), waits=True),
    Trouble("apply_hang, processed", "The apply is never answered, but carried out.", Fault("apply_hang", processed=True), waits=True),
    Trouble("slow_activation", "The change shows four reads after the apply.", Fault("slow_activation", polls=4)),
    # The router goes away
    Trouble("link_loss", "The router is gone for 20 s once the WAN changes.", Fault("link_loss", seconds=20.0, answered=False), anywhere=True),
    Trouble("link_loss for good", "The router cannot be reached any more once the WAN changes.", Fault("link_loss"), anywhere=True),
    Trouble("link_loss, silent", "The same, and packets vanish.", Fault("link_loss", silent=True), anywhere=True, waits=True, params=IMPATIENT),
    Trouble(
        "busy after apply",
        "After an apply or a reboot, four requests fail without a code.",
        Fault("latency", seconds=0.0),
        anywhere=True,
        switches={"busy_requests": 4},
    ),
    # Somebody else
    Trouble("foreign_edit", "A web user saves an edit of something else just before a request.", Fault("foreign_edit", wan=3, edit=OTHER_EDIT)),
    Trouble("foreign_edit, same value", "A web user saves another value of what is being changed just before a request.", Fault("foreign_edit"), each=True),
)

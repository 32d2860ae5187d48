# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How the router shows a change while it is staged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.untrusted import as_map, maps_in
from .evidence import Evidence

# What an experiment gives a WAN as the host name of DHCP.
HOSTNAME = "probe-host"


def protected(evidence: Evidence) -> list[Mapping[str, Any]]:
    """The clients of Connect Protect."""
    return maps_in(as_map(evidence.response("Connect Protect")).get("client"))


def sent(evidence: Evidence, step: str) -> Mapping[str, Any]:
    """The body of a change, empty if it was not made."""
    call = evidence.call(step)
    return call.arguments if call else {}


def changed_id(evidence: Evidence, step: str) -> str:
    """The id of the first item of a change."""
    body = sent(evidence, step)
    found = maps_in(body.get("list"))
    return str(found[0].get("id", found[0].get("connId")) if found else body.get("id"))


def name_in(evidence: Evidence, step: str) -> Any:
    """The name of the WAN that the experiments rename, as a step shows it."""
    return dict(evidence.entries(step)).get(changed_id(evidence, "name"), {}).get("name")


def new_name(evidence: Evidence) -> Any:
    """The name that it is given."""
    found = maps_in(sent(evidence, "name").get("list"))
    return found[0].get("name") if found else None


def is_staged(evidence: Evidence) -> bool:
    """Whether a change of a WAN was seen to wait for an apply: taken, and gone once it was discarded."""
    old = name_in(evidence, "WANs")
    return evidence.ok("name") and evidence.ok("name discard") and old is not None and name_in(evidence, "name discarded") == old


def shows_pending(evidence: Evidence) -> bool:
    """Whether GET was seen to show what is staged."""
    return is_staged(evidence) and name_in(evidence, "name shown") == new_name(evidence)


def shows_running(evidence: Evidence) -> bool:
    """Whether GET was seen to show what runs, although something else is staged."""
    return is_staged(evidence) and name_in(evidence, "name shown") == name_in(evidence, "WANs")


def staged_wan(evidence: Evidence, step: str) -> Mapping[str, Any]:
    """The WAN of a change that was taken, as it is shown while staged: by the answer, or by GET if that shows what is pending. Empty if it is not."""
    if not evidence.ok(step):
        return {}
    key = changed_id(evidence, step)
    for shown in (step, f"{step} shown") if shows_pending(evidence) else (step,):
        if found := as_map(dict(evidence.entries(shown)).get(key)):
            return found
    return {}

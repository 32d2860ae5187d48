# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was found to be wrong with routers, each problem once. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .._report.text import named_routers, routers_by

KINDS = ("problems", "unresolved", "unused")


def findings(routers: Sequence[str], verdicts: Mapping[str, Mapping[str, Any]], tolerated: Mapping[str, bool]) -> dict[str, Any]:
    """``problems``, each with a ``text`` and its ``routers``; those of the kinds that are ``tolerated`` are ``warnings``. ``valid`` and
    ``invalid`` have the names of routers."""
    known = {router: verdicts.get(router, {"problems": ["checking it ended early; check the memory of the controller."]}) for router in routers}
    fatal = _by_text(known, [kind for kind in KINDS if not tolerated.get(kind)])
    invalid = {router for names in fatal.values() for router in names}
    return {
        "problems": [{"text": text, "routers": names} for text, names in fatal.items()],
        "summary": _lines(known, fatal),
        "warnings": _lines(known, _by_text(known, [kind for kind in KINDS if tolerated.get(kind)])),
        "valid": [router for router in routers if router not in invalid],
        "invalid": [router for router in routers if router in invalid],
    }


def _lines(routers: Collection[str], texts: Mapping[str, list[str]]) -> list[str]:
    everybody = f"all {len(routers)} routers" if len(routers) > 1 else ""
    return [f"{(everybody if len(names) == len(routers) else '') or named_routers(names)}: {text}" for text, names in texts.items()]


def _by_text(verdicts: Mapping[str, Mapping[str, Any]], kinds: Sequence[str]) -> dict[str, list[str]]:
    return routers_by(
        (text, router) for router, verdict in verdicts.items() for text in dict.fromkeys(text for kind in kinds for text in verdict.get(kind, ()))
    )

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Differences as people read them: YAML, and which router it is. Ansible itself would show JSON without a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml


def readable(result: Mapping[str, Any], host: str) -> dict[str, Any]:
    """The result of a module with the sides of its ``diff`` as YAML, under headers that name the router."""
    diff = result.get("diff")
    if not isinstance(diff, Mapping):
        return dict(result)
    sides = {side: _text(diff[side]) for side in ("before", "after") if side in diff}
    headers = {f"{side}_header": host for side in sides}
    return {**result, "diff": {**diff, **sides, **headers}}


def _text(state: Any) -> str:
    # By way of JSON, which leaves the types behind that Ansible gives to text.
    plain = json.loads(json.dumps(state))
    return str(yaml.safe_dump(plain, sort_keys=False, allow_unicode=True)) if plain else ""

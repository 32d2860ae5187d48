# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Secrets in a task's result. Ansible masks them wherever they occur, which shreds every text if one has a letter or two."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ansible.module_utils.common.parameters import remove_values

from .._common.redaction import MASK, SHORTEST_SECRET, is_secret_name

# An option that holds a secret may hold one of these words instead; masking them would blank every other "none".
CLEARING_WORDS = frozenset({"none"})


def searched_for(secrets: Collection[str]) -> set[str]:
    """The secrets that are long enough to be masked wherever they occur."""
    return {secret for secret in secrets if len(secret) >= SHORTEST_SECRET} - CLEARING_WORDS


def hide_short(value: Any, secrets: Collection[str]) -> Any:
    """A copy of ``value`` without the other ones, which are masked only where they are all that a secret-named member holds."""
    short = {secret for secret in secrets if len(secret) < SHORTEST_SECRET}
    return _hide(value, short, False) if short else value


def masked(value: Any, secrets: Collection[str]) -> Any:
    """A copy of ``value`` without ``secrets``."""
    return remove_values(hide_short(value, secrets), searched_for(secrets))


def _hide(value: Any, short: Collection[str], secret: bool) -> Any:
    if isinstance(value, Mapping):
        return {name: _hide(item, short, secret or is_secret_name(str(name))) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_hide(item, short, secret) for item in value]
    return MASK if secret and not isinstance(value, bool) and str(value) in short else value

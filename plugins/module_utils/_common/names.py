# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names that people give to things: the same text may be written in composed and in decomposed letters."""

from __future__ import annotations

import unicodedata
from typing import Any


def comparable(name: Any) -> Any:
    """The form in which a name is compared: of a text its NFC, anything else as it is."""
    return unicodedata.normalize("NFC", name) if isinstance(name, str) else name


def same_name(one: Any, other: Any) -> bool:
    """Whether two names are one, however their letters are composed."""
    return bool(comparable(one) == comparable(other))

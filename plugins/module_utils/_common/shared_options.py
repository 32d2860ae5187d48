# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options that several modules have, each specified once."""

from __future__ import annotations

from typing import Any

from .codecs.base import Secrets

Spec = dict[str, dict[str, Any]]

PARALLEL_READS_SPEC: Spec = {"parallel_reads": {"type": "int", "default": 4}}
SECRETS_SPEC: Spec = {"secrets": {"type": "str", "choices": [Secrets.OMIT.value, Secrets.INCLUDE.value], "default": Secrets.OMIT.value, "no_log": False}}

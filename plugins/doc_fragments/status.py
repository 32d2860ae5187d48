# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The options of the modules that return the status of one subject."""

    DOCUMENTATION = r"""
options:
  raw:
    description:
      - Whether to return the unmodified answers of the router too, in RV(ignore:raw).
      - They differ between firmware versions. Secrets are omitted from them too.
    type: bool
    default: false
notes:
  - Values that the router does not report are omitted from the result. Values in an unexpected format are omitted with a warning.
  - Text from the router is returned unmodified, such as names of nearby networks. Escape it where it could do harm.
"""

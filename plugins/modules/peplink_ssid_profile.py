#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
"""

EXAMPLES = r"""
"""

RETURN = r"""
"""

from ansible_collections.wanfleet.peplink.plugins.module_utils._config_module import config_module
from ansible_collections.wanfleet.peplink.plugins.module_utils._resources.ssid_profile import SSID_PROFILE

MODULE = config_module(SSID_PROFILE)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()

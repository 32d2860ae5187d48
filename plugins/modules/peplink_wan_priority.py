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
from ansible_collections.wanfleet.peplink.plugins.module_utils._resources.wan_priority import WAN_PRIORITY, WAN_PRIORITY_AT_ONCE

MODULE = config_module(WAN_PRIORITY, at_once=WAN_PRIORITY_AT_ONCE)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is said of a router whose options cannot be used."""

from __future__ import annotations

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.run import named


@pytest.mark.parametrize(
    ("router", "text", "shown"),
    [
        ("van", "van: peplink_config_10_fleet: there is no mtuu", "van: peplink_config_10_fleet: there is no mtuu"),
        ("van", "reading the options for 192.0.2.1: no", "van: reading the options for 192.0.2.1: no"),
        ("a", "reading the options for 192.0.2.1: no", "a: reading the options for 192.0.2.1: no"),
    ],
)
def test_a_message_begins_with_the_router_once(router: str, text: str, shown: str) -> None:
    assert named(router, text) == shown

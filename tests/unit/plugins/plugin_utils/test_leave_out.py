# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is left of a configuration without some of its options."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.filter.leave_out import leave_out

SAVED = {"wan_connections": [{"id": 1, "mtu": 1400, "ddns": {"enable": False}}, {"id": 2}], "gpios": [{"name": "DO1"}]}


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ([], SAVED),
        (["gpios"], {"wan_connections": SAVED["wan_connections"]}),
        (["wan_connections.ddns"], {**SAVED, "wan_connections": [{"id": 1, "mtu": 1400}, {"id": 2}]}),
        (["wan_connections.ddns.enable", "ssid_profiles"], {**SAVED, "wan_connections": [{"id": 1, "mtu": 1400, "ddns": {}}, {"id": 2}]}),
    ],
)
def test_the_rest(options: list[str], left: dict[str, Any]) -> None:
    assert leave_out(SAVED, options) == left


@pytest.mark.parametrize("options", [["wan_conections.ddns"], "gpios", None])
def test_what_is_not_a_list_of_options(options: Any) -> None:
    with pytest.raises(AnsibleFilterError, match="leave_out"):
        leave_out(SAVED, options)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Differences are shown as YAML and name the router."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._diff import readable


class Tagged(str):
    """Text with a type of its own, as Ansible has it."""

    __slots__ = ()


def test_both_sides_are_yaml_in_the_order_of_the_options_under_the_name_of_the_router() -> None:
    state = {"WAN 1 (Fähre)": {"id": 1, "name": Tagged("Fähre"), "mtu": "auto", "dns": {"servers": ["192.0.2.1"]}}}
    result = readable({"changed": True, "diff": {"before": {}, "after": state}}, "van")
    assert result["changed"]
    assert result["diff"] == {
        "before": "",
        "after": "WAN 1 (Fähre):\n  id: 1\n  name: Fähre\n  mtu: auto\n  dns:\n    servers:\n    - 192.0.2.1\n",
        "before_header": "van",
        "after_header": "van",
    }


@pytest.mark.parametrize("result", [{"changed": False}, {"diff": None}, {"diff": [{"before": {}}]}])
def test_a_result_without_a_difference_stays_as_it_is(result: dict[str, Any]) -> None:
    assert readable(result, "van") == result

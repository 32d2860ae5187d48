# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The published intent schema matches the options and accepts what the filter accepts."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

REPOSITORY = Path(__file__).resolve().parents[4]
PUBLISHED = REPOSITORY / "docs" / "intent.schema.json"
VALIDATOR = jsonschema.Draft7Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))


def test_the_published_schema_is_up_to_date() -> None:
    specification = importlib.util.spec_from_file_location("intent_schema", REPOSITORY / "tools" / "intent_schema.py")
    assert specification
    assert specification.loader
    tool = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(tool)
    assert PUBLISHED.read_text(encoding="utf-8") == tool.text(), "run make schema"
    jsonschema.Draft7Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize(
    ("layer", "fits"),
    [
        ({"wan_connections": [{"id": 1, "mtu": 1400, "dns": {"servers": ["192.0.2.53"]}}], "health": {"min_connected_wans": 1}}, True),
        ({"wan_connections": [{"name": "Fibre", "enable": "{{ lit }}", "cellular": {"sims": [{"id": 1, "state": "absent"}], "sim_card_scheme": 1}}]}, True),
        ({"mesh_profiles": [{"mesh_id": "yard", "state": "absent"}], "gpios": None, "states": {"mesh_profiles": "overridden"}}, True),
        ({"ports": [{"module_type": "a", "module_id": 1, "port_id": "x", "settings": {"any": "thing"}}]}, True),
        ("{{ everything }}", True),
        ({"wan_conections": []}, False),
        ({"wan_connections": {"id": 1}}, False),
        ({"wan_connections": [{"mtu": 1400}]}, False),
        ({"wan_connections": [{"id": 1, "mtuu": 1400}]}, False),
        ({"wan_connections": [{"id": 1, "enable": "perhaps"}]}, False),
        ({"ports": [{"port_id": "x"}]}, False),
        ({"verify_timeout": 3}, False),
        ({"wan_connections": [{"id": 1, "mtu": "1400", "bandwidth": {"upload_kbps": 1}, "modem": {"sim_pin": "0042"}}]}, True),
        ({"wan_connections": [{"id": 1, "mtu": "auto", "modem": {"sim_pin": "none"}}, {"id": 2, "mtu": "{{ mtu }}", "modem": {"sim_pin": "{{ pin }}"}}]}, True),
        ({"wan_connections": [{"id": 1, "mtu": "abc"}]}, False),
        ({"wan_connections": [{"id": 1, "mtu": 99999}]}, False),
        ({"wan_connections": [{"id": 1, "bandwidth": {"upload_kbps": 0}}]}, False),
        ({"wan_connections": [{"id": 1, "modem": {"sim_pin": 1234}}]}, False),
        ({"wan_connections": [{"id": 1, "modem": {"sim_pin": "34"}}]}, False),
        ({"wan_connections": [{"id": 1, "cellular": {"sims": [{"id": 3}]}}]}, False),
        ({"wan_connections": [{"id": 1, "cellular": {"sims": [{"id": 1, "sim_pin": "123"}]}}]}, False),
        ({"ssid_profiles": [{"id": 1, "name": "Crew", "security": {"key": "long enough"}}]}, True),
        ({"ssid_profiles": [{"id": 1, "security": {"key": "short"}}]}, False),
        ({"ssid_profiles": [{"id": 1, "security": {"key": "schlüsselwort"}}]}, False),
        ({"ssid_profiles": [{"id": 1, "security": {"key": 12345678}}]}, False),
        ({"ssid_profiles": [{"id": 1, "name": ""}]}, False),
        ({"ssid_profiles": [{"id": 1, "name": "x" * 33}]}, False),
        ({"ssid_profiles": [{"id": 1, "name": "Cr\new"}]}, False),
    ],
)
def test_the_schema_distinguishes_layers_from_other_variables(layer: Any, fits: bool) -> None:
    assert VALIDATOR.is_valid({"peplink_config_10_fleet": layer, "ansible_host": "192.0.2.1", "peplink_port": 8443}) is fits

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The published intent schema matches the options and accepts what the filter accepts."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.base import ShownOnly
from ansible_collections.wanfleet.peplink.plugins.module_utils._conditions.vocabulary import CONDITIONS_SPEC, wrong
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.intent_spec import INTENT_SPEC
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.arguments import SINGLE, require_single

REPOSITORY = Path(__file__).resolve().parents[4]
PUBLISHED = REPOSITORY / "docs" / "intent.schema.json"
VALIDATOR = jsonschema.Draft7Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))


def _tool() -> Any:
    specification = importlib.util.spec_from_file_location("intent_schema", REPOSITORY / "tools" / "intent_schema.py")
    assert specification
    assert specification.loader
    found = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(found)
    return found


TOOL = _tool()


def test_the_published_schema_is_up_to_date() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == TOOL.text(), "run make schema"
    jsonschema.Draft7Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize(("low", "high"), [(0, 255), (0, 0), (1, 2), (7, 7), (99, 1001), (536, 1452), (576, 9000), (1, 4094), (0, 2**31 - 1)])
def test_the_pattern_of_a_range_takes_its_numbers_only(low: int, high: int) -> None:
    pattern = re.compile(TOOL.digits(low, high))
    numbers = {*range(11000), *(number for edge in (low, high, 10**9) for number in range(max(0, edge - 11), edge + 12))}
    assert [number for number in numbers if bool(pattern.fullmatch(str(number))) != (low <= number <= high)] == []


def _leaves(options: dict[str, Any], schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The options that hold no others: path, specification and schema. Of a list, those of an entry."""
    for name, spec in options.items():
        value, place = schema["properties"][name]["anyOf"][0], f"{path}.{name}".lstrip(".")
        if "options" in spec:
            below = value["items"]["anyOf"][0] if spec["type"] == "list" else value
            yield from _leaves(spec["options"], below, place)
        elif spec["type"] == "list":
            yield place, {name: part for name, part in spec.items() if name != "elements"} | {"type": spec["elements"]}, value["items"]["anyOf"][0]
        else:
            yield place, spec, value


LAYER = VALIDATOR.schema["patternProperties"]["^peplink_config_"]["anyOf"][0]
LEAVES = {path: (spec, schema) for path, spec, schema in _leaves(INTENT_SPEC, LAYER)}
CODECS = TOOL.codecs()

NUMBERS = [
    -(10**12),
    -126,
    -96,
    -95,
    -1,
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    20,
    21,
    28,
    29,
    33,
    255,
    256,
    576,
    4094,
    4095,
    9000,
    9001,
    65535,
    65536,
    2**31 - 1,
    2**31,
    10**12,
]
TEXTS = [
    *("none", "auto", "both", "alternate", "other", "drop_in", "ping", "nat", "MCS9", "MCS10", "Crew", "a" * 32, "a" * 33, "x" * 64, "a" * 65),
    *(
        "192.0.2.1",
        "192.0.2.256",
        "192.0.2",
        "192.0.2.01",
        "::1",
        "host.example.net",
        "02:00:00:00:00:01",
        "0200.0000.0001",
        "02:00:00:00:00",
        "0g:00:00:00:00:01",
    ),
    *("0042", "123", "123456789", "short", "long enough", "schlüssel", "tab\there", "*99#", "*99x", "0123456789abcdef" * 4, "perhaps"),
]
# A name of 32 letters may have more than 32 bytes, which a pattern cannot count.
TOO_MANY_BYTES = "ä" * 17


def _accepted(path: str, spec: dict[str, Any], value: Any) -> bool:
    """Whether the module takes the value, as far as that depends on the value alone."""
    codec = CODECS.get(path)
    try:
        if spec["type"] in SINGLE:
            require_single(value, spec, path)
        checked = ArgumentSpecValidator({"value": {"no_log": False, **spec}}).validate({"value": value})
        if checked.error_messages:
            return False
        if codec:
            codec.encode(codec.parse(checked.validated_parameters["value"]))
    except ShownOnly:
        pass
    except ValueError:
        return False
    condition = path.removeprefix("health.")
    if condition not in CONDITIONS_SPEC:
        return True
    wanted = checked.validated_parameters["value"]
    return not wrong({condition: [wanted] if CONDITIONS_SPEC[condition]["type"] == "list" else wanted})


def _natural(spec: dict[str, Any], schema: dict[str, Any], value: Any) -> bool:
    """Whether a value is written as the documentation says. Ansible takes more: a number in quotes, yes for true, and a number as a text of digits."""
    kinds = {"bool": bool, "int": int, "float": (int, float), "dict": dict}
    kind: Any = kinds.get(spec["type"], (str, int) if "pattern" not in schema else str)
    return isinstance(value, kind) and (spec["type"] == "bool" or not isinstance(value, bool))


def _values(path: str, spec: dict[str, Any]) -> list[Any]:
    codec = getattr(CODECS.get(path), "inner", CODECS.get(path))
    edges = [codec.low - 1, codec.low, codec.high, codec.high + 1] if hasattr(codec, "low") else []
    quoted = [str(number) for number in (*edges, *NUMBERS) if number >= 0]
    return [True, False, *NUMBERS, *edges, *quoted, *TEXTS, *spec.get("choices", ()), [], {}]


@pytest.mark.parametrize("path", LEAVES)
def test_schema_and_module_take_the_same_values(path: str) -> None:
    spec, schema = LEAVES[path]
    validator = VALIDATOR.evolve(schema={**schema, "definitions": VALIDATOR.schema["definitions"]})
    values = [value for value in _values(path, spec) if path not in FREE or isinstance(value, dict)]
    too_lax = [value for value in values if validator.is_valid(value) and not _accepted(path, spec, value)]
    too_strict = [value for value in values if _natural(spec, schema, value) and _accepted(path, spec, value) and not validator.is_valid(value)]
    assert (too_lax, too_strict) == ([], [])


FREE = {path for path, (spec, _schema) in LEAVES.items() if spec["type"] in ("dict", "raw")}


@pytest.mark.parametrize("path", sorted(path for path in LEAVES if type(CODECS.get(path)).__name__ == "Ssid"))
def test_only_the_module_counts_bytes(path: str) -> None:
    spec, schema = LEAVES[path]
    assert jsonschema.Draft7Validator(schema).is_valid(TOO_MANY_BYTES)
    assert not _accepted(path, spec, TOO_MANY_BYTES)


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
        ({"wan_connections": [{"id": 1, "mtu": "9001"}]}, False),
        ({"wan_connections": [{"id": 1, "mac": "02-00-00-00-00-01", "dns": {"servers": ["192.0.2.53", "{{ dns }}"]}}]}, True),
        ({"wan_connections": [{"id": 1, "dns": {"servers": ["dns.example.net"]}}]}, False),
        ({"wan_connections": [{"id": 1, "health_check": {"hosts": ["192.0.2.1", "192.0.2.2", "192.0.2.3"]}}]}, False),
    ],
)
def test_the_schema_distinguishes_layers_from_other_variables(layer: Any, fits: bool) -> None:
    assert VALIDATOR.is_valid({"peplink_config_10_fleet": layer, "ansible_host": "192.0.2.1", "peplink_port": 8443}) is fits

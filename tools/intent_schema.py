# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Print the JSON Schema of files with layers of intent, so that editors complete and check them.

Made of the specification of the options and of their documentation. Run it by ``make schema``, which writes docs/intent.schema.json.
"""

from __future__ import annotations

import importlib
import itertools
import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

PLUGINS = "ansible_collections.wanfleet.peplink.plugins"
MARKUP = re.compile(r"\b[CEIMOV]\(([^)]*)\)")
SCALARS = {"str": ["string", "number"], "int": "integer", "float": "number", "bool": "boolean"}  # Ansible takes a number for text, but not for a secret

# What the conditions of good health take, beyond their types.
CONDITIONS = {
    "health.running_firmware": {"pattern": "^[0-9]", "minimum": 0},
    "health.restarted_after": {"pattern": "^\\s*([0-9]{4}-[0-9]{2}-[0-9]{2}.*|[-+]?[0-9]+(\\.[0-9]+)?)\\s*$"},
}


def schema() -> dict[str, Any]:
    """Return the schema. It says nothing about other variables that the file may hold."""
    spec = importlib.import_module(f"{PLUGINS}.module_utils._configuration.intent_spec").INTENT_SPEC
    lists = importlib.import_module(f"{PLUGINS}.plugin_utils._intent.validation").LISTS
    layer = _Writer(lists, codecs(), _most_entries()).members(spec, _documentation(), "")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Variables of wanfleet.peplink",
        "description": "A file of inventory variables. Those whose name starts with peplink_config_ are layers of the desired state of a router.",
        "type": "object",
        "patternProperties": {"^peplink_config_": {"anyOf": [layer, {"$ref": "#/definitions/template"}]}},
        "definitions": {"template": {"type": "string", "pattern": "\\{[{%]", "description": "A template that gives the value."}},
    }


def _documentation() -> dict[str, Any]:
    documentation = yaml.safe_load(importlib.import_module(f"{PLUGINS}.modules.peplink_config").DOCUMENTATION)
    options = documentation["options"]
    for reference in documentation["extends_documentation_fragment"]:
        name, _dot, attribute = reference.removeprefix("wanfleet.peplink.").partition(".")
        fragment = importlib.import_module(f"{PLUGINS}.doc_fragments.{name}").ModuleDocFragment
        for option, found in yaml.safe_load(getattr(fragment, attribute.upper() or "DOCUMENTATION")).get("options", {}).items():
            options[option] = {**found, **options.get(option, {})}
    return dict(options)


def codecs() -> dict[str, Any]:
    """The codecs of the options that hold no others, by path."""
    resources = importlib.import_module(f"{PLUGINS}.module_utils._configuration.resources.catalogue").RESOURCES
    found: dict[str, Any] = {}
    for resource in resources:
        for key in resource.identity.keys:
            found |= {f"{resource.section}.{option}": codec for option, codec in key.items()}
        for field in resource.fields:
            found |= dict(_leaves(f"{resource.section}.{field.option}", field.codec))
            found |= {f"{resource.section}.{field.option}.{field.key}": field.key_codec} if field.key_codec else {}
    return found


def _leaves(path: str, codec: Any) -> Iterator[tuple[str, Any]]:
    if hasattr(codec, "members"):
        for name, member in codec.members.items():
            yield from _leaves(f"{path}.{name}", member.codec)
    elif hasattr(codec, "inner") and not hasattr(codec, "word"):
        yield from _leaves(path, codec.inner)
    else:
        yield path, codec


def _most_entries() -> dict[str, int]:
    """How many entries a list may have, by the path of its option."""
    resources = importlib.import_module(f"{PLUGINS}.module_utils._configuration.resources.catalogue").RESOURCES
    fields = [(f"{resource.section}.{field.option}", field.codec) for resource in resources for field in resource.fields]
    return {path: codec.most for path, codec in fields if getattr(codec, "most", 0)}


def _limits(codec: Any) -> dict[str, Any]:
    """What a codec takes, beyond the type of its option. How many bytes a name has is not known here, only how many characters."""
    scalar = importlib.import_module(f"{PLUGINS}.module_utils._common.codecs.scalar")
    if isinstance(codec, scalar.Clearable):
        inner = _limits(codec.inner)
        quoted = [{"type": "string", "pattern": f"^0*({digits(codec.inner.low, codec.inner.high)})$"}] if isinstance(codec.inner, scalar.Number) else []
        return {"anyOf": [{"const": codec.word}, inner, *quoted, {"$ref": "#/definitions/template"}]} if inner else {}
    if isinstance(codec, scalar.Number):
        return {"type": "integer", "minimum": codec.low, "maximum": codec.high}
    if isinstance(codec, scalar.Ssid):
        return {"minLength": 1, "maxLength": 32, "pattern": f"^{scalar.NO_CONTROL_CHARACTERS}$"}
    pattern = next((pattern for kind, pattern in _patterns(scalar) if isinstance(codec, kind)), getattr(codec, "pattern", ""))
    return {"type": "string", "pattern": f"^({pattern})$"} if pattern else {}


def _patterns(scalar: Any) -> tuple[tuple[Any, str], ...]:
    octet = digits(0, 255)
    return ((scalar.Address, rf"(({octet})\.){{3}}({octet})"), (scalar.Mac, "[^0-9A-Fa-f]*([0-9A-Fa-f][^0-9A-Fa-f]*){12}"))


def digits(low: int, high: int) -> str:
    """A pattern of the decimal numbers from ``low`` to ``high``, neither of them negative, without leading zeros."""
    return "|".join(_alike(str(first), str(last)) for first, last in _decades(low, high))


def _decades(low: int, high: int) -> Iterator[tuple[int, int]]:
    """The range in parts, of which each needs one class of digits at each place."""
    while low <= high:
        step = 1
        while low % (step * 10) == 0 and low + step * 10 - 1 <= high and low:
            step *= 10
        ninth = low + (9 - low // step % 10) * step + step - 1
        last = min(ninth, low + (high - low + 1) // step * step - 1)
        yield low, last
        low = last + 1


def _alike(first: str, last: str) -> str:
    places = [one if one == other else f"[{one}-{other}]" for one, other in zip(first, last, strict=True)]
    runs = [(place, len(list(group))) for place, group in itertools.groupby(places)]
    return "".join(f"{place}{{{times}}}" if place.startswith("[") and times > 1 else place * times for place, times in runs)


class _Writer:
    """Writes schemas. ``lists`` has what names the entries of the lists that are merged by it, ``codecs`` those of values, ``most`` how many
    entries lists may have, all by path."""

    def __init__(self, lists: Mapping[str, Any], codecs: Mapping[str, Any], most: Mapping[str, int]) -> None:
        self._lists = lists
        self._codecs = codecs
        self._most = most

    def members(self, options: Mapping[str, Any], documentation: Mapping[str, Any], path: str) -> dict[str, Any]:
        """A mapping with these options."""
        properties = {name: self._option(spec, documentation[name], f"{path}.{name}".lstrip(".")) for name, spec in options.items()}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def _option(self, spec: Mapping[str, Any], documentation: Mapping[str, Any], path: str) -> dict[str, Any]:
        text = documentation["description"]
        shown = " ".join(MARKUP.sub(r"\1", line) for line in ([text] if isinstance(text, str) else text))
        return {"description": shown, "anyOf": [self._value(spec, documentation, path), {"type": "null"}, {"$ref": "#/definitions/template"}]}

    def _value(self, spec: Mapping[str, Any], documentation: Mapping[str, Any], path: str) -> dict[str, Any]:
        if spec["type"] == "list":
            entry = {**spec, "type": spec["elements"]}
            limit = {"maxItems": self._most[path]} if path in self._most else {}
            return {"type": "array", **limit, "items": {"anyOf": [self._entry(entry, documentation, path), {"$ref": "#/definitions/template"}]}}
        if spec["type"] == "dict":
            return self.members(spec["options"], documentation.get("suboptions", {}), path) if "options" in spec else {"type": "object"}
        if "choices" in spec:
            return {"enum": [*spec["choices"], *(int(choice) for choice in spec["choices"] if choice.isdecimal())]}
        kind = "string" if spec.get("no_log") else SCALARS[spec["type"]]
        # What has no codec counts something.
        least = {"minimum": 0} if spec["type"] == "int" else CONDITIONS.get(path, {})
        return {"type": kind, **(_limits(self._codecs[path]) if path in self._codecs else least)}

    def _entry(self, spec: Mapping[str, Any], documentation: Mapping[str, Any], path: str) -> dict[str, Any]:
        found = self._value(spec, documentation, path)
        if path in self._lists:
            identity = self._lists[path]
            found["properties"]["state"] = {"enum": ["absent"], "description": "Drops what lower layers say about this entry."}
            found["anyOf"] = [{"required": list(key)} for key in (*identity.keys, *([[identity.label]] if identity.label else []))]
        return found


def text() -> str:
    """Return the file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Print the JSON Schema of files with layers of intent, so that editors complete and check them.

Made of the specification of the options and of their documentation. Run it by ``make schema``, which writes docs/intent.schema.json.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

PLUGINS = "ansible_collections.wanfleet.peplink.plugins"
MARKUP = re.compile(r"\b[CEIMOV]\(([^)]*)\)")
SCALARS = {"str": ["string", "number"], "int": "integer", "float": "number", "bool": "boolean"}  # Ansible takes a number for text, but not for a secret


def schema() -> dict[str, Any]:
    """Return the schema. It says nothing about other variables that the file may hold."""
    spec = importlib.import_module(f"{PLUGINS}.module_utils._configuration.intent_spec").INTENT_SPEC
    lists = importlib.import_module(f"{PLUGINS}.plugin_utils._intent.validation").LISTS
    layer = _Writer(lists, _codecs()).members(spec, _documentation(), "")
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


def _codecs() -> dict[str, Any]:
    """The codecs of the options that hold no others, by path."""
    resources = importlib.import_module(f"{PLUGINS}.module_utils._configuration.resources").RESOURCES
    found: dict[str, Any] = {}
    for resource in resources:
        for codecs in resource.identity.keys:
            found |= {f"{resource.section}.{option}": codec for option, codec in codecs.items()}
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


def _limits(codec: Any) -> dict[str, Any]:
    """What a codec takes, beyond the type of its option. A number in quotes is taken as well, and its range is not checked here."""
    scalar = importlib.import_module(f"{PLUGINS}.module_utils._common.codecs.scalar")
    if isinstance(codec, scalar.Clearable):
        inner = _limits(codec.inner)
        quoted = [{"type": "string", "pattern": "^[0-9]+$"}] if isinstance(codec.inner, scalar.Number) else []
        return {"anyOf": [{"const": codec.word}, inner, *quoted, {"$ref": "#/definitions/template"}]} if inner else {}
    if isinstance(codec, scalar.Number):
        return {"type": "integer", "minimum": codec.low, "maximum": codec.high}
    if isinstance(codec, scalar.Ssid):
        return {"minLength": 1, "maxLength": 32, "pattern": f"^{scalar.NO_CONTROL_CHARACTERS}$"}
    return {"type": "string", "pattern": f"^({codec.pattern})$"} if getattr(codec, "pattern", "") else {}


class _Writer:
    """Writes schemas. ``lists`` has what names the entries of the lists that are merged by it, ``codecs`` those of values, both by path."""

    def __init__(self, lists: Mapping[str, Any], codecs: Mapping[str, Any]) -> None:
        self._lists = lists
        self._codecs = codecs

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
            return {"type": "array", "items": {"anyOf": [self._entry(entry, documentation, path), {"$ref": "#/definitions/template"}]}}
        if spec["type"] == "dict":
            return self.members(spec["options"], documentation.get("suboptions", {}), path) if "options" in spec else {"type": "object"}
        if "choices" in spec:
            return {"enum": [*spec["choices"], *(int(choice) for choice in spec["choices"] if choice.isdecimal())]}
        kind = "string" if spec.get("no_log") else SCALARS[spec["type"]]
        # What has no codec counts something.
        least = {"minimum": 0} if spec["type"] == "int" else {}
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

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Print the JSON Schema of files with variables of the collection: options of roles and playbooks, connection options, and layers of intent.

Made of the specifications of the roles. Run it by ``make schema``, which writes docs/role-variables.schema.json.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Mapping
from typing import Any

PLUGINS = "ansible_collections.wanfleet.peplink.plugins"
MARKUP = re.compile(r"\b[CEIMOPV]\(([^)]*)\)")
TYPES: dict[str, Any] = {
    "str": ["string", "number"],
    "path": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "list": "array",
    "dict": "object",
}
# What the documentation of a role names in its text, because the default is computed.
IN_PLACE_OF_COMPUTED = ("provision_intent", "provision_report_routers")
TEMPLATE = {"type": "string", "pattern": "\\{[{%]", "description": "A template that gives the value."}


def schema() -> dict[str, Any]:
    """Return the schema. What begins like an option of a role and is none is wrong; it says nothing about other variables."""
    options = importlib.import_module(f"{PLUGINS}.plugin_utils._intent.options")
    connection = importlib.import_module(f"{PLUGINS}.module_utils._common.connection_options").CONNECTION_SPEC
    found: dict[str, Any] = {f"peplink_{name}": spec for name, spec in connection.items()}
    for spec in (*(spec for entries in options.ROLES.values() for spec in entries.values()), *options.PLAYBOOKS.values()):
        found |= spec
    described = {name for name in found if not name.startswith("peplink_")}.union(*options.DEFAULTS.values(), IN_PLACE_OF_COMPUTED)
    prefixes = sorted({*options.ROLES, *options.PLAYBOOKS})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Variables of wanfleet.peplink and its roles",
        "description": "A file of inventory variables, with options of roles and playbooks, connection options and layers of intent.",
        "type": "object",
        "allOf": [{"$ref": "intent.schema.json"}],
        "propertyNames": {"if": {"pattern": f"^({'|'.join(prefixes)})_"}, "then": {"enum": sorted(described)}},
        "properties": {name: _option(spec, options.FORMS.get(name)) for name, spec in sorted(found.items())},
        "definitions": {"template": TEMPLATE},
    }


def _option(spec: Mapping[str, Any], form: Any) -> dict[str, Any]:
    text = spec.get("description", [])
    shown = " ".join(MARKUP.sub(r"\1", line) for line in ([text] if isinstance(text, str) else text))
    value = {"anyOf": [{**_value(spec), **(form.schema if form else {})}, {"type": "null"}, {"$ref": "#/definitions/template"}]}
    return {"description": shown, **value} if shown else value


def _value(spec: Mapping[str, Any]) -> dict[str, Any]:
    if "choices" in spec:
        return {"enum": list(spec["choices"])}
    # Ansible takes a number for text, but not for a secret.
    kind = "string" if spec.get("no_log") else TYPES.get(spec["type"])
    entries = {"items": {"type": TYPES[spec["elements"]]}} if "elements" in spec else {}
    return {**({"type": kind} if kind else {}), **entries}


def text() -> str:
    """Return the file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""openapi.yaml as the simulator uses it: operations, parameters and cached validators."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DEFAULT_PATH = Path(__file__).resolve().parents[3] / "docs" / "router-api" / "openapi.yaml"
CACHED_BODIES = 4096


@dataclass(frozen=True)
class QueryParameter:
    """A parameter of a GET; kind is integer, string or yesno; choices empty without an enumeration."""

    name: str
    kind: str
    array: bool
    required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class OperationFacts:
    permission: str
    maturity: str
    since: str
    parameters: dict[str, QueryParameter] = field(default_factory=dict)
    unsupported_on: tuple[str, ...] = ()
    listed_in: tuple[str, ...] = ()


class Specification:
    """One parsed document, shared by all devices of a process."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._registry: Registry[Any] = Registry().with_resource(
            "urn:doc", Resource.from_contents(document, default_specification=DRAFT202012)
        )
        self._validators: dict[str, Any] = {}
        self._problems: dict[tuple[str, str], tuple[str, ...]] = {}
        self._facts: dict[tuple[str, str], OperationFacts | None] = {}

    def facts(self, method: str, function: str) -> OperationFacts | None:
        """None for an operation that the document does not describe."""
        key = (method, function)
        if key not in self._facts:
            node = self._document["paths"].get(f"/api/{function}", {}).get(method.lower())
            self._facts[key] = (
                None
                if node is None
                else OperationFacts(
                    node["x-permission"],
                    node["x-maturity"],
                    node["x-since"],
                    {entry["name"]: self._parameter(entry) for entry in node.get("parameters", [])},
                    tuple(family.lower() for family in node.get("x-unsupported-on", [])),
                    tuple(node.get("x-listed-in", ())),
                )
            )
        return self._facts[key]

    def enumerated_members(self) -> frozenset[str]:
        """The members of answers and bodies that have a list of words anywhere."""
        return frozenset(_enumerated(self._document))

    def strange_words(self, method: str, function: str, answer: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
        """The path and the word wherever an answer has one that the list of words for it lacks."""
        if self.facts(method, function) is None:
            return
        for error in self._validator(function, method.lower(), "responses/200").iter_errors(answer):
            leaf = _deepest(error)
            if leaf.validator == "enum":
                yield tuple(leaf.absolute_path), leaf.instance

    def _parameter(self, entry: dict[str, Any]) -> QueryParameter:
        schema = self._resolve(entry["schema"])
        array = schema.get("type") == "array"
        item = self._resolve(schema["items"]) if array else schema
        choices = tuple(item.get("enum", ()))
        kind = "yesno" if choices == ("yes", "no") else "integer" if item.get("type") == "integer" or "anyOf" in item else "string"
        return QueryParameter(entry["name"], kind, array, bool(entry.get("required")), choices)

    def _resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            target: Any = self._document
            for part in node["$ref"].lstrip("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def body_schema(self, function: str) -> dict[str, Any]:
        node = self._document["paths"][f"/api/{function}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        return self._resolve(node)

    def typed_form(self, function: str, body: dict[str, Any]) -> dict[str, Any]:
        """A form has only texts: numbers where the schema wants such."""
        members = self.body_schema(function).get("properties", {})
        return {
            name: int(text) if text.isdigit() and self._resolve(members.get(name, {})).get("type") == "integer" else text
            for name, text in body.items()
        }

    def body_problem(self, function: str, body: dict[str, Any]) -> str | None:
        """First problem of a request body: the path of a member and the broken rule, never a value. None for a good body."""
        text = json.dumps(body, sort_keys=True)
        key = (function, text)
        problems = self._problems.get(key)
        if problems is None:
            if len(self._problems) >= CACHED_BODIES:
                self._problems.clear()
            error = next(self._validator(function).iter_errors(body), None)
            problems = self._problems[key] = () if error is None else (_describe(error),)
        return problems[0] if problems else None

    def _validator(self, function: str, method: str = "post", body: str = "requestBody") -> Any:
        reference = f"urn:doc#/paths/~1api~1{function}/{method}/{body}/content/application~1json/schema"
        if reference not in self._validators:
            self._validators[reference] = Draft202012Validator(
                {"$ref": reference}, registry=self._registry, format_checker=Draft202012Validator.FORMAT_CHECKER
            )
        return self._validators[reference]

    def without_unknown_members(self, function: str, body: dict[str, Any]) -> dict[str, Any]:
        """Copy of a body in which members that no branch of the schema knows are dropped."""
        pruned: dict[str, Any] = self._prune([self.body_schema(function)], copy.deepcopy(body))
        return pruned

    def _prune(self, schemas: list[dict[str, Any]], value: Any) -> Any:
        branches = self._branches(schemas)
        if isinstance(value, list):
            items = [branch["items"] for branch in branches if "items" in branch]
            return [self._prune(items, entry) for entry in value] if items else value
        if not isinstance(value, dict):
            return value
        known: dict[str, list[dict[str, Any]]] = {}
        for branch in branches:
            for name, member in branch.get("properties", {}).items():
                known.setdefault(name, []).append(member)
        closed = any(branch.get("additionalProperties") is False for branch in branches)
        return {
            name: self._prune(known[name], member) if name in known else member
            for name, member in value.items()
            if name in known or not closed
        }

    def _branches(self, schemas: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for schema in schemas:
            node = self._resolve(schema)
            found.append(node)
            inner = [entry for key in ("allOf", "anyOf", "oneOf") for entry in node.get(key, [])]
            found += self._branches(inner + [node[key] for key in ("then", "else") if key in node])
        return found


def _enumerated(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _enumerated(item)
    elif isinstance(node, dict):
        members = node.get("properties")
        for name, schema in members.items() if isinstance(members, dict) else ():
            if any(isinstance(word, str) for word in schema.get("enum", [])):
                yield name
        for item in node.values():
            yield from _enumerated(item)


def _deepest(error: ValidationError) -> ValidationError:
    leaves = [error]
    while any(leaf.context for leaf in leaves):
        leaves = [inner for leaf in leaves for inner in (leaf.context or [leaf])]
    return max(leaves, key=lambda leaf: len(leaf.absolute_path))


def _describe(error: ValidationError) -> str:
    best = _deepest(error)
    path = "/".join(map(str, best.absolute_path)) or "body"
    schema: Any = best.schema
    instance: Any = best.instance
    if best.validator == "additionalProperties":
        return f"{path} (unknown member {', '.join(sorted(set(instance) - set(schema.get('properties', {}))))})"
    if best.validator == "required":
        missing = [name for name in schema["required"] if name not in instance]
        return f"{path} (missing member {', '.join(missing)})"
    return f"{path} ({best.validator})"


@functools.cache
def load(path: Path = DEFAULT_PATH) -> Specification:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with open(path, encoding="utf-8") as handle:
        return Specification(yaml.load(handle, loader))

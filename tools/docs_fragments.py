# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Write the documentation fragments of the configuration resources. Run it by ``make docs-fragments``.

The sentences in plugins/doc_fragments are written by hand and stay. Everything else comes from the description of the resource: which
options there are, in which order, their types and choices, what is required, and the first range of numbers that an option's sentences name.
An option that is new gets its place, where its sentences are to be written; one that is gone goes with its sentences.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

PLUGINS = "ansible_collections.wanfleet.peplink.plugins"
FRAGMENTS = Path(__file__).resolve().parents[1] / "plugins" / "doc_fragments"
WIDTH = 140
UNLIMITED = 2**31 - 1
RANGE = re.compile(r"\bfrom V\((-?\d+)\)(?: to V\((-?\d+)\))?")

FILE = '''\
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """{title}"""

    _LIST = r"""
{options}
"""

    DOCUMENTATION: str = "options:\\n  config:\\n    required: true" + _LIST

    SECTION: str = "options:\\n  {section}:" + _LIST.replace("O(config[", "O({section}[")
'''

OptionPath = tuple[str, ...]  # the names of an option and of those that it is in
Sentences = Mapping[OptionPath, list[str]]


def resources() -> dict[str, Any]:
    """The resources by the name of their module, which is that of their fragment too."""
    package = importlib.import_module(f"{PLUGINS}.module_utils._configuration.resources")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if module.name != "catalogue")
    return {name: getattr(importlib.import_module(f"{package.__name__}.{name}"), name.upper()) for name in names}


def written(resource: Any, before: str) -> tuple[str, list[str]]:
    """The text of a fragment, with the sentences that it has ``before`` (empty if there is no such file); and what is still to be written."""
    title = f"The list of {resource.noun}s, the option of a module of its own and a section of peplink_config."
    sentences: dict[OptionPath, list[str]] = {}
    if before:
        title, sentences = _prose(before)
    option = {"type": "list", "elements": "dict", "options": resource.spec()}
    writer = _Writer(sentences, _ranges(resource))
    options = "\n".join(writer.lines((), option, "    "))
    return FILE.format(title=title, options=options, section=resource.section), writer.missing


def _prose(fragment: str) -> tuple[str, dict[OptionPath, list[str]]]:
    """The title and, by path, the sentences of a fragment."""
    found = next(node for node in ast.parse(fragment).body if isinstance(node, ast.ClassDef))
    body = next(ast.literal_eval(node.value) for node in found.body if isinstance(node, ast.Assign))
    return ast.get_docstring(found) or "", dict(_sentences(yaml.safe_load(f"list:{body}")["list"], ()))


def _sentences(option: Mapping[str, Any], path: OptionPath) -> Iterator[tuple[OptionPath, list[str]]]:
    yield path, option["description"] or []
    for name, member in option.get("suboptions", {}).items():
        yield from _sentences(member, (*path, name))


def _ranges(resource: Any) -> dict[OptionPath, tuple[int, int]]:
    """The numbers that options take, by path."""
    described = {(name,): codec for codecs in resource.identity.keys for name, codec in codecs.items()}
    for field in resource.fields:
        path = tuple(field.option.split("."))
        described |= {path: field.codec} | ({(*path, field.key): field.key_codec} if field.key else {})
    return dict(item for path, codec in described.items() for item in _codec_ranges(codec, path))


def _codec_ranges(codec: Any, path: OptionPath) -> Iterator[tuple[OptionPath, tuple[int, int]]]:
    while hasattr(codec, "inner"):
        codec = codec.inner
    if hasattr(codec, "low"):
        yield path, (codec.low, codec.high)
    for name, member in getattr(codec, "members", {}).items():
        yield from _codec_ranges(member.codec, (*path, name))


class _Writer:
    """Writes options as YAML, and collects in ``missing`` what only a person can write."""

    def __init__(self, sentences: Sentences, ranges: Mapping[OptionPath, tuple[int, int]]) -> None:
        self._sentences = sentences
        self._ranges = ranges
        self.missing: list[str] = []

    def lines(self, path: OptionPath, spec: Mapping[str, Any], indent: str) -> Iterator[str]:
        """The lines below the name of an option."""
        sentences = self._with_range(path, self._sentences.get(path, []))
        yield f"{indent}description:" + ("" if sentences else " []")
        for sentence in sentences:
            yield from _item(sentence, f"{indent}  ")
        for key in ("type", "elements", "choices", "required", "default"):
            if key in spec:
                yield f"{indent}{key}: {_flow(spec[key])}"
        if "options" in spec:
            yield f"{indent}suboptions:"
            for name, member in spec["options"].items():
                yield f"{indent}  {name}:"
                yield from self.lines((*path, name), member, f"{indent}    ")

    def _with_range(self, path: OptionPath, sentences: list[str]) -> list[str]:
        shown = ".".join(path) or "the list itself"
        if not sentences:
            self.missing.append(f"{shown} has no description")
        if path not in self._ranges:
            return sentences
        low, high = self._ranges[path]
        words = f"from V({low})" + (f" to V({high})" if high != UNLIMITED else "")
        named = next((number for number, sentence in enumerate(sentences) if RANGE.search(sentence)), None)
        if named is not None:
            return [RANGE.sub(words, sentence, count=1) if number == named else sentence for number, sentence in enumerate(sentences)]
        if sentences and high - low > 1 and high != UNLIMITED:
            self.missing.append(f"{shown} does not say that its numbers are {words}")
        return sentences


def _item(sentence: str, indent: str) -> list[str]:
    plain = yaml.safe_load(f"- {sentence}") == [sentence]
    text = sentence if plain else json.dumps(sentence, ensure_ascii=False)
    return textwrap.wrap(text, WIDTH, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False)


def _flow(value: Any) -> str:
    """A value in one line of YAML."""
    return yaml.safe_dump(value, default_flow_style=True, width=10**6, allow_unicode=True).removesuffix("\n").removesuffix("\n...")


def main() -> str:
    """Write the files. Returns what is still to be written by hand."""
    todo = []
    for name, resource in resources().items():
        file = FRAGMENTS / f"{name}.py"
        text, missing = written(resource, file.read_text(encoding="utf-8") if file.exists() else "")
        file.write_text(text, encoding="utf-8")
        todo += [f"plugins/doc_fragments/{file.name}: {what}" for what in missing]
    return "\n".join(todo)


if __name__ == "__main__":
    sys.exit(main() or 0)

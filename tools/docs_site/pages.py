# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pages of the site that are made from what the collection says of itself: playbooks, variables, the event source. Pure, but for reading."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

# Makes Markdown in one line of a description with Ansible's markup.
Prose = Callable[[str | Sequence[str]], str]
Options = Mapping[str, Mapping[str, Any]]

OPTION = re.compile(r"#   (?P<name>\w+)  +(?P<text>.+)")
CONTINUED = re.compile(r"#    +(?P<text>.+)")
# What the page says once for all playbooks.
SAID_ABOVE = re.compile(r" ?The options of the roles? .*?\.(?= |$)")


@dataclass(frozen=True)
class Playbook:
    """What the comment on top of a playbook says: its purpose, its own options, and what it adds; and the roles that it runs."""

    name: str
    purpose: str
    options: Mapping[str, str]
    more: str
    roles: tuple[tuple[str, str], ...]


def read_playbook(name: str, text: str) -> Playbook:
    """Read a playbook: the comment behind the licence, in which an indented line is `option    what it says`, and its plays."""
    (comment,) = re.findall(r"SPDX.*\n\n((?:#.*\n)+)", text)
    purpose: list[str] = []
    more: list[str] = []
    options: dict[str, str] = {}
    for line in comment.splitlines():
        if found := OPTION.fullmatch(line):
            options[found["name"]] = found["text"]
        elif (found := CONTINUED.fullmatch(line)) and options:
            last = list(options)[-1]
            options[last] += f" {found['text']}"
        else:
            (more if options else purpose).append(line.lstrip("# "))
    said = re.sub(r"^ansible-playbook [\w.]+: ", "", " ".join(purpose))
    return Playbook(name, said[:1].upper() + said[1:], options, " ".join(more), tuple(dict.fromkeys(_roles(yaml.safe_load(text)))))


def _roles(value: Any) -> Iterator[tuple[str, str]]:
    """Roles that tasks import, with the entry point."""
    for entry in value if isinstance(value, list) else []:
        if imported := entry.get("ansible.builtin.import_role") or entry.get("ansible.builtin.include_role"):
            yield imported["name"].rpartition(".")[2], imported.get("tasks_from", "main").removesuffix(".yml")
        for key in ("tasks", "block", "rescue", "always"):
            yield from _roles(entry.get(key))


def playbooks_page(playbooks: Sequence[Playbook], roles: Mapping[str, Any], prose: Prose) -> str:
    """The page of all playbooks. roles has, by role, what its meta/argument_specs.yml contains."""
    parts = [
        "# Playbooks",
        "Run a playbook by its full name. All options, those of its roles too, are variables: set them in the inventory, or with `-e`.",
        "```\nansible-playbook -i inventory wanfleet.peplink.NAME -e OPTION=VALUE\n```",
    ]
    for playbook in playbooks:
        parts += [
            f"## {playbook.name}",
            SAID_ABOVE.sub("", f"{playbook.purpose} {playbook.more}".strip()),
            _table(("option of the playbook", "description"), _own(playbook)),
        ]
        specs = {role: _options_of(roles[role]["argument_specs"], [entry for name, entry in playbook.roles if name == role]) for role, _entry in playbook.roles}
        for role, options in specs.items():
            parts += [f"Options of the role [{role}](reference/{role}_role.rst):", _table(("option", "type, default", "description"), _rows(options, prose))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _own(playbook: Playbook) -> list[tuple[str, str]]:
    return [(f"`{name}`", text) for name, text in playbook.options.items()]


def _options_of(specs: Mapping[str, Any], entries: Sequence[str]) -> Options:
    """The options of these entry points of a role; of an entry point that has none of its own, those of main."""
    found: dict[str, Any] = {}
    for entry in entries:
        found |= (specs.get(entry) or specs["main"])["options"]
    return found


def _rows(options: Options, prose: Prose) -> list[tuple[str, str, str]]:
    return [(f"`{name}`", _kind(option), prose(option["description"])) for name, option in options.items()]


def _kind(option: Mapping[str, Any]) -> str:
    """Type and default of an option, in one cell."""
    kind = option.get("type", "str") + (f" of {option['elements']}" if "elements" in option else "")
    if option.get("required"):
        return f"{kind}, required"
    default = option.get("default")
    return kind if default is None or default in ([], {}, "") else f"{kind}, `{default}`"


def variables_page(connection: str, prose: Prose) -> str:
    """The page of the variables of the inventory. connection is the text of the fragment of connection options."""
    options: Options = yaml.safe_load(connection)["options"]
    rows = []
    for name, option in options.items():
        sentences = [option["description"]] if isinstance(option["description"], str) else option["description"]
        said = " ".join(sentences)
        variables = [word for word in re.findall(r"C\((\w+)\)", said) if word.startswith(("peplink_", "ansible_"))]
        names = [*(word for word in dict.fromkeys(variables) if word != "ansible_facts"), *re.findall(r"E\((PEPLINK_\w+)\)", said), name]
        shown = [text for text in sentences if not re.match(r"Inventory variables?:", text)]
        rows.append((" <br> ".join(f"`{word}`" for word in names), _kind(option), prose(shown)))
    parts = [
        "# Variables",
        "Variables of the inventory that lead to a router. The first of these that sets an option takes precedence: the task, `module_defaults` (group "
        "`wanfleet.peplink.peplink`), the variable, the environment, the default.",
        _table(("variables, environment, option of a task", "type, default", "description"), rows),
        "Variables whose names start with `peplink_config_` are layers of the intent: see the filter [merge_config](reference/merge_config_filter.rst). "
        "Options of playbooks and roles are variables as well: see [playbooks](playbooks.md).",
    ]
    return "\n\n".join(parts) + "\n"


def event_source_page(source: str, name: str, prose: Prose) -> str:
    """The page of an event source, from its Python source, because no tool of Ansible documents them."""
    assigned = {node.targets[0].id: node.value for node in ast.parse(source).body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)}
    documented = yaml.safe_load(ast.literal_eval(assigned["DOCUMENTATION"]))
    examples = ast.literal_eval(assigned["EXAMPLES"]).strip() if "EXAMPLES" in assigned else ""
    parts = [f"# Event source {name}", f"{documented['short_description']}.", *(prose(text) for text in documented["description"]), "## Options"]
    parts += list(_nested(documented["options"], prose))
    if examples:
        parts += ["## Examples", f"```yaml\n{examples}\n```"]
    return "\n\n".join(parts) + "\n"


def _nested(options: Options, prose: Prose, above: str = "") -> Iterator[str]:
    """The table of some options, then those of their suboptions."""
    yield _table(("option", "type, default", "description"), _rows(options, prose))
    for name, option in options.items():
        if "suboptions" in option:
            yield f"### {above}{name}"
            yield from _nested(option["suboptions"], prose, f"{above}{name}.")


def rulebooks_page(texts: Mapping[str, str], files: str) -> str:
    """The page of the example rulebooks, from the comments on top of them. files is the address of the files of the repository."""
    rows = []
    for name, text in texts.items():
        (comment,) = re.findall(r"SPDX.*\n\n((?:#.*\n)+)", text)
        rows.append((f"[{name}]({files}/extensions/eda/rulebooks/{name}.yml)", " ".join(line.lstrip("# ") for line in comment.splitlines())))
    return (
        "# Rulebooks\n\nExamples for Event-Driven Ansible, to copy and change: see [the guide](guides/events.md).\n\n"
        + _table(("rulebook", "description"), rows)
        + "\n"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The form of a task's arguments, before Ansible validates them.

Ansible's own check fails on an option of the wrong type that should hold others, shows mistyped options with their values when the
module runs elsewhere, and names all options there are instead of the one that was meant.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ansible.module_utils.common.validation import check_type_dict

from .._common.redaction import printable


class BadForm(ValueError):
    """An option that does not exist, or of a type that cannot hold what it should. The text names it and shows no value."""


def require_form(arguments: Mapping[Any, Any], spec: Mapping[str, Any], path: str = "") -> None:
    """Raises BadForm unless ``arguments`` have only options of the argument specification ``spec``, each able to hold its own options."""
    for name, value in arguments.items():
        place = f"{path}.{name}" if path else str(name)
        if name not in spec:
            raise BadForm(f"there is no option {printable(place, 120)}{suggestion(name, spec)}")
        if value is not None:
            _require_type(value, spec[name], place)


def suggestion(name: object, known: Collection[str]) -> str:
    """What was probably meant, or what there is if that is not much."""
    alike = difflib.get_close_matches(str(name), known, 1)
    if alike and len(known) > _HANDFUL:
        return f"; did you mean {alike[0]}?"
    return f"; there are {', '.join(sorted(known))}" if len(known) <= _FEW else ""


# Of so few, the one that is most alike need not be the one that was meant; more than those say nothing to anybody.
_HANDFUL = 3
_FEW = 12


def entry_place(place: str, position: int, entry: Any) -> str:
    """An entry of the list at ``place``, for messages: by its id, ``config[id 1]``, else by its number from 1, ``config[entry 1]``."""
    found = entry.get("id") if isinstance(entry, Mapping) else None
    is_id = found is not None and not isinstance(found, bool) and re.fullmatch("[0-9]{1,10}", str(found))
    return f"{place}[id {found}]" if is_id else f"{place}[entry {position + 1}]"


def kind(value: Any) -> str:
    """What a value is, for a message that must not show it."""
    if isinstance(value, bool):
        return "a truth value"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, Mapping):
        return "a mapping"
    return "nothing" if value is None else "a list"


def require_quotes(arguments: Mapping[Any, Any], spec: Mapping[str, Any], path: str = "") -> None:
    """Raises BadForm for a secret that YAML took for a number or a truth value: ``0042`` is 34 by then, and nobody can tell any longer.

    Ignores what has another form than ``spec`` says.
    """
    for name, value in arguments.items():
        option, place = spec.get(name, {}), f"{path}.{name}" if path else str(name)
        if option.get("no_log") and option["type"] == "str" and isinstance(value, (bool, int, float)):
            raise BadForm(f"{place} must be text in quotes, not {kind(value)}: YAML turns 0042 into 34, and yes into true")
        for entry_path, entry in _entries(value, place):
            require_quotes(entry, option.get("options", {}), entry_path)


def _entries(value: Any, place: str) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    if isinstance(value, Mapping):
        yield place, value
    for position, entry in enumerate(value) if isinstance(value, (list, tuple)) else ():
        if isinstance(entry, Mapping):
            yield entry_place(place, position, entry), entry


def _require_type(value: Any, option: Mapping[str, Any], place: str) -> None:
    if "options" not in option:
        return
    if option["type"] == "dict":
        require_form(_as_mapping(value, place), option["options"], place)
        return
    if not isinstance(value, (list, tuple)):
        raise BadForm(f"{place} must be a list of mappings, not {kind(value)}")
    for position, entry in enumerate(value):
        named = entry_place(place, position, entry)
        require_form(_as_mapping(entry, named), option["options"], named)


def _as_mapping(value: Any, place: str) -> Mapping[Any, Any]:
    """Text may be JSON or ``name=value``, as everywhere in Ansible."""
    try:
        return value if isinstance(value, Mapping) else dict(check_type_dict(value))
    except TypeError:
        raise BadForm(f"{place} must be a mapping, not {kind(value)}") from None

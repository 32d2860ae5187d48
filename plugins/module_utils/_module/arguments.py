# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The form of a task's arguments, before Ansible validates them.

Ansible's own check fails on an option of the wrong type that should hold others, makes text of anything where that is wanted, shows
mistyped options with their values when the module runs elsewhere, and names all options there are instead of the one that was meant.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from typing import Any

from ansible.module_utils.common.parameters import DEFAULT_TYPE_VALIDATORS
from ansible.module_utils.common.validation import check_type_dict

from .._common.places import entry_place
from .._common.redaction import printable

# The types of options that hold a single value, as messages call them.
SINGLE = {"str": "text", "path": "text", "bool": "true or false", "int": "a whole number", "float": "a number"}


class BadForm(ValueError):
    """An option that does not exist, or of a type that cannot hold what it should. The text names it and shows no value."""


def require_form(arguments: Mapping[Any, Any], spec: Mapping[str, Any], path: str = "") -> None:
    """Raises BadForm unless ``arguments`` have only options of the argument specification ``spec``, each able to hold what it is given, and all it requires."""
    for name, value in arguments.items():
        place = f"{path}.{name}" if path else str(name)
        if name not in spec:
            raise BadForm(f"there is no option {printable(place, 120)}{suggestion(name, spec)}")
        if value is not None:
            _require_type(value, spec[name], place)
    for name, option in spec.items():
        if option.get("required") and arguments.get(name) is None:
            raise BadForm(f"{path}.{name}".lstrip(".") + " must be given")


def optional(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The argument specification without what it requires, for arguments of which some are not known."""
    return {name: {key: optional(item) if key == "options" else item for key, item in option.items() if key != "required"} for name, option in spec.items()}


def suggestion(name: object, known: Collection[str]) -> str:
    """What was probably meant, or what there is if that is not much."""
    alike = difflib.get_close_matches(str(name), known, 1)
    if alike and len(known) > _HANDFUL:
        return f"; did you mean {alike[0]}?"
    return f"; there are {', '.join(sorted(known))}" if len(known) <= _FEW else ""


# Of so few, the one that is most alike need not be the one that was meant; more than those say nothing to anybody.
_HANDFUL = 3
_FEW = 12


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


def require_single(value: Any, option: Mapping[str, Any], place: str) -> None:
    """Raises BadForm for what ``option`` does not take, or takes for something else: Ansible makes text of any list or mapping.

    So with a secret that YAML took for a number, and with what it took for a truth value: ``0042`` is 34 by then, and nobody can tell any
    longer. What is none of the option's choices is refused as well, in words that say where it stands.
    """
    if isinstance(value, (Mapping, list, tuple)) or value is None:
        raise BadForm(f"{place} must be a single value, not {kind(value)}")
    wanted = SINGLE[option["type"]]
    if wanted == "text":
        if (isinstance(value, bool) and "choices" not in option) or (isinstance(value, (int, float)) and option.get("no_log")):
            raise BadForm(f"{place} must be text in quotes, not {kind(value)}: YAML turns 0042 into 34, and yes into true")
        _require_choice(str(value), option, place)
        return
    try:
        taken = DEFAULT_TYPE_VALIDATORS[option["type"]](value)
        fits = option["type"] == "bool" or not isinstance(value, bool)
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise BadForm(f"{place} must be {wanted}, not {kind(value)}")
    _require_choice(taken, option, place)


def _require_choice(value: Any, option: Mapping[str, Any], place: str) -> None:
    choices = option.get("choices")
    if choices and value not in choices and value not in _TRUTH_VALUES:
        alike = difflib.get_close_matches(str(value), map(str, choices), 1)
        raise BadForm(f"{place} must be one of: {', '.join(map(str, choices))}{f'; did you mean {alike[0]}?' if alike else ''}")


# What Ansible makes of the words that YAML takes for a truth value. It also knows which of the choices was meant.
_TRUTH_VALUES = ("True", "False")


def _require_type(value: Any, option: Mapping[str, Any], place: str) -> None:
    if option["type"] in SINGLE:
        require_single(value, option, place)
    elif option["type"] == "dict":
        mapping = _as_mapping(value, place)
        if "options" in option:
            require_form(mapping, option["options"], place)
    elif option["type"] == "list":
        if not isinstance(value, (list, tuple)) and ("options" in option or isinstance(value, Mapping)):
            raise BadForm(f"{place} must be a list{' of mappings' if 'options' in option else ''}, not {kind(value)}")
        for position, entry in enumerate(value if isinstance(value, (list, tuple)) else ()):
            _require_type(entry, {**option, "type": option["elements"]}, entry_place(place, position, entry))


def _as_mapping(value: Any, place: str) -> Mapping[Any, Any]:
    """Text may be JSON or ``name=value``, as everywhere in Ansible."""
    try:
        return value if isinstance(value, Mapping) else dict(check_type_dict(value))
    except TypeError:
        raise BadForm(f"{place} must be a mapping, not {kind(value)}") from None

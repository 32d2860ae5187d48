# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names of variables that look like misspelt layers or misspelt options of a role. Ansible ignores such variables."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from functools import lru_cache

from ...module_utils._common.connection_options import CONNECTION_SPEC
from ...module_utils._common.redaction import printable
from .merging import PREFIX
from .options import DEFAULTS, PLAYBOOKS, ROLES, VARIABLES

PLAYBOOK_OPTIONS = frozenset().union(*PLAYBOOKS.values())
_LAYER = PREFIX.rstrip("_")
_ALIKE = 0.84
# Of what was set for this very run, and begins like an option of it.
_FAINTLY_ALIKE = 0.6

_SPECIFIED = frozenset(option for entries in ROLES.values() for options in entries.values() for option in options)
OPTIONS = _SPECIFIED.union(*DEFAULTS.values()) | PLAYBOOK_OPTIONS
_KNOWN = OPTIONS.union(*VARIABLES.values(), (f"peplink_{option}" for option in CONNECTION_SPEC))
_PREFIXES = sorted({option.partition("_")[0] for option in OPTIONS})


def misspelt(names: Iterable[str]) -> list[str]:
    """A warning for each name that is nearly one that means something, sorted. It names no router, so that Ansible shows it once for all."""
    return [text for name in sorted(names) if (text := _warning(name))]


def misspelt_for_run(names: Iterable[str], given: Iterable[str]) -> list[str]:
    """The same at the start of a playbook. Of the names that are ``given`` for this run, those too that only begin like an option."""
    meant = {name: _near(name, _FAINTLY_ALIKE) for name in given if not _ignored(name)}
    faint = [_text(name, option) for name, option in sorted(meant.items()) if option and not _warning(name)]
    return [*misspelt(names), *faint]


def misspelt_hosts(playbook: str, given: Collection[str]) -> str | None:
    """What is wrong if the option that says on which routers the playbook runs is misspelt among the names that are given for this run.
    It would run on all of them."""
    option = next(iter(PLAYBOOKS[playbook]))
    if option in given:
        return None
    for name in sorted(given):
        if not _ignored(name) and difflib.get_close_matches(name, [option, f"{playbook}_hosts"], 1, _ALIKE):
            return f"{_text(name, option)} Without it, this playbook runs on all routers. Correct the name, or set {option} too."
    return None


# Routers have the same variables.
@lru_cache(maxsize=4096)
def _warning(name: str) -> str | None:
    if _ignored(name):
        return None
    meant = _layer_meant(name) or _near(name, 0.9) or _swapped(name)
    return _text(name, meant) if meant else None


def _ignored(name: str) -> bool:
    return name in _KNOWN or name.startswith(("ansible_", PREFIX))


def _text(name: str, meant: str) -> str:
    return f"The variable {printable(name)} has no effect. Did you mean {printable(meant)}?"


def _layer_meant(name: str) -> str | None:
    head, rest = "_".join(name.split("_")[:2]), name.split("_")[2:]
    if not difflib.get_close_matches(head, [_LAYER], 1, _ALIKE):
        return None
    return f"{PREFIX}{'_'.join(rest) or '10_fleet'}"


def _near(name: str, alike: float) -> str | None:
    # Few names begin nearly like a role, and only these are compared with all options.
    prefixes = difflib.get_close_matches(name.partition("_")[0], _PREFIXES, 1, _ALIKE)
    if not prefixes:
        return None
    own = [option for option in OPTIONS if option.startswith(f"{prefixes[0]}_")]
    return next(iter(difflib.get_close_matches(name, own, 1, alike)), None)


def _swapped(name: str) -> str | None:
    """The option of which two neighbouring letters are swapped: in a short name, that is a large part of it."""
    swaps = (name[:place] + name[place + 1] + name[place] + name[place + 2 :] for place in range(len(name) - 1))
    return next((swap for swap in swaps if swap in OPTIONS), None)

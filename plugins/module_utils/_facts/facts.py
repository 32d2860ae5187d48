# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Facts: the subjects as subsets, all asked together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._common.codecs.base import Secrets
from .._common.errors import PeplinkError, Refused, TransportError, Unsupported
from .._common.redaction import printable
from .._common.shared_options import PARALLEL_READS_SPEC, SECRETS_SPEC
from .._configuration.reader import ConfigReader
from .._configuration.resources.catalogue import RESOURCES
from .._configuration.view import view_config
from .._module.module import Module, Task
from .._status.reader import gather
from .._status.subjects.catalogue import SUBJECTS
from .network import network_facts

CONFIG = "config"
SUBSETS = (*(subject.name for subject in SUBJECTS), CONFIG)
MINIMUM = ("firmware",)
# How collections for network devices begin the names of what all such devices have.
NETWORK_PREFIX = "ansible_net_"
GROUPS = {"all": SUBSETS, "min": MINIMUM}


def chosen(words: Iterable[str]) -> list[str]:
    """The subsets that the words of gather_subset come to, in the order of the facts. Raises ValueError with the word that is none.

    A word with an exclamation mark takes a subset away. If there is no other word, it is taken from all.
    """
    added: set[str] = set()
    taken: set[str] = set()
    words = list(words)
    for word in words:
        name = word.removeprefix("!")
        if name not in (*GROUPS, *SUBSETS):
            raise ValueError(word)
        (taken if word.startswith("!") else added).update(GROUPS.get(name, (name,)))
    if words and all(word.startswith("!") for word in words):
        added = set(SUBSETS)
    return [name for name in SUBSETS if name in added - taken]


def _run(task: Task) -> None:
    words = task.params["gather_subset"]
    try:
        wanted = chosen(words)
    except ValueError as unknown:
        known = ", ".join((*GROUPS, *SUBSETS))
        raise Refused(
            "choosing the facts", task.session.device, f"there is no subset {printable(str(unknown), 80)}", f"Choose from {known}; ! excludes one."
        ) from None
    facts, refused, missing = _gathered(task, wanted)
    if refused and not facts:
        raise next(iter(refused.values()))
    for name, error in refused.items():
        if name in words or not isinstance(error, Unsupported):
            task.session.warnings.append(f"{name} is omitted: the router {error.answer}.")
    unsupported = [name for name, error in refused.items() if isinstance(error, Unsupported)]
    standard = network_facts(facts, task.session.known_firmware)
    task.result["ansible_facts"] = {
        **{f"{NETWORK_PREFIX}{name}": value for name, value in standard.items()},
        "ansible_peplink": {**facts, "unsupported": unsupported + missing},
    }


def _gathered(task: Task, wanted: list[str]) -> tuple[dict[str, Any], dict[str, PeplinkError], list[str]]:
    """The facts by subset, the errors in place of those that the router refused, and the sections that its configuration lacks.

    Raises TransportError.
    """
    session, secrets, parallel = task.session, Secrets(task.params["secrets"]), task.params["parallel_reads"]
    options = {"lite": task.params["lite"]}
    facts: dict[str, Any] = {}
    refused: dict[str, PeplinkError] = {}
    missing: list[str] = []
    for found in gather(session, [subject for subject in SUBJECTS if subject.name in wanted], options, parallel):
        if found.error:
            refused[found.subject.name] = found.error
        else:
            facts[found.subject.name] = found.shown(options, secrets, session.warnings)
    if CONFIG in wanted:
        try:
            sections = dict(view_config(session, ConfigReader(session, parallel, once=True), RESOURCES, secrets, lenient=True))
            facts[CONFIG] = {name: items for name, items in sections.items() if items is not None}
            missing = [f"{CONFIG}.{name}" for name, items in sections.items() if items is None]
        except PeplinkError as error:
            refused[CONFIG] = error
    unusable = [error for error in refused.values() if isinstance(error, TransportError)]
    if unusable:
        raise unusable[0]
    return facts, refused, missing


FACTS = Module(
    {
        "gather_subset": {"type": "list", "elements": "str", "default": ["min"]},
        "lite": {"type": "bool", "default": False},
        **SECRETS_SPEC,
        **PARALLEL_READS_SPEC,
    },
    _run,
    tells=(),
)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Asking a router about subjects: no request twice, those of one round at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .._client.session import Session
from .._common.codecs.base import Secrets
from .._common.errors import PeplinkError, Unsupported
from .._common.read import Read
from .._common.redaction import printable, without_secrets
from .notes import Notes
from .subject import Options, Subject


@dataclass
class Gathered:
    """What a router answered about one subject, by the names of the reads."""

    subject: Subject
    answers: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, PeplinkError] = field(default_factory=dict)
    truncated: bool = False

    @property
    def error(self) -> PeplinkError | None:
        """Why there is no result: a read that the subject cannot do without, or no answer at all."""
        grave = [error for name, error in self.errors.items() if name not in self.subject.spare or not isinstance(error, Unsupported)]
        return next(iter(grave if self.answers else self.errors.values()), None)

    def reads(self, turn: int, options: Options) -> dict[str, Read]:
        """What is to be asked in a round."""
        return dict(self.subject.asks[turn](options, self.answers)) if turn < len(self.subject.asks) and not self.error else {}

    def take(self, name: str, answer: Any) -> None:
        if isinstance(answer, PeplinkError):
            self.errors[name] = answer
        else:
            self.answers[name] = answer

    def shown(self, options: Options, secrets: Secrets, warnings: list[str]) -> Any:
        """The result; adds to the warnings what is not in it. ``truncated`` says then whether the router may have more."""
        notes = Notes()
        value = self.subject.decode(self.answers, options, notes)
        self.truncated = notes.truncated
        warnings += [f"{self.subject.name}: {name} are left out: {printable(error.answer)}." for name, error in self.errors.items()]
        warnings += [f"{self.subject.name}: {text}" for text in notes.warnings()]
        return value if secrets is Secrets.INCLUDE else without_secrets(value)

    def raw(self, secrets: Secrets) -> Any:
        """The answers as they came, by the names of the reads."""
        return self.answers if secrets is Secrets.INCLUDE else without_secrets(self.answers)


def gather(session: Session, subjects: Iterable[Subject], options: Options, parallel: int = 1, *, anew: bool = False) -> list[Gathered]:
    """Ask about subjects. Raises PeplinkError if there is no way in; what is wrong with one subject stands in its ``error``.

    ``anew`` asks again what was asked before, and without retries: for those who ask repeatedly.
    """
    gathered = [Gathered(subject) for subject in subjects]
    for turn in range(max((len(one.subject.asks) for one in gathered), default=0)):
        wanted = [(one, name, read) for one in gathered for name, read in one.reads(turn, options).items()]
        reads = [read for _one, _name, read in wanted]
        answers = session.read_all(reads, retry=False) if anew else session.read_once(reads, parallel=parallel)
        for (one, name, _read), answer in zip(wanted, answers, strict=True):
            one.take(name, answer)
    return gathered

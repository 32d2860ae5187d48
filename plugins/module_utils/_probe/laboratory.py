# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Level reversible: changes a router in small steps, each with its undo, and leaves it as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from .._client.resolution import addresses_of
from .._common.errors import NotInEffect, PeplinkError, Refused
from .._common.read import Read
from .._configuration.records import Records
from .._module.module import Task
from .._module.waiting import Wait
from . import fitness
from .conversation import WRONG_TOKEN, Conversation
from .evidence import Evidence
from .experiments import EXPERIMENTS, GPIO, MESH, NAME, PROTECT, SSID, WAN, Body, Experiment, Situation, rename, rename_back
from .questions.access import READ_ONLY
from .staged import is_staged, name_in, new_name
from .unfinished import Unfinished

APPLY, DISCARD = "cmd.config.apply", "cmd.config.discard"
_STATUS = Read("status.wan.connection")

# Every function that shows the configuration.
IMAGE = {WAN: Read(WAN), SSID: Read(SSID), MESH: Read(MESH), PROTECT: Read(PROTECT), "config.port": Read("config.port"), GPIO: Read(GPIO, {"list": []})}

# Captures show 3 to 30 s until a change is in effect.
PATIENCE = 60.0

UNSETTLED = "a run from here that was interrupted may have left changes pending; run peplink_config_apply first"
_RESTORE = "Run the probe again with undo set: it restores the router first."


class Laboratory:
    """The experiments on one router, and what is left to undo of earlier ones. ``notes`` are for the report."""

    def __init__(self, task: Task, talk: Conversation) -> None:
        self._task = task
        self._talk = talk
        self._unfinished = Unfinished(task.params["record_dir"], task.session)
        self._undo: list[tuple[str, Mapping[str, Any]]] = []
        self._before: Mapping[str, str] = {}
        self._clean = True
        self.notes = [fitness.ASSUMED]

    @property
    def evidence(self) -> Evidence:
        """What was found so far."""
        return self._talk.evidence

    @property
    def interrupted(self) -> bool:
        """Whether an earlier probe left something to undo."""
        return self._unfinished.read() is not None

    def restore(self) -> None:
        """Undo what an earlier probe left, if it did. Raises PeplinkError if that did not work; the record stays then."""
        left = self._unfinished.read()
        if left is None:
            return
        self._task.say("restoring what an interrupted probe has changed")
        self._task.result["changed"] = True
        self._before, self._undo = left["image"], [(call[0], call[1]) for call in left["undo"]]
        self._write_back()

    def run(self) -> None:
        """Make all experiments. Raises PeplinkError; the router is as before, or the message says that it may not be."""
        situation = Situation(self.evidence, self._target())
        self._before = self._image("before")
        self._task.result["changed"] = True
        try:
            self._experiments(situation)
            if not self._clean or self._image("after") != self._before:
                self._write_back()
        except BaseException:
            self._write_back()
            raise
        self._unfinished.remove()
        if is_staged(self.evidence):
            self._talk.write("apply nothing", APPLY, {})
            self._require_image()

    def _experiments(self, situation: Situation) -> None:
        self._experiment(NAME, situation)
        if not is_staged(self.evidence):
            return
        self._apply_and_back(situation)
        for number, experiment in enumerate(EXPERIMENTS, start=1):
            self._task.say(f"experiment {number} of {len(EXPERIMENTS)}: {experiment.step}")
            self._experiment(experiment, situation)
        self._tokens()

    def _target(self) -> int:
        params, task = self._task.params, self._task
        reason = fitness.unconfirmed(params["confirm"], task.session.unit().fingerprint, task.host)
        if not reason and not self.evidence.entries("WANs"):
            reason = "it does not show its configuration (config.wan.connection), so it could not be restored"
        if not reason:
            with Records(params["record_dir"], task.session) as records:
                reason = UNSETTLED if records.staged else fitness.pending(self.evidence)
        if not reason:
            try:
                return fitness.choose(self.evidence, params["management_wan"], task.host, addresses_of(task.host))
            except ValueError as error:
                reason = str(error)
        raise Refused("checking whether the router may be experimented with", task.session.device, reason, "Nothing was changed.")

    def _experiment(self, experiment: Experiment, situation: Situation) -> None:
        step, body = experiment.step, experiment.change(situation)
        if body is None:
            return
        self._remember(experiment, situation)
        for turn, build in enumerate(experiment.before, start=1):
            self._post(f"{step} before {turn}", experiment.function, build, situation)
        self._talk.write(step, experiment.function, body)
        shown = step
        if experiment.after is not None:
            shown = f"{step} after"
            self._post(shown, experiment.function, experiment.after, situation)
        self._talk.read(f"{shown} shown", experiment.shown)
        self._discard(f"{step} discard")
        if experiment.undo is not None:
            self._talk.read(f"{step} discarded", experiment.shown)
            # Should it have taken effect at once, this restores it at once; else it is staged, and goes too.
            self._post(f"{step} undone", experiment.function, experiment.undo, situation)
            self._discard(f"{step} dropped")

    def _apply_and_back(self, situation: Situation) -> None:
        self._task.say("experiment: a name is applied, and applied back")
        for step, build, name in (("apply", rename, new_name(self.evidence)), ("apply back", rename_back, name_in(self.evidence, "WANs"))):
            self._post(f"{step} name", WAN, build, situation)
            self._talk.write(step, APPLY, {})
            self._watch(step, name)

    def _watch(self, step: str, name: Any) -> None:
        """Read until the status shows the name, at most a minute."""
        wait = Wait(self._task, PATIENCE, "the applied name in the status", longest=2.0)
        for turn in range(1, 1000):
            self._talk.read(f"{step} status {turn}", _STATUS)
            self._talk.read(f"{step} config {turn}", IMAGE[WAN])
            if self.evidence.failed(step):
                return
            if name_in(self.evidence, f"{step} status {turn}") == name:
                self.notes.append(f"After {step}, status.wan.connection showed the name at reading {turn}, {wait.elapsed:.1f} s later.")
                return
            try:
                wait.sleep_or_raise(TimeoutError())
            except TimeoutError:
                self.notes.append(f"After {step}, status.wan.connection did not show the name within {PATIENCE:.0f} s.")
                return

    def _tokens(self) -> None:
        """Ask an API client for tokens with a scope, and give them back."""
        params, session = self._task.params, self._task.session
        if params["access_token"]:
            return
        if not params["client_id"]:
            self._talk.write("unknown token", "auth.token.revoke", {"accessToken": WRONG_TOKEN})
            return
        client = {"clientId": params["client_id"], "clientSecret": params["client_secret"]}
        for step, scope in (("token with scope", "api"), ("read-only token", READ_ONLY)):
            self._talk.write(step, "auth.token.grant", {**client, "scope": scope})
            response = self.evidence.response(step)
            token = response.get("accessToken") if isinstance(response, Mapping) else None
            if isinstance(token, str):
                other = session.with_token(token)
                if scope == READ_ONLY:
                    self._talk.read("read-only WANs", IMAGE[WAN], other)
                self._talk.write(f"{step} given back", "auth.token.revoke", {"accessToken": token}, other)

    def _post(self, step: str, function: str, build: Body, situation: Situation) -> None:
        body = build(situation)
        if body is not None:
            self._talk.write(step, function, body)

    def _discard(self, step: str) -> None:
        self._talk.write(step, DISCARD, {})
        self._clean = self._clean and self.evidence.ok(step)

    def _remember(self, experiment: Experiment, situation: Situation) -> None:
        """Before the change, on the disk. What only is staged needs no more than to be discarded."""
        body = experiment.undo(situation) if experiment.undo else None
        if body is not None:
            self._undo.append((experiment.function, body))
        self._unfinished.write(self._undo, self._before)

    def _image(self, step: str) -> dict[str, str]:
        """A hash of what each function shows, byte for byte."""
        found = {}
        for function, read in IMAGE.items():
            self._talk.read(f"{step} {function}", read)
            answer = self.evidence.answer(f"{step} {function}")
            found[function] = hashlib.sha256(json.dumps(answer).encode()).hexdigest()
        return found

    def _write_back(self) -> None:
        """Discard, write and apply what was there. Raises PeplinkError if the router is not as before; the record stays then."""
        if not self.interrupted:
            return
        try:
            self._talk.write("restore discard", DISCARD, {})
            for function, body in reversed(self._undo):
                self._talk.write(f"restore {function}", function, body)
            self._talk.write("restore apply", APPLY, {})
            if not self.evidence.ok("restore apply"):
                self._talk.write("restore discard again", DISCARD, {})
            self._require_image()
        except PeplinkError as error:
            error.aftermath = f"THE ROUTER MAY NOT BE AS IT WAS. {_RESTORE}"
            raise
        self._unfinished.remove()

    def _require_image(self) -> None:
        """Wait until the configuration is as before. Raises NotInEffect, which names what differs."""
        wait = Wait(self._task, PATIENCE, "the configuration that was there before", longest=5.0)
        while True:
            now = self._image("after")
            differing = [function for function, found in now.items() if found != self._before.get(function)]
            if not differing:
                return
            answer = f"shows another configuration than before the probe: {', '.join(differing)}"
            advice = "Compare them with a backup, and restore what differs."
            wait.sleep_or_raise(NotInEffect("checking that it is as it was", self._task.session.device, answer, advice))

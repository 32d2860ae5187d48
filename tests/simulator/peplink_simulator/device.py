# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One simulated router: its state, and what tests read and change of it."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import threading
from collections.abc import Iterable, Mapping
from typing import Any

from .certificates import Certificate
from .credentials import Client, Credentials, Session, Token, User, fixture_hash
from .device_spec import DeviceSpec
from .faults import Fault, Faults
from .journal import Journal, Request
from .places import checked
from .registry import RESOURCES, STATES, factory_items
from .schedule import Entry, Schedule
from .status_state import StatusState
from .store import Item, Items, Key, ResourceStore, Stores
from .unknowns import Unknowns

FOREVER = float("inf")
FIRST_CLIENT_TIME = 40110223


class Device(StatusState):
    """State of one router. Public methods may be called from any thread; handlers run under `lock`."""

    def __init__(self, spec: DeviceSpec, use_tls: bool = True) -> None:
        self._delivered = spec
        self.name, self.family = spec.name, spec.family
        self.host, self.port, self.use_tls = spec.host, spec.port, use_tls
        self.username, self.password = "admin", f"test-admin-{fixture_hash(spec.name, 'admin')[:12]}"
        self.readonly_username, self.readonly_password = "user", f"test-user-{fixture_hash(spec.name, 'user')[:12]}"
        self.certificate: Certificate | None = None
        self.lock = threading.RLock()
        self.log = Journal(self.lock)
        self.faults = Faults(self.lock)
        self._held: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
        self._clients = tuple(
            Client(
                f"test-{scope}", fixture_hash(spec.name, scope, "id"), fixture_hash(spec.name, scope, "secret"), scope, FIRST_CLIENT_TIME
            )
            for scope in ("api", "api.read-only")
        )
        self._initialise()

    def _initialise(self) -> None:
        self.spec = self._delivered
        self._initialise_status()
        self._unknowns = dataclasses.replace(self.spec.unknowns)
        users = (User(self.username, self.password, 3), User(self.readonly_username, self.readonly_password, 1))
        self.credentials = Credentials(users, self.spec.idle_timeout, self.spec.token_life, self._unknowns, self.clock)
        if self.offers_clients:
            self.credentials.clients = {client.client_id: client for client in self._clients}
        self.restore_factory_configuration()
        self.states = {name: initial(self.spec) for name, initial in STATES.items()}
        self.masked_literals_received: list[tuple[str, str]] = []
        self._dark_until = 0.0
        self._dark_silently = False
        self._polls_before_reboot: int | None = None
        self._swaps_firmware = False
        self._busy_left = 0
        self.set_schedule(self.spec.schedule)

    @property
    def fingerprint(self) -> str | None:
        """SHA-256 of its certificate, lower-case hex; None without TLS."""
        return self.certificate.fingerprint if self.certificate is not None and self.use_tls else None

    @property
    def firmware(self) -> str:
        return self.spec.firmware

    def reset(self) -> None:
        """Back to the initial state: configuration, unknowns, clients, clock; no sessions, tokens, faults; empty journal."""
        with self.lock:
            self._initialise()
            self.faults.clear()
            self.log.clear()
        self.release()

    # Credentials

    @property
    def offers_clients(self) -> bool:
        return self.family != "fusionhub" or self._unknowns.fusionhub_clients == "offered"

    @property
    def client_id(self) -> str | None:
        return self._clients[0].client_id if self.offers_clients else None

    @property
    def client_secret(self) -> str | None:
        return self._clients[0].secret if self.offers_clients else None

    @property
    def readonly_client_id(self) -> str | None:
        return self._clients[1].client_id if self.offers_clients else None

    @property
    def readonly_client_secret(self) -> str | None:
        return self._clients[1].secret if self.offers_clients else None

    @property
    def tokens(self) -> list[Token]:
        """Tokens that are neither revoked nor expired."""
        with self.lock:
            self.credentials.drop_expired()
            return list(self.credentials.tokens.values())

    @property
    def sessions(self) -> list[Session]:
        """Cookie sessions that are neither logged out nor idle for too long."""
        with self.lock:
            self.credentials.drop_expired()
            return list(self.credentials.sessions.values())

    @property
    def clients(self) -> list[Client]:
        with self.lock:
            return list(self.credentials.clients.values())

    def expire_tokens(self) -> None:
        with self.lock:
            self.credentials.tokens.clear()

    def expire_sessions(self) -> None:
        with self.lock:
            self.credentials.sessions.clear()

    # Unknowns

    @property
    def unknowns(self) -> Unknowns:
        return self._unknowns

    @unknowns.setter
    def unknowns(self, value: Unknowns) -> None:
        with self.lock:
            self._unknowns = self.credentials.unknowns = value

    # Configuration

    def running(self, resource: str) -> Items:
        self.catch_up()
        with self.lock:
            return self._neutral(resource, self.stores.snapshot(resource, pending=False))

    def pending(self, resource: str) -> Items:
        """The configuration as an apply would leave it."""
        self.catch_up()
        with self.lock:
            return self._neutral(resource, self.stores.snapshot(resource, pending=True))

    def _neutral(self, resource: str, items: Items) -> Items:
        return {key: RESOURCES[resource].neutral(item, self.unknowns) for key, item in items.items()}

    @property
    def has_pending(self) -> bool:
        with self.lock:
            return self.stores.has_pending

    def state(self, name: str) -> Any:
        """What commands have left behind that is no configuration, e.g. state("sms")."""
        self.advance_jobs()
        with self.lock:
            return copy.deepcopy(self.states[name])

    def set_state(self, name: str, value: Any) -> None:
        """Replaces a state, in the shape that state() shows."""
        with self.lock:
            if name not in self.states:
                raise KeyError(f"there is no state {name}")
            self.states[name] = copy.deepcopy(value)

    def set_running(self, resource: str, key: Key, partial: Item | None) -> None:
        """Changes the configuration in force behind everyone's back; a member that is None is removed.

        A mesh profile that does not exist is added, None instead of values removes it.
        """
        with self.lock:
            self._check_item(resource, key, partial)
            before = self.stores[resource].applied
            self.stores.change_live(resource, key, lambda item: self._edited(resource, item, partial))
            if resource == "wan":
                self._note_reconnection(before, key)

    def stage_foreign(self, resource: str, key: Key, partial: Item | None) -> None:
        """A web user saves an edit, in the shape of POST, without applying it; adds and removes as set_running."""
        with self.lock:
            self._check_item(resource, key, partial)
            store = self.stores[resource]
            store.stage(key, self._edited(resource, store.staged().get(key, {}), partial))

    def _check_item(self, resource: str, key: Key, partial: Item | None) -> None:
        exists, grows = key in self.stores[resource].staged(), RESOURCES[resource].grows
        if not exists and (partial is None or not grows):
            raise KeyError(f"{self.name} has no {resource} {key}")
        if partial is None and not grows:
            raise ValueError(f"a {resource} item cannot be removed")

    def _edited(self, resource: str, item: Item, partial: Item | None) -> Item | None:
        return None if partial is None else RESOURCES[resource].merge(item, copy.deepcopy(partial), self.unknowns)

    def restore_factory_configuration(self) -> None:
        """Drops what is pending too; credentials stay, for tests would be locked out."""
        self.stores = Stores({name: ResourceStore(factory_items(name, self.spec)) for name in RESOURCES}, self.clock)

    def apply(self, polls: int = 0, seconds: float = 0.0, limit: int | None = None) -> Fault | None:
        """Applies what is pending; returns the link loss that the change brings about."""
        with self.lock:
            before = self.stores["wan"].applied
            changed = self.stores.apply(polls, seconds, limit)
            self._busy_left = self.unknowns.busy_requests
            return self.lose_link(before, changed.get("wan", []))

    def discard(self) -> None:
        with self.lock:
            self.stores.discard()

    def lose_link(self, before: dict[int, Item], changed: list[int]) -> Fault | None:
        """Goes dark if a link_loss fault waits for one of these WANs."""
        after = self.stores["wan"].applied
        for key in changed:
            self._note_reconnection(before, key)
        for key in changed:
            disabled = before[key]["enable"] and not after[key]["enable"]
            fault = self.faults.take_link_loss(key, disabled) if before[key] != after[key] else None
            if fault is not None:
                self.go_dark(fault.seconds, fault.silent)
                return fault
        return None

    def _note_reconnection(self, before: dict[int, Item], key: int) -> None:
        if self.stores["wan"].applied[key]["enable"] and not before[key]["enable"]:
            self.wan_up_since[key] = self.clock()

    # Schedule

    def set_schedule(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """What happens at which second of its age, in place of what was scheduled. Raises ValueError for what cannot be.

        What a reboot or a change of the configuration would have done before now is not made up for.
        """
        with self.lock:
            self.schedule = checked(self, Schedule(entries))
            self._acts = [entry for entry in self.schedule.acts if entry.at > self.time.age]

    def catch_up(self) -> None:
        """Does what the schedule has for the time until now; to be called before anything else happens."""
        if not self._acts or self._acts[0].at > self.time.age:
            return
        with self.lock:
            while self._acts and self._acts[0].at <= self.time.age:
                self._act(self._acts.pop(0))

    def _act(self, entry: Entry) -> None:
        if entry.what == "configuration":
            place = dict(entry.place)
            self.set_running(place["resource"], place["id"], entry.values["values"])
        elif entry.until is not None:
            self._swaps_firmware = bool(entry.values["other_firmware"])
            self._go_down(self.time.born + entry.until)

    # Reachability

    @property
    def dark(self) -> bool:
        return self.clock() < self._dark_until or any(self.scheduled(what) is not None for what in ("reboot", "unreachable"))

    @property
    def dark_silently(self) -> bool:
        """Whether it keeps connections open without an answer while it is dark."""
        scheduled = self.scheduled("unreachable")
        return self._dark_silently if scheduled is None else bool(scheduled["silent"])

    def go_dark(self, seconds: float | None = None, silent: bool = False) -> None:
        """Unreachable for so long, None for ever; silent keeps connections open without an answer."""
        with self.lock:
            self._dark_until = FOREVER if seconds is None else self.clock() + seconds
            self._dark_silently = silent

    def end_dark(self) -> None:
        with self.lock:
            self._dark_until = 0.0

    def reboot(self, other_firmware: bool = False) -> None:
        """Answers a few more requests, then is dark for a while, then has lost its sessions (unknowns 7, 44, 67)."""
        with self.lock:
            self._polls_before_reboot = self.unknowns.reboot_polls
            self._busy_left = self.unknowns.busy_requests
            self._swaps_firmware = other_firmware

    def count_towards_reboot(self) -> bool:
        """Counts a request; whether it finds the device going down."""
        if self._polls_before_reboot is None:
            return False
        if self._polls_before_reboot > 0:
            self._polls_before_reboot -= 1
            return False
        with self.lock:
            self._go_down(self.clock() + self.unknowns.reboot_seconds)
        return True

    def _go_down(self, until: float) -> None:
        """Until that time."""
        self._polls_before_reboot = None
        if self._swaps_firmware:
            self.spec, self._swaps_firmware = self.spec.in_other_slot(), False
        self.jobs.running.clear()
        self.expire_sessions()
        if self.unknowns.credentials_after_reboot == "gone":
            self.expire_tokens()
        if self.unknowns.pending_after_reboot == "dropped":
            self.stores.discard()
        self.stores.settle()
        self._dark_until, self._dark_silently = until, False
        self.time.up_since = until
        self._busy_left = self.unknowns.busy_requests

    def takes_busy_turn(self) -> bool:
        """Counts a request; whether it finds the device too busy with an apply or a reboot to say more than that."""
        with self.lock:
            if self._busy_left <= 0:
                return False
            self._busy_left -= 1
            return True

    # Held answers

    def hold(self) -> asyncio.Event:
        """For the server: an event that release() sets."""
        event = asyncio.Event()
        with self.lock:
            self._held.append((asyncio.get_running_loop(), event))
        return event

    def release(self) -> None:
        """Lets every held request go on."""
        with self.lock:
            held, self._held = self._held, []
        for loop, event in held:
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    # Journal

    @property
    def journal(self) -> list[Request]:
        return self.log.snapshot()

    def requests(self, method: str | None = None, function: str | None = None) -> list[Request]:
        return [entry for entry in self.log.snapshot() if method in (None, entry.method) and function in (None, entry.function)]

    def posts(self) -> list[Request]:
        """POSTs except login, logout, auth.token.grant and auth.token.revoke."""
        return self.log.posts()

    def clear_journal(self) -> None:
        self.log.clear()

    def wait_for(
        self, function: str, method: str = "POST", count: int = 1, timeout: float = 10, outcome: str | None = None
    ) -> list[Request]:
        """Waits until so many such requests were worked on or are held; with `outcome`, until they came to that."""
        return self.log.wait_for(function, method, count, timeout, outcome)

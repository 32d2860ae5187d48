# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of a device that only status functions show: time, uptime, what tests set of links, peers, clients and radio, a schedule."""

from __future__ import annotations

import dataclasses
import threading
from typing import Any

from .device_spec import DeviceSpec
from .jobs import Jobs
from .living import DeviceTime, Living, whole_seconds
from .schedule import Schedule
from .vpn import peer_ids


class StatusState:
    """Base of a device, which has the lock and its specification."""

    spec: DeviceSpec
    lock: threading.RLock

    def _initialise_status(self) -> None:
        self.time = DeviceTime(self.seed, self.spec.born)
        self.wan_status: dict[int, dict[str, Any]] = {key: dict(value) for key, value in self.spec.wan_status.items()}
        self.wan_up_since: dict[int, float] = {}
        self.vpn_peers: dict[str, dict[str, Any]] = {}
        self.jobs = Jobs(self.clock)
        self.schedule = Schedule()
        self._client_count, self.vpn_peer_count, self._radio = self.spec.clients, self.spec.vpn_peers, self.spec.radio

    @property
    def seed(self) -> str:
        return self.spec.seed or self.spec.name

    def clock(self) -> float:
        return self.time.now()

    def advance(self, seconds: float) -> None:
        """Lets time pass for idle time-out, token life, slow activation, darkness, reboot, and living values."""
        with self.lock:
            self.time.advance(seconds)

    def stop_clock(self, age: float | None = None) -> None:
        """Time stands still except for `advance`, so that equal requests get equal answers.

        It does so now, or so many seconds after the device was in its initial state.
        """
        with self.lock:
            self.time.stop(age)

    def start_clock(self, pace: float = 1.0) -> None:
        """Time goes on from where it stood, so many times as fast as that of the host."""
        with self.lock:
            self.time.start(pace)

    @property
    def living(self) -> Living:
        return Living(self.seed, self.time.age, steady=bool(self.schedule.entries))

    def scheduled(self, what: str, **place: Any) -> dict[str, Any] | None:
        """What the schedule says of this time."""
        return self.schedule.value(self.time.age, what, **place)

    @property
    def client_count(self) -> int | None:
        scheduled = self.scheduled("clients")
        return self._client_count if scheduled is None else scheduled["count"]

    @property
    def radio(self) -> str:
        scheduled = self.scheduled("radio")
        return self._radio if scheduled is None else str(scheduled["technology"])

    def uptime(self, wan: int) -> int:
        """Seconds for which a WAN that is connected has been so."""
        repaired = self.schedule.last_end(self.time.age, "wan_down", wan=wan) or 0
        up_since = self.time.up_since
        since = max(up_since, self.wan_up_since.get(wan, up_since), self.time.born + repaired if repaired else up_since)
        return max(1, whole_seconds(self.clock() - since))

    def advance_jobs(self, reads: bool = False) -> None:
        """Ends what is over before a request is answered that reads, or anything else happens."""
        with self.lock:
            for job in self.jobs.advance(reads):
                if job.wan is not None:
                    self.wan_up_since[job.wan] = self.clock()
                job.on_end()

    def set_wan_status(self, wan: int, **members: Any) -> None:
        """Members of status.wan.connection shown while the WAN is enabled, e.g. ip="127.0.0.1"; None hides a member."""
        with self.lock:
            self.wan_status.setdefault(wan, {}).update(members)

    def set_vpn_peer(self, peer: str, **members: Any) -> None:
        """Members of a peer of status.pepvpn, e.g. status="START"; None hides a member."""
        with self.lock:
            if peer not in peer_ids(self.spec.family, self.vpn_peer_count):
                raise KeyError(f"{self.spec.name} has no VPN peer {peer}")
            self.vpn_peers.setdefault(peer, {}).update(members)

    # A changed copy of the specification refuses wrong values.

    def set_vpn_peers(self, count: int | None) -> None:
        """So many peers in status.pepvpn, the first of them those of the family; None = only those."""
        with self.lock:
            self.vpn_peer_count = dataclasses.replace(self.spec, vpn_peers=count).vpn_peers

    def set_clients(self, count: int | None) -> None:
        """So many clients in status.client; None = as many as the family has."""
        with self.lock:
            self._client_count = dataclasses.replace(self.spec, clients=count).clients

    def set_radio(self, radio: str) -> None:
        """Technology of the cellular modem: LTE, 5G or 3G."""
        with self.lock:
            self._radio = dataclasses.replace(self.spec, radio=radio).radio

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control interface: plain HTTP and JSON on one loopback port, for tests and tools in other processes."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from .device import Device
from .faults import Fault
from .generated_schedule import expected, spread

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def resident_mib() -> float:
    """Memory of this process now; its peak where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as handle:
            return int(handle.read().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class ControlServer:
    """`exchange` lets two devices change their addresses."""

    def __init__(self, devices: dict[str, Device], exchange: Callable[[Device, Device], Awaitable[None]]) -> None:
        self._devices, self._exchange_devices = devices, exchange
        app = web.Application(middlewares=[_problems_as_json])
        app.router.add_get("/summary", self._summary)
        app.router.add_get("/fleet/expected", self._expected)
        app.router.add_post("/fleet/schedule", self._schedule_changes)
        app.router.add_post("/fleet/clock", self._clocks)
        app.router.add_post("/fleet/advance", self._advance_all)
        for method, path, handler in (
            ("GET", "journal", self._journal),
            ("DELETE", "journal", self._clear_journal),
            ("GET", "wait", self._wait),
            ("GET", "running", self._running),
            ("GET", "pending", self._pending),
            ("GET", "state", self._state),
            ("POST", "state", self._set_state),
            ("POST", "running", self._set_running),
            ("POST", "stage", self._stage),
            ("POST", "status", self._status),
            ("POST", "vpn_peer", self._vpn_peer),
            ("POST", "counts", self._counts),
            ("POST", "clock", self._clock),
            ("GET", "schedule", self._schedule),
            ("POST", "schedule", self._set_schedule),
            ("GET", "unknowns", self._unknowns),
            ("PATCH", "unknowns", self._change_unknowns),
            ("POST", "faults", self._add_fault),
            ("DELETE", "faults", self._clear_faults),
            ("GET", "credentials", self._credentials),
            ("POST", "release", self._release),
            ("POST", "advance", self._advance),
            ("POST", "reboot", self._reboot),
            ("POST", "reset", self._reset),
            ("POST", "exchange", self._exchange),
        ):
            app.router.add_route(method, f"/devices/{{name}}/{path}", handler)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)

    async def start(self) -> str:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    def _device(self, request: web.Request) -> Device:
        name = request.match_info["name"]
        if name not in self._devices:
            raise KeyError(f"no device {name}")
        return self._devices[name]

    async def _summary(self, request: web.Request) -> web.StreamResponse:
        counts = {
            name: {"requests": device.log.requests, "writes": device.log.writes, "applies": device.log.applies}
            for name, device in self._devices.items()
        }
        return web.json_response({"devices": counts, "cpu_seconds": time.process_time(), "resident_mib": round(resident_mib(), 1)})

    async def _journal(self, request: web.Request) -> web.StreamResponse:
        return web.json_response([entry.as_dict() for entry in self._device(request).journal])

    async def _clear_journal(self, request: web.Request) -> web.StreamResponse:
        self._device(request).clear_journal()
        return web.json_response({})

    async def _wait(self, request: web.Request) -> web.StreamResponse:
        device, query = self._device(request), request.query
        found = await asyncio.to_thread(
            device.wait_for,
            query["function"],
            query.get("method", "POST"),
            int(query.get("count", "1")),
            float(query.get("timeout", "10")),
            query.get("outcome"),
        )
        return web.json_response([entry.as_dict() for entry in found])

    async def _running(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._device(request).running(request.query.get("resource", "wan")))

    async def _pending(self, request: web.Request) -> web.StreamResponse:
        device = self._device(request)
        return web.json_response({"has_pending": device.has_pending, "items": device.pending(request.query.get("resource", "wan"))})

    async def _state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._device(request).state(request.query["name"]))

    async def _set_state(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        value = body["value"]
        self._device(request).set_state(body["name"], {_key(key): one for key, one in value.items()} if isinstance(value, dict) else value)
        return web.json_response({})

    async def _set_running(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._device(request).set_running(body.get("resource", "wan"), _key(body["id"]), body["values"])
        return web.json_response({})

    async def _stage(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._device(request).stage_foreign(body.get("resource", "wan"), _key(body["id"]), body["values"])
        return web.json_response({})

    async def _status(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._device(request).set_wan_status(int(body["id"]), **body["values"])
        return web.json_response({})

    async def _vpn_peer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._device(request).set_vpn_peer(body["id"], **body["values"])
        return web.json_response({})

    async def _counts(self, request: web.Request) -> web.StreamResponse:
        device, body = self._device(request), await request.json()
        for name, change in (("clients", device.set_clients), ("vpn_peers", device.set_vpn_peers)):
            if name in body:
                change(body[name])
        return web.json_response({})

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        _set_clock(self._device(request), await request.json())
        return web.json_response({})

    async def _clocks(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        for device in self._devices.values():
            _set_clock(device, body)
        return web.json_response({})

    async def _advance_all(self, request: web.Request) -> web.StreamResponse:
        seconds = float((await request.json())["seconds"])
        for device in self._devices.values():
            device.advance(seconds)
        return web.json_response({})

    async def _schedule(self, request: web.Request) -> web.StreamResponse:
        return web.json_response([entry.as_dict() for entry in self._device(request).schedule.entries])

    async def _set_schedule(self, request: web.Request) -> web.StreamResponse:
        self._device(request).set_schedule((await request.json())["entries"])
        return web.json_response({})

    async def _schedule_changes(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        spread(self._devices.values(), body["seed"], int(body["seconds"]), int(body["changes"]), body.get("kinds"))
        return web.json_response({})

    async def _expected(self, request: web.Request) -> web.StreamResponse:
        until = request.query.get("until")
        found = expected(self._devices.values(), None if until is None else int(until))
        return web.json_response([{"device": name, **change.as_dict()} for name, change in found])

    async def _unknowns(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._device(request).unknowns.as_dict())

    async def _change_unknowns(self, request: web.Request) -> web.StreamResponse:
        unknowns = self._device(request).unknowns
        unknowns.update(await request.json())
        return web.json_response(unknowns.as_dict())

    async def _add_fault(self, request: web.Request) -> web.StreamResponse:
        self._device(request).faults.add(Fault.from_dict(await request.json()))
        return web.json_response({})

    async def _clear_faults(self, request: web.Request) -> web.StreamResponse:
        device = self._device(request)
        device.faults.clear()
        device.end_dark()
        return web.json_response({})

    async def _credentials(self, request: web.Request) -> web.StreamResponse:
        device = self._device(request)
        return web.json_response(
            {
                "tokens": len(device.tokens),
                "sessions": len(device.sessions),
                "clients": len(device.clients),
                "masked_literals_received": device.masked_literals_received,
            }
        )

    async def _release(self, request: web.Request) -> web.StreamResponse:
        self._device(request).release()
        return web.json_response({})

    async def _advance(self, request: web.Request) -> web.StreamResponse:
        self._device(request).advance(float((await request.json())["seconds"]))
        return web.json_response({})

    async def _reboot(self, request: web.Request) -> web.StreamResponse:
        self._device(request).reboot()
        return web.json_response({})

    async def _exchange(self, request: web.Request) -> web.StreamResponse:
        other = (await request.json())["with"]
        if other not in self._devices:
            raise KeyError(f"no device {other}")
        await self._exchange_devices(self._device(request), self._devices[other])
        return web.json_response({})

    async def _reset(self, request: web.Request) -> web.StreamResponse:
        self._device(request).reset()
        return web.json_response({})


def _key(value: int | str) -> int | str:
    """Ids of ports are texts, all others numbers."""
    return int(value) if str(value).isdigit() else value


def _set_clock(device: Device, body: dict[str, Any]) -> None:
    if body["stopped"]:
        device.stop_clock(body.get("age"))
    else:
        device.start_clock(float(body.get("pace", 1.0)))


@web.middleware
async def _problems_as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except TimeoutError as error:
        return web.json_response({"error": str(error)}, status=408)
    except KeyError as error:
        return web.json_response({"error": str(error.args[0] if error.args else error)}, status=404)
    except (TypeError, ValueError, AttributeError) as error:
        return web.json_response({"error": str(error)}, status=400)

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP front of all devices of a process: one application, one port per device, faults of transport."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from .device import Device
from .dispatch import FORM_TYPE, Answer, Incoming, process
from .drip import ENDLESS, Plain, pieces_of
from .errors import failure_without_code
from .faults import Fault
from .journal import Request
from .query import split_query, without_token
from .specification import Specification

LOG = logging.getLogger(__name__)
API_PREFIX = "/api/"
BUSY = "timeout"
PAGE = b'<!DOCTYPE html><html><head><title>Web Admin</title></head><body><form action="/cgi-bin/login.cgi"></form></body></html>'
CLIENT_GONE_CHECK = 0.02
DRIP_SECONDS, DRIP_BUFFER = 1.0, 65536
KEEPALIVE_SECONDS = 300.0
BACKLOG = 64
SHUTDOWN_SECONDS = 0.2


class Server:
    def __init__(self, devices: Iterable[Device], specification: Specification) -> None:
        self.devices = list(devices)
        self.internal_errors: list[str] = []
        self._specification = specification
        self._by_port: dict[int, Device] = {}
        self._sites: dict[int, web.BaseSite] = {}
        self._runner: web.ServerRunner | None = None

    async def start(self) -> None:
        application = web.Server(self._handle, access_log=None, keepalive_timeout=KEEPALIVE_SECONDS)
        self._runner = web.ServerRunner(application, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        for device in self.devices:
            site = web.TCPSite(self._runner, device.host, device.port, backlog=BACKLOG, ssl_context=_context_of(device))
            await site.start()
            device.port = _bound_socket(site).getsockname()[1]
            self._by_port[device.port], self._sites[device.port] = device, site

    async def exchange(self, first: Device, second: Device) -> None:
        """Each device answers on the address of the other one; the sockets stay open, so that no port is lost meanwhile."""
        assert self._runner is not None
        addresses = (first.host, first.port), (second.host, second.port)
        for device, (host, port) in zip((second, first), addresses, strict=True):
            device.host, device.port = host, port
            self._by_port[port] = device
            listening = _bound_socket(self._sites[port]).dup()
            await self._sites[port].stop()
            self._sites[port] = web.SockSite(self._runner, listening, backlog=BACKLOG, ssl_context=_context_of(device))
            await self._sites[port].start()
            self._close_connections(port)

    async def stop(self) -> None:
        for device in self.devices:
            device.end_dark()
            device.release()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        device = self._by_port[request.transport.get_extra_info("sockname")[1]]
        raw = await request.read()
        if not request.path.startswith(API_PREFIX):
            return web.Response(body=PAGE, content_type="text/html")
        incoming = _parse(request, raw, device)
        entry = Request(incoming.method, incoming.function, without_token(incoming.pairs), incoming.body, incoming.form, time.time())
        device.log.add(entry)
        device.catch_up()
        if device.count_towards_reboot():
            self._close_connections(device.port)
        if device.dark:
            return await self._stay_dark(device, request, entry)
        if device.takes_busy_turn():
            return _fail(device, entry, "busy", failure_without_code(device.unknowns.busy_member, BUSY))
        faults = device.faults.strike(incoming.method, incoming.function)
        try:
            hangs = device.unknowns.apply_outcome == "hang" and incoming.function == "cmd.config.apply"
            if not faults and not hangs:
                return self._respond(device, request, entry, self._process(device, incoming, faults, entry))
            return await self._respond_faultily(device, request, incoming, faults, entry, hangs)
        except Exception as error:  # a defect of the simulator must not look like a fault of the router
            LOG.exception("%s: %s %s", device.name, incoming.method, incoming.function)
            self.internal_errors.append(f"{device.name}: {incoming.method} {incoming.function}: {error!r}")
            device.log.settle(entry, "simulator_defect")
            return web.Response(status=500, text=f"simulator defect: {error!r}")

    def _close_connections(self, port: int) -> None:
        """A device that goes down takes its idle connections with it; the one in use is cut by its handler."""
        assert self._runner is not None
        assert self._runner.server is not None
        for protocol in self._runner.server.connections:
            transport: asyncio.Transport | None = protocol.transport
            # One that is closing has no name any more.
            if transport is not None and (transport.get_extra_info("sockname") or (None, None))[1] == port:
                transport.abort()

    def _process(self, device: Device, incoming: Incoming, faults: tuple[Fault, ...], entry: Request) -> Answer:
        with device.lock:
            return process(device, self._specification, incoming, faults, entry)

    def _respond(self, device: Device, request: web.BaseRequest, entry: Request, answer: Answer) -> web.StreamResponse:
        if answer.no_answer:
            return self._cut(device, request, entry, "link_loss")
        response = web.Response(body=answer.payload, status=answer.status, content_type="application/json")
        for line in answer.cookies:
            response.headers.add("Set-Cookie", line)
        device.log.settle(entry, answer.outcome)
        return response

    async def _respond_faultily(
        self, device: Device, request: web.BaseRequest, incoming: Incoming, faults: tuple[Fault, ...], entry: Request, hangs: bool
    ) -> web.StreamResponse:
        by_kind = {fault.kind: fault for fault in faults}
        if "latency" in by_kind:
            await asyncio.sleep(by_kind["latency"].seconds or 0.0)
        if "foreign_edit" in by_kind:
            edit = by_kind["foreign_edit"]
            device.stage_foreign(edit.resource, edit.wan if edit.item is None else edit.item, edit.edit)
        if "token_expiry" in by_kind:
            device.expire_tokens()
        if "session_expiry" in by_kind:
            device.expire_sessions()
        if "cut_before" in by_kind:
            return self._cut(device, request, entry, "cut_before")
        if "hold_before" in by_kind and not await self._hold(device, request, entry):
            return self._cut(device, request, entry, "abandoned")
        hang = by_kind.get("apply_hang")
        if hangs or (hang is not None and not hang.processed):
            return await self._hang(device, request, entry)

        replacement = _replacement(by_kind)
        if replacement is not None and not replacement.processed:
            return self._replace(device, entry, replacement)
        answer = self._process(device, incoming, faults, entry)
        if hang is not None:
            return await self._hang(device, request, entry)
        if "cut_after" in by_kind:
            return self._cut(device, request, entry, "cut_after")
        if "hold" in by_kind and not await self._hold(device, request, entry):
            return self._cut(device, request, entry, "abandoned")
        if replacement is not None:
            return self._replace(device, entry, replacement)
        if "drip" in by_kind:
            return await self._drip(device, request, entry, answer, by_kind["drip"])
        if "truncated" in by_kind:
            answer.payload, answer.outcome = answer.payload[: len(answer.payload) // 2], "truncated"
        return self._respond(device, request, entry, answer)

    async def _hold(self, device: Device, request: web.BaseRequest, entry: Request) -> bool:
        """Waits for a release; False if the client went away meanwhile."""
        event = device.hold()
        device.log.settle(entry, "held")
        while not event.is_set():
            if request.transport is None or request.transport.is_closing():
                return False
            try:
                await asyncio.wait_for(event.wait(), CLIENT_GONE_CHECK)
            except asyncio.TimeoutError:
                continue
        return True

    async def _drip(self, device: Device, request: web.BaseRequest, entry: Request, answer: Answer, fault: Fault) -> web.StreamResponse:
        """Until the pieces end, release() sends the rest at once, or the client has gone."""
        parts = pieces_of(fault.part, Plain(answer.status, tuple(answer.cookies), answer.payload))
        transport, event = request.transport, device.hold()
        device.log.settle(entry, "held")
        assert isinstance(transport, asyncio.Transport)
        transport.write(parts.lead)
        for piece in parts.pieces:
            if event.is_set() and fault.part in ENDLESS:
                break
            if transport.is_closing():
                return self._cut(device, request, entry, "abandoned")
            transport.write(piece)
            await _pause(event, DRIP_SECONDS if fault.seconds is None else fault.seconds, transport)
        if not transport.is_closing():
            transport.write(parts.tail)
        device.log.settle(entry, "drip")
        transport.close()
        return web.Response()

    async def _hang(self, device: Device, request: web.BaseRequest, entry: Request) -> web.StreamResponse:
        await self._hold(device, request, entry)
        return self._cut(device, request, entry, "apply_hang")

    async def _stay_dark(self, device: Device, request: web.BaseRequest, entry: Request) -> web.StreamResponse:
        device.log.settle(entry, "dark")
        while device.dark_silently and device.dark and request.transport is not None and not request.transport.is_closing():
            await asyncio.sleep(CLIENT_GONE_CHECK)
        return self._cut(device, request, entry, "dark")

    @staticmethod
    def _cut(device: Device, request: web.BaseRequest, entry: Request, outcome: str) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        device.log.settle(entry, outcome)
        return web.Response()

    @staticmethod
    def _replace(device: Device, entry: Request, fault: Fault) -> web.StreamResponse:
        device.log.settle(entry, fault.kind)
        if fault.kind == "fail":
            code = {} if fault.code is None else {"code": fault.code}
            return web.json_response({**failure_without_code(fault.member, fault.message), **code})
        if fault.kind == "redirect":
            return web.Response(status=fault.status if 300 <= fault.status < 400 else 302, headers={"Location": fault.location})
        return web.Response(status=fault.status if fault.kind == "http_status" else 200, body=PAGE, content_type="text/html")


async def _pause(event: asyncio.Event, seconds: float, transport: asyncio.Transport) -> None:
    """Ends early when the event is set or the client has gone; a client that reads nothing is waited for."""
    deadline = time.monotonic() + seconds
    while not event.is_set() and not transport.is_closing():
        left = deadline - time.monotonic()
        if left <= 0 and transport.get_write_buffer_size() < DRIP_BUFFER:
            await asyncio.sleep(0)
            return
        try:
            await asyncio.wait_for(event.wait(), min(max(left, 0.001), CLIENT_GONE_CHECK))
        except asyncio.TimeoutError:
            continue


def _fail(device: Device, entry: Request, outcome: str, payload: dict[str, Any]) -> web.StreamResponse:
    device.log.settle(entry, outcome)
    return web.json_response(payload)


def _replacement(by_kind: dict[Any, Fault]) -> Fault | None:
    return next((by_kind[kind] for kind in ("http_status", "redirect", "html", "fail") if kind in by_kind), None)


def _parse(request: web.BaseRequest, raw: bytes, device: Device) -> Incoming:
    incoming = Incoming(
        request.method,
        request.path[len(API_PREFIX) :],
        split_query(request.rel_url.raw_query_string),
        None,
        False,
        request.cookies.get("bauth" if device.use_tls else "pauth"),
    )
    if not raw:
        return incoming
    if request.content_type == FORM_TYPE:
        incoming.body, incoming.form = dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True)), True
        return incoming
    try:
        body = json.loads(raw)
    except ValueError:
        incoming.problem = "body (not JSON)"
        return incoming
    if isinstance(body, dict):
        incoming.body = body
    else:
        incoming.problem = "body (not an object)"
    return incoming


def _context_of(device: Device) -> ssl.SSLContext | None:
    return device.certificate.context if device.use_tls and device.certificate is not None else None


def _bound_socket(site: web.BaseSite) -> socket.socket:
    server: Any = site._server  # aiohttp publishes the address of a site only as it was asked for, not as it was bound
    found: socket.socket = server.sockets[0]
    return found

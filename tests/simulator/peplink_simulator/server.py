# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP front of all devices of a process: one application, one port per device, faults of transport."""
from __future__ import annotations

import asyncio
import json
import logging
import ssl
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from .device import Device
from .dispatch import FORM_TYPE, Answer, Incoming, process
from .errors import failure_without_code
from .faults import Fault
from .journal import Request
from .query import split_query, without_token
from .specification import Specification

LOG = logging.getLogger(__name__)
API_PREFIX = "/api/"
BUSY = "timeout"
PAGE = b"<!DOCTYPE html><html><head><title>Web Admin</title></head><body><form action=\"/cgi-bin/login.cgi\"></form></body></html>"
CLIENT_GONE_CHECK = 0.02
KEEPALIVE_SECONDS = 300.0
BACKLOG = 64
SHUTDOWN_SECONDS = 0.2


class Server:
    def __init__(self, devices: Iterable[Device], specification: Specification, context: ssl.SSLContext) -> None:
        self.devices = list(devices)
        self.internal_errors: list[str] = []
        self._specification = specification
        self._context = context
        self._by_port: dict[int, Device] = {}
        self._runner: web.ServerRunner | None = None

    async def start(self) -> None:
        application = web.Server(self._handle, access_log=None, keepalive_timeout=KEEPALIVE_SECONDS)
        self._runner = web.ServerRunner(application, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        for device in self.devices:
            site = web.TCPSite(self._runner, device.host, device.port, backlog=BACKLOG,
                               ssl_context=self._context if device.use_tls else None)
            await site.start()
            device.port = _bound_port(site)
            self._by_port[device.port] = device

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
        if device.count_towards_reboot():
            self._close_idle_connections(device)
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

    def _close_idle_connections(self, device: Device) -> None:
        """A device that goes down takes its connections with it; the one in use is cut by its handler."""
        assert self._runner is not None
        assert self._runner.server is not None
        for protocol in self._runner.server.connections:
            transport: asyncio.Transport | None = protocol.transport
            if transport is not None and transport.get_extra_info("sockname")[1] == device.port:
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

    async def _respond_faultily(self, device: Device, request: web.BaseRequest, incoming: Incoming, faults: tuple[Fault, ...],
                                entry: Request, hangs: bool) -> web.StreamResponse:
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
        if "truncated" in by_kind:
            answer.payload, answer.outcome = answer.payload[:len(answer.payload) // 2], "truncated"
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


def _fail(device: Device, entry: Request, outcome: str, payload: dict[str, Any]) -> web.StreamResponse:
    device.log.settle(entry, outcome)
    return web.json_response(payload)


def _replacement(by_kind: dict[Any, Fault]) -> Fault | None:
    return next((by_kind[kind] for kind in ("http_status", "redirect", "html", "fail") if kind in by_kind), None)


def _parse(request: web.BaseRequest, raw: bytes, device: Device) -> Incoming:
    incoming = Incoming(request.method, request.path[len(API_PREFIX):], split_query(request.rel_url.raw_query_string), None, False,
                        request.cookies.get("bauth" if device.use_tls else "pauth"))
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


def _bound_port(site: web.TCPSite) -> int:
    server: Any = site._server  # aiohttp publishes the address of a site only as it was asked for, not as it was bound
    port: int = server.sockets[0].getsockname()[1]
    return port

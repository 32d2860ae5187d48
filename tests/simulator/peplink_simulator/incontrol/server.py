# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cloud: OAuth tokens, lists, devices, its limit of requests, and failures on demand. Its loop runs in a thread of its own."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
import threading
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import web

from ..certificates import Authority
from .faults import CloudFault, CloudFaults
from .records import Organization, initial
from .requests import CloudRequest
from .variations import Variations

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN_PATH = "/api/oauth2/token"
TOKEN_LIFE = 172799
PAGE = "<!DOCTYPE html><html><head><title>InControl 2</title></head><body>Sign in</body></html>"
START_TIMEOUT = 30.0


class InControl:
    """A cloud of its own state.

    url is where it serves, ca_path a PEM file (a private appliance: its certificate is for another name with `wrong_name`).
    journal holds all requests, tokens those that are valid.
    """

    def __init__(self, directory: Path, *, use_tls: bool = True, wrong_name: bool = False) -> None:
        authority = Authority(directory, wrong_name)
        self.ca_path = authority.ca_path
        self.client_id = "fleet-inventory"
        self.client_secret = "cloud-client-secret-4e7b"
        self.organizations = initial()
        self.variations = Variations()
        self.faults = CloudFaults()
        self.journal: list[CloudRequest] = []
        self.tokens: set[str] = set()
        self.internal_errors: list[str] = []
        self.url = ""
        self._context = authority.issue().context if use_tls else None
        self._recent: dict[str, deque[float]] = defaultdict(deque)
        self._pending_left: dict[str, int] = {}
        self._asked_for_status: set[str] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="incontrol-simulator", daemon=True)
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def start(cls, *, use_tls: bool = True, wrong_name: bool = False) -> InControl:
        """Serves from a background thread; use as a context manager or call close()."""
        temporary = tempfile.TemporaryDirectory(prefix="incontrol-simulator-")
        cloud = cls(Path(temporary.name), use_tls=use_tls, wrong_name=wrong_name)
        cloud._temporary = temporary
        cloud._thread.start()
        asyncio.run_coroutine_threadsafe(cloud._open(), cloud._loop).result(START_TIMEOUT)
        return cloud

    def organization(self, identity: str) -> Organization:
        return next(one for one in self.organizations if one.id == identity)

    def paths(self) -> list[str]:
        """The requests so far, in order, as ``METHOD path``."""
        return [f"{request.method} {request.path}" for request in self.journal]

    def expire_tokens(self) -> None:
        self.tokens.clear()

    def reset(self) -> None:
        """Back to the initial state, with an empty journal, no failures, no tokens."""
        self.organizations, self.variations = initial(), Variations()
        for kept in (self.faults, self.journal, self.tokens, self._recent, self._pending_left, self._asked_for_status):
            kept.clear()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(START_TIMEOUT)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def __enter__(self) -> InControl:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    async def _open(self) -> None:
        application = web.Application(middlewares=[self._front])
        application.router.add_post(TOKEN_PATH, self._grant)
        for path, handler in (
            ("", self._list_organizations),
            ("/{org}", self._show_organization),
            ("/{org}/g", self._list_groups),
            ("/{org}/d", self._list_devices),
            ("/{org}/d/basic", self._list_devices),
            ("/{org}/d/{id}", self._show_device),
            ("/{org}/g/{group}", self._show_group),
            ("/{org}/g/{group}/d", self._list_devices),
            ("/{org}/g/{group}/d/basic", self._list_devices),
            ("/{org}/g/{group}/d/{id}", self._show_device),
        ):
            application.router.add_get(f"/rest/o{path}", handler)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._context).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"{'http' if self._context is None else 'https'}://{host}:{port}"

    @web.middleware
    async def _front(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        entry = CloudRequest(request.method, request.path, dict(request.query), form, dict(request.headers), time.monotonic())
        self.journal.append(entry)
        try:
            response = await self._answer(request, handler)
        except web.HTTPException as problem:
            entry.status = problem.status
            raise
        except Exception as error:  # a defect of the simulator must not look like a fault of the cloud
            self.internal_errors.append(f"{request.method} {request.path}: {error!r}")
            raise
        entry.status = 0 if request.transport is None or request.transport.is_closing() else response.status
        return response

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        fault = self.faults.strike(request.path)
        if fault is not None and fault.kind not in ("latency", "truncated", "odd_data"):
            return self._fail(request, fault)
        if request.path != TOKEN_PATH:
            if not self._authorized(request):
                return web.json_response({"resp_code": "AUTH_FAILED", "message": "Invalid access token"}, status=401)
            if self._too_many(request.match_info.get("org", "")):
                return self._slow_down()
            if self._still_pending(request):
                return self._wrapped(None, "PENDING")
        response = await handler(request)
        if fault is None:
            return response
        if fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
            return response
        if fault.kind == "odd_data":
            return self._wrapped(fault.data)
        assert isinstance(response, web.Response)
        assert isinstance(response.body, bytes)
        return web.Response(body=response.body[: len(response.body) // 2], content_type="application/json")

    def _fail(self, request: web.Request, fault: CloudFault) -> web.StreamResponse:
        if fault.kind == "cut" and request.transport is not None:
            request.transport.abort()
        if fault.kind == "too_many":
            return web.Response(status=429, headers={} if fault.retry_after is None else {"Retry-After": fault.retry_after})
        if fault.kind == "redirect":
            return web.Response(status=302, headers={"Location": fault.location})
        if fault.kind in ("pending", "resp_code"):
            return self._wrapped(None, "PENDING" if fault.kind == "pending" else fault.resp_code, fault.message)
        return web.Response(status=fault.status if fault.kind == "http_status" else 200, text=PAGE, content_type="text/html")

    def _authorized(self, request: web.Request) -> bool:
        kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
        return kind == "Bearer" and token in self.tokens

    def _too_many(self, organization: str) -> bool:
        """Whether this organisation was asked more than the limit within a second."""
        now, recent = time.monotonic(), self._recent[organization]
        while recent and recent[0] <= now - 1:
            recent.popleft()
        recent.append(now)
        return len(recent) > self.variations.requests_per_second

    def _slow_down(self) -> web.Response:
        value = {"number": "1", "date": formatdate(time.time() + 1, usegmt=True), "absent": None}[self.variations.retry_after]
        return web.Response(status=429, headers={} if value is None else {"Retry-After": value})

    def _still_pending(self, request: web.Request) -> bool:
        left = self._pending_left.setdefault(request.path_qs, self.variations.pending)
        self._pending_left[request.path_qs] = left - 1
        return left > 0

    async def _grant(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        if form.get("grant_type") != "client_credentials":
            return web.json_response({"error": "unsupported_grant_type"}, status=400)
        if (form.get("client_id"), form.get("client_secret")) != (self.client_id, self.client_secret):
            return web.json_response({"error": "invalid_client", "error_description": "Client authentication failed"}, status=401)
        token = secrets.token_hex(16)
        self.tokens.add(token)
        answer = {"access_token": token, "refresh_token": secrets.token_hex(16), "token_type": "Bearer"}
        life = {"number": TOKEN_LIFE, "text": str(TOKEN_LIFE)}.get(self.variations.expires_in)
        return web.json_response(answer if life is None else {**answer, "expires_in": life})

    async def _list_organizations(self, request: web.Request) -> web.StreamResponse:
        return self._list([self._organization(one) for one in self.organizations])

    async def _show_organization(self, request: web.Request) -> web.StreamResponse:
        return self._wrapped(self._organization(self._asked(request)))

    async def _list_groups(self, request: web.Request) -> web.StreamResponse:
        return self._list([self.variations.coded({"id": number, "name": name}) for number, name in self._asked(request).groups.items()])

    async def _show_group(self, request: web.Request) -> web.StreamResponse:
        number = int(request.match_info["group"])
        return self._wrapped(self.variations.coded({"id": number, "name": self._asked(request).groups[number]}))

    async def _list_devices(self, request: web.Request) -> web.StreamResponse:
        organization, group = self._asked(request), request.match_info.get("group")
        whole = not request.path.endswith("/basic")
        fresh = request.path in self._asked_for_status
        if request.query.get("has_status") == "true":
            self._asked_for_status.add(request.path)
        devices = [device for device in organization.devices if group in (None, str(device["group_id"]))]
        return self._list([self._device(organization, device, whole=whole, fresh=fresh) for device in devices])

    async def _show_device(self, request: web.Request) -> web.StreamResponse:
        organization, number = self._asked(request), request.match_info["id"]
        device = next((one for one in organization.devices if str(one["id"]) == number), None)
        if device is None:
            return self._wrapped(None, f"INVALID_INPUT: device {number}")
        return self._wrapped(self._device(organization, device, whole=True, fresh=True))

    def _asked(self, request: web.Request) -> Organization:
        found = next((one for one in self.organizations if one.id == request.match_info["org"]), None)
        if found is None:
            raise web.HTTPNotFound
        return found

    def _organization(self, organization: Organization) -> dict[str, Any]:
        return self.variations.coded({"id": organization.id, "name": organization.name, "org_code": organization.code or None})

    def _device(self, organization: Organization, device: dict[str, Any], *, whole: bool, fresh: bool) -> dict[str, Any]:
        group_name = organization.groups.get(device["group_id"], "")
        return self.variations.device(device, group_name, whole=whole, fresh=fresh)

    def _list(self, data: list[Any]) -> web.Response:
        return web.json_response(data) if self.variations.lists == "bare" else self._wrapped(data)

    @staticmethod
    def _wrapped(data: Any, code: str = "SUCCESS", message: str = "") -> web.Response:
        return web.json_response({"resp_code": code, "caller_ref": None, "server_ref": "0001", "message": message or None, "data": data})

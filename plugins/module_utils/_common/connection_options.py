# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Connection options: how a router is reached and who asks. Documented in the doc fragment ``connection``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ansible.module_utils.common.parameters import env_fallback

from .errors import Refused
from .host import BadHost, parse_host
from .redaction import printable, redact_text


def _environment(*names: str) -> str:
    """The first of these environment variables that holds anything. Raises what Ansible expects if there is none."""
    return str(env_fallback(*(name for name in names if os.environ.get(name))))


def _option(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "fallback": (_environment, [f"PEPLINK_{name.upper()}"]), **more}


CONNECTION_SPEC: dict[str, dict[str, Any]] = {
    "host": _option("host", "str"),
    "port": _option("port", "int"),
    "use_tls": _option("use_tls", "bool", default=True),
    "username": _option("username", "str"),
    "password": _option("password", "str", no_log=True),
    "client_id": _option("client_id", "str"),
    "client_secret": _option("client_secret", "str", no_log=True),
    "access_token": _option("access_token", "str", no_log=True),
    "validate_certs": _option("validate_certs", "bool", default=True),
    "ca_path": _option("ca_path", "path"),
    "cert_fingerprint": _option("cert_fingerprint", "str"),
    "timeout": _option("timeout", "int", default=30),
    "retries": _option("retries", "int", default=3),
    "use_proxy": _option("use_proxy", "bool", default=True),
    "token_cache": _option("token_cache", "bool", default=True, no_log=False),
    "token_cache_dir": _option("token_cache_dir", "path", default="~/.ansible/peplink/tokens", no_log=False),
    "record_dir": _option("record_dir", "path", default="~/.ansible/peplink/records"),
}


_NO_ROUTER = "localhost"
_READING = "reading the connection options"

# What a socket and patience can take: smallest and largest value.
RANGES = {"port": (1, 65535), "timeout": (1, 3600), "retries": (0, 100)}


@dataclass(frozen=True)
class ConnectionOptions:
    """The connection options of one task, defaults filled in. ``timeout`` in seconds, ``cert_fingerprint`` SHA-256."""

    host: str
    port: int
    use_tls: bool = True
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)
    validate_certs: bool = True
    ca_path: str | None = None
    cert_fingerprint: str | None = None
    timeout: int = 30
    retries: int = 3
    use_proxy: bool = True
    token_cache: bool = True
    token_cache_dir: str = "~/.ansible/peplink/tokens"
    record_dir: str = "~/.ansible/peplink/records"

    @property
    def device(self) -> str:
        """The router as messages name it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def base_url(self) -> str:
        return f"{'https' if self.use_tls else 'http'}://{self.device}/api/"

    def for_admin(self) -> ConnectionOptions:
        """With the user as the only credentials. Refused without one."""
        if not (self.username and self.password):
            raise Refused(
                "choosing credentials",
                self.device,
                "only an admin login can manage API clients and their tokens; tokens and API clients cannot",
                "Set username and password of a user with admin rights (inventory: peplink_username, peplink_password).",
            )
        return replace(self, access_token=None, client_id=None, client_secret=None)

    @classmethod
    def unused(cls, params: Mapping[str, Any]) -> ConnectionOptions:
        """For a task that asks no router: only the name for messages, if there is one, whatever else there is."""
        try:
            host = parse_host(params.get("host") or _NO_ROUTER)
        except BadHost:
            host = _NO_ROUTER
        return cls(host, params.get("port") or 443)

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> ConnectionOptions:
        """Pick the connection options out of a task's validated parameters. Refused if they name no router, or hold what cannot work."""
        values = {name: params[name] for name in CONNECTION_SPEC if params.get(name) is not None}
        if not values.get("host"):
            raise Refused(_READING, "no router", "host is missing", "Set host, peplink_host or PEPLINK_HOST.")
        device = printable(values["host"], 200)
        try:
            values["host"] = parse_host(values["host"])
        except BadHost as error:
            raise Refused(_READING, redact_text(device), error.answer, error.advice) from None
        for name, (least, most) in RANGES.items():
            if not least <= values.get(name, least) <= most:
                answer = f"{name} is {printable(values[name], 40)}, but must be from {least} to {most}"
                raise Refused(_READING, device, answer, f"Correct {name} (inventory: peplink_{name}; environment: PEPLINK_{name.upper()}).")
        values.setdefault("port", 443 if values.get("use_tls", True) else 80)
        return cls(**values)

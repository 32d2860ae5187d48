# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a module is: a specification and a core function. Two fronts run it: AnsibleModule here, the action plugin there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible.module_utils.common.validation import check_type_dict

from .._client.session import Clock, Session
from .._client.transport import HAS_REQUESTS, REQUESTS_IMPORT_ERROR, NoTransport
from .._common.connection_options import CONNECTION_SPEC, ConnectionOptions
from .._common.errors import PeplinkError, Refused, Rejected
from .._common.firmware import since, version
from .._common.redaction import printable, secrets_in
from .arguments import BadForm, require_form, suggestion
from .masking import CLEARING_WORDS, hide_short, searched_for

# What a result tells of the run itself.
RUN = ("calls", "device")


def _silent(text: str) -> None:
    pass


@dataclass
class Task:
    """One run of a module against one router. The core fills ``result``; what it holds is shown even on failure.

    ``say`` tells the user at once what is going on, where the front can do that.
    """

    params: Mapping[str, Any]
    check_mode: bool
    host: str
    session: Session
    clock: Clock
    result: dict[str, Any] = field(default_factory=lambda: {"changed": False})
    say: Callable[[str], None] = _silent


@dataclass(frozen=True)
class Module:
    """A module's own options (the connection options come on top) and its core.

    ``rules`` are further arguments of the argument specification, such as ``required_if``. ``admin``: only a user of Web Admin
    with admin rights may do this, so API client and token are ignored. ``bundles``: options that hold others in one piece,
    and which these are. ``posts``: the functions that a run with these parameters acts by, the first that the router knows.
    ``offline``: a run with these parameters asks no router, so that it needs no connection options. ``tells`` is what the result has of the run itself, of RUN.
    """

    options: Mapping[str, Any]
    run: Callable[[Task], None]
    rules: Mapping[str, Any] = field(default_factory=dict)
    admin: bool = False
    bundles: Mapping[str, Collection[str]] = field(default_factory=dict)
    posts: Callable[[Mapping[str, Any]], Collection[str]] = lambda params: ()
    offline: Callable[[Mapping[str, Any]], bool] = lambda params: False
    tells: Collection[str] = RUN

    def unbundled(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """A task's arguments with the options in place of the bundles that hold them. ValueError if that cannot be, or no option takes them.

        For the action plugin, before it validates: the options in a bundle are then converted, checked and masked like any others.
        """
        loose = {name: value for name, value in arguments.items() if name not in self.bundles}
        for bundle, options in self.bundles.items():
            try:
                held = check_type_dict(arguments.get(bundle) or {})
            except TypeError:
                raise ValueError(f"{bundle} must be a mapping") from None
            unknown = [str(name) for name in held if name not in options]
            if unknown:
                raise ValueError(f"there is no option {bundle}.{printable(unknown[0], 120)}{suggestion(unknown[0], options)}")
            twice = [name for name in held if loose.get(name) is not None]
            if twice:
                raise ValueError(f"{', '.join(twice)} must be given either in {bundle} or beside it, not both")
            loose |= held
        require_form(loose, self.spec)
        return loose

    @property
    def spec(self) -> dict[str, Any]:
        return {**CONNECTION_SPEC, **self.options}

    def main(self) -> None:
        """The AnsiballZ front."""
        module = _OwnFront(argument_spec=self.spec, supports_check_mode=True, **self.rules)
        bundled = [bundle for bundle in self.bundles if module.params[bundle] is not None]
        if bundled:
            module.fail_json(msg=f"{', '.join(bundled)}: an ordinary module cannot split this; set its options one by one", invocation={})
        try:
            require_form(module.given, self.spec)
        except BadForm as error:
            module.fail_json(msg=f"{module.params['host']}: {error}")
        said: list[str] = []
        notices: list[str] = []
        try:
            result, secrets = execute(self, module.params, check_mode=module.check_mode, say=said.append, note=notices.append)
        except KeyboardInterrupt:
            advice = "run the task in check mode to see what is left to do"
            module.fail_json(msg=f"{module.params['host']}: the module was interrupted before its end; {advice}", warnings=said[-1:])
        module.no_log_values |= secrets
        # Warnings are all that it can show beside its result.
        for text in result.pop("warnings") + (notices if module._verbosity else []):
            module.warn(f"{module.params['host']}: {text}")
        if result.get("failed"):
            module.fail_json(**result)
        module.exit_json(**result)


class _OwnFront(AnsibleModule):  # type: ignore[misc]
    """AnsibleModule that masks what options of a secret name hold, mistyped ones included, and spares texts from short secrets."""

    no_log_values: set[str]
    given: dict[str, Any]
    """The arguments before Ansible converts them."""

    def _load_params(self) -> None:
        super()._load_params()
        self.given = {name: value for name, value in self.params.items() if not name.startswith("_ansible_")}

    def exit_json(self, **result: Any) -> None:
        super().exit_json(**self._discreet(result))

    def fail_json(self, msg: str, **result: Any) -> None:
        super().fail_json(msg, **self._discreet(result))

    def _discreet(self, result: dict[str, Any]) -> dict[str, Any]:
        secrets = self.no_log_values | secrets_in(self.params)
        self.no_log_values = searched_for(secrets)
        shown: dict[str, Any] = hide_short({"invocation": {"module_args": self.params}, **result}, secrets)
        return shown


def execute(
    module: Module,
    params: Mapping[str, Any],
    *,
    check_mode: bool,
    say: Callable[[str], None] = _silent,
    note: Callable[[str], None] = _silent,
) -> tuple[dict[str, Any], set[str]]:
    """Run a module's core with validated parameters. Gives the result and the secrets that must not be seen in it.

    ``say`` shows at once what goes on, ``note`` what only those want to know who ask for more.
    """
    result, secrets = _executed(module, params, check_mode, say, note)
    return {name: value for name, value in result.items() if name not in RUN or name in module.tells}, secrets


def _executed(
    module: Module, params: Mapping[str, Any], check_mode: bool, say: Callable[[str], None], note: Callable[[str], None]
) -> tuple[dict[str, Any], set[str]]:
    device: dict[str, Any] = {"host": params.get("host"), "port": params.get("port"), "firmware": None}
    nothing = {"changed": False, "failed": True, "calls": [], "warnings": [], "device": device}
    # Ansible masks what the specification calls secret; this is for what only its name gives away.
    secrets = secrets_in(params) - CLEARING_WORDS
    if not HAS_REQUESTS:
        return nothing | {"msg": missing_required_lib("requests"), "exception": REQUESTS_IMPORT_ERROR}, secrets
    clock, offline = Clock(), module.offline(params)
    try:
        options = ConnectionOptions.unused(params) if offline else ConnectionOptions.from_params(params)
        _require_natural(module, params, options.device)
        options = options.for_admin() if module.admin else options
        session = Session(options, NoTransport(), clock) if offline else Session(options, clock=clock)
    except PeplinkError as error:
        return nothing | {"msg": str(error), "error": error.kind}, secrets
    session.secrets.update(secrets)
    task = Task(params, check_mode, options.host, session, clock, say=say)
    with session:
        try:
            module.run(task)
            if check_mode and task.result["changed"]:
                _require_known(session, module.posts(params))
        except PeplinkError as error:
            if not session.acted:
                _take_back(task.result)
            task.result |= {"failed": True, "msg": str(error), "error": error.kind}
            if isinstance(error, Rejected):
                session.firmware()
    task.result["calls"] = session.calls
    task.result["warnings"] = list(session.warnings)
    for text in session.notices:
        note(text)
    task.result["device"] = {"host": options.host, "port": options.port, "firmware": session.known_firmware}
    return task.result, set(session.secrets)


def _require_natural(module: Module, params: Mapping[str, Any], device: str) -> None:
    """Raises Refused for a negative number: the options of modules count things and seconds. What is in them has limits of its own."""
    negative = [f"{name} is {params[name]}" for name, option in module.options.items() if option["type"] == "int" and (params.get(name) or 0) < 0]
    if negative:
        raise Refused("checking the options", device, f"{', '.join(negative)}, but must not be negative", "Nothing was done.")


def _require_known(session: Session, functions: Collection[str]) -> None:
    """Raises Refused if the router's firmware is older than all of these functions: check mode promises nothing that cannot be."""
    needed = min((since("POST", function) for function in functions), key=version, default="")
    running = (session.firmware() or "") if needed else ""
    if needed and version(running) and version(running) < version(needed):
        answer = f"{' or '.join(functions)} needs firmware {needed} or later; the router runs {running}"
        raise Refused("checking the command", session.device, answer, "Nothing was done.")


def _take_back(result: dict[str, Any]) -> None:
    """What was to change did not: nothing that acts was carried out."""
    result["changed"] = False
    for part in (result, result.get("diff", {})):
        if "before" in part:
            part["after"] = part["before"]

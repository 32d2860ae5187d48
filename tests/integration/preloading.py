# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Programs of Ansible that start in half the time, because the libraries they import are there already.

A start takes a second of processor time, and there are hundreds. So a server imports what Ansible needs of Python and of others, prepares what
Ansible's loader of collections compiles and parses each time, and forks for each call of a program. It imports nothing that depends on settings:
the rest of Ansible, its configuration and the collection are loaded by each call.
A directory has a client for each program, under its name: it hands over its arguments, environment, working directory and streams, passes
signals on, and ends as the program does.

``python preloading.py DIRECTORY`` is the server. It ends when its standard input does.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

BIN = Path(sys.executable).parent
PROGRAMS = ("ansible", "ansible-config", "ansible-doc", "ansible-inventory", "ansible-playbook", "ansible-vault")
# Import what playbooks with this collection need.
ROOTS = ("ansible.cli.doc", "ansible.cli.inventory", "ansible.cli.playbook", "ansible.cli.vault", "requests")
# What Python itself reads from the environment when it starts, and coverage.
EARLY = ("PYTHON", "COVERAGE")

CLIENT = """#!{python} -ISE
import json, os, signal, socket, sys
if {{name: value for name, value in os.environ.items() if name.startswith({early!r})}} != {settings!r}:
    os.execv({program!r}, [{program!r}, *sys.argv[1:]])
passed_on = (signal.SIGINT, signal.SIGTERM)
signal.pthread_sigmask(signal.SIG_BLOCK, passed_on)
with socket.socket(socket.AF_UNIX) as server:
    server.connect({path!r})
    call = json.dumps([{program!r}, sys.argv[1:], dict(os.environ), os.getcwd()]).encode()
    socket.send_fds(server, [len(call).to_bytes(8, "big")], [0, 1, 2])
    server.sendall(call)
    answers = server.makefile()
    group = int(answers.readline())
    for number in passed_on:
        signal.signal(number, lambda number, frame: os.killpg(group, number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, passed_on)
    status = int(answers.readline())
if status < 0:
    signal.signal(-status, signal.SIG_DFL)
    os.kill(os.getpid(), -status)
os._exit(status)
"""


@contextlib.contextmanager
def preloaded(directory: Path) -> Iterator[None]:
    """Serve the programs in ``directory``."""
    with subprocess.Popen([sys.executable, __file__, str(directory)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout
        assert server.stdout.readline() == b"ready\n"
        settings = {name: value for name, value in os.environ.items() if name.startswith(EARLY)}
        for program in PROGRAMS:
            text = CLIENT.format(python=sys.executable, early=EARLY, settings=settings, program=str(BIN / program), path=str(directory / "socket"))
            (directory / program).write_text(text)
            (directory / program).chmod(0o755)
        # Leaving the block closes its standard input.
        yield


def _libraries() -> list[str]:
    code = f"import sys\nfor name in {ROOTS}: __import__(name)\nprint('\\n'.join(sys.modules))"
    imported = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    # What modules use on a host has no settings of the controller.
    return [name for name in imported if name.partition(".")[0] not in ("ansible", "__main__") or name.startswith("ansible.module_utils.")]


def _prepare_loader() -> None:
    """Compile the installed collections, and parse the routing of Ansible's own plugins. What is not the same when it is read is not taken."""
    from ansible.utils.collection_loader import _collection_finder

    compiled = {}
    for root in os.environ.get("ANSIBLE_COLLECTIONS_PATH", "").split(os.pathsep):
        for path in Path(root).glob("ansible_collections/*/*/plugins/**/*.py"):
            source = path.read_bytes()
            compiled[source, str(path)] = compile(source, path, "exec", dont_inherit=True)

    def code(source: bytes, filename: str, mode: str, flags: int, dont_inherit: bool) -> CodeType:
        return compiled.get((source, filename)) or compile(source, filename, mode, flags, dont_inherit)

    parse = _collection_finder._meta_yml_to_dict
    routing = Path(_collection_finder.__file__).parents[2].joinpath("config", "ansible_builtin_runtime.yml").read_bytes()
    parsed = parse(routing, None)

    def metadata(text: bytes, content_id: object) -> object:
        return parsed if text == routing else parse(text, content_id)

    vars(_collection_finder).update(compile=code, _meta_yml_to_dict=metadata)


def _serve(path: str) -> None:
    """Return in the processes that become programs only."""
    for name in _libraries():
        # Some libraries give names to modules that cannot be imported by them.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    _prepare_loader()
    assert "ansible.constants" not in sys.modules, "these would be the settings of the server"
    gc.freeze()
    # No program lives long enough to gain from it.
    gc.disable()
    # Nobody waits for its children. Ctrl-C is meant for who started it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener, selectors.DefaultSelector() as selector:
        listener.bind(path)
        listener.listen(64)
        selector.register(listener, selectors.EVENT_READ)
        selector.register(sys.stdin, selectors.EVENT_READ)
        os.write(1, b"ready\n")
        while all(key.fileobj is listener for key, _events in selector.select()):
            connection, _address = listener.accept()
            with connection:
                if os.fork() == 0:
                    _answer(connection)
                    return
    os._exit(0)


def _answer(connection: socket.socket) -> None:
    """Start the program and tell the client its process group, and its status in the end. Return in the program only."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    length, streams, _flags, _address = socket.recv_fds(connection, 8, 3)
    with connection.makefile("rb") as stream:
        program, arguments, environment, directory = json.loads(stream.read(int.from_bytes(length, "big")))
    child = os.fork()
    if child == 0:
        signal.set_wakeup_fd(-1)
        os.close(reading)
        os.close(writing)
        _become(program, arguments, environment, directory, streams)
        return
    for stream_number in streams:
        os.close(stream_number)
    connection.sendall(b"%d\n" % child)
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        selector.register(reading, selectors.EVENT_READ)
        if any(key.fileobj is connection for key, _events in selector.select()):
            # The client was killed.
            os.killpg(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    with contextlib.suppress(OSError):
        connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _become(program: str, arguments: list[str], environment: dict[str, str], directory: str, streams: list[int]) -> None:
    """Make this process what a new one would be."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    unbuffered = os.environ.get("PYTHONUNBUFFERED")
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w", buffering=1 if unbuffered else -1), os.fdopen(2, "w", buffering=1)
    os.chdir(directory)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = [program, *arguments]
    sys.path[0] = str(Path(program).parent)


if __name__ == "__main__":
    _serve(os.path.join(sys.argv[1], "socket"))
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        # As the interpreter does it, but for taking the libraries down one by one.
        atexit._run_exitfuncs()
        sys.stdout.flush()
        os._exit(end.code if isinstance(end.code, int) else 0 if end.code is None else 1)

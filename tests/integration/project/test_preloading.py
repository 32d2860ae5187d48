# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The programs that the tests start behave as the real ones."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from ..playbooks.conftest import environment
from ..preloading import BIN, PROGRAMS

BOUND = 60
READS = """[{hosts: localhost, gather_facts: false, tasks: [{name: Read, ansible.builtin.debug: {msg: "{{ lookup('ansible.builtin.file', 'fifo') }}"}}]}]"""


def called(program: str, arguments: Sequence[str], home: Path, extra: Mapping[str, str]) -> tuple[int, str, str]:
    done = subprocess.run([program, *arguments], env=environment(home) | extra, cwd=home, input="typed\n", capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_is_found(program: str) -> None:
    found = shutil.which(program)
    assert found
    assert Path(found) != BIN / program


@pytest.mark.parametrize(
    ("call", "extra"),
    [
        ("ansible-config dump --only-changed", {"ANSIBLE_FORKS": "7", "TZ": "Asia/Tokyo"}),
        ("ansible-playbook missing.yml", {}),
        ("ansible-playbook --no-such-option", {}),
        ("ansible localhost -m ansible.builtin.command -a pwd", {"ANSIBLE_NOCOLOR": "0", "ANSIBLE_FORCE_COLOR": "1"}),
        ("ansible-vault encrypt_string --vault-password-file /dev/null --stdin-name given", {}),
        # Python reads this before anything else, so only the real program can heed it.
        ("ansible-config dump --only-changed", {"PYTHONPATH": "."}),
    ],
)
def test_it_says_what_the_real_one_says(call: str, extra: Mapping[str, str], tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('customized')\n")
    (tmp_path / "ansible.cfg").write_text("[defaults]\nstdout_callback = minimal\n")
    program, *arguments = call.split()
    assert called(program, arguments, tmp_path, extra) == called(str(BIN / program), arguments, tmp_path, extra)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_what_it_started(number: signal.Signals, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "play.yml").write_text(READS)
    client = subprocess.Popen(["ansible-playbook", "play.yml"], env=environment(tmp_path), cwd=tmp_path)
    # This opens when it is read from, and an error is pending as soon as nobody reads any more.
    with (tmp_path / "fifo").open("wb") as fifo, client:
        client.send_signal(number)
        assert client.wait(BOUND) != 0
        ended = select.poll()
        ended.register(fifo, 0)
        assert ended.poll(BOUND * 1000) == [(fifo.fileno(), select.POLLERR)]

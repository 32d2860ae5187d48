# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Why a block of a guide may be left out: what stands behind ``not executed:`` is one of these."""

from __future__ import annotations

REASONS = {
    "fragment": "a part of a file or of a task, which a complete example nearby or the reference of the module covers",
    "needs a router": "only a real router has it",
    "needs AWX": "AWX or Ansible Automation Platform runs it",
    "installs packages": "it changes the Python or the system of the reader",
    "internet": "it asks a server other than a simulated router",
    "in a clone": "a target of make, which has a test of its own",
    "another program": "a file or a command of systemd, Prometheus, an editor, a container engine and the like",
    "asks a question": "it waits for somebody to type something",
}

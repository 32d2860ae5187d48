# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Import an artefact as a galaxy would, and fail on any warning. Sends nothing to the network.

Usage: importer.py DIRECTORY ARTEFACT

Run it with the Python of a virtual environment that has galaxy-importer. DIRECTORY is for what the importer leaves behind.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

# What Galaxy and Automation Hub check. They leave flake8 and ansible-test to the authors: see `make ruff` and `make sanity`.
SETTINGS = """\
[galaxy-importer]
RUN_ANSIBLE_DOC = True
RUN_ANSIBLE_LINT = True
OFFLINE_ANSIBLE_LINT = True
RUN_ANSIBLE_TEST = False
RUN_FLAKE8 = False
CHECK_CHANGELOG = True
CHECK_REQUIRED_TAGS = True
"""
COMPLAINT = re.compile(r"^(WARNING|ERROR|CRITICAL)\b|Traceback")
COMPLETED = "Importer processing completed successfully"
NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")


def complaints(output: str) -> list[str]:
    """The lines of the importer's output that are not as they should be."""
    lines = output.splitlines()
    return [line for line in lines if COMPLAINT.search(line)] + ([] if COMPLETED in lines else ["The import was not completed."])


def main() -> int:
    """Print what the importer says, then what is wrong."""
    directory, artefact = (Path(argument).resolve() for argument in sys.argv[1:3])
    directory.mkdir(parents=True, exist_ok=True)
    settings = directory / "galaxy-importer.cfg"
    settings.write_text(SETTINGS, encoding="utf-8")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "PYTHON"))}
    environment = inherited | NO_NETWORK | {"PATH": programs, "HOME": str(directory), "GALAXY_IMPORTER_CONFIG": str(settings)}
    command = [sys.executable, "-m", "galaxy_importer.main", str(artefact)]
    done = subprocess.run(command, cwd=directory, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    print(done.stdout)
    found = complaints(done.stdout) + ([f"The importer ended with {done.returncode}."] if done.returncode else [])
    print("\n".join(found) or f"{artefact.name}: imported without a warning")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

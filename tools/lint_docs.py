# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check the documentation of the modules and plugins with antsibull-docs: schema, markup, and the names that it refers to.

antsibull-docs takes the redirect of an action for a redirect of the module of that name, and would look for the options of
each module in the one module that the action plugin is named after. So it gets a copy without these redirects.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import working_tree
import yaml


def main() -> int:
    """Return the exit code of antsibull-docs."""
    with tempfile.TemporaryDirectory() as directory:
        tree = Path(directory, "peplink")
        working_tree.copy_to(tree)
        runtime_file = tree / "meta" / "runtime.yml"
        runtime = yaml.safe_load(runtime_file.read_text(encoding="utf-8"))
        runtime.get("plugin_routing", {}).pop("action", None)
        runtime_file.write_text(yaml.safe_dump(runtime), encoding="utf-8")
        # It leaves a log in the home.
        environment = {**os.environ, "HOME": directory}
        return subprocess.run(["antsibull-docs", "lint-collection-docs", "--plugin-docs", "."], cwd=tree, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

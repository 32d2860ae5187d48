# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run ``ansible-test sanity --venv`` on a copy of what the collection consists of, without leaving traces outside of it.

Usage: sanity.py DIRECTORY [ARGUMENT OF ansible-test ...]

Run it with the Python of a virtual environment that has ansible-core. DIRECTORY keeps everything between runs.
ansible-test is particular in three ways:

* It wants to stand in ``ansible_collections/<namespace>/<name>``, and asks git for the files there.
* It downloads the script that puts pip into its virtual environments. It takes a script from its cache instead, so one
  that uses Python's own ensurepip is put there.
* It hides the environment from its programs, all but ``HOME`` and ``PATH``. So pip's settings go into a file below ``HOME``.
"""

from __future__ import annotations

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import ansible_test
import working_tree

COLLECTION = "ansible_collections/wanfleet/peplink"

# What the artefact does not have. ruff and mypy check it.
REPOSITORY_ONLY = ("demo", "tools", "tests/benchmark", "tests/component", "tests/conftest.py", "tests/integration", "tests/simulator", "tests/unit")

GET_PIP = """\
# Puts pip into the running Python. Takes the arguments of the usual get-pip.py.
import subprocess
import sys

subprocess.check_call([sys.executable, "-m", "ensurepip"], stdout=subprocess.DEVNULL)
wanted = [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]
sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", *wanted]))
"""


def fill(tree: Path) -> None:
    """Make ``tree`` a git repository of the files of the collection; what else is in there goes, but for tests/output."""
    tree.mkdir(parents=True, exist_ok=True)
    for old in tree.iterdir():
        if old.name == "tests":  # tests/output holds a virtual environment of ansible-test
            for part in old.iterdir():
                if part.name != "output":
                    remove(part)
        elif old.name != ".git":
            remove(old)
    working_tree.copy_to(tree)
    for part in REPOSITORY_ONLY:
        remove(tree / part)
    subprocess.run(["git", "init", "--quiet"], cwd=tree, check=True)


def remove(path: Path) -> None:
    """Remove a file or a directory."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def write_pip_bootstrap(home: Path) -> None:
    """Put a pip bootstrap script into the cache of ansible-test, under each name that this ansible-test may look for."""
    source = Path(ansible_test.__path__[0], "_internal", "python_requirements.py").read_text(encoding="utf-8")
    versions = set(re.findall(r"\bpip='([\d.]+)'", source))
    if not versions:
        sys.exit("sanity.py: found no pip version in the sources of ansible-test; its layout must have changed")
    cache = home / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for version in versions:
        (cache / f"get_pip_{version.replace('.', '_')}.py").write_text(GET_PIP, encoding="utf-8")


def write_pip_settings(home: Path) -> None:
    """Write the settings that pip has now, from its files and from the environment, to the user's pip.conf below ``home``."""
    settings = configparser.RawConfigParser()
    settings.add_section("global")
    listed = subprocess.run([sys.executable, "-m", "pip", "config", "list"], check=True, capture_output=True, text=True).stdout
    # Lines are "section.name='value'", those from the environment come as ":env:.name='value'" and win.
    for line in sorted(listed.splitlines(), key=lambda line: line.startswith(":env:")):
        key, value = line.split("=", 1)
        section, name = key.replace(":env:", "global").split(".", 1)
        if not settings.has_section(section):
            settings.add_section(section)
        settings.set(section, name, ast.literal_eval(value).replace("\n", "\n    "))
    for name, variables in {
        "cert": ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"),
        "proxy": ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"),
    }.items():
        found = [os.environ[variable] for variable in variables if os.environ.get(variable)]
        if found and not settings.has_option("global", name):
            settings.set("global", name, found[0])
    # Not read from the environment twice: these say which file to read, or where to install.
    for section in settings.sections():
        for name in ("config-file", "target", "prefix", "user", "require-virtualenv"):
            settings.remove_option(section, name)
    settings.set("global", "quiet", "1")
    path = home / ".config" / "pip" / "pip.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        settings.write(file)


def python_directories() -> list[str]:
    """Return the directories of all Pythons that work, so that ansible-test finds those before any that do not."""
    directories = []
    for minor in range(10, 15):
        found = subprocess.run([working_tree.REPOSITORY / "tools" / "find-python", f"3.{minor}"], check=False, capture_output=True, text=True)
        if found.returncode == 0:
            directories.append(str(Path(found.stdout.strip()).parent))
    return directories


def main() -> int:
    """Prepare the directory, run ansible-test and return its exit code."""
    directory = Path(sys.argv[1]).resolve()
    home = directory / "home"
    tree = directory / COLLECTION
    fill(tree)
    home.mkdir(mode=0o700, exist_ok=True)  # the pip settings may hold a password
    write_pip_bootstrap(home)
    write_pip_settings(home)
    programs = Path(sys.executable).parent
    environment = {**os.environ, "HOME": str(home), "PATH": os.pathsep.join([str(programs), *python_directories(), os.environ["PATH"]])}
    command = [str(programs / "ansible-test"), "sanity", "--venv", *sys.argv[2:]]
    with subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        complaints = list(_shown(running))
    # Once more, because the end of a long log is what people see first.
    sys.stdout.writelines(complaints)
    return running.returncode


def _shown(running: subprocess.Popen[str]) -> Iterator[str]:
    """Print what a program prints; the lines that complain."""
    for line in running.stdout or ():
        sys.stdout.write(line)
        sys.stdout.flush()
        if line.startswith("ERROR: "):
            yield line


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``make release VERSION=1.0.0``: prepare the release of the last commit, build and try its artefact, and say what is left to do.

Everything happens in build/release/VERSION. Only when all has passed, the version and the release notes are written into the working tree, to be
committed; ``--dry-run`` leaves it alone. With ``--committed`` they must be in the commit already, as in a workflow that runs on a tag.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import working_tree
import yaml

from . import artefact, texts, trial

REPOSITORY = working_tree.REPOSITORY
CHANGELOG, FRAGMENTS, ADDRESSES = "changelogs/changelog.yaml", "changelogs/fragments", "docs/docsite/addresses.yml"


class Objection(Exception):
    """Why there is no release."""


def run(*command: str, cwd: Path = REPOSITORY) -> str:
    """Run a program and return its output. Raises Objection if it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Objection(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def loaded(path: Path) -> dict[str, Any]:
    """A YAML file; empty if there is none."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}


def files(tree: Path) -> set[str]:
    """The files of a tree, by their paths in it."""
    return {str(path.relative_to(tree)) for path in tree.rglob("*") if path.is_file() or path.is_symlink()}


def check_out(tree: Path) -> None:
    """Make ``tree`` what the last commit has."""
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    archive = tree.with_suffix(".tar")
    run("git", "archive", "--format", "tar", "--output", str(archive), "HEAD")
    shutil.unpack_archive(archive, tree)
    archive.unlink()


def prepare(tree: Path, version: str, committed: bool) -> None:
    """Give the tree the version and its release notes, unless the commit has them. Raises Objection if it cannot have them."""
    present, released = str(loaded(tree / "galaxy.yml")["version"]), loaded(tree / CHANGELOG).get("releases", {})
    fragments = sorted(path.name for path in (tree / FRAGMENTS).glob("*.y*ml"))
    if objections := texts.objections(version, present, released, fragments):
        raise Objection("\n".join(objections))
    if version in released:
        return
    if committed:
        raise Objection(f"the last commit has no release notes of {version}: run make release VERSION={version}, and commit what it writes")
    for name in working_tree.files():
        path = tree / name
        if path.is_file() and not path.is_symlink() and name.suffix in (".yml", ".yaml", ".py"):
            text = path.read_text(encoding="utf-8")
            if (new := texts.versioned(str(name), text, present, version, released)) != text:
                path.write_text(new, encoding="utf-8")
    day = run("git", "show", "--no-patch", "--format=%cs", "HEAD").strip()
    run("antsibull-changelog", "release", "--version", version, "--date", day, "--cummulative-release", cwd=tree)
    shutil.rmtree(tree / "changelogs" / ".plugin-cache.yaml", ignore_errors=True)
    (tree / "changelogs" / ".plugin-cache.yaml").unlink(missing_ok=True)


def moved(tree: Path) -> Iterator[str]:
    """The files in which the working tree differs from the last commit otherwise than by what the release writes."""
    for line in filter(None, run("git", "status", "--porcelain", "--no-renames", "--untracked-files=all", "-z").split("\0")):
        name = line[3:]
        here, there = REPOSITORY / name, tree / name
        if here.is_file() != there.is_file() or (here.is_file() and here.read_bytes() != there.read_bytes()):
            yield name


def build(tree: Path, source: Path, directory: Path) -> Path:
    """Build the artefact from the tree, with a README for a galaxy. Raises Objection if a link leads nowhere, or for its content."""
    readme = (tree / "README.md").read_text(encoding="utf-8")
    if broken := [link for link in texts.links(readme) if not (tree / link).exists()]:
        raise Objection(f"README.md leads to {', '.join(broken)}, which is not there")
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(tree, source, symlinks=True)
    (source / "README.md").write_text(texts.absolute(readme, loaded(tree / ADDRESSES)), encoding="utf-8")
    run("ansible-galaxy", "collection", "build", "--force", "--output-path", str(directory), cwd=source)
    (found,) = directory.glob("wanfleet-peplink-*.tar.gz")
    if objections := artefact.objections(artefact.sizes_of(found), found.stat().st_size):
        raise Objection("\n".join(objections))
    return found


def write_back(tree: Path) -> None:
    """Make the working tree what the release is."""
    for name in sorted({str(name) for name in working_tree.files()} | files(tree)):
        here, there = REPOSITORY / name, tree / name
        if not there.exists() and not there.is_symlink():
            here.unlink()
        elif not here.exists() or (not here.is_symlink() and here.read_bytes() != there.read_bytes()):
            here.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(there, here)


def release(version: str, dry_run: bool, committed: bool) -> None:
    """Make the release. Raises Objection or trial.Refused."""
    try:
        texts.order(version)
    except ValueError as error:
        raise Objection(str(error)) from error
    directory = REPOSITORY / "build" / "release" / version
    tree = directory / "tree"
    check_out(tree)
    prepare(tree, version, committed)
    if unknown := sorted(moved(tree)):
        raise Objection("the working tree has changes that are not committed: " + ", ".join(unknown))
    for old in directory.glob("*.tar.gz"):
        old.unlink()
    built = build(tree, directory / "source", directory)
    print(f"{built.relative_to(REPOSITORY)}: {built.stat().st_size} bytes, {len(artefact.sizes_of(built))} files", flush=True)
    print(trial.trial(built, directory / "trial"), flush=True)
    if not dry_run:
        write_back(tree)
    print(f"\n{next_steps(version, built, dry_run)}")


def next_steps(version: str, built: Path, dry_run: bool) -> str:
    """What is left to do by hand."""
    changed = run("git", "status", "--porcelain").splitlines()
    upload = [f"git tag {version} && git push origin main {version}    # the workflow builds, tries and uploads", "or upload by hand:"]
    upload.append(f"make publish VERSION={version}    # {built.relative_to(REPOSITORY)}, with GALAXY_TOKEN in the environment")
    placeholders = ["docs/docsite/addresses.yml still has placeholders: set them, and run make addresses, before anybody else sees this."]
    placeholders = placeholders if "//example.org/" in (REPOSITORY / ADDRESSES).read_text(encoding="utf-8") else []
    if dry_run:
        return "\n".join(["This was a dry run: the working tree is as it was.", *placeholders])
    commit = [f"{len(changed)} files are to be committed: read CHANGELOG.md, then", f'git add --all && git commit -m "Release {version}"'] if changed else []
    return "\n".join([*commit, *upload, *placeholders])


def main() -> int:
    """1 if there is no release."""
    parser = argparse.ArgumentParser(prog="make release", description=__doc__)
    parser.add_argument("version")
    parser.add_argument("--dry-run", action="store_true", help="leave the working tree as it is")
    parser.add_argument("--committed", action="store_true", help="fail unless the version and the release notes are committed")
    given = parser.parse_args()
    try:
        release(given.version, given.dry_run, given.committed)
    except (Objection, trial.Refused) as error:
        print(f"No release of {given.version}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

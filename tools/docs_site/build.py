# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Build the documentation site. Run it with ``make docs``.

build/docs/source gets the pages: guides and documents of the repository with their links rewritten (links.py), pages made from what the
collection says of itself (pages.py), the reference by antsibull-docs. Sphinx makes build/docs/html of it; every warning is an error.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from antsibull_docs_parser.md import to_md
from antsibull_docs_parser.parser import Context, parse

from . import pages, reference
from .check_links import broken
from .links import PICTURES_OF_REPOSITORY, README, Site, contents, pages_in, rewrite
from .release_notes import with_next_release

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = REPOSITORY / "build" / "docs"
SOURCE, HTML, PICTURES = BUILD / "source", BUILD / "html", BUILD / "screenshots"
DOCSITE = REPOSITORY / "docs" / "docsite"
# The programs of the virtual environment that runs this.
PROGRAMS = Path(sys.executable).parent
CHANGELOG = "CHANGELOG.md"
PAGES_OF_SPHINX = ("genindex", "search")
KINDS = {"modules": "module", "filter": "filter", "inventory": "inventory"}


def main() -> int:
    """Build the site. 1 if a link leads nowhere; the status of the tool that failed, if one did."""
    files = read_yaml(DOCSITE / "addresses.yml")["files"]
    made = dict(generated(files))
    site = Site(exists, files, references(), pictures())
    # It is no page, but its links are to lead somewhere as well.
    problems = rewrite(document(README), README, site)[1]
    for path, page in pages_in(REPOSITORY).items():
        made[f"{page}.md"], found = rewrite(document(path), path, site)
        problems += found
    if problems:
        print("\n".join(problems))
        return 1
    made["index.md"] += f"\n{contents(made['index.md'])}\n"
    content = {name: text.encode() for name, text in made.items()} | reference_pages()
    content |= {f"{PICTURES_OF_REPOSITORY}/{path.relative_to(REPOSITORY).as_posix()}": path.read_bytes() for path in REPOSITORY.glob("docs/**/*.svg")}
    content |= {f"screenshots/{path.name}": path.read_bytes() for path in PICTURES.glob("*.*")}
    keep(content)
    options = ["--fail-on-warning", "--keep-going", "--quiet", "--jobs", "auto", "-c", str(DOCSITE), "-d", str(BUILD / "doctrees")]
    if status := run("sphinx-build", *options, str(SOURCE), str(HTML)):
        # What Sphinx has read it does not read again, nor warn of again.
        shutil.rmtree(BUILD / "doctrees", ignore_errors=True)
        return status
    if lost := broken_links():
        print("These links of the site lead nowhere:", *lost, sep="\n")
        return 1
    print(f"Open {(HTML / 'index.html').relative_to(REPOSITORY)} in a browser.")
    return 0


def document(path: str) -> str:
    """The Markdown of a document of the repository."""
    text = (REPOSITORY / path).read_text(encoding="utf-8")
    if path != CHANGELOG:
        return text
    fragments = [read_yaml(path) for path in sorted((REPOSITORY / "changelogs" / "fragments").glob("*.yml"))]
    return with_next_release(text, read_yaml(REPOSITORY / "changelogs" / "config.yaml"), fragments)


def broken_links() -> list[str]:
    """What leads nowhere on the site that was built."""
    files = {path.relative_to(HTML).as_posix(): path for path in HTML.rglob("*") if path.is_file()}
    return broken({name: path.read_text(encoding="utf-8") for name, path in files.items() if path.suffix == ".html"}, files)


def keep(content: Mapping[str, bytes]) -> None:
    """Let the source be these files. A file that is as it was is not written, so that Sphinx only reads what has changed.

    Pages that were made of others are removed as well.
    """
    for path in [path for path in SOURCE.rglob("*") if path.is_file()]:
        if path.relative_to(SOURCE).as_posix() not in content:
            path.unlink()
    for name, data in content.items():
        path = SOURCE / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for path in HTML.rglob("*.html"):
        page = path.relative_to(HTML).with_suffix("").as_posix()
        if page not in PAGES_OF_SPHINX and not {f"{page}.md", f"{page}.rst"} & content.keys():
            path.unlink()


def reference_pages() -> dict[str, bytes]:
    """The pages that antsibull-docs makes of the installed collection."""
    directory = BUILD / "reference"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    directory.chmod(0o755)
    options = ["--use-current", "--squash-hierarchy", "--fail-on-error", "--no-add-antsibull-docs-version", "--dest-dir", str(directory)]
    if status := run("antsibull-docs", "collection", *options, "wanfleet.peplink"):
        sys.exit(status)
    return {f"reference/{path.name}": reference.page(path.read_text(encoding="utf-8")).encode() for path in directory.glob("*.rst")}


def run(program: str, *arguments: str) -> int:
    """Run a program of the virtual environment."""
    return subprocess.run([PROGRAMS / program, *arguments], cwd=REPOSITORY, check=False).returncode


def exists(path: str) -> bool:
    return (REPOSITORY / path).exists()


def references() -> dict[str, str]:
    """Where the site says more about a name in code: `peplink_config`, and anything else by its full name."""
    found = {"wanfleet.peplink.router_events": "event-source.md"}
    for directory, kind in KINDS.items():
        found |= {f"wanfleet.peplink.{path.stem}": f"reference/{path.stem}_{kind}.rst" for path in REPOSITORY.glob(f"plugins/{directory}/*.py")}
    # A playbook that has the name of a filter is what people mean.
    found |= {f"wanfleet.peplink.{path.stem}": f"playbooks.md#{path.stem}" for path in REPOSITORY.glob("playbooks/*.yml")}
    return found | {path.stem: f"reference/{path.stem}_module.rst" for path in REPOSITORY.glob("plugins/modules/*.py")}


def pictures() -> dict[str, tuple[str, ...]]:
    """The files of each screenshot: NAME.svg for all readers, or NAME-light.png and NAME-dark.png."""
    found: dict[str, tuple[str, ...]] = {path.stem: (f"screenshots/{path.name}",) for path in PICTURES.glob("*.svg")}
    for path in PICTURES.glob("*-light.png"):
        name = path.stem.removesuffix("-light")
        found[name] = (f"screenshots/{path.name}", f"screenshots/{name}-dark.png")
    return found


def generated(files: str) -> Iterator[tuple[str, str]]:
    """The pages that are made from what the collection says of itself, by name."""
    books = [pages.read_playbook(path.stem, path.read_text(encoding="utf-8")) for path in sorted(REPOSITORY.glob("playbooks/*.yml"))]
    roles = {path.parents[1].name: read_yaml(path) for path in REPOSITORY.glob("roles/*/meta/argument_specs.yml")}
    yield "playbooks.md", pages.playbooks_page(books, roles, prose)
    fragment = (REPOSITORY / "plugins" / "doc_fragments" / "connection.py").read_text(encoding="utf-8")
    (connection,) = re.findall(r'DOCUMENTATION = r"""\n(.*?)"""', fragment, re.DOTALL)
    yield "variables.md", pages.variables_page(connection, prose)
    source = REPOSITORY / "extensions" / "eda"
    yield (
        "event-source.md",
        pages.event_source_page((source / "plugins" / "event_source" / "router_events.py").read_text(encoding="utf-8"), "router_events", prose),
    )
    rulebooks = {path.stem: path.read_text(encoding="utf-8") for path in sorted((source / "rulebooks").glob("*.yml"))}
    yield "rulebooks.md", pages.rulebooks_page(rulebooks, files)


def prose(description: str | Sequence[str]) -> str:
    """Markdown in one line of a description with Ansible's markup."""
    sentences = [description] if isinstance(description, str) else description
    return " ".join(to_md([paragraph for text in sentences for paragraph in parse(text, Context())], par_start="", par_end="", par_sep=" ").split())


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())

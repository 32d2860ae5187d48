# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Markdown of the repository as pages of the site: links, names of plugins, pictures. Pure, but for looking which documents there are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

# Which files of the repository become which pages: a pattern of paths, and the page with the stem or the parent's name filled in.
PAGES = (
    (r"README\.md", "index"),
    (r"docs/docsite/index\.md", "index"),
    (r"(CHANGELOG|CODE_OF_CONDUCT|CONTRIBUTING|SECURITY)\.md", "{}"),
    (r"docs/((?:guides/|router-api/)?[\w-]+)\.md", "{}"),
    (r"roles/(\w+)/README\.md", "roles/{}"),
    (r"tests/simulator/README\.md", "simulator"),
)
ANSIBLE = "https://docs.ansible.com/projects/ansible/latest"
LABELS = {
    "action_plugins": "plugins/action.html#action-plugins",
    "ansible_configuration_settings": "reference_appendices/config.html#ansible-configuration-settings",
    "common_return_values": "reference_appendices/common_return_values.html#common-return-values",
}
# The files that may become pages.
DOCUMENTS = ("*.md", "docs/*.md", "docs/guides/*.md", "docs/router-api/*.md", "docs/docsite/*.md", "roles/*/README.md", "tests/simulator/README.md")
# The forge shows it where the site has an index of its own.
README = "README.md"
PICTURES_OF_REPOSITORY = "pictures"
FENCED = r"^[ ]*(?P<fence>`{3,})[^`\n]*\n.*?^[ ]*(?P=fence)`*[ ]*$"
TOKEN = re.compile(
    rf"(?P<fenced>{FENCED})"
    r"|^[ ]*<!--\s*screenshot:\s*(?P<screenshot>[\w-]+)\s*:\s*(?P<caption>[^>]+?)\s*-->[ ]*$"
    r"|(?P<comment><!--.*?-->)"
    r"|(?P<heading>^\#+[ ][^\n]*$)"
    r"|(?P<text>!?\[(?:[^\[\]`]|`[^`]*`)*\])\((?P<target>[^()\s]+)\)"
    r"|(?P<code>`+[^`]+`+)",
    re.MULTILINE | re.DOTALL,
)


def page_of(path: str) -> str | None:
    """The page that a file of the repository becomes, without its suffix; None if it is none."""
    for pattern, page in PAGES:
        if found := re.fullmatch(pattern, path):
            return page.format(*(part.lower().replace("_", "-") for part in found.groups()))
    return None


def pages_in(repository: Path) -> dict[str, str]:
    """The files of the repository that become pages, with the page of each."""
    names = [path.relative_to(repository).as_posix() for pattern in DOCUMENTS for path in sorted(repository.glob(pattern))]
    return {name: page for name in names if name != README and (page := page_of(name))}


@dataclass(frozen=True)
class Site:
    """What the rewriting of a page needs to know.

    exists tells whether the repository has a file or directory; files is the address of its files, to which a path is appended; references
    are the pages of names in code, such as `peplink_config`; pictures are the files of a screenshot by its name, first light then dark.
    """

    exists: Callable[[str], bool]
    files: str
    references: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def rewrite(text: str, path: str, site: Site) -> tuple[str, list[str]]:
    """The text of the page that a file of the repository becomes, and what is wrong with its links, as `path:line: message`."""
    page = page_of(path)
    assert page is not None, f"{path} becomes no page"
    problems: list[str] = []

    def replace(found: re.Match[str]) -> str:
        if found["screenshot"]:
            if found["screenshot"] in site.pictures:
                return _picture(site.pictures[found["screenshot"]], " ".join(found["caption"].split()))
            problem = f"there is no screenshot {found['screenshot']}; there are: {', '.join(sorted(site.pictures))}"
        elif found["target"]:
            target = _target(found["target"], path, page, site, shown=found["text"].startswith("!"))
            if target is not None:
                return f"{found['text']}({target})"
            problem = f"the link to {found['target']} leads to nothing in the repository"
        else:
            return _code(found[0], page, site) if found["code"] else found[0]
        problems.append(f"{path}:{text.count(chr(10), 0, found.start()) + 1}: {problem}")
        return found[0]

    return TOKEN.sub(replace, text), problems


def contents(index: str) -> str:
    """The tables of contents of the site, for the sidebar: under each heading of the index, the pages that its tables link to, by the text of the link."""
    found = []
    for section in re.split(r"^## ", index, flags=re.MULTILINE)[1:]:
        caption, _, rest = section.partition("\n")
        rows = "\n".join(line for line in rest.splitlines() if line.startswith("|"))
        pages = re.findall(r"\[([^\[\]]+)\]\((?!\w+:)([^()#]+)\.(?:md|rst)\)", rows)
        if pages:
            found.append("\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *(f"{title.strip('`')} <{page}>" for title, page in pages), "```"]))
    return "\n\n".join(found)


def label_of_ansible(label: str) -> str | None:
    """The address of a label of Ansible's own documentation, which is not asked: only labels that the reference uses are known."""
    if found := re.fullmatch(r"ansible_collections\.(\w+)\.(\w+)\.(\w+)", label):
        return f"{ANSIBLE}/collections/{'/'.join(found.groups())}.html"
    page = LABELS.get(label)
    return page and f"{ANSIBLE}/{page}"


def _target(target: str, path: str, page: str, site: Site, *, shown: bool) -> str | None:
    """Where a link leads on the site: to a page, or to the forge; None for nowhere. `site:` leads to a page that is in no file.

    A picture that is shown is among the files that the site has of the repository, see PICTURES_OF_REPOSITORY.
    """
    if target.startswith("site:"):
        return _relative(target.removeprefix("site:"), page)
    if re.match(r"[a-z]+:", target) or target.startswith("#"):
        return target
    name, mark, anchor = target.partition("#")
    meant = posixpath.normpath(posixpath.join(PurePosixPath(path).parent.as_posix(), name))
    if not site.exists(meant):
        return None
    if shown:
        return f"/{PICTURES_OF_REPOSITORY}/{meant}"
    other = page_of(meant)
    return f"{site.files}/{meant}{mark}{anchor}" if other is None else f"{_relative(other, page)}.md{mark}{anchor}"


def _code(span: str, page: str, site: Site) -> str:
    """A span of code, as a link to the page about it, if there is one and this is not it."""
    reference = site.references.get(span.strip("`"))
    return span if reference is None or reference.partition("#")[0].rpartition(".")[0] == page else f"[{span}]({_relative(reference, page)})"


def _relative(other: str, page: str) -> str:
    return posixpath.relpath(other, posixpath.dirname(page) or ".")


def _picture(files: tuple[str, ...], caption: str) -> str:
    """The directives that show one of the files, by the theme of the reader; a single file is for all."""
    shown = [("", files[0])] if len(files) == 1 else list(zip(("only-light", "only-dark"), files, strict=True))
    directives = "\n\n".join(f"```{{image}} /{name}\n:alt: {caption}\n:class: screenshot {kind}\n```" for kind, name in shown)
    return f"{directives}\n\n*{caption}*"

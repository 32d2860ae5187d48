# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Documents become pages of the site: their links, names and screenshots; and the pages that are made from what the collection says."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from docs_site import breaks, check_links, links, pages, reference, release_notes, screenshots

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._intent.options import PLAYBOOKS

REPOSITORY = Path(__file__).resolve().parents[2]

FILES = {"docs/guides/events.md", "docs/guides/pipelines/github.yml", "docs/architecture.svg", "roles/audit/README.md", "roles/audit/tasks"}
FILES |= {"CONTRIBUTING.md", "README.md"}
REFERENCES = {"peplink_gpio": "reference/peplink_gpio_module.rst", "wanfleet.peplink.audit": "playbooks.md#audit"}
PICTURES = {"audit": ("screenshots/audit-light.png", "screenshots/audit-dark.png"), "plan": ("screenshots/plan.svg",)}
SITE = links.Site(FILES.__contains__, "https://forge.example/files", REFERENCES, PICTURES)


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("docs/guides/ten-minutes.md", "guides/ten-minutes"),
        ("docs/coverage.md", "coverage"),
        ("docs/router-api/behaviour.md", "router-api/behaviour"),
        ("roles/audit/README.md", "roles/audit"),
        ("CODE_OF_CONDUCT.md", "code-of-conduct"),
        ("README.md", "index"),
        ("docs/docsite/index.md", "index"),
        ("docs/docsite/README.md", None),
        ("LICENSE", None),
        ("docs/guides/pipelines/github.yml", None),
    ],
)
def test_a_file_becomes_a_page(path: str, page: str | None) -> None:
    assert links.page_of(path) == page


@pytest.mark.parametrize(
    ("text", "path", "rewritten"),
    [
        ("[a](events.md#costs)", "docs/guides/figures.md", "[a](events.md#costs)"),
        ("[a](../../roles/audit/README.md)", "docs/guides/figures.md", "[a](../roles/audit.md)"),
        ("[a](../../docs/guides/events.md)", "roles/audit/README.md", "[a](../guides/events.md)"),
        ("[`a`](tasks)", "roles/audit/README.md", "[`a`](https://forge.example/files/roles/audit/tasks)"),
        ("[a](pipelines/github.yml)", "docs/guides/events.md", "[a](https://forge.example/files/docs/guides/pipelines/github.yml)"),
        ("[a](README.md)", "CONTRIBUTING.md", "[a](index.md)"),
        ("[a](#costs) [b](https://example.org/x.md)", "docs/guides/events.md", "[a](#costs) [b](https://example.org/x.md)"),
        ("[a](site:playbooks.md#audit)", "docs/guides/events.md", "[a](../playbooks.md#audit)"),
        ("![a](../architecture.svg)", "docs/guides/events.md", "![a](/pictures/docs/architecture.svg)"),
        ("`[a](nowhere.md)`", "docs/guides/events.md", "`[a](nowhere.md)`"),
        ("```\n[a](nowhere.md) `peplink_gpio`\n```", "docs/guides/events.md", "```\n[a](nowhere.md) `peplink_gpio`\n```"),
        ("<!-- `peplink_gpio` -->", "docs/guides/events.md", "<!-- `peplink_gpio` -->"),
        ("# Use `peplink_gpio`", "docs/guides/events.md", "# Use `peplink_gpio`"),
        ("Use `peplink_gpio`.", "docs/guides/events.md", "Use [`peplink_gpio`](../reference/peplink_gpio_module.rst)."),
        ("`wanfleet.peplink.audit` `audit`", "docs/coverage.md", "[`wanfleet.peplink.audit`](playbooks.md#audit) `audit`"),
        ("[`peplink_gpio`](events.md)", "docs/guides/figures.md", "[`peplink_gpio`](events.md)"),
    ],
)
def test_links_lead_to_pages_and_to_the_forge(text: str, path: str, rewritten: str) -> None:
    assert links.rewrite(text, path, SITE) == (rewritten, [])


def test_a_link_that_leads_nowhere_is_named_with_its_line() -> None:
    text, problems = links.rewrite("a\n\n[a](nowhere.md) [b](events.md)\n", "docs/guides/figures.md", SITE)
    assert problems == ["docs/guides/figures.md:3: the link to nowhere.md leads to nothing in the repository"]
    assert text == "a\n\n[a](nowhere.md) [b](events.md)\n"


def test_a_screenshot_follows_the_theme_of_the_reader() -> None:
    text, problems = links.rewrite("<!-- screenshot: audit: The report\n  of an audit. -->\n", "docs/guides/events.md", SITE)
    assert problems == []
    assert (
        text.index("audit-light.png")
        < text.index("only-light")
        < text.index("audit-dark.png")
        < text.index("only-dark")
        < text.index("*The report of an audit.*")
    )
    alone, _problems = links.rewrite("<!-- screenshot: plan: A plan. -->", "docs/guides/events.md", SITE)
    assert "only-" not in alone
    assert links.rewrite("<!-- screenshot: pan: A plan. -->", "docs/guides/events.md", SITE)[1] == [
        "docs/guides/events.md:1: there is no screenshot pan; there are: audit, plan"
    ]


def test_the_sidebar_has_the_pages_of_the_tables_of_the_index() -> None:
    links_of_a_row = "[Ten minutes](guides/ten.md), [`plugin`](reference/plugin.rst), [x](https://example.org/y.md)"
    index = f"# Site\n\n[no](row.md)\n\n## Start\n\n| to | read |\n|---|---|\n| try | {links_of_a_row} |\n\n## None\n"
    assert links.contents(index) == "```{toctree}\n:hidden:\n:caption: Start\n\nTen minutes <guides/ten>\nplugin <reference/plugin>\n```"


@pytest.mark.parametrize(
    ("label", "address"),
    [
        ("ansible_collections.ansible.builtin.copy_module", "/collections/ansible/builtin/copy_module.html"),
        ("common_return_values", "/reference_appendices/common_return_values.html#common-return-values"),
        ("comon_return_values", None),
    ],
)
def test_labels_of_ansible_lead_to_its_documentation(label: str, address: str | None) -> None:
    assert links.label_of_ansible(label) == (links.ANSIBLE + address if address else None)


def test_each_page_is_in_the_sidebar_and_no_link_of_a_document_leads_nowhere() -> None:
    found = links.pages_in(REPOSITORY)
    site = links.Site(lambda path: (REPOSITORY / path).exists(), "https://forge.example/files", {}, {picture.name: ("p.png",) for picture in screenshots.SHOWN})
    made = {page: links.rewrite((REPOSITORY / path).read_text(encoding="utf-8"), path, site) for path, page in found.items()}
    assert [problem for _text, problems in made.values() for problem in problems] == []
    assert links.rewrite((REPOSITORY / links.README).read_text(encoding="utf-8"), links.README, site)[1] == []
    listed = set(re.findall(r"<(.+)>$", links.contents(made["index"][0]), re.MULTILINE))
    assert set(found.values()) - {"index"} - listed == set()


PAGE = '<h1 id="costs">Costs</h1><a href="{target}">x</a><img src="{image}">'


@pytest.mark.parametrize(
    ("target", "image", "found"),
    [
        ("b.html#costs", "p.png", []),
        ("#costs", "p.png", []),
        ("https://example.org/x", "p.png", []),
        ("b.html#cost", "p.png", ["a.html: b.html#cost"]),
        ("c.html", "p.png", ["a.html: c.html"]),
        ("b.html", "q.png", ["a.html: q.png"]),
        ("b.html", "https://example.org/p.png", ["a.html: https://example.org/p.png"]),
    ],
)
def test_links_of_the_built_site_are_checked(target: str, image: str, found: list[str]) -> None:
    built = {"a.html": PAGE.format(target=target, image=image), "b.html": PAGE.format(target="a.html", image="p.png")}
    assert check_links.broken(built, {*built, "p.png"}) == found


PLAYBOOK = """---
# SPDX-License-Identifier: GPL-3.0-or-later

# ansible-playbook wanfleet.peplink.toy: play with routers. Only
# reads.
#   toy_hosts      pattern of the routers, by default all
#   toy_serial     sizes,
#                  and more
# The options of the role can be set as well.

- name: Play
  hosts: all
  tasks:
    - name: Play
      ansible.builtin.import_role:
        name: wanfleet.peplink.toy
        tasks_from: begin.yml
"""


def test_the_comment_on_top_of_a_playbook_describes_it() -> None:
    read = pages.read_playbook("toy", PLAYBOOK)
    assert read.purpose == "Play with routers. Only reads."
    assert read.options == {"toy_hosts": "pattern of the routers, by default all", "toy_serial": "sizes, and more"}
    assert read.more == "The options of the role can be set as well."
    assert read.roles == (("toy", "begin"),)
    specs = {"toy": {"argument_specs": {"main": {"options": {"toy_dir": {"description": ["A | directory."], "type": "path", "default": "toy"}}}}}}
    page = pages.playbooks_page([read], specs, " ".join)
    assert "| `toy_serial` | sizes, and more |" in page
    assert "| `toy_dir` | path, `toy` | A \\| directory. |" in page
    # The page says it once for all playbooks.
    assert "The options of the role" not in page
    assert "|  |" not in page


@pytest.mark.parametrize("path", sorted(REPOSITORY.glob("playbooks/*.yml")), ids=lambda path: path.stem)
def test_each_option_of_a_playbook_is_described_on_top_of_it(path: Path) -> None:
    read = pages.read_playbook(path.stem, path.read_text(encoding="utf-8"))
    assert set(read.options) == set(PLAYBOOKS[path.stem])
    assert read.purpose.endswith(".")
    assert all((REPOSITORY / "roles" / role / "meta" / "argument_specs.yml").is_file() for role, _entry in read.roles)


def test_variables_are_those_of_the_connection_options() -> None:
    fragment = yaml.safe_dump({"options": {"port": {"type": "int", "description": ["A port.", "Inventory variable: C(peplink_port). E(PEPLINK_PORT)."]}}})
    assert "| `peplink_port` <br> `PEPLINK_PORT` <br> `port` | int | A port. |" in pages.variables_page(fragment, " ".join)


def test_suboptions_of_the_event_source_have_tables_of_their_own() -> None:
    source = 'DOCUMENTATION = r"""\nshort_description: Tell\ndescription: [All]\noptions:\n  rules:\n    description: [Rules]\n    suboptions:\n'
    source += '      name: {description: [Name], required: true}\n"""\n'
    page = pages.event_source_page(source, "toy", lambda text: text if isinstance(text, str) else " ".join(text))
    assert "# Event source toy\n\nTell.\n\nAll" in page
    assert "### rules\n\n| option | type, default | description |\n| --- | --- | --- |\n| `name` | str, required | Name |" in page


OUTPUT = """
PLAY [Plan] ****

TASK [Check] ***
ok: [van]

TASK [Summarise the plan] ***
ok: [van] =>
    msg:
    - <1> to change

PLAY RECAP ***
van : ok=2
"""


def test_the_terminal_shows_what_a_playbook_says() -> None:
    page = screenshots.terminal("plan", OUTPUT)
    shown = page.partition("<pre>")[2].removesuffix("</pre>")
    assert shown.startswith("$ ansible-playbook -i inventory wanfleet.peplink.plan\n\nTASK [Summarise the plan] ***\nok: [van] =&gt;\n")
    assert "&lt;1&gt; to change" in shown
    assert shown.endswith("PLAY RECAP ***\nvan : ok=2")
    assert "Check" not in shown


@pytest.mark.parametrize("picture", screenshots.SHOWN, ids=lambda picture: picture.name)
def test_without_chromium_a_sentence_says_so(picture: screenshots.Picture) -> None:
    drawn = ElementTree.fromstring(screenshots.placeholder(picture))
    (text,) = drawn.findall("{*}text")
    assert text.text == f"No screenshot: this site was built without Chromium. {picture.report}"


def test_the_page_on_the_site_names_all_screenshots() -> None:
    described = (REPOSITORY / "docs" / "docsite" / "README.md").read_text(encoding="utf-8")
    assert [picture.name for picture in screenshots.SHOWN if f"`{picture.name}`" not in described] == []


PLUGIN = """.. Title

wanfleet.peplink.peplink_toy module -- Play with a router
+++++++++++++++++++++++++++++++++++++++++++++++++++++++++

.. contents::
   :local:
   :depth: 1

Synopsis
--------
"""
INDEX = """
Wanfleet.Peplink
================

.. toctree::
    :hidden:

    peplink_toy_module_module
    toy_filter
"""


def test_titles_of_the_reference_fit_the_sidebar() -> None:
    assert reference.page(PLUGIN) == ".. Title\n\npeplink_toy module\n++++++++++++++++++\n\nPlay with a router.\n\n\nSynopsis\n--------\n"
    assert reference.page(INDEX).splitlines()[1:3] == ["Reference", "========="]
    assert reference.page(INDEX).endswith("    peplink_toy_module <peplink_toy_module_module>\n    toy_filter\n")


@pytest.mark.parametrize(
    ("html", "broken"),
    [
        ('<code class="a_long_class_of_it">allow_no_connected_wan</code>', '<code class="a_long_class_of_it">allow_<wbr>no_<wbr>connected_<wbr>wan</code>'),
        ("<td>method.type=static_ip</td>", "<td>method.<wbr>type=<wbr>static_<wbr>ip</td>"),
        ("host_vars/&lt;host&gt;/a.yml", "host_<wbr>vars/<wbr>&lt;host&gt;/<wbr>a.<wbr>yml"),
        ("<p>Firmware 8.5.2, wan_id.</p>", "<p>Firmware 8.5.2, wan_id.</p>"),
        ("<pre>allow_no_<b>x</b>connected_wan</pre>", "<pre>allow_no_<b>x</b>connected_wan</pre>"),
    ],
)
def test_long_names_break_between_their_words(html: str, broken: str) -> None:
    assert breaks.breakable(html) == broken


CONFIG = {"prelude_section_name": "release_summary", "sections": [["major_changes", "Major Changes"], ["bugfixes", "Bugfixes"]]}


@pytest.mark.parametrize(
    ("changelog", "fragments", "page"),
    [
        ("# Notes\n\nNothing.\n", [], "# Notes\n\nNothing.\n"),
        (
            "# Notes\n\nNothing.\n",
            [{"bugfixes": ["b\n  c"], "trivial": ["t"]}, {"bugfixes": ["a"], "release_summary": "First.\n"}],
            "# Notes\n\nNothing.\n\n## Next release\n\nFirst.\n\n### Bugfixes\n\n* a\n* b c\n\n",
        ),
        (
            '# Notes\n\n<a id="v1"></a>\n## v1\n',
            [{"major_changes": ["a"]}],
            '# Notes\n\n## Next release\n\n### Major Changes\n\n* a\n\n<a id="v1"></a>\n## v1\n',
        ),
    ],
)
def test_release_notes_begin_with_what_the_next_release_brings(changelog: str, fragments: list[dict[str, object]], page: str) -> None:
    assert release_notes.with_next_release(changelog, CONFIG, fragments) == page


def test_colours_of_the_site_are_those_of_the_theme() -> None:
    """The theme has each colour for light and for dark; another one could not be read in one of them."""
    style = (REPOSITORY / "docs" / "docsite" / "_static" / "site.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"(--antsibull-[\w-]+|background|color):\s*([^;]+);", style))
    assert len(colours) > 20
    assert {name: value for name, value in colours.items() if not re.fullmatch(r"var\(--(color|antsibull)-[\w-]+\)|transparent|inherit", value)} == {}

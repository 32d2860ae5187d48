# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of Sphinx for the site; tools/docs_site makes the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from docs_site.breaks import breakable
from docs_site.links import label_of_ansible
from docutils import nodes

HERE = Path(__file__).resolve().parent

addresses = yaml.safe_load((HERE / "addresses.yml").read_text(encoding="utf-8"))
galaxy = yaml.safe_load((HERE.parents[1] / "galaxy.yml").read_text(encoding="utf-8"))

project = "wanfleet.peplink"
copyright = "wanfleet.peplink contributors"
version = release = galaxy["version"]
language = "en"

extensions = ["myst_parser", "sphinx_antsibull_ext"]
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}
root_doc = "index"
nitpicky = True
# What other collections and Ansible itself have is not on this site.
nitpick_ignore_regex = [("ansplugin|ansopt|ansretval|envvar|py:.*", ".*")]

myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "attrs_block"]
# Blocks are shown as they are: the languages of guides are also those of files with templates in them.
highlight_language = "none"
suppress_warnings = ["misc.highlighting_failure"]
pygments_style = "default"
pygments_dark_style = "github-dark"

html_theme = "furo"
html_title = f"wanfleet.peplink {version}"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"source_view_link": "", "top_of_page_buttons": [], "navigation_with_keys": True}


def refer_to_ansible(_app: Any, _env: Any, node: Any, shown: nodes.Element) -> nodes.Element | None:
    """Link a label of Ansible's documentation, without asking its server for an inventory."""
    address = label_of_ansible(node["reftarget"]) if node["reftype"] == "ref" else None
    return nodes.reference("", "", shown, refuri=address, internal=False) if address else None


def break_names(_app: Any, _page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Let the text of a page and of its sidebars break in long names."""
    context.update({part: breakable(context[part]) for part in ("body", "toc", "furo_navigation_tree") if part in context})


def setup(app: Any) -> None:
    app.connect("missing-reference", refer_to_ansible)
    # After the theme has made its sidebar.
    app.connect("html-page-context", break_names, priority=900)

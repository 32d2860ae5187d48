# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pages as text: no value becomes markup, nothing but the page's own style and script may run, colours are distinguishable."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import document
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.snapshot import with_figures
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.plan_document import plan
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report import fleet_page, plan_page, rollout_page
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.audit import audit
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.audit_page import page
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.page import TEMPLATES
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout import Course, Findings, rollout
from ansible_collections.wanfleet.peplink.tests.unit.plugins.plugin_utils.audit_samples import DEVICE, TIME, compared, failed, fleet

STYLE = (TEMPLATES / "page.css").read_text(encoding="utf-8")
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</style></title><svg onload=alert(1)>",
    "<!--",
    "&lt;b&gt;",
    "{{ 7*7 }}",
    "{% raw %}",
    "\u202etxt.exe\u2066",
    "\x00\x07\x1b[31m\n",
    "\ud800",
    "javascript:alert(1)",
]


class Markup(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_data(self, data: str) -> None:
        self.text += data


def results_saying(word: str) -> dict[str, Any]:
    """Results in which everything that can come from outside is this word."""
    drift = [{"item": word, "option": word, "before": word, "after": {word: [word]}}, {"item": word, "option": None, "before": None, "after": word}]
    result = compared(**{word: {"different": drift}, "wan_priorities": {}})
    result["comparison"][word]["unknown"] = [{"item": word, "option": word, "remembered": known, "written": not known} for known in (True, False)]
    result["device"] = {"host": word, "port": 443, "firmware": word}
    refused = failed(word) | {"msg": word}
    return {word: result, f"{word}2": refused, f"{word}3": result | refused | {"comparison": result["comparison"]}}


def audit_saying(word: str) -> str:
    return page(audit(results_saying(word), word), word)


def rollout_saying(word: str) -> str:
    results = results_saying(word)
    results[word]["comparison"] |= {f"{word}2": {"supported": False, "different": [], "unknown": []}}
    return rollout_page.page(rollout(Findings(results), Course(time=word, canaries=[word])), word)


def plan_saying(word: str) -> str:
    verdicts = {name: {"status": "drifted", **result} for name, result in results_saying(word).items()}
    return plan_page.page(plan(verdicts, word), word)


def fleet_saying(word: str) -> str:
    wans = [{"id": 1, "name": word, "connected": False, "message": word}, {"id": 2, "name": word, "connected": True}]
    detail = {"id": 2, "carrier": {"name": word}, "mobile_type": word, "bands": [{"name": word, "signal": {"rsrp": -130}}]}
    uses = [{"id": 2, "sims": [{"id": 1, "usage_mb": 95, "limit_mb": 100}]}]
    facts = {"wan": wans, "cellular": [detail], "allowance": uses, "vpn": {"peers": [{"name": word, "connected": False}]}, "unsupported": [word]}
    reading = {"status": "read", "facts": facts, "device": {"host": word, "port": 443, "firmware": word}, "warnings": [word]}
    refused = {"status": "failed", "error": word, "msg": word, "device": {"host": word, "port": 443}}
    figures = document({word: reading, f"{word}2": refused}, TIME)
    today = with_figures(None, figures)
    gone = [{**period, "wans": {}} for period in today["routers"][word]]
    yesterday = {**today, "date": "2026-11-24", "routers": {word: gone}}
    return fleet_page.page(figures, [yesterday, today], {word: word}, word)


PAGES = pytest.mark.parametrize("saying", [audit_saying, rollout_saying, plan_saying, fleet_saying])


@PAGES
@pytest.mark.parametrize("word", HOSTILE)
def test_no_value_becomes_markup(saying: Callable[[str], str], word: str) -> None:
    harmless, hostile = Markup(saying("word")), Markup(saying(word))
    assert hostile.tags == harmless.tags
    assert hostile.attributes == harmless.attributes


@PAGES
@pytest.mark.parametrize("word", HOSTILE)
def test_every_value_can_be_read(saying: Callable[[str], str], word: str) -> None:
    seen = Markup(saying(word)).text
    assert all(char.isprintable() or char == "\n" for char in seen)
    readable = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in word)
    assert seen.count(readable) >= 10


@PAGES
def test_only_its_own_style_and_script_may_run(saying: Callable[[str], str]) -> None:
    text = saying("word")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert rules[directive] == f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
    assert not re.search(r"https?:|@import|url\(|\bon[a-z]+=|style=", text)


def test_the_same_audit_gives_the_same_page() -> None:
    assert page(audit(fleet(30), TIME), "Fleet") == page(audit(fleet(30), TIME), "Fleet")


def test_empty_and_compliant_fleets_have_a_page_too() -> None:
    assert "0</strong> of 0 routers in step" in page(audit({}, TIME), "Fleet")
    perfect = page(audit({"van": compared(wan_priorities={})}, TIME), "Fleet")
    assert "1</strong> of 1 router in step</p>" in perfect
    assert 'class="details' not in perfect


def test_shows_differences_and_unknown_values() -> None:
    sections = {
        "wan_priorities": {"different": [{"item": "WAN 1", "option": "name", "before": "", "after": None}]},
        "ports": {"supported": False},
        "gpios": {"unknown": [True, False]},
    }
    seen = " ".join(Markup(page(audit({"van": compared(**sections)}, TIME), "Fleet")).text.split())
    assert 'WAN 1 nameis ""wanted not set' in seen
    assert "Ports: the router does not have this section." in seen
    assert "GPIO, not shown by the router, and not written from here: WAN 2 hidden.1." in seen
    assert "GPIO, not shown by the router, last written from here: WAN 2 hidden.0." in seen
    assert "192.0.2.1" in seen
    assert DEVICE["firmware"] in seen


SCHEMES = ("light", "dark", "print")


def colours_of(scheme: str) -> dict[str, str]:
    """The colours by name: light, and what the dark scheme and print make of them."""
    blocks = [dict(re.findall(r"--([a-z_-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)]
    return blocks[0] | dict(zip(SCHEMES, blocks, strict=True))[scheme]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_marks_meet_wcag_aa_contrast(scheme: str) -> None:
    colours = colours_of(scheme)
    texts = [(name.removeprefix("on-"), name) for name in colours if name.startswith("on-")]
    texts += [(ground, "quiet") for ground in ("page", "card", "hover")]
    texts += [("card", "on-in_step"), ("page", "on-card")]  # a tick without a ground, a field beside its label
    marks = [name for name in colours if name.startswith("bar-") or name in ("focus", "edge", "plain")]
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in texts}
    assert len(texts) > 10
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in itertools.product(("page", "card"), marks)}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 3} == {}

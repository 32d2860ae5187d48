# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pages of audit, rollout and figures in a real browser: Chromium without a window, as Debian packages it (chromium, chromium-driver)."""

from __future__ import annotations

import base64
import itertools
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from ansible_collections.wanfleet.peplink.plugins.filter.figures_html import figures_html
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import document
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.audit import audit
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.audit_page import page
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout import Course, Findings, rollout
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout_page import page as rollout_page
from ansible_collections.wanfleet.peplink.tests.unit.plugins.plugin_utils import figures_samples
from ansible_collections.wanfleet.peplink.tests.unit.plugins.plugin_utils.audit_samples import DEVICE, TIME, compared, fleet

CHROMIUM, DRIVER = (shutil.which(name) for name in ("chromium", "chromedriver"))
WITHOUT = "no Chromium is installed: the page was not tried in a browser (Debian: apt-get install chromium chromium-driver)"
pytestmark = [pytest.mark.thorough, pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=WITHOUT)]

# No window, no profile of anybody's, and nothing that the browser asks of the network by itself.
SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]
HOSTILE = "<script>document.title='taken'</script>\u202e"
MOST_LAYOUTS = 25  # for any number of routers: opening, filtering and sorting take about ten

# For each text that is shown, its contrast with what is behind it, if that is less than WCAG AA asks for.
FAINT = """
const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const behind = (element) => {
  for (; element; element = element.parentElement) {
    const colour = parse(getComputedStyle(element).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
  return [255, 255, 255];
};
const faint = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || ["SCRIPT", "STYLE"].includes(element.tagName)) continue;
  const [dark, light] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => a - b);
  const ratio = (light + 0.05) / (dark + 0.05);
  if (ratio < 4.5) faint.push(`${walker.currentNode.textContent.trim()} ${ratio.toFixed(2)}`);
}
return faint;
"""


class Browser:
    """A page in Chromium, as a reader with a keyboard uses it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        driver.execute_cdp_cmd("Performance.enable", {})

    def open(self, path: Path, *, width: int = 1280, scheme: str = "light", scripts: bool = True) -> None:
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 700}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        self.driver.get(path.as_uri())

    def all(self, selector: str) -> list[WebElement]:
        return list(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def one(self, selector: str) -> WebElement:
        (found,) = self.all(selector)
        return found

    def shown(self) -> list[str]:
        """The routers that are shown, in order."""
        script = "return [...document.querySelectorAll('tbody')].filter(body => body.checkVisibility()).map(body => body.dataset.name)"
        return list(self.driver.execute_script(script))

    def layouts(self) -> int:
        """How often the page was laid out so far. A script that asks for sizes while it changes the page needs one for each router."""
        return int({entry["name"]: entry["value"] for entry in self.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]}["LayoutCount"])

    def tab_to(self, selector: str) -> WebElement:
        """Move the focus by the tab key alone."""
        wanted = self.one(selector)
        for _step in range(200):
            focused = self.driver.switch_to.active_element
            if focused == wanted:
                return wanted
            focused.send_keys(Keys.TAB)
        raise AssertionError(f"{selector} cannot be reached by the tab key")

    def complaints(self) -> list[Any]:
        return [entry for entry in self.driver.get_log("browser") if entry["level"] != "INFO"]

    def requested(self) -> set[str]:
        """The requests since the last call."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    yield Browser(driver)
    driver.quit()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of twenty routers and one with a hostile name and long values."""
    long = {"item": f"WAN 1 ({HOSTILE})", "option": "health_check." + "x" * 200, "before": "y" * 500, "after": {"list": ["z" * 100] * 5}}
    routers = fleet(20) | {HOSTILE: compared(wan_priorities={"different": [long]}, ports={}, gpios={}, mesh_profiles={}, wan_connections={})}
    routers[HOSTILE]["device"] = DEVICE | {"firmware": "f" * 80, "host": "h" * 60}
    return _written(tmp_path_factory, routers)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two hundred routers."""
    return _written(tmp_path_factory, fleet(200))


def _written(factory: pytest.TempPathFactory, routers: Any) -> Path:
    path = factory.mktemp("page") / "audit.html"
    path.write_text(page(audit(routers, TIME), "Fleet audit"), encoding="utf-8")
    return path


def test_runs_without_errors_and_loads_nothing(browser: Browser, small: Path) -> None:
    browser.driver.get("about:blank")
    browser.requested()
    browser.open(small)
    assert browser.shown()[:4] == ["router-3", HOSTILE, "router-13", "router-7"]
    assert browser.complaints() == []
    assert browser.driver.title == "Fleet audit, 2026-11-25 02:00 UTC"
    assert browser.requested() <= {small.as_uri(), "data:,"}


def test_a_script_that_is_not_its_own_does_not_run(browser: Browser, small: Path) -> None:
    tampered = small.with_name("tampered.html")
    tampered.write_text(small.read_text(encoding="utf-8").replace("<main>", "<main><script>document.title = 'taken'</script>"), encoding="utf-8")
    browser.open(tampered)
    assert browser.driver.title.startswith("Fleet audit")
    assert any("Content Security Policy" in entry["message"] for entry in browser.complaints())


def test_filters_and_sorts_by_keyboard_alone(browser: Browser, small: Path) -> None:
    browser.open(small)
    everybody = browser.shown()
    browser.tab_to(".legend [data-value=drifted]").send_keys(Keys.ENTER)
    assert set(browser.shown()) == {"router-3", "router-13", HOSTILE}
    browser.tab_to("#text").send_keys("router-1")
    assert browser.shown() == ["router-13"]
    assert browser.one(".shown").text == "1 of 21 shown"
    browser.tab_to("#text").send_keys("no such thing")
    assert browser.shown() == []
    browser.tab_to(".clear").send_keys(Keys.SPACE)
    assert browser.shown() == everybody
    browser.tab_to("[data-sort=name] button").send_keys(Keys.ENTER)
    ascending = browser.shown()
    assert ascending[1:4] == ["router-0", "router-1", "router-2"]
    browser.tab_to("[data-sort=name] button").send_keys(Keys.ENTER)
    assert browser.shown() == ascending[::-1]
    assert browser.one("[data-sort=name]").get_attribute("aria-sort") == "descending"
    browser.tab_to("#sort").send_keys("most")
    assert browser.shown()[:3] == ["router-3", HOSTILE, "router-13"]
    browser.tab_to("#section").send_keys("Meshes")
    browser.tab_to("#status").send_keys("unsupported")
    assert browser.shown() == ["router-5", "router-15"]


def test_the_page_of_a_rollout_filters_and_sorts_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "rollout.html"
    results = fleet(20) | {HOSTILE: {"failed": True, "error": "refused", "msg": HOSTILE}}
    path.write_text(rollout_page(rollout(Findings(results), Course(time=TIME, canaries=[HOSTILE])), "Ferries"), encoding="utf-8")
    browser.open(path)
    everybody = browser.shown()
    assert browser.driver.title == "Ferries, 2026-11-25 02:00 UTC"
    assert (everybody[:2], len(everybody)) == ([HOSTILE, "router-7"], 21)
    browser.tab_to(".legend [data-value=offline]").send_keys(Keys.ENTER)
    assert browser.shown() == ["router-7"]
    browser.tab_to(".legend [data-value=offline]").send_keys(Keys.ENTER)
    browser.tab_to(".panel li:first-child [data-filter=setting]").send_keys(Keys.ENTER)
    assert browser.shown() == ["router-3", "router-13"]
    browser.tab_to("#text").send_keys("router-13")
    assert browser.shown() == ["router-13"]
    toggle = browser.tab_to("[data-name=router-13] .toggle")
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.send_keys(Keys.ENTER)
    assert "WAN 1 priority" in browser.one("[data-name=router-13] .details").text
    for width, scheme in itertools.product((1280, 390, 360), ("light", "dark")):
        browser.open(path, width=width, scheme=scheme)
        assert browser.driver.execute_script(FAINT) == []
        assert browser.driver.execute_script("return document.documentElement.scrollWidth") <= width
        assert browser.one("[data-name=router-13] .name").rect["height"] < 40  # one line, not one letter per line
    assert browser.complaints() == []


def test_details_open_by_keyboard(browser: Browser, big: Path) -> None:
    browser.open(big)
    row = "[data-name=router-3]"
    browser.tab_to("#text").send_keys("router-3 crew")
    toggle = browser.tab_to(f"{row} .toggle")
    assert (toggle.get_attribute("aria-expanded"), browser.one(f"{row} .details").is_displayed()) == ("false", False)
    toggle.send_keys(Keys.ENTER)
    assert (toggle.get_attribute("aria-expanded"), browser.one(f"{row} .details").is_displayed()) == ("true", True)
    assert "SSID profile 1 (Crew) vlan" in browser.one(f"{row} .details").text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_meets_wcag_aa_contrast(browser: Browser, small: Path, scheme: str) -> None:
    for width in (1280, 360):
        browser.open(small, width=width, scheme=scheme)
        browser.one("#all").click()
        assert browser.driver.execute_script(FAINT) == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, small: Path, width: int) -> None:
    browser.open(small, width=width)
    browser.one("#all").click()
    assert browser.driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_can_be_read_without_scripts(browser: Browser, small: Path) -> None:
    browser.open(small, scripts=False)
    try:
        assert not browser.one(".tools").is_displayed()
        assert len(browser.all("tbody")) == 21
        assert all(details.is_displayed() for details in browser.all(".details"))
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_print_shows_the_drift_and_no_controls(browser: Browser, big: Path) -> None:
    browser.open(big, scheme="dark")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not browser.one(".tools").is_displayed()
    assert all(details.is_displayed() for details in browser.all("[data-status=drifted] .details"))
    assert browser.driver.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


# A link is the only thing in a printed document that can be counted without a reader of its format.
MARK_THE_HEADS = """
for (const head of document.querySelectorAll("thead th")) {
  const link = document.createElement("a");
  link.href = "https://head.example/";
  link.textContent = "\u25aa";
  head.append(link);
}
const style = new CSSStyleSheet();
style.replaceSync(arguments[0]);
document.adoptedStyleSheets = [style];
return document.querySelectorAll("thead th").length;
"""


def links_by_page(document: bytes) -> list[int]:
    """How many places of each page of a PDF are links. Chromium writes a link once for each page that repeats it, on every page."""
    objects = dict(re.findall(rb"^(\d+) 0 obj\n(.*?)endobj", document, re.MULTILINE | re.DOTALL))
    pages = [content for content in objects.values() if re.search(rb"/Type /Page\b", content)]
    links = [re.search(rb"/Annots \[(.*?)\]", content, re.DOTALL) for content in pages]
    return [len({re.findall(rb"/Rect \[.*?\]", objects[link])[0] for link in re.findall(rb"(\d+) 0 R", found[1])}) if found else 0 for found in links]


@pytest.mark.parametrize(
    ("spoiled_by", "seen_on"),
    [("", "each page"), ("thead th { visibility: hidden }", "no page"), ("table, thead, tbody, tr { display: block }", "one page")],
    ids=["as it is", "hidden heads", "no table"],
)
def test_each_printed_page_has_the_heads_of_its_columns(browser: Browser, tmp_path: Path, spoiled_by: str, seen_on: str) -> None:
    path = tmp_path / "audit.html"
    path.write_text(page(audit(fleet(60), TIME), "Fleet audit"), encoding="utf-8")
    browser.open(path)
    heads = browser.driver.execute_script(MARK_THE_HEADS, spoiled_by)
    printed = base64.b64decode(browser.driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    seen = links_by_page(printed)
    assert len(seen) > 2
    assert seen == {"each page": [heads] * len(seen), "one page": [heads] + [0] * (len(seen) - 1), "no page": [0] * len(seen)}[seen_on]


def test_many_routers_are_not_laid_out_one_by_one(browser: Browser, big: Path) -> None:
    browser.open(big)
    assert len(browser.shown()) == 200
    browser.one(".legend [data-value=drifted]").click()
    assert len(browser.shown()) == 20
    browser.one("[data-sort=firmware] button").click()
    assert browser.shown()[0] == "router-3"
    assert 0 < browser.layouts() < MOST_LAYOUTS


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of forty routers with the lines of two weeks, and one with a hostile name and long values."""
    wans = [figures_samples.wan(1, HOSTILE + "w" * 60, connected=False, message="m" * 200), figures_samples.wan(2, "Cellular")]
    long = figures_samples.read(wan=wans, cellular=[figures_samples.cellular(2, carrier={"name": "c" * 60})])
    long |= {"device": {"host": "h" * 60, "port": 443, "firmware": "f" * 80}, "warnings": ["e" * 300]}
    path = tmp_path_factory.mktemp("figures") / "fleet.html"
    readings = figures_samples.fleet(40) | {HOSTILE: long}
    path.write_text(figures_html(document(readings, figures_samples.TIME), "Ferries", figures_samples.past(40, 14)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def many_figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two hundred routers with the lines of a month."""
    path = tmp_path_factory.mktemp("figures") / "fleet.html"
    figures = document(figures_samples.fleet(200), figures_samples.TIME)
    path.write_text(figures_html(figures, "Ferries", figures_samples.past(200, 30)), encoding="utf-8")
    return path


def test_the_page_of_figures_runs_without_errors_and_loads_nothing(browser: Browser, figures: Path) -> None:
    browser.driver.get("about:blank")
    browser.requested()
    browser.open(figures)
    assert browser.shown()[:4] == ["router-3", "router-19", "router-13", HOSTILE]
    assert browser.complaints() == []
    assert browser.driver.title == "Ferries, 2026-11-25 02:00 UTC"
    assert browser.requested() <= {figures.as_uri(), "data:,"}


def test_the_page_of_figures_filters_and_sorts_by_keyboard_alone(browser: Browser, figures: Path) -> None:
    browser.open(figures)
    everybody = browser.shown()
    browser.tab_to(".legend [data-value=watch]").send_keys(Keys.ENTER)
    assert browser.shown() == ["router-5", "router-9", "router-11"]
    browser.tab_to("#trouble").send_keys("roam")
    assert browser.shown() == ["router-11"]
    browser.tab_to("#carrier").send_keys("Northnet")
    assert browser.shown() == []
    browser.tab_to(".clear").send_keys(Keys.SPACE)
    assert browser.shown() == everybody
    carrier = browser.tab_to(".panel:nth-child(2) li:first-child [data-filter=carrier]")
    carrier.send_keys(Keys.ENTER)
    assert browser.one("#carrier").get_attribute("value") == f"carrier {carrier.text.splitlines()[0]}" == "carrier Northnet"
    assert set(browser.shown()) == {f"router-{number}" for number in range(0, 40, 3) if number != 3}
    carrier.send_keys(Keys.ENTER)
    assert browser.shown() == everybody
    browser.tab_to("#text").send_keys("no cable")
    assert browser.shown() == ["router-13", "router-7"]
    browser.tab_to("[data-sort=name] button").send_keys(Keys.ENTER)
    assert browser.shown() == ["router-7", "router-13"]
    toggle = browser.tab_to("[data-name=router-7] .toggle")
    toggle.send_keys(Keys.ENTER)
    assert "SIM 1 (active): 1.1 GB of 10 GB" in browser.one("[data-name=router-7] .details").text


@pytest.mark.parametrize(("width", "scheme"), list(itertools.product((1280, 768, 390, 360), ("light", "dark"))))
def test_the_page_of_figures_can_be_read_on_any_screen(browser: Browser, figures: Path, width: int, scheme: str) -> None:
    browser.open(figures, width=width, scheme=scheme)
    browser.one("#all").click()
    assert browser.driver.execute_script(FAINT) == []
    assert browser.driver.execute_script("return document.documentElement.scrollWidth") <= width
    # Nothing sticks out of its card, and no word is broken into letters.
    outside = """
    const right = document.querySelector("table").getBoundingClientRect().right;
    return [...document.querySelectorAll("tbody *")].filter((part) => part.checkVisibility() && !part.closest(".apart") &&
      part.getBoundingClientRect().right > right + 1).map((part) => part.outerHTML.slice(0, 80));
    """
    assert browser.driver.execute_script(outside) == []
    assert browser.one("[data-name=router-7] .wans li:nth-child(2) .wan").rect["height"] < 64


def test_the_page_of_figures_can_be_read_without_scripts_and_printed(browser: Browser, figures: Path) -> None:
    browser.open(figures, scripts=False)
    try:
        assert not browser.one(".tools").is_displayed()
        assert len(browser.all("tbody")) == 41
        assert all(details.is_displayed() for details in browser.all(".details"))
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.open(figures, scheme="dark")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not browser.one(".tools").is_displayed()
    assert browser.driver.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.driver.execute_script(FAINT) == []
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_every_line_and_mark_says_in_words_what_it_shows(browser: Browser, figures: Path) -> None:
    browser.open(figures)
    assert all(re.search(" [0-9]+ days$", line.get_attribute("aria-label") or "") for line in browser.all("[data-name=router-7] .spark"))
    assert [mark.text for mark in browser.all("[data-name=router-7] .wans .badge")] == ["\u2715\ndown", "\u2713\nconnected", "\u2016\nstandby"]


def test_the_figures_of_many_routers_are_not_laid_out_one_by_one(browser: Browser, many_figures: Path) -> None:
    browser.open(many_figures)
    assert len(browser.shown()) == 200
    browser.one(".legend [data-value=degraded]").click()
    assert len(browser.shown()) == 10
    browser.one("[data-sort=name] button").click()
    assert browser.shown()[:2] == ["router-7", "router-17"]
    assert 0 < browser.layouts() < MOST_LAYOUTS

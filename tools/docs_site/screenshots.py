# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Take the screenshots of the site: the reports of playbooks that run on the simulated routers of the demo, in Chromium without a window.

Writes NAME-light.png and NAME-dark.png to build/docs/screenshots; without Chromium, NAME.svg with a sentence.
"""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peplink_simulator import Fleet
from peplink_simulator.fleet_files import read_fleet_file, write_files

REPOSITORY = Path(__file__).resolve().parents[2]
WORK = REPOSITORY / "build" / "docs" / "reports"
PICTURES = REPOSITORY / "build" / "docs" / "screenshots"
DESKTOP, PHONE = (1280, 800), (390, 780)
# No window, no profile of anybody's, and nothing that the browser asks of the network by itself.
SWITCHES = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
SWITCHES += ("--no-first-run", "--disable-dev-shm-usage", "--hide-scrollbars")


@dataclass(frozen=True)
class Picture:
    """A screenshot: the report that it shows, and the size of the window."""

    name: str
    report: str
    size: tuple[int, int] = DESKTOP


SHOWN = (
    Picture("terminal", "terminal.html", (1000, 840)),
    Picture("plan", "plan/plan.html"),
    Picture("rollout", "rollout/rollout.html"),
    Picture("audit", "audit/audit.html"),
    Picture("audit-phone", "audit/audit.html", PHONE),
    Picture("fleet", "figures/fleet.html"),
    Picture("probe", "probe/van-1/report.html"),
)


def main() -> int:
    """Make the reports, and take the pictures. With --keep, those that are there stay."""
    if "--keep" in sys.argv[1:] and any(PICTURES.glob("*.*")):
        return 0
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        print("No Chromium is installed: sentences stand in for the screenshots (Debian: apt-get install chromium chromium-driver).")
        for picture in SHOWN:
            (PICTURES / f"{picture.name}.svg").write_text(placeholder(picture), encoding="utf-8")
        return 0
    make_reports()
    with browser(chromium, driver) as window:
        for picture in SHOWN:
            for scheme in ("light", "dark"):
                take(window, picture, scheme)
    return 0


def make_reports() -> None:
    """Run the playbooks on the routers of the demo. One van drifts, one depot goes dark."""
    shutil.rmtree(WORK, ignore_errors=True)
    for name in ("fleet", "home"):
        (WORK / name).mkdir(parents=True)
    with Fleet.start(read_fleet_file(REPOSITORY / "demo" / "fleet.yml"), directory=WORK / "fleet", control=True) as fleet:
        write_files(fleet, WORK / "fleet")
        (WORK / "terminal.html").write_text(terminal("plan", play("plan").replace(f"{WORK}/", "")), encoding="utf-8")
        play("rollout", "-e", "rollout_plan=plan/plan.json", "-e", '{"rollout_serial": [5, 100]}')
        fleet.device("van-5").set_running("wan", 1, {"physical": {"mtu": 1300}})
        fleet.device("van-2").set_running("wan", 1, {"physical": {"mtu": 1300}})
        fleet.device("van-3").set_wan_status(1, statusLed="red", message="Disconnected", ip=None)
        fleet.device("depot-4").go_dark(3600, silent=False)
        play("audit", "-e", "audit_max_unreachable=100%")
        play("figures")
        play("probe", "--limit", "van-1")


def play(name: str, *arguments: str) -> str:
    """Run a playbook of the collection and return its output. Ends the build if it fails for another reason than a router that is away."""
    inventory = ("-i", str(WORK / "fleet" / "inventory.yml"), "-i", str(REPOSITORY / "demo" / "groups.yml"))
    known = {name: value for name, value in os.environ.items() if not name.startswith("PEPLINK_") and not name.lower().endswith("_proxy")}
    known |= {"HOME": str(WORK / "home"), "ANSIBLE_HOME": str(WORK / "home" / ".ansible"), "ANSIBLE_NOCOLOR": "1", "ANSIBLE_CALLBACK_RESULT_FORMAT": "yaml"}
    command = ["ansible-playbook", *inventory, f"wanfleet.peplink.{name}", *arguments]
    done = subprocess.run(command, cwd=WORK, env=known, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode not in (0, 4):
        sys.exit(f"The playbook {name} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def terminal(playbook: str, output: str) -> str:
    """A page that looks like a terminal in which a playbook has run: what it says of itself, without tasks that say nothing."""
    said = [part for part in output.strip().split("\n\n") if '"msg"' in part or "msg:" in part or part.startswith("PLAY RECAP")]
    lines = "\n\n".join([f"$ ansible-playbook -i inventory wanfleet.peplink.{playbook}", *said])
    style = "body{margin:0;padding:1.5rem;font:15px/1.5 'DejaVu Sans Mono',monospace;background:#fff;color:#222}pre{margin:0;white-space:pre-wrap}"
    dark = "@media(prefers-color-scheme:dark){body{background:#16191d;color:#d8dde3}}"
    return f"<!doctype html><meta charset=utf-8><title>{playbook}</title><style>{style}{dark}</style><pre>{html.escape(lines)}</pre>"


def placeholder(picture: Picture) -> str:
    """A picture that says that there is none."""
    width, height = picture.size[0], 120
    text = f"No screenshot: this site was built without Chromium. {picture.report}"
    shown = f'<text x="50%" y="50%" text-anchor="middle" font-family="sans-serif" font-size="20" fill="#777">{html.escape(text)}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><rect width="100%" height="100%" fill="#7772"/>{shown}</svg>\n'


@contextmanager
def browser(chromium: str, driver: str) -> Iterator[Any]:
    """Chromium without a window, with a profile that is thrown away."""
    from selenium import webdriver

    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        for switch in (*SWITCHES, f"--user-data-dir={profile}"):
            options.add_argument(switch)
        window = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
        try:
            yield window
        finally:
            window.quit()


def take(window: Any, picture: Picture, scheme: str) -> None:
    """Take one picture of the top of a report."""
    width, height = picture.size
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    window.get((WORK / picture.report).as_uri())
    if not window.save_screenshot(str(PICTURES / f"{picture.name}-{scheme}.png")):
        sys.exit(f"Chromium could not save a picture of {picture.report}")


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""docs/coverage.md lists every operation of the API with existing modules and tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
ROW = re.compile(r"\| `(GET|POST) ([A-Za-z.]+)` \| (.+) \| `(.+)` \|")
ROWS = [match.groups() for match in map(ROW.fullmatch, (ROOT / "docs" / "coverage.md").read_text().splitlines()) if match]
CODE = "".join(path.read_text() for path in (ROOT / "plugins" / "module_utils").rglob("*.py"))


def test_each_operation_is_listed_once() -> None:
    text = (ROOT / "docs" / "router-api" / "openapi.yaml").read_text()
    paths = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["paths"]
    operations = [(method.upper(), path.removeprefix("/api/")) for path, methods in paths.items() for method in methods]
    assert sorted((method, function) for method, function, _module, _test in ROWS) == sorted(operations)


@pytest.mark.parametrize(("method", "function", "module", "test"), ROWS, ids=lambda part: part)
def test_the_module_and_the_test_are_there(method: str, function: str, module: str, test: str) -> None:
    if module.startswith("`"):
        assert (ROOT / "plugins" / "modules" / f"{module.strip('`')}.py").is_file()
    if module != "`peplink_api`":
        assert f'"{function}"' in CODE
    text = (ROOT / test).read_text()
    name = module.strip("`")
    assert any(named in text for named in (function, name, f'"{name.removeprefix("peplink_")}"'))

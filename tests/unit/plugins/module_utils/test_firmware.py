# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The table of firmware versions says what the description of the API says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.firmware import RELEASES, since, unlisted_since, version

OPENAPI = Path(__file__).resolve().parents[4] / "docs" / "router-api" / "openapi.yaml"
PATHS = yaml.load(OPENAPI.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["paths"]
DESCRIBED = {(method.upper(), path.removeprefix("/api/")): operation for path, methods in PATHS.items() for method, operation in methods.items()}

# The description gives the firmware of the form in use; older ones had the operation in another form.
OLDER_FORM = {("POST", "cmd.wan.cellular"): "8.0.0"}


def test_releases_stand_in_their_order_and_each_operation_once() -> None:
    assert [release.version for release in RELEASES] == sorted({release.version for release in RELEASES}, key=version)
    for operations in ([o for release in RELEASES for o in release.adds], [o for release in RELEASES for o in release.drops]):
        assert len(operations) == len(set(operations))


def test_the_operations_are_those_of_the_description() -> None:
    operations = {f"{method} {function}" for method, function in DESCRIBED}
    assert {o for release in RELEASES for o in release.adds} == operations
    assert {o for release in RELEASES for o in release.drops} <= operations


@pytest.mark.parametrize(("method", "function"), DESCRIBED, ids=str)
def test_an_operation_came_and_went_as_described(method: str, function: str) -> None:
    operation = DESCRIBED[method, function]
    assert since(method, function) == OLDER_FORM.get((method, function), operation["x-since"])
    gone = unlisted_since(method, function)
    listed = operation["x-listed-in"]
    documents = sorted({known for other in DESCRIBED.values() for known in other["x-listed-in"]}, key=version)
    assert gone == next((known for known in documents if version(known) > version(listed[-1])), "")


def test_what_is_not_described_has_no_version() -> None:
    assert since("GET", "status.fuel") == since("POST", "status.port") == unlisted_since("GET", "status.port") == ""

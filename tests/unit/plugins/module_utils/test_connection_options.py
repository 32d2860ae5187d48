# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Connection options as people write them: understood, or refused with option, value and what to write instead."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.resolution import addresses_of
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Session
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import CONNECTION_SPEC, ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import Refused
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.host import BadHost, parse_host

UNDERSTOOD = {
    "192.0.2.1": "192.0.2.1",
    " 192.0.2.1 ": "192.0.2.1",
    "ship-7.example.net": "ship-7.example.net",
    "::1": "::1",
    "[::1]": "::1",
    "[2001:db8::1]": "2001:db8::1",
    "fe80::1%eth0": "fe80::1%eth0",
    "[fe80::1%eth0]": "fe80::1%eth0",
}

REFUSED = {
    "192.0.2.1:8443": ("but a port does not belong there", "Set host: 192.0.2.1 and port: 8443 instead"),
    "ship.example.net:8443": ("but a port does not belong there", "Set host: ship.example.net and port: 8443 instead"),
    "[::1]:8443": ("but a port does not belong there", "Set host: ::1 and port: 8443 instead"),
    "https://192.0.2.1": ("but a scheme does not belong there", "Set host: 192.0.2.1 instead"),
    "HTTPS://192.0.2.1:8443/cgi-bin": ("but a scheme does not belong there", "Set host: 192.0.2.1 and port: 8443 instead"),
    "http://[::1]:80/": ("but a scheme does not belong there", "Set host: ::1 and port: 80 and use_tls: false instead"),
    "https://joe:pw123@192.0.2.1": ("but a scheme does not belong there", "Set host: 192.0.2.1 instead"),
    "https://": ("but a scheme does not belong there", "Set host:"),
    "192.0.2.1/api": ("but a path does not belong there", "Set host: 192.0.2.1 instead"),
    "joe@192.0.2.1": ("but a login does not belong there", "Set username and password"),
    "2001:db8::zz": ("which is neither a name nor an address", "Correct host"),
    "[192.0.2.1]": ("which is neither a name nor an address", "Correct host"),
    "a b": ("which is neither a name nor an address", "Correct host"),
    "a\x00b": ("which is neither a name nor an address", "Correct host"),
    "]": ("which is neither a name nor an address", "Correct host"),
}


@pytest.mark.parametrize("given", UNDERSTOOD)
def test_hosts_that_are_understood(given: str) -> None:
    assert parse_host(given) == UNDERSTOOD[given]
    assert ConnectionOptions.from_params({"host": given}).host == UNDERSTOOD[given]


@pytest.mark.parametrize("given", REFUSED)
def test_hosts_that_are_refused(given: str) -> None:
    answer, advice = REFUSED[given]
    with pytest.raises(BadHost) as bad:
        parse_host(given)
    assert answer in bad.value.answer
    assert bad.value.advice.startswith(advice)
    with pytest.raises(Refused) as refused:
        ConnectionOptions.from_params({"host": given})
    assert answer in str(refused.value)
    assert "pw123" not in str(refused.value)


@pytest.mark.parametrize(
    ("option", "value", "range_"),
    [
        ("port", 0, "1 to 65535"),
        ("port", 99999, "1 to 65535"),
        ("timeout", 0, "1 to 3600"),
        ("timeout", -5, "1 to 3600"),
        ("timeout", 10**12, "1 to 3600"),
        ("retries", -1, "0 to 100"),
    ],
)
def test_numbers_out_of_range(option: str, value: int, range_: str) -> None:
    with pytest.raises(Refused) as refused:
        ConnectionOptions.from_params({"host": "192.0.2.1", option: value})
    assert f"192.0.2.1: {option} is {value}, but must be from {range_}" in str(refused.value)
    assert f"peplink_{option}" in str(refused.value)


def validated(**given: Any) -> dict[str, Any]:
    result = ArgumentSpecValidator(CONNECTION_SPEC).validate(given)
    assert result.error_messages == []
    return dict(result.validated_parameters)


def test_an_empty_environment_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CONNECTION_SPEC:
        monkeypatch.setenv(f"PEPLINK_{name.upper()}", "")
    options = ConnectionOptions.from_params(validated(host="192.0.2.1"))
    directories = {"token_cache_dir": options.token_cache_dir, "record_dir": options.record_dir}
    assert options == ConnectionOptions.from_params({"host": "192.0.2.1", **directories})
    monkeypatch.setenv("PEPLINK_TIMEOUT", "7")
    assert ConnectionOptions.from_params(validated(host="192.0.2.1")).timeout == 7


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "a\x00b", "router.invalid"])
def test_what_cannot_be_resolved_stands_for_itself(host: str) -> None:
    assert addresses_of(host) == {host}


@pytest.mark.parametrize("given", [*UNDERSTOOD, *REFUSED, "", None])
def test_a_task_that_asks_no_router_needs_no_good_host(given: str | None) -> None:
    options = ConnectionOptions.unused({"host": given, "port": 0})
    assert options.host == UNDERSTOOD.get(given or "", "localhost")
    Session(options).close()

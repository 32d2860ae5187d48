# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tokens that survive a task."""

from __future__ import annotations

import json
import os
import re
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._client import token_cache
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.token_cache import DEFAULT_LIFE, Grant, TokenCache, life_of
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.private_files import locked
from ansible_collections.wanfleet.peplink.tests.unit.plugins.module_utils.fake_router import DEVICE, FakeClock

# Seconds that a test waits for a lock that is never freed.
PATIENCE = 0.2


class Granter:
    """Grants tokens T1, T2, ... that live ``life`` seconds."""

    def __init__(self, life: float = 1000.0) -> None:
        self.count = 0
        self.life = life

    def __call__(self) -> Grant:
        self.count += 1
        return Grant(f"T{self.count}", self.life)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def cache(tmp_path: Path, clock: FakeClock) -> TokenCache:
    return cache_of(tmp_path / "tokens", clock)


def cache_of(directory: Path, clock: FakeClock, device: str = DEVICE, client: str = "client", secret: str = "secret") -> TokenCache:
    return TokenCache(str(directory), device, client, secret, clock, PATIENCE)


def only_file(tmp_path: Path) -> Path:
    return next((tmp_path / "tokens").glob("*.json"))


def test_a_token_is_granted_once(cache: TokenCache, tmp_path: Path) -> None:
    grant = Granter()
    assert [cache.fetch(grant).token for _time in range(3)] == ["T1"] * 3
    assert grant.count == 1
    path = only_file(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert re.fullmatch(r"[0-9a-f]{64}\.json", path.name)


def test_each_device_and_client_has_its_own_token(tmp_path: Path, clock: FakeClock) -> None:
    grant = Granter()
    for device, client in [("a:443", "x"), ("a:443", "y"), ("b:443", "x")]:
        cache_of(tmp_path, clock, device, client).fetch(grant)
    assert grant.count == 3


def test_a_token_is_replaced_at_nine_tenths_of_its_life(cache: TokenCache, clock: FakeClock) -> None:
    grant = Granter(life=1000)
    cache.fetch(grant)
    clock.now += 899
    assert cache.fetch(grant).token == "T1"
    clock.now += 1
    assert cache.fetch(grant).token == "T2"


def test_a_refused_token_is_dropped(cache: TokenCache) -> None:
    grant = Granter()
    cache.fetch(grant)
    assert cache.fetch(grant, refused="T1").token == "T2"
    assert cache.fetch(grant).token == "T2"


def test_a_refused_token_that_another_task_replaced_is_not_granted_again(cache: TokenCache) -> None:
    grant = Granter()
    cache.fetch(grant)
    assert cache.fetch(grant, refused="older").token == "T1"
    assert grant.count == 1


def test_a_refused_token_is_removed_even_if_no_new_one_is_granted(cache: TokenCache, tmp_path: Path) -> None:
    cache.fetch(Granter())

    def refuse() -> Grant:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        cache.fetch(refuse, refused="T1")
    assert not list((tmp_path / "tokens").glob("*.json"))


@pytest.mark.parametrize(("step", "token"), [(-100, "T1"), (-100_000, "T2")])
def test_the_clock_may_be_set_back(cache: TokenCache, clock: FakeClock, step: float, token: str) -> None:
    grant = Granter(life=1000)
    cache.fetch(grant)
    clock.now += step
    assert cache.fetch(grant).token == token
    assert cache.fetch(grant).token == token


@pytest.mark.parametrize(
    "change",
    [
        {"token": 5},
        {"token": ""},
        {"token": "a\ud800"},
        {"token": "a\nb"},
        {"token": "x" * 5000},
        {"granted": None},
        {"granted": 10**400},
        {"granted": float("nan")},
        {"life": "x"},
        {"proof": None},
        {"proof": "\ud800"},
    ],
)
def test_a_cache_file_of_bad_content_is_ignored(cache: TokenCache, tmp_path: Path, change: dict[str, Any]) -> None:
    grant = Granter()
    cache.fetch(grant)
    content = json.loads(only_file(tmp_path).read_text())
    only_file(tmp_path).write_text(json.dumps(content | change))
    granted_anew(cache, tmp_path, grant)


@pytest.mark.parametrize("content", ["", "[]", "5", "{" * 100_000, '{"token": "' + "x" * (5 << 20) + '"}'])
def test_a_damaged_or_huge_cache_file_is_ignored(cache: TokenCache, tmp_path: Path, content: str) -> None:
    grant = Granter()
    cache.fetch(grant)
    only_file(tmp_path).write_text(content)
    granted_anew(cache, tmp_path, grant)


def granted_anew(cache: TokenCache, tmp_path: Path, grant: Granter) -> None:
    kept = cache.fetch(grant)
    assert (kept.token, kept.cached, kept.problem) == ("T2", True, None)
    assert json.loads(only_file(tmp_path).read_text())["token"] == "T2"


def test_another_secret_does_not_find_the_token(cache: TokenCache, tmp_path: Path, clock: FakeClock) -> None:
    grant = Granter()
    cache.fetch(grant)
    assert cache_of(tmp_path / "tokens", clock, secret="rotated").fetch(grant).token == "T2"
    assert cache_of(tmp_path / "tokens", clock, secret="rotated").fetch(grant).token == "T2"


def test_a_wrong_secret_that_the_router_refuses_leaves_the_token(cache: TokenCache, tmp_path: Path, clock: FakeClock) -> None:
    cache.fetch(Granter())

    def refuse() -> Grant:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        cache_of(tmp_path / "tokens", clock, secret="wrong").fetch(refuse)
    assert cache.fetch(refuse).token == "T1"


def test_the_proof_cannot_be_tried_without_the_key(tmp_path: Path, clock: FakeClock) -> None:
    proofs = set()
    for name in ("a", "b"):
        cache_of(tmp_path / name, clock).fetch(Granter())
        key = tmp_path / name / "key"
        assert key.stat().st_mode & 0o777 == 0o600
        content = next((tmp_path / name).glob("*.json")).read_text()
        proofs.add(json.loads(content)["proof"])
        assert "secret" not in content
    assert len(proofs) == 2


@pytest.mark.parametrize("content", ["", '"short"', "[1]"])
def test_a_damaged_key_is_replaced(cache: TokenCache, tmp_path: Path, content: str) -> None:
    grant = Granter()
    cache.fetch(grant)
    (tmp_path / "tokens" / "key").write_text(content)
    assert [cache.fetch(grant).token for _time in range(2)] == ["T2", "T2"]


def test_a_lock_that_is_never_freed_costs_the_cache_not_the_token(cache: TokenCache, tmp_path: Path) -> None:
    grant = Granter()
    cache.fetch(grant)
    with locked(str(only_file(tmp_path))):
        started = time.monotonic()
        kept = cache.fetch(grant)
        assert PATIENCE <= time.monotonic() - started < PATIENCE + 5
    assert (kept.token, kept.cached) == ("T2", False)
    assert kept.problem == f"The token cache {tmp_path}/tokens cannot be used: another task has kept it locked for {PATIENCE} s."
    assert cache.fetch(grant).token == "T1"


def test_a_directory_of_another_user_is_not_used(cache: TokenCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    kept = cache.fetch(Granter())
    assert (kept.token, kept.cached) == ("T1", False)
    assert kept.problem == f"The token cache {tmp_path}/tokens cannot be used: belongs to another user."
    assert not list((tmp_path / "tokens").glob("*"))


def test_a_full_disk_loses_the_cache_but_not_the_token(cache: TokenCache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: str, value: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(token_cache, "write_json", full)
    kept = cache.fetch(Granter())
    assert (kept.token, kept.cached) == ("T1", False)
    assert "No space left on device" in str(kept.problem)


@pytest.mark.parametrize(("given", "seconds"), [(60, 60), ("172800", 172800), (1.5, 1.5), (" 60 ", 60)])
def test_life(given: Any, seconds: float) -> None:
    assert life_of(given) == seconds


@pytest.mark.parametrize("given", [None, True, "soon", 0, -1, [], "nan", "inf", 10**400])
def test_an_unreadable_lifetime_is_assumed_short(given: Any) -> None:
    assert life_of(given) == DEFAULT_LIFE


def _fetch_slowly(directory: str) -> str:
    def grant() -> Grant:
        with open(os.path.join(directory, "grants"), "a", encoding="ascii") as file:
            file.write("x")
        return Grant(f"T{os.getpid()}", 1000.0)

    cache = TokenCache(os.path.join(directory, "tokens"), DEVICE, "client", "secret", FakeClock(time.time()), 60)
    return cache.fetch(grant).token


def test_parallel_processes_grant_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(6, mp_context=get_context("fork")) as pool:
        tokens = set(pool.map(_fetch_slowly, [str(tmp_path)] * 24))
    assert len(tokens) == 1
    assert (tmp_path / "grants").read_text() == "x"

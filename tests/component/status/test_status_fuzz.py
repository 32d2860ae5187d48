# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Any answer can be decoded: answers of the simulator are mutated and decoded."""

from __future__ import annotations

import copy
import itertools
import json
import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from peplink_simulator import DeviceSpec, Fleet, Unknowns

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Session
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.base import Secrets
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.redaction import is_secret_name
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.reader import Gathered, gather
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.catalogue import SUBJECTS

FUZZ = settings(max_examples=80, deadline=None, derandomize=True, database=None, phases=[Phase.generate, Phase.shrink])

# What makes a subject ask and tell as much as it can.
OPTIONS: dict[str, dict[str, Any]] = {
    "wan": {"include": ["cellular", "allowance", "temperature"], "names": ["WAN", "Cellular"]},
    "clients": {"detail": "full"},
    "vpn": {"sections": ["profiles", "peers", "tunnels"], "size": 2},
    "gpio": {"sections": ["inputs", "outputs", "settings"], "types": ["analog", "digital"]},
}
SECRET = "planted-{}-secret"

TEXTS = [
    *("", "order", "1", "-1", "vwan5", "2-1", "{{ 7*7 }}", "\x1b[31m\u202e\x00", "x" * 5000, "9" * 4000),
    *("nan", "1e999", "0x10", "10 MHz", "Connected", "@~HiDdEn~@"),
]
LEAVES = [None, True, False, 0, -1, 2**63, 10**400, 0.1, -1e300, math.inf, math.nan, *TEXTS]
TREES = [[], {}, [[]], [{}], {"order": []}, {"order": 7}, {"1": None}, {"a": {}}, {"@~HiDdEn~@": {}}, {"order": [[1], {}, None, "1"], "1": {}}]
values = st.sampled_from([*LEAVES, *TREES, LEAVES, {text: {} for text in TEXTS}, {"deep": [{"deep": LEAVES}]}])


@pytest.fixture(scope="module")
def answered() -> dict[str, list[dict[str, Any]]]:
    """The answers of several simulated routers to the reads of each subject."""
    found: dict[str, list[dict[str, Any]]] = {subject.name: [] for subject in SUBJECTS}
    specs = [
        DeviceSpec(
            "new", unknowns=Unknowns(port_functions="on", virtual_wans="prefixed", status_synergy="shown", client_type="text", undocumented_status="answered")
        ),
        DeviceSpec("old", family="max", firmware="8.1.1", unknowns=Unknowns(tunnel_layout="before_810", wifi_detail="flat", sim_presence="document")),
        DeviceSpec("hub", family="fusionhub", firmware="8.5.0", extra_wans=("modem",)),
    ]
    with Fleet.start(specs) as fleet:
        for device in fleet.devices:
            login = {"username": device.username, "password": device.password}
            options = ConnectionOptions(host=device.host, port=device.port, ca_path=str(fleet.ca_path), token_cache=False, use_proxy=False, **login)
            with Session(options) as session:
                for subject in SUBJECTS:
                    [gathered] = gather(session, [subject], OPTIONS.get(subject.name, {}))
                    found[subject.name] += [gathered.answers] if gathered.answers else []
    return found


def places(tree: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of everything below the answers."""
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in below:
        yield (*above, key)
        yield from places(value, (*above, key))


def plant(tree: Any, numbers: Iterator[int]) -> list[str]:
    """Plant secrets in members with secret names; returns the secrets."""
    planted = []
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()):
        if isinstance(tree, dict) and is_secret_name(str(key)):
            tree[key] = SECRET.format(next(numbers))
            planted.append(tree[key])
        else:
            planted += plant(value, numbers)
    return planted


def mutate(tree: Any, path: tuple[Any, ...], how: str, value: Any) -> None:
    *above, last = path
    for key in above:
        tree = tree[key]
    if how == "replace":
        tree[last] = value
    elif how == "add" and isinstance(tree, dict):
        tree[str(value)[:20]] = copy.deepcopy(tree[last])
    elif how == "add":
        tree.insert(last, value)
    elif how == "wrap":
        tree[last] = [tree[last]]
    elif how == "hide":
        tree[last] = {"password": SECRET.format("hidden"), "deep": [{"simPin": {"x": SECRET.format("deep")}}]}
    else:
        del tree[last]


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_any_answer_gives_a_result(answered: dict[str, list[dict[str, Any]]], subject: Any) -> None:
    assert answered[subject.name]

    @FUZZ
    @given(st.data())
    def fuzz(data: st.DataObject) -> None:
        answers = copy.deepcopy(data.draw(st.sampled_from(answered[subject.name])))
        secrets = [*plant(answers, itertools.count()), SECRET.format("hidden"), SECRET.format("deep")]
        for _turn in range(data.draw(st.integers(1, 6))):
            path = data.draw(st.sampled_from([place for place in places(answers) if not any(is_secret_name(str(key)) for key in place)]))
            how = data.draw(st.sampled_from(["replace", "replace", "delete", "add", "wrap", "hide"])) if len(path) > 1 else "replace"
            mutate(answers, path, how, copy.deepcopy(data.draw(values)))
        options = data.draw(st.sampled_from([{}, OPTIONS.get(subject.name, {})]))
        gathered, warnings = Gathered(subject, answers), []
        for turn in range(1, len(subject.asks)):
            gathered.reads(turn, options)
        shown = json.dumps([gathered.shown(options, Secrets.OMIT, warnings), gathered.raw(Secrets.OMIT), warnings])
        gathered.shown(options, Secrets.INCLUDE, [])
        assert [secret for secret in secrets if secret in shown] == []
        assert all(warning.isprintable() and len(warning) < 300 for warning in warnings)

    fuzz()

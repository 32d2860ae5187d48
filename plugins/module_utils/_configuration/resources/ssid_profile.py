# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""SSID profiles: ``config.ssid.profile``. They can be changed, neither added nor removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._common.codecs.compound import ListOf, Mapped, Member
from ..._common.codecs.scalar import Clearable, Flag, Mac, Number, Ssid, Text, Word
from ..._common.read import Read
from ..description import Field, Resource, Together, Write
from ..identity import Key, numbered

# The section of the security settings that each policy has.
SECTIONS = {"WPA2 Personal": "wpa2Personal", "WPA/WPA2 Personal": "wpaWpa2Personal"}
EXPRESSIBLE = frozenset({"wpa2_personal", "wpa_wpa2_personal"})
VLAN = Clearable(Number(1, 4094), "none")
KEY = Text(hide=True, pattern="[0-9A-Fa-f]{64}|[ -~]{8,63}", hint="have 8 to 63 ASCII characters, or 64 hexadecimal digits")


@dataclass(frozen=True)
class _PrivateKey(Mapped):
    """An entry of the private pre-shared keys. The list is always written whole, so what is not set is left out, not cleared."""

    def encode(self, value: Any) -> Any:
        return {name: entry for name, entry in super().encode(value).items() if entry is not None}


PRIVATE_KEY = _PrivateKey({
    "name": Member(Text(), required=True),
    "key": Member(KEY, required=True),
    "mac": Member(Clearable(Mac(), "none"), default="none"),
    "vlan": Member(VLAN, "vlanId", default="none"),
})  # fmt: skip

FIELDS = (
    Field("name", Ssid(), "name", ("name",)),
    Field("enable", Flag(), "enable", ("enable",), takes_wifi=True),
    Field("frequency", ListOf(Word({"2.4ghz": "2.4GHz", "5ghz": "5GHz"})), "frequency", ("frequency",), since="8.1.2", takes_wifi=True),
    Field("vlan", VLAN, "vlanId", ("vlanId",), absent="none"),
    Field("broadcast", Flag(), "broadcast", ("broadcast",)),
    Field(
        "security.policy",
        Word({"wpa2_personal": "WPA2 Personal", "wpa_wpa2_personal": "WPA/WPA2 Personal"}, other="other"),
        "security.policy", ("security.policy",),
    ),
    Field(
        "security.key", KEY, "security.key", ("security.key",), only_with=("security.policy", EXPRESSIBLE),
    ),
    Field(
        "security.fast_transition", Flag(), "security.fastTransition", ("security.fastTransition",),
        only_with=("security.policy", frozenset({"wpa2_personal"})),
    ),
    Field(
        "security.private_keys", ListOf(PRIVATE_KEY, by="name"), "security.ppsk", ("security.ppsk",), absent=[],
        only_with=("security.policy", EXPRESSIBLE), since="8.3.1",
    ),
)  # fmt: skip

TOGETHER = (
    # Enabled without bands means both bands, so those that are set are always sent again.
    Together(tuple(f.option for f in FIELDS), along=("frequency",), when={"enable": True}),
    Together(("security.policy",), needs=("security.key",)),
    Together(("security.key", "security.fast_transition"), needs=("security.policy",)),
)


def _items(answer: Any) -> Iterator[tuple[Key, Mapping[str, Any]]]:
    """The profiles, with the settings of the policy in force beside the policy."""
    for key, raw in numbered(answer):
        security = raw.get("security")
        if isinstance(security, Mapping):
            in_force = security.get(SECTIONS.get(str(security.get("policy")), ""))
            yield key, {**raw, "security": {**security, **(in_force if isinstance(in_force, Mapping) else {})}}
        else:
            yield key, raw


def _body(writes: Sequence[Write]) -> dict[str, Any]:
    (write,) = writes
    return {"action": "update", **write.key, **_in_sections(write.body)}


def _in_sections(body: dict[str, Any]) -> dict[str, Any]:
    """The body with the settings of the policy in the section of that policy."""
    security = dict(body.get("security", {}))
    settings = {name: security.pop(name) for name in ("key", "fastTransition") if name in security}
    if settings:
        security[SECTIONS[security["policy"]]] = settings
    return {**body, "security": security} if security else body


SSID_PROFILE = Resource(
    section="ssid_profiles",
    title="SSIDs",
    noun="SSID profile",
    read=Read("config.ssid.profile"),
    write="config.ssid.profile",
    fields=FIELDS,
    together=TOGETHER,
    items=_items,
    body=_body,
    one_by_one=True,
)

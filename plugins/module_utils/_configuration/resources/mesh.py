# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Wireless mesh profiles: ``config.mesh``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..._common.codecs.compound import ListOf
from ..._common.codecs.scalar import Flag, Number, Text, Word
from ..._common.read import Read
from ..description import Field, Resource, Write
from ..identity import Identity

FIELDS = (
    Field("mesh_id", Text(), "meshId", ("meshId",)),
    Field("enable", Flag(), "enable", ("enable",)),
    Field("passphrase", Text(hide=True, pattern="[ -~]{8,}", hint="have at least 8 characters, all of them ASCII"), "passphrase", ("passphrase",)),
    # These bands are spelt with a blank, those of the SSID profiles without.
    Field("frequency_band", Word({"2.4ghz": "2.4 GHz", "5ghz": "5 GHz"}), "frequencyBand", ("frequencyBand",)),
    Field("profile_ids", ListOf(Number(0, 2**31 - 1), empty=None), "profileId", ("profileId",)),
)


def _body(writes: Sequence[Write]) -> dict[str, Any]:
    return {"action": writes[0].verb, "list": [{**write.key, **write.body} for write in writes]}


MESH = Resource(
    section="mesh_profiles",
    title="Meshes",
    noun="mesh profile",
    read=Read("config.mesh"),
    write="config.mesh",
    identity=Identity(({"id": Number(1, 2**31 - 1)},), "mesh_id"),
    fields=FIELDS,
    creation=("mesh_id", "passphrase", "frequency_band"),
    body=_body,
)

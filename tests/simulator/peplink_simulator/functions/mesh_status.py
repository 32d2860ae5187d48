# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.extap.mesh and status.extap.mesh.link."""

from __future__ import annotations

from ..call import Call
from ..extap import has_mesh, mesh_links, mesh_status
from ..registry import operation
from ..store import Item


@operation("GET", "status.extap.mesh", supported=has_mesh)
def peers(call: Call) -> Item:
    return mesh_status(call.running("mesh"), call.device.living, call.unknowns)


@operation("GET", "status.extap.mesh.link", supported=has_mesh)
def links(call: Call) -> Item | None:
    if call.unknowns.mesh_link_answer == "bare":
        return None
    return mesh_links(call.running("mesh"), call.device.living)

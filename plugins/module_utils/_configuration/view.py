# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The configuration as it is shown: in the shape in which peplink_config takes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .._client.session import Session
from .._common.codecs.base import Secrets
from .._common.errors import PeplinkError, Unauthorized, Unsupported
from .description import Flat, Item, Resource
from .reader import ConfigReader


def view_config(
    session: Session, reader: ConfigReader, resources: Sequence[Resource], secrets: Secrets, *, lenient: bool
) -> Iterator[tuple[str, list[dict[str, Any]] | None]]:
    """The sections one by one. Raises PeplinkError.

    ``lenient`` gives None for sections that the router does not have, and leaves those out with a warning that take the right to write.
    """
    read = reader.read(resources)
    for resource in resources:
        items = read[resource.section]
        if not isinstance(items, PeplinkError):
            yield resource.section, view_items(resource, items, secrets)
        elif lenient and isinstance(items, Unsupported):
            yield resource.section, None
        elif lenient and isinstance(items, Unauthorized) and resource.read.body is not None:
            session.warnings.append(f"{resource.section} is left out: reading it takes the right to write. {items.answer}.")
        else:
            raise items


def view_items(resource: Resource, items: Sequence[Item], secrets: Secrets) -> list[dict[str, Any]]:
    """A section."""
    return [{**item.key, **resource.nested(_settable(resource, item), secrets)} for item in items]


def _settable(resource: Resource, item: Item) -> Flat:
    return {path: value for path, value in item.flat.items() if resource.field(path).write}

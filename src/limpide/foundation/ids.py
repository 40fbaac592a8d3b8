"""Identifiers that sort by the time they were made."""

from typing import NewType
from uuid import UUID

import uuid_utils.compat

WorkspaceId = NewType("WorkspaceId", UUID)


def new_id() -> UUID:
    """Make a time-ordered identifier (RFC 9562, version 7)."""
    return uuid_utils.compat.uuid7()

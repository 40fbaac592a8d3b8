"""Coverage: how many people each channel reaches, and what keeps it from the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from limpide.channels import Kind
from limpide.foundation.database import Database

from . import store_covering


@dataclass(frozen=True, slots=True)
class Reach:
    """One channel. `reachable`: service mail may go there; `news`, `offers`: these may, too."""

    kind: Kind
    reachable: int
    without_address: int
    suppressed: int
    refused: int
    news: int
    offers: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """All channels. `unreachable`: people whom no channel reaches, not even by post."""

    people: int
    unreachable: int
    channels: Sequence[Reach]


async def coverage(db: Database) -> Coverage:
    """Count whom each channel reaches, and what is missing for the others."""
    people, unreachable = await store_covering.count_people(db)
    rows = await store_covering.count_by_channel(db)
    return Coverage(people, unreachable, [Reach(Kind(kind), *counts) for kind, *counts in rows])

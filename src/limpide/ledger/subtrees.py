"""Hashes of parts of the tree: from the nodes that are kept, or from the leaves beneath them."""

from collections.abc import Sequence
from typing import Final

from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store_tree
from .tree import Range, Spot, complete_subtrees, folded, leaf_hash, node_hash

LOWEST_KEPT: Final = 4
"""Subtrees of 16 leaves and more are kept: a sixteenth of the rows, and a proof reads 16 leaves."""


class BrokenTreeError(LimpideError):
    """The ledger's tree is not what was signed: run `limpide ledger verify`."""

    status = 500


async def peaks(db: Database, size: int) -> list[bytes]:
    """Give the hashes of the complete subtrees of a tree, largest first.

    Raises BrokenTreeError when parts of it are gone.
    """
    spots = complete_subtrees((0, size))
    known = await _hashes(db, spots)
    return [known[spot] for spot in spots]


async def root(db: Database, size: int) -> bytes:
    """Give the root of the tree as it was when it had so many leaves."""
    return folded(await peaks(db, size))


async def hashes_of(db: Database, ranges: Sequence[Range]) -> list[bytes]:
    """Give the hash of each range of leaves."""
    parts = [complete_subtrees(each) for each in ranges]
    known = await _hashes(db, [spot for part in parts for spot in part])
    return [folded([known[spot] for spot in part]) for part in parts]


async def _hashes(db: Database, spots: Sequence[Spot]) -> dict[Spot, bytes]:
    kept = [spot for spot in spots if spot[0] >= LOWEST_KEPT]
    made = [spot for spot in spots if spot[0] < LOWEST_KEPT]
    known = await store_tree.list_nodes(db, kept)
    places = [leaf for level, place in made for leaf in range(place << level, (place + 1) << level)]
    digests = await store_tree.list_digests(db, places)
    try:
        known |= {spot: _made(spot, digests) for spot in made}
    except KeyError as error:
        raise BrokenTreeError from error
    if len(known) < len(set(spots)):
        raise BrokenTreeError
    return known


def _made(spot: Spot, digests: dict[int, bytes]) -> bytes:
    level, place = spot
    if level == 0:
        return leaf_hash(digests[place])
    left = _made((level - 1, 2 * place), digests)
    return node_hash(left, _made((level - 1, 2 * place + 1), digests))

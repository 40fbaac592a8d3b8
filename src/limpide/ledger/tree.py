"""The Merkle tree of RFC 9162, section 2.1: pure functions, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

EMPTY_ROOT: Final = sha256(b"").digest()

Spot = tuple[int, int]
"""A complete subtree: its level (2^level leaves) and its place among those of its level."""

Range = tuple[int, int]
"""Leaves from the first up to, not including, the second."""


@dataclass(frozen=True, slots=True)
class Node:
    """A complete subtree and its hash."""

    level: int
    place: int
    hash: bytes


def leaf_hash(content: bytes) -> bytes:
    """Hash a leaf."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one."""
    return sha256(b"\x01" + left + right).digest()


class Grower:
    """A tree that grows at its right end and remembers its peaks only."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)

    def add(self, leaf: bytes) -> list[Node]:
        """Add the hash of a leaf; give the subtrees of two leaves and more that it completes."""
        made: list[Node] = []
        place, level, hash = self.size, 0, leaf
        while place & 1:
            place, level = place >> 1, level + 1
            hash = node_hash(self._peaks.pop(), hash)
            made.append(Node(level, place, hash))
        self._peaks.append(hash)
        self.size += 1
        return made

    def root(self) -> bytes:
        """Give the hash of the whole tree."""
        return folded(self._peaks)


def folded(peaks: Sequence[bytes]) -> bytes:
    """Hash neighbouring complete subtrees, largest first, into one."""
    if not peaks:
        return EMPTY_ROOT
    hash = peaks[-1]
    for peak in reversed(peaks[:-1]):
        hash = node_hash(peak, hash)
    return hash


def complete_subtrees(leaves: Range) -> list[Spot]:
    """Split a range of a tree into complete subtrees, largest first."""
    start, end = leaves
    found: list[Spot] = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def inclusion_path(index: int, size: int) -> list[Range]:
    """Name the ranges whose hashes prove that a leaf is in a tree, from the leaf's side up."""
    if not 0 <= index < size:
        raise IndexError(index)
    path: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_path(old: int, new: int) -> list[Range]:
    """Name the ranges whose hashes prove that a tree of `new` leaves began as one of `old`."""
    if not 0 < old <= new:
        raise IndexError(old)
    path: list[Range] = []
    start, end, is_whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, is_whole = middle, False
    if not is_whole:
        path.append((start, end))
    return path[::-1]


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion proof (RFC 9162, section 2.1.3.2)."""
    sides = _sides(index, size - 1, len(path)) if 0 <= index < size else None
    if sides is None:
        return False
    hash = leaf
    for sibling, is_left in zip(path, sides, strict=True):
        hash = node_hash(sibling, hash) if is_left else node_hash(hash, sibling)
    return hash == root


def is_consistent(
    old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Check a consistency proof (RFC 9162, section 2.1.4.2)."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new or not path:
        return False
    first, *rest = path if old & (old - 1) else [old_root, *path]
    shared = (old ^ (old - 1)).bit_length() - 1
    sides = _sides((old - 1) >> shared, (new - 1) >> shared, len(rest))
    if sides is None:
        return False
    before = after = first
    for hash, is_left in zip(rest, sides, strict=True):
        if is_left:
            before = node_hash(hash, before)
        after = node_hash(hash, after) if is_left else node_hash(after, hash)
    return before == old_root and after == new_root


def _sides(place: int, last: int, count: int) -> list[bool] | None:
    """Say of each sibling on the way up whether it is on the left; None if they are not `count`."""
    sides: list[bool] = []
    for _ in range(count):
        if last == 0:
            return None
        is_left = bool(place & 1) or place == last
        while is_left and place and not place & 1:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
        sides.append(is_left)
    return sides if last == 0 else None


def _split(count: int) -> int:
    """Give the largest power of two below a count."""
    return 1 << ((count - 1).bit_length() - 1)

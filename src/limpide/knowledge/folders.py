"""Files of a folder: found recursively, never outside of it, never read when too large."""

import asyncio
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .reading import Skipped, SkipReason, format_of

_MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its path below the folder, with `/`, and its bytes or why they were not read."""

    path: str
    content: bytes | Skipped


def list_files(root: Path) -> list[Path]:
    """List the files below a folder (or the one file), without hidden ones, in a steady order."""
    if root.is_file():
        return [root]
    return sorted(_files(root))[:_MOST_FILES]


async def read_file(file: Path, root: Path, max_bytes: int) -> Found:
    """Read one file, off the event loop."""
    return await asyncio.to_thread(_read, file, root, max_bytes)


def _files(root: Path) -> Iterator[Path]:
    # Links to folders are not followed: they may lead anywhere, or round in a circle.
    for folder, below, names in os.walk(root, followlinks=False):
        below[:] = [name for name in below if not name.startswith((".", "__"))]
        for name in names:
            if not name.startswith((".", "~$")):
                yield Path(folder) / name


def _read(file: Path, root: Path, max_bytes: int) -> Found:
    base = root.parent if root.is_file() else root
    path = file.relative_to(base).as_posix()
    try:
        return Found(path, _bytes(file, base, max_bytes))
    except (OSError, ValueError):
        return Found(path, Skipped(SkipReason.UNREADABLE))


def _bytes(file: Path, base: Path, max_bytes: int) -> bytes | Skipped:
    if format_of(file.name) is None:
        return Skipped(SkipReason.UNKNOWN_FORMAT)
    real = file.resolve(strict=True)
    if not real.is_relative_to(base.resolve()):
        return Skipped(SkipReason.OUTSIDE)
    status = real.stat()
    # A pipe or a device would be read for ever.
    if not stat.S_ISREG(status.st_mode):
        return Skipped(SkipReason.UNREADABLE)
    if status.st_size > max_bytes:
        return Skipped(SkipReason.TOO_LARGE)
    with real.open("rb") as stream:
        # One byte more than allowed tells a file that grew meanwhile.
        return stream.read(max_bytes + 1)


def category_of(path: str) -> str | None:
    """Take the category from the folder a file lies in, skipping folders named for a language."""
    folders: Sequence[str] = [part for part in path.split("/")[:-1] if part not in {"fr", "en"}]
    return folders[-1] if folders else None

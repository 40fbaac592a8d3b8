"""The spool: letters as files, for the company's own printer or whoever prints for it.

A letter is a folder that appears whole or not at all: it is written under another name, forced to
the disk, then renamed. Its name is the message's id, so the same message is never there twice.

    waiting/<id>/letter.pdf, manifest.json    set, not yet in a batch
    batches/<batch>/letters.pdf, manifest.json, told
    closed/<id>/letter.pdf, manifest.json     in a batch; kept until the operator removes it
"""

import asyncio
import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from limpide.channels.protocol import (
    Accepted,
    Capabilities,
    ChannelDownError,
    Kind,
    Outbound,
    Outcome,
    Rejected,
)
from limpide.foundation import clock

from .setting import Letter, Press

_ID: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class LetterSpool:
    """The letter channel that needs nobody: it leaves files in a folder."""

    def __init__(self, folder: Path, press: Press) -> None:
        self._folder = folder
        self._press = press

    @property
    def can(self) -> Capabilities:
        """Carry text, HTML and PDF files."""
        return Capabilities(kind=Kind.LETTER, html=True, attachments=True)

    async def send(self, message: Outbound) -> Outcome:
        """Set one letter and keep it. The same id again gives the same receipt, and no second file.

        Raises ChannelDownError when the disk is full or cannot be written.
        """
        return await asyncio.to_thread(self._send, message)

    def _send(self, message: Outbound) -> Outcome:
        if not _ID.fullmatch(message.id):
            return Rejected("the message has no id that can name a file", permanent=False)
        try:
            if is_kept(self._folder, message.id):
                return Accepted(receipt_of(message.id))
            letter = self._press.print(message)
            if not isinstance(letter, Letter):
                # The address may be right and only badly written: it is not suppressed.
                return Rejected(str(letter), permanent=False)
            keep(self._folder, message.id, letter.pdf, self._manifest(message, letter))
        except OSError as error:
            why = "the spool is full" if error.errno in _FULL else "the spool cannot be written"
            raise ChannelDownError(why) from error
        return Accepted(receipt_of(message.id))

    def _manifest(self, message: Outbound, letter: Letter) -> dict[str, Any]:
        paper = self._press.stationery
        return {
            "id": message.id,
            "receipt": receipt_of(message.id),
            "code": message.return_token,
            "address": asdict(letter.address),
            "lines": letter.lines,
            "layout": paper.layout,
            "pages": letter.pages,
            "sheets": (letter.pages + 1) // 2 if paper.duplex else letter.pages,
            "duplex": paper.duplex,
            "colour": paper.colour,
            "archival": letter.is_archival,
            "sha256": hashlib.sha256(letter.pdf).hexdigest(),
            "passport": message.passport_url,
            "language": message.language,
            "set_at": clock.now().isoformat(timespec="seconds"),
        }


def receipt_of(id: str) -> str:
    """Give the receipt of a message: by it, the spool reports later."""
    return f"spool:{id}"


def is_kept(folder: Path, id: str) -> bool:
    """Say whether a letter is there, waiting or in a batch."""
    return any((folder / place / id).is_dir() for place in ("waiting", "closed"))


def keep(folder: Path, id: str, pdf: bytes, manifest: Mapping[str, Any]) -> None:
    """Put a letter into the spool, whole or not at all; nothing when it is there already."""
    files = {"letter.pdf": pdf, "manifest.json": as_json(manifest)}
    with whole_folder(folder, files) as made, locked(folder):
        if not is_kept(folder, id):
            publish(made, folder / "waiting" / id)


@contextmanager
def whole_folder(folder: Path, files: Mapping[str, bytes]) -> Generator[Path, None, None]:
    """Write files into a new folder that nobody sees, on the disk when the block begins."""
    begun = folder / "begun"
    begun.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(dir=begun))
    try:
        for name, content in files.items():
            _write(made / name, content)
        _sync_folder(made)
        yield made
    finally:
        # After it was published it is gone from here; what a kill leaves is swept by `sweep`.
        shutil.rmtree(made, ignore_errors=True)


def publish(made: Path, place: Path) -> None:
    """Let a folder appear under its name, in one step that survives a power cut."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made.rename(place)
    _sync_folder(place.parent)


@contextmanager
def locked(folder: Path) -> Generator[None, None, None]:
    """Let one process at a time change what is waiting. The lock ends with its process."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def as_json(value: Any) -> bytes:
    """Write a manifest."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

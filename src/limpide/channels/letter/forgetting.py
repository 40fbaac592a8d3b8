"""Forgetting: the letters of a person leave the spool, also the batches that are already closed.

In a batch the pages become blank and the address leaves the manifest, so that every other letter
stands where the printer found it.
"""

import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pikepdf

from limpide.foundation import clock

from .spool import as_json, locked

_KEPT: Final = ("id", "receipt", "code", "from_page", "to_page", "pages", "sheets", "duplex")


def forget(folder: Path, ids: Iterable[str]) -> int:
    """Erase some letters wherever they lie, and count the places. Safe to repeat."""
    gone = set(ids)
    if not folder.is_dir() or not gone:
        return 0
    count = 0
    with locked(folder):
        for place in ("waiting", "closed"):
            for id in gone:
                if (folder / place / id).is_dir():
                    shutil.rmtree(folder / place / id)
                    count += 1
        for batch in sorted((folder / "batches").glob("*")):
            count += _forget_in(batch, gone)
    return count


def _forget_in(batch: Path, gone: set[str]) -> int:
    manifest = json.loads((batch / "manifest.json").read_text())
    theirs = [each for each in manifest["letters"] if each["id"] in gone and "address" in each]
    if not theirs:
        return 0
    blank = {page for each in theirs for page in range(each["from_page"], each["to_page"] + 1)}
    pdf = _without(batch / "letters.pdf", blank)
    letters = [_bare(each) if each in theirs else each for each in manifest["letters"]]
    changed = manifest | {
        "letters": letters,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "sha256_as_closed": manifest.get("sha256_as_closed", manifest["sha256"]),
    }
    # The pages first: a kill in between leaves an address to be erased by the next run.
    _replace(batch / "letters.pdf", pdf)
    _replace(batch / "manifest.json", as_json(changed))
    return len(theirs)


def _bare(letter: dict[str, Any]) -> dict[str, Any]:
    kept = {name: letter[name] for name in _KEPT if name in letter}
    return kept | {"erased_at": clock.now().isoformat(timespec="seconds")}


def _without(path: Path, blank: set[int]) -> bytes:
    with pikepdf.open(path) as old, pikepdf.new() as new:
        for number, page in enumerate(old.pages, 1):
            if number in blank:
                box = [float(side) for side in page.mediabox]
                new.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
            else:
                new.pages.append(page)
        done = io.BytesIO()
        new.save(done, deterministic_id=True)
        return done.getvalue()


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)

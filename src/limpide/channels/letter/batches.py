"""Batches: what waits in the spool, closed into one PDF and one manifest for the printer.

A batch appears whole, in one rename; from then on its letters belong to it, even when the program
is killed before they have left `waiting`. So a letter is in one batch and in one only.
"""

import hashlib
import io
import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import pikepdf

from limpide.foundation import clock

from .spool import as_json, locked, publish, whole_folder

# Half-written folders of processes that were killed. A letter is written in milliseconds.
_STALE_SECONDS: Final = 3600.0
_MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters that go to the printer together. `messages` and `receipts` are in printed order."""

    name: str
    folder: Path
    messages: tuple[str, ...]
    receipts: tuple[str, ...]
    pages: int


def count_waiting(folder: Path) -> int:
    """Count the letters that are in no batch yet."""
    return len(_waiting(folder))


def close_batch(folder: Path) -> Batch | None:
    """Close what waits (at most two thousand letters) into a batch; None when nothing does."""
    with locked(folder):
        _sweep(folder)
        _settle(folder)
        waiting = _waiting(folder)[:_MOST]
        if not waiting:
            return None
        pdf, manifest = _together(waiting)
        name = f"{clock.now():%Y%m%dT%H%M%S}-{manifest['sha256_of_ids'][:8]}"
        manifest = {
            "batch": name,
            "closed_at": clock.now().isoformat(timespec="seconds"),
        } | manifest
        files = {"letters.pdf": pdf, "manifest.json": as_json(manifest)}
        with whole_folder(folder, files) as made:
            publish(made, folder / "batches" / name)
        _settle(folder)
    return _batch(folder / "batches" / name)


def list_untold(folder: Path) -> Sequence[Batch]:
    """List the batches of which nobody has been told yet, oldest first."""
    return [_batch(each) for each in _batches(folder) if not (each / "told").exists()]


def note_told(batch: Batch) -> None:
    """Remember that the batch's messages are known to have gone."""
    (batch.folder / "told").touch()


def _together(waiting: Sequence[Path]) -> tuple[bytes, dict[str, Any]]:
    """Put letters one behind the other, each beginning on a sheet of its own."""
    letters: list[dict[str, Any]] = []
    with pikepdf.new() as together:
        for each in waiting:
            manifest = _manifest(each)
            first = len(together.pages) + 1
            with pikepdf.open(each / "letter.pdf") as pdf:
                together.pages.extend(pdf.pages)
                if manifest["duplex"] and len(together.pages) % 2:
                    box = cast("Any", pdf.pages[0]).mediabox
                    together.add_blank_page(page_size=(float(box[2]), float(box[3])))
            letters.append(manifest | {"from_page": first, "to_page": len(together.pages)})
        done = io.BytesIO()
        together.save(done, deterministic_id=True)
        pages = len(together.pages)
    content = done.getvalue()
    return content, {
        "letters": letters,
        "pages": pages,
        "sha256": _sha256(content),
        "sha256_of_ids": _sha256("\n".join(each["id"] for each in letters).encode()),
    }


def _settle(folder: Path) -> None:
    """Move the letters of all batches out of `waiting`: after a kill too."""
    closed = folder / "closed"
    closed.mkdir(parents=True, exist_ok=True, mode=0o700)
    for batch in _batches(folder):
        if (batch / "settled").exists():
            continue
        for id in _batch(batch).messages:
            if (folder / "waiting" / id).is_dir():
                (folder / "waiting" / id).rename(closed / id)
        (batch / "settled").touch()


def _sweep(folder: Path) -> None:
    for left in (folder / "begun").glob("*"):
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _waiting(folder: Path) -> list[Path]:
    place = folder / "waiting"
    # Ids are time-ordered: the batch is in the order in which the messages were asked for.
    return sorted(place.iterdir()) if place.is_dir() else []


def _batches(folder: Path) -> list[Path]:
    place = folder / "batches"
    return sorted(place.iterdir()) if place.is_dir() else []


def _batch(folder: Path) -> Batch:
    manifest = _manifest(folder)
    return Batch(
        name=manifest["batch"],
        folder=folder,
        messages=tuple(each["id"] for each in manifest["letters"]),
        receipts=tuple(each["receipt"] for each in manifest["letters"]),
        pages=manifest["pages"],
    )


def _manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_text())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

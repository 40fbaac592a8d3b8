"""A person who is erased leaves no page and no address in the spool; every other letter stays."""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from limpide.channels import close_batch, forget_letters
from limpide.channels.letter.spool import is_kept, keep


def letter(name: str, pages: int) -> tuple[bytes, dict[str, Any]]:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Contents = pdf.make_stream(f"BT ({name}) Tj ET".encode())
        done = io.BytesIO()
        pdf.save(done)
    manifest = {
        "id": name,
        "receipt": f"spool:{name}",
        "code": f"C-{name}",
        "address": {"name": name, "city": "Lyon"},
        "lines": [name, "69003 LYON"],
        "passport": f"https://x/m/{name}",
        "pages": pages,
        "duplex": True,
    }
    return done.getvalue(), manifest


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    for name, pages in (("agathe", 2), ("bruno", 1), ("chloe", 3)):
        keep(tmp_path, name, *letter(name, pages))
    return tmp_path


def text_of(pdf: Path) -> list[bytes]:
    with pikepdf.open(pdf) as opened:
        return [page.Contents.read_bytes() if "/Contents" in page else b"" for page in opened.pages]


def test_what_waits_is_gone(spool: Path) -> None:
    assert forget_letters(spool, ["bruno", "nobody"]) == 1
    assert not is_kept(spool, "bruno")
    assert is_kept(spool, "agathe")


def test_in_a_closed_batch_the_pages_are_blank_and_all_others_stand_where_they_stood(
    spool: Path,
) -> None:
    batch = close_batch(spool)
    assert batch is not None
    before = text_of(batch.folder / "letters.pdf")
    assert forget_letters(spool, ["bruno"]) == 2
    after = text_of(batch.folder / "letters.pdf")
    manifest = json.loads((batch.folder / "manifest.json").read_text())

    assert len(after) == len(before)
    assert [page for page in after if b"bruno" in page] == []
    others = [(place, page) for place, page in enumerate(before) if b"bruno" not in page and page]
    assert all(after[place] == page for place, page in others)
    erased = next(each for each in manifest["letters"] if each["id"] == "bruno")
    assert "address" not in erased
    assert "passport" not in erased
    assert "bruno" not in json.dumps([each for each in manifest["letters"] if each != erased])
    digest = hashlib.sha256((batch.folder / "letters.pdf").read_bytes()).hexdigest()
    assert manifest["sha256"] == digest
    assert not is_kept(spool, "bruno")


def test_forgetting_twice_or_nobody_changes_nothing(spool: Path) -> None:
    close_batch(spool)
    forget_letters(spool, ["bruno"])
    files = {path: path.read_bytes() for path in spool.rglob("*") if path.is_file()}
    assert forget_letters(spool, ["bruno"]) == 0
    assert forget_letters(spool, []) == 0
    assert forget_letters(spool / "nowhere", ["bruno"]) == 0
    assert files == {path: path.read_bytes() for path in spool.rglob("*") if path.is_file()}


def test_a_kill_between_pages_and_manifest_is_mended_by_the_next_run(
    spool: Path,
) -> None:
    batch = close_batch(spool)
    assert batch is not None
    manifest = (batch.folder / "manifest.json").read_bytes()
    forget_letters(spool, ["agathe"])
    (batch.folder / "manifest.json").write_bytes(manifest)
    assert forget_letters(spool, ["agathe"]) == 1

    assert b"agathe" not in b"".join(text_of(batch.folder / "letters.pdf"))
    told = json.loads((batch.folder / "manifest.json").read_text())
    assert [each["id"] for each in told["letters"] if "address" in each] == ["bruno", "chloe"]

"""The spool keeps each letter once and whole, and gives it to the printer once."""

import asyncio
import errno
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from limpide.channels import (
    Accepted,
    ChannelDownError,
    LetterSpool,
    Press,
    Rejected,
    Stationery,
    close_batch,
    count_waiting,
    list_untold,
    note_told,
)
from limpide.channels.letter import batches, spool
from limpide.foundation.ids import new_id

from .conftest import PASSPORT, SENDER, letter


def manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_text())


@pytest.fixture
def letters(tmp_path: Path, press: Press) -> LetterSpool:
    return LetterSpool(tmp_path, press)


async def test_a_letter_stands_there_with_its_manifest(
    letters: LetterSpool, tmp_path: Path
) -> None:
    message = letter()
    assert await letters.send(message) == Accepted(f"spool:{message.id}")
    folder = tmp_path / "waiting" / message.id
    said = manifest(folder)
    assert said["sha256"] == hashlib.sha256((folder / "letter.pdf").read_bytes()).hexdigest()
    assert (said["passport"], said["code"]) == (PASSPORT, "3K7QD-2M4XA")
    assert (said["pages"], said["sheets"], said["duplex"], said["colour"]) == (1, 1, True, False)
    assert said["lines"][-1] == "69003 LYON"
    assert said["address"]["city"] == "Lyon"
    assert folder.stat().st_mode & 0o077 == 0


async def test_the_same_message_again_is_no_second_letter(
    letters: LetterSpool, tmp_path: Path
) -> None:
    message = letter()
    first = await letters.send(message)
    before = (tmp_path / "waiting" / message.id / "letter.pdf").stat().st_mtime_ns
    answers = await asyncio.gather(*(letters.send(message) for _ in range(8)))
    assert set(answers) == {first}
    assert (tmp_path / "waiting" / message.id / "letter.pdf").stat().st_mtime_ns == before
    close_batch(tmp_path)
    assert await letters.send(message) == first
    assert count_waiting(tmp_path) == 0


@pytest.mark.parametrize("id", ["../x", "", "a/b", ".", "x" * 65])
async def test_an_id_never_names_another_place(
    id: str, letters: LetterSpool, tmp_path: Path
) -> None:
    assert isinstance(await letters.send(letter(id=id)), Rejected)
    assert list(tmp_path.iterdir()) == []


async def test_a_bad_address_is_refused_without_suppressing_it(letters: LetterSpool) -> None:
    assert await letters.send(letter(address="Marie\nLyon")) == Rejected(
        "the address cannot be printed: no_postcode", permanent=False
    )


async def test_a_full_disk_is_tried_later(
    letters: LetterSpool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patch, pytest.raises(ChannelDownError):
        patch.setattr(spool.os, "fsync", full)
        await letters.send(letter())
    assert count_waiting(tmp_path) == 0
    assert list((tmp_path / "begun").iterdir()) == []
    assert isinstance(await letters.send(letter()), Accepted)


async def test_setting_does_not_hold_up_the_others(letters: LetterSpool) -> None:
    await letters.send(letter(id="warm"))
    sending = asyncio.gather(*(letters.send(letter(id=f"l{n}")) for n in range(20)))
    longest = 0.0
    while not sending.done():
        began = time.perf_counter()
        await asyncio.sleep(0)
        longest = max(longest, time.perf_counter() - began)
    await sending
    assert longest < 0.5


async def test_a_batch_holds_every_letter_once(tmp_path: Path) -> None:
    letters = LetterSpool(tmp_path, Press(Stationery(sender=SENDER, duplex=True)))
    ids = [str(new_id()) for _ in range(3)]
    for id in ids:
        await letters.send(letter(id=id, subject=f"Lettre {id}"))
    batch = close_batch(tmp_path)
    assert batch is not None
    assert batch.messages == tuple(ids)
    assert batch.receipts == tuple(f"spool:{id}" for id in ids)
    said = manifest(batch.folder)
    content = (batch.folder / "letters.pdf").read_bytes()
    assert said["sha256"] == hashlib.sha256(content).hexdigest()
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == said["pages"] == 6
        for each in said["letters"]:
            assert each["id"] in pdf.pages[each["from_page"] - 1].extract_text()
            assert pdf.pages[each["to_page"] - 1].extract_text() == ""
    assert close_batch(tmp_path) is None
    assert [each.name for each in list_untold(tmp_path)] == [batch.name]
    note_told(batch)
    assert list_untold(tmp_path) == []


def killed(_folder: Path) -> None:
    """Do nothing, as a process that is no more."""


async def test_a_kill_between_the_batch_and_its_tidying_repeats_no_letter(
    letters: LetterSpool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await letters.send(letter(id="one"))
    with monkeypatch.context() as patch:
        patch.setattr(batches, "_settle", killed)
        first = close_batch(tmp_path)
    assert first is not None
    assert count_waiting(tmp_path) == 1
    await letters.send(letter(id="two"))
    second = close_batch(tmp_path)
    assert second is not None
    assert (first.messages, second.messages) == (("one",), ("two",))


PROGRAM = """
import asyncio, sys
from pathlib import Path
from dataclasses import replace
sys.path.insert(0, sys.argv[2])
from limpide.channels import LetterSpool, Letterhead, Outbound, Press, Stationery
spool = LetterSpool(Path(sys.argv[1]), Press(Stationery()))
message = Outbound(id="x", address="M\\n3 rue X\\n69003 Lyon", text="Bonjour. " * 500, subject="S",
                   letterhead=Letterhead("Olvera SAS", "M"))
async def main():
    for n in range(100_000):
        await spool.send(replace(message, id=f"letter-{n:06}"))
        print(n, flush=True)
asyncio.run(main())
"""


def test_a_kill_in_the_middle_leaves_whole_letters_only(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path), "src"], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    for line in program.stdout:
        if int(line) >= 10:
            break
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    program.stdout.close()
    found = sorted((tmp_path / "waiting").iterdir())
    assert len(found) >= 11
    for each in found:
        content = (each / "letter.pdf").read_bytes()
        assert manifest(each)["sha256"] == hashlib.sha256(content).hexdigest()
    batch = close_batch(tmp_path)
    assert batch is not None
    assert len(batch.messages) == len(found)


async def test_what_a_kill_left_half_written_is_swept(letters: LetterSpool, tmp_path: Path) -> None:
    await letters.send(letter())
    left = tmp_path / "begun" / "dead"
    left.mkdir()
    (left / "letter.pdf").write_bytes(b"%PDF")
    os.utime(left, (time.time() - 7200, time.time() - 7200))
    assert close_batch(tmp_path) is not None
    assert list((tmp_path / "begun").iterdir()) == []


async def test_another_message_is_another_letter(letters: LetterSpool, tmp_path: Path) -> None:
    await letters.send(letter())
    await letters.send(replace(letter(), id="another"))
    assert count_waiting(tmp_path) == 2

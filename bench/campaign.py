"""A campaign by e-mail, all of it: permission, plan, passport, DKIM, rows, to an SMTP sink.

Beside it the bare pipeline: render, MIME, sign, send over kept connections, no database.
`python bench/campaign.py 100000 2` for a hundred thousand recipients and two job processes; with
`image` each mail shows one of 60 kB; with `file` it is a notice that brings a PDF of its own, of
100 kB, and with `large` one of 1 MB.
"""

import asyncio
import io
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import uvloop
from bench.house import ME, House, built, peak_megabytes
from PIL import Image

from limpide import contacts, delivery, journeys
from limpide.channels import Attachment, Outbound
from limpide.channels.email.dkim import load_or_create_keys
from limpide.channels.email.smtp import SmtpMail, SmtpServer
from limpide.contacts import Purpose
from limpide.foundation.embedded import end_with_parent
from limpide.foundation.ids import new_id
from limpide.journeys import Notice, Wording

_NUMBERS = [int(word) for word in sys.argv[1:] if word.isdigit()]
ROWS = _NUMBERS[0] if _NUMBERS else 5_000
WORKERS = _NUMBERS[1] if len(_NUMBERS) > 1 else 1
HEAD = "reference,name,language,email,consent.email.news,consent_evidence\n"
PARAGRAPH = (
    "Bonjour {{ name }}, voici ce qui change dans nos magasins ce mois-ci. Les lampes en verre "
    "soufflé reviennent, et les **retours** se font maintenant au comptoir sans ticket.\n\n"
)
WITH = next((word for word in sys.argv[1:] if word in {"image", "file", "large"}), "")
SHOWN = "![Une lampe](image:lampe)\n\n" if WITH == "image" else ""
WORDS = Wording("Vos nouvelles, {{ name }}", SHOWN + PARAGRAPH * 8)
# Random, so that nothing can be made smaller.
PAGES = random.randbytes({"file": 100_000, "large": 1_000_000}.get(WITH, 0))


def invoice(number: int) -> Attachment:
    """A file that goes to one person alone."""
    return Attachment("facture.pdf", "application/pdf", b"%%PDF-1.7 %d\n%s" % (number, PAGES))


def picture() -> bytes:
    """A photo-like image of about 60 kB."""
    grain = Image.frombytes("RGB", (60, 30), random.Random(7).randbytes(60 * 30 * 3))
    file = io.BytesIO()
    grain.resize((900, 450)).save(file, "JPEG", quality=85)
    return file.getvalue()


class Sink(asyncio.Protocol):
    """Takes any mail and forgets it: the quickest honest answers of RFC 5321."""

    taken = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._buffer = b""
        self._in_data = False
        self._transport.write(b"220 sink ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            if self._in_data:
                end = self._buffer.find(b"\r\n.\r\n")
                if end < 0:
                    return
                self._buffer, self._in_data = self._buffer[end + 5 :], False
                Sink.taken += 1
                self._transport.write(b"250 2.0.0 taken %d\r\n" % Sink.taken)
                continue
            line, found, rest = self._buffer.partition(b"\r\n")
            if not found:
                return
            self._buffer = rest
            self._answer(line[:4].upper())

    def _answer(self, verb: bytes) -> None:
        if verb == b"EHLO":
            self._transport.write(b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n")
        elif verb == b"DATA":
            self._in_data = True
            self._transport.write(b"354 go\r\n")
        else:
            self._transport.write(b"250 ok\r\n")


async def sink() -> None:
    """Serve as the sink until killed; print the port, then the count on SIGTERM."""
    end_with_parent(signal.SIGTERM)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    stopped = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    await stopped.wait()
    print(Sink.taken, flush=True)


async def child(*arguments: str, **environment: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH", "."), **environment},
    )


async def bare(port: int, folder: Path) -> tuple[float, float]:
    """The reference: mails per second without a database, and its processor's ms for each."""
    keys = load_or_create_keys(folder / "bare", "bench")
    channel = SmtpMail(SmtpServer("127.0.0.1", port, tls="none"), keys, connections=16)
    count = min(ROWS, 5_000)
    gate = asyncio.Semaphore(64)

    lamp = Attachment("lampe.jpg", "image/jpeg", picture(), content_id="lampe")

    async def one(number: int) -> None:
        context = {"name": f"Person {number}"}
        html = journeys.html_of(WORDS.text, context).replace("image:lampe", "cid:lampe")
        async with gate:
            await channel.send(
                Outbound(
                    id=str(number),
                    address=f"p{number}@courriel.example",
                    text=journeys.plain_of(WORDS.text, context),
                    sender="bonjour@maison-olvera.example",
                    sender_name="Maison Olvera",
                    subject=journeys.render(WORDS.subject, context),
                    html=html,
                    attachments=(lamp,) if WITH == "image" else (invoice(number),) if PAGES else (),
                    passport_url="https://maison-olvera.example/m/0123456789abcdef01234567",
                    preferences_url="https://maison-olvera.example/p/" + "x" * 70,
                    unsubscribe_url="https://maison-olvera.example/u/" + "x" * 70,
                    return_token=f"{new_id().hex}.0123456789abcdef",
                )
            )

    began, used = time.perf_counter(), time.process_time()
    await asyncio.gather(*(one(number) for number in range(count)))
    spent, used = time.perf_counter() - began, time.process_time() - used
    await channel.close()
    return count / spent, used / count * 1000


async def prepared(house: House) -> journeys.CampaignId:
    rows = (f"c-{n},Person {n},fr,p{n}@courriel.example,yes,f-{n}\n" for n in range(ROWS))
    async with house.pool.transaction(house.company.id) as db:
        people = contacts.read_people([HEAD, *rows])
        await contacts.import_people(db, people, source="bench", actor=ME)
        alt = {"fr": "Une lampe", "en": "A lamp"}
        await journeys.images.add(db, picture(), alt, name="lampe", actor=ME)
        saved = await journeys.save_template(
            db, "news", Purpose.NEWS, {"fr": WORDS}, sample={"name": "A"}, actor=ME
        )
        await journeys.publish_template(db, saved.template.id, actor=ME)
        segment = await journeys.save_segment(db, "all", {}, actor=ME)
        made = await journeys.plan_campaign(db, "bench", segment.id, [saved.template.id], actor=ME)
    # What is to be read has been there for long; what is to be written has not been counted yet.
    await house.owner.execute("analyze contacts.contacts, contacts.addresses, contacts.choices")
    return made.id


async def ours(house: House, port: int) -> tuple[float, float, float, float, list[float]]:
    """Give mails per second, ms for each (workers, database), the forecast's s, peaks of memory."""
    campaign = await prepared(house)
    async with house.pool.transaction(house.company.id) as db:
        began = time.perf_counter()
        seen = await journeys.forecast(db, campaign)
        forecast = time.perf_counter() - began
        assert sum(seen.by_channel.values()) == ROWS, seen
    workers = [
        await child("-m", "limpide", "worker", **environment(house, port)) for _ in range(WORKERS)
    ]
    await _started(workers)
    used = sum(processor_seconds(worker.pid) for worker in workers)
    database = await database_seconds(house.owner)
    began = time.perf_counter()
    await _begin(house, campaign)
    while True:
        await asyncio.sleep(0.5)
        async with house.pool.transaction(house.company.id) as db:
            statuses = await delivery.count_statuses(db, campaign)
        if statuses.get("accepted", 0) == ROWS:
            break
    spent = time.perf_counter() - began
    used = sum(processor_seconds(worker.pid) for worker in workers) - used
    database = await database_seconds(house.owner) - database
    peaks = [_peak(worker.pid) for worker in workers]
    for worker in workers:
        worker.terminate()
        await worker.wait()
    return ROWS / spent, used / ROWS * 1000, database / ROWS * 1000, forecast, peaks


async def _begin(house: House, campaign: UUID) -> None:
    """Let the campaign leave; files go with notices, which are asked for in batches."""
    if not PAGES:
        async with house.pool.transaction(house.company.id) as db:
            await journeys.start_campaign(db, journeys.CampaignId(campaign), actor=ME)
        return
    async with house.pool.transaction(house.company.id) as db:
        rows = await db.rows("select id from contacts.contacts")
    people = [contacts.ContactId(row["id"]) for row in rows]
    step = 500 if WITH == "file" else 50
    for place in range(0, len(people), step):
        some = [
            Notice(person, "news", reference=campaign, files=(invoice(number),))
            for number, person in enumerate(people[place : place + step], place)
        ]
        async with house.pool.transaction(house.company.id) as db:
            await journeys.notify(db, some, actor=ME)


async def _started(workers: Sequence[asyncio.subprocess.Process]) -> None:
    """Wait until the workers have loaded and settled: until they compute no more."""
    before = -1.0
    while (now := sum(processor_seconds(worker.pid) for worker in workers)) - before > 0.1:
        before = now
        await asyncio.sleep(2)


def environment(house: House, port: int) -> dict[str, str]:
    """Give a worker its settings: the house's database, the sink's port."""
    return {
        "LIMPIDE_DATABASE_URL": house.url,
        "LIMPIDE_DATA_DIR": str(house.folder / "data"),
        "LIMPIDE_SMTP_HOST": "127.0.0.1",
        "LIMPIDE_SMTP_PORT": str(port),
        "LIMPIDE_SMTP_TLS": "none",
        "LIMPIDE_LOG_LEVEL": "ERROR",
        "LIMPIDE_SECRET_KEY": b"a key for benchmarks only, thirty-two bytes".hex(),
    }


def processor_seconds(pid: int) -> float:
    """Say how long a process has been computing: other programs on the machine change it little."""
    return _seconds(_fields(pid)[11:13])


async def database_seconds(owner: Any) -> float:
    """Say the same of PostgreSQL: its first process, all that it began, and those that ended."""
    first = int(_fields(await owner.fetchval("select pg_backend_pid()"))[1])
    living = [_fields(int(each.name)) for each in Path("/proc").iterdir() if each.name.isdigit()]
    begun = [fields for fields in living if fields and int(fields[1]) == first]
    return _seconds(_fields(first)[11:15]) + sum(_seconds(fields[11:13]) for fields in begun)


def _fields(pid: int) -> list[str]:
    """Read what the kernel says of a process from its state on (proc(5)); nothing if it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _seconds(ticks: Sequence[str]) -> float:
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _peak(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


async def main() -> None:
    process = await child(__file__, "sink")
    assert process.stdout is not None
    port = int(await process.stdout.readline())
    async with built() as house:
        reference, alone = await bare(port, house.folder)
        rate, each, database, forecast, peaks = await ours(house, port)
    process.terminate()
    await process.wait()
    print(f"each mail with: {WITH or 'words alone'}")
    print(f"bare pipeline            {reference:8.0f} mails/s, one process")
    print(f"campaign, {WORKERS} worker(s)    {rate:8.0f} mails/s, ratio {rate / reference:.2f}")
    print(
        f"processor time a mail    {each:8.2f} ms in workers, {database:.2f} ms in PostgreSQL, "
        f"{alone:.2f} ms in the bare pipeline"
    )
    print(f"forecast for {ROWS} people {forecast:8.1f} s; this process {peak_megabytes():.0f} MB")
    print(f"peak memory of workers   {', '.join(f'{peak:.0f}' for peak in peaks)} MB")


if __name__ == "__main__":
    # The loop of the job process, for the reference too.
    uvloop.run(sink() if sys.argv[1:2] == ["sink"] else main())

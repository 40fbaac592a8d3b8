"""The ground of the proofs: a company, its processes, and the count of what came out."""

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import (
    AsyncGenerator,
    Awaitable,
    Callable,
    Collection,
    Iterable,
    Sequence,
)
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

from tests.channels.smsc import Smsc

from limpide import contacts, delivery, journeys
from limpide.channels import Kind
from limpide.contacts import ContactId, Purpose
from limpide.delivery import Content, MessageId, Queued, Request, Status
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.journeys import Campaign, CampaignState, Wording
from limpide.ledger import Author, AuthorKind, Reason

from .peers import MailServer

ME: Final = Actor.system("proof")
_KEY: Final = b"a key for tests only, thirty-two bytes long".hex()
_HEAD: Final = "reference,name,language,email,consent.email.news,consent_evidence\n"
_WORDS: Final = Wording("Nouvelles de {{ name }}", "Bonjour {{ name }}, voici les nouvelles.")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Count:
    """What came out of a proof.

    `lost`: wanted, not arrived, and not accounted for (marked unsure, stopped, or among the dead
    letters). `doubled`: arrived more often than once; `doubled_unmarked`: of those, the ones that
    were never marked unsure. `in_flight`: the most that the kills can have caught.
    """

    proof: str
    wanted: int
    arrived: int
    lost: int
    doubled: int
    doubled_unmarked: int
    unsure: int
    in_flight: int

    def must_hold(self) -> None:
        """Print the count, and fail where a promise is broken."""
        print(f"\n{self}")
        assert self.lost == 0
        assert self.doubled_unmarked == 0
        assert self.doubled <= self.unsure <= self.in_flight


@dataclass
class Ground:
    """A company whose web and job processes are real ones, to be killed."""

    pool: Pool
    workspace: WorkspaceId
    url: str
    folder: Path
    environment: dict[str, str] = field(default_factory=dict[str, str])
    running: list[asyncio.subprocess.Process] = field(
        default_factory=list[asyncio.subprocess.Process]
    )
    caught: int = 0

    async def do(self, step: Callable[[Database], Awaitable[T]]) -> T:
        """Do something in a transaction of its own."""
        async with self.pool.transaction(self.workspace) as db:
            return await step(db)

    def mails_by(self, server: MailServer) -> None:
        """Let the processes that start from now on hand their mail to a server."""
        self.environment |= {
            "LIMPIDE_SMTP_HOST": "127.0.0.1",
            "LIMPIDE_SMTP_PORT": str(server.port),
            "LIMPIDE_SMTP_TLS": "none",
        }

    def texts_by(self, centre: Smsc) -> None:
        """Let texts leave by a message centre of a mobile network."""
        self.environment |= {
            "LIMPIDE_SMS_PROVIDER": "smpp",
            "LIMPIDE_SMS_ACCOUNT": "olvera",
            "LIMPIDE_SMS_SECRET": "secret",
            "LIMPIDE_SMS_SENDER": "+33600000001",
            "LIMPIDE_SMS_HOST": "127.0.0.1",
            "LIMPIDE_SMS_PORT": str(centre.port),
        }

    async def start(self, what: str = "worker") -> asyncio.subprocess.Process:
        """Start a process of the program."""
        environment = {
            **os.environ,
            "LIMPIDE_DATABASE_URL": self.url,
            "LIMPIDE_DATA_DIR": str(self.folder),
            "LIMPIDE_SECRET_KEY": _KEY,
            "LIMPIDE_LOG_LEVEL": "ERROR",
            **self.environment,
        }
        with (self.folder / f"{what}.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "limpide", what, env=environment, stdout=log, stderr=log
            )
        self.running.append(process)
        return process

    async def kill(self, process: asyncio.subprocess.Process) -> None:
        """Kill a process as a power cut would."""
        process.send_signal(signal.SIGKILL)
        await process.wait()
        self.running.remove(process)
        self.caught += (await self.statuses()).get("sending", 0)

    async def stop(self) -> None:
        """End what still runs."""
        for process in self.running:
            process.kill()
            await process.wait()
        self.running.clear()

    async def people(self, count: int) -> Sequence[ContactId]:
        """Know people who want the news by mail."""
        rows = [f"c-{n},Person {n},fr,p{n}@courriel.example,yes,f-{n}\n" for n in range(count)]

        async def bring(db: Database) -> Sequence[ContactId]:
            read = contacts.read_people([_HEAD, *rows])
            await contacts.import_people(db, read, source="proof", actor=ME)
            found = await db.rows("select id from contacts.contacts order by reference")
            return [ContactId(row["id"]) for row in found]

        return await self.do(bring)

    async def know(self, address: str) -> ContactId:
        """Know somebody by their mail address."""
        found = await self.do(
            lambda db: contacts.recognise(db, Kind.EMAIL, address, language="fr", actor=ME)
        )
        return found.id

    async def campaign(self, *, per_minute: int | None = None) -> Campaign:
        """Plan a campaign to all of them."""

        async def plan(db: Database) -> Campaign:
            saved = await journeys.save_template(
                db, "news", Purpose.NEWS, {"fr": _WORDS}, sample={"name": "A"}, actor=ME
            )
            await journeys.publish_template(db, saved.template.id, actor=ME)
            segment = await journeys.save_segment(db, "all", {}, actor=ME)
            return await journeys.plan_campaign(
                db, "proof", segment.id, [saved.template.id], per_minute=per_minute, actor=ME
            )

        return await self.do(plan)

    async def begin(self, campaign: Campaign) -> None:
        """Let a campaign leave."""
        await self.do(lambda db: journeys.start_campaign(db, campaign.id, actor=ME))

    async def write(
        self, contact: ContactId, purpose: Purpose = Purpose.ORDER, *, key: str | None = None
    ) -> MessageId:
        """Ask for one mail to one person."""
        wish = _wish(contact, purpose, key)
        queued = await self.do(lambda db: delivery.request(db, wish, actor=ME))
        assert isinstance(queued, Queued)
        return queued.message

    async def write_many(
        self, people: Sequence[ContactId], author: AuthorKind = AuthorKind.TEMPLATE
    ) -> None:
        """Ask for a mail to each of many people, in one batch."""
        wishes = [
            replace(_wish(person, Purpose.ORDER, None), author=Author(author)) for person in people
        ]
        await self.do(lambda db: delivery.request_many(db, wishes, actor=ME))

    async def hurry(self) -> None:
        """Let the waits of repeats pass: what waits for its hour does so no longer."""
        await self.do(
            lambda db: db.run(
                "update jobs.pgqueuer set execute_after = now() where status = 'queued'"
            )
        )

    async def until(self, holds: Callable[[], Awaitable[bool]], seconds: float = 120) -> None:
        """Wait until something holds."""
        end = time.monotonic() + seconds
        while not await holds():
            if time.monotonic() > end:
                raise TimeoutError(await self.statuses())
            await asyncio.sleep(0.1)

    async def statuses(self) -> dict[str, int]:
        """Count the messages by status."""
        rows = await self.do(
            lambda db: db.rows("select status, count(*) as n from delivery.messages group by 1")
        )
        return {row["status"]: row["n"] for row in rows}

    async def is_over(self, campaign: Campaign) -> bool:
        """Say whether a campaign has ended and nothing of it is on its way."""
        found = await self.do(lambda db: journeys.get_campaign(db, campaign.id))
        return found.state is CampaignState.DONE and await self.is_quiet()

    async def is_quiet(self) -> bool:
        """Say whether nothing is on its way."""
        return not {"queued", "sending"} & set(await self.statuses())

    async def count(
        self,
        proof: str,
        wanted: Iterable[str],
        arrived: Iterable[str],
        *,
        provoked: int = 0,
        told: Collection[str] = (),
    ) -> Count:
        """Count what became of messages to addresses, and hold the promise.

        `told`: who was left out of a campaign, with the reason on its page.

        `provoked`: how many times a peer was told to take a message and deny it.
        """
        standing = await self.do(_standing)
        times, wanted = Counter(arrived), set(wanted)
        accounted = set(told) | {address for address, status, _ in standing if status in _ACCOUNTED}
        marked = {address for address, _, is_marked in standing if is_marked}
        doubled = {address for address, number in times.items() if number > 1}
        found = Count(
            proof=proof,
            wanted=len(wanted),
            arrived=len(times),
            lost=len(wanted - set(times) - accounted),
            doubled=len(doubled),
            doubled_unmarked=len(doubled - marked),
            unsure=len(marked),
            in_flight=self.caught + provoked,
        )
        found.must_hold()
        return found


def _wish(contact: ContactId, purpose: Purpose, key: str | None) -> Request:
    return Request(
        contact=contact,
        purpose=purpose,
        content=Content("Votre lampe part demain.", "Votre commande"),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.order"),
        kinds=(Kind.EMAIL,),
        key=key,
    )


# What a person finds, with the reason: nothing of it is lost without a word.
_ACCOUNTED: Final = {
    Status.UNSURE,
    Status.STOPPED,
    Status.FAILED,
    Status.EXPIRED,
    Status.BOUNCED,
}


async def _standing(db: Database) -> Sequence[tuple[str, Status, bool]]:
    """Give of each message its address, its status, and whether it was ever marked unsure."""
    rows = await db.rows(
        """select m.address, m.status, exists (
             select from delivery.attempts a where a.message = m.id and a.outcome = 'unsure')
             or m.status = 'unsure' as is_marked
           from delivery.messages m"""
    )
    return [(row["address"], Status(row["status"]), row["is_marked"]) for row in rows]


@asynccontextmanager
async def ground(pool: Pool, workspace: WorkspaceId, url: str) -> AsyncGenerator[Ground]:
    """Prepare a ground for the time of the block, and leave no process behind."""
    with tempfile.TemporaryDirectory(prefix="limpide-proof-", ignore_cleanup_errors=True) as place:
        here = Ground(pool, workspace, url, Path(place))
        try:
            yield here
        finally:
            await here.stop()

"""Mail to colleagues: once, by the company's way out, with a link that is nowhere else."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from limpide import advisors
from limpide.advisors import AdvisorId, LetterKind, Role
from limpide.channels import (
    Accepted,
    Capabilities,
    ChannelDownError,
    Kind,
    Outbound,
    Outcome,
    Unsure,
)
from limpide.foundation import clock, jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

ME = Actor.system("test")
CLAIRE = "claire@maison-olvera.example"


@dataclass
class Mail:
    """A mail server that answers as it is told."""

    outcome: Outcome | None = field(default_factory=lambda: Accepted("r"))
    sent: list[Outbound] = field(default_factory=list[Outbound])
    can: Capabilities = field(default_factory=lambda: Capabilities(Kind.EMAIL))

    async def send(self, message: Outbound) -> Outcome:
        if self.outcome is None:
            raise ChannelDownError
        self.sent.append(message)
        return self.outcome


@pytest.fixture
async def claire(pool: Pool, workspace: WorkspaceId) -> AdvisorId:
    async with pool.transaction(workspace) as db:
        roles = frozenset({Role.ADVISOR})
        id, _ = await advisors.invite(db, CLAIRE, "Claire", roles, language="fr", actor=ME)
    return id


async def _drain(pool: Pool, mail: Mail | None) -> None:
    ways = {} if mail is None else {Kind.EMAIL: mail}
    handler = advisors.letter_handler(ways, "https://x.example")
    await jobs.Worker(pool, {advisors.POST: handler}).drain()


async def _states(pool: Pool, workspace: WorkspaceId) -> list[str]:
    async with pool.transaction(workspace) as db:
        rows = await db.rows("select state from advisors.letters order by id")
    return [row["state"] for row in rows]


async def test_an_invitation_leaves_with_a_link_that_sets_the_password(
    pool: Pool, workspace: WorkspaceId, claire: AdvisorId
) -> None:
    mail = Mail()
    async with pool.transaction(workspace) as db:
        await advisors.write(db, claire, LetterKind.INVITATION)
    await _drain(pool, mail)

    (sent,) = mail.sent
    assert (sent.address, sent.sender) == (CLAIRE, "bonjour@maison-olvera.example")
    assert "Maison Olvera" in sent.subject
    token = re.findall(r"https://x\.example/welcome/(\S+)", sent.text)[0]
    async with pool.transaction(workspace) as db:
        assert await advisors.accept(db, token, "une lampe et deux chaises") == claire
        assert await db.value("select count(*) from advisors.letters where body <> ''") == 0
    assert await _states(pool, workspace) == ["sent"]


async def test_a_stranger_who_forgot_gets_nothing(
    pool: Pool, workspace: WorkspaceId, claire: AdvisorId
) -> None:
    mail = Mail()
    async with pool.transaction(workspace) as db:
        await advisors.forgot(db, "nobody@x.example")
        await advisors.forgot(db, CLAIRE)
    await _drain(pool, mail)
    assert [each.address for each in mail.sent] == [CLAIRE]


async def test_what_was_perhaps_sent_is_not_sent_again(
    pool: Pool, workspace: WorkspaceId, claire: AdvisorId
) -> None:
    mail = Mail(outcome=Unsure("the line broke"))
    async with pool.transaction(workspace) as db:
        await advisors.write(db, claire, LetterKind.RESET)
    await _drain(pool, mail)
    assert len(mail.sent) == 1
    assert await _states(pool, workspace) == ["unsure"]


async def test_a_mail_server_that_is_down_is_tried_again_and_not_for_ever(
    pool: Pool, workspace: WorkspaceId, claire: AdvisorId
) -> None:
    async with pool.transaction(workspace) as db:
        await advisors.write(db, claire, LetterKind.RESET)
        letter = await db.value("select id from advisors.letters")
    handler = advisors.letter_handler({Kind.EMAIL: Mail(outcome=None)}, "https://x.example")
    with pytest.raises(jobs.RetryLater):
        await handler(pool, workspace, {"letter": str(letter)})
    assert await _states(pool, workspace) == ["waiting"]

    with clock.frozen(clock.now() + timedelta(hours=25)):
        await handler(pool, workspace, {"letter": str(letter)})
    assert await _states(pool, workspace) == ["rejected"]


async def test_without_outgoing_mail_the_letter_ends_as_rejected(
    pool: Pool, workspace: WorkspaceId, claire: AdvisorId
) -> None:
    async with pool.transaction(workspace) as db:
        await advisors.write(db, claire, LetterKind.INVITATION)
    await _drain(pool, None)
    assert await _states(pool, workspace) == ["rejected"]


async def test_the_last_administrator_stays(
    pool: Pool, workspace: WorkspaceId, claire: AdvisorId
) -> None:
    async with pool.transaction(workspace) as db:
        await advisors.set_roles(db, claire, frozenset({Role.ADMIN}), actor=ME)
        with pytest.raises(advisors.LastAdminError):
            await advisors.set_roles(db, claire, frozenset({Role.ADVISOR}), actor=ME)
        with pytest.raises(advisors.LastAdminError):
            await advisors.deactivate(db, claire, actor=ME)

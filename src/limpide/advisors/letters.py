"""Letters: mail to colleagues by the company's own way out, from a job. See docs/decisions/0077."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from limpide import ledger
from limpide.channels import (
    Accepted,
    Attachment,
    Channel,
    ChannelDownError,
    Disclosure,
    Kind,
    Outbound,
    Outcome,
    Unsure,
)
from limpide.foundation import clock, jobs, limits, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger import AuthorKind

from . import accounts, store, store_letters
from .model import Advisor, AdvisorId, Letter, LetterKind, LetterState

POST: Final = "advisors.post"
_ACTOR: Final = Actor.system("advisors")
_LIFE: Final = timedelta(hours=24)
_PAUSE_SECONDS: Final = 60.0
_HOUR: Final = 3600.0


async def write(
    db: Database,
    advisor: AdvisorId,
    kind: LetterKind,
    *,
    subject: str = "",
    body: str = "",
    html: str = "",
    images: Sequence[Attachment] = (),
) -> None:
    """Send a colleague a mail. Its words are the caller's for a trial, else the house's own.

    `images`: what `html` shows in its place, by content id.
    """
    letter = Letter(
        id=new_id(),
        advisor=advisor,
        kind=kind,
        subject=subject,
        body=body,
        html=html,
        state=LetterState.WAITING,
        created_at=clock.now(),
    )
    await store_letters.add_letter(db, letter)
    await store_letters.add_images(db, letter.id, images)
    await jobs.enqueue(db, POST, {"letter": str(letter.id)})


async def forgot(db: Database, email: str, *, address: str = "") -> None:
    """Send a link for a new password, if there is such an account.

    Nobody learns whether there is: both cases cost a job, and the job of a stranger finds nothing.
    Raises TooManyRequestsError after three requests in an hour.
    """
    email = email.strip().lower()
    await limits.take(db, "forgot.account", email, capacity=3, per_seconds=_HOUR)
    await limits.take(db, "forgot.address", address, capacity=20, per_seconds=_HOUR)
    row = await store.find_by_email(db, email)
    if row is None:
        await jobs.enqueue(db, POST, {"letter": str(new_id())})
    else:
        await write(db, AdvisorId(row["id"]), LetterKind.RESET)


def letter_handler(ways: Mapping[Kind, Channel], base_url: str) -> jobs.Handler:
    """Build the job `advisors.post`: record the attempt, call, record the outcome."""
    mail = ways.get(Kind.EMAIL)

    async def post(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        id = UUID(payload["letter"])
        async with pool.transaction(workspace) as db:
            outbound = await _begin(db, id, base_url, has_mail=mail is not None)
        if outbound is None or mail is None:
            return
        try:
            outcome = await mail.send(outbound)
        except ChannelDownError as error:
            async with pool.transaction(workspace) as db:
                await store_letters.set_state(db, id, LetterState.WAITING, None)
            raise jobs.RetryLater(_PAUSE_SECONDS) from error
        async with pool.transaction(workspace) as db:
            await _end(db, id, _state_after(outcome))

    return post


async def _begin(db: Database, id: UUID, base_url: str, *, has_mail: bool) -> Outbound | None:
    letter = await store_letters.lock_letter(db, id)
    if letter is None or letter.state not in {LetterState.WAITING, LetterState.LEAVING}:
        return None
    if letter.state is LetterState.LEAVING:
        # Another run died while it was sending: perhaps sent, so never blindly again.
        await _end(db, id, LetterState.UNSURE)
        return None
    advisor = await accounts.get_advisor(db, letter.advisor)
    is_stale = clock.now() - letter.created_at > _LIFE
    if not has_mail or is_stale or not advisor.is_active:
        await _end(db, id, LetterState.REJECTED)
        return None
    await store_letters.set_state(db, id, LetterState.LEAVING, None)
    return await _outbound(db, letter, advisor, base_url)


async def _outbound(db: Database, letter: Letter, advisor: Advisor, base_url: str) -> Outbound:
    company = await workspaces.get(db)
    subject, body = letter.subject, letter.body
    if letter.kind is not LetterKind.TRIAL:
        token = await accounts.link(db, advisor.id)
        words = {"name": advisor.name, "company": company.name}
        key = f"advisors.letter.{letter.kind}"
        subject = translate(advisor.language, f"{key}.subject", count=None, **words)
        body = translate(
            advisor.language, f"{key}.body", count=None, link=f"{base_url}/welcome/{token}", **words
        )
    return Outbound(
        id=str(letter.id),
        address=advisor.email,
        text=body,
        html=letter.html,
        subject=subject,
        sender=company.mail_address,
        sender_name=company.name,
        language=advisor.language,
        disclosure=Disclosure(AuthorKind.TEMPLATE.value, ""),
        automatic=True,
        attachments=tuple(await store_letters.images_of(db, letter.id)),
    )


async def _end(db: Database, id: UUID, state: LetterState) -> None:
    advisor = await store_letters.set_state(db, id, state, clock.now())
    await ledger.record(db, f"advisor.letter_{state}", about=advisor, why="asked", actor=_ACTOR)


def _state_after(outcome: Outcome) -> LetterState:
    match outcome:
        case Accepted():
            return LetterState.SENT
        case Unsure():
            return LetterState.UNSURE
        case _:
            return LetterState.REJECTED

"""`/delivery`: how the providers are, what was perhaps sent, what ended and can go again."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Final
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import contacts, delivery
from limpide.advisors import Role
from limpide.channels import Kind
from limpide.contacts import ContactId, Refusal
from limpide.delivery import MessageId, NotUnsureError
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.web.sign_in import Staff, StaffForm, StaffMember, require, staff_page

router = APIRouter(prefix="/delivery")
_SEE_OTHER: Final = 303
_READERS: Final = (Role.LEAD, Role.ADMIN, Role.AUDITOR)
_MENDERS: Final = (Role.LEAD, Role.ADMIN)
_SHOWN: Final = 50
# For how long something is of use that is sent again after its time (hours).
USEFUL_FOR: Final = (4, 24, 72)
_WHY: Final = {why.value for why in (*delivery.dead_letters.Obstacle, *Refusal)}
Short = Annotated[str, Form(max_length=500)]


async def reader(member: Staff) -> StaffMember:
    """Let leads, administrators and auditors look."""
    require(member, *_READERS)
    return member


async def mender(member: StaffForm) -> StaffMember:
    """Let leads and administrators mend."""
    require(member, *_MENDERS)
    return member


Reader = Annotated[StaffMember, Depends(reader)]
Mender = Annotated[StaffMember, Depends(mender)]


@router.get("")
async def index(
    request: Request,
    db: http.Transaction,
    member: Reader,
    channel: Kind | None = None,
    before: UUID | None = None,
) -> Response:
    """Show what an operator looks after."""
    cursor = None if before is None else MessageId(before)
    dead = await delivery.dead_letters.list_dead_letters(
        db, kind=channel, before=cursor, limit=_SHOWN + 1
    )
    unsure = await delivery.list_unsure(db)
    people = {each.message.contact for each in dead} | {each.contact for each in unsure}
    return staff_page(
        request,
        "delivery/index.html",
        member,
        "delivery",
        now=clock.now(),
        providers=await delivery.list_health(db),
        unsure=unsure,
        dead=dead[:_SHOWN],
        next=dead[_SHOWN - 1].message.id if len(dead) > _SHOWN else None,
        counts=await delivery.dead_letters.count_dead_letters(db),
        channel=channel,
        names=await _names(db, people),
        may_mend=bool(member.advisor.roles.intersection(_MENDERS)),
        useful_for=USEFUL_FOR,
        notice=request.query_params.get("notice", ""),
        many=request.query_params.get("many", "0"),
        kept=_kept(request),
    )


@router.post("/replay")
async def replay(
    db: http.Transaction,
    member: Mender,
    ids: Annotated[list[UUID] | None, Form()] = None,
    address: Short = "",
    hours: Annotated[int, Form(ge=0, le=24 * 30)] = 0,
) -> Response:
    """Let some go again, and say how many do, and why the others do not."""
    until = clock.now() + timedelta(hours=hours) if hours else None
    answers = await delivery.dead_letters.replay(
        db,
        [MessageId(id) for id in ids or []],
        delivery.dead_letters.Mending(address.strip() or None, until),
        actor=member.actor,
    )
    kept = Counter(why.value for why in answers.values() if why is not None)
    return _back("replayed", len(answers) - kept.total(), kept)


@router.post("/dismiss")
async def dismiss(
    db: http.Transaction,
    member: Mender,
    ids: Annotated[list[UUID] | None, Form()] = None,
    why: Short = "",
) -> Response:
    """Take some off the list."""
    many = await delivery.dead_letters.dismiss(
        db, [MessageId(id) for id in ids or []], why=why.strip() or "seen", actor=member.actor
    )
    return _back("dismissed", many)


@router.post("/unsure/{id}")
async def settle(
    db: http.Transaction,
    member: Mender,
    id: UUID,
    verdict: Annotated[str, Form(pattern="^(sent|not_sent)$")],
    why: Short = "",
) -> Response:
    """Keep what somebody found out about a message that was perhaps sent."""
    if not why.strip():
        return _back("why_missing", 1)
    try:
        await delivery.resolve_unsure(
            db, MessageId(id), was_sent=verdict == "sent", why=why.strip(), actor=member.actor
        )
    except NotUnsureError:
        return _back("known_already", 1)
    return _back(f"settled_{verdict}", 1)


def _back(notice: str, many: int, kept: Mapping[str, int] | None = None) -> Response:
    query = urlencode(
        [("notice", notice), ("many", many)]
        + [("kept", f"{why}:{number}") for why, number in (kept or {}).items()]
    )
    return RedirectResponse(f"/delivery?{query}", _SEE_OTHER)


def _kept(request: Request) -> Sequence[tuple[str, str]]:
    pairs = (each.split(":", 1) for each in request.query_params.getlist("kept") if ":" in each)
    return [(why, number) for why, number in pairs if why in _WHY and number.isdecimal()]


async def _names(db: Database, people: Iterable[ContactId]) -> Mapping[ContactId, str]:
    standings = await contacts.list_standings(db, list(people))
    return {id: standing.contact.name or "" for id, standing in standings.items()}

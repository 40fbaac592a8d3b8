"""`/v1/contacts`: people and their choices."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import ContactId, Proof, Use
from limpide.foundation.errors import NotFoundError

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes import (
    AiModeChange,
    ContactPage,
    ContactShape,
    Done,
    NewAddress,
    NewChoice,
    NewContact,
)
from .shapes_purchases import NewEvent, NewPurchase, PurchaseAnswer

router = APIRouter(prefix="/v1/contacts", tags=["contacts"])
Reader = Annotated[Caller, Depends(may(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.CONTACTS_WRITE))]


@router.get("")
async def list_contacts(
    db: Transaction,
    caller: Reader,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ContactPage:
    """List people, newest first; `search` looks at names and addresses."""
    del caller
    page = await contacts.list_contacts(db, search=search, cursor=cursor, limit=limit)
    return ContactPage(contacts=list(map(ContactShape.of, page.contacts)), next=page.next)


@router.post("", status_code=201, response_model=ContactShape)
async def create_contact(
    request: Request, db: Transaction, caller: Writer, body: NewContact
) -> Response:
    """Make a contact with its addresses. An address that belongs to someone else stays theirs."""

    async def work() -> ContactShape:
        actor = actor_of(caller)
        made = await contacts.create(
            db, name=body.name, language=body.language, reference=body.reference, actor=actor
        )
        for address in body.addresses:
            await contacts.add_address(db, made.id, address.kind, address.value, actor=actor)
        return ContactShape.of(await contacts.get_contact(db, made.id))

    return await once(request, db, caller, work, status=201)


@router.get("/by-address")
async def find_contact(db: Transaction, caller: Reader, kind: Kind, value: str) -> ContactShape:
    """Find the person behind an address."""
    del caller
    found = await contacts.find_by_address(db, kind, value)
    if found is None:
        raise NotFoundError
    return ContactShape.of(found)


@router.get("/{id}")
async def get_contact(db: Transaction, caller: Reader, id: UUID) -> ContactShape:
    """Get one person."""
    del caller
    return ContactShape.of(await contacts.get_contact(db, ContactId(id)))


@router.post("/{id}/addresses", status_code=201, response_model=ContactShape)
async def add_address(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: NewAddress
) -> Response:
    """Give a person an address."""

    async def work() -> ContactShape:
        person = ContactId(id)
        await contacts.add_address(db, person, body.kind, body.value, actor=actor_of(caller))
        return ContactShape.of(await contacts.get_contact(db, person))

    return await once(request, db, caller, work, status=201)


@router.post("/{id}/choices", status_code=201, response_model=Done)
async def record_choice(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: NewChoice
) -> Response:
    """Keep what a person decided. Queued messages follow at once."""

    async def work() -> Done:
        await contacts.get_contact(db, ContactId(id))
        proof = Proof(body.act, body.source, evidence=body.evidence, given_at=body.given_at)
        use = Use(body.channel, body.purpose)
        await contacts.record_choice(
            db, ContactId(id), body.choice, use, proof=proof, actor=actor_of(caller)
        )
        return Done()

    return await once(request, db, caller, work, status=201)


@router.post("/{id}/purchases", status_code=201, response_model=PurchaseAnswer)
async def record_purchase(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: NewPurchase
) -> Response:
    """Keep that a person bought: where their country allows it, offers of similar goods may follow.

    An earlier refusal stays, and so does an earlier consent.
    """

    async def work() -> PurchaseAnswer:
        follows = await contacts.record_purchase(
            db,
            ContactId(id),
            body.channels,
            body.goods,
            proof=body.proof(),
            is_refused=body.refused,
            actor=actor_of(caller),
        )
        return PurchaseAnswer(follows=dict(follows))

    return await once(request, db, caller, work, status=201)


@router.post("/{id}/events", status_code=201, response_model=Done)
async def note_event(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: NewEvent
) -> Response:
    """Keep that a person did something, so that segments can ask for it; a count, no trail."""

    async def work() -> Done:
        person = await contacts.get_contact(db, ContactId(id))
        await contacts.note_doing(db, person.id, body.what, body.at)
        return Done()

    return await once(request, db, caller, work, status=201)


@router.put("/{id}/ai-mode")
async def set_ai_mode(
    db: Transaction, caller: Writer, id: UUID, body: AiModeChange
) -> ContactShape:
    """Keep how much AI a person accepts."""
    person = ContactId(id)
    await contacts.get_contact(db, person)
    await contacts.set_ai_mode(db, person, body.ai_mode, actor=actor_of(caller))
    return ContactShape.of(await contacts.get_contact(db, person))

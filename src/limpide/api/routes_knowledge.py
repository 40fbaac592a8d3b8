"""`/v1/knowledge` and `/v1/ask`: documents, and what they answer."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from limpide import assistant, knowledge
from limpide.knowledge import Document

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes import AddedShape, AskedShape, DocumentPage, DocumentShape, NewDocument, Question

router = APIRouter(prefix="/v1", tags=["knowledge"])
Reader = Annotated[Caller, Depends(may(Scope.KNOWLEDGE_READ))]
Writer = Annotated[Caller, Depends(may(Scope.KNOWLEDGE_WRITE))]
Asker = Annotated[Caller, Depends(may(Scope.ASK))]


@router.get("/knowledge")
async def list_documents(db: Transaction, caller: Reader) -> DocumentPage:
    """List the documents in use."""
    del caller
    return DocumentPage(documents=list(map(_shape, await knowledge.list_documents(db))))


@router.post("/knowledge", status_code=201, response_model=AddedShape)
async def add_document(
    request: Request, db: Transaction, caller: Writer, body: NewDocument
) -> Response:
    """Keep a document. It answers once a person has approved it."""

    async def work() -> AddedShape:
        added = await knowledge.upload(db, body.name, body.text.encode(), actor=actor_of(caller))
        return AddedShape(
            added=len(added.added),
            updated=len(added.updated),
            unchanged=len(added.unchanged),
            skipped=[left.path for left in added.skipped],
        )

    return await once(request, db, caller, work, status=201)


@router.post("/ask")
async def ask(db: Transaction, caller: Asker, body: Question) -> AskedShape:
    """Ask the documents: quotations, a question back, or a hand-over, with the reason."""
    del caller
    found = await assistant.ask(db, body.question, language=body.language, history=body.history)
    return AskedShape.model_validate(asdict(found))


def _shape(document: Document) -> DocumentShape:
    review_on = document.review_on
    return DocumentShape(
        id=document.id,
        title=document.title,
        language=document.language,
        category=document.category or "",
        is_approved=document.is_approved,
        review_on=None if review_on is None else review_on.isoformat(),
    )

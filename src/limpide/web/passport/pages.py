"""`/m/<token>`, `/verify`, and the keys by which anyone checks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from limpide import assistant, conversations, delivery, ledger
from limpide.foundation import http, limits
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.errors import NotFoundError
from limpide.ledger import Passport
from limpide.web import pages

from .verify import is_genuine, verify
from .view import json_ld, view

router = APIRouter()
_LD = "application/ld+json"
_UNTIL_NEXT_CHECKPOINT = 60  # seconds


@router.get("/m/{token}.json")
async def signed(token: str, house: http.CurrentHouse) -> Response:
    """Give the signed passport to a program."""
    return JSONResponse(ledger.passport_document(await _find(house, token)))


@router.get("/m/{token}/proof.json")
async def proof(token: str, house: http.CurrentHouse) -> Response:
    """Prove that a passport is in the ledger; 202 until the next checkpoint covers it."""
    found = await _find(house, token)
    async with house.pool.transaction(found.workspace) as db:
        proved = await ledger.audit.prove_passport(db, found.id)
    if proved is None:
        headers = {"retry-after": str(_UNTIL_NEXT_CHECKPOINT)}
        return JSONResponse({"status": "not_yet_in_a_checkpoint"}, 202, headers)
    return JSONResponse(ledger.audit.proof_document(found, proved))


@router.get("/m/{token}")
async def passport(
    token: str, request: Request, house: http.CurrentHouse, workspace: http.CurrentWorkspace
) -> Response:
    """Show a passport in the reader's language, or give it as JSON-LD."""
    found = await _find(house, token)
    url = f"{house.settings.base_url}/m/{token}"
    also = {"vary": "accept, accept-language", "link": f'<{url}.json>; rel="alternate"'}
    if _LD in request.headers.get("accept", ""):
        return JSONResponse(json_ld(found, url), media_type=_LD, headers=also)
    async with house.pool.transaction(found.workspace) as db:
        events = await ledger.list_passport_events(db, found.id)
    language = pages.language_of(request, found.body["language"])
    genuine = await is_genuine(house.pool, found)
    drawn = pages.page(
        request,
        "passport/passport.html",
        language=language,
        passport=view(found, events, workspace, language, is_genuine=genuine),
        token=token,
        json_ld=json_ld(found, url),
        contested=request.query_params.get("contested") == "1",
        has_seen=request.query_params.get("seen") == "1",
    )
    drawn.headers.update(also)
    return drawn


@router.post("/m/{token}/contest")
async def contest(
    token: str,
    request: Request,
    house: http.CurrentHouse,
    why: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Take in that a message is called wrong: it is noted on its passport, and a person looks."""
    found = await _find(house, token)
    caller = request.client.host if request.client else ""
    reader = Actor(ActorKind.CONTACT, "passport", "")
    async with house.pool.transaction(found.workspace) as db:
        await limits.take(db, "contest", caller, capacity=5, per_seconds=600)
        thread = await assistant.contests.contest(db, UUID(found.body["message"]), actor=reader)
        if thread is not None and why.strip():
            await conversations.note(db, thread, why.strip(), found.id, actor=reader)
    return RedirectResponse(f"/m/{token}?contested=1", 303)


@router.post("/m/{token}/seen")
async def seen(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Take the reader's word that they read it; opening the page alone says nothing."""
    found = await _find(house, token)
    caller = request.client.host if request.client else ""
    async with house.pool.transaction(found.workspace) as db:
        await limits.take(db, "seen", caller, capacity=20, per_seconds=600)
        message = delivery.MessageId(UUID(found.body["message"]))
        await delivery.record_sign(db, message, delivery.Status.READ)
    return RedirectResponse(f"/m/{token}?seen=1", 303)


@router.get("/verify")
async def ask(request: Request, workspace: http.CurrentWorkspace, what: str = "") -> Response:
    """Show the form; `what` fills it in."""
    return pages.page(
        request, "passport/verify.html", company=workspace.name, what=what, text="", result=None
    )


@router.post("/verify")
async def answer(
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    db: http.Transaction,
    what: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
) -> Response:
    """Say whether what was pasted is ours."""
    caller = request.client.host if request.client else ""
    await limits.take(db, "verify", caller, capacity=30, per_seconds=60)
    result = await verify(house.pool, workspace, house.settings.base_url, what, text)
    return pages.page(
        request,
        "passport/verify.html",
        company=workspace.legal_name,
        what=what,
        text=text,
        result=result,
    )


@router.get("/.well-known/limpide-keys.json")
async def keys(db: http.Transaction) -> Response:
    """Publish the keys that sign passports (RFC 7517)."""
    return JSONResponse(ledger.jwk_set(await ledger.list_public_keys(db)))


async def _find(house: http.House, token: str) -> Passport:
    found = await ledger.find_passport(house.pool, token)
    if found is None:
        raise NotFoundError
    return found

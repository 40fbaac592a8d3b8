"""`/u/<token>`: one-click withdrawal (RFC 8058). `/c/<token>`: the second yes to mail."""

from fastapi import APIRouter, Request, Response

from limpide import contacts
from limpide.foundation import http
from limpide.foundation.actor import Actor, ActorKind
from limpide.web import pages

from .holding import holder_of, pending_of, self_of, texts_of

router = APIRouter()


@router.api_route("/u/{token}", methods=["GET", "HEAD"])
async def ask_unsubscribe(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Show a button: a link opened by a mail scanner must change nothing."""
    holder = await holder_of(house, token)
    return pages.page(request, "preferences/unsubscribe.html", use=holder.use, done=False)


@router.post("/u/{token}")
async def unsubscribe(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Withdraw one use. Mail programs post here without cookies and expect a blank 200."""
    holder = await holder_of(house, token)
    async with house.pool.transaction(holder.workspace) as db:
        await contacts.unsubscribe(db, holder, source="/u", actor=self_of(holder))
    form = texts_of(await request.form())
    if form.get("List-Unsubscribe") == "One-Click":
        return Response(status_code=200)
    return pages.page(request, "preferences/unsubscribe.html", use=holder.use, done=True)


@router.api_route("/c/{token}", methods=["GET", "HEAD"])
async def ask_confirmation(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Show what a yes would allow, with a button: a scanner that opens the link says nothing."""
    pending = await pending_of(house, token)
    return pages.page(
        request,
        "preferences/confirm.html",
        language=pages.language_of(request, pending.wording.language),
        pending=pending,
        done=pending.confirmed_at is not None,
    )


@router.post("/c/{token}")
async def confirm(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Take the second yes, which is the proof of the consent."""
    pending = await pending_of(house, token)
    async with house.pool.transaction(pending.workspace) as db:
        actor = Actor(ActorKind.CONTACT, str(pending.contact), "")
        await contacts.confirm(db, token, source="/c", actor=actor)
    language = pages.language_of(request, pending.wording.language)
    return pages.page(
        request, "preferences/confirm.html", language=language, pending=pending, done=True
    )

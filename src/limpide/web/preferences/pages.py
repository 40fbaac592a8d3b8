"""`/p/<token>`: choices that take effect at once. `/u/<token>`: one-click withdrawal (RFC 8058)."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from limpide import contacts
from limpide.contacts import Act, Proof, TokenHolder, Wording
from limpide.foundation import http
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import NotFoundError
from limpide.foundation.i18n import translate
from limpide.web import pages

from . import view

router = APIRouter()
_WORDING_VERSION = 1
_SEE_OTHER = 303


class LinkExpiredError(NotFoundError):
    """The link is not valid any more. Ask for a new one at /p."""


@router.get("/p/{token}")
async def show(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Show what a person decided. Opening the page changes nothing: scanners follow links."""
    holder = await _holder(house, token)
    async with house.pool.transaction(holder.workspace) as db:
        known = await contacts.preferences(db, holder.contact)
        history = await contacts.list_choices(db, holder.contact)
    language = pages.language_of(request, known.contact.language)
    return pages.page(
        request,
        "preferences/preferences.html",
        language=language,
        known=known,
        lines=view.lines(known),
        channels=view.CHANNELS,
        wished=view.WISHED,
        history=list(reversed(history))[:50],
        token=token,
        is_saved="saved" in request.query_params,
    )


@router.post("/p/{token}")
async def save(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Keep the choices and show them again."""
    holder = await _holder(house, token)
    form = _texts(await request.form())
    async with house.pool.transaction(holder.workspace) as db:
        await _keep(db, holder, form, pages.language_of(request))
    return RedirectResponse(f"/p/{token}?saved=1", _SEE_OTHER)


@router.get("/u/{token}")
async def ask_unsubscribe(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Show a button: a link opened by a mail scanner must change nothing."""
    holder = await _holder(house, token)
    return pages.page(request, "preferences/unsubscribe.html", use=holder.use, done=False)


@router.post("/u/{token}")
async def unsubscribe(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Withdraw one use. Mail programs post here without cookies and expect a blank 200."""
    holder = await _holder(house, token)
    async with house.pool.transaction(holder.workspace) as db:
        await contacts.unsubscribe(db, holder, source="/u", actor=_self(holder))
    form = _texts(await request.form())
    if form.get("List-Unsubscribe") == "One-Click":
        return Response(status_code=200)
    return pages.page(request, "preferences/unsubscribe.html", use=holder.use, done=True)


async def _keep(db: Database, holder: TokenHolder, form: dict[str, str], language: str) -> None:
    known = await contacts.preferences(db, holder.contact)
    asked = view.wishes(form, known)
    actor = _self(holder)
    if asked.ai_mode is not None:
        await contacts.set_ai_mode(db, holder.contact, asked.ai_mode, actor=actor)
    if asked.language is not None:
        await contacts.set_language(db, holder.contact, asked.language, actor=actor)
    for use, choice in asked.uses.items():
        # What the person read beside the box is part of the proof (GDPR, article 7(1)).
        text = translate(language, f"web.preferences.purpose.{use.purpose}")
        wording = Wording(f"preferences.{use.purpose}", _WORDING_VERSION, language, text)
        proof = Proof(Act.CHECKBOX, "/p", wording)
        await contacts.record_choice(db, holder.contact, choice, use, proof=proof, actor=actor)
    for purpose, kind in asked.first.items():
        order = view.order_with_first(known, purpose, kind)
        await contacts.set_channel_order(db, holder.contact, purpose, order, actor=actor)


async def _holder(house: http.House, token: str) -> TokenHolder:
    holder = await contacts.contact_of_token(house.pool, token)
    if holder is None:
        raise LinkExpiredError
    return holder


def _self(holder: TokenHolder) -> Actor:
    return Actor(ActorKind.CONTACT, str(holder.contact), "")


def _texts(form: FormData) -> dict[str, str]:
    return {key: value for key, value in form.items() if isinstance(value, str)}

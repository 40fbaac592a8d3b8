"""`/p/<token>`: choices that take effect at once. `/u/<token>`: one-click withdrawal (RFC 8058)."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.contacts import Act, Proof, Purpose, TokenHolder, Wording
from limpide.delivery import Content
from limpide.delivery import Request as Wish
from limpide.foundation import clock, http, limits
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import NotFoundError
from limpide.foundation.i18n import translate
from limpide.ledger import Author, AuthorKind, Reason
from limpide.web import pages
from limpide.web.chat.visitor import visit_of

from . import view

router = APIRouter()
_WORDING_VERSION = 1
_SEE_OTHER = 303


class LinkExpiredError(NotFoundError):
    """The link is not valid any more. Ask for a new one at /p."""


@router.get("/p")
async def begin(
    request: Request, db: http.Transaction, workspace: http.CurrentWorkspace
) -> Response:
    """Lead a visitor of the chat to their own page; ask everyone else where to send the link."""
    known = await visit_of(request, db)
    if known is not None:
        token = await contacts.preference_token(db, known[1].contact, valid_days=1)
        return RedirectResponse(f"/p/{token}", _SEE_OTHER)
    language = pages.language_of(request, workspace.language)
    return pages.page(request, "preferences/begin.html", language=language, is_sent=False)


@router.post("/p")
async def send_link(
    request: Request,
    db: http.Transaction,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    email: Annotated[str, Form(max_length=320)],
) -> Response:
    """Send the link to an address; the answer is the same whether we know it or not."""
    caller = request.client.host if request.client else ""
    await limits.take(db, "preferences", caller, capacity=5, per_seconds=600)
    person = await contacts.find_by_address(db, Kind.EMAIL, email)
    language = pages.language_of(request, workspace.language)
    if person is not None:
        token = await contacts.preference_token(db, person.id)
        text = translate(
            person.language or language,
            "web.preferences.mail",
            url=f"{house.settings.base_url}/p/{token}",
        )
        wish = Wish(
            contact=person.id,
            purpose=Purpose.SERVICE,
            content=Content(text, translate(language, "web.preferences.title")),
            author=Author(AuthorKind.TEMPLATE),
            reason=Reason("web.preferences.reason"),
            kinds=(Kind.EMAIL,),
            answering=clock.now(),
        )
        await delivery.request(db, wish, actor=Actor.system("preferences"))
    return pages.page(request, "preferences/begin.html", language=language, is_sent=True)


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

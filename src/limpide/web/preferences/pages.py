"""`/p/<token>`: choices that take effect at once, and requests about one's own data."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Final
from uuid import UUID
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import contacts, delivery, rights
from limpide.channels import Kind
from limpide.contacts import Act, Choice, Preferences, Proof, Purpose, Use, Wording
from limpide.delivery import Content
from limpide.delivery import Request as Wish
from limpide.foundation import clock, http, limits, workspaces
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.ledger import Author, AuthorKind, Reason
from limpide.rights import RequestId, Via
from limpide.web import pages
from limpide.web.chat.visitor import visit_of

from . import data_uses, view
from .holding import holder_of, self_of, texts_of
from .knowing import known_of
from .wishing import Wishes, wishes

router = APIRouter()
_WORDING_VERSION: Final = 1
_SEE_OTHER: Final = 303
_UNPROCESSABLE: Final = 422
_DONE: Final = ("saved", "undone", "left", "asked", "cancelled", "works", "still", "data")
_PLACES: Final = ("Europe/", "Africa/", "America/", "Asia/", "Australia/", "Indian/", "Pacific/")


@router.get("/p")
async def begin(
    request: Request, db: http.Transaction, workspace: http.CurrentWorkspace
) -> Response:
    """Lead a visitor of the chat to their own page; ask everyone else where to send the link."""
    known = await visit_of(request, db)
    if known is not None:
        token = contacts.preference_token(db, known[1].contact, valid_days=1)
        return RedirectResponse(f"/p/{token}", _SEE_OTHER)
    language = pages.language_of(request, otherwise=workspace.language)
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
    language = pages.language_of(request, otherwise=workspace.language)
    if person is not None:
        token = contacts.preference_token(db, person.id)
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


@router.api_route("/p/{token}", methods=["GET", "HEAD"])
async def show(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Show what a person decided. Opening the page changes nothing: scanners follow links."""
    holder = await holder_of(house, token)
    async with house.pool.transaction(holder.workspace) as db:
        known = await contacts.preferences(db, holder.contact)
        form = view.form_of(known, await delivery.policy(db))
        return await _draw(db, request, token, known, form)


@router.post("/p/{token}")
async def save(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Keep the choices and show them again; a form with a fault comes back as it was filled."""
    holder = await holder_of(house, token)
    form = texts_of(await request.form())
    async with house.pool.transaction(holder.workspace) as db:
        known = await contacts.preferences(db, holder.contact)
        if "move" in form:
            form = view.moved(form, form.pop("move"))
            return await _draw(db, request, token, known, form, is_unsaved=True)
        asked = wishes(form, known, await delivery.policy(db))
        if asked.faults:
            return await _draw(db, request, token, known, form, faults=asked.faults)
        await _keep(db, known, asked, pages.language_of(request, known.contact.language))
    return RedirectResponse(f"/p/{token}?saved=1", _SEE_OTHER)


@router.post("/p/{token}/undo")
async def undo(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Bring back what stood before the last save; the same tap again takes it away."""
    return await _apply(token, request, house, "undone")


@router.post("/p/{token}/leave")
async def leave(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Refuse everything that may be refused, on every channel."""
    return await _apply(token, request, house, "left")


@router.post("/p/{token}/works/{address}")
async def works(token: str, house: http.CurrentHouse, address: UUID) -> Response:
    """Take the person's word that an address works: it is written to again."""
    holder = await holder_of(house, token)
    async with house.pool.transaction(holder.workspace) as db:
        why = "the person says that it works"
        await contacts.write_again(db, holder.contact, address, why=why, actor=self_of(holder))
    return RedirectResponse(f"/p/{token}?works=1#known", _SEE_OTHER)


@router.post("/p/{token}/still/{purpose}")
async def still(
    token: str, request: Request, house: http.CurrentHouse, purpose: Purpose
) -> Response:
    """Take the person's word that they still want to read something: it comes as before."""
    holder = await holder_of(house, token)
    async with house.pool.transaction(holder.workspace) as db:
        known = await contacts.preferences(db, holder.contact)
        language = pages.language_of(request, known.contact.language)
        await _keep_on(db, known, purpose, language)
    return RedirectResponse(f"/p/{token}?still=1", _SEE_OTHER)


@router.post("/p/{token}/ask")
async def ask(
    token: str, house: http.CurrentHouse, kind: Annotated[rights.Kind, Form()]
) -> Response:
    """Take in a request for a copy, an erasure, or that data is only stored."""
    holder = await holder_of(house, token)
    async with house.pool.transaction(holder.workspace) as db:
        await rights.ask(db, holder.contact, kind, via=Via.PAGE, actor=self_of(holder))
    return RedirectResponse(f"/p/{token}?asked=1#rights", _SEE_OTHER)


@router.post("/p/{token}/cancel/{id}")
async def cancel(token: str, house: http.CurrentHouse, id: UUID) -> Response:
    """Take a request back, the person's own only."""
    holder = await holder_of(house, token)
    async with house.pool.transaction(holder.workspace) as db:
        found = await rights.get_request(db, RequestId(id))
        if found.contact != holder.contact:
            raise rights.NoSuchRequestError
        await rights.cancel(db, found.id, why="the person", actor=self_of(holder))
    return RedirectResponse(f"/p/{token}?cancelled=1#rights", _SEE_OTHER)


async def _apply(token: str, request: Request, house: http.House, done: str) -> Response:
    holder = await holder_of(house, token)
    async with house.pool.transaction(holder.workspace) as db:
        known, policy = await contacts.preferences(db, holder.contact), await delivery.policy(db)
        form: Mapping[str, str] | None = view.without_uses(view.form_of(known, policy))
        if done == "undone":
            form = await contacts.find_before(db, holder.contact)
        if form is not None:
            # The word about paper is a short way to fill the rest, which is here already.
            asked = wishes({**form, "paper": ""}, known, policy)
            await _keep(db, known, asked, pages.language_of(request, known.contact.language))
    return RedirectResponse(f"/p/{token}?{done}=1", _SEE_OTHER)


async def _keep(db: Database, known: Preferences, asked: Wishes, language: str) -> None:
    person = known.contact.id
    actor = Actor(ActorKind.CONTACT, str(person), "")
    before = view.form_of(known, await delivery.policy(db))
    await _keep_manners(db, known, asked, actor)
    for use, choice in asked.uses.items():
        # What the person read beside the box is part of the proof (GDPR, article 7(1)).
        text = translate(language, f"web.preferences.purpose.{use.purpose}")
        wording = Wording(f"preferences.{use.purpose}", _WORDING_VERSION, language, text)
        proof = Proof(Act.CHECKBOX, "/p", wording)
        await contacts.record_choice(db, person, choice, use, proof=proof, actor=actor)
    for purpose, order in asked.orders.items():
        await contacts.set_channel_order(db, person, purpose, order, actor=actor)
    await contacts.keep_before(db, person, before)
    # The worker would hear of it a moment later; a queued message must not win that moment.
    await delivery.withdraw_queued(db, person)


async def _keep_on(db: Database, known: Preferences, purpose: Purpose, language: str) -> None:
    person, text = known.contact.id, translate(language, "web.preferences.silence.still")
    proof = Proof(Act.BUTTON, "/p", Wording("still", _WORDING_VERSION, language, text))
    actor = Actor(ActorKind.CONTACT, str(person), "")
    for kind in view.CHANNELS:
        use = Use(kind, purpose)
        if purpose in view.WISHED and view.is_on(known, use):
            await contacts.record_choice(db, person, Choice.GRANTED, use, proof=proof, actor=actor)


async def _keep_manners(db: Database, known: Preferences, asked: Wishes, actor: Actor) -> None:
    person = known.contact.id
    if asked.ai_mode is not None:
        await contacts.set_ai_mode(db, person, asked.ai_mode, actor=actor)
    if asked.language is not None:
        await contacts.set_language(db, person, asked.language, actor=actor)
    if asked.times is not None:
        zone, quiet = asked.times
        await contacts.set_times(db, person, time_zone=zone, quiet_hours=quiet, actor=actor)
    for purpose, wish in asked.often.items():
        await contacts.set_frequency(db, person, purpose, wish, actor=actor)
    for purpose, rhythm in asked.rhythms.items():
        await contacts.set_rhythm(db, person, purpose, rhythm, actor=actor)
    for purpose, until in asked.pauses.items():
        await contacts.pause(db, person, until, purpose=purpose, actor=actor)


async def _draw(
    db: Database,
    request: Request,
    token: str,
    known: Preferences,
    form: Mapping[str, str],
    *,
    faults: Mapping[str, str] | None = None,
    is_unsaved: bool = False,
) -> Response:
    """Draw the page from a form, so that nothing somebody filled in is ever lost."""
    done = [word for word in _DONE if word in request.query_params]
    before = await contacts.find_before(db, known.contact.id)
    company = await workspaces.get(db)
    request.scope["limpide.zone"] = company.time_zone
    request.scope["limpide.company"] = company.name
    language = pages.language_of(request, form.get("language") or known.contact.language)
    return pages.page(
        request,
        "preferences/preferences.html",
        language=language,
        status=_UNPROCESSABLE if faults else 200,
        company=company.name,
        known=known,
        opened="known" if "works" in done else "data" if "data" in done else "",
        form=form,
        lines=view.lines(form, known),
        view=view,
        zones=_zones(),
        token=token,
        done=done[0] if done else "",
        can_undo=before is not None and bool({"saved", "undone", "left"}.intersection(done)),
        requests=[each for each in await rights.requests_of(db, known.contact.id) if each.is_open],
        is_unsaved=is_unsaved,
        faults=faults or {},
        data=await data_uses.data_of(db, known.contact, language),
        data_who=data_uses.WHO,
        data_until=data_uses.UNTIL_DAYS,
        **await known_of(db, known),
    )


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(zone for zone in available_timezones() if zone.startswith(_PLACES)))

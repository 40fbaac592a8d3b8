"""Places: every page of the product, found in its router, with something real behind it."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import asyncpg
from fastapi.routing import iter_route_contexts
from tests.journeys.pictures import drawn

from limpide import (
    advisors,
    assistant,
    contacts,
    conversations,
    delivery,
    flows,
    journeys,
    knowledge,
    ledger,
    review,
    rights,
)
from limpide.advisors import Role
from limpide.channels import Kind
from limpide.contacts import AiMode, ContactId, Purpose, Use, Wording
from limpide.conversations import ConversationId, Direction, Feedback, Incoming
from limpide.foundation import secrets, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.settings import Settings
from limpide.main import create_app

ME: Final = Actor.system("test")
QUESTION: Final = "Combien de temps ai-je pour renvoyer un article ?"
_PARAMETER: Final = re.compile(r"\{(\w+)\}")
# What programs and probes read.
_NOT_FOR_PEOPLE: Final = ("/v1", "/openapi.json", "/healthz", "/readyz", "/metrics")


@dataclass
class Places:
    """What the demo company has: a value for each parameter of each address."""

    values: dict[str, str]
    visitor: str = ""
    # Pages that show more when they are asked for it.
    asks: Mapping[str, str] = field(
        default_factory=lambda: {
            "/knowledge": "?ask=garantie",
            "/people": "?look=1",
            "/learning": "?days=30",
        }
    )

    def addresses(self) -> list[str]:
        """Give the address of everything a browser may ask for. Raises LookupError, with advice."""
        return [self._filled(path) for path in paths()]

    def _filled(self, path: str) -> str:
        filled = path
        for name in _PARAMETER.findall(path):
            value = self.values.get(path) or self.values.get(f"{path.split('{', 1)[0]}{name}")
            if value is None:
                raise LookupError(f"a new page: say in {__name__} what stands for {path}")
            filled = filled.replace(f"{{{name}}}", value)
        return filled + self.asks.get(path, "")


def paths() -> list[str]:
    """Give the path of every route that a person may open."""
    app = create_app(Settings(), "postgresql://nowhere")  # pyright: ignore[reportCallIssue]
    found = [
        context.path
        for context in iter_route_contexts(app.routes)
        if context.path and "GET" in (context.methods or ())
    ]
    return sorted({path for path in found if not path.startswith(_NOT_FOR_PEOPLE)})


async def furnish(pool: Pool, owner: str) -> Places:
    """Let one customer live through everything that has a page. `owner`: the database's owner."""
    (company, *_) = await workspaces.list_all(pool)
    life = _Life(pool, company.id, owner)
    token, answered, message = await life.chat(AiMode.ANY)
    _, reviewed, _ = await life.chat(AiMode.REVIEWED)
    person = await life.person(answered)
    async with pool.transaction(company.id) as db:
        mine = {
            **await _of_person(db, person),
            **await _of_staff(db),
            "/inbox/id": str(answered),
            "/m/token": await _passport(db, person),
            "/review/id": await _item(db, reviewed),
            "/help/language": "fr",
            "/help/slug": await _document(db),
        }
    mine["/contests/id"] = await life.contested(message)
    mine["/s/token"] = await life.asked(answered)
    for path in ("/chat/files/{id}", "/inbox/files/{id}"):
        mine[path] = str(new_id())
    return Places(mine, visitor=token)


class _Life:
    def __init__(self, pool: Pool, company: WorkspaceId, owner: str) -> None:
        self._pool, self._company, self._owner = pool, company, owner

    async def chat(self, mode: AiMode) -> tuple[str, ConversationId, UUID]:
        """Ask in the chat and wait for what the running worker makes of it."""
        async with self._pool.transaction(self._company) as db:
            token = await conversations.start_visit(db, "fr")
            visit = await conversations.find_visit(db, token)
            assert visit is not None
            await contacts.set_ai_mode(db, visit.contact, mode, actor=ME)
            words = Incoming(Kind.CHAT, token, visit.address, QUESTION, language="fr")
            id = (await conversations.write(db, token, visit, words)).conversation
        return token, id, await self._until(lambda db: _answer(db, id))

    async def person(self, id: ConversationId) -> ContactId:
        async with self._pool.transaction(self._company) as db:
            contact = (await conversations.get_conversation(db, id)).contact
            await contacts.set_name(db, contact, "Agathe de Saint-Maurice-en-Chalencon", actor=ME)
            where = f"{new_id()}@courriel.example"
            await contacts.add_address(db, contact, Kind.EMAIL, where, actor=ME)
        return contact

    async def contested(self, message: UUID) -> str:
        """Call an answer wrong."""
        async with self._pool.transaction(self._company) as db:
            id = conversations.MessageId(message)
            await conversations.give_feedback(db, id, Feedback.WRONG, actor=ME)
        return await self._until(_contest)

    async def asked(self, id: ConversationId) -> str:
        """Close a conversation; the link of its question gets a token that is known here."""
        async with self._pool.transaction(self._company) as db:
            await conversations.resolve(db, id, actor=ME)
        await self._until(lambda db: conversations.surveys.find_open(db, id))
        token = secrets.new_token(24)
        connection: Any = await asyncpg.connect(self._owner)
        await connection.execute(
            "update conversations.surveys set digest = $1 where conversation = $2",
            secrets.digest(token),
            id,
        )
        await connection.close()
        return token

    async def _until(self, look: Callable[[Database], Awaitable[Any]]) -> Any:
        for _ in range(200):
            async with self._pool.transaction(self._company) as db:
                if found := await look(db):
                    return found
            await asyncio.sleep(0.1)
        raise TimeoutError("the worker did not get to it")


async def _answer(db: Database, id: ConversationId) -> UUID | None:
    said = (await conversations.thread(db, id)).messages
    return next((each.id for each in said if each.direction is Direction.OUT), None)


async def _contest(db: Database) -> str | None:
    return next((str(each.id) for each in await assistant.contests.list_contests(db)), None)


async def _item(db: Database, id: ConversationId) -> str:
    """Find the reply that waits for a person; where the AI had none, one that it might have had."""
    for each in await review.list_items(db):
        if each.conversation == id:
            return str(each.id)
    draft = await review.propose(db, id, "Bonjour.", (), engine="test/1", confidence=1)
    wanted = review.Proposal(
        review.ItemKind.REPLY, draft.id, QUESTION, "knowledge", "test", id, "chat", draft.ai_text
    )
    return str((await review.put(db, wanted, actor=ME)).id)


async def _passport(db: Database, person: ContactId) -> str:
    (sent, *_) = await delivery.list_messages(db, person)
    return ledger.passport_token(sent.passport)


async def _document(db: Database) -> str:
    return next(each.slug for each in await knowledge.list_documents(db) if each.language == "fr")


async def _of_person(db: Database, person: ContactId) -> Mapping[str, str]:
    wording = Wording("pages", 1, "fr", "Oui, écrivez-moi.")
    news = Use(Kind.EMAIL, Purpose.NEWS)
    asked = await contacts.ask_confirmation(db, person, news, wording, source="test", actor=ME)
    erasure = await rights.ask(db, person, rights.Kind.ERASURE, via=rights.Via.PAGE, actor=ME)
    return {
        "/people/id": str(person),
        "/people/requests/id": str(erasure.id),
        "/p/token": contacts.preference_token(db, person),
        "/u/token": contacts.unsubscribe_token(db, person, news),
        "/c/token": asked,
    }


async def _of_staff(db: Database) -> Mapping[str, str]:
    email = f"{new_id()}@maison-olvera.example"
    roles = frozenset({Role.ADVISOR})
    _, welcome = await advisors.invite(db, email, "Lise", roles, language="fr", actor=ME)
    (campaign, *_) = await journeys.list_campaigns(db)
    (template, *_) = await journeys.list_templates(db)
    (segment, *_) = await journeys.list_segments(db)
    (document, *_) = await knowledge.list_documents(db)
    gap = await knowledge.record_gap(db, "Livrez-vous des lampes en Islande ?", "fr", "nothing")
    assert gap is not None
    await assistant.documenting.begin(db, gap)
    return {
        "/welcome/token": welcome,
        "/campaigns/id": str(campaign.id),
        "/templates/id": str(template.id),
        "/templates/images/id": await _image(db),
        "/segments/id": str(segment.id),
        "/knowledge/gaps/id": str(gap),
        "/knowledge/id": str(document.id),
        "/flows/name": next(iter((await flows.catalogue(db)).flows)),
        "/settings/actions/service": _service(await flows.catalogue(db)),
    }


async def _image(db: Database) -> str:
    words = {"fr": "Un fond vert", "en": "A green ground"}
    name = await journeys.images.free_name(db, "fond-vert")
    kept = await journeys.images.add(db, drawn(), words, name=name, actor=ME)
    assert isinstance(kept, journeys.Image)
    return str(kept.id)


def _service(catalogue: flows.Catalogue) -> str:
    return next(iter(catalogue.actions.values())).connector

"""What was perhaps done, beside the conversation: asked again, or settled by who has looked."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256

import httpx
import pytest
from tests.flows.conftest import ShopServer, retail, shop

from limpide import conversations, flows
from limpide.channels import Kind
from limpide.conversations import ConversationId, Direction, Incoming
from limpide.foundation import http as house
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.live import Hub
from limpide.foundation.settings import Settings
from limpide.main import create_app

from .conftest import Colleague

__all__ = ["retail", "shop"]
ME = Actor.system("test")
WISH = '{"number": "OLV-20419120"}'
ORDER, AGATHE = "OLV-20419120", "agathe.lormeau@courriel.example"


@pytest.fixture
async def anonymous(pool: Pool, database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """The house, which may call the shop on this machine."""
    settings = Settings(actions_private_addresses=True)  # pyright: ignore[reportCallIssue]
    app = create_app(settings, database_url)
    house.put_house(app, house.House(settings, pool, Hub(database_url)))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http


@dataclass(frozen=True, slots=True)
class Left:
    """A conversation in which nobody heard whether an order was cancelled."""

    pool: Pool
    workspace: WorkspaceId
    conversation: ConversationId
    path: str

    async def notes(self) -> list[str]:
        async with self.pool.transaction(self.workspace) as db:
            thread = await conversations.thread(db, self.conversation)
        return [each.body for each in thread.messages if each.direction is Direction.NOTE]


@pytest.fixture
async def left(pool: Pool, retail: WorkspaceId) -> Left:
    run, call = new_id(), new_id()
    async with pool.transaction(retail) as db:
        incoming = Incoming(Kind.EMAIL, "<1@x>", AGATHE, "Annulez ma commande", name="Agathe")
        received = await conversations.receive(db, incoming)
        assert isinstance(received, conversations.Received)
        await db.run(
            """insert into flows.runs (id, conversation, contact, flow, version, state, memory,
                 started_at, updated_at, resumed_at)
               values ($1, $2, $1, 'cancel_order', 1, 'handed_over', '{}', now(), now(), now())""",
            run,
            received.conversation,
        )
        await db.run(
            """insert into flows.calls (id, run, contact, action, version, key, changes, arguments,
                 state, rule, requested_at, code)
               values ($1, $2, $2, 'cancel_order', 1, $3, true, $4::jsonb, 'unsure',
                 'autonomy.confirm', now(), 'ReadTimeout')""",
            call,
            run,
            sha256(f'["cancel_order", {WISH}]'.encode()).hexdigest(),
            WISH,
        )
        await db.run(
            """insert into flows.identities (conversation, address, level, until)
               values ($1, $2, 'verified', now() + interval '1 h')""",
            received.conversation,
            AGATHE,
        )
    path = f"/inbox/{received.conversation}/unsure/{call}"
    return Left(pool, retail, received.conversation, path)


async def test_the_panel_names_it_and_offers_to_ask_again(advisor: Colleague, left: Left) -> None:
    panel = (await advisor.get(f"/inbox/{left.conversation}/panel")).text

    assert "Peut-être fait" in panel
    assert ORDER in panel
    assert f'hx-post="{left.path}"' in panel


@pytest.mark.parametrize(("what", "noted"), [("done", "c’est fait"), ("not_done", "pas fait")])
async def test_what_an_advisor_has_seen_is_kept_and_noted(
    advisor: Colleague, left: Left, what: str, noted: str
) -> None:
    shown = (await advisor.post(left.path, {"what": what})).text

    assert "Peut-être fait" not in shown
    assert [noted in note for note in await left.notes()] == [True]
    assert (await advisor.post(left.path, {"what": what})).status_code == 404


async def test_asking_again_goes_through_the_policy_and_the_key(
    advisor: Colleague, left: Left, shop: ShopServer
) -> None:
    shown = (await advisor.post(left.path, {"what": "again"})).text

    # The shop had never heard of it: now it has, once.
    assert "Noté" in shown
    assert sum(row["kind"] == "refund" for row in shop.shop.payments(ORDER)) == 1
    async with left.pool.transaction(left.workspace) as db:
        assert await flows.list_unsure(db) == []


async def test_a_shop_that_still_says_nothing_changes_nothing(
    advisor: Colleague, left: Left
) -> None:
    async with left.pool.transaction(left.workspace) as db:
        await flows.set_connector(db, "shop", "http://127.0.0.1:9", None, actor=ME)

    shown = (await advisor.post(left.path, {"what": "again"})).text

    assert "Toujours pas de réponse" in shown
    assert "Peut-être fait" in shown
    assert await left.notes() == []

"""The customer beside the conversation."""

import json
from pathlib import Path

import pytest

from limpide import contacts, conversations, flows
from limpide.channels import Kind
from limpide.conversations import ConversationId, Incoming
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.web.inbox.panel import _flat  # pyright: ignore[reportPrivateUsage]

from .conftest import Colleague

ME = Actor.system("test")
ACTIONS = Path("sectors/retail/actions.yaml")


@pytest.fixture
async def asked(pool: Pool, workspace: WorkspaceId) -> ConversationId:
    async with pool.transaction(workspace) as db:
        await flows.set_connector(db, "shop", "http://127.0.0.1:9", None, actor=ME)
        await flows.save_actions(db, ACTIONS.read_text(), actor=ME)
        words = "Où est ma commande OLV-12345678 ?"
        incoming = Incoming(Kind.EMAIL, "<1@x>", "agathe@x.example", words, name="Agathe")
        received = await conversations.receive(db, incoming)
        thread = await conversations.get_conversation(db, received.conversation)
        await contacts.set_attributes(db, thread.contact, {"tier": "gold"}, actor=ME)
    return received.conversation


async def test_the_panel_shows_what_is_known_and_the_order_number_stands_in_its_field(
    advisor: Colleague, asked: ConversationId
) -> None:
    page = (await advisor.get(f"/inbox/{asked}/panel")).text
    assert "gold" in page
    assert 'value="OLV-12345678"' in page
    assert "Consulter une commande" in page
    assert "Annuler une commande" not in page


async def test_what_changes_something_is_no_look_up(
    advisor: Colleague, asked: ConversationId
) -> None:
    refused = await advisor.post(f"/inbox/{asked}/look-up/cancel_order", {"number": "OLV-12345678"})
    assert refused.status_code == 404


async def test_a_shop_that_does_not_answer_is_said(
    advisor: Colleague, asked: ConversationId
) -> None:
    shown = await advisor.post(f"/inbox/{asked}/look-up/get_order", {"number": "OLV-12345678"})
    assert shown.status_code == 200
    assert "notice-warn" in shown.text


def test_a_nested_answer_is_written_as_lines() -> None:
    answer = json.loads('{"number": "A", "items": [{"name": "lampe"}], "none": null}')
    assert _flat(answer) == [("number", "A"), ("items › 1 › name", "lampe"), ("none", "")]

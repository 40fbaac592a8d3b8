"""Search finds what people remember: words of any message, half a word, a name without accents."""

import pytest

from limpide import conversations
from limpide.conversations import Filters, View
from limpide.conversations.viewing import InvalidViewError
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .conftest import mail

ME = Actor.system("test")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rayée", True),
        ("chaises rayées", True),
        ("rembours", True),
        ("helene", True),
        ("HÉLÈNE@X", True),
        ("lampe", True),
        ('"chaises sont"', True),
        ('"rayées chaises"', False),
        ("canapé", False),
        ("100%", False),
        ("_", False),
        ("'; drop table x; --", False),
    ],
)
async def test_search(db: Database, words: str, found: bool) -> None:
    text = "Mes chaises sont rayées, je veux un remboursement"
    received = await conversations.receive(
        db, mail(text, "<1@x>", sender="helene@x.example", name="Hélène Prévôt")
    )
    await conversations.resolve(db, received.conversation, actor=ME)
    await conversations.receive(db, mail("Bonjour", "<2@x>", sender="bruno@z.example"))
    lines = await conversations.list_inbox(db, new_id(), Filters(words=words))
    ids = [line.conversation.id for line in lines]
    assert (received.conversation in ids) is found


async def test_a_narrow_view_stays_narrow_when_searched(db: Database) -> None:
    received = await conversations.receive(db, mail("Mes chaises", "<1@x>"))
    await conversations.resolve(db, received.conversation, actor=ME)
    for view, count in ((View.ALL, 1), (View.RESOLVED, 1), (View.ASSISTANT, 0)):
        lines = await conversations.list_inbox(db, new_id(), Filters(view, words="chaises"))
        assert len(lines) == count


async def test_labels_are_listed_once_each(db: Database) -> None:
    assert await conversations.list_labels(db) == []
    for n, label in enumerate(("b", "a", "b")):
        received = await conversations.receive(db, mail("x", f"<{n}@x>"))
        await conversations.label(db, received.conversation, label)
    assert await conversations.list_labels(db) == ["a", "b"]


async def test_a_view_is_kept_for_its_advisor_alone(db: Database) -> None:
    claire, yanis = new_id(), new_id()
    await conversations.viewing.save(db, claire, " Urgents ", "view=mine&label=colis")
    await conversations.viewing.save(db, claire, "Urgents", "view=mine")
    (kept,) = await conversations.viewing.list_saved(db, claire)
    assert (kept.name, kept.query) == ("Urgents", "view=mine")
    assert await conversations.viewing.list_saved(db, yanis) == []
    assert not await conversations.viewing.forget(db, yanis, kept.id)
    assert await conversations.viewing.forget(db, claire, kept.id)
    with pytest.raises(InvalidViewError):
        await conversations.viewing.save(db, claire, " ", "view=mine")

"""The page of procedures and actions: limits in words, and how long a silence may last."""

from html import unescape

import pytest
from tests.flows.conftest import retail, shop

from limpide import flows
from limpide.advisors import Role
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

from .conftest import SignIn

__all__ = ["retail", "shop"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Jusqu’à 300\u202f€ (montant de la commande)"), ("en", "Up to €300 (order total)")],
)
async def test_limits_are_read_in_the_readers_language(
    sign_in: SignIn, retail: WorkspaceId, language: str, words: str
) -> None:
    assert retail
    paul = await sign_in(Role.ADMIN, name="Paul")

    for path in ("/flows", "/settings/actions/shop"):
        page = unescape((await paul.get(f"{path}?lang={language}")).text)
        assert words in page
        assert "≤" not in page


async def test_a_lead_sets_after_how_long_a_silent_customer_is_asked(
    sign_in: SignIn, pool: Pool, workspace: WorkspaceId
) -> None:
    lead = await sign_in(Role.LEAD, name="Yanis")
    saved = await lead.post("/flows/silence", {"minutes": "8"})
    wrong = await lead.post("/flows/silence", {"minutes": "-2"})

    assert saved.headers["location"] == "/flows?silence=saved#silence"
    assert wrong.headers["location"] == "/flows?silence=wrong#silence"
    assert 'value="8"' in (await lead.get("/flows?silence=saved")).text
    async with pool.transaction(workspace) as db:
        assert await flows.silence_minutes(db) == 8


async def test_who_does_not_publish_does_not_set_it(sign_in: SignIn) -> None:
    owner = await sign_in(Role.KNOWLEDGE_OWNER, name="Maud")

    assert (await owner.post("/flows/silence", {"minutes": "8"})).status_code == 403
    assert "/flows/silence" not in (await owner.get("/flows")).text

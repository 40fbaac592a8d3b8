"""What may be meant is offered in a question back, unless somebody stopped it."""

from tests.assistant.test_nudging import ME, Chat, chat, retail, shop

from limpide import review

__all__ = ["chat", "retail", "shop"]
UNSURE = "un coup de jeune pour la salle à manger"
OFFER = "Trouver un article"


async def test_a_procedure_that_may_be_meant_is_offered_and_begun_when_chosen(chat: Chat) -> None:
    await chat.write(UNSURE)
    offered = (await chat.said())[-1]
    await chat.write(OFFER)

    assert OFFER in offered.choices
    assert f"– {OFFER}" in offered.body
    assert "Que cherchez-vous" in (await chat.said())[-1].body


async def test_a_procedure_that_was_stopped_is_not_offered(chat: Chat) -> None:
    async with chat.pool.transaction(chat.workspace) as db:
        await review.autonomy.stop(db, review.autonomy.Scope.SKILL, "product_advice", actor=ME)
    await chat.write(UNSURE)

    asked = (await chat.said())[-1]
    assert OFFER not in asked.body
    assert OFFER not in asked.choices

"""Providers are asked in their order, within time and budget, and left alone while they fail."""

import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from limpide import assistant
from limpide.assistant import Task, Terms
from limpide.assistant.models.breaker import Breaker
from limpide.assistant.models.store import reserve, settle, used
from limpide.foundation.database import Database
from limpide.foundation.settings import ModelProvider

from .conftest import Customer, FakeProvider, provider

QUESTION = "Combien de jours ai-je pour renvoyer un article ?"
GOOD = "Vous avez trente jours après la livraison pour renvoyer un article."


def well(_: dict[str, Any]) -> dict[str, Any]:
    return {"sentences": [{"text": GOOD, "passages": ["P1"]}]}


async def ask(customer: Customer, providers: list[ModelProvider], terms: Terms) -> str:
    customer.models = assistant.Models(providers, terms)
    try:
        return (await customer.ask(QUESTION)).body
    finally:
        await customer.models.close()


@pytest.mark.parametrize("mode", ["broken", "malformed", "slow"])
async def test_the_second_provider_answers_where_the_first_fails(
    customer: Customer, fake: FakeProvider, spare: FakeProvider, mode: str
) -> None:
    fake.mode, spare.answer = mode, well

    body = await ask(
        customer, [provider(fake), provider(spare, "In the cellar")], Terms(time_limit=6.0)
    )

    assert GOOD in body
    first, second = await customer.asked()
    assert first["provider"].startswith("Mistral AI")
    assert second["provider"].startswith("In the cellar")


async def test_the_key_goes_to_its_provider_and_into_no_record(
    customer: Customer, fake: FakeProvider
) -> None:
    fake.answer = well

    await ask(customer, [provider(fake)], Terms())

    assert fake.keys == ["Bearer k-1"]
    assert "k-1" not in str(await customer.last_turn())


async def test_the_limit_of_tokens_is_named_as_most_servers_want_it(
    customer: Customer, fake: FakeProvider
) -> None:
    fake.answer = well

    await ask(customer, [provider(fake)], Terms())

    assert fake.bodies[0]["max_tokens"] > 0
    assert "max_completion_tokens" not in fake.bodies[0]
    assert fake.bodies[0]["stream"] is False


@pytest.mark.parametrize("terms", [Terms(tokens_per_turn=500), Terms(tokens_per_day=500)])
async def test_beyond_the_budget_nothing_leaves(
    customer: Customer, fake: FakeProvider, terms: Terms
) -> None:
    fake.answer = well

    await ask(customer, [provider(fake)], terms)

    assert fake.bodies == []
    [asked] = await customer.asked()
    assert (asked["outcome"], asked["sent"]) == ("over_budget", "")


async def test_what_a_day_cost_is_what_the_provider_told(
    customer: Customer, fake: FakeProvider
) -> None:
    fake.answer, fake.usage = well, (321, 45)

    await ask(customer, [provider(fake)], Terms())

    async with customer.pool.transaction(customer.workspace) as db:
        turn = await customer.last_turn()
        assert await used(db, turn.at.date()) == 366


async def test_a_budget_is_never_overdrawn(db: Database) -> None:
    day = date(2026, 11, 24)

    assert not await reserve(db, day, 101, most=100)
    assert await reserve(db, day, 60, most=100)
    assert not await reserve(db, day, 60, most=100)
    await settle(db, day, -30)
    assert await reserve(db, day, 60, most=100)
    assert await used(db, day) == 90


async def test_a_task_that_is_not_allowed_is_not_asked(
    customer: Customer, fake: FakeProvider
) -> None:
    await ask(customer, [provider(fake)], Terms(tasks=frozenset({Task.UNDERSTAND})))

    assert fake.bodies == []


async def test_a_provider_that_keeps_failing_is_left_alone(
    with_model: Customer, fake: FakeProvider
) -> None:
    fake.mode = "broken"
    for _ in range(3):
        with_model.token = ""
        await with_model.ask(QUESTION)
    assert len(fake.bodies) == 3

    with_model.token = ""
    await with_model.ask(QUESTION)

    assert len(fake.bodies) == 3
    assert (await with_model.asked())[0]["outcome"] == "paused"


def test_a_breaker_lets_one_question_through_after_a_minute() -> None:
    now = 0.0
    breaker = Breaker(lambda: now)
    for _ in range(3):
        breaker.failed()
    assert breaker.is_open

    now = 61.0
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    breaker.succeeded()
    assert not breaker.is_open


def test_nothing_of_a_model_is_loaded_where_none_is_configured() -> None:
    code = (
        "import sys; from limpide import wiring; from limpide.foundation.settings import Settings;"
        "wiring.handlers(Settings());"
        "sys.exit(any(name in sys.modules for name in ('pydantic_ai', 'openai')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

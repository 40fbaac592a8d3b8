"""Language models are configured by settings, and seen by doctor."""

import json

import pytest
from pydantic import ValidationError

from limpide import wiring
from limpide.cli.doctor import Finding, Verdict, examine
from limpide.foundation.settings import Settings

MISTRAL = {
    "name": "Mistral AI", "where": "European Union", "url": "https://api.mistral.example/v1",
    "model": "mistral-small", "key": "a secret", "size": "small",
}  # fmt: skip


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch, database_url: str) -> Settings:
    spare = MISTRAL | {"name": "The cellar", "url": "http://10.0.0.7:8000/v1"}
    monkeypatch.setenv("LIMPIDE_MODEL_PROVIDERS", json.dumps([MISTRAL, spare]))
    monkeypatch.setenv("LIMPIDE_DATABASE_URL", database_url)
    return Settings()  # pyright: ignore[reportCallIssue]


async def found(settings: Settings) -> list[Finding]:
    return [each for each in await examine(settings) if each.what == "language models"]


async def test_providers_are_read_in_their_order_and_their_keys_stay_secret(
    configured: Settings,
) -> None:
    assert [each.name for each in configured.model_providers] == ["Mistral AI", "The cellar"]
    assert "a secret" not in repr(configured)
    models = wiring.models(configured)
    assert models is not None
    assert len(models.lines) == 2
    await models.close()


@pytest.mark.parametrize("wrong", [{"url": "ftp://x"}, {"where": ""}, {"colour": "red"}])
def test_a_provider_that_is_not_complete_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]
) -> None:
    monkeypatch.setenv("LIMPIDE_MODEL_PROVIDERS", json.dumps([MISTRAL | wrong]))

    with pytest.raises(ValidationError):
        Settings()  # pyright: ignore[reportCallIssue]


async def test_doctor_says_which_models_are_asked_and_where_the_data_goes(
    configured: Settings,
) -> None:
    [finding] = await found(configured)

    assert finding.verdict is Verdict.GOOD
    assert "mistral-small, Mistral AI (European Union), then mistral-small, The cellar" in (
        finding.found
    )
    assert "a secret" not in finding.found


async def test_doctor_warns_of_a_provider_that_others_can_read_along_with(
    configured: Settings,
) -> None:
    first = configured.model_providers[0]
    plain = first.model_copy(update={"url": "http://api.mistral.example/v1"})

    findings = await found(configured.model_copy(update={"model_providers": (plain,)}))

    assert [each.verdict for each in findings] == [Verdict.GOOD, Verdict.FAULT]


async def test_doctor_says_that_none_is_used_where_none_is_configured(database_url: str) -> None:
    settings = Settings.model_validate({"database_url": database_url})

    [finding] = await found(settings)

    assert finding.verdict is Verdict.GOOD
    assert finding.found.startswith("none")

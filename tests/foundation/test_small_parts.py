"""The small parts: texts, secrets, limits, errors, settings."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.exceptions import InvalidTag
from pydantic import ValidationError

from limpide.foundation import clock, i18n, ids, limits, secrets
from limpide.foundation.database import Database
from limpide.foundation.errors import NotFoundError, TooManyRequestsError
from limpide.foundation.log import without_personal_data
from limpide.foundation.settings import Settings


def test_ids_sort_by_the_time_they_were_made() -> None:
    made = [ids.new_id() for _ in range(1000)]
    assert made == sorted(made)
    assert {id.version for id in made} == {7}


def test_the_clock_can_be_held() -> None:
    moment = datetime(2026, 3, 29, 1, 59, tzinfo=UTC)
    with clock.frozen(moment):
        assert clock.now() == moment
    assert clock.now() > moment


def test_a_held_clock_speaks_utc_whatever_zone_it_is_held_in() -> None:
    moment = datetime(2026, 3, 29, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))
    with clock.frozen(moment):
        assert clock.now().isoformat() == "2026-03-29T07:00:00+00:00"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("de,en;q=0.5", "en"),
        ("de", None),
        ("", None),
        ("fr;q=0,en", "en"),
        ("en;q=banana,fr", "fr"),
    ],
)
def test_a_language_is_chosen_as_the_browser_wishes(header: str, language: str | None) -> None:
    assert i18n.negotiate(header) == language


def test_what_is_sealed_for_one_purpose_is_not_read_for_another() -> None:
    sealed = secrets.seal(b"plain", purpose="a")
    assert secrets.unseal(sealed, purpose="a") == b"plain"
    with pytest.raises(InvalidTag):
        secrets.unseal(sealed, purpose="b")


def test_a_signature_holds_for_its_message_only() -> None:
    signature = secrets.sign(b"message", purpose="a")
    assert secrets.is_signed(b"message", signature, purpose="a")
    assert not secrets.is_signed(b"massage", signature, purpose="a")


def test_the_installation_key_is_made_once_and_private(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "secret.key"
    first = secrets.load_or_create_key(file)
    assert secrets.load_or_create_key(file) == first
    assert len(first) == 32
    assert file.stat().st_mode & 0o077 == 0


async def test_a_limit_lets_its_capacity_through_and_no_more(db: Database) -> None:
    for _ in range(3):
        await limits.take(db, "test", "someone", capacity=3, per_seconds=3600)
    with pytest.raises(TooManyRequestsError) as refusal:
        await limits.take(db, "test", "someone", capacity=3, per_seconds=3600)
    await limits.take(db, "test", "someone else", capacity=3, per_seconds=3600)

    assert refusal.value.retry_after == pytest.approx(1200)


def test_an_error_has_a_kebab_name_and_its_docstring_as_text() -> None:
    assert NotFoundError.slug() == "not-found"
    assert str(NotFoundError()) == "There is nothing at this address."


def test_a_log_line_drops_what_could_be_personal() -> None:
    line = without_personal_data(None, "info", {"event": "x", "email": "a@b.example", "id": 1})
    assert line == {"event": "x", "email": "[removed]", "id": 1}


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMPIDE_PORT", "ninety")
    with pytest.raises(ValidationError) as refusal:
        Settings()  # pyright: ignore[reportCallIssue]
    assert refusal.value.errors()[0]["loc"] == ("port",)

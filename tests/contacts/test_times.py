"""When a person may be written to: on their own clock, and by the law of their country."""

from datetime import UTC, datetime

import pytest

from limpide.channels import Kind
from limpide.contacts import AiMode, Contact, ContactId, Place, Purpose, Slot, Use, earliest
from limpide.contacts.model import Address, AddressKind
from limpide.foundation.ids import new_id

PARIS = Place("Europe/Paris", "FR")
OFFERS_BY_SMS = Use(Kind.SMS, Purpose.OFFERS)
ORDER_BY_SMS = Use(Kind.SMS, Purpose.ORDER)
NEWS_BY_MAIL = Use(Kind.EMAIL, Purpose.NEWS)


def someone(
    phone: str | None = None, zone: str | None = None, quiet: tuple[int, int] | None = None
) -> Contact:
    id = ContactId(new_id())
    numbers = () if phone is None else (Address(new_id(), id, AddressKind.PHONE, phone, None),)
    now = datetime(2027, 1, 1, tzinfo=UTC)
    return Contact(id, None, "fr", AiMode.ANY, None, now, numbers, zone, quiet)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (datetime(2027, 1, 5, 10, tzinfo=UTC), datetime(2027, 1, 5, 10, tzinfo=UTC)),  # Tuesday
        (datetime(2027, 1, 5, 20, tzinfo=UTC), datetime(2027, 1, 6, 7, tzinfo=UTC)),  # 21:00
        (datetime(2027, 1, 9, 20, tzinfo=UTC), datetime(2027, 1, 11, 7, tzinfo=UTC)),  # Saturday
        (datetime(2027, 7, 13, 19, tzinfo=UTC), datetime(2027, 7, 15, 6, tzinfo=UTC)),  # 14 July
    ],
)
def test_advertising_by_sms_keeps_to_french_hours(asked: datetime, given: datetime) -> None:
    assert earliest(someone("+33600000001"), OFFERS_BY_SMS, asked, PARIS).at == given


def test_the_law_of_the_readers_country_counts_not_the_companys() -> None:
    sunday = datetime(2027, 1, 10, 20, tzinfo=UTC)
    new_york = someone("+12125550123", zone="America/New_York")
    assert earliest(new_york, OFFERS_BY_SMS, sunday, PARIS) == Slot(sunday)
    assert earliest(someone("+33600000001"), OFFERS_BY_SMS, sunday, PARIS).rule == "fr-sms-2025"


def test_the_readers_clock_counts() -> None:
    """At 7:30 in Paris it is 9:30 in Réunion, and the number says so."""
    early = datetime(2027, 1, 5, 6, 30, tzinfo=UTC)
    assert earliest(someone("+262262000001"), OFFERS_BY_SMS, early, PARIS).at == early
    assert earliest(someone("+33600000001"), OFFERS_BY_SMS, early, PARIS).at > early


def test_news_of_an_order_is_no_advertising() -> None:
    night = datetime(2027, 1, 10, 23, tzinfo=UTC)
    assert earliest(someone("+33600000001"), ORDER_BY_SMS, night, PARIS) == Slot(night)


def test_quiet_hours_across_midnight_end_in_the_morning() -> None:
    person = someone(quiet=(22 * 60, 7 * 60))
    evening = datetime(2027, 1, 5, 22, tzinfo=UTC)  # 23:00 in Paris
    morning = datetime(2027, 1, 6, 6, tzinfo=UTC)
    assert earliest(person, NEWS_BY_MAIL, evening, PARIS) == Slot(morning, "quiet")
    assert earliest(person, NEWS_BY_MAIL, morning, PARIS) == Slot(morning)
    assert earliest(person, NEWS_BY_MAIL, evening, PARIS, is_urgent=True) == Slot(evening)


def test_quiet_hours_and_the_law_are_both_kept() -> None:
    person = someone("+33600000001", quiet=(0, 10 * 60))
    night = datetime(2027, 1, 4, 23, tzinfo=UTC)  # Tuesday, 0:00 in Paris
    assert earliest(person, OFFERS_BY_SMS, night, PARIS).at == datetime(2027, 1, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        # 28 March 2027: at 2:00 the clocks of Paris show 3:00; quiet until 2:30 is until 3:30.
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        # 31 October 2027: 2:30 comes twice; the first one ends the quiet hours.
        (datetime(2027, 10, 30, 23, 30, tzinfo=UTC), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_the_night_of_the_clock_change_has_an_end(asked: datetime, given: datetime) -> None:
    person = someone(quiet=(22 * 60, 2 * 60 + 30))
    assert earliest(person, NEWS_BY_MAIL, asked, PARIS).at == given

"""Numbers come in many spellings and leave in one."""

import pytest

from limpide.channels.sms.coming import international


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("+33612345678", "+33612345678"),
        ("33612345678", "+33612345678"),
        ("0612345678", "+33612345678"),
        ("06 12 34 56 78", "+33612345678"),
        ("46701234567", "+46701234567"),
        ("36180", "36180"),
        ("INFO", "INFO"),
        ("", ""),
    ],
)
def test_a_number_is_written_in_one_form_and_what_is_none_is_left(given: str, read: str) -> None:
    assert international(given, "FR") == read

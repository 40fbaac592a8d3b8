"""Measured waits, in words."""

from dataclasses import dataclass

from babel.dates import format_datetime, get_timezone

from limpide.conversations import Waiting
from limpide.foundation.i18n import locale_of, translate

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class SpokenWaits:
    """How long each choice takes, as a sentence."""

    assistant: str
    person: str


def spoken_waits(waits: Waiting, language: str, zone: str) -> SpokenWaits:
    """Put measured waits into words; where nothing was measured yet, say that."""
    return SpokenWaits(_assistant(waits, language), _person(waits, language, zone))


def _assistant(waits: Waiting, language: str) -> str:
    if waits.assistant is None:
        return translate(language, "web.chat.wait_assistant_unknown")
    seconds = max(1, round(waits.assistant))
    return translate(language, "web.chat.wait_assistant", count=seconds)


def _person(waits: Waiting, language: str, zone: str) -> str:
    if not waits.is_open:
        if waits.opens_at is None:
            return translate(language, "web.chat.wait_closed_unknown")
        moment = format_datetime(
            waits.opens_at,
            "EEEE d MMMM, HH:mm",
            tzinfo=get_timezone(zone),
            locale=locale_of(language),
        )
        return translate(language, "web.chat.wait_closed", moment=moment)
    if waits.person is None:
        return translate(language, "web.chat.wait_person_unknown")
    minutes = max(1, round(waits.person / _MINUTE))
    return translate(language, "web.chat.wait_person", count=minutes)

"""What a filled form asks for: only what differs from today, or what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import available_timezones

from limpide.channels import Kind
from limpide.contacts import AiMode, Choice, Frequency, Preferences, Purpose, Rhythm, Use
from limpide.delivery import Policy
from limpide.foundation import clock
from limpide.foundation.i18n import LANGUAGES

from . import view
from .view import Form

_MOST: Final = 1000
_LONGEST_DAYS: Final = 366
Quiet = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the form asks for; empty or None where it says nothing new.

    `times`: zone and quiet hours. `pauses`: None as purpose means all that needs consent.
    `faults`: what cannot be read, as field and the key of a text.
    """

    ai_mode: AiMode | None = None
    language: str | None = None
    uses: Mapping[Use, Choice] = field(default_factory=dict[Use, Choice])
    orders: Mapping[Purpose, tuple[Kind, ...]] = field(
        default_factory=dict[Purpose, "tuple[Kind, ...]"]
    )
    times: tuple[str | None, Quiet] | None = None
    often: Mapping[Purpose, Frequency | None] = field(
        default_factory=dict[Purpose, "Frequency | None"]
    )
    rhythms: Mapping[Purpose, Rhythm | None] = field(default_factory=dict[Purpose, "Rhythm | None"])
    pauses: Mapping[Purpose | None, datetime | None] = field(
        default_factory=dict["Purpose | None", "datetime | None"]
    )
    faults: Mapping[str, str] = field(default_factory=dict[str, str])


class _FaultError(Exception):
    def __init__(self, field: str, key: str) -> None:
        super().__init__()
        self.found = {field: f"web.preferences.fault.{key}"}


def wishes(form: Form, known: Preferences, policy: Policy) -> Wishes:
    """Read the form. Fields that are missing ask for nothing, boxes excepted."""
    today = view.form_of(known, policy)
    form = _with_paper(form, today)
    faults: dict[str, str] = {}
    times: tuple[str | None, Quiet] | None = None
    try:
        times = _times(form, known)
    except _FaultError as error:
        faults |= error.found
    mode, language = form.get("ai_mode", ""), form.get("language", "")
    # Who never chose a language and leaves the page's own as it is has not chosen now.
    spoken = today["language"] or form.get("shown_language", "")
    return Wishes(
        ai_mode=AiMode(mode) if mode in set(AiMode) and mode != today["ai_mode"] else None,
        language=language if language in LANGUAGES and language != spoken else None,
        uses=_uses(form, today),
        orders={
            purpose: view.read_order(form[name])
            for purpose in view.PURPOSES
            if (name := f"order.{purpose}") in form
            if view.read_order(form[name]) != view.read_order(today[name])
        },
        times=times,
        often={
            purpose: _frequency(form[name])
            for purpose in view.WISHED
            if (name := f"often.{purpose}") in form and form[name] != today[name]
        },
        rhythms=_rhythms(form, today),
        pauses=_pauses(form, today),
        faults=faults,
    )


def _with_paper(form: Form, today: Form) -> Form:
    """Let the one word about paper change every purpose, where it is a new word."""
    word = form.get("paper", today["paper"])
    if word == today["paper"] or word not in {"first", "none"}:
        return form
    letters = {view.field(Use(Kind.LETTER, purpose)) for purpose in view.PURPOSES}
    if word == "none":
        return {name: value for name, value in form.items() if name not in letters}
    changed = dict(form)
    for purpose in view.PURPOSES:
        name = f"order.{purpose}"
        order = view.read_order(form.get(name, today[name]))
        changed[name] = ",".join(dict.fromkeys((Kind.LETTER, *order)))
        # News by post still need their own yes: a word about paper is no consent to them.
        if purpose in view.OPTIONAL:
            changed[view.field(Use(Kind.LETTER, purpose))] = "on"
    return changed


def _uses(form: Form, today: Form) -> dict[Use, Choice]:
    uses: dict[Use, Choice] = {}
    for purpose in view.PURPOSES:
        for kind in view.CHANNELS:
            use = Use(kind, purpose)
            asked = view.field(use) in form
            if asked != (view.field(use) in today):
                uses[use] = Choice.GRANTED if asked else Choice.WITHDRAWN
    return uses


def _times(form: Form, known: Preferences) -> tuple[str | None, Quiet] | None:
    person = known.contact
    zone = form.get("time_zone", person.time_zone or "").strip() or None
    if zone is not None and zone not in available_timezones():
        raise _FaultError("time_zone", "zone")
    quiet = person.quiet_hours
    if "quiet_from" in form or "quiet_to" in form:
        quiet = _quiet(form.get("quiet_from", ""), form.get("quiet_to", ""))
    return None if (zone, quiet) == (person.time_zone, person.quiet_hours) else (zone, quiet)


def _quiet(begin: str, end: str) -> Quiet:
    if not begin and not end:
        return None
    if not begin or not end:
        raise _FaultError("quiet_to" if begin else "quiet_from", "both")
    first, last = _minute("quiet_from", begin), _minute("quiet_to", end)
    if first == last:
        raise _FaultError("quiet_to", "same")
    return first, last


def _minute(name: str, text: str) -> int:
    try:
        at = time.fromisoformat(text)
    except ValueError as error:
        raise _FaultError(name, "clock") from error
    return at.hour * 60 + at.minute


def _frequency(text: str) -> Frequency | None:
    most, _, days = text.partition("/")
    if not (most.isdecimal() and days.isdecimal()):
        return None
    fits = int(most) <= _MOST and 1 <= int(days) <= _LONGEST_DAYS
    return Frequency(int(most), int(days)) if fits else None


def _rhythms(form: Form, today: Form) -> dict[Purpose, Rhythm | None]:
    return {
        purpose: Rhythm(form[name]) if form[name] in set(Rhythm) else None
        for purpose in view.PURPOSES
        if (name := f"rhythm.{purpose}") in form and form[name] != today[name]
    }


def _pauses(form: Form, today: Form) -> dict[Purpose | None, datetime | None]:
    found: dict[Purpose | None, datetime | None] = {}
    for purpose in (None, *view.PURPOSES):
        name = "pause" if purpose is None else f"pause.{purpose}"
        if name in form and form[name] != today[name]:
            found[purpose] = _until(form[name])
    return found


def _until(text: str) -> datetime | None:
    if text in view.PAUSE_DAYS:
        return clock.now() + timedelta(days=int(text))
    try:
        until = datetime.fromisoformat(text.removeprefix(view.UNTIL))
    except ValueError:
        return None
    return until if until.tzinfo is not None else None

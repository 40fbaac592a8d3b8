"""What comes next follows from what is known, and from nothing else."""

from datetime import UTC, datetime

import pytest

from limpide.flows import Memory, read_flow, wording
from limpide.flows.stepping import (
    Ahead,
    Ends,
    NeedsCall,
    NeedsConsent,
    NeedsSlot,
    ahead,
)
from limpide.foundation import clock

FLOW = read_flow("""
flow: book_table
title: {fr: Réserver, en: Book}
examples: {fr: [un, deux, trois], en: [one, two, three]}
slots:
  day: {kind: date, ask: {fr: 'Quand ?', en: 'When?'}}
  place:
    kind: choice
    options: {in: {fr: dedans, en: inside}, out: {fr: dehors, en: outside}}
    ask: {fr: 'Où ?', en: 'Where?'}
  sun: {kind: text, ask: {fr: 'Soleil ?', en: 'Sun?'}}
steps:
  - ask: day
  - ask: place
  - if: place == 'out'
    then:
      - ask: sun
  - say: {fr: "Le {{ day | day }}.", en: "On {{ day | day }}."}
  - confirm: {fr: "Je réserve {{ place }} ?", en: "Shall I book {{ place }}?"}
  - run: book
    with: {day: day, place: place}
    as: booked
    otherwise:
      full:
        - say: {fr: Complet., en: Full.}
        - ask_again: day
  - say: {fr: "C’est fait, {{ booked.id }}.", en: "Done, {{ booked.id }}."}
""")


def see(memory: Memory) -> Ahead:
    return ahead(FLOW, memory, "fr", {})


def test_what_is_missing_is_asked_in_order() -> None:
    memory = Memory()
    asked: list[str] = []
    for name, value in [("day", "2026-12-01"), ("place", "out"), ("sun", "oui")]:
        found = see(memory).next
        assert isinstance(found, NeedsSlot)
        asked.append(found.slot.name)
        memory.slots[name] = value
    assert asked == ["day", "place", "sun"]
    assert isinstance(see(memory).next, NeedsConsent)


def booked(memory: Memory) -> NeedsCall:
    consent = see(memory).next
    assert isinstance(consent, NeedsConsent)
    memory.consents[consent.key] = True
    call = see(memory).next
    assert isinstance(call, NeedsCall)
    return call


def test_a_correction_after_a_yes_is_confirmed_again() -> None:
    memory = Memory(slots={"day": "2026-12-01", "place": "in"})
    assert booked(memory).is_confirmed

    memory.slots["day"] = "2026-12-02"

    again = see(memory)
    assert isinstance(again.next, NeedsConsent)
    assert [text for _, text in again.says] == ["Le mercredi 2 décembre."]


def test_a_result_belongs_to_its_arguments() -> None:
    memory = Memory(slots={"day": "2026-12-01", "place": "in"})
    call = booked(memory)
    memory.results[call.key] = {"ok": True, "value": {"id": "T-1"}}
    done = see(memory)
    assert isinstance(done.next, Ends)
    assert done.says[-1][1] == "C’est fait, T-1."

    memory.slots["place"] = "out"
    memory.slots["sun"] = "oui"

    assert booked(memory).key != call.key


def test_a_refusal_takes_its_branch_and_asks_again() -> None:
    memory = Memory(slots={"day": "2026-12-01", "place": "in"})
    call = booked(memory)
    memory.results[call.key] = {"ok": False, "code": "full"}

    seen = see(memory)

    assert isinstance(seen.next, NeedsSlot)
    assert seen.next.slot.name == "day"
    assert seen.says[-1][1] == "Complet."


def test_a_no_ends_it() -> None:
    memory = Memory(slots={"day": "2026-12-01", "place": "in"})
    consent = see(memory).next
    assert isinstance(consent, NeedsConsent)
    memory.consents[consent.key] = False

    assert see(memory).next == Ends(is_denied=True)


def test_what_was_said_is_said_once() -> None:
    memory = Memory(slots={"day": "2026-12-01", "place": "in"})
    memory.said = [key for key, _ in see(memory).says]

    assert see(memory).says == ()


def test_days_are_told_as_people_say_them(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)

    def told(day: str, language: str) -> str:
        return wording.fill("{{ day | day }}", language, {"day": day})

    assert told("2026-12-01", "fr") == "mardi 1er décembre"
    assert told("2026-12-11", "fr") == "vendredi 11 décembre"
    assert told("2026-12-01", "en") == "Tuesday 1 December"
    assert told("2029-11-01", "fr") == "1er novembre 2029"

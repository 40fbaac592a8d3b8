"""What a passport says, in plain words: sentences for people, JSON-LD for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_datetime, get_timezone
from babel.numbers import format_decimal

from limpide.foundation.i18n import locale_of, translate
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Passport, PassportEvent

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# Our author kinds in the vocabularies of IPTC and schema.org (docs/reference/passport.md).
_SOURCE_TYPES = {
    "ai": ("trainedAlgorithmicMedia", "TrainedAlgorithmicMediaDigitalSource"),
    "ai_reviewed": ("trainedAlgorithmicMedia", "TrainedAlgorithmicMediaDigitalSource"),
    "person_with_ai": (
        "compositeWithTrainedAlgorithmicMedia",
        "CompositeWithTrainedAlgorithmicMediaDigitalSource",
    ),
}
_DISCLOSURES = {
    "person": "none",
    "template": "none",
    "person_with_ai": "ai-assisted",
    "ai_reviewed": "ai-generated",
    "ai": "autonomous",
}
_BY_PEOPLE = ("person", "person_with_ai")
_HANDS = ("ai", "changed", "person", "pasted", "ready")
_SEVERAL = 2
# What happened before it left, by the kind of author (texts `web.passport.how.…`).
_STEPS = {
    "ai": ("asked", "rules", "alone"),
    "ai_reviewed": ("asked", "rules", "reviewed"),
    "person_with_ai": ("asked", "changed"),
    "person": ("person",),
    "template": ("template",),
}
_MICROGRAMS = 1_000_000


@dataclass(frozen=True, slots=True)
class SourceView:
    """A passage as it was quoted, with where to read it today."""

    title: str
    heading: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened to the message later."""

    what: str
    when: str


@dataclass(frozen=True, slots=True)
class GatheredView:
    """One of the notices that a message holds."""

    name: str
    when: str


@dataclass(frozen=True, slots=True)
class HandView:
    """Who wrote which part of the text, in percent."""

    hand: str
    percent: int
    words: str


@dataclass(frozen=True, slots=True)
class PassportView:
    """All that the page shows, already in the reader's language."""

    company: str
    language: str
    kind: str
    who: str
    who_more: str
    hands: tuple[HandView, ...]
    how: tuple[str, ...]
    why: str
    when: str
    permission: str
    plan: tuple[tuple[str, bool], ...]
    footprint: str
    personal: tuple[str, ...]
    images: str
    gathered: tuple[GatheredView, ...]
    sources: tuple[SourceView, ...]
    events: tuple[EventView, ...]
    has_ai: bool
    disclosure: str
    is_genuine: bool
    key: str
    text_sha256: str


def view(
    passport: Passport,
    events: Sequence[PassportEvent],
    workspace: Workspace,
    language: str,
    *,
    is_genuine: bool,
) -> PassportView:
    """Put a passport into words."""
    body = passport.body
    author = body["author"]
    zone = workspace.time_zone
    names = {"company": body["company"], "name": author["name"], "reviewer": author["reviewer"]}
    return PassportView(
        company=body["company"],
        language=body["language"],
        who=translate(language, f"web.passport.who.{author['kind']}", **names),
        kind=author["kind"],
        who_more=_model(author, language),
        hands=_hands(author, language),
        how=how(body, language),
        why=translate(language, body["reason"]["key"], **body["reason"]["params"]),
        when=_moment(passport.issued_at, zone, language),
        permission=translate(
            language,
            f"web.passport.basis.{body['permission']['basis']}",
            purpose=translate(language, f"web.passport.purpose.{body['permission']['purpose']}"),
        ),
        plan=_plan(body, language),
        footprint=_grams(body["footprint"], language),
        personal=tuple(_datum(name, body, language) for name in body.get("personal_data", ())),
        images=_images(body, language),
        gathered=tuple(
            GatheredView(each["name"], _moment(datetime.fromisoformat(each["at"]), zone, language))
            for each in body.get("gathered", ())
        ),
        sources=tuple(
            SourceView(s["title"], s["heading"], s["quote"], s["url"]) for s in body["sources"]
        ),
        events=tuple(
            EventView(
                translate(language, f"web.passport.event.{event.kind}"),
                _moment(event.at, zone, language),
            )
            for event in events
        ),
        has_ai=author["kind"] in _SOURCE_TYPES,
        disclosure=_DISCLOSURES[author["kind"]],
        is_genuine=is_genuine,
        key=passport.key_id,
        text_sha256=body["text_sha256"],
    )


def how(body: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """Tell in short sentences how it was decided, in the order in which it happened."""
    author = body["author"]
    steps = list(_STEPS[author["kind"]])
    if body["sources"] and author["kind"] in _SOURCE_TYPES:
        steps.insert(1, "searched")
    steps.append("permission")
    names = {"name": author["name"] or body["company"], "company": body["company"]}
    names["reviewer"] = author["reviewer"] or names["name"]
    return tuple(translate(language, f"web.passport.how.{step}", **names) for step in steps)


def json_ld(passport: Passport, url: str) -> dict[str, Any]:
    """Describe the message to programs (schema.org)."""
    body = passport.body
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Message",
        "identifier": body["message"],
        "url": url,
        "dateCreated": body["issued_at"],
        "inLanguage": body["language"],
        "publisher": {"@type": "Organization", "name": body["company"]},
        "subjectOf": {
            "@type": "DigitalDocument",
            "url": f"{url}.json",
            "encodingFormat": "application/json",
        },
        "additionalProperty": _properties(body),
    }
    described |= _makers(body["author"])
    if body["sources"]:
        described["citation"] = [
            {
                "@type": "CreativeWork",
                "name": source["title"],
                "text": source["quote"],
                "version": source["version"],
                "url": source["url"],
            }
            for source in body["sources"]
        ]
    return described


def _makers(author: Mapping[str, Any]) -> dict[str, Any]:
    """Say who made it: digital source type, the AI, the person who wrote or reviewed."""
    made: dict[str, Any] = {}
    kinds = _SOURCE_TYPES.get(author["kind"])
    if kinds is not None:
        made["digitalSourceType"] = f"https://schema.org/{kinds[1]}"
        made["additionalType"] = f"{_IPTC}{kinds[0]}"
    engine = author["ai"]
    if engine is not None:
        made["creator"] = {
            "@type": "SoftwareApplication",
            "name": engine["name"],
            "softwareVersion": engine["version"],
        }
        if engine["provider"]:
            made["creator"]["provider"] = {"@type": "Organization", "name": engine["provider"]}
    if author["kind"] in _BY_PEOPLE and author["name"]:
        made["author"] = {"@type": "Person", "name": author["name"]}
    if author["reviewer"]:
        made["editor"] = {"@type": "Person", "name": author["reviewer"]}
    return made


def _properties(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give what schema.org has no word for, each with the name it has in the signed passport."""
    author, footprint = body["author"], body["footprint"]
    plain: dict[str, Any] = {
        "author.kind": author["kind"],
        "author.ai_percent": author["ai_percent"],
        "permission.purpose": body["permission"]["purpose"],
        "permission.basis": body["permission"]["basis"],
        "channels": ", ".join(body["channels"]),
        "footprint.central": footprint["central"] / _MICROGRAMS,
        "text_sha256": body["text_sha256"],
    }
    plain |= {f"author.hands.{hand}": part for hand, part in author.get("hands", {}).items()}
    if "plan" in body:
        plain["plan.channels"] = ", ".join(body["plan"]["channels"])
        plain["plan.place"] = body["plan"]["place"]
    properties: list[dict[str, Any]] = [
        {"@type": "PropertyValue", "name": name, "value": value} for name, value in plain.items()
    ]
    for each in properties:
        if each["name"] == "footprint.central":
            each["unitText"] = "g CO2e"
    return properties


def _hands(author: Mapping[str, Any], language: str) -> tuple[HandView, ...]:
    """Say who wrote which part; a text of one hand needs no shares."""
    percents: Mapping[str, int] = author.get("hands", {})
    if author["kind"] == "person_with_ai" and not percents:
        percents = {"ai": author["ai_percent"], "person": 100 - author["ai_percent"]}
    if len(percents) < _SEVERAL and not set(percents) & {"pasted", "ready"}:
        return ()
    return tuple(
        HandView(hand, percents[hand], translate(language, f"web.passport.hand.{hand}"))
        for hand in _HANDS
        if percents.get(hand)
    )


def _plan(body: Mapping[str, Any], language: str) -> tuple[tuple[str, bool], ...]:
    """Give the channels that were planned, in order, and which of them this message took."""
    planned: Sequence[str] = body["channels"]
    place = 1
    if "plan" in body:
        planned, place = body["plan"]["channels"], body["plan"]["place"]
    names = [translate(language, f"web.passport.channel.{kind}") for kind in planned]
    return tuple((name, at == place) for at, name in enumerate(names, 1))


def _datum(name: str, body: Any, language: str) -> str:
    known, _, attribute = name.partition(".")
    said = translate(language, f"web.passport.datum.{known}", attribute=attribute)
    is_allowed = name in body.get("personal_data_allowed", ())
    return translate(language, "web.passport.datum_allowed", datum=said) if is_allowed else said


def _model(author: Any, language: str) -> str:
    """Name the language model that wrote, who runs it and where; our own engine needs no line."""
    engine = author["ai"]
    if engine is None or not engine["provider"]:
        return ""
    return translate(
        language, "web.passport.model", model=engine["name"], provider=engine["provider"]
    )


def _images(body: Mapping[str, Any], language: str) -> str:
    shown = body.get("images", ())
    if not shown:
        return ""
    return translate(language, "web.passport.images", count=len(shown), company=body["company"])


def _moment(at: datetime, zone: str, language: str) -> str:
    return format_datetime(at, "medium", tzinfo=get_timezone(zone), locale=locale_of(language))


def _grams(footprint: Any, language: str) -> str:
    low, central, high = (
        format_decimal(
            footprint[part] / _MICROGRAMS, format="#,##0.####", locale=locale_of(language)
        )
        for part in ("low", "central", "high")
    )
    return translate(language, "web.passport.grams", low=low, central=central, high=high)

"""What a passport says, in plain words: sentences for people, JSON-LD for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_datetime, get_timezone
from babel.numbers import format_decimal

from limpide.foundation.i18n import translate
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
class PassportView:
    """All that the page shows, already in the reader's language."""

    company: str
    who: str
    who_more: str
    why: str
    when: str
    permission: str
    channels: str
    footprint: str
    plan: str
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
        who=translate(language, f"web.passport.who.{author['kind']}", **names),
        who_more=_shares(author, language) or _model(author, language),
        why=translate(language, body["reason"]["key"], **body["reason"]["params"]),
        when=_moment(passport.issued_at, zone, language),
        permission=translate(
            language,
            f"web.passport.basis.{body['permission']['basis']}",
            purpose=translate(language, f"web.passport.purpose.{body['permission']['purpose']}"),
        ),
        channels=", ".join(
            translate(language, f"web.passport.channel.{kind}") for kind in body["channels"]
        ),
        footprint=_grams(body["footprint"], language),
        plan=_plan(body.get("plan"), language),
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
    }
    kinds = _SOURCE_TYPES.get(body["author"]["kind"])
    if kinds is not None:
        described["digitalSourceType"] = f"https://schema.org/{kinds[1]}"
        described["additionalType"] = f"{_IPTC}{kinds[0]}"
    if body["author"]["ai"] is not None:
        described["creator"] = {
            "@type": "SoftwareApplication",
            "name": body["author"]["ai"]["name"],
            "softwareVersion": body["author"]["ai"]["version"],
        }
    return described


def _shares(author: Any, language: str) -> str:
    if author["kind"] not in {"person_with_ai", "ai_reviewed"}:
        return ""
    percent = author["ai_percent"]
    return translate(language, "web.passport.shares", ai=percent, person=100 - percent)


def _model(author: Any, language: str) -> str:
    """Name the language model that wrote, who runs it and where; our own engine needs no line."""
    engine = author["ai"]
    if engine is None or not engine["provider"]:
        return ""
    return translate(
        language, "web.passport.model", model=engine["name"], provider=engine["provider"]
    )


def _plan(plan: Any, language: str) -> str:
    """Say by which channels it was to go, one after the other until it was seen."""
    if plan is None:
        return ""
    names = [translate(language, f"web.passport.channel.{kind}") for kind in plan["channels"]]
    return translate(language, "web.passport.plan", channels=" → ".join(names), place=plan["place"])


def _moment(at: datetime, zone: str, language: str) -> str:
    return format_datetime(at, "medium", tzinfo=get_timezone(zone), locale=language)


def _grams(footprint: Any, language: str) -> str:
    low, central, high = (
        format_decimal(footprint[part] / _MICROGRAMS, format="#,##0.####", locale=language)
        for part in ("low", "central", "high")
    )
    return translate(language, "web.passport.grams", low=low, central=central, high=high)

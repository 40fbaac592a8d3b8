"""Linting: what is wrong with a template, before anybody reads it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from limpide import delivery, review
from limpide.channels import Kind
from limpide.contacts import Purpose
from limpide.delivery import Content

from . import showing, wording
from .model import Finding, Severity, Version, Wording
from .wording import InvalidTemplateError

_MOST_SMS_PARTS: Final = 3
_LONGEST_SUBJECT: Final = 78
# In kilobytes: a mail that weighs more is slow on a telephone, and refused by some servers.
_HEAVIEST_IMAGES: Final = 1000
# Elsewhere on the net; the company's own images are looked at by name.
_IMAGE_WITHOUT_WORDS: Final = re.compile(r"!\[\s*\]\((?!image:)")
_LONG_SENTENCE: Final = 30
_SENTENCE: Final = re.compile(r"[.!?…]+\s+|\n{2,}")


# What the checks of every text find, by the family of their rules, in a template's words.
_CHECKS: Final = {
    "placeholder": "placeholder",
    "promise": "promise",
    "tone": "tone",
    "reading": "too_hard",
}
# Words that sell, in a template that is not for news or offers: its purpose is another one.
_SELLS: Final = re.compile(
    r"-\s?\d{1,2}\s?%|\b(?:soldes?|promo\w*|code promo|vente flash|remise exceptionnelle|"
    r"profitez|offre sp[ée]ciale|sale|discount|special offer|promo code|buy now|limited offer)\b",
    re.IGNORECASE,
)
_SELLING: Final = {Purpose.NEWS, Purpose.OFFERS}


def lint(version: Version, *, languages: tuple[str, ...] = ("fr", "en")) -> list[Finding]:
    """List what is wrong, worst first: `stop` keeps the version from being published."""
    found = [
        Finding(Severity.LOOK, "no_translation", language, {})
        for language in languages
        if language not in version.wordings
    ]
    for language, words in version.wordings.items():
        found += _about(language, words, version.sample)
        found += _images(language, words, version)
        sold = _SELLS.search(f"{words.subject}\n{words.text}\n{words.short}")
        if sold is not None and version.template.purpose not in _SELLING:
            params = {"found": sold[0]}
            found.append(Finding(Severity.LOOK, "wrong_purpose", language, params))
    return sorted(found, key=lambda finding: finding.severity is not Severity.STOP)


def _about(language: str, words: Wording, sample: Mapping[str, Any]) -> Iterator[Finding]:
    for name, said in (("subject", words.subject), ("text", words.text)):
        if not said.strip():
            yield Finding(Severity.STOP, f"no_{name}", language, {})
    try:
        sources = (words.subject, words.text, words.short, words.letter)
        drawn = Wording(*(wording.render(source, sample) for source in sources))
    except InvalidTemplateError as error:
        yield Finding(Severity.STOP, "not_readable", language, {"why": str(error)})
        return
    for key, params in (*_links(words), *_measured(drawn)):
        yield Finding(Severity.LOOK, key, language, params)
    yield from _checked(language, drawn)


def _images(language: str, words: Wording, version: Version) -> Iterator[Finding]:
    named = showing.images_of(words)
    for name in named:
        if name not in version.images:
            yield Finding(Severity.STOP, "no_image", language, {"name": name})
    for name in sorted(showing.blanks_of(words)):
        yield Finding(Severity.STOP, "image_alt", language, {"name": name})
    weight = sum(version.images[name].size for name in named if name in version.images) // 1000
    if weight > _HEAVIEST_IMAGES:
        params = {"measured": weight, "most": _HEAVIEST_IMAGES}
        yield Finding(Severity.LOOK, "heavy_images", language, params)


def _checked(language: str, drawn: Wording) -> Iterator[Finding]:
    """Read it as every text is read before it leaves: placeholders, promises, tone, ease."""
    text = wording.plain(f"{drawn.subject}.\n\n{drawn.text}")
    for found in review.check(text, review.checks.Context(language)):
        key = _CHECKS.get(found.rule.partition(".")[0])
        if key is not None:
            is_red = key == "placeholder" and found.severity is review.Severity.RED
            params = {"found": str(found.values.get("found", ""))}
            yield Finding(Severity.STOP if is_red else Severity.LOOK, key, language, params)


def _links(words: Wording) -> Iterator[tuple[str, Mapping[str, str | int]]]:
    for url in wording.links_of(words):
        if not _is_safe(url):
            yield "link", {"url": url}
    if _IMAGE_WITHOUT_WORDS.search(words.text):
        yield "no_alt", {}


def _measured(drawn: Wording) -> Iterator[tuple[str, Mapping[str, str | int]]]:
    for key, measured, most in _measures(drawn):
        if measured > most:
            yield key, {"measured": measured, "most": most}


def _measures(drawn: Wording) -> Iterator[tuple[str, int, int]]:
    yield "long_subject", len(drawn.subject), _LONGEST_SUBJECT
    short = drawn.short or wording.plain(drawn.text)
    yield "many_parts", delivery.pieces(Kind.SMS, Content(short)), _MOST_SMS_PARTS
    longest = max(len(each.split()) for each in _SENTENCE.split(showing.in_words(drawn.text, "")))
    yield "long_sentence", longest, _LONG_SENTENCE


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return (
        # An address that a value gives whole is looked at when the value is known.
        url.startswith("{")
        or parts.scheme in {"mailto", "tel"}
        or (parts.scheme == "https" and bool(parts.hostname))
    )

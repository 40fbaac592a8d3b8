"""Linting: what is wrong with a template, before anybody reads it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from limpide import footprint

from . import wording
from .model import Finding, Severity, Version, Wording
from .wording import InvalidTemplateError

_MOST_SMS_PARTS: Final = 3
_LONGEST_SUBJECT: Final = 78
_IMAGE_WITHOUT_WORDS: Final = re.compile(r"!\[\s*\]\(")
_LONG_SENTENCE: Final = 30
_SENTENCE: Final = re.compile(r"[.!?…]+\s+|\n{2,}")


def lint(version: Version, *, languages: tuple[str, ...] = ("fr", "en")) -> list[Finding]:
    """List what is wrong, worst first: `stop` keeps the version from being published."""
    found = [
        Finding(Severity.LOOK, "no_translation", language, {})
        for language in languages
        if language not in version.wordings
    ]
    for language, words in version.wordings.items():
        found += _about(language, words, version.sample)
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
    yield "many_parts", footprint.sms_parts(short), _MOST_SMS_PARTS
    longest = max(len(each.split()) for each in _SENTENCE.split(drawn.text))
    yield "long_sentence", longest, _LONG_SENTENCE


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return (
        "{" in url
        or parts.scheme in {"mailto", "tel"}
        or (parts.scheme == "https" and bool(parts.hostname))
    )

"""Masking: what tells who somebody is becomes a placeholder before it leaves, and comes back after.

Masking too much costs nothing but words; each text goes through all rules, in both languages.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from limpide.assistant import understanding

_PLACEHOLDER: Final = re.compile(r"\[[A-Z]+_\d+\]")
_SPACE: Final = r"[ \u00a0\u202f]"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_MONEY: Final = rf"(?![\d.,]*{_SPACE}?(?:€|£|\$|eur\b|euros?\b|pounds?\b))"
_PATTERNS: Final = (
    ("LINK", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("EMAIL", re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    ("IBAN", re.compile(rf"\b[A-Z]{{2}}\d{{2}}(?:{_SPACE}?[A-Z0-9]{{4}}){{2,7}}"
                        rf"(?:{_SPACE}?[A-Z0-9]{{1,3}})?\b", re.IGNORECASE)),
    ("ADDRESS", re.compile(
        rf"\b\d{{1,4}}{_SPACE}?(?:bis|ter)?,?{_SPACE}+(?:rue|avenue|av|boulevard|bd|chemin|place|"
        rf"allée|impasse|quai|cours|route|square)\b\.?(?:{_SPACE}+[\w'’-]+){{1,4}}",
        re.IGNORECASE)),
    ("ADDRESS", re.compile(
        rf"\b\d{{1,4}}[a-z]?{_SPACE}+(?:[A-Z]\w+{_SPACE}+){{1,3}}"
        r"(?:Street|St|Road|Rd|Avenue|Lane|Drive|Close|Way|Square)\b")),
    ("NAME", re.compile(
        r"(?i:je m['’]appelle|mon nom est|c['’]est (?:m\.|mme|monsieur|madame)|my name is|"
        r"this is (?:mr|mrs|ms)\.?|cordialement|bien à vous|(?:kind |best )?regards|sincerely|"
        rf"signé)[\s,:]+(?P<it>{_CAPITAL}(?:{_SPACE}+{_CAPITAL}){{0,2}})")),
    ("CODE", re.compile(r"(?<!\w)#?[A-Z]{1,4}-?\d{3,12}(?!\w)|(?<!\w)#\d{2,12}(?!\w)",
                        re.IGNORECASE)),
    # Cards, customer and social security numbers, telephones of any country.
    ("NUMBER", re.compile(rf"(?<![\w.,])\+?\(?\d(?:[ \u00a0\u202f.()-]?\d){{4,20}}(?!\w){_MONEY}")),
)  # fmt: skip
_GREETED: Final = re.compile(
    r"(?P<greeting>\b(?i:bonjour|bonsoir|ch[eè]re?|dear|hello|hi)\s+"
    r"(?:(?i:madame|monsieur|mme|m\.|mrs\.?|mr\.?|ms\.?|miss)\s+)?)"
    rf"{_CAPITAL}(?:{_SPACE}+{_CAPITAL}){{0,2}}"
)
_WHOLE: Final = {"LINK", "EMAIL"}
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[.-]\d{1,2}[.-]\d{2,4}")
_KINDS: Final = {
    understanding.Kind.EMAIL: "EMAIL",
    understanding.Kind.PHONE: "PHONE",
    understanding.Kind.ORDER: "CODE",
    understanding.Kind.POSTCODE: "POSTCODE",
}
_SHORTEST_NAME: Final = 2

_Span = tuple[int, int, str]


class Mask:
    """One turn's placeholders: the same value has the same one in every text of the turn."""

    def __init__(self, known: Sequence[str] = (), *, today: date) -> None:
        """`known`: names and addresses of the contact, whole; each word of a name counts."""
        self._known = [pattern for value in known for pattern in _patterns_of(value)]
        self._today = today
        self._values: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def hide(self, text: str) -> str:
        """Put placeholders in the place of personal data."""
        parts: list[str] = []
        done = 0
        for start, end, kind in sorted(self._spans(text)):
            parts += [text[done:start], self._placeholder(kind, text[start:end])]
            done = end
        return "".join([*parts, text[done:]])

    def blank(self, text: str) -> str:
        """Take personal data out for good, and whom a greeting names."""
        # An address goes whole, with the name that stands in it.
        for kind, pattern in _PATTERNS:
            text = pattern.sub("…", text) if kind in _WHOLE else text
        greeted = _GREETED.sub(lambda match: f"{match['greeting']}…", text)
        return _PLACEHOLDER.sub("…", self.hide(greeted))

    def restore(self, text: str) -> str | None:
        """Put the values back; None when a placeholder was never given out."""
        if any(each not in self._values for each in _PLACEHOLDER.findall(text)):
            return None
        return _PLACEHOLDER.sub(lambda match: self._values[match[0]], text)

    def _placeholder(self, kind: str, value: str) -> str:
        for placeholder, known in self._values.items():
            if known == value:
                return placeholder
        self._counts[kind] = self._counts.get(kind, 0) + 1
        placeholder = f"[{kind}_{self._counts[kind]}]"
        self._values[placeholder] = value
        return placeholder

    def _spans(self, text: str) -> list[_Span]:
        """Choose places that do not overlap, the surest first."""
        chosen: list[_Span] = []
        for start, end, kind in self._all(text):
            if all(end <= other[0] or start >= other[1] for other in chosen):
                chosen.append((start, end, kind))
        return chosen

    def _all(self, text: str) -> Iterator[_Span]:
        # What only looks like a placeholder must not turn into somebody's data on the way back.
        yield from ((*match.span(), "TEXT") for match in _PLACEHOLDER.finditer(text))
        flat = _flat(text)
        for pattern in self._known:
            yield from ((*match.span(), "NAME") for match in pattern.finditer(flat))
        for kind, pattern in _PATTERNS:
            for match in pattern.finditer(text):
                span = match.span("it") if "it" in pattern.groupindex else match.span()
                if not _DATE.fullmatch(text[span[0] : span[1]]):
                    yield (*span, kind)
        for language in ("fr", "en"):
            for each in understanding.entities(text, language, self._today):
                if each.kind in _KINDS:
                    yield each.start, each.end, _KINDS[each.kind]


def _patterns_of(value: str) -> Iterator[re.Pattern[str]]:
    parts = [value.strip(), *re.split(r"[\s,]+", value)]
    for part in dict.fromkeys(parts):
        flat = _flat(part)
        if len(flat) > _SHORTEST_NAME:
            yield re.compile(rf"(?<!\w){re.escape(flat)}(?!\w)")


def _flat(text: str) -> str:
    """Fold case and accents, letter by letter, so that places stay the same."""
    return "".join(unicodedata.normalize("NFKD", letter)[0].lower()[:1] for letter in text)

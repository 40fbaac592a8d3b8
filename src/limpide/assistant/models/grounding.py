"""Grounding: may this sentence be said, given what it quotes? Decided by code, one by one.

Strict on purpose: a sentence that is dropped costs a kinder wording, one that is let through
wrongly costs a customer. Each sentence must stand on one sentence of what it quotes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import yaml

from limpide import knowledge
from limpide.assistant.understanding.numbers import Number, numbers
from limpide.assistant.understanding.stemming import plain_stems, stems
from limpide.assistant.words import fold

_FILE: Final = Path(__file__).parents[1] / "rules" / "grounding.yaml"
# Tuned on the part «work» of evals/wording. More than this of a sentence must be quoted; and so
# much of the quotation must be said where a word such as «free» decides: there lie the conditions.
_FLOOR: Final = 0.8
_FLOOR_BACK: Final = 0.75
_LONGEST: Final = 400
_SHORT: Final = 2
_OTHER_LANGUAGE: Final = 4.0
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
_CODE: Final = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d_])\w[\w-]*\b")
_STRANGE: Final = re.compile(r"[<>{}\[\]`|\\\x00-\x1f\u200b-\u200f\u202a-\u202e]|\*\*")
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\S+|\b[\w-]+\.(?:com|fr|net|org|io|eu)\b"
)
_NAME: Final = re.compile(r"(?<!^)(?<![.!?:«»\"“”(]\s)(?<![.!?:«»\"“”(])\b[A-ZÀ-ÖØ-Þ][\w’'-]+")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a sentence stands on. `about`: title and heading, which name the subject."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """The sentence of a quotation that carries a statement, or why none does."""

    sentence: str = ""
    fault: str = ""


def ground(sentence: str, quotations: Sequence[Quotation], language: str) -> Ground:
    """Find what carries a sentence; `fault` names the first rule that it breaks."""
    everything = "\n".join(f"{each.about}\n{each.text}" for each in quotations)
    fault = _of_form(sentence, language) or _of_names(sentence, everything)
    if fault:
        return Ground(fault=fault)
    best, share = _best(sentence, quotations, language)
    if share <= _FLOOR:
        return Ground(fault="overlap")
    fault = (
        _of_numbers(sentence, best, language)
        or _of_sense(sentence, best)
        or _of_conditions(sentence, best, language)
    )
    return Ground(best, fault)


def sentences(text: str) -> list[str]:
    """Cut a quotation into sentences; each row of a table and each point of a list is one."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def has_number(text: str, language: str) -> bool:
    """Say whether a text names any number."""
    return bool(numbers(text, language))


def polarity(text: str) -> frozenset[str]:
    """Name the turns of a statement: a negation, a restriction."""
    words = f" {fold(text)} "
    return frozenset(
        kind
        for kind, listed in _rules()["polarity"].items()
        if any(f" {word} " in words for word in listed.split("|"))
    )


def subjects(text: str, language: str) -> dict[str, float]:
    """Weigh the stems that a text is about; little words and politeness weigh nothing."""
    # «Three» and «3» are compared as numbers, not as words.
    for number in reversed(numbers(text, language)):
        text = f"{text[: number.start]} {text[number.end :]}"
    words = " ".join(word for word in _WORD.findall(text) if fold(word) not in _courtesy())
    found = (stem for stem in stems(words, language) if stem not in plain_stems())
    # A word of two letters is seldom what matters («9am to 6pm», «n° 5»).
    return {stem: 1.0 if len(stem) > _SHORT else 0.5 for stem in found}


def _of_form(sentence: str, language: str) -> str:
    if not sentence.strip() or len(sentence) > _LONGEST or _STRANGE.search(sentence):
        return "form"
    balance = knowledge.french_balance(sentence)
    if abs(balance) >= _OTHER_LANGUAGE and (balance > 0) != (language == "fr"):
        return "language"
    return ""


def _of_names(sentence: str, everything: str) -> str:
    flat = f" {fold(everything)} "
    if any(address.rstrip(".,;") not in everything for address in _ADDRESS.findall(sentence)):
        return "address"
    if any(code.casefold() not in everything.casefold() for code in _CODE.findall(sentence)):
        return "code"
    if any(f" {fold(name)} " not in flat for name in _NAME.findall(sentence) if fold(name)):
        return "name"
    return "deed" if any(deed not in flat for deed in _deeds().findall(fold(sentence))) else ""


def _of_numbers(sentence: str, quoted: str, language: str) -> str:
    """Every number stands in the quoted sentence, with the same currency and the same unit."""
    there = set(_measures(quoted, language))
    if any(each not in there for each in _measures(sentence, language)):
        return "number"
    # Figures inside of times and codes («14h30»), or written in words on the other side.
    figures = set(_FIGURE.findall(quoted)) | {format(value, "f") for value, _ in there}
    said = {figure.replace(",", ".") for figure in _FIGURE.findall(sentence)}
    return "" if said <= {figure.replace(",", ".") for figure in figures} else "number"


def _of_sense(sentence: str, quoted: str) -> str:
    if polarity(sentence) != polarity(quoted):
        return "polarity"
    flat = f" {fold(quoted)} "
    said = set(fold(sentence).split()) & _decisive()
    return "decisive" if any(f" {word} " not in flat for word in said) else ""


def _of_conditions(sentence: str, quoted: str, language: str) -> str:
    """«Parking is free» leaves out «for two hours»: what decides is said with what bounds it."""
    if not set(fold(sentence).split()) & _absolute():
        return ""
    there, here = subjects(quoted, language), subjects(sentence, language)
    kept = sum(weight for stem, weight in there.items() if stem in here)
    is_bounded = has_number(quoted, language) and not has_number(sentence, language)
    return "condition" if is_bounded or kept < _FLOOR_BACK * sum(there.values()) else ""


def _best(sentence: str, quotations: Sequence[Quotation], language: str) -> tuple[str, float]:
    weights = subjects(sentence, language)
    total = sum(weights.values())
    best, most = "", 0.0
    for quotation in quotations:
        about = subjects(quotation.about, language).keys()
        for quoted in sentences(quotation.text):
            there = about | subjects(quoted, language).keys()
            share = sum(weights[stem] for stem in weights if stem in there)
            if not best or share > most:
                best, most = quoted, share
    return best, most / total if total else 0.0


def _measures(text: str, language: str) -> Iterator[tuple[Decimal, str]]:
    for number in numbers(text, language):
        yield number.value.normalize(), number.currency or _unit_after(text, number)


def _unit_after(text: str, number: Number) -> str:
    rest = text[number.end : number.end + 40]
    if rest.lstrip().startswith("%"):
        return "percent"
    words = fold("".join(takewhile(lambda letter: letter not in ".,;:!?\n", rest))).split()
    return next((_unit_of(word) for word in words[:2] if _unit_of(word)), "")


def _unit_of(word: str) -> str:
    return _units().get(word, "")


@cache
def _units() -> Mapping[str, str]:
    return {word: kind for kind, words in _rules()["units"].items() for word in words.split("|")}


@cache
def _courtesy() -> frozenset[str]:
    return frozenset(_rules()["courtesy"].split("|"))


@cache
def _decisive() -> frozenset[str]:
    return frozenset(_rules()["decisive"].split("|"))


@cache
def _absolute() -> frozenset[str]:
    return frozenset(_rules()["absolute"].split("|"))


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(_rules()["deeds"])


@cache
def _rules() -> Mapping[str, Any]:
    return yaml.safe_load(_FILE.read_text())

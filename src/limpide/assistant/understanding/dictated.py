"""Values said aloud: «marie point leroy arobase orange point fr», «zéro six douze…», «O L V 2 0».

Voices written down, and people who type as they would say it. Each find has its normal form.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import phonenumbers

from .numbers import TENS, UNITS

_MARKS: Final = {
    "point": ".", "dot": ".", "tiret": "-", "dash": "-", "hyphen": "-", "underscore": "_",
    "tiret du bas": "_", "tiret bas": "_", "souligné": "_", "plus": "+", "moins": "-",
}  # fmt: skip
_MARK: Final = "|".join(sorted(_MARKS, key=len, reverse=True))
_DOT: Final = r"(?:\s*[\[(]?\s*(?:point|dot)\s*[\])]?\s*|\s*\.\s*)"
_AT: Final = (
    r"(?:\s*[\[(]\s*(?:arobase|arobas|at|chez)\s*[\])]\s*|\s+(?:arobase|arobas|at|chez)\s+|\s*@\s*)"
)
_EMAIL: Final = re.compile(
    rf"(?P<local>[\w+-]+(?:(?:\s+(?:{_MARK})\s+|\.)[\w+-]+)*(?:\s+\d{{1,4}})?)(?:\s+tout attaché)?"
    rf"{_AT}(?P<domain>[\w-]+(?:\s+(?:tiret|dash|hyphen)\s+[\w-]+)*(?:{_DOT}[a-z]{{2,12}}){{1,3}})(?!\w)",
    re.IGNORECASE,
)
_SPOKEN_MARK: Final = re.compile(rf"\s+({_MARK})\s+", re.IGNORECASE)
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN: Final = re.compile(r"^[\s.,-]{0,3}(?:et\s)?$")
_NOUGHT: Final = frozenset({"zero", "zéro", "oh", "o", "nought"})
_TIMES: Final = {"double": 2, "triple": 3}
_POSTCODE_SAID: Final = re.compile(
    r"(?:code postal|postal|cp|post ?code|zip)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
_POSTCODE_SPELT: Final = re.compile(
    r"(?:post ?code|zip)\W+(?:is\W+)?"
    r"(?P<value>[A-Z]\s?[A-Z]?\s?\d\s?[A-Z\d]?\s?\d\s?[A-Z]\s?[A-Z])\b",
    re.IGNORECASE,
)
_ORDER_SPELT: Final = re.compile(
    r"\b(?:commande|order|cde|cmd|dossier|référence|reference|réf|ref)"
    r"(?:\s+(?:number|numéro|numero|nr|no|n°|est|is|c'est|it's))*\s*[:#]?\s*"
    r"(?:(?P<letters>[A-Z](?:[\s.-]{0,2}[A-Z]){0,3})[\s.-]{1,2}(?P<after>\d(?:[\s.-]?\d){4,11})"
    r"|(?!\d{1,2} \d{1,2} \d{4}\b)(?P<alone>\d(?:\s?\d){5,11}))(?![\d€,]|\s?€|\s?eur|[.,/-]\d)",
    re.IGNORECASE,
)
_SHORTEST: Final = 10
_POSTCODE: Final = 5


@dataclass(frozen=True, slots=True)
class Dictated:
    """A value said aloud, in its normal form, where it stands."""

    value: str
    start: int
    end: int


def emails(text: str) -> Iterator[Dictated]:
    """Find e-mail addresses of which the signs are said."""
    for match in _EMAIL.finditer(text):
        local = _SPOKEN_MARK.sub(lambda mark: _MARKS[mark[1].lower()], match["local"])
        domain = re.sub(r"\s+(?:tiret|dash|hyphen)\s+", "-", match["domain"], flags=re.IGNORECASE)
        domain = re.sub(_DOT, ".", domain, flags=re.IGNORECASE)
        value = re.sub(r"\s", "", f"{local}@{domain}").lower()
        yield Dictated(value, match.start(), match.end())


def orders(text: str) -> Iterator[Dictated]:
    """Find order numbers spelt out: letters and figures apart."""
    for match in _ORDER_SPELT.finditer(text):
        letters = re.sub(r"[^A-Za-z]", "", match["letters"] or "").upper()
        digits = re.sub(r"\D", "", match["after"] or match["alone"])
        start = match.start("letters") if letters else match.start("alone")
        yield Dictated(f"{letters}-{digits}" if letters else digits, start, match.end())


def phones(text: str, language: str, region: str) -> Iterator[Dictated]:
    """Find phone numbers of which some figures are words."""
    for digits, start, end in _digits(text, language):
        if len(digits) < _SHORTEST or digits[0] != "0":
            continue
        number = phonenumbers.parse(digits, region)
        if phonenumbers.is_possible_number(number):
            form = phonenumbers.PhoneNumberFormat.E164
            yield Dictated(phonenumbers.format_number(number, form), start, end)


def postcodes(text: str, language: str) -> Iterator[Dictated]:
    """Find postcodes said as such."""
    if language == "en":
        for match in _POSTCODE_SPELT.finditer(text):
            joined = re.sub(r"\s", "", match["value"]).upper()
            yield Dictated(f"{joined[:-3]} {joined[-3:]}", match.start("value"), match.end("value"))
        return
    for digits, start, end in _digits(text, language):
        if len(digits) == _POSTCODE and _POSTCODE_SAID.search(text[:start]):
            yield Dictated(digits, start, end)


def _digits(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Give each run of figures, said or written, of which one at least is a word."""
    run: list[re.Match[str]] = []
    for match in [*_TOKEN.finditer(text), None]:
        if match and _is_said(match[0].lower(), language):
            if run and not _BETWEEN.match(text[run[-1].end() : match.start()]):
                yield from _written(run, language)
                run = []
            run.append(match)
        elif match is None or match[0].lower() != "et":
            yield from _written(run, language)
            run = []


def _is_said(word: str, language: str) -> bool:
    if word.isdigit() or word in _NOUGHT:
        return True
    if language == "en":
        return word in _TIMES or word == "hundred" or word in TENS["en"] or _unit(word, "en") > 0
    return _french(word) in TENS["fr"] or _unit(_french(word), "fr") > 0


def _written(run: Sequence[re.Match[str]], language: str) -> Iterator[tuple[str, int, int]]:
    words = [match[0].lower() for match in run]
    if run and not all(word.isdigit() for word in words):
        digits = _english(words) if language == "en" else _frenchly(words)
        yield digits, run[0].start(), run[-1].end()


def _english(words: Sequence[str]) -> str:
    found, times, place = "", 1, 0
    while place < len(words):
        word = words[place]
        if word in _TIMES:
            times = _TIMES[word]
        elif word == "hundred":
            found += "00"
        else:
            said = _one(word, "en")
            following = words[place + 1] if place + 1 < len(words) else ""
            if word in TENS["en"] and 0 < _unit(following, "en") < 10:
                said, place = str(int(said) + _unit(following, "en")), place + 1
            found, times = found + said * times, 1
        place += 1
    return found


def _frenchly(words: Sequence[str]) -> str:
    found, place = "", 0
    while place < len(words):
        word = words[place]
        if word.isdigit() or word in _NOUGHT:
            found, place = found + _one(word, "fr"), place + 1
            continue
        value, place = _up_to_ninety_nine(words, place)
        found += str(value)
    return found


def _up_to_ninety_nine(words: Sequence[str], place: int) -> tuple[int, int]:
    """Read the longest number from here: «soixante dix huit» is 78, «six douze» is 6."""
    tens = TENS["fr"].get(_french(words[place]))
    if words[place] == "quatre" and _french(_at(words, place + 1)) == "vingt":
        tens, place = 80, place + 1
    if tens is None:
        return _teens(words, place)
    following, after = _teens(words, place + 1)
    most = 19 if tens in {60, 80} else 9
    return (tens + following, after) if 0 < following <= most else (tens, place + 1)


def _teens(words: Sequence[str], place: int) -> tuple[int, int]:
    value = _unit(_at(words, place), "fr")
    ones = _unit(_at(words, place + 1), "fr")
    if value == 4 and _french(_at(words, place + 1)) == "vingt":
        return 0, place
    return (10 + ones, place + 2) if value == 10 and 7 <= ones <= 9 else (value, place + 1)


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if place < len(words) else ""


def _one(word: str, language: str) -> str:
    if word.isdigit():
        return word
    return "0" if word in _NOUGHT else str(TENS[language].get(word) or _unit(word, language))


def _french(word: str) -> str:
    return {"vingts": "vingt", "une": "un"}.get(word, word)


def _unit(word: str, language: str) -> int:
    return UNITS[language].get(word, 0)

"""Numbers and amounts of money, in figures and in words, French and English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

UNITS: Final = {
    language: {word: worth for worth, word in enumerate(words.split())}
    for language, words in {
        "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
        "quinze seize dix-sept dix-huit dix-neuf",
        "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen",
    }.items()
}
TENS: Final = {
    "fr": {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
           "septante": 70, "huitante": 80, "octante": 80, "nonante": 90},
    "en": {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
           "eighty": 80, "ninety": 90},
}  # fmt: skip
# «Une centaine», «half a dozen»: about so many.
_ROUND: Final = {
    "fr": {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
           "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
           "millier": 1000, "million": 10**6, "milliard": 10**9},
    "en": {"dozen": 12, "couple": 2, "million": 10**6, "billion": 10**9},
}  # fmt: skip
_SCALES: Final = {"fr": {"cent": 100, "mille": 1000}, "en": {"hundred": 100, "thousand": 1000}}
_AND: Final = {"fr": "et", "en": "and"}
_WORD: Final = re.compile(r"[^\W\d_]+")
_FIGURE: Final = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)"
    r"|(?<![\w.,])\d+(?:[.,]\d+)*(?![\d])"
)
_CURRENCIES: Final = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP",
    "pound": "GBP", "pounds": "GBP", "livres": "GBP", "quid": "GBP", "$": "USD", "usd": "USD",
    "bucks": "USD", "balles": "EUR", "dollar": "USD", "dollars": "USD", "chf": "CHF",
    "francs": "CHF",
}  # fmt: skip
_AFTER: Final = re.compile(r"[\s\u00a0\u202f]{0,2}(?:d['’]|of )?(€|£|\$|[a-z]+)", re.IGNORECASE)
_PENNIES: Final = {
    "centime": "EUR", "centimes": "EUR", "cts": "EUR", "p": "GBP", "pence": "GBP", "cents": "USD",
}  # fmt: skip
_MANY: Final = re.compile(r"\s?(millions?|milliards?|mille|thousand|billions?)\b", re.IGNORECASE)
_MULTIPLES: Final = {"million": 10**6, "milliard": 10**9, "mille": 1000, "thousand": 1000,
                     "billion": 10**9}  # fmt: skip
_RANGE: Final = re.compile(r"\s?(?:[€£$]\s?)?(?:à|ou|or|to|-|–)\s?(?:[€£$]\s?)?", re.IGNORECASE)
_BOTH: Final = re.compile(r"\s?(?:[€£$]\s?)?(?:et|and)\s(?:[€£$]\s?)?", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\b(?:entre|between)\s(?:[€£$]\s?)?$", re.IGNORECASE)
_CENTS: Final = re.compile(r"(\d{2})(?!\d)")
_SPOKEN_CENTS: Final = re.compile(r"\s(\d{2})(?![\d.,]|\s?[\w€£$%])")
_THOUSANDS: Final = re.compile(r"k(?![^\W\d_])(?!\w)|k(?=€|£|\$|eur)", re.IGNORECASE)
_BEFORE: Final = re.compile(r"(€|£|\$)\s?$")
_THREE: Final = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands; `currency` (ISO 4217) when it is an amount.

    `upto`: the other end of «two or three», «between 20 and 30 euros».
    """

    value: Decimal
    start: int
    end: int
    currency: str | None = None
    upto: Decimal | None = None


def numbers(text: str, language: str) -> list[Number]:
    """Find numbers and amounts, in the order in which they stand."""
    found = list(_rounded(text, language))
    for each in [*_in_figures(text), *_in_words(text, language)]:
        if all(each.end <= other.start or each.start >= other.end for other in found):
            found.append(each)
    ordered = sorted((_amount(text, each) for each in found), key=lambda each: each.start)
    return _spans(text, ordered)


def _rounded(text: str, language: str) -> Iterator[Number]:
    """Read «une centaine», «deux douzaines», «half a dozen», «a couple of lamps»."""
    for match in _rounds(language).finditer(text.lower()):
        count, half, name = match["count"], match["half"], match["name"]
        times = (
            Decimal(count)
            if count and count.isdigit()
            else Decimal(_worth(count or "", language) or 1)
        )
        worth = _ROUND[language][name.rstrip("s")] * times
        yield Number(worth / 2 if half else worth, match.start(), match.end())


@cache
def _rounds(language: str) -> re.Pattern[str]:
    counts = "|".join(word for word in UNITS[language] if word not in {"zero", "second"})
    half = "demi[- ]" if language == "fr" else "half (?:a )?"
    articles = "une?" if language == "fr" else "a|an"
    return re.compile(
        rf"\b(?:(?P<count>\d{{1,3}}|{counts}) |(?:{articles}) )?(?P<half>{half})?"
        rf"(?P<name>(?:{'|'.join(_ROUND[language])})s?)\b"
    )


def _spans(text: str, found: list[Number]) -> list[Number]:
    """Join the two ends of a span."""
    joined: list[Number] = []
    for each in found:
        before = joined[-1] if joined else None
        if before is not None and _is_span(text, before, each):
            currency = each.currency or before.currency
            joined[-1] = Number(before.value, before.start, each.end, currency, each.value)
        else:
            joined.append(each)
    return joined


def _is_span(text: str, one: Number, other: Number) -> bool:
    if one.upto is not None or one.value >= other.value or one.end > other.start:
        return False
    if one.currency is not None and other.currency not in {None, one.currency}:
        return False
    between = text[one.end : other.start]
    if _RANGE.fullmatch(between):
        return True
    return bool(_BOTH.fullmatch(between) and _BETWEEN.search(text[: one.start]))


def _in_figures(text: str) -> Iterator[Number]:
    for match in _FIGURE.finditer(text):
        end = match.end()
        if match[0].isdigit() and len(match[0]) > 15:
            continue
        value = _decimal(match[0])
        many = _MANY.match(text, end)
        if many:
            value, end = value * _MULTIPLES[many[1].lower().rstrip("s")], many.end()
        elif _THOUSANDS.match(text, end):
            value, end = value * 1000, end + 1
        yield Number(value, match.start(), end)


def _decimal(figures: str) -> Decimal:
    """Read «1 234,50», «1,234.50», «49,90»: the last mark is decimal, unless it groups."""
    figures = re.sub(r"\s", "", figures)
    mark = max(figures.rfind("."), figures.rfind(","))
    if mark < 0:
        return Decimal(figures)
    whole, rest = re.sub(r"[.,]", "", figures[:mark]), figures[mark + 1 :]
    groups = len(rest) == _THREE and (len(whole) <= _THREE and whole != "0")
    return Decimal(whole + rest) if groups else Decimal(f"{whole}.{rest}")


def _amount(text: str, number: Number) -> Number:
    before = _BEFORE.search(text[: number.start])
    if before:
        start = before.start()
        return Number(number.value, start, number.end, _CURRENCIES[before[1]])
    after = _AFTER.match(text, number.end)
    pennies = _PENNIES.get(after[1].lower()) if after else None
    if (
        after is not None
        and pennies is not None
        and (after[1] != "p" or after.start(1) == number.end)
    ):
        return Number(number.value / 100, number.start, after.end(), pennies)
    currency = _CURRENCIES.get(after[1].lower()) if after else None
    if after is None or currency is None:
        return number
    value, end = number.value, after.end()
    # «12€50», «49 euros 90»
    cents = (_CENTS if after[1] == "€" else _SPOKEN_CENTS).match(text, end)
    if cents and value == value.to_integral():
        value, end = value + Decimal(cents[1]) / 100, cents.end()
    return Number(value, number.start, end, currency)


def _in_words(text: str, language: str) -> Iterator[Number]:
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text.lower()):
        is_near = not run or text[run[-1].end() : match.start()].strip(" -\u2011") == ""
        if run and not (is_near and _is_part(match[0], language, run)):
            yield from _spoken(run, language)
            run = []
        if _is_part(match[0], language, run):
            run.append(match)
    yield from _spoken(run, language)


def _is_part(word: str, language: str, run: list[re.Match[str]]) -> bool:
    if word == _AND[language]:
        return bool(run)
    return _worth(word, language) is not None


def _worth(word: str, language: str) -> int | None:
    single = word.rstrip("s") if word in {"cents", "vingts", "quatre-vingts"} else word
    if single in UNITS[language]:
        return UNITS[language][single]
    return TENS[language].get(single) or _SCALES[language].get(single)


def _spoken(run: list[re.Match[str]], language: str) -> Iterator[Number]:
    while run and run[-1][0] == _AND[language]:
        run = run[:-1]
    words = [match[0] for match in run if match[0] != _AND[language]]
    # «un», «une», «one» alone are articles or pronouns more often than numbers.
    if not words or (len(words) == 1 and words[0] in {"un", "one", "neuf", "second"}):
        return
    yield Number(Decimal(_sum(words, language)), run[0].start(), run[-1].end())


def _sum(words: list[str], language: str) -> int:
    total = current = 0
    for word in words:
        worth = _worth(word, language) or 0
        if worth == 1000:
            total, current = total + max(current, 1) * worth, 0
        elif worth == 100 or (worth == 20 and current % 100 == 4 and language == "fr"):
            rest = current % 10 if worth == 20 else current
            current = current - rest + max(rest, 1) * worth
        else:
            current += worth
    return total + current

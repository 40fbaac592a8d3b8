"""Dates as people say them: «mardi prochain», «in three days», «le 3 décembre», «next Friday»."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import yaml

_WEEKDAYS: Final = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
}
_MONTHS: Final = {
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
           "octobre", "novembre", "décembre"],
    "en": ["january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december"],
}  # fmt: skip
_SHORT: Final = {
    "fr": ["fevrier", "aout", "decembre", "janv", "févr", "juil", "sept", "oct", "nov", "déc"],
    "en": ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept?", "oct", "nov", "dec"],
}
_FILE: Final = Path(__file__).parents[1] / "rules" / "dates.yaml"
_NUMBERS: Final = {
    word: value
    for words in (
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    )
    for value, word in enumerate(words.split(), 1)
} | {"une": 1, "a": 1, "an": 1, "couple": 2}
_DAY_WORDS: Final = {
    word: value
    for words in (
        "premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
        "seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre "
        "vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
        "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
        "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
    )
    for value, word in enumerate(words.split(), 1)
}
# Month and day of feasts that never move.
_FEASTS: Final = {
    "noël": (12, 25), "noel": (12, 25), "christmas": (12, 25), "xmas": (12, 25),
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "le réveillon": (12, 24), "la saint-sylvestre": (12, 31), "new year's eve": (12, 31),
    "le jour de l'an": (1, 1), "le nouvel an": (1, 1), "new year": (1, 1), "new year's day": (1, 1),
    "la saint-valentin": (2, 14), "valentine's day": (2, 14), "la toussaint": (11, 1),
    "halloween": (10, 31),
}  # fmt: skip
_DAYS_IN: Final = {
    "jour": 1, "day": 1, "semaine": 7, "week": 7, "huitaine": 8, "fortnight": 14, "quinzaine": 15,
    "mois": 30, "month": 30, "an": 365, "année": 365, "year": 365,
}  # fmt: skip
_HOURS: Final = frozenset({"h", "heure", "hour", "hr"})
_LONGEST_AHEAD: Final = 3650


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or the days from `first` to `last`, where it stands in a text."""

    first: date
    last: date
    start: int
    end: int


Reader = Callable[[re.Match[str], date, str], tuple[date, date] | None]


def dates(text: str, language: str, today: date) -> list[Day]:
    """Find the days a text speaks of; what stands inside a longer one is not told twice."""
    found: list[Day] = []
    lower = text.lower().replace("’", "'")
    for pattern, reader in _rules(language):
        for match in pattern.finditer(lower):
            span = reader(match, today, language)
            is_free = all(match.end() <= d.start or match.start() >= d.end for d in found)
            if span is not None and is_free:
                found.append(Day(*span, match.start(), match.end()))
    return sorted(found, key=lambda day: day.start)


def _one(day: date) -> tuple[date, date]:
    return day, day


def _written(match: re.Match[str], today: date, language: str) -> tuple[date, date] | None:
    """Read a day and a month by name; without a year the next such day is meant."""
    month = _month(match["month"], language)
    year = match["year"]
    if month is None:
        return None
    try:
        if year:
            return _one(date(int(year), month, int(match["day"])))
        day = date(today.year, month, int(match["day"]))
        return _one(day if day >= today - timedelta(days=90) else day.replace(year=day.year + 1))
    except ValueError:
        return None


def _worded(match: re.Match[str], today: date, language: str) -> tuple[date, date] | None:
    """Read «le premier décembre», «the third of May»: the next such day."""
    month = _month(match["month"], language)
    day = _DAY_WORDS[match["day"].replace(" ", "-")]
    return None if month is None else _next_such(today, month, day)


def _feast(match: re.Match[str], today: date, _language: str) -> tuple[date, date] | None:
    return _next_such(today, *_FEASTS[match["feast"]])


def _next_such(today: date, month: int, day: int) -> tuple[date, date] | None:
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return _one(found)
    return None


def _of_next_month(match: re.Match[str], today: date, _language: str) -> tuple[date, date] | None:
    first = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    try:
        return _one(first.replace(day=int(match["day"])))
    except ValueError:
        return None


def _of_next_week(match: re.Match[str], today: date, language: str) -> tuple[date, date]:
    """Read «lundi de la semaine prochaine», «next week Tuesday», «early next week»."""
    monday = today + timedelta(days=7 - today.weekday())
    words = match.groupdict()
    weekday = words.get("weekday") or words.get("weekday2")
    if weekday:
        return _one(monday + timedelta(days=_WEEKDAYS[language].index(weekday)))
    is_early = words["part"].startswith(("début", "debut", "early", "beginning", "start"))
    return (
        (monday, monday + timedelta(1))
        if is_early
        else (monday + timedelta(1), monday + timedelta(3))
    )


def _month(word: str, language: str) -> int | None:
    word = word.strip(".").translate(str.maketrans("éèêûù", "eeeuu"))
    for number, name in enumerate(_MONTHS[language], 1):
        plain = name.translate(str.maketrans("éû", "eu"))
        if plain == word or (len(word) > 2 and plain.startswith(word) and word != "jui"):
            return number
    return None


def _figures(match: re.Match[str], today: date, _language: str) -> tuple[date, date] | None:
    """Read 3/12/2026: the day first, as in France and Britain, unless only the other way fits."""
    one, other = int(match["one"]), int(match["other"])
    year = int(match["year"] or today.year)
    year += 2000 if year < 100 else 0
    for day, month in ((one, other), (other, one)):
        try:
            return _one(date(year, month, day))
        except ValueError:
            continue
    return None


def _iso(match: re.Match[str], _today: date, _language: str) -> tuple[date, date] | None:
    try:
        return _one(date.fromisoformat(match[0]))
    except ValueError:
        return None


def _named(match: re.Match[str], today: date, _language: str) -> tuple[date, date] | None:
    days = {
        "aujourd'hui": 0, "ce soir": 0, "ce matin": 0, "cet après-midi": 0, "today": 0,
        "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "demain": 1,
        "tomorrow": 1, "après-demain": 2, "après demain": 2, "day after tomorrow": 2, "hier": -1,
        "tomorow": 1, "tmrw": 1, "tmr": 1, "ajd": 0, "aujourdhui": 0, "cet apres midi": 0,
        "cet apres-midi": 0, "cet après midi": 0, "apres-demain": 2, "apres demain": 2,
        "yesterday": -1, "avant-hier": -2, "avant hier": -2, "day before yesterday": -2,
    }  # fmt: skip
    return _one(today + timedelta(days=days[match["name"]]))


def _weekday(match: re.Match[str], today: date, language: str) -> tuple[date, date] | None:
    """Read a weekday. «Mardi prochain» is the next Tuesday that comes, never today."""
    ahead = (_WEEKDAYS[language].index(match["weekday"]) - today.weekday()) % 7
    words = match.groupdict()
    which = (words.get("which") or words.get("which_before") or "").strip()
    if which in {"dernier", "last", "passé"}:
        return _one(today - timedelta(days=(7 - ahead) % 7 or 7))
    return _one(today + timedelta(days=ahead or 7))


def _count(match: re.Match[str], today: date, _language: str) -> tuple[date, date] | None:
    words = match.groupdict()
    word = words.get("count") or "1"
    count = int(word) if word.isdigit() else _NUMBERS[word]
    unit = match["unit"].rstrip("s") if match["unit"] != "mois" else "mois"
    days = -(-count // 24) if unit in _HOURS else count * _DAYS_IN[unit]
    is_past = bool(words.get("ago") or words.get("past"))
    if days > _LONGEST_AHEAD:
        return None
    return _one(today + timedelta(days=-days if is_past else days))


def _period(match: re.Match[str], today: date, _language: str) -> tuple[date, date] | None:
    words = match[0]
    step = -7 if re.search(r"dernière|passée|last", words) else 7
    if re.search(r"fin (du|de ce|de) mois|end of (the|this) month", words):
        first = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
        return first - timedelta(days=5), first - timedelta(days=1)
    if re.search(r"cette|this|ce ", words):
        step = 0
    monday = today - timedelta(days=today.weekday())
    if "week-end" in words or "weekend" in words:
        saturday = monday + timedelta(days=5 + step)
        return saturday, saturday + timedelta(days=1)
    return monday + timedelta(days=step), monday + timedelta(days=step + 6)


def _month_of(year: int, month: int, part: str) -> tuple[date, date]:
    """Give a month, or its beginning, its middle, its last days."""
    first = date(year, month, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if part.startswith(("début", "debut", "early", "beginning", "start")):
        return first, first.replace(day=10)
    if part.startswith(("mi", "courant")):
        return first.replace(day=11), first.replace(day=20)
    return (last - timedelta(days=4), last) if part else (first, last)


def _part(match: re.Match[str], today: date, language: str) -> tuple[date, date] | None:
    """Read «début janvier», «end of December»: of this year's month, or of the next one."""
    month = _month(match["month"], language)
    if month is None:
        return None
    year = today.year + (month < today.month)
    return _month_of(year, month, match["part"].removeprefix("the "))


def _relative_month(match: re.Match[str], today: date, _language: str) -> tuple[date, date]:
    words = match.groupdict()
    which = words.get("which") or ""
    step = 0 if not which else -1 if which in {"dernier", "passé", "last"} else 1
    months = today.year * 12 + today.month - 1 + step
    return _month_of(months // 12, months % 12 + 1, words.get("part") or words.get("half") or "")


def _week_end(match: re.Match[str], today: date, _language: str) -> tuple[date, date]:
    """Read «fin de semaine»: Thursday and Friday."""
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * bool(match["which"]))
    if monday + timedelta(days=4) < today:
        monday += timedelta(days=7)
    return monday + timedelta(days=3), monday + timedelta(days=4)


def _range(match: re.Match[str], today: date, language: str) -> tuple[date, date] | None:
    month = _month(match["month"], language)
    if month is None:
        return None
    year = today.year + (month < today.month)
    try:
        first, last = date(year, month, int(match["day"])), date(year, month, int(match["last"]))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _numbered(match: re.Match[str], today: date, language: str) -> tuple[date, date] | None:
    """Read «lundi 14», «mardi 3 décembre», «le 15»: the next such day of a month."""
    words = match.groupdict()
    if words.get("month"):
        return _written(match, today, language)
    day = int(match["day"])
    first = today.replace(day=1)
    for _ in range(3):
        try:
            found = first.replace(day=day)
        except ValueError:
            found = today - timedelta(days=1)
        if found >= today:
            return _one(found)
        first = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return None


def _later(match: re.Match[str], today: date, language: str) -> tuple[date, date]:
    """Read «mardi en huit», «a week on Monday»: a week after the next one."""
    words = match.groupdict()
    weekday = words.get("weekday") or words.get("weekday2") or ""
    ahead = (_WEEKDAYS[language].index(weekday) - today.weekday()) % 7 or 7
    return _one(today + timedelta(days=ahead + (14 if words.get("later") == "quinze" else 7)))


def _short(match: re.Match[str], today: date, _language: str) -> tuple[date, date]:
    names = [name[:3] for name in _WEEKDAYS["en"]]
    ahead = (names.index(match["short"][:3]) - today.weekday()) % 7
    return _one(today + timedelta(days=ahead or 7))


_READERS: Final[Mapping[str, Reader]] = {
    "iso": _iso,
    "figures": _figures,
    "written": _written,
    "named": _named,
    "count": _count,
    "period": _period,
    "weekday": _weekday,
    "part": _part,
    "month": _relative_month,
    "week": _week_end,
    "range": _range,
    "day": _numbered,
    "alone": _numbered,
    "later": _later,
    "short": _short,
    "worded": _worded,
    "feast": _feast,
    "of_next_month": _of_next_month,
    "of_next_week": _of_next_week,
}


@cache
def _rules(language: str) -> list[tuple[re.Pattern[str], Reader]]:
    known = yaml.safe_load(_FILE.read_text())
    words = {
        "WEEKDAY": "|".join(_WEEKDAYS[language]),
        "MONTH": "|".join([*_MONTHS[language], *_SHORT[language]]),
        "COUNT": "|".join(["\\d{1,3}", *_NUMBERS]),
        "DAYWORD": "|".join(sorted(_DAY_WORDS, key=len, reverse=True)).replace("-", "[- ]"),
        "FEAST": "|".join(sorted(_FEASTS, key=len, reverse=True)),
    }
    found: list[tuple[re.Pattern[str], Reader]] = []
    for reader, text in [*known["both"], *known[language]]:
        for name, choices in words.items():
            text = text.replace(name, choices)  # noqa: PLW2901 (three words, one after the other)
        found.append((re.compile(text), _READERS[reader]))
    return found

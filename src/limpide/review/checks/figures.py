"""Numbers, amounts and dates that stand in none of the sources."""

import re
from collections.abc import Iterator
from functools import cache

from .model import Context, Finding, Severity
from .personal import PHONE
from .rules import read

_NUMBER = re.compile(
    r"(?<![\w.,/-])(?:\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?(?!\w*@)(?![\w-]*\d)"
)
_NUMERIC_DATE = re.compile(r"\b(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[/.](\d{1,2})[/.](\d{2,4}))\b")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_LIST_MARK = re.compile(r"^\s*\d{1,2}[.)]\s", re.MULTILINE)

_Figure = tuple[str, ...]


def figures(text: str, context: Context) -> Iterator[Finding]:
    """Find figures that no source holds and the reader did not write. Without sources, nothing."""
    if not context.sources:
        return
    known = {
        figure for source in (*context.sources, *context.known) for _, _, figure in _figures(source)
    }
    known |= {(part,) for figure in known for part in figure}
    severity = Severity.RED if context.by_ai else Severity.AMBER
    # A telephone number is no figure: whose it is, the check of personal data says.
    for start, end, figure in _figures(_blanked(PHONE, text), with_words=False):
        if figure not in known:
            yield Finding("figure", severity, start, end, {"found": text[start:end]})


def _figures(text: str, *, with_words: bool = True) -> Iterator[tuple[int, int, _Figure]]:
    text = _blanked(_ADDRESS, text)
    for match in _named_date().finditer(text):
        day, month = (match["d1"], match["m1"]) if match["d1"] else (match["d2"], match["m2"])
        yield *match.span(), (str(int(day)), str(_months()[month.lower()]))
    text = _blanked(_named_date(), text)
    for match in _NUMERIC_DATE.finditer(text):
        _, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
        yield *match.span(), (str(int(day)), str(int(month)))
    text = _blanked(_LIST_MARK, _blanked(_NUMERIC_DATE, text))
    for match in _NUMBER.finditer(text):
        yield *match.span(), (_plain(match[0]),)
    if with_words:
        spelled = read("figures")["numbers"]
        for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()):
            if match[0] in spelled:
                yield *match.span(), (str(spelled[match[0]]),)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _plain(number: str) -> str:
    whole = re.sub(r"[ .,\u00a0\u202f](?=\d{3}(?!\d))", "", number).replace(",", ".")
    return f"{float(whole):g}" if len(whole) < 12 else whole


@cache
def _months() -> dict[str, int]:
    return {
        name: place
        for names in read("figures")["months"].values()
        for place, name in enumerate(names, 1)
    }


@cache
def _named_date() -> re.Pattern[str]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<d1>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{names})"
        rf"|(?P<m2>{names})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b",
        re.IGNORECASE,
    )

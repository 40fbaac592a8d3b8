"""Whose hand wrote each character: a text as runs, and edits as operations on them. Pure.

The browser keeps the same model (`frontend/src/provenance.ts`), so that an author sees it live;
what it says is replayed here against what was kept of the AI's words. An empty run of `changed` is
a mark: AI text stood there and was taken out, so what a person writes there changes it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

_WORD = re.compile(r"\w+")
# Two words in a row are anybody's; three or more that stand so in a text were taken from it.
_OWN_RUN: Final = 3


class Hand(StrEnum):
    """Where a character comes from.

    `changed`: a person's, in the place of the AI's or inside one of its words. `pasted`: brought
    from elsewhere by a person. `ready`: a ready answer of the company.
    """

    AI = "ai"
    CHANGED = "changed"
    PERSON = "person"
    PASTED = "pasted"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in a row by one hand."""

    text: str
    hand: Hand


Runs = tuple[Run, ...]
Known = Mapping[Hand, Sequence[str]]
"""The texts that a claim of a hand must stand in: the AI's drafts, the ready answers."""

_MARK: Final = Run("", Hand.CHANGED)


@dataclass(frozen=True, slots=True)
class Edit:
    """At a character, take some out and put runs in; or, with `to`, go back to an earlier step."""

    at: int = 0
    cut: int = 0
    put: Runs = ()
    to: int | None = None


class InvalidEditError(ValueError):
    """An edit does not fit the text it is for."""


def text_of(runs: Runs) -> str:
    """Give the text alone."""
    return "".join(run.text for run in runs)


def replay(base: Runs, edits: Iterable[Edit], known: Known) -> tuple[Runs, ...]:
    """Give the text after each step, the base first. Raises InvalidEditError."""
    steps = [base]
    for edit in edits:
        if edit.to is None:
            steps.append(apply(steps[-1], edit, known))
        elif 0 <= edit.to < len(steps):
            steps.append(steps[edit.to])
        else:
            raise InvalidEditError("there was no such step")
    return tuple(steps)


def apply(runs: Runs, edit: Edit, known: Known) -> Runs:
    """Do one edit. Raises InvalidEditError."""
    length = sum(len(run.text) for run in runs)
    if edit.at < 0 or edit.cut < 0 or edit.at + edit.cut > length:
        raise InvalidEditError("it reaches beyond the text")
    before, rest = _split(runs, edit.at)
    gone, after = _split(rest, edit.cut)
    has_mark = after[:1] == (_MARK,)
    after = after[1:] if has_mark else after
    if has_mark or any(run.hand in {Hand.AI, Hand.CHANGED} for run in gone):
        put = [_in_place_of_ai(run) for run in _judged(edit.put, known)]
        return _joined((*before, *put, _MARK, *after))
    put = _judged(edit.put, known)
    if not gone and _is_inside(before, after):
        put = [_in_place_of_ai(run) for run in put]
    return _joined((*before, *put, *after))


def found_in(text: str, texts: Sequence[str], hand: Hand, other: Hand) -> Runs:
    """Tell apart what of a text stands, three words or more, in one of some texts."""
    words = [match.span() for match in _WORD.finditer(text)]
    runs: list[Run] = []
    done = place = 0
    while place + _OWN_RUN <= len(words):
        start, end = words[place][0], words[place + _OWN_RUN - 1][1]
        homes = [each for each in texts if text[start:end] in each]
        if not homes:
            place += 1
            continue
        while end < len(text) and any(text[start : end + 1] in each for each in homes):
            end += 1
        while start > done and any(text[start - 1 : end] in each for each in homes):
            start -= 1
        runs += [Run(text[done:start], other), Run(text[start:end], hand)]
        done = end
        while place < len(words) and words[place][0] < end:
            place += 1
    return _joined((*runs, Run(text[done:], other)))


def overlaid(runs: Runs, other: Runs) -> Runs:
    """Let what a second reading of the same text calls the AI's be the AI's."""
    ai = [run.hand is Hand.AI for run in other for _ in run.text]
    result: list[Run] = []
    place = 0
    for run in runs:
        if not run.text:
            result.append(run)
        for character in run.text:
            result.append(Run(character, Hand.AI if ai[place] else run.hand))
            place += 1
    return _joined(result)


def stripped(runs: Runs) -> Runs:
    """Take off the white space at both ends, as it is when a text leaves."""
    text = text_of(runs)
    start = len(text) - len(text.lstrip())
    _, rest = _split(runs, start)
    kept, _ = _split(rest, len(text.strip()))
    return _joined(run for run in kept if run.text)


def counts(runs: Runs) -> dict[Hand, int]:
    """Count letters and digits by hand. Where the AI has none left, nothing of it is changed."""
    sums = dict.fromkeys(Hand, 0)
    for run in runs:
        sums[run.hand] += sum(map(str.isalnum, run.text))
    if not sums[Hand.AI]:
        sums[Hand.PERSON] += sums[Hand.CHANGED]
        sums[Hand.CHANGED] = 0
    return sums


def shares(runs: Runs) -> dict[Hand, int]:
    """Give whole percents that sum to 100; whoever wrote anything has one at least."""
    sums = counts(runs)
    total = sum(sums.values())
    if not total:
        return {**dict.fromkeys(Hand, 0), Hand.PERSON: 100}
    percents = {hand: max(count * 100 // total, 1 if count else 0) for hand, count in sums.items()}
    largest = max(sums, key=lambda hand: sums[hand])
    percents[largest] += 100 - sum(percents.values())
    return percents


def to_json(runs: Runs) -> list[list[str]]:
    """Write runs as pairs: the text, the hand."""
    return [[run.text, run.hand.value] for run in runs]


def from_json(pairs: Any) -> Runs:
    """Read runs. Raises InvalidEditError."""
    try:
        return tuple(Run(_plain(text), Hand(hand)) for text, hand in pairs)
    except (TypeError, ValueError) as error:
        raise InvalidEditError("these are no runs") from error


def edit_from_json(data: Any) -> Edit:
    """Read an edit as the browser writes it. Raises InvalidEditError."""
    try:
        if "to" in data:
            return Edit(to=int(data["to"]))
        return Edit(int(data["at"]), int(data["cut"]), from_json(data["put"]))
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidEditError("this is no edit") from error


def edit_to_json(edit: Edit) -> dict[str, Any]:
    """Write an edit."""
    if edit.to is not None:
        return {"to": edit.to}
    return {"at": edit.at, "cut": edit.cut, "put": to_json(edit.put)}


def _plain(text: Any) -> str:
    if not isinstance(text, str) or "\0" in text:
        raise InvalidEditError("this is no text")
    text.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    return text


def _judged(put: Runs, known: Known) -> list[Run]:
    """Believe a claim where the kept texts bear it out; look for the AI in what was pasted."""
    judged: list[Run] = []
    for run in put:
        texts = known.get(run.hand, ())
        if run.hand in {Hand.AI, Hand.READY} and not any(run.text in each for each in texts):
            run = Run(run.text, Hand.PASTED)  # noqa: PLW2901
        if run.hand is Hand.PASTED:
            judged += found_in(run.text, known.get(Hand.AI, ()), Hand.AI, Hand.PASTED)
        else:
            judged.append(run)
    return judged


def _in_place_of_ai(run: Run) -> Run:
    return Run(run.text, Hand.CHANGED) if run.hand is Hand.PERSON else run


def _is_inside(before: Runs, after: Runs) -> bool:
    """Say whether two neighbours are changed text both, or letters of one word of the AI."""
    if not before or not after:
        return False
    left, right = before[-1], after[0]
    if left.hand is Hand.CHANGED and right.hand is Hand.CHANGED:
        return True
    both_ai = left.hand is Hand.AI and right.hand is Hand.AI
    return both_ai and left.text[-1].isalnum() and right.text[0].isalnum()


def _split(runs: Runs, at: int) -> tuple[Runs, Runs]:
    """Part runs before a character; a mark at that very place goes with what follows."""
    for place, run in enumerate(runs):
        if at == 0:
            return runs[:place], runs[place:]
        if at < len(run.text):
            left, right = Run(run.text[:at], run.hand), Run(run.text[at:], run.hand)
            return (*runs[:place], left), (right, *runs[place + 1 :])
        at -= len(run.text)
    return runs, ()


def _joined(runs: Iterable[Run]) -> Runs:
    """Join neighbours of one hand; a mark keeps its neighbours apart, and marks are single."""
    result: list[Run] = []
    for run in runs:
        if not run.text and (run != _MARK or result[-1:] == [_MARK]):
            continue
        last = result[-1] if result else None
        if last is not None and last.text and run.text and last.hand is run.hand:
            result[-1] = Run(last.text + run.text, run.hand)
        else:
            result.append(run)
    return tuple(result)

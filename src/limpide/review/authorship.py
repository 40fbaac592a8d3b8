"""Authorship: how much of a text an AI wrote, and how much the person who changed it."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from limpide.ledger import AuthorKind

from . import provenance
from .model import Authorship
from .provenance import Hand, Run, Runs

_WORD = re.compile(r"\w+|[^\w\s]")
# Two words in a row are anybody's; a run of three or more was taken over.
_OWN_RUN = 3


def authorship(
    ai_text: str | Sequence[str], final_text: str, runs: Runs | None = None
) -> Authorship:
    """Compare what the AI proposed with what was sent.

    Untouched (but for spacing): `ai_reviewed`. Nothing kept: `person`. Else `person_with_ai`.
    `runs`: whose hand wrote each character, as it was followed while it was written. What the
    comparison finds to be the AI's is the AI's all the same: nobody makes it theirs by typing it
    again. Runs of another text are not believed.
    """
    proposed = (ai_text,) if isinstance(ai_text, str) else ai_text
    final = _WORD.findall(final_text)
    if final and any(_WORD.findall(each) == final for each in proposed):
        return Authorship(AuthorKind.AI_REVIEWED, 1.0, 0.0, {Hand.AI: 100})
    known = provenance.stripped(written(proposed, final_text, runs))
    sums = provenance.counts(known)
    if not sums[Hand.AI]:
        return Authorship(AuthorKind.PERSON, 0.0, 1.0, _present(known))
    share = sums[Hand.AI] / sum(sums.values())
    return Authorship(AuthorKind.PERSON_WITH_AI, share, 1.0 - share, _present(known))


def written(proposed: Sequence[str], final_text: str, runs: Runs | None = None) -> Runs:
    """Say whose hand wrote each character of a text."""
    # A form writes its lines with another ending than the field it came from.
    final_text = final_text.replace("\r\n", "\n")
    known: Runs = (Run(final_text, Hand.PERSON),)
    if runs is not None:
        followed = provenance.stripped(runs)
        if provenance.text_of(followed) == final_text.strip():
            known, final_text = followed, final_text.strip()
    for each in proposed:
        known = provenance.overlaid(known, aligned(each, final_text))
    return known


def aligned(ai_text: str, final_text: str) -> Runs:
    """Tell the AI's characters from others by comparing two texts alone."""
    places = [match.span() for match in _WORD.finditer(final_text)]
    final = [final_text[start:end] for start, end in places]
    runs: list[Run] = []
    done = 0
    for block in Indel.opcodes(_WORD.findall(ai_text), final):
        if block.tag != "equal" or block.dest_end - block.dest_start < _OWN_RUN:
            continue
        start, end = places[block.dest_start][0], places[block.dest_end - 1][1]
        runs += [Run(final_text[done:start], Hand.PERSON), Run(final_text[start:end], Hand.AI)]
        done = end
    return (*runs, Run(final_text[done:], Hand.PERSON))


def _present(runs: Runs) -> dict[Hand, int]:
    return {hand: percent for hand, percent in provenance.shares(runs).items() if percent}

"""Authorship: how much of a text an AI wrote, and how much the person who changed it."""

import re

from rapidfuzz.distance import Indel

from limpide.ledger import AuthorKind

from .model import Authorship

_WORD = re.compile(r"\w+|[^\w\s]")
# Two words in a row are anybody's; a run of three or more was taken over.
_OWN_RUN = 3


def authorship(ai_text: str, final_text: str) -> Authorship:
    """Compare what the AI proposed with what was sent.

    Untouched (but for spacing): `ai_reviewed`. Nothing kept: `person`. Else `person_with_ai`.
    """
    proposed, final = _WORD.findall(ai_text), _WORD.findall(final_text)
    if proposed and proposed == final:
        return Authorship(AuthorKind.AI_REVIEWED, 1.0, 0.0)
    total = sum(map(len, final))
    kept = sum(
        sum(map(len, final[block.dest_start : block.dest_end]))
        for block in Indel.opcodes(proposed, final)
        if block.tag == "equal" and block.dest_end - block.dest_start >= _OWN_RUN
    )
    if not kept:
        return Authorship(AuthorKind.PERSON, 0.0, 1.0)
    share = kept / total
    return Authorship(AuthorKind.PERSON_WITH_AI, share, 1.0 - share)

"""Summaries: what whoever takes a conversation over reads first, from its data alone."""

from collections.abc import Sequence

from limpide.conversations import Direction, Message, Summary


def summary_of(messages: Sequence[Message], *, evidence: tuple[str, ...]) -> Summary:
    """Sum up a conversation from its data: what was asked, what was tried, what was shown."""
    asked = [m.body for m in messages if m.direction is Direction.IN]
    answers = [m for m in messages if m.direction is Direction.OUT and m.author_kind.has_ai]
    sources = {c.passage: c for m in answers for c in m.citations}
    return Summary(
        asked=tuple(text[:500] for text in asked[-5:]),
        tried=tuple(m.body[:300] for m in answers[-3:]),
        sources=tuple(sources.values())[-5:],
        last_words=asked[-1][:500] if asked else "",
        evidence=evidence,
    )

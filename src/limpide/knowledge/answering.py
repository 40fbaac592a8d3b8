"""Answering: choose what to quote and how sure that is; decide to answer, ask back, or abstain."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from .asks import parts_of
from .disagreement import contradicted_by
from .estimate import Calibration, Evidence, calibration, estimate, evidence_of
from .extract import quoted_spans
from .index import Entry, Floats, Index
from .language import language_of
from .ranking import Candidate, Ranking, rank
from .reply import Answered, AnyReply, AskBack, Citation, NoAnswer, Ranked, Reason, Topic

_RANKED = 10
_CHOICES = 3
_MOST_SHOWN = 3
# A second section is quoted too when the two are nearly level, and both speak to the question.
_LEVEL = 0.45
_SPEAKS_TOO = 0.8
# A topic shares at least this much of the question to be offered as near.
_NEAR = 0.3
_FOREIGN = 2.0
# An estimate from which the nearest section is quoted beside the question back: of those, on trades
# left out of learning, about half answer it.
_CLOSE = 0.55
_SAYS_THE_SAME = 0.9


@dataclass(frozen=True, slots=True)
class Assessment:
    """The best passages of one index for a question, and how sure they are."""

    ranking: Ranking
    shown: tuple[Candidate, ...]
    evidence: Evidence | None
    confidence: float


def answer_from(
    indexes: Mapping[str, Index],
    question: str,
    language: str | None = None,
    *,
    history: Sequence[str] = (),
    model: Calibration | None = None,
    meaning: Floats | None = None,
) -> AnyReply:
    """Answer from indexes by language. Without a language, that of the question is used.

    `meaning`: the question as a vector, where an endpoint is configured.
    """
    began = perf_counter()
    model = model or calibration()
    language = language or language_of(question)
    own = assess(indexes.get(language), question, language, model, history=history, meaning=meaning)
    left_open: tuple[str, ...] = ()
    if own and (parts := parts_of(question))[1:]:
        each = _each(parts, indexes[language], language, model, history)
        own, left_open = _joined(own, each, model)
    others = [
        candidate
        for other, index in indexes.items()
        if other != language
        for candidate in rank(
            question, language, index, model, history=history, meaning=meaning
        ).candidates
    ]
    other = contradicted_by(own.ranking, indexes[language]) if own and own.shown else None
    if own and other and own.confidence >= model.answer_from:
        reply = _disputed(own, other, language)
    else:
        reply = _decide(own, others, language, model, left_open, may_quote=other is None)
    return dataclasses.replace(reply, took_ms=round((perf_counter() - began) * 1000, 2))


def assess(
    index: Index | None,
    question: str,
    language: str,
    model: Calibration,
    *,
    history: Sequence[str] = (),
    meaning: Floats | None = None,
) -> Assessment | None:
    """Rank the passages of an index and say how sure the best are. None without an index."""
    if index is None or not len(index):
        return None
    return weighed(rank(question, language, index, model, history=history, meaning=meaning), model)


def weighed(ranking: Ranking, model: Calibration) -> Assessment:
    """Choose what would be shown of ranked candidates, and say how sure that is."""
    if not ranking.candidates:
        return Assessment(ranking, (), None, 0.0)
    shown = _shown(ranking.candidates)
    scored = [(candidate.match, candidate.score) for candidate in ranking.candidates]
    evidence = evidence_of(
        ranking.question,
        ranking.weights,
        scored,
        shown=len(shown),
        size=ranking.size,
        is_headed=ranking.is_headed,
    )
    return Assessment(ranking, shown, evidence, estimate(evidence, model))


def _shown(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    best = candidates[0]
    if len(candidates) > 1:
        second = candidates[1]
        is_level = best.score - second.score < _LEVEL
        found = best.match.features.in_sentences
        if is_level and second.match.features.in_sentences >= _SPEAKS_TOO * found:
            return best, second
    return (best,)


def _each(
    parts: Sequence[str],
    index: Index,
    language: str,
    model: Calibration,
    history: Sequence[str],
) -> list[tuple[str, Assessment]]:
    """Assess each question of a message; a later one may lean on the one before it."""
    found: list[tuple[str, Assessment]] = []
    told = list(history)
    for part in parts:
        seen = assess(index, part, language, model, history=told)
        if seen is not None:
            found.append((part, seen))
        told.append(part)
    return found


def _joined(
    own: Assessment, each: Sequence[tuple[str, Assessment]], model: Calibration
) -> tuple[Assessment, tuple[str, ...]]:
    """Join what answers the questions of one message; name those that stay open."""
    sure = [(part, seen) for part, seen in each if seen.confidence >= model.answer_from]
    if not sure:
        return own, ()
    is_sure = own.confidence >= model.answer_from
    chosen = list(own.shown) if is_sure else []
    for _part, seen in sure:
        known = {candidate.entry.id for candidate in chosen}
        chosen += [candidate for candidate in seen.shown[:1] if candidate.entry.id not in known]
    lowest = min(seen.confidence for _part, seen in sure)
    confidence = own.confidence if is_sure else lowest
    answered = {part for part, _seen in sure}
    left_open = () if is_sure else tuple(part for part, _ in each if part not in answered)
    shown = tuple(chosen[:_MOST_SHOWN])
    return dataclasses.replace(own, shown=shown, confidence=confidence), left_open


def _disputed(own: Assessment, other: Candidate, language: str) -> NoAnswer:
    """Two documents say different things: neither is passed off as the answer."""
    best = own.ranking.candidates[0]
    return NoAnswer(
        language=language,
        confidence=round(own.confidence / 2, 4),
        reason=Reason.CONTRADICTION,
        ranked=tuple(_ranked(c.entry, c.score) for c in own.ranking.candidates[:_RANKED]),
        near=(_topic(best.entry), _topic(other.entry)),
    )


def _topic(entry: Entry) -> Topic:
    return Topic(entry.id, entry.title, _heading(entry), entry.language, entry.url)


def _decide(
    own: Assessment | None,
    others: Sequence[Candidate],
    language: str,
    model: Calibration,
    left_open: tuple[str, ...] = (),
    *,
    may_quote: bool = True,
) -> AnyReply:
    confidence = round(own.confidence, 4) if own else 0.0
    candidates = own.ranking.candidates if own else ()
    everyone = [(c.entry, c.score) for c in candidates]
    everyone += [(c.entry, c.score - _FOREIGN) for c in others]
    everyone.sort(key=lambda pair: -pair[1])
    ranked = tuple(_ranked(entry, score) for entry, score in everyone[:_RANKED])
    if own and own.shown and confidence >= model.answer_from and not _is_vague(own.ranking):
        citations = tuple(c for shown in own.shown for c in _citations(shown))
        text = "\n\n".join(citation.quote for citation in citations)
        if citations:
            return Answered(
                language=language,
                confidence=confidence,
                reason=Reason.FOUND_PART if left_open else Reason.FOUND,
                ranked=ranked,
                text=text,
                citations=citations,
                left_open=left_open,
            )
    topics = _topics(candidates, others)
    if own and not own.ranking.question.terms:
        return AskBack(
            language=language, confidence=0.0, reason=Reason.NO_SUBJECT, ranked=ranked, choices=()
        )
    closest = _closest(own, confidence) if may_quote else ()
    if closest or (len(topics) > 1 and confidence >= model.ask_from):
        told = {(quote.title, quote.heading) for quote in closest}
        return AskBack(
            language=language,
            confidence=confidence,
            reason=Reason.SEVERAL,
            ranked=ranked,
            near=topics,
            choices=tuple(each for each in topics if (each.title, each.heading) not in told),
            closest=closest,
        )
    reason = _why_not(own, topics, language)
    return NoAnswer(
        language=language, confidence=confidence, reason=reason, ranked=ranked, near=topics
    )


def _closest(own: Assessment | None, confidence: float) -> tuple[Citation, ...]:
    if own is None or not own.shown or confidence < _CLOSE or _is_vague(own.ranking):
        return ()
    return tuple(_citations(own.shown[0]))


def _is_vague(ranking: Ranking) -> bool:
    """Say whether one word was all, and several sections speak of it («refund»)."""
    if len(ranking.question.terms) != 1 or ranking.candidates[0].match.is_asked_by_heading:
        return False
    best = ranking.candidates[0].match.features
    speak = [c for c in ranking.candidates if c.match.features.covered >= best.covered]
    return len(speak) >= _CHOICES and best.named < _SAYS_THE_SAME


def _why_not(own: Assessment | None, topics: Sequence[Topic], language: str) -> Reason:
    if topics:
        is_foreign = all(topic.language != language for topic in topics)
        return Reason.OTHER_LANGUAGE if is_foreign else Reason.UNSURE
    return Reason.NOTHING if own else Reason.NO_DOCUMENTS


def _topics(candidates: Sequence[Candidate], others: Sequence[Candidate]) -> tuple[Topic, ...]:
    near = [c for c in candidates if c.match.features.covered >= _NEAR]
    # Another language is better than nothing, and only than nothing.
    near = near or [c for c in others if c.match.features.covered >= _NEAR]
    topics: dict[tuple[str, str], Topic] = {}
    for candidate in near:
        entry = candidate.entry
        topic = _topic(entry)
        topics.setdefault((topic.title, topic.heading), topic)
    return tuple(topics.values())[:_CHOICES]


def _citations(candidate: Candidate) -> list[Citation]:
    entry = candidate.entry
    return [
        Citation(
            passage=entry.id,
            document=entry.document,
            version=entry.version,
            title=entry.title,
            heading=_heading(entry),
            language=entry.language,
            quote=entry.text[start:end],
            start=start,
            end=end,
            url=entry.url,
        )
        for start, end in quoted_spans(entry.text, candidate.match)
    ]


def _ranked(entry: Entry, score: float) -> Ranked:
    return Ranked(
        entry.id,
        entry.document,
        entry.title,
        _heading(entry),
        entry.language,
        round(score, 4),
        entry.url,
    )


def _heading(entry: Entry) -> str:
    return entry.path[-1] if entry.path else ""

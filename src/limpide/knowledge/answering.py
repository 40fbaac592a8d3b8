"""Answering: choose what to quote and how sure that is; decide to answer, ask back, or abstain."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from .estimate import Calibration, Evidence, calibration, estimate, evidence_of
from .extract import quoted_spans
from .index import Entry, Index
from .language import language_of
from .ranking import Candidate, Ranking, rank
from .reply import Answered, AnyReply, AskBack, Citation, NoAnswer, Ranked, Reason, Topic

_RANKED = 10
_CHOICES = 3
# A second section is quoted too when the two are nearly level, and both speak to the question.
_LEVEL = 0.45
_SPEAKS_TOO = 0.8
# A topic shares at least this much of the question to be offered as near.
_NEAR = 0.3
_FOREIGN = 2.0
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
) -> AnyReply:
    """Answer from indexes by language. Without a language, that of the question is used."""
    began = perf_counter()
    model = model or calibration()
    language = language or language_of(question)
    own = assess(indexes.get(language), question, language, model, history=history)
    others = [
        candidate
        for other, index in indexes.items()
        if other != language
        for candidate in rank(question, language, index, model, history=history).candidates
    ]
    reply = _decide(own, others, language, model)
    return dataclasses.replace(reply, took_ms=round((perf_counter() - began) * 1000, 2))


def assess(
    index: Index | None,
    question: str,
    language: str,
    model: Calibration,
    *,
    history: Sequence[str] = (),
) -> Assessment | None:
    """Rank the passages of an index and say how sure the best are. None without an index."""
    if index is None or not len(index):
        return None
    ranking = rank(question, language, index, model, history=history)
    if not ranking.candidates:
        return Assessment(ranking, (), None, 0.0)
    shown = _shown(ranking.candidates)
    scored = [(candidate.match, candidate.score) for candidate in ranking.candidates]
    evidence = evidence_of(
        ranking.question, ranking.weights, scored, shown=len(shown), size=ranking.size
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


def _decide(
    own: Assessment | None, others: Sequence[Candidate], language: str, model: Calibration
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
                reason=Reason.FOUND,
                ranked=ranked,
                text=text,
                citations=citations,
            )
    topics = _topics(candidates, others)
    if own and not own.ranking.question.terms:
        return AskBack(
            language=language, confidence=0.0, reason=Reason.NO_SUBJECT, ranked=ranked, choices=()
        )
    if len(topics) > 1 and confidence >= model.ask_from:
        return AskBack(
            language=language,
            confidence=confidence,
            reason=Reason.SEVERAL,
            ranked=ranked,
            near=topics,
            choices=topics,
        )
    reason = _why_not(own, topics, language)
    return NoAnswer(
        language=language, confidence=confidence, reason=reason, ranked=ranked, near=topics
    )


def _is_vague(ranking: Ranking) -> bool:
    """Say whether one word was all, and several sections speak of it («refund»)."""
    if len(ranking.question.terms) != 1:
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
        topic = Topic(entry.id, entry.title, _heading(entry), entry.language, entry.url)
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

"""Measure search and abstention on questions with known answers, in memory."""

import json
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import LANGUAGES

from .answering import answer_from
from .index import Entry, Index, analyse
from .language import language_of
from .lexicon import Lexicon
from .passages import pieces_of_text
from .reply import Answered, AnyReply

Progress = Callable[[str, int, int], None]
"""Called with what is done («index», «ask»), how many are done, and of how many."""


class BadEvaluationFileError(LimpideError):
    """A line of an evaluation file is not what it should be."""

    status = 422


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a corpus."""

    id: str
    title: str
    heading: str
    text: str
    language: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """One question; `relevant` names the rows that answer it, none when nothing does."""

    id: str
    question: str
    language: str | None
    relevant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was replied to one query, in the words of the corpus (row ids, offsets in row texts)."""

    id: str
    decision: str
    confidence: float
    citations: tuple[dict[str, Any], ...]
    ranked: tuple[dict[str, Any], ...]
    answer: str
    reason: str
    took_ms: float


@dataclass(frozen=True, slots=True)
class Band:
    """Questions of about the same confidence: what was said, on average, and what came true."""

    said: float
    true: float
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a run. Shares are from 0 to 1; None where nothing could be measured."""

    queries: int
    answerable: int
    passages: int
    recall_at_1: float | None
    recall_at_5: float | None
    recall_at_10: float | None
    answered: float
    right_of_answered: float | None
    auroc: float | None
    """How well confidence parts right best passages from wrong ones and unanswerable questions."""
    auroc_answerable: float | None
    """How well confidence parts answerable questions from the others."""
    reliability: tuple[Band, ...]
    """By tenths of confidence, how often the best passage is a right one."""
    index_seconds: float
    p50_ms: float
    p95_ms: float


class Corpus:
    """Rows, indexed by language."""

    def __init__(self, rows: Sequence[Row], *, progress: Progress | None = None) -> None:
        began = perf_counter()
        self._place: dict[str, tuple[str, int]] = {}
        self.indexes: dict[str, Index] = {}
        done = 0
        for language in LANGUAGES:
            lexicon = Lexicon(language)
            entries: list[Entry] = []
            analyses: list[Any] = []
            for row in rows:
                if row.language != language:
                    continue
                for entry in self._entries(row):
                    entries.append(entry)
                    analyses.append(analyse(entry, lexicon))
                done += 1
                if progress and done % 500 == 0:
                    progress("index", done, len(rows))
            if entries:
                self.indexes[language] = Index(entries, analyses, lexicon)
        self.seconds = perf_counter() - began

    def ask(self, query: Query) -> tuple[AnyReply, Prediction]:
        """Ask one question."""
        reply = answer_from(self.indexes, query.question, query.language)
        return reply, self._prediction(query, reply)

    def _entries(self, row: Row) -> Iterator[Entry]:
        path = tuple(part.strip() for part in row.heading.split(" > ") if part.strip())
        for number, piece in enumerate(pieces_of_text(row.text)):
            id = f"{row.id}#{number}"
            self._place[id] = (row.id, piece.start)
            yield Entry(id, row.id, row.language, row.title, path, row.keywords, piece.text, row.id)

    def _prediction(self, query: Query, reply: AnyReply) -> Prediction:
        ranked = [
            {"id": r.document, "score": r.score, "title": r.title, "heading": r.heading}
            for r in reply.ranked
        ]
        citations: list[dict[str, Any]] = []
        for citation in reply.citations if isinstance(reply, Answered) else ():
            row, offset = self._place[citation.passage]
            citations.append(
                {
                    "id": row,
                    "source": row,
                    "title": citation.title,
                    "heading": citation.heading,
                    "quote": citation.quote,
                    "start": offset + citation.start,
                    "end": offset + citation.end,
                    "url": citation.url,
                }
            )
        return Prediction(
            id=query.id,
            decision=reply.decision,
            confidence=reply.confidence,
            citations=tuple(citations),
            ranked=tuple(ranked),
            answer=reply.text if isinstance(reply, Answered) else "",
            reason=reply.explained(),
            took_ms=reply.took_ms,
        )


def evaluate(
    corpus: Path, queries: Path, out: Path | None = None, *, progress: Progress | None = None
) -> Report:
    """Index a corpus, ask every query, write the predictions, give the figures.

    Lines of `corpus`: id, title, heading, text, lang. Lines of `queries`: id, question, lang,
    relevant. Raises BadEvaluationFileError.
    """
    rows, asked = read_corpus(corpus), read_queries(queries)
    indexed = Corpus(rows, progress=progress)
    predictions: list[Prediction] = []
    for number, query in enumerate(asked, start=1):
        predictions.append(indexed.ask(query)[1])
        if progress and number % 50 == 0:
            progress("ask", number, len(asked))
    if out is not None:
        with out.open("w", encoding="utf-8") as file:
            for prediction in predictions:
                file.write(json.dumps(asdict(prediction), ensure_ascii=False) + "\n")
    passages = sum(len(index) for index in indexed.indexes.values())
    return report_on(asked, predictions, passages=passages, index_seconds=indexed.seconds)


def read_corpus(path: Path) -> list[Row]:
    """Read a corpus. Raises BadEvaluationFileError."""
    return [_row(value) for value in _lines(path)]


def read_queries(path: Path) -> list[Query]:
    """Read questions. Raises BadEvaluationFileError."""
    return [_query(value) for value in _lines(path)]


def report_on(
    queries: Sequence[Query],
    predictions: Sequence[Prediction],
    *,
    passages: int,
    index_seconds: float,
) -> Report:
    """Compute the figures from queries and what was predicted for them."""
    pairs = list(zip(queries, predictions, strict=True))
    answerable = [pair for pair in pairs if pair[0].relevant]
    answered = [pair for pair in pairs if pair[1].decision == "answer"]
    times = [prediction.took_ms for prediction in predictions] or [0.0]
    confidence = [prediction.confidence for prediction in predictions]
    return Report(
        queries=len(queries),
        answerable=len(answerable),
        passages=passages,
        recall_at_1=_share([_found(q, p, 1) for q, p in answerable]),
        recall_at_5=_share([_found(q, p, 5) for q, p in answerable]),
        recall_at_10=_share([_found(q, p, 10) for q, p in answerable]),
        answered=len(answered) / len(pairs) if pairs else 0.0,
        right_of_answered=_share([_is_right(q, p) for q, p in answered]),
        auroc=auroc(confidence, [_found(q, p, 1) for q, p in pairs]),
        auroc_answerable=auroc(confidence, [bool(q.relevant) for q in queries]),
        reliability=reliability(confidence, [_found(q, p, 1) for q, p in pairs]),
        index_seconds=round(index_seconds, 2),
        p50_ms=round(statistics.median(times), 2),
        p95_ms=round(sorted(times)[max(0, int(len(times) * 0.95) - 1)], 2),
    )


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> tuple[Band, ...]:
    """Compare what was said with what came true, by tenths of confidence."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for said, true in zip(confidence, right, strict=True):
        tenths.setdefault(min(int(said * 10), 9), []).append((said, true))
    return tuple(
        Band(
            round(statistics.fmean(said for said, _ in band), 3),
            round(statistics.fmean(true for _, true in band), 3),
            len(band),
        )
        for _, band in sorted(tenths.items())
    )


def curve(bands: Sequence[Band]) -> str:
    """Write a reliability curve on one line: said, true, of how many."""
    return "  ".join(f"{b.said:.2f}->{b.true:.2f} ({b.count})" for b in bands)


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """Give the chance that a true case scores above a false one; ties count half (Mann-Whitney)."""
    positives = sum(labels)
    negatives = len(labels) - positives
    if not positives or not negatives:
        return None
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks = 0.0
    at = 0
    while at < len(order):
        last = at
        while last + 1 < len(order) and scores[order[last + 1]] == scores[order[at]]:
            last += 1
        ranks += sum(labels[order[k]] for k in range(at, last + 1)) * ((at + last) / 2 + 1)
        at = last + 1
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)


def _found(query: Query, prediction: Prediction, depth: int) -> bool:
    ids = list(dict.fromkeys(ranked["id"] for ranked in prediction.ranked))[:depth]
    return any(id in query.relevant for id in ids)


def _is_right(query: Query, prediction: Prediction) -> bool:
    return any(citation["id"] in query.relevant for citation in prediction.citations)


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except ValueError as error:
                raise BadEvaluationFileError(f"{path.name}:{number}: no JSON") from error
            if not isinstance(value, dict) or "id" not in value:
                raise BadEvaluationFileError(f"{path.name}:{number}: no object with an id")
            yield value


def _row(value: dict[str, Any]) -> Row:
    text = str(value.get("text") or "")
    heading = value.get("heading") or ""
    if isinstance(heading, list):
        heading = " > ".join(str(part) for part in heading)
    return Row(
        str(value["id"]),
        str(value.get("title") or ""),
        str(heading),
        text,
        _language(value.get("lang"), text),
    )


def _query(value: dict[str, Any]) -> Query:
    question = str(value.get("question") or "")
    relevant = tuple(str(id) for id in value.get("relevant") or ())
    return Query(str(value["id"]), question, _language(value.get("lang"), question), relevant)


def _language(declared: object, text: str) -> str:
    primary = str(declared or "").lower()[:2]
    return primary if primary in LANGUAGES else language_of(text, default="en")

"""Learning from edits: what people change in the texts of the AI, where, and what follows from it.

Reads what is kept of drafts and decisions; keeps only the changes somebody proposes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from statistics import mean
from typing import Final
from uuid import UUID

from rapidfuzz.distance import Indel

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from . import store_learning
from .model_learning import (
    Agreement,
    Decision,
    Example,
    Finished,
    Pattern,
    Rejection,
    Suggestion,
    SuggestionState,
    Tally,
    Target,
    Week,
)
from .sentences import sentences

_MOST: Final = 5_000
_EXAMPLES: Final = 20
# The skill of whoever writes for templates.
TEMPLATES: Final = "templates"
_FIGURE: Final = re.compile(r"\d+(?:[.,\s]\d+)*")
# Two sentences that share half their letters are one, rewritten.
_SAME: Final = 0.5
# «Always rewritten»: seen so often, and changed in so large a part of them.
_SEEN: Final = 3
_OFTEN: Final = 2 / 3


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a period of edits teaches."""

    count: int
    unedited: float
    distance: float
    weeks: Sequence[Week]
    skills: Sequence[Tally]
    documents: Sequence[Tally]
    templates: Sequence[Tally]
    patterns: Sequence[Pattern]
    examples: Sequence[Example]
    rejections: Sequence[Rejection]
    agreement: Agreement


async def lessons(db: Database, *, days: int = 90, skill: str | None = None) -> Lessons:
    """Read what people changed in the last days."""
    since = clock.now() - timedelta(days=days)
    finished = await store_learning.list_finished(db, since, skill, _MOST)
    decisions = await store_learning.list_decisions(db, since, skill, _MOST)
    changed = [each for each in finished if distance(each) > 0]
    return Lessons(
        count=len(finished),
        unedited=1 - len(changed) / len(finished) if finished else 0.0,
        distance=mean(map(distance, finished)) if finished else 0.0,
        weeks=weeks(finished),
        skills=_tallies(finished, lambda each: (each.skill,)),
        documents=_tallies(finished, lambda each: each.documents),
        templates=_tallies(finished, lambda each: (each.template,) if each.template else ()),
        patterns=patterns(finished),
        examples=[_example(each) for each in changed[:_EXAMPLES]],
        rejections=await store_learning.list_rejections(db, since, skill, _EXAMPLES),
        agreement=agreement(decisions),
    )


async def note_template(
    db: Database, template: str, ai_text: str, final_text: str, *, actor: Actor
) -> None:
    """Keep what people made of a text that an AI wrote for a template."""
    edit = Finished(ai_text, final_text, TEMPLATES, (), actor.name, clock.now(), template)
    await store_learning.add_template_edit(db, new_id(), edit)


def distance(finished: Finished) -> float:
    """Say how far a text was changed: 0 not at all, 1 nothing of it is left."""
    before, after = (" ".join(text.split()) for text in (finished.ai_text, finished.final_text))
    return Indel.normalized_distance(before, after)


def weeks(finished: Iterable[Finished]) -> Sequence[Week]:
    """Average the distance over each week that begins on a Monday, the earliest first."""
    by_week: dict[date, list[float]] = defaultdict(list)
    for each in finished:
        day = each.at.date()
        by_week[day - timedelta(days=day.weekday())].append(distance(each))
    return [
        Week(monday, len(all_), mean(all_), sum(one == 0 for one in all_) / len(all_))
        for monday, all_ in sorted(by_week.items())
    ]


def pairs(ai_text: str, final_text: str) -> list[tuple[str, str]]:
    """Align two texts sentence by sentence: what each of the AI's became, empty if it was dropped.

    Sentences that stayed are given too, with themselves.
    """
    before, after = sentences(ai_text), sentences(final_text)
    aligned: list[tuple[str, str]] = []
    for block in Indel.opcodes(before, after):
        gone = before[block.src_start : block.src_end]
        if block.tag == "equal":
            aligned += [(one, one) for one in gone]
    kept = Counter(one for one, _ in aligned)
    rest = list((Counter(after) - kept).elements())
    for one in (Counter(before) - kept).elements():
        nearest = max(rest, key=lambda other, one=one: _likeness(one, other), default="")
        if nearest and _likeness(one, nearest) >= _SAME:
            rest.remove(nearest)
            aligned.append((one, nearest))
        else:
            aligned.append((one, ""))
    return aligned


def patterns(finished: Iterable[Finished]) -> Sequence[Pattern]:
    """Find the sentences of the AI that people rewrite again and again, the most often first."""
    seen: dict[str, list[tuple[Finished, str, str]]] = defaultdict(list)
    for each in finished:
        for before, after in pairs(each.ai_text, each.final_text):
            seen[_form(before)].append((each, before, after))
    found = [_pattern(group) for group in seen.values() if len(group) >= _SEEN]
    often = [each for each in found if each.changed >= each.seen * _OFTEN]
    return sorted(often, key=lambda each: (-each.changed, each.before))


def agreement(decisions: Iterable[Decision]) -> Agreement:
    """Say how often two people who decided on the same words decided alike."""
    by_text: dict[str, dict[UUID, Decision]] = defaultdict(dict)
    for each in decisions:
        by_text[each.proposed][each.by] = each
    alike = apart = 0
    split: list[tuple[str, Mapping[str, str]]] = []
    for same in by_text.values():
        outcomes = [each.state for each in same.values()]
        equal = sum(one == other for one, other in combinations(outcomes, 2))
        alike += equal
        apart += len(outcomes) * (len(outcomes) - 1) // 2 - equal
        if len(set(outcomes)) > 1:
            first = next(iter(same.values()))
            split.append((first.text, {each.name: each.state for each in same.values()}))
    return Agreement(alike, apart, split[:_EXAMPLES])


async def suggest(
    db: Database, target: Target, before: str, after: str, times: int, *, actor: Actor
) -> UUID | None:
    """Put a change before the owner of a document, template or flow. None: it waits already."""
    suggestion = Suggestion(
        id=new_id(),
        target=target,
        before=before,
        after=after,
        times=times,
        proposed_by=actor.name,
        proposed_at=clock.now(),
        state=SuggestionState.OPEN,
    )
    if not await store_learning.add_suggestion(db, suggestion):
        return None
    data = {"kind": target.kind.value, "times": times}
    await ledger.record(
        db, "suggestion.made", about=suggestion.id, why="edits", actor=actor, data=data
    )
    return suggestion.id


async def list_suggestions(db: Database) -> Sequence[Suggestion]:
    """List the changes that wait for an owner, the latest first."""
    return await store_learning.list_suggestions(db)


async def find_suggestion(db: Database, id: UUID) -> Suggestion | None:
    """Find a change that waits; None when it was settled."""
    return await store_learning.find_suggestion(db, id)


async def settle_suggestion(
    db: Database, id: UUID, state: SuggestionState, *, actor: Actor
) -> bool:
    """Keep what an owner did with a change. False when it was settled already."""
    settled = await store_learning.settle_suggestion(db, id, state, actor.name, clock.now())
    if settled:
        await ledger.record(db, f"suggestion.{state}", about=id, why="owner", actor=actor)
    return settled


def _pattern(group: Sequence[tuple[Finished, str, str]]) -> Pattern:
    became = [(each, after) for each, before, after in group if before != after]
    afters = [after for _, after in became if after]
    usual = _most_usual(afters)
    # Both of one case: its figures tell which part of the words is always the same.
    before = next((one for _, one, after in group if after == usual), group[-1][1])
    return Pattern(
        before=before,
        seen=len(group),
        changed=len(became),
        dropped=len(became) - len(afters),
        usual=usual,
        examples=tuple(dict.fromkeys(afters))[:3],
        documents=tuple(dict.fromkeys(name for each, *_ in group for name in each.documents))[:3],
        skills=tuple(dict.fromkeys(each.skill for each, *_ in group)),
        templates=tuple(dict.fromkeys(each.template for each, *_ in group if each.template))[:3],
    )


def _most_usual(afters: Sequence[str]) -> str:
    """Choose the wording that is nearest to all the others."""
    if not afters:
        return ""
    return max(afters, key=lambda one: sum(_likeness(one, other) for other in afters))


def _tallies(
    finished: Iterable[Finished], names_of: Callable[[Finished], Sequence[str]]
) -> Sequence[Tally]:
    by_name: dict[str, list[float]] = defaultdict(list)
    for each in finished:
        for name in names_of(each):
            by_name[name].append(distance(each))
    tallies = [
        Tally(name, len(all_), sum(one == 0 for one in all_) / len(all_), mean(all_))
        for name, all_ in by_name.items()
    ]
    return sorted(tallies, key=lambda each: (-each.distance * each.count, each.name))


def _example(each: Finished) -> Example:
    changed = [(one, other) for one, other in pairs(each.ai_text, each.final_text) if one != other]
    return Example(each.skill, each.name, each.at, each.ai_text, each.final_text, changed)


def _form(sentence: str) -> str:
    """Give what makes sentences the same: figures and capitals do not matter."""
    return _FIGURE.sub("#", " ".join(sentence.split())).casefold()


def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(one, other)

"""A kept turn in words: what was understood, which rule decided, what was considered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from limpide import assistant, flows, knowledge
from limpide.assistant import Turn
from limpide.conversations import ConversationId
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate

# The rules with a sentence of their own; others are told by what leads them («sensitive.…»).
_EXACT: Final = {
    "knowledge.answer",
    "knowledge.several",
    "knowledge.rephrase",
    "knowledge.no_answer",
    "knowledge.contradiction",
    "engine.failed",
    "patience",
    "frustration",
    "answer.unhelped",
    "flow.resumed",
}
_LED: Final = ("sensitive", "ai_mode", "flow", "social", "silence")


@dataclass(frozen=True, slots=True)
class Considered:
    """A passage that was looked at. `is_quoted`: it stands in the answer."""

    title: str
    version: int
    score: float
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class FlowStep:
    """Where a flow stood after this turn, and what it called."""

    title: str
    rule: str
    state: str
    calls: Sequence[str]


@dataclass(frozen=True, slots=True)
class TurnInWords:
    """One turn as a colleague reads it."""

    decided: str
    because: str
    rule: str
    understood: Sequence[str]
    considered: Sequence[Considered]
    flow: FlowStep | None
    confidence: float
    took_ms: float
    versions: Mapping[str, str]


async def of_messages(
    db: Database, conversation: ConversationId, language: str
) -> Mapping[UUID, TurnInWords]:
    """Give the turns of a conversation by the message that each said."""
    turns = [each for each in await assistant.list_turns(db, conversation) if each.said]
    told = await in_words(db, turns, language)
    return {turn.said: words for turn, words in zip(turns, told, strict=True) if turn.said}


async def in_words(db: Database, turns: Sequence[Turn], language: str) -> Sequence[TurnInWords]:
    """Put turns into words."""
    ids = {UUID(str(one["passage"])) for turn in turns for one in _passages(turn)}
    names = await knowledge.name_passages(db, list(ids)) if ids else {}
    flows_in_use = (await flows.catalogue(db)).flows
    titles = {name: flow.title.get(language, name) for name, flow in flows_in_use.items()}
    return [_in_words(turn, names, titles, language) for turn in turns]


def _in_words(
    turn: Turn,
    names: Mapping[str, tuple[str, tuple[str, ...], int]],
    titles: Mapping[str, str],
    language: str,
) -> TurnInWords:
    quoted = {str(each["passage"]) for each in turn.passages}
    return TurnInWords(
        decided=translate(language, f"web.turns.decided.{turn.decision.verdict}"),
        because=_because(turn, language),
        rule=turn.decision.rule,
        understood=tuple(_understood(turn.understood, titles, language)),
        considered=tuple(
            Considered(
                " › ".join([title, *path]), version, float(one["score"]), one["passage"] in quoted
            )
            for one in _passages(turn)
            if one["passage"] in names
            for title, path, version in [names[str(one["passage"])]]
        ),
        flow=_flow(turn, titles),
        confidence=turn.confidence,
        took_ms=turn.took_ms,
        versions=turn.versions,
    )


def _passages(turn: Turn) -> Sequence[Mapping[str, Any]]:
    return [one for one in turn.considered if "passage" in one]


def _flow(turn: Turn, titles: Mapping[str, str]) -> FlowStep | None:
    for one in turn.considered:
        if "flow" in one:
            title = titles.get(one["flow"], one["flow"])
            return FlowStep(title, one["rule"], one["state"], one["calls"])
    return None


def _because(turn: Turn, language: str) -> str:
    rule = turn.decision.rule
    lead = rule.split(".")[0]
    name = rule.replace(".", "_") if rule in _EXACT else lead if lead in _LED else "person"
    return translate(language, f"web.turns.rule.{name}")


def _understood(kept: Mapping[str, Any], titles: Mapping[str, str], language: str) -> Iterator[str]:
    """Say what was heard, wished and found. Turns from before records were kept have nothing."""
    if not kept:
        return
    if "prompt" in kept:
        title = titles.get(kept["flow"], kept["flow"])
        count = round(kept["minutes"])
        yield translate(language, f"web.turns.prompt.{kept['prompt']}", flow=title, count=count)
        yield translate(language, f"web.turns.mode.{kept['ai_mode']}")
        return
    heard = kept["heard"]
    for name in ("person", "sensitive", "social", "unhelped"):
        if heard[name]:
            yield translate(language, f"web.turns.heard.{name}", what=str(heard[name]))
    if heard["frustration"]:
        what = ", ".join(heard["frustration"])
        yield translate(language, "web.turns.heard.frustration", what=what)
    wished = kept.get("wished") or {}
    if wished.get("flow"):
        title = titles.get(wished["flow"], wished["flow"])
        yield translate(
            language, "web.turns.wished", flow=title, percent=round(wished["confidence"] * 100)
        )
    yield translate(language, f"web.turns.found.{kept['found']}")
    yield translate(language, f"web.turns.mode.{kept['ai_mode']}")
    if kept["failures"]:
        yield translate(language, "web.turns.failures", count=int(kept["failures"]))

"""Recording: what a turn was decided from, and deciding it again from that."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from limpide import knowledge
from limpide.contacts import AiMode
from limpide.conversations import Conversation, MessageId
from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id
from limpide.knowledge import Answered, AnyReply, AskBack, NoAnswer, Reason

from . import composing, rulebook, store, store_gaps
from .deciding import decide, decide_unprompted
from .listening import Social
from .model import (
    ENGINE,
    ENGINE_VERSION,
    Decision,
    Found,
    Heard,
    Prompt,
    Situation,
    Turn,
    TurnId,
    Unprompted,
    Wants,
    Wished,
)
from .reading import Reading

_POLICY: Final = "3"


class NoSuchTurnError(LimpideError):
    """There is no such turn."""

    status = 404


class NotReplayableError(LimpideError):
    """The turn is older than the records from which a decision can be repeated."""

    status = 409


async def get_turn(db: Database, id: TurnId) -> Turn:
    """Give one turn. Raises NoSuchTurnError."""
    turn = await store.find_turn(db, id)
    if turn is None:
        raise NoSuchTurnError
    return turn


def replay(turn: Turn) -> Decision:
    """Decide a turn again from what was kept of it. Raises NotReplayableError."""
    if not turn.understood:
        raise NotReplayableError
    if turn.prompted_by is not Prompt.WORDS:
        return decide_unprompted(unprompted_of(turn.understood))
    return decide(situation_of(turn.understood))


def found_in(reply: AnyReply | None) -> Found:
    """Say what the documents gave."""
    match reply:
        case None:
            return Found.NOT_ASKED
        case Answered():
            return Found.ANSWER
        case AskBack():
            return Found.SEVERAL
        case NoAnswer(reason=Reason.CONTRADICTION):
            return Found.DISPUTED
        case _:
            return Found.NOTHING


async def keep_gaps(db: Database, reading: Reading, reply: AnyReply | None) -> None:
    """Tell the owner of the documents what they did not answer, or not alike, and asked where."""
    if reply is None:
        return
    for question in reply.left_open if isinstance(reply, Answered) else (reading.text,):
        gap = await knowledge.record_gap(db, question, reading.language, reply.reason.value)
        if gap is not None:
            await store_gaps.add(db, gap, reading.conversation.id, reading.read_until)


def unprompted_turn(
    situation: Unprompted,
    decision: Decision,
    conversation: Conversation,
    considered: tuple[Mapping[str, Any], ...],
    *,
    read_until: MessageId,
    said: MessageId | None,
) -> Turn:
    """Give a turn without new words as it is kept. `read_until`: the last word before it."""
    return Turn(
        id=TurnId(new_id()),
        conversation=conversation.id,
        read_until=read_until,
        language=conversation.language,
        decision=decision,
        confidence=1.0,
        considered=considered,
        took_ms=0.0,
        said=said,
        at=clock.now(),
        understood=understood(situation),
        passages=(),
        versions=versions(None),
        prompted_by=situation.prompt,
    )


def understood(situation: Situation | Unprompted) -> dict[str, Any]:
    """Give a situation as it is kept."""
    return asdict(situation)


def situation_of(kept: Mapping[str, Any]) -> Situation:
    """Read a situation back."""
    heard = kept["heard"]
    return Situation(
        heard=Heard(
            person=heard["person"],
            sensitive=heard["sensitive"],
            frustration=tuple(heard["frustration"]),
            social=None if heard["social"] is None else Social(heard["social"]),
            unhelped=heard["unhelped"],
        ),
        ai_mode=AiMode(kept["ai_mode"]),
        failures=int(kept["failures"]),
        can_ask_back=bool(kept["can_ask_back"]),
        found=Found(kept["found"]),
        wished=_wished(kept.get("wished")),
        held=kept.get("held"),
    )


def unprompted_of(kept: Mapping[str, Any]) -> Unprompted:
    """Read a situation without new words back."""
    return Unprompted(
        prompt=Prompt(kept["prompt"]),
        ai_mode=AiMode(kept["ai_mode"]),
        flow=kept["flow"],
        is_fact=kept["is_fact"],
        minutes=kept["minutes"],
        is_present=kept["is_present"],
        was_asked=kept["was_asked"],
    )


def _wished(kept: Mapping[str, Any] | None) -> Wished:
    if kept is None:
        return Wished()
    return Wished(Wants(kept["wants"]), kept["flow"], kept["confidence"], kept["is_fact"],
                  kept.get("by_model", False))  # fmt: skip


def passages(reply: AnyReply | None) -> tuple[dict[str, Any], ...]:
    """Give the passages a reply quotes, with the version of each document."""
    return tuple(
        {
            "passage": quote.passage,
            "version": str(quote.version),
            "title": quote.title,
            "start": quote.start,
            "end": quote.end,
        }
        for quote in composing.quotes_in(reply)
    )


def versions(models: Mapping[str, str] | None, outside: str = "") -> dict[str, str]:
    """Name what decided: engine, policy, rules; prompts of models asked; who made vectors."""
    return {
        "engine": f"{ENGINE}/{ENGINE_VERSION}",
        "policy": _POLICY,
        "rules": rulebook.rules_version(),
        **({"vectors": outside} if outside else {}),
        **(models or {}),
    }

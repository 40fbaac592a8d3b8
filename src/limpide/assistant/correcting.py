"""Correcting: find everybody who got the same answer, and tell those who may be told."""

from collections import Counter
from collections.abc import Mapping, Sequence

from babel.dates import format_date

from limpide import conversations, ledger
from limpide.conversations import Quoted, Reply, Said
from limpide.delivery import Refused
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.i18n import LANGUAGES, locale_of, translate
from limpide.knowledge import PassageNow
from limpide.ledger import Author, AuthorKind, Reason

from . import contesting, store_contests
from .contesting import AlreadyDecidedError
from .model_contests import Concerned, Contest, ContestId, Outcome, Spread, Told

# One click tells so many; the next click goes on.
_AT_ONCE = 200


async def spread(db: Database, contest: Contest) -> Spread:
    """Find who else was given the same passages in the same version, and who may be told."""
    told = {each.conversation: each for each in await store_contests.list_told(db, contest.id)}
    behind = await contesting.passages_of(db, contest)
    changed = [each for each in behind if not each.is_same]
    concerned: list[Concerned] = []
    for quoted in await _quoted(db, contest, changed):
        known = told.get(quoted.conversation)
        refusal = known.refusal if known else await _refusal(db, quoted, changed)
        concerned.append(
            Concerned(quoted.conversation, quoted.name, quoted.at, quoted.language, known, refusal)
        )
    left_out = Counter(one.refusal for one in concerned if one.refusal is not None)
    return Spread(concerned, _texts(changed), dict(left_out))


async def tell(db: Database, id: ContestId, *, actor: Actor) -> Mapping[str, int]:
    """Tell everybody who may be told that the answer they got was corrected; count what came of it.

    Each conversation is told once, however often this is asked. Raises NoSuchContestError,
    AlreadyDecidedError (it was decided otherwise).
    """
    contest = await contesting.get_contest(db, id)
    if contest.outcome is not Outcome.CORRECTED:
        raise AlreadyDecidedError
    told = {each.conversation for each in await store_contests.list_told(db, id)}
    behind = [each for each in await contesting.passages_of(db, contest) if not each.is_same]
    waiting = [q for q in await _quoted(db, contest, behind) if q.conversation not in told]
    done: Counter[str] = Counter()
    for quoted in waiting[:_AT_ONCE]:
        said = await conversations.say(db, quoted.conversation, _reply(quoted, behind), actor=actor)
        one = _told(quoted, said)
        await store_contests.add_told(db, id, one, clock.now())
        done[one.refusal or "told"] += 1
    await ledger.record(db, "contest.told", about=id, why="corrected", actor=actor, data=dict(done))
    return dict(done)


async def _quoted(
    db: Database, contest: Contest, changed: Sequence[PassageNow]
) -> Sequence[Quoted]:
    passages = [str(each.passage.id) for each in changed]
    found = await conversations.list_quoting(db, passages) if passages else []
    return [each for each in found if each.conversation != contest.conversation]


async def _refusal(db: Database, quoted: Quoted, changed: Sequence[PassageNow]) -> str | None:
    plan = await conversations.plan_reply(db, quoted.conversation, _reply(quoted, changed))
    if plan.rungs:
        return None
    return next((why.value for why in plan.excluded.values()), "no_address")


def _told(quoted: Quoted, said: object) -> Told:
    match said:
        case Said(message=message):
            return Told(quoted.conversation, message)
        case Refused(refusal=refusal):
            return Told(quoted.conversation, refusal=refusal.value)
        case _:
            return Told(quoted.conversation, refusal="no_channel")


def _reply(quoted: Quoted, changed: Sequence[PassageNow]) -> Reply:
    mine = [each for each in changed if str(each.passage.id) in quoted.passages] or changed
    day = format_date(quoted.at, "long", locale=locale_of(quoted.language))
    return Reply(
        text=_text(mine, quoted.language, day),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("assistant.reason.correction"),
    )


def _texts(changed: Sequence[PassageNow]) -> Mapping[str, str]:
    if not changed:
        return {}
    day = clock.now()
    return {
        language: _text(changed, language, format_date(day, "long", locale=locale_of(language)))
        for language in LANGUAGES
    }


def _text(changed: Sequence[PassageNow], language: str, day: str) -> str:
    lines = [translate(language, "assistant.correction.opening", day=day)]
    for each in changed:
        before = translate(
            language, "assistant.correction.before", title=each.title, text=each.passage.text
        )
        key = "assistant.correction.gone" if each.text is None else "assistant.correction.now"
        lines += [before, translate(language, key, text=each.text or "")]
    lines.append(translate(language, "assistant.correction.closing"))
    return "\n\n".join(lines)

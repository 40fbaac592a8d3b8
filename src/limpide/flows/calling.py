"""Calling: one action through the whole policy, recorded before and after, done once."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id

from . import approving, connecting, guessing, repeating, store_calls, unheard, wording
from .dry_run import dry_run
from .executing import execute
from .model import (
    Action,
    CallId,
    CallRecord,
    CallState,
    IdentityLevel,
    Ruling,
    RunId,
    Verdict,
    Who,
)
from .outcomes import Done, Failed, Outcome, Perhaps, invalid_arguments, of_earlier
from .policy import owner_of, phone_of, rule_on

# How long to wait before asking again what became of a change, seconds.
_ASK_AGAIN: Final = (0.5, 2.0)

_LET_GO: Final = {CallState.APPROVED, CallState.RUNNING, CallState.UNSURE, CallState.DONE}
# Perhaps done before: the answer to another try must tell of the first one.
_PERHAPS_DONE: Final = {CallState.RUNNING, CallState.UNSURE}

StillWanted = Callable[[Database], Awaitable[bool]]


class CallUnderWayError(LimpideError):
    """The same thing is being done at this moment."""

    status = 409


@dataclass(frozen=True, slots=True)
class Wanted:
    """A call somebody wants. `still_wanted` is asked in the transaction that lets it go.

    `undoes`: the call it takes back. `is_asked_again`: nobody wishes it anew, it is asked what
    became of it.
    """

    action: Action
    arguments: Mapping[str, Any]
    who: Who
    run: RunId | None = None
    is_confirmed: bool = False
    still_wanted: StillWanted | None = None
    undoes: CallId | None = None
    is_asked_again: bool = False


@dataclass(frozen=True, slots=True)
class Attempted:
    """What became of it: the ruling; where it was allowed, the outcome; whose thing it is,
    by address and number.

    `is_repeat`: it had been done before, and was not done again. `is_unwanted`: meanwhile nobody
    wanted it any more. `is_dry`: in a rehearsal, nothing was done and the outcome is made up.
    """

    verdict: Verdict
    outcome: Outcome | None = None
    owner: str | None = None
    phone: str | None = None
    is_repeat: bool = False
    is_unwanted: bool = False
    is_dry: bool = False


class Caller:
    """Runs actions for one workspace. `allow_private`: connectors in the operator's network."""

    def __init__(
        self,
        pool: Pool,
        workspace: WorkspaceId,
        actions: Mapping[str, Action],
        *,
        actor: Actor,
        allow_private: bool,
    ) -> None:
        self._pool = pool
        self._workspace = workspace
        self._actions = actions
        self._actor = actor
        self._allow_private = allow_private

    async def call(self, wanted: Wanted) -> Attempted:
        """Ask policy, then do it, once. Raises CallUnderWayError."""
        action = wanted.action
        if (fault := invalid_arguments(action, wanted.arguments)) is not None:
            return await self._not_run(wanted, Verdict(Ruling.REFUSED, "invalid_arguments"), fault)
        found = await self._found(wanted)
        if found is not None and not isinstance(found, Done):
            return await self._not_found(wanted, found)
        facts_found = None if found is None else found.value
        key = self._key(wanted)
        verdict = rule_on(
            action,
            wanted.arguments,
            wanted.who,
            found=facts_found,
            is_confirmed=wanted.is_confirmed,
            is_approved=await self._is_approved(wanted, key),
        )
        if action.facts:
            async with self._pool.transaction(self._workspace) as db:
                verdict = await guessing.guarded(
                    db, action, wanted.arguments, wanted.who, facts_found, verdict
                )
        owner, phone = owner_of(action, facts_found), phone_of(action, facts_found)
        if verdict.ruling is Ruling.NEEDS_APPROVAL:
            return replace(await self._park(wanted, key, verdict), owner=owner, phone=phone)
        if verdict.ruling is not Ruling.ALLOWED:
            return replace(await self._not_run(wanted, verdict), owner=owner, phone=phone)
        if not action.changes:
            # What told the owner is the answer too, where the action looks itself up.
            is_own = action.owner is not None and action.owner.look_up is None
            own = found if is_own else None
            done = own or await self._execute(action, wanted.arguments, key)
            await self._record_read(wanted, key, verdict, done)
            return Attempted(verdict, done, owner=owner, phone=phone)
        if self._pool.is_rehearsal:
            changed = Attempted(
                verdict, dry_run(action, wanted.arguments, facts_found), is_dry=True
            )
        else:
            changed = await self._change(wanted, key, verdict, facts_found)
        return replace(changed, owner=owner, phone=phone)

    async def _not_found(self, wanted: Wanted, found: Failed | Perhaps) -> Attempted:
        outcome = found if isinstance(found, Failed) else Failed("unavailable")
        if not _hides(wanted, outcome):
            return Attempted(Verdict(Ruling.ALLOWED, "look_up"), outcome)
        verdict = Verdict(Ruling.NEEDS_IDENTITY, "identity", level=wanted.action.identity)
        return await self._not_run(wanted, verdict)

    async def _found(self, wanted: Wanted) -> Outcome | None:
        """Look up whose thing it is: by the action's own result where it changes nothing."""
        action = wanted.action
        if action.owner is None:
            return None
        if action.owner.look_up is None:
            if action.changes:
                return Failed("owner_unknown")
            return await self._execute(action, wanted.arguments, "")
        look_up = self._actions.get(action.owner.look_up)
        if look_up is None:
            return Failed("owner_unknown")
        arguments = {
            name: wording.evaluate(source, wanted.arguments)
            for name, source in action.owner.arguments.items()
        }
        return await self._execute(look_up, arguments, "")

    async def _execute(self, action: Action, arguments: Mapping[str, Any], key: str) -> Outcome:
        async with self._pool.transaction(self._workspace) as db:
            leads = await connecting.connector(db, action.connector)
        if leads is None:
            return Failed("no_connector", is_unheard=True)
        return await execute(leads, action, arguments, key=key, allow_private=self._allow_private)

    async def _is_approved(self, wanted: Wanted, key: str) -> bool:
        async with self._pool.transaction(self._workspace) as db:
            same = await store_calls.find_same(db, key)
            if same is None or await repeating.is_over(db, wanted.action, wanted.run, same):
                return False
        # What was allowed to begin is not asked about anew: a person would approve it twice.
        return same.state in _LET_GO

    async def _change(
        self, wanted: Wanted, key: str, verdict: Verdict, found: Mapping[str, Any] | None
    ) -> Attempted:
        async with self._pool.transaction(self._workspace) as db:
            if wanted.still_wanted is not None and not await wanted.still_wanted(db):
                return Attempted(verdict, is_unwanted=True)
            call, is_new = await self._begin(db, wanted, key, verdict, found)
            if not is_new:
                known = _known_end(call, wanted.action)
                if known is not None:
                    return Attempted(verdict, known, is_repeat=True)
                if call.state is CallState.RUNNING and not wanted.action.repeatable:
                    await self._end(db, wanted, call.id, Perhaps("the process ended"))
                    return Attempted(verdict, Perhaps("the process ended"))
            await store_calls.start_call(db, call.id, clock.now())
            await unheard.look_after(db, call.id)
        is_again = not is_new and call.state in _PERHAPS_DONE
        outcome = await self._insist(wanted, str(call.id), is_again=is_again)
        async with self._pool.transaction(self._workspace) as db:
            await self._end(db, wanted, call.id, outcome)
        return Attempted(verdict, outcome)

    async def _insist(self, wanted: Wanted, key: str, *, is_again: bool) -> Outcome:
        """Call; where the other side honours our key, ask again what became of it.

        `is_again`: it was perhaps done before, by a process that died or without an answer.
        """
        outcome = await self._execute(wanted.action, wanted.arguments, key)
        if is_again:
            outcome = of_earlier(outcome)
        for seconds in _ASK_AGAIN if wanted.action.repeatable else ():
            if not isinstance(outcome, Perhaps):
                break
            await asyncio.sleep(seconds)
            outcome = of_earlier(await self._execute(wanted.action, wanted.arguments, key))
        return outcome

    async def _begin(
        self,
        db: Database,
        wanted: Wanted,
        key: str,
        verdict: Verdict,
        found: Mapping[str, Any] | None,
    ) -> tuple[CallRecord, bool]:
        call = self._new_call(wanted, key, verdict, CallState.RUNNING)
        if wanted.action.undo is not None:
            call = replace(call, before=found)
        if await store_calls.add_call(db, call, changes=True):
            return call, True
        same = await store_calls.find_same(db, key)
        if same is None:
            # It ended without effect between the two statements: the caller comes again.
            raise CallUnderWayError
        if await repeating.is_over(db, wanted.action, wanted.run, same):
            await store_calls.release_key(db, same.id)
            await store_calls.add_call(db, call, changes=True)
            return call, True
        if unheard.is_under_way(same):
            raise CallUnderWayError
        return same, False

    async def _end(self, db: Database, wanted: Wanted, id: CallId, outcome: Outcome) -> None:
        state, result, code = _written(outcome)
        await store_calls.end_call(db, id, state, result, code, clock.now())
        if state is not CallState.UNSURE or not wanted.action.repeatable:
            await unheard.heard(db, id)
        elif not wanted.is_asked_again:
            await unheard.ask_later(db, id)
        await self._record(db, wanted, state, code or wanted.action.autonomy.value, id)

    async def _park(self, wanted: Wanted, key: str, verdict: Verdict) -> Attempted:
        call = self._new_call(wanted, key, verdict, CallState.WAITING)
        async with self._pool.transaction(self._workspace) as db:
            if await store_calls.add_call(db, call, changes=True):
                await self._record(db, wanted, CallState.WAITING, verdict.rule, call.id)
                await approving.ask(db, call, wanted.action, actor=self._actor)
        return Attempted(verdict)

    async def _not_run(self, wanted: Wanted, verdict: Verdict, detail: str = "") -> Attempted:
        if verdict.ruling is Ruling.REFUSED:
            async with self._pool.transaction(self._workspace) as db:
                call = self._new_call(wanted, str(new_id()), verdict, CallState.REFUSED)
                await store_calls.add_call(db, call, changes=False)
                await self._record(db, wanted, CallState.REFUSED, verdict.rule, call.id)
        return Attempted(verdict, Failed(detail or verdict.rule))

    async def _record_read(
        self, wanted: Wanted, key: str, verdict: Verdict, outcome: Outcome
    ) -> None:
        state, _result, code = _written(outcome)
        call = self._new_call(wanted, key, verdict, state)
        async with self._pool.transaction(self._workspace) as db:
            await store_calls.add_call(db, call, changes=False)
            await self._record(db, wanted, state, code or verdict.rule, call.id)

    async def _record(
        self, db: Database, wanted: Wanted, state: CallState, why: str, id: CallId
    ) -> None:
        data = {"action": wanted.action.name, "call": str(id)}
        if wanted.undoes is not None:
            data["undoes"] = str(wanted.undoes)
        about: UUID = wanted.run or wanted.who.contact
        await ledger.record(
            db, f"action.{state}", about=about, why=why, actor=self._actor, data=data
        )

    def _new_call(self, wanted: Wanted, key: str, verdict: Verdict, state: CallState) -> CallRecord:
        now = clock.now()
        return CallRecord(
            id=CallId(new_id()),
            run=wanted.run,
            contact=wanted.who.contact,
            action=wanted.action.name,
            version=wanted.action.version,
            key=key,
            arguments=wanted.arguments,
            state=state,
            rule=verdict.rule,
            result=None,
            code=None,
            requested_at=now,
            started_at=now if state is CallState.RUNNING else None,
            thing=repeating.thing_of(wanted.action, wanted.arguments),
            undoes=wanted.undoes,
        )

    @staticmethod
    def _key(wanted: Wanted) -> str:
        """Name a change by what it does, so that two conversations ask for the same one."""
        if not wanted.action.changes:
            return str(new_id())
        text = json.dumps([wanted.action.name, dict(wanted.arguments)], sort_keys=True, default=str)
        return sha256(text.encode()).hexdigest()


def _hides(wanted: Wanted, outcome: Failed) -> bool:
    """Say whether «nobody is known by this address» would tell a stranger something.

    Only who proved that the address is theirs learns it; others are asked to prove it, in vain.
    """
    owner = wanted.action.owner
    if owner is None or owner.person is None or outcome.code != "not_found":
        return False
    address = str(wanted.arguments.get(owner.person, "")).lower()
    level = wanted.who.addresses.get(address, IdentityLevel.ANONYMOUS)
    return not level.reaches(wanted.action.identity)


def _known_end(call: CallRecord, action: Action) -> Outcome | None:
    if call.state is CallState.DONE:
        return Done(call.result or {})
    if call.state is CallState.UNSURE and not action.repeatable:
        return Perhaps(call.code or "unsure")
    return None


def _written(outcome: Outcome) -> tuple[CallState, Mapping[str, Any] | None, str | None]:
    match outcome:
        case Done(value):
            return CallState.DONE, value, None
        case Failed(code):
            return CallState.FAILED, None, code
        case Perhaps(reason):
            return CallState.UNSURE, None, reason

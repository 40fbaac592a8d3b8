"""Travelling: a run goes on by itself until the customer, or a person, is needed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from limpide.channels import Kind
from limpide.foundation import clock
from limpide.foundation.database import Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId

from . import identity, knowing, personalising, store, undoing, wording
from .calling import Attempted, Caller, StillWanted, Wanted
from .identity import Sending
from .model import (
    Action,
    CallId,
    Flow,
    IdentityLevel,
    Memory,
    Ruling,
    Run,
    RunState,
    Slot,
    SlotKind,
    Verdict,
    WaitFor,
    Waiting,
    Who,
)
from .model_commands import Progress
from .obeying import PATIENCE, Place
from .outcomes import Done, Failed, Perhaps
from .stepping import Ahead, Ends, Leaves, NeedsCall, NeedsConsent, NeedsData, NeedsSlot, ahead

_MOST_STEPS: Final = 20
_OURS: Final = {"owner", "owner_phone", "address"}


# Reads, from words, which of the options of a slot they name; None when none, or several.
Reads = Callable[[Slot, Sequence[tuple[str, str]], str], str | None]


def context(language: str, known: Mapping[str, IdentityLevel], memory: Memory) -> dict[str, Any]:
    """Give what a flow's texts may name beside slots and results.

    `me`: who writes, by their surest mailbox, else by the one they told; `verified` or not.
    `said`: the words that began it.
    """
    proved = [at for at, level in known.items() if level.reaches(IdentityLevel.VERIFIED)]
    mailbox = next(
        (at for at in (*proved, memory.facts.get("address", ""), *known) if "@" in at), None
    )
    return {
        "language": language,
        "today": clock.now().date().isoformat(),
        "me": {"email": mailbox, "verified": mailbox in proved},
        "said": memory.words,
    }


def question(seen: Ahead, language: str, asked: int) -> str:
    """Write what a run asks now: a slot, with what there is to choose from, or a consent."""
    match seen.next:
        case NeedsSlot(slot, options):
            asks = slot.ask[language]
            if slot.look_up is not None and options:
                asks = (slot.look_up.ask[language],)
            text = wording.typeset(asks[min(asked, len(asks) - 1)], language)
            shown = "\n".join(f"{at}. {label}" for at, (_, label) in enumerate(options, start=1))
            return f"{text}\n\n{shown}" if shown else text
        case NeedsConsent(_, text):
            return text
        case _:
            return ""


def code_question(run: Run) -> str:
    """Name the text that asks for a code, by how it was sent."""
    return "ask_code" if "@" in run.memory.facts.get("address", "@") else "ask_code_sms"


@dataclass(slots=True)
class Trip:
    """One advance: the run as it changes, what is said on the way, what was called."""

    pool: Pool
    workspace: WorkspaceId
    caller: Caller
    actions: Mapping[str, Action]
    flow: Flow
    run: Run
    place: Place
    texts: list[str]
    still_wanted: StillWanted | None
    reads: Reads | None = None
    calls: list[str] = field(default_factory=list[str])

    async def travel(self) -> Progress:
        """Go on. Raises CallUnderWayError."""
        language = self.place.language
        for _ in range(_MOST_STEPS):
            known = await self._known()
            memory = self.run.memory
            seen = ahead(self.flow, memory, language, context(language, known, memory))
            if isinstance(seen.next, NeedsSlot) and await self._was_told(seen.next):
                continue
            if isinstance(seen.next, NeedsData):
                if not await self._look_at(seen.next):
                    return self.progress(self.run.state, "unwanted", waiting=self.run.waiting)
                continue
            if not isinstance(seen.next, NeedsCall):
                return self._arrive(seen)
            stop = await self._call(seen, seen.next, known)
            if stop is not None:
                return stop
        return self.progress(RunState.HANDED_OVER, "loop", hand_over="loop")

    def progress(
        self,
        state: RunState,
        rule: str,
        *,
        waiting: Waiting | None = None,
        hand_over: str | None = None,
        seen: Ahead | None = None,
    ) -> Progress:
        """Say where the run got to."""
        return Progress(
            run=self.run.id,
            flow=self.flow.name,
            texts=tuple(self.texts),
            rule=rule,
            state=state,
            waiting=waiting,
            hand_over=hand_over,
            calls=tuple(self.calls),
            said=() if seen is None else tuple(key for key, _ in seen.says),
            version=self.flow.version,
        )

    async def _known(self) -> Mapping[str, IdentityLevel]:
        place = self.place
        async with self.pool.transaction(self.workspace) as db:
            return await identity.known_addresses(db, place.conversation, place.kind, place.address)

    async def _was_told(self, need: NeedsSlot) -> bool:
        """Find in the words that began the run what can be chosen only now."""
        memory, slot = self.run.memory, need.slot
        if not need.options or slot.name in memory.read or self.reads is None:
            return False
        memory.read.append(slot.name)
        value = self.reads(slot, need.options, memory.words) if memory.words else None
        if value is not None:
            memory.slots[slot.name] = value
        await self._save()
        return value is not None

    async def _look_at(self, need: NeedsData) -> bool:
        """Look at what may be used of the person; False when nobody wants it any more."""
        async with self.pool.transaction(self.workspace) as db:
            if not need.is_allowed:
                value = await personalising.known_of(db, need.who, need.data)
            elif self.still_wanted is None or await self.still_wanted(db):
                value = await personalising.allow(db, need.who, need.data)
            else:
                return False
        await self._keep(need.key, {"ok": True, "value": value})
        return True

    async def _call(
        self, seen: Ahead, need: NeedsCall, known: Mapping[str, IdentityLevel]
    ) -> Progress | None:
        """Run an action; a Progress when the customer, or a person, is needed now."""
        place, owner = self.place, self.actions[need.action].owner
        if owner is not None and owner.person is not None and owner.person not in need.arguments:
            return self._ask_identity(seen, need)
        made = await self.caller.call(
            Wanted(
                action=self.actions[need.action],
                arguments=need.arguments,
                who=Who(place.contact, known, self.run.memory.facts),
                run=self.run.id,
                is_confirmed=need.is_confirmed,
                still_wanted=self.still_wanted,
                undoes=self._undoes(),
            )
        )
        if made.is_unwanted:
            return self.progress(self.run.state, "unwanted", waiting=self.run.waiting)
        if made.verdict.ruling is not Ruling.ALLOWED:
            return await self._ruled(seen, need, made)
        self.calls.append(need.action)
        if made.is_dry:
            title = self.actions[need.action].title[self.place.language]
            self.texts.append(translate(self.place.language, "flows.dry_run", action=title))
        if isinstance(made.outcome, Perhaps):
            self._say("perhaps_done")
            return self.progress(
                RunState.HANDED_OVER, "action.unsure", hand_over="action.unsure", seen=seen
            )
        await self._keep(need.key, _result(made))
        return None

    def _undoes(self) -> CallId | None:
        call = self.run.memory.slots.get("call") if undoing.is_undo(self.flow.name) else None
        return None if call is None else CallId(UUID(str(call)))

    async def _ruled(self, seen: Ahead, need: NeedsCall, made: Attempted) -> Progress | None:
        verdict = made.verdict
        if made.owner is not None:
            self.run.memory.facts["owner"] = made.owner
            if made.phone is not None:
                self.run.memory.facts["owner_phone"] = made.phone
            await self._save()
        match verdict.ruling:
            case Ruling.NEEDS_IDENTITY if verdict.level is IdentityLevel.STRONG:
                return await self._ask_sign_in(seen)
            case Ruling.NEEDS_IDENTITY:
                self._forget_facts(verdict)
                return await self._prove(seen, need)
            case Ruling.NEEDS_FACT:
                if verdict.fact in self.run.memory.passed_over:
                    # Who does not know it may prove who they are instead.
                    return await self._prove(seen, need)
                return self._ask_fact(seen, verdict.fact or "")
            case Ruling.NEEDS_APPROVAL:
                self._tell(seen)
                self._say("needs_approval")
                waiting = Waiting(WaitFor.APPROVAL, key=need.key)
                return self.progress(RunState.PARKED, verdict.rule, waiting=waiting, seen=seen)
            case _:
                return await self._refused(seen, need, verdict)

    async def _refused(self, seen: Ahead, need: NeedsCall, verdict: Verdict) -> Progress | None:
        if verdict.rule != "wrong_facts":
            await self._keep(need.key, {"ok": False, "code": verdict.rule})
            return None
        facts = self.run.memory.facts
        name = next(name for name in facts if name not in _OURS)
        del facts[name]
        await self._save()
        if self.run.asked >= PATIENCE:
            return self.progress(
                RunState.HANDED_OVER, "identity.locked", hand_over="identity.locked", seen=seen
            )
        self._say("wrong_fact")
        return self._ask_fact(seen, name)

    def _forget_facts(self, verdict: Verdict) -> None:
        """Say once why facts open it no more, so that another proof is asked for."""
        if verdict.rule != "facts_locked":
            return
        facts = self.run.memory.facts
        told = [name for name in facts if name not in _OURS]
        for name in told:
            del facts[name]
            self.run.memory.passed_over.append(name)
        if told:
            self._say("facts_locked")

    async def _prove(self, seen: Ahead, need: NeedsCall) -> Progress:
        """Send a code where an address was told, else ask for one."""
        is_asked = self.run.waiting is not None and self.run.waiting.what is WaitFor.CODE
        told = self._told_address()
        if told and not is_asked:
            return await self._send_code(seen, told)
        return self._ask_identity(seen, need)

    def _told_address(self) -> str | None:
        """Who writes by mail has told their address; a code in that box proves it is theirs."""
        told = self.run.memory.facts.get("address")
        return told or (self.place.address.lower() if self.place.kind is Kind.EMAIL else None)

    async def _send_code(self, seen: Ahead, address: str) -> Progress:
        self._tell(seen)
        place, facts = self.place, self.run.memory.facts
        facts["address"] = address
        async with self.pool.transaction(self.workspace) as db:
            sending = await identity.send_code(
                db,
                place.conversation,
                address,
                owner=identity.owner_in(facts),
                language=place.language,
            )
        await self._save()
        by_sms = "_sms" if sending is Sending.SENT and "@" not in address else ""
        self.texts.append(
            translate(place.language, f"flows.code_{sending}{by_sms}", address=address)
        )
        if sending is not Sending.SENT:
            rule = f"identity.{sending}"
            return self.progress(RunState.HANDED_OVER, rule, hand_over=rule, seen=seen)
        waiting = Waiting(WaitFor.CODE, kind=SlotKind.NUMBER)
        return self.progress(RunState.ACTIVE, "identity.code_sent", waiting=waiting, seen=seen)

    async def _ask_sign_in(self, seen: Ahead) -> Progress:
        """Only the chat can bring somebody back to where they were."""
        self._tell(seen)
        async with self.pool.transaction(self.workspace) as db:
            provider = (await knowing.identity_policy(db)).provider
        if provider is None or self.place.kind is not Kind.CHAT:
            self._say("no_sign_in")
            rule = "identity.no_sign_in"
            return self.progress(RunState.HANDED_OVER, rule, hand_over=rule, seen=seen)
        self._say("ask_sign_in")
        waiting = Waiting(WaitFor.SIGN_IN)
        return self.progress(RunState.ACTIVE, "identity.sign_in", waiting=waiting, seen=seen)

    def _ask_identity(self, seen: Ahead, need: NeedsCall) -> Progress:
        self._tell(seen)
        waiting = self.run.waiting
        if waiting is not None and waiting.what is WaitFor.CODE:
            if not self.texts:
                self._say(code_question(self.run))
            return self.progress(RunState.ACTIVE, "identity.code", waiting=waiting, seen=seen)
        owner = self.actions[need.action].owner
        has_phone = owner is not None and owner.phone_at is not None
        asked = "ask_address_again" if self.run.asked and not self.texts else "ask_address"
        self._say(f"{asked}_or_phone" if has_phone else asked)
        kind = SlotKind.PHONE if has_phone else SlotKind.EMAIL
        waiting = Waiting(WaitFor.ADDRESS, kind=kind)
        return self.progress(RunState.ACTIVE, "identity.address", waiting=waiting, seen=seen)

    def _ask_fact(self, seen: Ahead, fact: str) -> Progress:
        self._tell(seen)
        self._say(f"ask_fact.{fact}")
        kind = SlotKind(fact) if fact in set(SlotKind) else SlotKind.TEXT
        waiting = Waiting(WaitFor.FACT, name=fact, kind=kind)
        return self.progress(RunState.ACTIVE, "identity.fact", waiting=waiting, seen=seen)

    def _arrive(self, seen: Ahead) -> Progress:
        self._tell(seen)
        match seen.next:
            case NeedsSlot():
                return self._ask_slot(seen, seen.next)
            case NeedsConsent(key, text):
                if self.run.asked:
                    self._say("yes_or_no")
                self.texts.append(text)
                waiting = Waiting(WaitFor.CONSENT, key=key)
                return self.progress(RunState.ACTIVE, seen.rule, waiting=waiting, seen=seen)
            case Ends(is_denied):
                if is_denied:
                    self._say("not_done")
                self._hint()
                state = RunState.CANCELLED if is_denied else RunState.DONE
                return self.progress(state, seen.rule, seen=seen)
            case Leaves(why):
                return self.progress(RunState.HANDED_OVER, seen.rule, hand_over=why, seen=seen)
            case NeedsCall() | NeedsData():
                return self.progress(RunState.HANDED_OVER, "loop", hand_over="loop")

    def _ask_slot(self, seen: Ahead, need: NeedsSlot) -> Progress:
        language, slot = self.place.language, need.slot
        if self.run.asked >= PATIENCE:
            return self.progress(RunState.HANDED_OVER, "patience", hand_over="patience", seen=seen)
        is_passed_over = slot.name in self.run.memory.passed_over
        if is_passed_over and slot.look_up is None:
            self._say("needed")
        elif self.run.asked and slot.wrong:
            self.texts.append(wording.typeset(slot.wrong[language], language))
        self.texts.append(question(seen, language, self.run.asked))
        waiting = Waiting(WaitFor.SLOT, slot.name, kind=slot.kind, options=need.options)
        return self.progress(RunState.ACTIVE, seen.rule, waiting=waiting, seen=seen)

    def _hint(self) -> None:
        """Who has just had something done is told for how long it can be taken back."""
        if undoing.is_undo(self.flow.name):
            return
        done = [self.actions[name] for name in self.calls if self.actions[name].changes]
        if done and (text := undoing.hint(done[-1], self.place.language)):
            self.texts.append(text)

    def _tell(self, seen: Ahead) -> None:
        self.texts.extend(text for _, text in seen.says)

    def _say(self, key: str) -> None:
        self.texts.append(translate(self.place.language, f"flows.{key}"))

    async def _keep(self, key: str, result: dict[str, Any]) -> None:
        self.run.memory.results[key] = result
        await self._save()

    async def _save(self) -> None:
        async with self.pool.transaction(self.workspace) as db:
            await store.save_run(db, replace(self.run, updated_at=clock.now()))


def _result(made: Attempted) -> dict[str, Any]:
    outcome = made.outcome
    if isinstance(outcome, Done):
        return {"ok": True, "value": dict(outcome.value)}
    code = outcome.code if isinstance(outcome, Failed) else "failed"
    return {"ok": False, "code": code}

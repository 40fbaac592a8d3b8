"""Consulting: one turn's dealings with language models, inside its time and its budget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from pydantic import BaseModel

from limpide import footprint
from limpide.footprint import Range
from limpide.foundation import clock
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.log import log
from limpide.foundation.settings import ModelProvider
from limpide.ledger import Engine

from . import prompting, store
from .masking import Mask
from .model import Asked, Outcome, Task, Terms, provider_text

if TYPE_CHECKING:
    from .speaking import Line

T = TypeVar("T", bound=BaseModel)
# Of the time left, the part that one provider may take while others could still be asked.
_SHARE: Final = 0.6
_LEAST_SECONDS: Final = 0.05
_MOST_OUT: Final = {Task.UNDERSTAND: 400, Task.WORD: 600}
# European languages have 3 to 4 letters a token; the schema and the frame come on top.
_LETTERS_PER_TOKEN: Final = 3
_FRAME_TOKENS: Final = 500
_MOST_BELIEVED: Final = 100_000


class Models:
    """The language models of an installation, the first choice first. Made once for a process."""

    def __init__(self, providers: Sequence[ModelProvider], terms: Terms) -> None:
        # Seconds of import that an installation without a model must not pay for.
        from .speaking import Line  # noqa: PLC0415 (see above)

        self.terms = terms
        self.lines: Sequence[Line] = tuple(Line(provider) for provider in providers)

    async def close(self) -> None:
        """Let go of all connections."""
        for line in self.lines:
            await line.close()


@dataclass(frozen=True, slots=True)
class Advice(Generic[T]):
    """An answer of the wanted shape, still masked, and who gave it."""

    answer: T
    provider: ModelProvider


class Consultation:
    """What one turn asks of models. `known`: names and addresses of the contact, to be masked."""

    def __init__(
        self, models: Models, pool: Pool, workspace: WorkspaceId, known: Sequence[str]
    ) -> None:
        self.mask = Mask(known, today=clock.now().date())
        self.asked: list[Asked] = []
        self._models = models
        self._pool = pool
        self._workspace = workspace
        self._seconds = models.terms.time_limit
        self._tokens = models.terms.tokens_per_turn

    def allows(self, task: Task) -> bool:
        """Say whether models may be asked this."""
        return task in self._models.terms.tasks

    async def ask(
        self, task: Task, material: Mapping[str, Any], shape: type[T]
    ) -> Advice[T] | None:
        """Ask the first provider that answers in time; None when nobody does.

        `material` is masked already.
        """
        text = prompting.as_data(material)
        lines = self._models.lines
        for place, line in enumerate(lines):
            is_last = place == len(lines) - 1
            answer = await self._ask(line, task, text, shape, share=1.0 if is_last else _SHARE)
            if answer is not None:
                return Advice(answer, line.provider)
        return None

    def judged(self, verdict: str) -> None:
        """Note what our checks made of the last answer."""
        self.asked[-1] = replace(self.asked[-1], verdict=verdict)

    def weight(self) -> Range | None:
        """Weigh the answers that were computed for this turn; None without any."""
        sizes = {line.provider.model: line.provider.size for line in self._models.lines}
        total: Range | None = None
        for each in self.asked:
            if each.tokens_out:
                one = footprint.of_ai(each.tokens_out, size=sizes[each.model])
                total = one if total is None else total + one
        return total

    async def _ask(
        self, line: "Line", task: Task, text: str, shape: type[T], *, share: float
    ) -> T | None:
        seconds = self._seconds * share
        asked = Asked(
            task=task,
            provider=provider_text(line.provider),
            model=line.provider.model,
            prompt=prompting.version(task),
        )
        if line.breaker.is_open or seconds < _LEAST_SECONDS:
            outcome = Outcome.PAUSED if line.breaker.is_open else Outcome.LATE
            self.asked.append(replace(asked, outcome=outcome))
            return None
        reserved = await self._reserve(task, text)
        if reserved == 0:
            self.asked.append(replace(asked, outcome=Outcome.OVER_BUDGET))
            return None
        started = perf_counter()
        spoken = await line.ask(
            prompting.instructions(task), text, shape,
            seconds=seconds, most_tokens=_MOST_OUT[task],
        )  # fmt: skip
        took = perf_counter() - started
        self._seconds -= took
        log.info(
            "assistant.model_asked",
            task=task.value,
            provider=asked.provider,
            model=asked.model,
            outcome=spoken.outcome.value,
            took_ms=round(took * 1000, 1),
        )
        self.asked.append(
            replace(
                asked,
                sent=text,
                outcome=spoken.outcome,
                received=spoken.received,
                tokens_in=spoken.tokens_in,
                tokens_out=spoken.tokens_out,
                took_ms=round(took * 1000, 1),
            )
        )
        await self._settle(reserved, spoken.tokens_in + spoken.tokens_out)
        return spoken.answer

    async def _reserve(self, task: Task, text: str) -> int:
        """Set aside what the question may cost at most; 0 where the budget does not allow it."""
        letters = len(text) + len(prompting.instructions(task))
        tokens = letters // _LETTERS_PER_TOKEN + _FRAME_TOKENS + _MOST_OUT[task]
        if tokens > self._tokens:
            return 0
        day, most = clock.now().date(), self._models.terms.tokens_per_day
        async with self._pool.transaction(self._workspace) as db:
            if not await store.reserve(db, day, tokens, most=most):
                return 0
        self._tokens -= tokens
        return tokens

    async def _settle(self, reserved: int, told: int) -> None:
        """Count what the provider says it cost; one that says nothing costs what was set aside."""
        difference = (min(told, _MOST_BELIEVED) or reserved) - reserved
        if difference == 0:
            return
        self._tokens -= difference
        async with self._pool.transaction(self._workspace) as db:
            await store.settle(db, clock.now().date(), difference)


def engine(provider: ModelProvider, task: Task) -> Engine:
    """Name the machine that wrote, for passports and disclosures."""
    return Engine(provider.model, prompting.version(task), provider_text(provider))

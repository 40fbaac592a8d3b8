"""Advising: where a turn may ask language models, and what it takes from them.

Rules come first: whoever asks for a person, wants no AI, gives up, or touches a sensitive matter
is never shown to a model. What a model says then goes through the same deciding as our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from limpide.contacts import AiMode
from limpide.conversations import Reply
from limpide.footprint import Range
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.knowledge import Answered
from limpide.ledger import Author, AuthorKind, Engine

from .model import ENGINE, ENGINE_VERSION, Heard, Wants
from .models import Case, Consultation, Models, Task, Worded, engine, propose, word
from .reading import Reading
from .wishing import Wish

_UNSURE: Final = {Wants.NOTHING, Wants.UNCLEAR}
_OWN_ENGINE: Final = Engine(ENGINE, ENGINE_VERSION)


@dataclass(frozen=True, slots=True)
class Help:
    """What language models gave to a turn: a wording perhaps, and all that was asked of them."""

    worded: Worded | None = None
    asked: tuple[Mapping[str, Any], ...] = ()
    versions: Mapping[str, str] | None = None
    weight: Range | None = None

    @property
    def author(self) -> Author:
        """Say who wrote the answer."""
        wrote = _OWN_ENGINE if self.worded is None else engine(self.worded.provider, Task.WORD)
        return Author(AuthorKind.AI, ai_share=1.0, engine=wrote)

    def weighed(self, reply: Reply) -> Reply:
        """Add what models cost to what the sending weighs."""
        return replace(reply, making=self.weight)


NO_HELP: Final = Help()


class Advisor:
    """One turn's way to language models; without any configured it does nothing."""

    def __init__(
        self, models: Models | None, pool: Pool, workspace: WorkspaceId, reading: Reading
    ) -> None:
        self._reading = reading
        self._consultation: Consultation | None = None
        if models is not None and reading.ai_mode is AiMode.ANY:
            self._consultation = Consultation(models, pool, workspace, reading.known)

    async def understand(self, heard: Heard, wish: Wish, case: Case) -> tuple[Heard, Wish]:
        """Ask what was meant, where rules heard nothing and our own engine is unsure."""
        asks = self._consultation
        if asks is None or not asks.allows(Task.UNDERSTAND) or heard != Heard():
            return heard, wish
        if wish.wants not in _UNSURE or wish.is_sure or not case.skills.flows:
            return heard, wish
        proposal = await propose(asks, case)
        if proposal.person:
            return replace(heard, person="model.person"), wish
        heard = replace(heard, social=proposal.social)
        return heard, wish if proposal.wish is None else proposal.wish

    async def help(self, reply: object) -> Help:
        """Word what was found, where there is something to word, and sum up what was asked."""
        asks = self._consultation
        if asks is None:
            return NO_HELP
        worded = None
        if isinstance(reply, Answered) and asks.allows(Task.WORD):
            worded = await word(asks, self._reading.text, reply, self._reading.language)
        return Help(
            worded,
            tuple(each.kept() for each in asks.asked),
            {f"prompt.{each.task}": f"{each.model}/{each.prompt}" for each in asks.asked},
            asks.weight(),
        )

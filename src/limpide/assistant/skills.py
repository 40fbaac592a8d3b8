"""Skills: what the assistant learnt from the examples of the flows in use."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from threading import Lock

from limpide import flows
from limpide.flows import Autonomy, Call, Catalogue, Flow, If, Step
from limpide.foundation.database import Database

from .understanding import Example, Guess, TooFewExamplesError, Understanding


@dataclass(frozen=True, slots=True)
class Skills:
    """The flows in use, and what tells them apart. `digest` names this state of them.

    `unattended`: flows that may change something without asking anybody; a language model never
    begins them.
    """

    flows: Mapping[str, Flow]
    understanding: Understanding | None
    digest: str
    unattended: frozenset[str] = frozenset()

    def guess(self, text: str, language: str) -> Guess | None:
        """Say which flow a sentence asks for; None where nothing was learnt."""
        if self.understanding is None:
            return None
        return self.understanding.understand(text, language)


async def skills(db: Database) -> Skills:
    """Give what was learnt from the flows in use; learnt anew in seconds when they change."""
    known = await flows.catalogue(db)
    if known.digest not in _digests:
        await asyncio.to_thread(_learn_once, _Key(known))
        _digests.add(known.digest)
    return _learn(_Key(known))


class _Key:
    """A catalogue as a key of the cache: by its digest."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return hash(self.catalogue.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.catalogue.digest == self.catalogue.digest


_digests: set[str] = set()
_learning = Lock()


def _learn_once(key: _Key) -> None:
    # Who asks while another learns waits for the same work.
    with _learning:
        _learn(key)


@lru_cache(maxsize=32)
def _learn(key: _Key) -> Skills:
    known = key.catalogue
    learnt = learn(list(known.flows.values()), known.talk, known.digest)
    unattended = frozenset(
        flow.name for flow in known.flows.values() if _is_unattended(flow.steps, known)
    )
    return replace(learnt, unattended=unattended)


def learn(found: Sequence[Flow], talk: Mapping[str, Sequence[str]], digest: str = "") -> Skills:
    """Learn to tell flows apart, and from what asks for none."""
    taught = [
        Example(text, flow.name, language)
        for flow in found
        for language, texts in flow.examples.items()
        for text in texts
    ]
    taught += [Example(text, None, language) for language, texts in talk.items() for text in texts]
    try:
        understanding = Understanding(taught)
    except TooFewExamplesError:
        understanding = None
    return Skills({flow.name: flow for flow in found}, understanding, digest)


def _is_unattended(steps: Iterable[Step], known: Catalogue) -> bool:
    return any(map(partial(_changes_alone, known), steps))


def _changes_alone(known: Catalogue, step: Step) -> bool:
    match step:
        case Call():
            action = known.actions.get(step.action)
            if action is not None and action.changes and action.autonomy is Autonomy.ALONE:
                return True
            return any(_is_unattended(steps, known) for steps in step.otherwise.values())
        case If():
            return _is_unattended((*step.then, *step.otherwise), known)
        case _:
            return False

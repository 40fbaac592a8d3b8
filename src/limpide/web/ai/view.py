"""What `/ai` tells: what the assistant may do, what it did, and where words go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from limpide import conversations, flows, insights, knowledge, review
from limpide.flows import Action, Autonomy, Catalogue
from limpide.foundation.database import Database
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace
from limpide.insights import UseOfAi

FORMAT: Final = "limpide-ai-1"
DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Procedure:
    """A flow in use. `changes`: something is different afterwards."""

    name: str
    title: str
    changes: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """An action in use: who must agree (`autonomy`), how sure we must be who asks (`identity`)."""

    name: str
    title: str
    changes: bool
    autonomy: str
    identity: str


@dataclass(frozen=True, slots=True)
class Skill:
    """What the assistant writes about on a channel (`*`: any), and how freely it does now.

    `level`: `draft` (a person reads each text before it leaves), `sampled`, `alone`, or `stopped`.
    `title`: empty for answers from the documents.
    """

    name: str
    title: str
    channel: str
    level: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone outside to whom words go. `what`: `model`, `email`, `sms` or `letter`."""

    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything the page says. `never`: names of what the assistant never does."""

    company: str
    documents: int
    procedures: Sequence[Procedure]
    deeds: Sequence[Deed]
    skills: Sequence[Skill]
    never: Sequence[str]
    use: UseOfAi
    recipients: Sequence[Recipient]
    person_median: float | None

    @property
    def has_model(self) -> bool:
        """Say whether a language model outside writes or reads."""
        return any(one.what == "model" for one in self.recipients)


async def explain(db: Database, settings: Settings, company: Workspace, language: str) -> Explained:
    """Put together what is true now."""
    catalogue = await flows.catalogue(db)
    return Explained(
        company=company.legal_name,
        documents=len(await knowledge.list_documents(db, language=language, public_only=True)),
        procedures=_procedures(catalogue, language),
        deeds=_deeds(catalogue, language),
        skills=await _skills(db, catalogue, language),
        never=tuple(_never(catalogue)),
        use=await insights.use_of_ai(db, insights.last_days(DAYS)),
        recipients=tuple(_recipients(settings)),
        person_median=(await conversations.waiting(db)).person,
    )


async def _skills(db: Database, catalogue: Catalogue, language: str) -> Sequence[Skill]:
    """Say how freely each skill speaks now; one with no flow in use any more is left out."""
    stops = await review.autonomy.list_stops(db)
    known = {name: _title(flow.title, language) for name, flow in catalogue.flows.items()}
    known[review.autonomy.KNOWLEDGE] = ""
    return [
        Skill(
            each.skill,
            known[each.skill],
            each.channel or "*",
            "stopped" if _is_stopped(each, stops) else each.level.value,
        )
        for each in await review.autonomy.standings(db)
        if each.skill in known
    ]


def _is_stopped(standing: review.autonomy.Standing, stops: Sequence[review.autonomy.Stop]) -> bool:
    names = {"all": "", "skill": standing.skill, "channel": standing.channel}
    return any(names[stop.scope] == stop.name for stop in stops)


def _procedures(catalogue: Catalogue, language: str) -> Sequence[Procedure]:
    found = [
        Procedure(
            flow.name,
            _title(flow.title, language),
            any(
                catalogue.actions[call.action].changes
                for call in flows.calls_of(flow.steps)
                if call.action in catalogue.actions
            ),
        )
        for flow in catalogue.flows.values()
    ]
    return sorted(found, key=lambda one: (one.changes, one.title))


def _deeds(catalogue: Catalogue, language: str) -> Sequence[Deed]:
    found = [
        Deed(
            action.name,
            _title(action.title, language),
            action.changes,
            action.autonomy.value,
            action.identity.value,
        )
        for action in _usable(catalogue)
    ]
    return sorted(found, key=lambda one: (one.changes, one.title))


def _usable(catalogue: Catalogue) -> Iterator[Action]:
    called = {
        call.action for flow in catalogue.flows.values() for call in flows.calls_of(flow.steps)
    }
    for action in catalogue.actions.values():
        if action.name in called and action.autonomy is not Autonomy.OFF:
            yield action


def _never(catalogue: Catalogue) -> Iterator[str]:
    yield from ("pass_for_person", "invent", "over_person", "unwanted", "sensitive")
    alone = [a for a in _usable(catalogue) if a.changes and a.autonomy is Autonomy.ALONE]
    if not alone:
        yield "act_unasked"


def _recipients(settings: Settings) -> Iterator[Recipient]:
    for each in settings.model_providers:
        yield Recipient("model", f"{each.model} · {each.name} · {each.where}")
    if settings.smtp_host is not None:
        yield Recipient("email", "")
    if settings.sms_provider is not None:
        known = {"sinch": "Sinch", "twilio": "Twilio"}
        yield Recipient("sms", known.get(settings.sms_provider, ""))
    if settings.letter_by == "lob":
        yield Recipient("letter", "Lob")


def _title(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")

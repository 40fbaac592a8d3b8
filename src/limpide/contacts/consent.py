"""Consent: what a person allowed, with its proof. Earlier choices stay on record."""

from collections.abc import Sequence
from hashlib import sha256

from limpide import ledger
from limpide.foundation import clock, facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import store_choices
from .facts import ChoiceChanged
from .model import (
    Act,
    Choice,
    ChoiceId,
    ContactId,
    Proof,
    RecordedChoice,
    Similar,
    Use,
    Wording,
)


class MissingProofError(LimpideError):
    """A choice needs its proof (a purchase its order, too), and none can lie in the future."""

    status = 422


class WordingChangedError(LimpideError):
    """The wording says something else than before: give it a new version."""

    status = 409


async def record_choice(
    db: Database,
    contact: ContactId,
    choice: Choice,
    use: Use,
    *,
    proof: Proof,
    similar: Similar | None = None,
    actor: Actor,
) -> ChoiceId:
    """Keep what a person decided about a use. Queued messages follow at once.

    A purchase is kept by `record_purchase`, which says what is `similar`. Raises
    MissingProofError, WordingChangedError. Fields of the proof: CNIL, délibération
    2020-092; UWG § 7a.
    """
    given_at = proof.given_at or clock.now()
    if given_at > clock.now() or (proof.act is Act.IMPORT and not proof.evidence):
        raise MissingProofError
    if (choice is Choice.BOUGHT) != (similar is not None):
        raise MissingProofError
    digest = None if proof.wording is None else await _keep_wording(db, proof.wording)
    wording = proof.wording
    kept = RecordedChoice(
        id=ChoiceId(new_id()),
        contact=contact,
        use=use,
        choice=choice,
        given_at=given_at,
        act=proof.act,
        source=proof.source,
        evidence=proof.evidence,
        wording_id=None if wording is None else wording.id,
        wording_version=None if wording is None else wording.version,
        wording_sha256=digest,
        similar=similar,
    )
    await store_choices.add_choice(db, kept, actor)
    await _tell(db, kept, actor)
    return kept.id


async def list_choices(db: Database, contact: ContactId) -> Sequence[RecordedChoice]:
    """List all choices of a person with their proof, in the order they were made."""
    return await store_choices.list_choices(db, contact)


async def _keep_wording(db: Database, wording: Wording) -> str:
    digest = sha256(wording.text.encode()).hexdigest()
    if await store_choices.keep_wording(db, wording, digest) != digest:
        raise WordingChangedError
    return digest


async def _tell(db: Database, kept: RecordedChoice, actor: Actor) -> None:
    await ledger.record(
        db,
        f"consent.{kept.choice}",
        about=kept.contact,
        why=f"{kept.use.purpose} by {kept.use.kind}",
        actor=actor,
        data={"choice": str(kept.id), "act": kept.act.value, "source": kept.source},
    )
    await facts.announce(
        db, ChoiceChanged(kept.contact, kept.use.kind, kept.use.purpose, kept.choice)
    )

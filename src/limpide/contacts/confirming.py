"""Confirming: a yes to mail counts once the holder of the mailbox has repeated it (double opt-in).

BGH, I ZR 164/09; CNIL, délibération 2020-092: the confirmation is the proof.
"""

from datetime import timedelta
from hashlib import sha256
from typing import Final

from limpide import ledger
from limpide.channels import Kind
from limpide.foundation import clock, secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool

from . import addresses, consent, people, store_confirming, tokens
from .consent import WordingChangedError
from .model import Act, Choice, ContactId, PendingGrant, Proof, Use, Wording

_VALID: Final = timedelta(days=7)


async def ask_confirmation(
    db: Database, contact: ContactId, use: Use, wording: Wording, *, source: str, actor: Actor
) -> str:
    """Keep that a person is asked to confirm a yes, and give the token of the link to send.

    Raises NoSuchContactError, InvalidAddressError when they have no address for the channel,
    WordingChangedError.
    """
    address = (await people.get_contact(db, contact)).address(use.kind)
    if address is None:
        raise addresses.InvalidAddressError
    digest = sha256(wording.text.encode()).hexdigest()
    if await store_confirming.keep_wording(db, wording, digest) != digest:
        raise WordingChangedError
    now = clock.now()
    token = tokens.new_token(db.workspace, now + _VALID)
    pending = PendingGrant(
        db.workspace, contact, address.id, use, wording, source, now, confirmed_at=None
    )
    await store_confirming.add(db, secrets.digest(token), pending, now + _VALID)
    why = f"{use.purpose} by {use.kind}"
    await ledger.record(db, "consent.asked", about=contact, why=why, actor=actor)
    return token


async def find_pending(pool: Pool, token: str) -> PendingGrant | None:
    """Find the yes behind a link; None when the link is forged or older than a week."""
    workspace = tokens.workspace_of(token)
    if workspace is None:
        return None
    async with pool.transaction(workspace) as db:
        return await store_confirming.find(db, secrets.digest(token), clock.now())


async def confirm(db: Database, token: str, *, source: str, actor: Actor) -> bool:
    """Make a waiting yes a consent, with both moments as its proof. False when it was one."""
    pending = await store_confirming.find(db, secrets.digest(token), clock.now())
    if pending is None or not await store_confirming.end(db, secrets.digest(token), clock.now()):
        return False
    person = await people.get_contact(db, pending.contact)
    for address in person.addresses:
        if address.id == pending.address and pending.use.kind is Kind.EMAIL:
            await addresses.verify_address(db, address, how="double opt-in", actor=actor)
    proof = Proof(
        Act.DOUBLE_OPT_IN,
        source,
        wording=pending.wording,
        evidence=f"asked {pending.asked_at.isoformat(timespec='seconds')} by {pending.source}",
    )
    await consent.record_choice(
        db, pending.contact, Choice.GRANTED, pending.use, proof=proof, actor=actor
    )
    return True

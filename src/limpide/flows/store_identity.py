"""All SQL of how people prove who they are: the policy, and sign-ins under way."""

from datetime import datetime
from uuid import UUID

from limpide.foundation.database import Database, Row

from .model_identity import IdentityPolicy


async def find_policy(db: Database) -> Row | None:
    """Fetch the company's policy."""
    return await db.row(
        """select verified_minutes, strong_minutes, issuer, client_id, sealed_secret, link, claim,
             acr from flows.identity_policies where workspace = $1""",
        db.workspace,
    )


async def put_policy(db: Database, policy: IdentityPolicy, sealed: bytes | None) -> None:
    """Keep the company's policy."""
    provider = policy.provider
    await db.run(
        """insert into flows.identity_policies (verified_minutes, strong_minutes, issuer, client_id,
             sealed_secret, link, claim, acr)
           values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (workspace) do update set verified_minutes = excluded.verified_minutes,
             strong_minutes = excluded.strong_minutes, issuer = excluded.issuer,
             client_id = excluded.client_id, sealed_secret = excluded.sealed_secret,
             link = excluded.link, claim = excluded.claim, acr = excluded.acr""",
        policy.verified_minutes,
        policy.strong_minutes,
        None if provider is None else provider.issuer,
        None if provider is None else provider.client_id,
        sealed,
        "email" if provider is None else provider.link.value,
        "customer_number" if provider is None else provider.claim,
        None if provider is None else provider.acr,
    )


async def add_sign_in(  # noqa: PLR0913 (the columns of a row)
    db: Database,
    id: UUID,
    *,
    conversation: UUID,
    state: bytes,
    browser: bytes,
    nonce: str,
    sealed_verifier: bytes,
    until: datetime,
) -> None:
    """Keep a sign-in that begins."""
    await db.run(
        """insert into flows.sign_ins (id, conversation, state, browser, nonce, sealed_verifier,
             expires_at) values ($1, $2, $3, $4, $5, $6, $7)""",
        id,
        conversation,
        state,
        browser,
        nonce,
        sealed_verifier,
        until,
    )


async def take_sign_in(db: Database, state: bytes, browser: bytes, at: datetime) -> Row | None:
    """Take a sign-in that comes back to the browser it began in; each serves once."""
    return await db.row(
        """update flows.sign_ins set used_at = $4 where workspace = $1 and state = $2
             and browser = $3 and used_at is null and expires_at > $4
           returning conversation, nonce, sealed_verifier""",
        db.workspace,
        state,
        browser,
        at,
    )

"""Knowing people: how the company wants identity proved, and for how long a proof holds."""

from typing import Final

from limpide import ledger
from limpide.foundation import secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store_identity
from .model_identity import IdentityPolicy, LinkRule, SignInProvider

_PURPOSE: Final = "flows.sign_in"
_LONGEST: Final = 60 * 24 * 30


class InvalidIdentityPolicyError(LimpideError):
    """Minutes are between 1 and 43200; sign-in needs an https issuer and a client id."""

    status = 422


async def identity_policy(db: Database) -> IdentityPolicy:
    """Give the company's policy; what nobody set is the careful default."""
    row = await store_identity.find_policy(db)
    if row is None:
        return IdentityPolicy()
    provider = None
    if row["issuer"] is not None:
        sealed = row["sealed_secret"]
        provider = SignInProvider(
            issuer=row["issuer"],
            client_id=row["client_id"],
            secret=None if sealed is None else secrets.unseal(sealed, purpose=_PURPOSE).decode(),
            link=LinkRule(row["link"]),
            claim=row["claim"],
            acr=row["acr"],
        )
    return IdentityPolicy(row["verified_minutes"], row["strong_minutes"], provider)


async def set_identity_policy(
    db: Database, policy: IdentityPolicy, *, actor: Actor, allow_http: bool = False
) -> None:
    """Keep how identity is proved from now on. Raises InvalidIdentityPolicyError.

    `allow_http`: a provider in the operator's own network, by setting only.
    """
    minutes = (policy.verified_minutes, policy.strong_minutes)
    provider = policy.provider
    if not all(1 <= each <= _LONGEST for each in minutes):
        raise InvalidIdentityPolicyError
    if provider is not None and not _is_usable(provider, allow_http=allow_http):
        raise InvalidIdentityPolicyError
    sealed = None
    if provider is not None and provider.secret is not None:
        sealed = secrets.seal(provider.secret.encode(), purpose=_PURPOSE)
    await store_identity.put_policy(db, policy, sealed)
    data = {"issuer": "" if provider is None else provider.issuer}
    await ledger.record(
        db, "identity.policy_changed", about=db.workspace, why="set", actor=actor, data=data
    )


def _is_usable(provider: SignInProvider, *, allow_http: bool) -> bool:
    schemes = ("https://", "http://") if allow_http else ("https://",)
    return bool(provider.client_id) and provider.issuer.startswith(schemes)

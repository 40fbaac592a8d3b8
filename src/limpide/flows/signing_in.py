"""Signing in: `strong` by OpenID Connect, from a conversation and back to it.

Authorization code with PKCE (RFC 7636); `state` is bound to the visitor's browser, `nonce` to the
ID token (OpenID Connect Core 1.0, 3.1); where the provider is stands at its issuer (Discovery 1.0).
"""

import secrets as system_secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import httpx2
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwk, jwt

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import AddressKind, Contact
from limpide.foundation import clock, facts, limits, outgoing_httpx2, secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.log import log

from . import knowing, store_calls, store_identity
from .facts import SignedIn
from .model import IdentityLevel
from .model_identity import LinkRule, SignInProvider

_ACTOR: Final = Actor.system("flows.identity")
_PURPOSE: Final = "flows.sign_in.verifier"
_VALID: Final = timedelta(minutes=10)
_AN_HOUR: Final = 10
_SECONDS: Final = 10.0
_LEEWAY: Final = 30
# Signatures by a key pair only: a shared secret, or none, would let the public key sign.
_ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")


class NoSignInError(LimpideError):
    """The company has no provider to sign in with."""

    status = 404


class ProviderAwayError(LimpideError):
    """The provider to sign in with does not answer."""

    status = 503


class NotSignedIn(StrEnum):
    """Why nobody was signed in. `stale`: too late, or begun in another browser."""

    STALE = "stale"
    DENIED = "denied"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where sign-ins are handled. `come_back_to`: our address that the provider sends people to."""

    pool: Pool
    workspace: WorkspaceId
    come_back_to: str
    allow_private: bool


async def begin_sign_in(desk: Desk, conversation: UUID, browser: str, *, language: str) -> str:
    """Give the provider's address to send the customer to. `browser`: the visitor's own secret.

    Raises NoSignInError, ProviderAwayError, TooManyRequestsError.
    """
    async with desk.pool.transaction(desk.workspace) as db:
        provider = await _provider(db)
        await limits.take(
            db, "flows.sign_in", str(conversation), capacity=_AN_HOUR, per_seconds=3600
        )
    async with _client(provider, desk) as http:
        try:
            known = await _discover(http, provider)
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderAwayError from error
        state, nonce = system_secrets.token_urlsafe(32), system_secrets.token_urlsafe(32)
        verifier = system_secrets.token_urlsafe(48)
        more = {} if provider.acr is None else {"acr_values": provider.acr}
        url, _ = http.create_authorization_url(
            known["authorization_endpoint"],
            state=state,
            nonce=nonce,
            code_verifier=verifier,
            ui_locales=language,
            **more,
        )
    async with desk.pool.transaction(desk.workspace) as db:
        await store_identity.add_sign_in(
            db,
            new_id(),
            conversation=conversation,
            state=secrets.digest(state),
            browser=secrets.digest(browser),
            nonce=nonce,
            sealed_verifier=secrets.seal(verifier.encode(), purpose=_PURPOSE),
            until=clock.now() + _VALID,
        )
    return str(url)


async def finish_sign_in(desk: Desk, answer: Mapping[str, str], browser: str) -> NotSignedIn | None:
    """Take the provider's answer, and remember for as long as the policy says who it is.

    None when it went well. Raises NoSignInError.
    """
    async with desk.pool.transaction(desk.workspace) as db:
        provider = await _provider(db)
        begun = await store_identity.take_sign_in(
            db, secrets.digest(answer.get("state", "")), secrets.digest(browser), clock.now()
        )
    if begun is None:
        return NotSignedIn.STALE
    if "error" in answer or "code" not in answer:
        return NotSignedIn.DENIED
    verifier = secrets.unseal(begun["sealed_verifier"], purpose=_PURPOSE).decode()
    try:
        claims = await _exchange(desk, provider, answer, verifier, begun["nonce"])
    except Exception as error:  # noqa: BLE001 (whatever a stranger's token makes a library raise)
        # The kind of fault only: a token's words are personal.
        log.warning("flows.sign_in_refused", fault=type(error).__name__)
        return NotSignedIn.REFUSED
    async with desk.pool.transaction(desk.workspace) as db:
        return await _link(db, provider, begun["conversation"], claims)


async def _provider(db: Database) -> SignInProvider:
    provider = (await knowing.identity_policy(db)).provider
    if provider is None:
        raise NoSignInError
    return provider


def _client(provider: SignInProvider, desk: Desk) -> Any:
    # Any: the library has no types.
    return AsyncOAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.secret,
        token_endpoint_auth_method="none" if provider.secret is None else "client_secret_basic",
        scope="openid email profile",
        redirect_uri=desk.come_back_to,
        code_challenge_method="S256",
        transport=outgoing_httpx2.transport(allow_private=desk.allow_private),
        timeout=_SECONDS,
    )


async def _exchange(
    desk: Desk, provider: SignInProvider, answer: Mapping[str, str], verifier: str, nonce: str
) -> Mapping[str, Any]:
    async with _client(provider, desk) as http:
        known = await _discover(http, provider)
        # RFC 9207: an answer of another provider is not ours.
        if answer.get("iss", provider.issuer) != provider.issuer:
            raise ForeignAnswerError
        token = await http.fetch_token(
            known["token_endpoint"], code=answer["code"], code_verifier=verifier
        )
        keys = await _read(http, known["jwks_uri"])
    return read_id_token(
        token["id_token"], keys, provider, nonce=nonce, access_token=token.get("access_token")
    )


class ForeignAnswerError(ValueError):
    """The answer, or the description, is another provider's."""


async def _discover(http: Any, provider: SignInProvider) -> Mapping[str, Any]:
    place = provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
    known = await _read(http, place)
    if known.get("issuer") != provider.issuer:
        raise ForeignAnswerError
    return known


async def _read(http: Any, url: str) -> Mapping[str, Any]:
    answer: httpx2.Response = await http.request("GET", url, withhold_token=True)
    answer.raise_for_status()
    found: Mapping[str, Any] = answer.json()
    return found


def read_id_token(
    token: str,
    keys: Any,
    provider: SignInProvider,
    *,
    nonce: str,
    access_token: str | None,
) -> Mapping[str, Any]:
    """Check an ID token as Core 1.0, 3.1.3.7 demands. Raises when anything is wrong with it."""
    read = jwt.decode(token, jwk.KeySet.import_key_set(keys), algorithms=list(_ALGORITHMS))
    options: dict[str, Any] = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "exp": {"essential": True},
        "nonce": {"essential": True, "value": nonce},
    }
    if provider.acr is not None:
        options["acr"] = {"essential": True, "values": provider.acr.split()}
    params = {"nonce": nonce, "client_id": provider.client_id, "access_token": access_token}
    claims = CodeIDToken(read.claims, read.header, options, params)
    claims.validate(now=int(clock.now().timestamp()), leeway=_LEEWAY)
    return claims


async def _link(
    db: Database, provider: SignInProvider, conversation: UUID, claims: Mapping[str, Any]
) -> NotSignedIn | None:
    """Find whose addresses these are, by the company's rule, and note them as strong here."""
    person, addresses = await _addresses(db, provider, claims)
    if not addresses:
        return NotSignedIn.UNKNOWN
    until = clock.now() + (await knowing.identity_policy(db)).strong_for
    for address in addresses:
        await store_calls.grant(db, conversation, address, IdentityLevel.STRONG, until)
    about = conversation if person is None else person.id
    await ledger.record(
        db,
        "identity.signed_in",
        about=about,
        why=provider.link,
        actor=_ACTOR,
        data={"issuer": provider.issuer, "conversation": str(conversation)},
    )
    await facts.announce(db, SignedIn(conversation))
    return None


async def _addresses(
    db: Database, provider: SignInProvider, claims: Mapping[str, Any]
) -> tuple[Contact | None, list[str]]:
    if provider.link is LinkRule.EMAIL:
        email = claims.get("email")
        # An address nobody checked could be anybody's.
        if not isinstance(email, str) or claims.get("email_verified") is not True:
            return None, []
        return await contacts.find_by_address(db, Kind.EMAIL, email.lower()), [email.lower()]
    reference = claims.get(provider.claim)
    person = None
    if isinstance(reference, str | int) and not isinstance(reference, bool) and str(reference):
        person = await contacts.find_by_reference(db, str(reference))
    if person is None:
        return None, []
    usable = {AddressKind.EMAIL, AddressKind.PHONE}
    return person, [each.value.lower() for each in person.addresses if each.kind in usable]

"""`/settings/identity`: how customers prove who they are, and for how long that holds."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import flows
from limpide.flows import IdentityPolicy, InvalidIdentityPolicyError, LinkRule, SignInProvider
from limpide.foundation import http

from .access import SEE_OTHER, Administrator, AdministratorForm, Short, settings_page

router = APIRouter(prefix="/settings/identity")
_HERE = "/settings/identity?notice=saved"


@router.get("")
async def identity(request: Request, db: http.Transaction, member: Administrator) -> Response:
    """Show the policy in use."""
    policy = await flows.identity_policy(db)
    return settings_page(request, member, "identity", {}, policy=policy, links=list(LinkRule))


@router.post("/hold")
async def hold(
    request: Request,
    db: http.Transaction,
    member: AdministratorForm,
    verified: Short,
    strong: Short,
) -> Response:
    """Say for how many minutes a proof holds."""
    before = await flows.identity_policy(db)
    policy = replace(before, verified_minutes=_minutes(verified), strong_minutes=_minutes(strong))
    return await _set(request, db, member, policy, "hold")


@router.post("/sign-in")
async def sign_in(  # noqa: PLR0913, PLR0917 (one argument per field)
    request: Request,
    house: http.CurrentHouse,
    db: http.Transaction,
    member: AdministratorForm,
    issuer: Short,
    client_id: Short,
    link: Annotated[LinkRule, Form()],
    secret: Annotated[str, Form(max_length=500)] = "",
    claim: Short = "",
    acr: Short = "",
) -> Response:
    """Let customers sign in at the company's provider; an empty secret keeps the one known."""
    before = await flows.identity_policy(db)
    is_same = before.provider is not None and before.provider.issuer == issuer.strip()
    kept = before.provider.secret if before.provider is not None and is_same else None
    provider = SignInProvider(
        issuer=issuer.strip(),
        client_id=client_id.strip(),
        secret=secret or kept,
        link=link,
        claim=claim.strip() or "customer_number",
        acr=acr.strip() or None,
    )
    private = house.settings.actions_private_addresses
    policy = replace(before, provider=provider)
    return await _set(request, db, member, policy, "sign_in", allow_http=private)


@router.post("/no-sign-in")
async def no_sign_in(db: http.Transaction, member: AdministratorForm) -> Response:
    """Stop signing customers in; what wants a strong proof goes to a person."""
    policy = replace(await flows.identity_policy(db), provider=None)
    await flows.set_identity_policy(db, policy, actor=member.actor)
    return RedirectResponse(_HERE, SEE_OTHER)


async def _set(
    request: Request,
    db: http.Transaction,
    member: AdministratorForm,
    policy: IdentityPolicy,
    form: str,
    *,
    allow_http: bool = False,
) -> Response:
    try:
        await flows.set_identity_policy(db, policy, actor=member.actor, allow_http=allow_http)
    except InvalidIdentityPolicyError:
        errors = {form: form}
        return settings_page(
            request, member, "identity", errors, policy=policy, links=list(LinkRule)
        )
    return RedirectResponse(_HERE, SEE_OTHER)


def _minutes(text: str) -> int:
    return int(text) if text.strip().isdecimal() and len(text) < 7 else 0

"""`limpide identity`: how customers prove who they are, and for how long that holds."""

from dataclasses import replace
from typing import Annotated

import typer

from limpide import flows
from limpide.flows import IdentityPolicy, LinkRule, SignInProvider
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.settings import Settings

from .running import house, output, run, settings

identity_app = typer.Typer(help="How customers prove who they are.", no_args_is_help=True)
_OPERATOR = Actor.system("operator")


@identity_app.command("show")
def show() -> None:
    """Print the policy in use."""
    run(_show(settings()))


@identity_app.command("hold")
def hold(
    verified: Annotated[int | None, typer.Option(help="Minutes a one-time code holds.")] = None,
    strong: Annotated[int | None, typer.Option(help="Minutes a sign-in holds.")] = None,
) -> None:
    """Say for how long a proof holds in its conversation."""
    run(_hold(settings(), verified, strong))


@identity_app.command("sign-in")
def sign_in(
    issuer: Annotated[str, typer.Argument(help="The OpenID Connect provider's issuer.")],
    client_id: Annotated[str, typer.Option(help="What the provider calls this installation.")],
    secret: Annotated[
        str, typer.Option(envvar="LIMPIDE_OIDC_SECRET", help="Its secret, kept sealed.")
    ] = "",
    link: Annotated[
        LinkRule, typer.Option(help="How who signed in is found among the contacts.")
    ] = LinkRule.EMAIL,
    claim: Annotated[
        str, typer.Option(help="With --link reference: the claim that holds the reference.")
    ] = "customer_number",
    acr: Annotated[str, typer.Option(help="How strongly one must sign in, if that matters.")] = "",
) -> None:
    """Let customers prove `strong` at your OpenID Connect provider."""
    provider = SignInProvider(issuer, client_id, secret or None, link, claim, acr or None)
    run(_provide(settings(), provider))


@identity_app.command("no-sign-in")
def no_sign_in() -> None:
    """Stop signing customers in; what wants `strong` goes to a person."""
    run(_provide(settings(), None))


async def _show(found: Settings) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        policy = await flows.identity_policy(db)
    output.print(f"one-time code  holds {policy.verified_minutes} minutes")
    output.print(f"sign-in        holds {policy.strong_minutes} minutes")
    provider = policy.provider
    if provider is None:
        output.print("provider       none: what wants «strong» goes to a person")
        return
    output.print(f"provider       {provider.issuer} as {provider.client_id}")
    by = "e-mail address" if provider.link is LinkRule.EMAIL else f"claim {provider.claim}"
    output.print(f"found by       {by}")
    output.print(f"come back to   {found.base_url}/chat/signed-in")


async def _hold(found: Settings, verified: int | None, strong: int | None) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        policy = await flows.identity_policy(db)
        changed = replace(
            policy,
            verified_minutes=verified or policy.verified_minutes,
            strong_minutes=strong or policy.strong_minutes,
        )
        await _keep(found, db, changed)
    output.print("Kept.")


async def _provide(found: Settings, provider: SignInProvider | None) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        await _keep(found, db, replace(await flows.identity_policy(db), provider=provider))
    if provider is not None:
        output.print(f"Kept. Register {found.base_url}/chat/signed-in at the provider.")


async def _keep(found: Settings, db: Database, policy: IdentityPolicy) -> None:
    if policy.provider is not None and policy.provider.link is LinkRule.REFERENCE:
        output.print("Only addresses that the contact has confirmed will count.")
    await flows.set_identity_policy(
        db, policy, actor=_OPERATOR, allow_http=found.actions_private_addresses
    )

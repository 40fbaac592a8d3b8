"""`limpide company create`, `limpide key create`, `limpide send`."""

import json
from typing import Annotated

import typer

from limpide import advisors, api, contacts, delivery, wiring
from limpide.advisors import Role
from limpide.api import Scope
from limpide.channels import Kind
from limpide.contacts import Purpose
from limpide.delivery import Content, Queued, Request
from limpide.foundation import migrations, place, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Author, AuthorKind, Reason

from .running import fail, house, output, run, settings

company_app = typer.Typer(help="The company.", no_args_is_help=True)
key_app = typer.Typer(help="API keys.", no_args_is_help=True)
_OPERATOR = Actor.system("operator")


@company_app.command("create")
def create_company(  # noqa: PLR0913, PLR0917 (one option per fact)
    slug: Annotated[str, typer.Argument(help="Short name in lower case, e.g. maison-olvera.")],
    name: Annotated[str, typer.Option(help="As customers know it.")],
    legal_name: Annotated[str, typer.Option(help="As the law knows it.")],
    mail: Annotated[str, typer.Option(help="Address customers write to.")],
    admin: Annotated[str, typer.Option(help="E-mail address of the first administrator.")],
    language: Annotated[str, typer.Option(help="fr or en.")] = "fr",
    time_zone: Annotated[str, typer.Option(help="IANA name.")] = "Europe/Paris",
    country: Annotated[str, typer.Option(help="Two letters.")] = "FR",
) -> None:
    """Found a company and print the link by which its administrator chooses a password."""
    new = Workspace(
        id=WorkspaceId(new_id()),
        slug=slug,
        name=name,
        legal_name=legal_name,
        language=language,
        time_zone=time_zone,
        country=country,
        mail_address=mail,
        hosts=(),
        is_demo=False,
    )
    run(_create_company(settings(), new, admin))


@key_app.command("create")
def create_key(
    name: Annotated[str, typer.Argument(help="What it is for.")],
    scope: Annotated[list[Scope] | None, typer.Option(help="Repeat; default: all.")] = None,
) -> None:
    """Make an API key and print it: the only time it is shown."""
    run(_create_key(settings(), name, scope or list(Scope)))


def send(
    to: Annotated[str, typer.Option(help="E-mail address of the contact.")],
    text: Annotated[str, typer.Option(help="What to say.")],
    subject: Annotated[str, typer.Option(help="Subject of the mail.")] = "",
    purpose: Annotated[Purpose, typer.Option(help="Why we write.")] = Purpose.SERVICE,
) -> None:
    """Send one message to one contact, if they permit it."""
    run(_send(settings(), to, Content(text, subject), purpose))


async def _create_company(found: Settings, new: Workspace, admin: str) -> None:
    wiring.unlock(found)
    async with place.database(found) as urls:
        await migrations.migrate(urls.owner)
        async with wiring.opened(urls.run) as pool:
            company = await workspaces.create(pool, new)
            async with pool.transaction(company.id) as db:
                roles = frozenset(Role)
                _id, token = await advisors.invite(
                    db, admin, admin, roles, language=company.language, actor=_OPERATOR
                )
    output.print(f"Choose the administrator's password: {found.base_url}/welcome/{token}")


async def _create_key(found: Settings, name: str, scopes: list[Scope]) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        secret = await api.create_key(db, name, scopes, actor=_OPERATOR)
    print(secret)  # noqa: T201 (for programs: the key alone)


async def _send(found: Settings, to: str, content: Content, purpose: Purpose) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        person = await contacts.find_by_address(db, Kind.EMAIL, to)
        if person is None:
            fail("Nobody is known by this address.")
        answer = await delivery.request(
            db,
            Request(
                contact=person.id,
                purpose=purpose,
                content=content,
                author=Author(AuthorKind.TEMPLATE),
                reason=Reason(f"api.reason.{purpose}"),
            ),
            actor=_OPERATOR,
        )
    if not isinstance(answer, Queued):
        fail(f"Not sent: {answer.refusal}.")
    passport = f"{found.base_url}/m/{answer.passport_token}"
    output.print_json(json.dumps({"message": str(answer.message), "passport": passport}))

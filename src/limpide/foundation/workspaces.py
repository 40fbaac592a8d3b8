"""Workspaces: one company each, sealed from the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from .database import Database, Pool, Row
from .errors import LimpideError
from .ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class Workspace:
    """A company. `hosts`: names under which its public pages are reached; none means any.

    `letter_address`: what stands as the sender on its letters, line by line; `sms_sender`: the
    number, short code or name its SMS come from. Empty: as the installation's settings say.
    """

    id: WorkspaceId
    slug: str
    name: str
    legal_name: str
    language: str
    time_zone: str
    country: str
    mail_address: str
    hosts: tuple[str, ...]
    is_demo: bool
    letter_address: tuple[str, ...] = ()
    sms_sender: str = ""


class NoSuchWorkspaceError(LimpideError):
    """There is no such workspace."""

    status = 404


async def create(pool: Pool, new: Workspace) -> Workspace:
    """Found a company. `time_zone` is an IANA name, `country` ISO 3166-1 alpha-2."""
    async with pool.transaction(new.id) as db:
        await db.run(
            """insert into foundation.workspaces (id, slug, name, legal_name, language,
                 time_zone, country, mail_address, hosts, is_demo)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
            new.id,
            new.slug,
            new.name,
            new.legal_name,
            new.language,
            new.time_zone,
            new.country,
            new.mail_address,
            list(new.hosts),
            new.is_demo,
        )
        return await get(db)


async def get(db: Database) -> Workspace:
    """Get the workspace of a transaction."""
    row = await db.row("select * from foundation.workspaces where id = $1", db.workspace)
    if row is None:
        raise NoSuchWorkspaceError
    return _workspace(row)


async def list_all(pool: Pool) -> list[Workspace]:
    """List all companies of this installation, oldest first."""
    async with pool.transaction(None) as db:
        rows = await db.rows("select * from foundation.workspaces order by id")
    return [_workspace(row) for row in rows]


async def of_host(pool: Pool, host: str) -> Workspace:
    """Find the company behind a host name: the one that names it, else the oldest."""
    everyone = await list_all(pool)
    named = [workspace for workspace in everyone if host in workspace.hosts]
    if not everyone:
        raise NoSuchWorkspaceError
    return (named or everyone)[0]


async def update(  # noqa: PLR0913 (all that a company says of itself)
    db: Database,
    *,
    name: str,
    legal_name: str,
    language: str,
    time_zone: str,
    mail_address: str,
    letter_address: Sequence[str] = (),
    sms_sender: str = "",
) -> Workspace:
    """Change what a company is called and how it is reached."""
    await db.run(
        """update foundation.workspaces set name = $2, legal_name = $3, language = $4,
             time_zone = $5, mail_address = $6, letter_address = $7, sms_sender = $8
           where id = $1""",
        db.workspace,
        name,
        legal_name,
        language,
        time_zone,
        mail_address,
        list(letter_address),
        sms_sender,
    )
    return await get(db)


def _workspace(row: Row) -> Workspace:
    columns = dict(row)
    columns["id"] = WorkspaceId(UUID(str(columns["id"])))
    columns["hosts"] = tuple(columns["hosts"])
    columns["letter_address"] = tuple(columns["letter_address"])
    columns.pop("created_at")
    return Workspace(**columns)

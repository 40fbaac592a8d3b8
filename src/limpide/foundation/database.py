"""PostgreSQL: a pool, and one transaction bound to one workspace."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, LiteralString, cast

import asyncpg

from . import lanes
from .ids import WorkspaceId

Row = Mapping[str, Any]

RUNTIME_ROLE = "limpide_app"
# What only a database that is away raises: the driver (which may find itself in the middle of
# another answer), a server that is starting or ending. What was asked may be repeated.
LOST = (
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
)
# The same where nothing but the database is spoken to: its socket too.
AWAY = (OSError, *LOST)


class Database:
    """One open transaction. Row-level security shows it the rows of its workspace only."""

    def __init__(self, connection: Any, workspace: WorkspaceId | None) -> None:
        self.connection = connection
        self._workspace = workspace
        self._savepoints = 0
        self._holds_up = False
        # In a rehearsal: what was enqueued, instead of the queue.
        self.rehearsed: list[tuple[str, dict[str, Any]]] | None = None

    @property
    def workspace(self) -> WorkspaceId:
        """The workspace whose rows are visible. Raises LookupError outside of any."""
        if self._workspace is None:
            raise LookupError("this transaction is bound to no workspace")
        return self._workspace

    def hold_up(self) -> None:
        """Say that from now on others wait for this transaction: it gives way to nothing."""
        self._holds_up = True

    async def _give_way(self) -> None:
        if not self._holds_up:
            await lanes.give_way()

    async def rows(self, sql: LiteralString, *args: object) -> list[Row]:
        """Fetch all rows."""
        await self._give_way()
        return cast("list[Row]", await self.connection.fetch(sql, *args))

    async def row(self, sql: LiteralString, *args: object) -> Row | None:
        """Fetch the first row, or None."""
        await self._give_way()
        return cast("Row | None", await self.connection.fetchrow(sql, *args))

    async def value(self, sql: LiteralString, *args: object) -> Any:
        """Fetch the first column of the first row, or None."""
        await self._give_way()
        return await self.connection.fetchval(sql, *args)

    async def run(self, sql: LiteralString, *args: object) -> int:
        """Execute a statement and say how many rows it touched."""
        await self._give_way()
        tag = cast("str", await self.connection.execute(sql, *args))
        last = tag.rpartition(" ")[2]
        return int(last) if last.isdigit() else 0

    @asynccontextmanager
    async def savepoint(self) -> AsyncGenerator[None]:
        """Undo what the block did, and only that, when it raises."""
        self._savepoints += 1
        name = f"s{self._savepoints}"
        await self.connection.execute(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            await self.connection.execute(f"ROLLBACK TO SAVEPOINT {name}")
            raise
        await self.connection.execute(f"RELEASE SAVEPOINT {name}")


class Pool:
    """Connections of one process, all under the role that row-level security binds.

    `is_rehearsal`: nothing done through it lasts, so nothing may be done elsewhere either.
    """

    is_rehearsal = False

    def __init__(self, pool: "asyncpg.Pool[Any]") -> None:
        self.raw = pool

    @asynccontextmanager
    async def transaction(self, workspace: WorkspaceId | None) -> AsyncGenerator[Database]:
        """Open a transaction in a workspace (or in none); commit at the end, roll back on error."""
        async with self.raw.acquire() as connection:
            bound = "" if workspace is None else str(workspace)
            # One round trip instead of two; a UUID's text holds nothing to escape.
            await connection.execute(f"BEGIN; SET LOCAL limpide.workspace = '{bound}'")
            try:
                yield Database(connection, workspace)
            except BaseException:
                if not connection.is_closed():
                    await connection.execute("ROLLBACK")
                raise
            await connection.execute("COMMIT")

    async def row(self, sql: LiteralString, *args: object) -> Row | None:
        """Fetch one row, bound to no workspace: one round trip, where a transaction takes three."""
        async with self.raw.acquire() as connection:
            return cast("Row | None", await connection.fetchrow(sql, *args))

    async def close(self) -> None:
        """Close all connections, cutting off what still runs after five seconds."""
        try:
            await asyncio.wait_for(self.raw.close(), 5)
        except TimeoutError:
            self.raw.terminate()


class UnsafeRoleError(RuntimeError):
    """The database role may pass row-level security: refuse to run."""


async def _check_role(connection: Any) -> None:
    await connection.execute(f"SET ROLE {RUNTIME_ROLE}")
    unsafe = await connection.fetchval(
        "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
    )
    if unsafe:
        raise UnsafeRoleError


async def _as_it_is(_connection: Any) -> None:
    # What a transaction sets here ends with it (SET LOCAL, locks of transactions). asyncpg's own
    # RESET ALL and UNLISTEN cost a round trip for each, and would find nothing.
    return


async def open_pool(url: str, *, size: int = 10) -> Pool:
    """Connect. Raises UnsafeRoleError when the role could see across workspaces."""
    # The role is set on each new connection, once.
    pool = await asyncpg.create_pool(
        url,
        min_size=1,
        max_size=size,
        init=_check_role,
        reset=_as_it_is,
        server_settings={"application_name": "limpide", "jit": "off"},
    )
    return Pool(pool)

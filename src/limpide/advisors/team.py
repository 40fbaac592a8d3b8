"""The team: who may do what, who left."""

from typing import ClassVar

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store
from .accounts import get_advisor, list_advisors
from .model import AdvisorId, Role


class LastAdminError(LimpideError):
    """Somebody must stay administrator: make a colleague one first."""

    status: ClassVar[int] = 409


async def set_roles(db: Database, id: AdvisorId, roles: frozenset[Role], *, actor: Actor) -> None:
    """Say what a colleague may do, from their next page on. Raises LastAdminError."""
    await get_advisor(db, id)
    if Role.ADMIN not in roles:
        await _another_admin(db, id)
    await store.set_roles(db, id, roles)
    await ledger.record(db, "advisor.roles_set", about=id, why=" ".join(sorted(roles)), actor=actor)


async def deactivate(db: Database, id: AdvisorId, *, actor: Actor) -> None:
    """Close a colleague's account; what they wrote stays theirs. Raises LastAdminError."""
    await _another_admin(db, id)
    await store.set_active(db, id, is_active=False)
    await store.remove_sessions(db, id)
    await store.remove_links(db, id)
    await ledger.record(db, "advisor.deactivated", about=id, why="asked", actor=actor)


async def reactivate(db: Database, id: AdvisorId, *, actor: Actor) -> None:
    """Open a closed account again, with its password."""
    await store.set_active(db, id, is_active=True)
    await ledger.record(db, "advisor.reactivated", about=id, why="asked", actor=actor)


async def _another_admin(db: Database, id: AdvisorId) -> None:
    # Two administrators who close each other's account at once must not both succeed.
    await store.lock_team(db)
    colleagues = await list_advisors(db)
    admins = {each.id for each in colleagues if each.is_active and Role.ADMIN in each.roles}
    if admins == {id}:
        raise LastAdminError

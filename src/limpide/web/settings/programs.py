"""What these pages ask of the API room, which they may not see: wiring.py brings it."""

from collections.abc import Sequence
from typing import Annotated, Protocol, cast
from uuid import UUID

from fastapi import Depends, FastAPI, Request

from limpide.foundation.actor import Actor
from limpide.foundation.database import Database


class Programs(Protocol):
    """Keys and webhooks. What the lists hold goes to the templates as it is."""

    scopes: Sequence[str]
    events: Sequence[str]

    async def list_keys(self, db: Database) -> Sequence[object]:
        """List keys, newest first."""
        ...

    async def create_key(
        self, db: Database, name: str, scopes: Sequence[str], *, actor: Actor
    ) -> str:
        """Make a key and give its secret, this once."""
        ...

    async def revoke_key(self, db: Database, id: UUID, *, actor: Actor) -> bool:
        """Take a key back."""
        ...

    async def list_webhooks(self, db: Database) -> Sequence[tuple[object, Sequence[object]]]:
        """List endpoints with what they were told lately."""
        ...

    async def subscribe(
        self, db: Database, url: str, events: Sequence[str], *, actor: Actor
    ) -> str:
        """Add an endpoint and give its secret, this once. Raises LimpideError."""
        ...

    async def remove_webhook(self, db: Database, id: UUID, *, actor: Actor) -> None:
        """Forget an endpoint."""
        ...

    async def replay(self, db: Database, id: UUID) -> None:
        """Tell a message again."""
        ...


def put_programs(app: FastAPI, programs: Programs) -> None:
    """Give an application what its settings pages ask."""
    app.state.programs = programs


def programs(request: Request) -> Programs:
    """Get what `put_programs` gave."""
    return cast("Programs", request.app.state.programs)


CurrentPrograms = Annotated[Programs, Depends(programs)]

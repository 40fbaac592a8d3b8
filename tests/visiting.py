"""Somebody who writes by chat: one visit, and the conversation it leads to."""

from uuid import UUID

from limpide import conversations
from limpide.channels import Kind
from limpide.conversations import ConversationId, Incoming
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id


class Visitor:
    """Begins a visit with the first word; an empty `token` begins another."""

    def __init__(self) -> None:
        self.token = ""
        self.conversation = ConversationId(UUID(int=0))

    async def put(self, db: Database, text: str) -> None:
        """Write a word."""
        self.token = self.token or await conversations.start_visit(db, "fr")
        visit = await conversations.find_visit(db, self.token)
        assert visit is not None
        incoming = Incoming(Kind.CHAT, str(new_id()), visit.address, text)
        received = await conversations.write(db, self.token, visit, incoming)
        self.conversation = received.conversation

    async def prove(self, db: Database, address: str) -> None:
        """Be known for an hour by a mailbox that a code was sent to."""
        await db.run(
            """insert into flows.identities (conversation, address, level, until)
               values ($1, $2, 'verified', now() + interval '1 h') on conflict do nothing""",
            self.conversation,
            address,
        )

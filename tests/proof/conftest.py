"""What the proofs share: a ground with a mail server."""

from collections.abc import AsyncIterator

import pytest

from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

from .ground import Ground
from .ground import ground as prepared
from .peers import MailServer, mail_server


@pytest.fixture
async def server_of_mail() -> AsyncIterator[MailServer]:
    """A mail server that behaves, until told otherwise."""
    async with mail_server() as server:
        yield server


@pytest.fixture
async def ground(
    pool: Pool, workspace: WorkspaceId, database_url: str, server_of_mail: MailServer
) -> AsyncIterator[Ground]:
    """A company whose processes hand their mail to that server."""
    async with prepared(pool, workspace, database_url) as here:
        here.mails_by(server_of_mail)
        yield here

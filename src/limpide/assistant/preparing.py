"""Preparing: what the first customer would otherwise wait for."""

import asyncio

import asyncpg

from limpide import knowledge
from limpide.foundation import workspaces
from limpide.foundation.database import AWAY, Pool
from limpide.foundation.i18n import LANGUAGES
from limpide.foundation.log import log

from . import noticing
from .skills import skills

_MOST = 16
_AGAIN_SECONDS = 1.0


async def prepare(pool: Pool) -> None:
    """Learn the skills and index the documents of the first companies, for this process.

    A database that cannot be reached yet is waited for. Whoever is asked meanwhile waits for the
    same work, not for twice of it.
    """
    while True:
        try:
            await _prepare_all(pool)
        except (*AWAY, asyncpg.PostgresError) as error:
            log.warning("assistant.not_prepared", error=type(error).__name__)
            await asyncio.sleep(_AGAIN_SECONDS)
        else:
            return


async def _prepare_all(pool: Pool) -> None:
    await asyncio.to_thread(noticing.prepare)
    for company in (await workspaces.list_all(pool))[:_MOST]:
        async with pool.transaction(company.id) as db:
            await skills(db)
            for language in LANGUAGES:
                await knowledge.answer(db, "?", language=language)

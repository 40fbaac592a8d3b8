"""A process that cancels an order and is killed (-9) between the shop's answer and its own note."""

import asyncio
import os
import signal
import sys
from typing import Any
from uuid import UUID

from limpide import flows
from limpide.contacts import ContactId
from limpide.flows import Caller, IdentityLevel, Wanted, Who, calling
from limpide.foundation import secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import open_pool
from limpide.foundation.ids import WorkspaceId


async def main(url: str, workspace: str, order: str, owner: str) -> None:
    secrets.configure(b"a key for tests only, thirty-two bytes long")
    real = calling.execute

    async def dies(*given: Any, **words: Any) -> Any:
        outcome = await real(*given, **words)
        if given[1].changes:
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome

    calling.execute = dies
    pool, id = await open_pool(url), WorkspaceId(UUID(workspace))
    async with pool.transaction(id) as db:
        actions = (await flows.catalogue(db)).actions
    caller = Caller(pool, id, actions, actor=Actor.system("test"), allow_private=True)
    person = Who(ContactId(UUID(int=1)), {owner: IdentityLevel.VERIFIED})
    wanted = Wanted(actions["cancel_order"], {"number": order}, person, is_confirmed=True)
    await caller.call(wanted)


asyncio.run(main(*sys.argv[1:]))

"""The one file that knows everyone: what is built, and who listens to which fact."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

from limpide.foundation import facts, jobs, secrets
from limpide.foundation.database import Pool, open_pool
from limpide.foundation.settings import Settings

LISTENERS = facts.Listeners({})


def handlers(settings: Settings) -> Mapping[str, jobs.Handler]:
    """List the jobs and who does them."""
    del settings
    return {
        facts.DELIVER: LISTENERS.deliver,
    }


def unlock(settings: Settings) -> None:
    """Give the process the installation's key, making one on the first start."""
    if settings.secret_key is not None:
        secrets.configure(bytes.fromhex(settings.secret_key.get_secret_value()))
    else:
        secrets.configure(secrets.load_or_create_key(settings.data_dir / "secret.key"))


@asynccontextmanager
async def opened(url: str, *, size: int = 10) -> AsyncGenerator[Pool, None]:
    """Connect to the database while the block runs."""
    pool = await open_pool(url, size=size)
    try:
        yield pool
    finally:
        await pool.close()

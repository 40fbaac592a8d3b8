"""Rate limits: token buckets shared by all processes."""

import hashlib

from .database import Database
from .errors import TooManyRequestsError


async def take(db: Database, what: str, whom: str, *, capacity: int, per_seconds: float) -> None:
    """Take one token of `capacity`, refilled over `per_seconds`.

    Raises TooManyRequestsError with the seconds to wait. `whom` (an address, a number) is hashed.
    """
    rate = capacity / per_seconds
    left = await db.value(
        """insert into foundation.rate_limits as l (bucket, tokens, refilled_at)
           values ($1, $2::float8 - 1, clock_timestamp())
           on conflict (bucket) do update set
             tokens = least($2, l.tokens
               + extract(epoch from clock_timestamp() - l.refilled_at) * $3) - 1,
             refilled_at = clock_timestamp()
           where least($2, l.tokens
             + extract(epoch from clock_timestamp() - l.refilled_at) * $3) >= 1
           returning tokens""",
        _bucket(what, whom),
        float(capacity),
        rate,
    )
    if left is None:
        raise TooManyRequestsError(retry_after=1 / rate)


async def is_spent(
    db: Database, what: str, whom: str, *, capacity: int, per_seconds: float
) -> bool:
    """Say whether no token is left now, and take none."""
    return bool(
        await db.value(
            """select least($2::float8, tokens
                 + extract(epoch from clock_timestamp() - refilled_at) * $3) < 1
               from foundation.rate_limits where bucket = $1""",
            _bucket(what, whom),
            float(capacity),
            capacity / per_seconds,
        )
    )


def _bucket(what: str, whom: str) -> str:
    return f"{what}:{hashlib.sha256(whom.encode()).hexdigest()[:32]}"

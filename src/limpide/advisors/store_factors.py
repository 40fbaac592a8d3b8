"""SQL of recovery codes: digests only."""

from collections.abc import Sequence

from limpide.foundation.database import Database

from .model import AdvisorId


async def set_recovery_codes(db: Database, id: AdvisorId, digests: Sequence[bytes]) -> None:
    """Replace a colleague's codes."""
    await db.run("delete from advisors.recovery_codes where advisor = $1", id)
    await db.run(
        """insert into advisors.recovery_codes (advisor, digest)
           select $1, unnest($2::bytea[])""",
        id,
        list(digests),
    )


async def use_recovery_code(db: Database, id: AdvisorId, digest: bytes) -> bool:
    """Use a code up. False when there is no such code."""
    return bool(
        await db.run(
            "delete from advisors.recovery_codes where advisor = $1 and digest = $2", id, digest
        )
    )


async def count_recovery_codes(db: Database, id: AdvisorId) -> int:
    """Count the codes that are left."""
    counted: int = await db.value(
        "select count(*) from advisors.recovery_codes where advisor = $1", id
    )
    return counted

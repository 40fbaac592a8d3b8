"""All SQL about yeses that wait for confirmation."""

from datetime import datetime

from limpide.channels import Kind
from limpide.foundation.database import Database
from limpide.foundation.ids import WorkspaceId

from . import store_choices
from .model import ContactId, PendingGrant, Purpose, Use, Wording

keep_wording = store_choices.keep_wording


async def add(db: Database, digest: bytes, new: PendingGrant, expires_at: datetime) -> None:
    """Add a yes that waits."""
    await db.run(
        """insert into contacts.pending_grants (token_sha256, workspace, contact, address, kind,
             purpose, wording_id, wording_version, wording_language, source, asked_at, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
        digest,
        db.workspace,
        new.contact,
        new.address,
        new.use.kind.value,
        new.use.purpose.value,
        new.wording.id,
        new.wording.version,
        new.wording.language,
        new.source,
        new.asked_at,
        expires_at,
    )


async def find(db: Database, digest: bytes, at: datetime) -> PendingGrant | None:
    """Fetch a yes by its link, unless the link has expired. Merged people are found."""
    row = await db.row(
        """select p.workspace, coalesce(c.merged_into, c.id) as contact, p.address, p.kind,
             p.purpose, p.source, p.asked_at, p.confirmed_at, w.id as wording, w.version,
             w.language, w.text
           from contacts.pending_grants p
           join contacts.contacts c on c.workspace = p.workspace and c.id = p.contact
           join contacts.wordings w on w.workspace = p.workspace and w.id = p.wording_id
             and w.version = p.wording_version and w.language = p.wording_language
           where p.workspace = $1 and p.token_sha256 = $2 and p.expires_at > $3""",
        db.workspace,
        digest,
        at,
    )
    if row is None:
        return None
    return PendingGrant(
        workspace=WorkspaceId(row["workspace"]),
        contact=ContactId(row["contact"]),
        address=row["address"],
        use=Use(Kind(row["kind"]), Purpose(row["purpose"])),
        wording=Wording(row["wording"], row["version"], row["language"], row["text"]),
        source=row["source"],
        asked_at=row["asked_at"],
        confirmed_at=row["confirmed_at"],
    )


async def end(db: Database, digest: bytes, at: datetime) -> bool:
    """Note that a yes was confirmed; False when it was."""
    return bool(
        await db.run(
            """update contacts.pending_grants set confirmed_at = $3
               where workspace = $1 and token_sha256 = $2 and confirmed_at is null""",
            db.workspace,
            digest,
            at,
        )
    )

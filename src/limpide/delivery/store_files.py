"""All SQL about files that go along with messages; equal contents are kept once."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final
from uuid import UUID

from limpide.channels import Attachment
from limpide.foundation.database import Database

from .model import MessageId

_TRIES: Final = 3


class LostFileError(RuntimeError):
    """A file's content was taken away each time it was kept."""


async def add_files(db: Database, given: Sequence[tuple[MessageId, Sequence[Attachment]]]) -> None:
    """Add the files that go along with some messages."""
    rows = [(id, position, file) for id, files in given for position, file in enumerate(files)]
    if not rows:
        return
    # A campaign's images are the same for all: each content is hashed and travels once.
    digests = {
        content: sha256(content).digest() for content in {file.content for _, _, file in rows}
    }
    await _keep(db, {digest: content for content, digest in digests.items()})
    await db.run(
        """insert into delivery.attachments
             (workspace, message, position, name, content_type, content_id, sha256)
           select $1, * from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[],
             $7::bytea[])""",
        db.workspace,
        [id for id, _, _ in rows],
        [position for _, position, _ in rows],
        [file.name for _, _, file in rows],
        [file.content_type for _, _, file in rows],
        [file.content_id for _, _, file in rows],
        [digests[file.content] for _, _, file in rows],
    )


async def _keep(db: Database, contents: Mapping[bytes, bytes]) -> None:
    """Keep contents by their digests, and hold them: an erasure beside us may take them away."""
    missing = dict(contents)
    for _ in range(_TRIES):
        held = await db.rows(
            """select sha256 from delivery.files where workspace = $1 and sha256 = any($2::bytea[])
               for key share""",
            db.workspace,
            list(missing),
        )
        for row in held:
            missing.pop(row["sha256"], None)
        if not missing:
            return
        await db.run(
            """insert into delivery.files (workspace, sha256, content)
               select $1, * from unnest($2::bytea[], $3::bytea[]) on conflict do nothing""",
            db.workspace,
            list(missing),
            list(missing.values()),
        )
    raise LostFileError


async def files_of(db: Database, ids: Sequence[MessageId]) -> dict[MessageId, list[Attachment]]:
    """Fetch the files that go along with some messages."""
    rows = await db.rows(
        """select message, name, content_type, content_id, sha256 from delivery.attachments
           where workspace = $1 and message = any($2::uuid[]) order by message, position""",
        db.workspace,
        list(ids),
    )
    found: dict[MessageId, list[Attachment]] = {}
    if not rows:
        return found
    kept = await db.rows(
        "select sha256, content from delivery.files where workspace = $1 and sha256 = any($2)",
        db.workspace,
        list({row["sha256"] for row in rows}),
    )
    contents = {row["sha256"]: row["content"] for row in kept}
    for row in rows:
        content = contents[row["sha256"]]
        file = Attachment(row["name"], row["content_type"], content, row["content_id"])
        found.setdefault(MessageId(row["message"]), []).append(file)
    return found


async def forget_files(db: Database, messages: Sequence[UUID]) -> None:
    """Take the files of some messages away, and the contents that no other message holds."""
    gone = await db.rows(
        """delete from delivery.attachments where workspace = $1 and message = any($2::uuid[])
           returning sha256""",
        db.workspace,
        list(messages),
    )
    await db.run(
        """delete from delivery.files f where f.workspace = $1 and f.sha256 = any($2::bytea[])
             and not exists (select from delivery.attachments a
               where a.workspace = f.workspace and a.sha256 = f.sha256)""",
        db.workspace,
        [row["sha256"] for row in gone],
    )

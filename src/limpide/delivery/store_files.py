"""All SQL about files that go along with messages and ladders; equal contents are kept once."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final
from uuid import UUID

from limpide.channels import Attachment, Kind
from limpide.foundation.database import Database

from .model import LadderId, MessageId, Request

_TRIES: Final = 3


class LostFileError(RuntimeError):
    """A file's content was taken away each time it was kept."""


async def add_files(db: Database, given: Sequence[tuple[MessageId, Sequence[Attachment]]]) -> None:
    """Add the files that go along with some messages."""
    rows = [(id, position, file) for id, files in given for position, file in enumerate(files)]
    if not rows:
        return
    digests = await _keep_all(db, [file for _, _, file in rows])
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


async def add_ladder_files(db: Database, id: LadderId, request: Request) -> None:
    """Keep what each channel of a ladder carries, for the rungs to come."""
    said = {"": request.content, **request.variants}
    rows = [
        (kind, position, file)
        for kind, content in said.items()
        for position, file in enumerate(content.attachments)
    ]
    if not rows:
        return
    digests = await _keep_all(db, [file for _, _, file in rows])
    await db.run(
        """insert into delivery.ladder_files
             (workspace, ladder, kind, position, name, content_type, content_id, sha256)
           select $1, $2, * from unnest($3::text[], $4::integer[], $5::text[], $6::text[],
             $7::text[], $8::bytea[])""",
        db.workspace,
        id,
        [str(kind) for kind, _, _ in rows],
        [position for _, position, _ in rows],
        [file.name for _, _, file in rows],
        [file.content_type for _, _, file in rows],
        [file.content_id for _, _, file in rows],
        [digests[file.content] for _, _, file in rows],
    )


async def ladder_files(db: Database, id: LadderId, kind: Kind | None) -> tuple[Attachment, ...]:
    """Fetch what a channel of a ladder carries; None: one without words of its own."""
    rows = await db.rows(
        """select l.name, l.content_type, l.content_id, f.content from delivery.ladder_files l
           join delivery.files f on f.workspace = l.workspace and f.sha256 = l.sha256
           where l.workspace = $1 and l.ladder = $2 and l.kind = $3 order by l.position""",
        db.workspace,
        id,
        "" if kind is None else kind.value,
    )
    return tuple(
        Attachment(row["name"], row["content_type"], row["content"], row["content_id"])
        for row in rows
    )


async def _keep_all(db: Database, files: Sequence[Attachment]) -> Mapping[bytes, bytes]:
    """Keep the contents of files, and give their digests.

    A campaign's images are the same for all: each content is hashed and travels once.
    """
    digests = {content: sha256(content).digest() for content in {file.content for file in files}}
    await _keep(db, {digest: content for content, digest in digests.items()})
    return digests


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


async def sizes_of(db: Database, ids: Sequence[MessageId]) -> dict[MessageId, int]:
    """Fetch how many bytes of files go along with some messages, of those that have any."""
    rows = await db.rows(
        """select a.message, sum(octet_length(f.content)) as size
           from delivery.attachments a
           join delivery.files f on f.workspace = a.workspace and f.sha256 = a.sha256
           where a.workspace = $1 and a.message = any($2::uuid[]) group by 1""",
        db.workspace,
        list(ids),
    )
    return {MessageId(row["message"]): int(row["size"]) for row in rows}


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


async def forget_files(
    db: Database, messages: Sequence[UUID], ladders: Sequence[UUID] = ()
) -> None:
    """Take files away, and the contents that no other message or ladder holds."""
    gone = await db.rows(
        """with mine as (
             delete from delivery.attachments where workspace = $1 and message = any($2::uuid[])
             returning sha256
           ), theirs as (
             delete from delivery.ladder_files where workspace = $1 and ladder = any($3::uuid[])
             returning sha256
           )
           select sha256 from mine union select sha256 from theirs""",
        db.workspace,
        list(messages),
        list(ladders),
    )
    await db.run(
        """delete from delivery.files f where f.workspace = $1 and f.sha256 = any($2::bytea[])
             and not exists (select from delivery.attachments a
               where a.workspace = f.workspace and a.sha256 = f.sha256)
             and not exists (select from delivery.ladder_files l
               where l.workspace = f.workspace and l.sha256 = f.sha256)""",
        db.workspace,
        [row["sha256"] for row in gone],
    )

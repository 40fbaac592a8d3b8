"""All SQL about the images of templates."""

import json
from collections.abc import Collection, Mapping, Sequence

from limpide.foundation.database import Database, Row

from .model import Image, ImageId


async def lock(db: Database) -> None:
    """Let one transaction at a time add or remove images of a company."""
    await db.run("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"{db.workspace}:images")


async def add(db: Database, image: Image) -> None:
    """Add an image."""
    await db.run(
        """insert into journeys.images (workspace, id, name, content_type, width, height, content,
             sha256, alt, author, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11)""",
        db.workspace,
        image.id,
        image.name,
        image.content_type,
        image.width,
        image.height,
        image.content,
        image.sha256,
        json.dumps(dict(image.alt)),
        image.author,
        image.created_at,
    )


async def measure(db: Database) -> tuple[int, int]:
    """Count a company's images and their bytes."""
    row = await db.row(
        """select count(*) as images, coalesce(sum(octet_length(content)), 0)::bigint as bytes
           from journeys.images where workspace = $1""",
        db.workspace,
    )
    return (0, 0) if row is None else (row["images"], row["bytes"])


async def list_all(db: Database) -> Sequence[Image]:
    """Fetch all images without their contents, newest first."""
    return await _fetch(db, None)


async def by_names(db: Database, names: Collection[str]) -> Mapping[str, Image]:
    """Fetch images by their names, without their contents."""
    return {image.name: image for image in await _fetch(db, sorted(names))}


async def find_by_name(db: Database, name: str) -> Image | None:
    """Fetch an image without its content."""
    return (await by_names(db, [name])).get(name)


async def find(db: Database, id: ImageId) -> Image | None:
    """Fetch an image with its content."""
    row = await db.row(
        """select *, octet_length(content) as size from journeys.images
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
    )
    return None if row is None else _image(row, row["content"])


async def _fetch(db: Database, names: Sequence[str] | None) -> Sequence[Image]:
    rows = await db.rows(
        """select id, name, content_type, width, height, octet_length(content) as size, sha256, alt,
             author, created_at
           from journeys.images where workspace = $1 and ($2::text[] is null or name = any($2))
           order by created_at desc, id""",
        db.workspace,
        names,
    )
    return [_image(row) for row in rows]


async def contents_of(db: Database, ids: Sequence[ImageId]) -> Mapping[ImageId, bytes]:
    """Fetch the contents of some images."""
    rows = await db.rows(
        "select id, content from journeys.images where workspace = $1 and id = any($2::uuid[])",
        db.workspace,
        list(ids),
    )
    return {ImageId(row["id"]): row["content"] for row in rows}


async def set_alt(db: Database, id: ImageId, alt: Mapping[str, str]) -> None:
    """Keep what an image shows."""
    await db.run(
        "update journeys.images set alt = $3::jsonb where workspace = $1 and id = $2",
        db.workspace,
        id,
        json.dumps(dict(alt)),
    )


async def remove(db: Database, id: ImageId) -> None:
    """Remove an image."""
    await db.run("delete from journeys.images where workspace = $1 and id = $2", db.workspace, id)


async def users(db: Database, images: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """Name what shows each image and is sent, or will be: templates, campaigns, waiting notices.

    `images`: content ids by name.
    """
    rows = await db.rows(
        """with image as (select * from unnest($2::text[], $3::text[]) as i (name, content_id)),
           showing as (
             select i.name as image, v.template, v.version, t.name,
               t.published = v.version or v.review is not null as is_meant
             from journeys.template_versions v
             join journeys.templates t on t.workspace = v.workspace and t.id = v.template
             join image i on position('(image:' || i.name || ')' in v.wordings::text) > 0
             where v.workspace = $1)
           select image, name from showing where is_meant
           union
           select s.image, c.name from journeys.campaigns c
             join journeys.campaign_contents k on k.workspace = c.workspace and k.campaign = c.id
             join showing s on s.template = k.template and s.version = k.version
             where c.workspace = $1 and c.state not in ('done', 'cancelled')
           union
           select i.name, g.name from journeys.gathered g
             join image i on position(i.content_id in g.said::text) > 0
             where g.workspace = $1 and g.state = 'waiting'
           order by 1, 2""",
        db.workspace,
        list(images),
        list(images.values()),
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["image"], []).append(row["name"])
    return found


def _image(row: Row, content: bytes = b"") -> Image:
    return Image(
        id=ImageId(row["id"]),
        name=row["name"],
        content_type=row["content_type"],
        width=row["width"],
        height=row["height"],
        size=row["size"],
        sha256=row["sha256"],
        alt=json.loads(row["alt"]),
        author=row["author"],
        created_at=row["created_at"],
        content=content,
    )

"""Images: what templates show beside their words, by a short name: `![what it shows](image:name)`.

A name that a published version shows keeps its image: what was read and agreed to is what is sent.
"""

import asyncio
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final
from uuid import UUID

from limpide import ledger
from limpide.channels import Attachment, Kind
from limpide.delivery import Content, Request
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import LANGUAGES
from limpide.foundation.ids import new_id

from . import showing, store_images
from .imaging import Clean, ImageFault, clean
from .model import Image, ImageId, Version, Wording

MOST: Final = 300
MOST_BYTES: Final = 100_000_000
LONGEST_ALT: Final = 250
LONGEST_NAME: Final = 60
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHOWN: Final = re.compile(r"cid:([0-9a-f-]{36})@image")


class NoSuchImageError(LimpideError):
    """There is no such image."""

    status = 404


class ImageInUseError(LimpideError):
    """A published template, a campaign or a waiting notice shows this image."""

    status = 409


async def add(
    db: Database, content: bytes, alt: Mapping[str, str], *, name: str = "", actor: Actor
) -> Image | ImageFault:
    """Keep an image, or say why not. Without a name it gets one from nothing: `image`, `image-2`.

    `alt`: what it shows, in each language. The same image under the same name is kept once.
    """
    said = {language: alt.get(language, "").strip()[:LONGEST_ALT] for language in LANGUAGES}
    if not all(said.values()):
        return ImageFault.NO_ALT
    if name and not is_name(name):
        return ImageFault.NAME
    made = await asyncio.to_thread(clean, content)
    if isinstance(made, ImageFault):
        return made
    await store_images.lock(db)
    digest = sha256(made.content).digest()
    known = await store_images.find_by_name(db, name) if name else None
    if known is not None:
        return known if known.sha256 == digest else ImageFault.NAME_TAKEN
    count, total = await store_images.measure(db)
    if count >= MOST or total + len(made.content) > MOST_BYTES:
        return ImageFault.TOO_MANY
    return await _keep(db, made, said, name or await free_name(db, "image"), actor)


async def _keep(
    db: Database, made: Clean, alt: Mapping[str, str], name: str, actor: Actor
) -> Image:
    image = Image(
        id=ImageId(new_id()),
        name=name,
        content_type=made.content_type,
        width=made.width,
        height=made.height,
        size=len(made.content),
        sha256=sha256(made.content).digest(),
        alt=alt,
        author=actor.name or actor.id,
        created_at=clock.now(),
        content=made.content,
    )
    await store_images.add(db, image)
    await ledger.record(db, "image.added", about=image.id, why=name, actor=actor)
    return image


def is_name(name: str) -> bool:
    """Say whether a text can name an image: lower case, digits and hyphens, 60 at most."""
    return len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None


def name_from(text: str) -> str:
    """Make a name of any text, such as a file's name; '' where nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_NAME].strip("-")


async def free_name(db: Database, wanted: str) -> str:
    """Give a name that no image has: the one wanted, else with a number."""
    taken = {image.name for image in await store_images.list_all(db)}
    base = wanted or "image"
    tries = (base if n == 1 else f"{base[: LONGEST_NAME - 4]}-{n}" for n in range(1, MOST + 2))
    return next(name for name in tries if name not in taken)


async def list_all(db: Database) -> Sequence[Image]:
    """List all images, newest first, without their contents."""
    return await store_images.list_all(db)


async def get(db: Database, id: ImageId) -> Image:
    """Get an image with its content. Raises NoSuchImageError."""
    found = await store_images.find(db, id)
    if found is None:
        raise NoSuchImageError
    return found


async def get_by_name(db: Database, name: str) -> Image:
    """Get an image by its name, with its content. Raises NoSuchImageError."""
    found = await store_images.find_by_name(db, name)
    if found is None:
        raise NoSuchImageError
    return await get(db, found.id)


async def describe(db: Database, id: ImageId, alt: Mapping[str, str], *, actor: Actor) -> bool:
    """Say anew what an image shows; False where a language lacks. Texts keep their own words."""
    image = await get(db, id)
    said = {language: alt.get(language, "").strip()[:LONGEST_ALT] for language in LANGUAGES}
    if not all(said.values()):
        return False
    await store_images.set_alt(db, id, said)
    await ledger.record(db, "image.described", about=id, why=image.name, actor=actor)
    return True


async def remove(db: Database, id: ImageId, *, actor: Actor) -> None:
    """Remove an image that nothing shows which is or will be sent.

    Raises NoSuchImageError, ImageInUseError.
    """
    await store_images.lock(db)
    image = await get(db, id)
    if await users(db, [image]):
        raise ImageInUseError
    await store_images.remove(db, id)
    await ledger.record(db, "image.removed", about=id, why=image.name, actor=actor)


async def users(db: Database, images: Sequence[Image]) -> Mapping[str, Sequence[str]]:
    """Name the templates, campaigns and notices that keep images from being removed, by image."""
    return await store_images.users(db, {image.name: content_id(image) for image in images})


async def shown_by(db: Database, wordings: Mapping[str, Wording]) -> Mapping[str, Image]:
    """Find the images that some wordings show, by name, without their contents."""
    names = {name for words in wordings.values() for name in showing.images_of(words)}
    return await store_images.by_names(db, names) if names else {}


async def loaded(db: Database, version: Version) -> Version:
    """Give a version with the contents of its images, as it is sent."""
    if not version.images:
        return version
    contents = await store_images.contents_of(db, [each.id for each in version.images.values()])
    whole = {
        name: replace(image, content=contents[image.id])
        for name, image in version.images.items()
        if image.id in contents
    }
    return replace(version, images=whole)


def content_id(image: Image) -> str:
    """Give the name by which a text shows an image in its place (RFC 2392)."""
    return showing.content_id(image)


def enclosed(said: Mapping[Kind, Content], version: Version) -> Mapping[Kind, Content]:
    """Put behind each channel's words the images that they show."""
    if not version.images:
        return said
    return {kind: _with(content, list(version.images.values())) for kind, content in said.items()}


def _with(content: Content, images: Sequence[Image]) -> Content:
    shown = tuple(
        _file(image)
        for image in images
        if image.content and f"cid:{content_id(image)}" in content.html
    )
    return replace(content, attachments=(*content.attachments, *shown)) if shown else content


async def rejoined(db: Database, request: Request) -> Request:
    """Put the images back that a request's words show: those that waited were kept without."""
    drawn = "".join(content.html for content in request.variants.values())
    ids = {ImageId(UUID(found)) for found in _SHOWN.findall(drawn)}
    if not ids:
        return request
    found = [await store_images.find(db, id) for id in sorted(ids)]
    known = [image for image in found if image is not None]
    variants = {kind: _with(content, known) for kind, content in request.variants.items()}
    return replace(request, content=variants[Kind.EMAIL], variants=variants)


def _file(image: Image) -> Attachment:
    ending = image.content_type.partition("/")[2]
    name = f"{image.name}.{'jpg' if ending == 'jpeg' else ending}"
    return Attachment(name, image.content_type, image.content, content_id(image))

"""`/v1/images`: what templates show beside their words."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import Base64Bytes, Field

from limpide import journeys
from limpide.foundation import workspaces
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import translate
from limpide.journeys import Image, ImageFault

from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes import Short
from .shapes_files import Shape

router = APIRouter(prefix="/v1", tags=["journeys"])
Reader = Annotated[Caller, Depends(may(Scope.CAMPAIGNS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.CAMPAIGNS_WRITE))]


class InvalidImageError(LimpideError):
    """The image is not kept: its file, its name or its words are not right."""

    status = 422


class NewImage(Shape):
    """An image and what it shows. PNG, JPEG, GIF or WebP; drawn anew from its pixels."""

    content: Base64Bytes = Field(description="Base64.", examples=["iVBORw0KGgo="])
    alt: dict[Literal["fr", "en"], Short] = Field(
        description="What it shows, in each language.",
        examples=[{"fr": "Notre boutique à Lyon", "en": "Our shop in Lyon"}],
    )


class ImageShape(Shape):
    """An image as it is kept. `shown_by`: what keeps it from being removed."""

    name: str
    markdown: str = Field(examples=["![Our shop in Lyon](image:shop)"])
    content_type: str
    width: int
    height: int
    size: int
    sha256: str
    alt: dict[str, str]
    author: str
    shown_by: list[str]

    @classmethod
    def of(cls, image: Image, shown_by: list[str], language: str) -> "ImageShape":
        """Draw an image, with the Markdown that shows it."""
        return cls(
            name=image.name,
            markdown=f"![{image.alt[language]}](image:{image.name})",
            content_type=image.content_type,
            width=image.width,
            height=image.height,
            size=image.size,
            sha256=image.sha256.hex(),
            alt=dict(image.alt),
            author=image.author,
            shown_by=shown_by,
        )


@router.get("/images")
async def list_images(db: Transaction, caller: Reader) -> list[ImageShape]:
    """List the images of the company, newest first."""
    del caller
    return await _shapes(db, await journeys.images.list_all(db))


@router.put("/images/{name}")
async def add_image(db: Transaction, caller: Writer, name: str, body: NewImage) -> ImageShape:
    """Keep an image under a name; the same one twice is kept once.

    Another image cannot take the name: what was published goes on showing what was read.
    """
    made = await journeys.images.add(
        db, body.content, {**body.alt}, name=name, actor=actor_of(caller)
    )
    if isinstance(made, ImageFault):
        language = (await workspaces.get(db)).language
        raise InvalidImageError(translate(language, f"journeys.image_fault.{made}"))
    (shape,) = await _shapes(db, [made])
    return shape


@router.get("/images/{name}/content", response_class=Response)
async def read_image(db: Transaction, caller: Reader, name: str) -> Response:
    """Give an image as mails carry it."""
    del caller
    image = await journeys.images.get_by_name(db, name)
    return Response(image.content, media_type=image.content_type)


@router.delete("/images/{name}", status_code=204)
async def remove_image(db: Transaction, caller: Writer, name: str) -> None:
    """Remove an image; refused while what is or will be sent shows it."""
    image = await journeys.images.get_by_name(db, name)
    await journeys.images.remove(db, image.id, actor=actor_of(caller))


async def _shapes(db: Transaction, images: Sequence[Image]) -> list[ImageShape]:
    language = (await workspaces.get(db)).language
    users = await journeys.images.users(db, images)
    return [ImageShape.of(image, list(users.get(image.name, ())), language) for image in images]

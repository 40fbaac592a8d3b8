"""Imaging: an uploaded file becomes a clean image, or a fault that says what to do about it.

What a file is, its first bytes say, never its name. Only its pixels are kept, and drawn anew: what
else it held (the place where a photo was taken, comments, a page or a program behind the pixels)
stays behind. What mail programs do not show (WebP, colours that are not sRGB) becomes what they do.
"""

import io
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MOST_UPLOADED: Final = 10_000_000
MOST_KEPT: Final = 1_000_000
LONGEST_SIDE: Final = 1600
# What unpacked pixels may be at most: a telephone's photo is 12 to 50 million.
_MOST_PIXELS: Final = 50_000_000
# A PNG of that size would be 200 MB in memory; a JPEG is read at a fraction of its size.
_MOST_WHOLE_PIXELS: Final = 25_000_000
_MOST_FRAMES: Final = 120
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
_OPAQUE: Final = 255
_SOONEST_FRAME: Final = 20
# One image is unpacked at a time, so that several uploads do not take the memory of many.
_ONE: Final = threading.Lock()


class ImageFault(StrEnum):
    """Why an image is not kept. The reader gets the matching text, which says what to do."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LONG = "too_long"
    BROKEN = "broken"
    TOO_HEAVY = "too_heavy"
    NAME = "name"
    NAME_TAKEN = "name_taken"
    NO_ALT = "no_alt"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Clean:
    """An image drawn anew from its pixels. Sizes in pixels."""

    content: bytes
    content_type: str
    width: int
    height: int


def clean(content: bytes) -> Clean | ImageFault:
    """Draw an image anew, or say why not. Takes up to seconds of processor: use a thread."""
    if not content:
        return ImageFault.EMPTY
    if len(content) > MOST_UPLOADED:
        return ImageFault.TOO_LARGE
    with _ONE:
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS) as found:
                return _drawn(found)
        except UnidentifiedImageError:
            return ImageFault.WRONG_TYPE
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return ImageFault.TOO_MANY_PIXELS
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
            # Each is what Pillow raises for a file that is cut off or lies about itself.
            return ImageFault.BROKEN


def _drawn(found: Image.Image) -> Clean | ImageFault:
    pixels = found.width * found.height
    is_jpeg = found.format in {"JPEG", "MPO"}
    if pixels > (_MOST_PIXELS if is_jpeg else _MOST_WHOLE_PIXELS):
        return ImageFault.TOO_MANY_PIXELS
    if not is_jpeg and getattr(found, "is_animated", False):
        return _moving(found, pixels)
    if is_jpeg:
        found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    still = _flat(found)
    is_photo = is_jpeg or (found.format == "WEBP" and still.mode == "RGB")
    return _packed(still, _encoders(still, is_photo=is_photo))


def _flat(found: Image.Image) -> Image.Image:
    """Give the pixels alone, upright, in sRGB, no larger than a mail shows them."""
    upright = ImageOps.exif_transpose(found)
    mode = "RGBA" if upright.has_transparency_data else "RGB"
    coloured = _in_srgb(upright, mode)
    coloured.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if coloured.mode == "RGBA" and coloured.getchannel("A").getextrema() == (_OPAQUE, _OPAQUE):
        coloured = coloured.convert("RGB")
    return Image.frombytes(coloured.mode, coloured.size, coloured.tobytes())


def _in_srgb(found: Image.Image, mode: str) -> Image.Image:
    profile = found.info.get("icc_profile")
    if profile and found.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            read = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(found, read, srgb, outputMode=mode)
            if changed is not None:
                return changed
        except (ImageCms.PyCMSError, ValueError, OSError):
            # A profile that cannot be read: the colours may be a little off, the image is shown.
            pass
    return found.convert(mode)


def _moving(found: Image.Image, pixels: int) -> Clean | ImageFault:
    frames: list[Image.Image] = []
    times: list[int] = []
    for frame in _frames(found):
        if len(frames) == _MOST_FRAMES or (len(frames) + 1) * pixels > _MOST_PIXELS:
            return ImageFault.TOO_LONG
        frames.append(_flat(frame))
        times.append(max(_SOONEST_FRAME, int(frame.info.get("duration", 0) or 100)))
    if len({frame.mode for frame in frames}) > 1:
        frames = [frame.convert("RGBA") for frame in frames]
    options = {"save_all": True, "append_images": frames[1:], "duration": times, "loop": 0}
    return _packed(frames[0], [("image/gif", _saver(frames[0], "GIF", disposal=2, **options))])


def _frames(found: Image.Image) -> Iterator[Image.Image]:
    place = 0
    while True:
        try:
            found.seek(place)
        except EOFError:
            return
        yield found
        place += 1


_Encoder = tuple[str, Callable[[], bytes]]


def _encoders(still: Image.Image, *, is_photo: bool) -> Sequence[_Encoder]:
    """List ways to write an image, best first; a lighter one is taken where one is too heavy."""
    png = ("image/png", _saver(still, "PNG", optimize=True))
    if still.mode == "RGBA":
        few = still.quantize(256, method=Image.Quantize.FASTOCTREE)
        return [png, ("image/png", _saver(few, "PNG", optimize=True))]
    jpegs = [
        ("image/jpeg", _saver(still, "JPEG", quality=quality, optimize=True, progressive=True))
        for quality in (85, 70, 55)
    ]
    return jpegs if is_photo else [png, *jpegs]


def _saver(image: Image.Image, kind: str, **options: Any) -> Callable[[], bytes]:
    def save() -> bytes:
        written = io.BytesIO()
        image.save(written, kind, **options)
        return written.getvalue()

    return save


def _packed(image: Image.Image, encoders: Sequence[_Encoder]) -> Clean | ImageFault:
    for content_type, save in encoders:
        content = save()
        if len(content) <= MOST_KEPT:
            return Clean(content, content_type, image.width, image.height)
    return ImageFault.TOO_HEAVY

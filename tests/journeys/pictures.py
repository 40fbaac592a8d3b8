"""Images as they are uploaded: photos with secrets, animations, and files that mean harm."""

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image

PLACE = 0x8825


def drawn(kind: str = "PNG", size: tuple[int, int] = (64, 40), **options: Any) -> bytes:
    """An image of one colour."""
    mode = options.pop("mode", "RGB")
    return written(Image.new(mode, size, (180, 40, 40, 90)[: len(mode)]), kind, **options)


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of an image."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def photo(size: tuple[int, int] = (400, 300)) -> bytes:
    """A telephone's photo: lying on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretCamera"
    place = exif.get_ifd(PLACE)
    place[1], place[2] = "N", (48.0, 51.0, 24.0)
    grain = Image.frombytes("RGB", (40, 30), random.Random(7).randbytes(40 * 30 * 3))
    return written(grain.resize(size), "JPEG", exif=exif, comment=b"SecretComment")


def moving(frames: int, size: tuple[int, int] = (20, 20), kind: str = "GIF") -> bytes:
    """An animation."""
    each = [Image.new("RGB", size, (n * 60 % 256, 20, 255 - n * 60 % 256)) for n in range(frames)]
    return written(each[0], kind, save_all=True, append_images=each[1:], duration=80, loop=0)


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that says it has many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")

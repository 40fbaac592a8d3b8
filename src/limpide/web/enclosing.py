"""Files that an advisor or a customer encloses: which, how many, how large."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from fastapi import UploadFile

from limpide.channels import Attachment

_MOST: Final = 5
# Mail grows by a third on the way, and 25 MB is what large providers take.
_LARGEST_TOTAL: Final = 15_000_000
TYPES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "txt": "text/plain",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


class FileFault(StrEnum):
    """Why files do not go along. Who sends them reads the matching text."""

    TOO_MANY = "files_too_many"
    TOO_LARGE = "files_too_large"
    WRONG_TYPE = "files_wrong_type"


async def enclosed(files: Sequence[UploadFile] | None) -> tuple[Attachment, ...] | FileFault:
    """Read the files of a message, or say why not: then none of them goes."""
    chosen = [file for file in files or () if file.filename]
    if len(chosen) > _MOST:
        return FileFault.TOO_MANY
    read: list[Attachment] = []
    left = _LARGEST_TOTAL
    for file in chosen:
        name = (file.filename or "").replace("\\", "/").rpartition("/")[2][-120:]
        kind = TYPES.get(name.rpartition(".")[2].lower())
        if kind is None:
            return FileFault.WRONG_TYPE
        content = await file.read(left + 1)
        left -= len(content)
        if left < 0:
            return FileFault.TOO_LARGE
        read.append(Attachment(name, kind, content))
    return tuple(read)


def accepted() -> str:
    """Name the kinds that are taken, for a file field."""
    return ",".join(f".{kind}" for kind in TYPES)

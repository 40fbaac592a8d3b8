"""A person's copy of all that is kept of them: a page to read, JSON to take along, their files."""

import io
import json
import re
import zipfile
from typing import Any, Final
from uuid import UUID

from limpide import conversations, rights
from limpide.contacts import ContactId
from limpide.foundation import workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.web import pages

from .plainly import Plainly

_UNSAFE: Final = re.compile(r"[^\w.-]+")
_LONGEST_NAME: Final = 80


async def person_zip(db: Database, contact: ContactId, *, language: str, actor: Actor) -> bytes:
    """Make the ZIP. Raises NoSuchContactError."""
    exported = await rights.export(db, contact, actor=actor)
    document = json.loads(json.dumps(exported.document(), default=str))
    company = await workspaces.get(db)
    html = pages.document(
        "people/export.html",
        language=language,
        zone=company.time_zone,
        company=company.legal_name,
        exported=exported,
        rooms=document["rooms"],
        plainly=Plainly(language, company.time_zone),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", html)
        text = json.dumps(document, ensure_ascii=False, indent=1)
        archive.writestr("data.json", text)
        for file in _files(document):
            _, _, content = await conversations.get_attachment(db, UUID(file["id"]))
            archive.writestr(f"files/{file['id']}-{_name(file['name'])}", content)
    return out.getvalue()


def _files(document: Any) -> list[Any]:
    return document["rooms"]["conversations"].get("files", [])


def _name(name: str) -> str:
    # A name that somebody sent must not lead out of the folder it is unpacked in.
    return _UNSAFE.sub("_", re.split(r"[\\/]", name)[-1]).strip(".")[-_LONGEST_NAME:] or "file"

"""`/chat/files/<id>`: what an advisor sent, for the visitor of that conversation alone."""

from uuid import UUID

from fastapi import APIRouter, Response

from limpide import conversations
from limpide.foundation import http
from limpide.web.downloads import download

from .visitor import Begun

router = APIRouter()


@router.get("/chat/files/{id}")
async def file(db: http.Transaction, conversation: Begun, id: UUID) -> Response:
    """Give a file of the visitor's own conversation; of another's there is none."""
    info, _owner, content = await conversations.get_attachment(db, id)
    shown = (await conversations.public_thread(db, conversation)).messages
    if not any(file.id == id for message in shown for file in message.attachments):
        raise conversations.NoSuchAttachmentError
    return download(info.name, content)

"""The post of the demo: takes every mail that leaves, delivers none, and shows them all."""

from collections import deque
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Annotated, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

_KEPT = 500
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape()
)


class Post:
    """A mailbox for everybody, in memory."""

    def __init__(self) -> None:
        self.mails: deque[dict[str, Any]] = deque(maxlen=_KEPT)

    async def handle_DATA(  # noqa: N802 (the library's name)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take a mail."""
        content = envelope.content
        raw = content if isinstance(content, bytes) else (content or "").encode()
        self.mails.appendleft(_read(raw, envelope.rcpt_tos))
        return "250 OK"

    def listen(self, port: int) -> Controller:
        """Listen for mail on loopback until the process ends."""
        controller = Controller(self, hostname="127.0.0.1", port=port)
        controller.start()
        return controller

    def pages(self) -> APIRouter:
        """Give the page that shows the mails: of one person, or of all."""
        router = APIRouter()

        @router.get("/mail", response_class=HTMLResponse)
        def mail(to: Annotated[str, Query(max_length=200)] = "") -> str:  # pyright: ignore[reportUnusedFunction]
            shown = [each for each in self.mails if to.lower() in each["to"].lower()]
            return _PAGES.get_template("mail.html").render(mails=shown, to=to)

        return router


def _read(raw: bytes, recipients: list[str]) -> dict[str, Any]:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain", "html"))
    text = body.get_content() if isinstance(body, EmailMessage) else ""
    shown = ("From", "Subject", "Date", "AI-Disclosure", "List-Unsubscribe", "Auto-Submitted")
    return {
        "to": ", ".join(recipients),
        "subject": str(message.get("Subject", "")),
        "text": text,
        "headers": {name: str(message[name]) for name in shown if message[name]},
        "is_signed": "DKIM-Signature" in message,
    }

"""The mark on a message by which bounces and replies find back to it."""

import hmac
import re
from typing import Final
from uuid import UUID

from limpide.foundation import secrets

from .model import MessageId

# Hexadecimal, because the local part of a return path may come back in either case.
_TOKEN: Final = re.compile(
    r"(?<![0-9a-f])([0-9a-f]{32})\.([0-9a-f]{16})(?![0-9a-f])", re.IGNORECASE
)


def return_token(message: MessageId) -> str:
    """Give the mark of a message, `<id>.<proof>`: nobody else can make one."""
    return f"{message.hex}.{_proof(message)}"


def mail_id(message: MessageId, domain: str) -> str:
    """Give the Message-ID of a message, in angle brackets (RFC 5322, 3.6.4)."""
    return f"<{return_token(message)}@{domain}>"


def message_of_token(text: str) -> MessageId | None:
    """Find our mark in a Message-ID, a return path or any text; a forged one gives None."""
    for found in _TOKEN.finditer(text):
        message = MessageId(UUID(hex=found[1]))
        if hmac.compare_digest(found[2].lower(), _proof(message)):
            return message
    return None


def _proof(message: MessageId) -> str:
    return secrets.sign(message.bytes, purpose="delivery.return_token")[:8].hex()

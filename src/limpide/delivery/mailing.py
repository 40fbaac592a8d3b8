"""The mark on a message by which bounces and replies find back to it."""

import hashlib
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
# Crockford's alphabet: no letter that is taken for another, or for a digit.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans("OIL", "011", "- ")
_CODE_CHARACTERS: Final = 10
RETURN_CODE_BYTES: Final = 6


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


def return_code(message: MessageId) -> str:
    """Give the code printed on a letter: ten characters that somebody can read out and type.

    It is no secret. Two letters of a company share one with a chance of 1 in 10^8 per million.
    """
    number = int.from_bytes(hashlib.sha256(message.bytes).digest()[:RETURN_CODE_BYTES])
    signs = [_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_CODE_CHARACTERS))]
    return f"{''.join(signs[:5])}-{''.join(signs[5:])}"


def bytes_of_code(typed: str) -> bytes | None:
    """Read a code as it was typed; None when it cannot be one."""
    signs = typed.strip().upper().translate(_MISREAD)
    if len(signs) != _CODE_CHARACTERS or not set(signs) <= set(_ALPHABET):
        return None
    number = 0
    for sign in signs:
        number = number << 5 | _ALPHABET.index(sign)
    length = RETURN_CODE_BYTES
    return number.to_bytes(length) if number < 1 << 8 * length else None


def _proof(message: MessageId) -> str:
    return secrets.sign(message.bytes, purpose="delivery.return_token")[:8].hex()

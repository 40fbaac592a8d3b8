"""Reading what Lob posts to us: what became of a letter, signed over the raw body.

The kinds and names are those of Lob's contract 1.22.0 (tracking events); the signature is as Lob
describes it (webhooks, «securing»): HMAC-SHA256 in hexadecimal over `timestamp.body`.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from limpide.channels.sms.coming import ForgedError, UnreadableError

_SIGNATURE: Final = "lob-signature"
_STAMP: Final = "lob-signature-timestamp"
# Set, drawn or on its way: what moves no message is left out, and so is «re-routed».
_BECAME: Final[Mapping[str, str]] = {
    "mailed": "sent",
    "in_transit": "sent",
    "international_exit": "sent",
    "in_local_area": "sent",
    "processed_for_delivery": "sent",
    "delivered": "delivered",
    "returned_to_sender": "returned",
    "failed": "failed",
    "rejected": "failed",
}


@dataclass(frozen=True, slots=True)
class LetterReport:
    """What became of the letter that Lob calls `provider_id`, as a status; `code`: in its words."""

    provider_id: str
    became: str
    code: str


def check(body: bytes, headers: Mapping[str, str], secret: str) -> None:
    """Check the signature over the raw body. Raises ForgedError."""
    stamp, given = headers.get(_STAMP, ""), headers.get(_SIGNATURE, "")
    right = hmac.digest(secret.encode(), b".".join([stamp.encode(), body]), hashlib.sha256).hex()
    if not stamp or not hmac.compare_digest(right.encode(), given.encode()):
        raise ForgedError


def read(body: bytes) -> Sequence[LetterReport]:
    """Read what is told of a letter; kinds that do not concern us are none.

    Raises UnreadableError.
    """
    try:
        said: Any = json.loads(body)
        kind = str(said["event_type"]["id"])
        id = str(said["body"]["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError from error
    object, _, event = kind.rpartition(".")
    became = _BECAME.get(event)
    if became is None or not object.startswith("letter"):
        return []
    return [LetterReport(id, became, kind[:100])]

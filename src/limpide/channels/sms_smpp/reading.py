"""What a server delivers: receipts in their many dialects, and texts that come in parts."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from limpide.channels.sms.coming import (
    Became,
    InboundSms,
    SmsEvent,
    SmsPart,
    SmsReport,
    UnreadableError,
    international,
)
from limpide.channels.sms.counting import decoded_gsm
from limpide.foundation import clock

from .pdu import Delivered, Param

# SMPP 3.4, appendix B and 5.2.28. «UNKNOWN» tells nothing.
_BECAME: Final[Mapping[str, Became]] = {
    "ENROUTE": Became.SENT,
    "ACCEPTD": Became.SENT,
    "DELIVRD": Became.DELIVERED,
    "EXPIRED": Became.EXPIRED,
    "DELETED": Became.FAILED,
    "UNDELIV": Became.FAILED,
    "REJECTD": Became.FAILED,
}
_STATES: Final = {
    1: "ENROUTE", 2: "DELIVRD", 3: "EXPIRED", 4: "DELETED", 5: "UNDELIV", 6: "ACCEPTD",
    8: "REJECTD",
}  # fmt: skip
# «Unknown subscriber» (3GPP TS 29.002, 17.6.6), the one error that is the number's own.
_UNKNOWN_SUBSCRIBER: Final = "1"
_FIELD: Final = re.compile(r"\b(id|stat|err):\s*([^\s]*)", re.IGNORECASE)
_ASCII: Final = 1
_CODINGS: Final = {_ASCII: "ascii", 3: "latin-1", 8: "utf-16-be"}
_MOST_KEPT: Final = 10_000
_JOINED_8_BIT: Final = 0x00
_JOINED_16_BIT: Final = 0x08

Piece = tuple[int, int, int]
K = TypeVar("K")
V = TypeVar("V")


class Memory:
    """What one process remembers of what it sent, never more than some thousand of each."""

    def __init__(self, country: str) -> None:
        self._country = country
        self._heads: OrderedDict[str, str] = OrderedDict()
        self._broken: OrderedDict[str, None] = OrderedDict()

    def note_parts(self, ids: list[str]) -> None:
        """Remember which message the earlier parts belong to: the last one carries its receipt."""
        for id in ids[:-1]:
            _keep(self._heads, id, ids[-1])

    def read(self, one: Delivered) -> SmsEvent | None:
        """Read a delivery; None when it is no news.

        Raises UnreadableError.
        """
        return self._receipt(one) if one.is_receipt else self._text(one)

    def _receipt(self, one: Delivered) -> SmsReport | None:
        words = {key.lower(): value for key, value in _FIELD.findall(_plain(one.octets))}
        given = one.params.get(Param.RECEIPTED_MESSAGE_ID, b"").rstrip(b"\0").decode("latin-1")
        id = given or words.get("id", "")
        if not id:
            raise UnreadableError
        state = int.from_bytes(one.params.get(Param.MESSAGE_STATE, b""), "big")
        stat = _STATES.get(state) or words.get("stat", "").upper()
        code = words.get("err", "")
        became = _BECAME.get(stat)
        if stat == "UNDELIV" and code.lstrip("0") == _UNKNOWN_SUBSCRIBER:
            became = Became.BOUNCED
        return None if became is None else self._whole(id, became, code)

    def _whole(self, id: str, became: Became, code: str) -> SmsReport | None:
        """Say what a part's fate means for its message: one lost part, and it is lost."""
        head = self._heads.get(id)
        if head is not None:
            if became in {Became.SENT, Became.DELIVERED}:
                return None
            _keep(self._broken, head, None)
            return SmsReport(head, became, code)
        if became is Became.DELIVERED and id in self._broken:
            return None
        return SmsReport(id, became, code)

    def _text(self, one: Delivered) -> InboundSms | SmsPart:
        octets, piece = _piece(one)
        sender = international(one.sender, self._country)
        recipient = international(one.recipient, self._country)
        if piece is not None:
            return SmsPart(sender, recipient, *piece, octets, one.coding)
        words = _words(octets, one.coding)
        return InboundSms(_name(one, octets), sender, words, recipient=recipient)


def joined(provider_id: str, parts: Sequence[SmsPart]) -> InboundSms:
    """Make one text of its parts, in their order; what is missing is shown as «…»."""
    first, words, run = parts[0], list[str](), b""
    places = {part.place: part for part in parts}
    for place in range(1, first.total + 1):
        if place in places:
            run += places[place].octets
        elif run or not words:
            words += [_words(run, first.coding), "…"]
            run = b""
    text = "".join([*words, _words(run, first.coding)])
    return InboundSms(provider_id, first.sender, text, recipient=first.recipient)


def _keep(kept: "OrderedDict[K, V]", key: K, value: V) -> None:
    kept[key] = value
    if len(kept) > _MOST_KEPT:
        kept.popitem(last=False)


def _piece(one: Delivered) -> tuple[bytes, Piece | None]:
    """Take the header off a part; say which part it is."""
    if one.has_header and one.octets:
        end = one.octets[0] + 1
        return one.octets[end:], _of_header(one.octets[1:end])
    reference, total, place = (
        int.from_bytes(one.params.get(tag, b""), "big")
        for tag in (Param.SAR_REFERENCE, Param.SAR_TOTAL, Param.SAR_PLACE)
    )
    return one.octets, _checked(reference, total, place)


def _of_header(header: bytes) -> Piece | None:
    while len(header) >= 2:
        kind, length = header[0], header[1]
        value, header = header[2 : 2 + length], header[2 + length :]
        if kind == _JOINED_8_BIT and len(value) == 3:
            return _checked(value[0], value[1], value[2])
        if kind == _JOINED_16_BIT and len(value) == 4:
            return _checked(int.from_bytes(value[:2], "big"), value[2], value[3])
    return None


def _checked(reference: int, total: int, place: int) -> Piece | None:
    """What counts itself wrongly, or is one of one, is taken for a whole text."""
    return (reference, total, place) if total > 1 and 1 <= place <= total else None


def _words(octets: bytes, coding: int) -> str:
    # Coding 1 is ASCII by the book; many servers mean GSM by it, and its accents give them away.
    if coding == 0 or (coding == _ASCII and any(o < 0x20 or o >= 0x7F for o in octets)):
        return decoded_gsm(octets)
    return octets.decode(_CODINGS.get(coding, "latin-1"), "replace").replace("\0", "")


def _plain(octets: bytes) -> str:
    return octets.decode("latin-1")


def _name(one: Delivered, octets: bytes) -> str:
    """Name a text, for SMPP gives it no id: a server that repeats itself within a minute is heard
    once.
    """
    given = one.params.get(Param.RECEIPTED_MESSAGE_ID, b"").rstrip(b"\0")
    minute = clock.now().strftime("%Y%m%d%H%M").encode()
    signs = [one.sender.encode(), one.recipient.encode(), octets, given or minute]
    return "smpp-" + hashlib.sha256(b"\0".join(signs)).hexdigest()[:32]

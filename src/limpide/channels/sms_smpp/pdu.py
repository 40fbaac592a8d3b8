"""The wire of SMPP 3.4: what we send, and a patient reading of what arrives.

Patient, because vendors are free with statuses, codings and parameters; a PDU that we do not
understand must never end a connection. Section numbers are those of the SMPP 3.4 specification.
"""

from asyncio import StreamReader
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from struct import Struct, pack
from typing import Final

_HEADER: Final = Struct(">IIII")
_LONGEST: Final = 70_000
_RESPONSE: Final = 0x80000000


class Command(IntEnum):
    """What a PDU asks (5.1.2.1)."""

    GENERIC_NACK = 0x80000000
    BIND_TRANSMITTER = 0x02
    SUBMIT_SM = 0x04
    DELIVER_SM = 0x05
    UNBIND = 0x06
    BIND_TRANSCEIVER = 0x09
    ENQUIRE_LINK = 0x15


class State(IntEnum):
    """What a PDU answers, as far as we tell answers apart (5.1.3)."""

    OK = 0x00
    INVALID_COMMAND = 0x03
    NOT_BOUND = 0x04
    SYSTEM_ERROR = 0x08
    INVALID_DESTINATION = 0x0B
    QUEUE_FULL = 0x14
    THROTTLED = 0x58
    TEMPORARY = 0x64


class Param(IntEnum):
    """Optional parameters we read (5.3.2)."""

    RECEIPTED_MESSAGE_ID = 0x001E
    SAR_REFERENCE = 0x020C
    SAR_TOTAL = 0x020E
    SAR_PLACE = 0x020F
    PAYLOAD = 0x0424
    MESSAGE_STATE = 0x0427


class WireError(Exception):
    """What arrives is not SMPP."""


@dataclass(frozen=True, slots=True)
class Pdu:
    """One unit on the wire."""

    command: int
    status: int
    sequence: int
    body: bytes = b""

    @property
    def is_response(self) -> bool:
        """Whether it answers one of ours."""
        return bool(self.command & _RESPONSE)

    def response(self, status: int = State.OK) -> bytes:
        """Answer it. A deliver_sm_resp has a message id that nobody uses (4.6.2)."""
        body = b"\0" if self.command == Command.DELIVER_SM else b""
        return written(self.command | _RESPONSE, self.sequence, body, status)

    @property
    def message_id(self) -> str:
        """The id in a submit_sm_resp; some servers leave it out when they refuse."""
        return self.body.split(b"\0", 1)[0].decode("latin-1")


@dataclass(frozen=True, slots=True)
class Delivered:
    """A deliver_sm: a text of somebody's, or a receipt."""

    sender: str
    recipient: str
    esm_class: int
    coding: int
    octets: bytes
    params: Mapping[int, bytes]

    @property
    def is_receipt(self) -> bool:
        """Whether it says what became of a message (5.2.12)."""
        return (self.esm_class & 0x3C) == 0x04

    @property
    def has_header(self) -> bool:
        """Whether the octets begin with a user data header."""
        return bool(self.esm_class & 0x40)


@dataclass(frozen=True, slots=True)
class Submit:
    """A submit_sm. `receipt`: 1 for every end, 2 for a bad one only (5.2.17)."""

    sender: str
    recipient: str
    octets: bytes
    coding: int
    esm_class: int = 0
    receipt: int = 1
    priority: int = 0


def written(command: int, sequence: int, body: bytes = b"", status: int = 0) -> bytes:
    """Write a PDU."""
    return _HEADER.pack(_HEADER.size + len(body), command, status, sequence) + body


async def read_pdu(reader: StreamReader) -> Pdu:
    """Read the next PDU. Raises WireError, and IncompleteReadError at the end of the line."""
    length, command, status, sequence = _HEADER.unpack(await reader.readexactly(_HEADER.size))
    if not _HEADER.size <= length <= _LONGEST:
        raise WireError(f"a PDU of {length} octets")
    return Pdu(command, status, sequence, await reader.readexactly(length - _HEADER.size))


def bind(user: str, password: str, system_type: str) -> bytes:
    """Write the body of a bind (4.1.1)."""
    words = b"".join(word.encode("latin-1") + b"\0" for word in (user, password, system_type))
    return words + bytes([0x34, 0, 0]) + b"\0"


def submit(one: Submit) -> bytes:
    """Write the body of a submit_sm (4.4.1)."""
    return b"".join(
        (
            b"\0",
            _address(one.sender),
            _address(one.recipient),
            bytes([one.esm_class, 0, one.priority]),
            b"\0\0",  # no schedule, the server's own validity
            bytes([one.receipt, 0, one.coding, 0, len(one.octets)]),
            one.octets,
        )
    )


def _address(address: str) -> bytes:
    """Write an address with its type and plan (5.2.5, 5.2.6)."""
    digits = address.removeprefix("+")
    if not digits.isdigit():
        return b"\x05\x00" + address.encode("ascii", "replace") + b"\0"
    if address.startswith("+"):
        return b"\x01\x01" + digits.encode() + b"\0"
    # A short code of the operator's network.
    return b"\x03\x00" + digits.encode() + b"\0"


def read_delivered(body: bytes) -> Delivered:
    """Read the body of a deliver_sm (4.6.1). Raises WireError."""
    try:
        return _delivered(body)
    except (IndexError, ValueError) as error:
        raise WireError("a deliver_sm cut short") from error


def _delivered(body: bytes) -> Delivered:
    place = body.index(b"\0") + 1
    sender, place = _read_address(body, place)
    recipient, place = _read_address(body, place)
    esm_class, place = body[place], place + 3
    for _ in ("schedule", "validity"):
        place = body.index(b"\0", place) + 1
    coding, length, place = body[place + 2], body[place + 4], place + 5
    octets = body[place : place + length]
    if len(octets) < length:
        raise WireError("a text cut short")
    params = _params(body[place + length :])
    # A long text may come as a parameter instead.
    text = octets or params.get(Param.PAYLOAD, b"")
    return Delivered(sender, recipient, esm_class, coding, text, params)


def _read_address(body: bytes, place: int) -> tuple[str, int]:
    kind, end = body[place], body.index(b"\0", place + 2)
    address = body[place + 2 : end].decode("latin-1")
    is_international = kind == 1 and address.isdigit()
    return f"+{address}" if is_international else address, end + 1


def _params(rest: bytes) -> Mapping[int, bytes]:
    found: dict[int, bytes] = {}
    while len(rest) >= 4:
        tag, length = int.from_bytes(rest[:2], "big"), int.from_bytes(rest[2:4], "big")
        found[tag] = rest[4 : 4 + length]
        rest = rest[4 + length :]
    return found


def joined_header(reference: int, total: int, place: int) -> bytes:
    """Write the header of one part of a longer text (3GPP TS 23.040, 9.2.3.24.1)."""
    return pack(">BBBBBB", 5, 0, 3, reference, total, place)

"""Sending and receiving over SMPP 3.4. Account set-up and quirks: README.md beside this file."""

import asyncio
import contextlib
import random
from dataclasses import dataclass
from itertools import count
from typing import Final

from limpide.channels.protocol import (
    Accepted,
    Capabilities,
    ChannelDownError,
    Kind,
    Outbound,
    Outcome,
    Rejected,
    Unsure,
)
from limpide.channels.sms.coming import SmsEvent, Stores, UnreadableError
from limpide.channels.sms.counting import Alphabet, Cut, encoded
from limpide.channels.sms.fitting import Manner, fitted
from limpide.foundation.log import log

from .link import Link, Login, LostError, NotBoundError, connect
from .pdu import Delivered, Pdu, State, Submit, WireError, joined_header, read_delivered, submit
from .reading import Memory

_LATER: Final = {
    State.QUEUE_FULL,
    State.THROTTLED,
    State.SYSTEM_ERROR,
    State.NOT_BOUND,
    State.TEMPORARY,
}
_TRIES: Final = 6
_FIRST_REST: Final = 0.5
_LONGEST_REST: Final = 30.0
_TOGETHER: Final = 100
_UCS2: Final = 8
# The network's own priority (5.2.14): everything above 0 is «high» in GSM.
_URGENT: Final = 1


@dataclass(frozen=True, slots=True)
class _Arrived:
    link: Link
    pdu: Pdu
    one: Delivered


class SmppSms:
    """SMS over one connection, made when it is needed and made again when it breaks."""

    def __init__(self, login: Login, manner: Manner) -> None:
        self._login, self._manner = login, manner
        self._memory = Memory(manner.country)
        self._references = count(random.randrange(256))  # noqa: S311 (no secret)
        self._link: Link | None = None
        self._binding = asyncio.Lock()
        self._rest, self._not_before = _FIRST_REST, 0.0
        self._arrived: asyncio.Queue[tuple[Link, Pdu]] = asyncio.Queue()
        self._receives = False

    @property
    def can(self) -> Capabilities:
        """Carry short text."""
        return Capabilities(kind=Kind.SMS, max_characters=153 * self._manner.most_parts)

    async def send(self, message: Outbound) -> Outcome:
        """Hand one message over, part by part. Raises ChannelDownError when surely nothing left."""
        manner = self._manner.as_sender(message.sender)
        cut = fitted(message, manner)
        if cut is None:
            return Rejected("too long for an SMS", permanent=False)
        link = await self._bound()
        ids: list[str] = []
        parts = self._parts(message, manner.sender, cut)
        for place, part in enumerate(parts, start=1):
            where = f"part {place} of {len(cut.parts)}"
            try:
                answer = await self._submit(
                    link, part, patient=place > 1, is_urgent=message.is_urgent
                )
            except NotBoundError as error:
                if place == 1:
                    raise ChannelDownError from error
                return Unsure(f"{where} did not leave")
            except LostError as error:
                return Unsure(f"{where}: {error}")
            if answer.status != State.OK:
                return _refused(answer.status, where, is_first=place == 1)
            ids.append(self._id(answer.message_id))
        self._memory.note_parts(ids)
        return Accepted(receipt=ids[-1])

    async def listen(self, stores: Stores) -> None:
        """Stay bound and take in what arrives, until cancelled. It is acknowledged once stored."""
        self._receives = True
        if self._link is not None:
            await self._link.unbind()
        taking = asyncio.create_task(self._take_in(stores))
        try:
            while True:
                try:
                    link = await self._bound()
                except ChannelDownError:
                    await asyncio.sleep(_FIRST_REST)
                else:
                    await link.closed.wait()
        finally:
            taking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await taking

    async def close(self) -> None:
        """Say goodbye."""
        if self._link is not None:
            await self._link.unbind()

    async def _bound(self) -> Link:
        async with self._binding:
            if self._link is not None and not self._link.closed.is_set():
                return self._link
            time = asyncio.get_running_loop().time()
            if time < self._not_before:
                raise ChannelDownError("bound in vain a moment ago")
            try:
                self._link = await connect(
                    self._login,
                    lambda link, pdu: self._arrived.put_nowait((link, pdu)),
                    receives=self._receives,
                )
            except NotBoundError as error:
                log.warning("smpp.not_bound", why=str(error))
                self._not_before = time + self._rest
                self._rest = min(self._rest * 2, _LONGEST_REST)
                raise ChannelDownError from error
            self._rest = _FIRST_REST
            return self._link

    def _parts(self, message: Outbound, sender: str, cut: Cut) -> list[bytes]:
        coding = 0 if cut.alphabet is Alphabet.GSM7 else _UCS2
        address, total = message.address, len(cut.parts)
        priority = _URGENT if message.is_urgent else 0
        if total == 1:
            octets = encoded(cut.parts[0], cut.alphabet)
            return [submit(Submit(sender, address, octets, coding, priority=priority))]
        reference = next(self._references) % 256
        return [
            submit(
                Submit(
                    sender,
                    address,
                    joined_header(reference, total, place) + encoded(part, cut.alphabet),
                    coding,
                    esm_class=0x40,
                    # The last part stands for all; of the others only a bad end is told.
                    receipt=1 if place == total else 2,
                    priority=priority,
                )
            )
            for place, part in enumerate(cut.parts, start=1)
        ]

    async def _submit(self, link: Link, part: bytes, *, patient: bool, is_urgent: bool) -> Pdu:
        """Submit a part. The first one gives way at once; the others have to follow it."""
        answer = await link.submit(part, is_urgent=is_urgent)
        tries = 1
        while patient and answer.status in _LATER and tries < _TRIES:
            await asyncio.sleep(_FIRST_REST * 2 ** (tries - 1))
            answer = await link.submit(part, is_urgent=is_urgent)
            tries += 1
        return answer

    def _id(self, given: str) -> str:
        if not self._login.hex_ids:
            return given
        try:
            return str(int(given, 16))
        except ValueError:
            return given

    async def _take_in(self, stores: Stores) -> None:
        while True:
            batch = [await self._arrived.get()]
            while len(batch) < _TOGETHER and not self._arrived.empty():
                batch.append(self._arrived.get_nowait())
            readable = [each for link, pdu in batch if (each := _readable(link, pdu))]
            if not await self._stored(readable, stores):
                for each in readable:
                    await self._stored([each], stores, is_last_try=True)

    async def _stored(
        self, batch: list[_Arrived], stores: Stores, *, is_last_try: bool = False
    ) -> bool:
        """Store some deliveries, then acknowledge them; one that fails is left to the server."""
        found = [event for each in batch if (event := self._event(each.one))]
        try:
            if found:
                await stores(found)
        except Exception as error:  # noqa: BLE001 (whatever it is, the server must keep it)
            log.error("smpp.not_stored", error=type(error).__name__, exc_info=True)
            if is_last_try:
                for each in batch:
                    each.link.answer(each.pdu, State.TEMPORARY)
            return False
        for each in batch:
            each.link.answer(each.pdu)
        return True

    def _event(self, one: Delivered) -> SmsEvent | None:
        try:
            return self._memory.read(one)
        except UnreadableError:
            log.warning("smpp.unreadable")
            return None


def _readable(link: Link, pdu: Pdu) -> _Arrived | None:
    try:
        return _Arrived(link, pdu, read_delivered(pdu.body))
    except WireError:
        # Sent again it would be no better: take it, and say so in the log.
        log.warning("smpp.unreadable")
        link.answer(pdu)
        return None


def _refused(status: int, where: str, *, is_first: bool) -> Outcome:
    if not is_first:
        return Unsure(f"{where} was refused: 0x{status:02X}")
    if status in _LATER:
        raise ChannelDownError(f"try later: 0x{status:02X}")
    return Rejected(f"refused: 0x{status:02X}", permanent=status == State.INVALID_DESTINATION)

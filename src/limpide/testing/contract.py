"""The contract of channels: how every adapter tells the ends of a message apart.

Give it your channel and a peer that can be told how to behave; the peer is the provider's side, as
real as can be had.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

from limpide.channels import (
    Accepted,
    Channel,
    ChannelDownError,
    Disclosure,
    Kind,
    Outbound,
    Outcome,
    Rejected,
    Unsure,
)


class Fate(StrEnum):
    """What the provider does with the next message."""

    TAKES = "takes"
    KNOWS_NO_SUCH_ADDRESS = "knows_no_such_address"
    REFUSES_THE_TEXT = "refuses_the_text"
    IS_BUSY = "is_busy"
    BREAKS_OFF_AFTER_READING = "breaks_off_after_reading"
    IS_AWAY = "is_away"


class Peer(Protocol):
    """The provider's side."""

    async def will(self, fate: Fate) -> None:
        """Behave so from now on."""
        ...

    async def arrived(self) -> Sequence[str]:
        """Give the texts that were taken, in their order."""
        ...


class ContractError(AssertionError):
    """The channel does not keep the contract."""


async def check(channel: Channel, peer: Peer, address: str) -> None:
    """Let a channel meet every fate. Raises ContractError with what it should have said."""
    message = Outbound(
        id="contract-1",
        address=address,
        text="Un essai de contrat.",
        sender_name="Maison Olvera",
        language="fr",
        disclosure=Disclosure("ai", "Rédigé par une IA"),
        passport_url="https://olvera.example/m/contract",
    )
    receipts = [await _taken(channel, peer, replace(message, id=f"contract-{n}")) for n in (1, 2)]
    _must(receipts[0] != receipts[1], "two messages have two receipts")
    last = (await peer.arrived())[-1]
    _must(message.text in last, "the words arrive unchanged")
    _must(message.passport_url in last, "the passport goes along")
    _must("IA" in last or channel.can.kind is Kind.CHAT, "the reader sees that an AI wrote it")
    await _bad_ends(channel, peer, message)
    await _taken(channel, peer, message)


async def _bad_ends(channel: Channel, peer: Peer, message: Outbound) -> None:
    gone = await _end(channel, peer, message, Fate.KNOWS_NO_SUCH_ADDRESS)
    _must(isinstance(gone, Rejected) and gone.permanent, "a bad address is rejected for good")
    text = await _end(channel, peer, message, Fate.REFUSES_THE_TEXT)
    _must(
        isinstance(text, Rejected) and not text.permanent,
        "a refused text is not the address's fault",
    )
    for fate in (Fate.IS_BUSY, Fate.IS_AWAY):
        later = await _end(channel, peer, message, fate)
        _must(isinstance(later, ChannelDownError), f"a provider that {fate} is asked later")
    broken = await _end(channel, peer, message, Fate.BREAKS_OFF_AFTER_READING)
    _must(isinstance(broken, Unsure), "nobody knows what became of a message on a broken line")


async def _taken(channel: Channel, peer: Peer, message: Outbound) -> str:
    outcome = await _end(channel, peer, message, Fate.TAKES)
    if not isinstance(outcome, Accepted) or not outcome.receipt:
        raise ContractError(f"a message that is taken has a receipt, not {outcome!r}")
    return outcome.receipt


async def _end(
    channel: Channel, peer: Peer, message: Outbound, fate: Fate
) -> Outcome | ChannelDownError:
    await peer.will(fate)
    try:
        return await channel.send(message)
    except ChannelDownError as error:
        return error


def _must(kept: bool, promise: str) -> None:
    if not kept:
        raise ContractError(promise)

"""The contract of channels sees who breaks it."""

from collections.abc import Callable, Sequence

import pytest

from limpide.channels import Accepted, ChannelDownError, Kind, Outbound, Outcome, Rejected, Unsure
from limpide.testing.channels import RecordingChannel
from limpide.testing.contract import ContractError, Fate, check

Ends = dict[Fate, Outcome | BaseException]
RIGHT: Ends = {
    Fate.KNOWS_NO_SUCH_ADDRESS: Rejected("no such number"),
    Fate.REFUSES_THE_TEXT: Rejected("too rude", permanent=False),
    Fate.IS_BUSY: ChannelDownError(),
    Fate.IS_AWAY: ChannelDownError(),
    Fate.BREAKS_OFF_AFTER_READING: Unsure("the line broke"),
}


class Channel(RecordingChannel):
    """A channel drawn by hand: `draws` makes the text that is shown."""

    def __init__(self, draws: Callable[[Outbound], str]) -> None:
        super().__init__(Kind.SMS)
        self.draws = draws
        self.shown: list[str] = []

    async def send(self, message: Outbound) -> Outcome:
        outcome = await super().send(message)
        self.shown.append(self.draws(message))
        return outcome


class Peer:
    """A provider that ends each message as it is told."""

    def __init__(self, channel: Channel, ends: Ends) -> None:
        self.channel, self.ends = channel, ends

    async def will(self, fate: Fate) -> None:
        self.channel.answers = [self.ends[fate]] if fate in self.ends else []

    async def arrived(self) -> Sequence[str]:
        return self.channel.shown


def honest(message: Outbound) -> str:
    return f"{message.text} - Écrit par une IA {message.passport_url}"


async def test_a_channel_that_keeps_it_passes() -> None:
    channel = Channel(honest)
    await check(channel, Peer(channel, RIGHT), "+33612345678")


@pytest.mark.parametrize(
    ("fate", "wrong"),
    [
        (Fate.TAKES, Accepted("")),
        (Fate.TAKES, Accepted("always the same")),
        (Fate.TAKES, Unsure("no")),
        (Fate.KNOWS_NO_SUCH_ADDRESS, Rejected("no", permanent=False)),
        (Fate.REFUSES_THE_TEXT, Rejected("no", permanent=True)),
        (Fate.IS_BUSY, Unsure("no")),
        (Fate.IS_AWAY, Rejected("no")),
        (Fate.BREAKS_OFF_AFTER_READING, ChannelDownError()),
        (Fate.BREAKS_OFF_AFTER_READING, Accepted("r-1")),
    ],
)
async def test_a_channel_that_confuses_two_ends_is_seen(
    fate: Fate, wrong: Outcome | BaseException
) -> None:
    channel = Channel(honest)
    with pytest.raises(ContractError):
        await check(channel, Peer(channel, {**RIGHT, fate: wrong}), "+33612345678")


def without_label(message: Outbound) -> str:
    return f"{message.text} {message.passport_url}"


def without_passport(message: Outbound) -> str:
    return f"{message.text} - Écrit par une IA"


def cut_short(message: Outbound) -> str:
    return f"{message.text[:5]} - Écrit par une IA {message.passport_url}"


@pytest.mark.parametrize("draws", [without_label, without_passport, cut_short])
async def test_a_channel_that_hides_something_is_seen(draws: Callable[[Outbound], str]) -> None:
    channel = Channel(draws)
    with pytest.raises(ContractError):
        await check(channel, Peer(channel, RIGHT), "+33612345678")

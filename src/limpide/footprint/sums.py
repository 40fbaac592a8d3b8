"""Sums: what sending one message weighs, in grams of CO2e, without the reader's device."""

from functools import lru_cache
from typing import Final

from .factors import times
from .model import Range

_MEGABYTE: Final = 1_000_000


# The mails of a campaign differ by the length of a name.
@lru_cache(maxsize=1024)
def of_email(size_bytes: int, *, years_kept: float = 1.0) -> Range:
    """Weigh an e-mail of a size, with the storage of its copies for some years."""
    megabytes = size_bytes / _MEGABYTE
    return (
        times("email.server", 1)
        + times("email.transfer", megabytes)
        + times("email.storage", megabytes * years_kept)
    )


def of_chat(messages: int = 1) -> Range:
    """Weigh messages of the web chat."""
    return times("chat.web.message", messages)


def of_sms(parts: int) -> Range:
    """Weigh an SMS by the parts it is cut into."""
    return times("sms.part", parts)


def of_letter(sheets: int, *, colour: bool = False, priority: bool = False) -> Range:
    """Weigh a letter in a DL envelope, with its post."""
    return (
        times("letter.sheet.colour" if colour else "letter.sheet.bw", sheets)
        + times("letter.envelope.dl", 1)
        + times("letter.delivery.priority" if priority else "letter.delivery.verte", 1)
    )


def of_call(minutes: float) -> Range:
    """Weigh a call's way through the network."""
    return times("voice.minute.network", minutes)


def of_local_ai(seconds: float) -> Range:
    """Weigh computing on our own processor."""
    return times("llm.local.cpu.second", seconds)


def of_ai(output_tokens: int, *, size: str) -> Range:
    """Weigh a language model's answer; `size` is `small`, `medium` or `large`."""
    return times(f"llm.{size}.1k-output-tokens", output_tokens / 1000)

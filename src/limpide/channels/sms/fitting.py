"""Fitting: the words, who wrote them, and the link that shows why, in one message.

The label is part of the text, so no telephone can hide it, and nothing is ever cut to save a part:
a message that is too long is not sent at all (docs/decisions/0073).
"""

from dataclasses import dataclass, replace
from typing import Final

from limpide.channels.protocol import Outbound
from limpide.foundation.i18n import translate

from .counting import Cut, parts
from .spelling import Spelling, respelt

_BY_NAME: Final = {"person", "person_with_ai"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How an installation writes: its sender, its spelling, and how many parts it pays for.

    `replies`: whether the sender is a number that can be answered. `country`: ISO 3166-1.
    """

    sender: str
    spelling: Spelling = Spelling.TYPOGRAPHY
    most_parts: int = 8
    country: str = "FR"

    def as_sender(self, sender: str) -> "Manner":
        """Write as a company that has a number or a name of its own; '' as the installation."""
        return replace(self, sender=sender) if sender else self

    @property
    def replies(self) -> bool:
        """Letters («OLVERA») can be read but not answered."""
        return self.sender.lstrip("+").isdigit()


def count_parts(text: str) -> int:
    """Count the parts of a text as it will travel where its typography may be respelt."""
    return len(parts(respelt(text, Spelling.TYPOGRAPHY)).parts)


def fitted(message: Outbound, manner: Manner) -> Cut | None:
    """Fit a message, its label and its links. None when it takes too many parts."""
    lines = [message.text.strip(), _signature(message), _way_out(message, manner)]
    text = "\n".join(line for line in lines if line)
    # Without accents is better than not at all.
    for spelling in dict.fromkeys((manner.spelling, Spelling.LETTERS)):
        cut = parts(respelt(text, spelling))
        if len(cut.parts) <= manner.most_parts:
            return cut
    return None


def _signature(message: Outbound) -> str:
    return " ".join(word for word in (_label(message), message.passport_url) if word)


def _label(message: Outbound) -> str:
    """Say in a few words who wrote it (AI Act, article 50); the link tells the rest."""
    if message.disclosure is None:
        return ""
    author = message.disclosure.author
    name = message.sender_name if author in _BY_NAME else ""
    words = translate(message.language, f"channels.sms.author.{author}", name=name)
    return f"- {words}".rstrip()


def _way_out(message: Outbound, manner: Manner) -> str:
    """Say how to stop what was consented to (directive 2002/58, article 13(4); CPCE L34-5)."""
    if not message.unsubscribe_url:
        return ""
    if manner.replies:
        return translate(message.language, "channels.sms.stop")
    return translate(message.language, "channels.sms.stop_link", url=message.unsubscribe_url)

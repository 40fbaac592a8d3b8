"""Web chat: the row is the delivery; the page's acknowledgement is the receipt."""

from typing import Final

from limpide.channels.protocol import Accepted, Capabilities, Kind, Outbound


class WebChat:
    """Hands over at once: see docs/decisions/0007."""

    can: Final = Capabilities(kind=Kind.CHAT, html=False, attachments=True, in_house=True)

    async def send(self, message: Outbound) -> Accepted:
        """Accept: the message is on the page as soon as the transaction commits."""
        return Accepted(receipt=message.id)

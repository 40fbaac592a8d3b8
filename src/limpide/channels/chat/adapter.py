"""Web chat: the row is the delivery; the page's acknowledgement is the receipt."""

from limpide.channels.protocol import Accepted, Capabilities, Kind, Outbound


class WebChat:
    """Hands over at once: see docs/decisions/0007."""

    @property
    def can(self) -> Capabilities:
        """Carry text and files, read from our own database."""
        return Capabilities(kind=Kind.CHAT, attachments=True, in_house=True)

    async def send(self, message: Outbound) -> Accepted:
        """Accept: the message is on the page as soon as the transaction commits."""
        return Accepted(receipt=message.id)

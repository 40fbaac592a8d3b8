"""Ways to reach a person, one folder each.

Promises: every attempt ends as accepted, rejected, unsure or surely not sent; what comes in is
    parsed without losing a word and without believing any of it.
Owns: adapters and parsers; no table.
Does not: decide whether or what to send, or remember anything.
"""

from .chat.adapter import WebChat
from .protocol import (
    Accepted,
    Attachment,
    Capabilities,
    Channel,
    ChannelDownError,
    Disclosure,
    Kind,
    Outbound,
    Outcome,
    Rejected,
    Threading,
    Unsure,
)

__all__ = [
    "Accepted",
    "Attachment",
    "Capabilities",
    "Channel",
    "ChannelDownError",
    "Disclosure",
    "Kind",
    "Outbound",
    "Outcome",
    "Rejected",
    "Threading",
    "Unsure",
    "WebChat",
]

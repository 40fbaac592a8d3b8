"""What delivery asks of the job processes."""

from collections.abc import Iterable
from typing import Final

from .model import MessageId

ATTEMPT: Final = "delivery.attempt"
# The same for what somebody is waiting for: it has a lane of its own in every worker.
ATTEMPT_NOW: Final = "delivery.attempt_now"
# Payload: message, number of its attempt, place in the row of askings, absent (how many times in
# a row the provider did not know it).
ASK: Final = "delivery.ask"
# Payload: ladder, place (of the last rung that began).
CLIMB: Final = "delivery.climb"
# Payload: letters (message ids) whose files are to be erased.
FORGET: Final = "delivery.forget"


def attempt_of(due: Iterable[tuple[MessageId, int]]) -> dict[str, object]:
    """Write the payload of an attempt: messages, each with the number of its one due attempt."""
    return {"due": [[str(message), number] for message, number in due]}

"""What journeys ask of the job processes. Payload: campaign, where nothing else is said."""

from typing import Final

START: Final = "journeys.start"
GATHER: Final = "journeys.gather"
SEND: Final = "journeys.send"
# Payload: contact, purpose.
ROUND: Final = "journeys.round"

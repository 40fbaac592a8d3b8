"""What journeys ask of the job processes. Payload of each: campaign."""

from typing import Final

START: Final = "journeys.start"
GATHER: Final = "journeys.gather"
SEND: Final = "journeys.send"

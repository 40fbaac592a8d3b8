"""What journeys announce."""

from dataclasses import dataclass
from uuid import UUID

from limpide.foundation.facts import Fact


@dataclass(frozen=True, slots=True)
class CampaignEnded(Fact):
    """Everybody of a campaign was asked for; what is queued still leaves."""

    campaign: UUID

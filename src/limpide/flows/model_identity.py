"""The words of identity: who may prove what, for how long, and how they are found."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class LinkRule(StrEnum):
    """How who signed in is found among our contacts."""

    EMAIL = "email"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class SignInProvider:
    """An OpenID Connect provider. `claim`: where the reference stands, by the rule `reference`.

    `acr`: how strongly it must have authenticated (Core 1.0, 3.1.2.1), where the company says so.
    """

    issuer: str
    client_id: str
    secret: str | None = None
    link: LinkRule = LinkRule.EMAIL
    claim: str = "customer_number"
    acr: str | None = None


@dataclass(frozen=True, slots=True)
class IdentityPolicy:
    """For how long a proof holds, in minutes, and who may prove `strong`."""

    verified_minutes: int = 120
    strong_minutes: int = 60
    provider: SignInProvider | None = None

    @property
    def verified_for(self) -> timedelta:
        """For how long a one-time code holds."""
        return timedelta(minutes=self.verified_minutes)

    @property
    def strong_for(self) -> timedelta:
        """For how long a sign-in holds."""
        return timedelta(minutes=self.strong_minutes)

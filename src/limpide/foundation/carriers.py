"""Providers as settings name them: the first of a channel by its own fields, others as a list."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

PerSecond = Annotated[float, Field(gt=0)]
# Kept with every attempt and part of call-back addresses: a name that is in use stays.
_NAME = r"^[a-z0-9][a-z0-9_-]{0,39}$"


class MailCarrier(BaseModel):
    """A mail server that sends for us."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=_NAME)
    host: str = Field(min_length=1)
    port: int = Field(587, ge=1, le=65535)
    user: str | None = None
    password: SecretStr | None = None
    tls: Literal["none", "starttls", "tls"] = "starttls"
    per_second: float | None = Field(None, gt=0)
    domains_per_second: dict[str, PerSecond] = {}


class SmsCarrier(BaseModel):
    """Who carries our SMS: Sinch, Twilio, or a server that speaks SMPP."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=_NAME)
    provider: Literal["sinch", "twilio", "smpp"]
    account: str | None = None
    secret: SecretStr | None = None
    hook_secret: SecretStr | None = None
    sender: str | None = None
    url: str | None = None
    host: str | None = None
    port: int = Field(2775, ge=1, le=65535)
    tls: bool = False
    system_type: str = ""
    window: int = Field(20, ge=1, le=1000)
    hex_ids: bool = False
    per_second: float | None = Field(None, gt=0)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what it cannot send without."""
        needed = ["account", "secret", "sender"] + (["host"] if self.provider == "smpp" else [])
        return tuple(sorted(name for name in needed if not getattr(self, name)))

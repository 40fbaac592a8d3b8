"""Settings: LIMPIDE_* in the environment or in a file `.env`, checked at the start."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from .carriers import MailCarrier, PerSecond, SmsCarrier


class ModelProvider(BaseModel):
    """A language model behind an address that speaks the OpenAI protocol.

    `name` and `where`: who runs it and where the data goes, as customers read it. `size` names
    the factor of its footprint.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=80)
    where: str = Field(min_length=1, max_length=80)
    url: str = Field(pattern=r"^https?://\S+$")
    model: str = Field(min_length=1, max_length=120)
    key: SecretStr | None = None
    size: Literal["small", "medium", "large"] = "medium"


class EmbeddingProvider(BaseModel):
    """An endpoint that turns texts into vectors, by the OpenAI protocol.

    `name` and `where`: who runs it and where texts go.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=80)
    where: str = Field(min_length=1, max_length=80)
    url: str = Field(pattern=r"^https?://\S+$")
    model: str = Field(min_length=1, max_length=120)
    key: SecretStr | None = None


class Settings(BaseSettings):
    """What an operator may set. docs/reference/settings.md says the same in words."""

    model_config = SettingsConfigDict(env_prefix="LIMPIDE_", env_file=".env", extra="ignore")

    database_url: SecretStr | None = Field(
        None, description="PostgreSQL 16 or newer. Without it, an embedded server is started."
    )
    database_admin_url: SecretStr | None = Field(
        None, description="Role that owns the tables and migrates. Default: database_url."
    )
    data_dir: Path = Field(
        Path(".limpide"), description="Embedded database, installation key, print spool."
    )
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port of the web server.")
    public_url: str | None = Field(
        None, description="Address customers see, without a final slash. Default: host and port."
    )
    secret_key: SecretStr | None = Field(
        None, description="Installation key, 64 hex digits. Default: made and kept in data_dir."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much is logged."
    )
    log_json: bool = Field(False, description="Log JSON lines, for machines.")
    workers: int = Field(1, ge=1, le=64, description="Job processes started by `up`.")

    mail_host: str = Field("127.0.0.1", description="Address the inbound mail server listens on.")
    mail_port: int = Field(
        2525, ge=0, le=65535, description="Port for inbound SMTP; 0 switches it off."
    )
    lmtp_port: int = Field(
        0, ge=0, le=65535, description="Port for inbound LMTP from a mail server; 0 is off."
    )
    mail_max_mb: int = Field(25, ge=1, le=200, description="Largest mail accepted, in MB.")

    smtp_host: str | None = Field(
        None, description="Server that sends our mail. Without it, mail waits in the queue."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of that server.")
    smtp_user: str | None = Field(None, description="User name at that server.")
    smtp_password: SecretStr | None = Field(None, description="Password at that server.")
    smtp_tls: Literal["none", "starttls", "tls"] = Field(
        "starttls", description="How the line to that server is encrypted."
    )
    smtp_per_second: float | None = Field(
        None, gt=0, description="Most mails a second that server takes. Default: no limit."
    )
    smtp_domains_per_second: dict[str, PerSecond] = Field(
        {}, description='Most mails a second to mailboxes of a domain, as JSON: {"gmail.com": 20}.'
    )
    smtp_more: tuple[MailCarrier, ...] = Field(
        (), description="Further mail servers, for when the first one fails, in their order."
    )
    sms_provider: Literal["sinch", "twilio", "smpp"] | None = Field(
        None, description="Who carries our SMS. Without one, SMS is no way to reach people."
    )
    sms_account: str | None = Field(
        None, description="Sinch service plan id, Twilio account SID, or SMPP system_id."
    )
    sms_secret: SecretStr | None = Field(
        None, description="Sinch API token, Twilio auth token, or SMPP password."
    )
    sms_hook_secret: SecretStr | None = Field(
        None, description="Secret by which Sinch signs what it posts to us."
    )
    sms_sender: str | None = Field(
        None, description="Number (+33…), short code or letters that SMS come from."
    )
    sms_url: str | None = Field(
        None, description="Address of the provider's HTTP API. Default: Sinch in the EU, Twilio."
    )
    sms_country: str = Field(
        "FR", pattern="^[A-Z]{2}$", description="Country of numbers written without one."
    )
    sms_company: str | None = Field(
        None, description="Short name of the company whose number it is. Default: the first."
    )
    sms_spelling: Literal["exact", "typography", "letters"] = Field(
        "typography", description="How far an SMS may be respelt to fit the cheaper alphabet."
    )
    sms_max_parts: int = Field(8, ge=1, le=10, description="Most parts of one SMS.")
    sms_confirm_stop: bool | None = Field(
        None, description="Confirm STOP and START. Default: yes; no with Twilio, which does it."
    )
    sms_per_second: float | None = Field(
        None, gt=0, description="Most SMS a second our contract allows. Default: no limit."
    )
    sms_more: tuple[SmsCarrier, ...] = Field(
        (), description="Further SMS providers, for when the first one fails, in their order."
    )
    sms_host: str | None = Field(None, description="SMPP server.")
    sms_port: int = Field(2775, ge=1, le=65535, description="Port of the SMPP server.")
    sms_tls: bool = Field(False, description="Encrypt the line to the SMPP server.")
    sms_system_type: str = Field(
        "", description="SMPP system_type, where the operator asks for it."
    )
    sms_window: int = Field(
        20, ge=1, le=1000, description="Most SMPP requests that wait for an answer."
    )
    sms_hex_ids: bool = Field(
        False, description="The SMPP server gives ids in hexadecimal and reports in decimal."
    )
    dkim_selector: str = Field("limpide", description="DKIM selector (RFC 6376).")
    dns_server: str | None = Field(
        None,
        description="Name server that `doctor` asks (address:port). Default: the system's.",
    )

    letter_by: Literal["spool", "lob"] = Field(
        "spool", description="Who prints letters: `spool` (files in data_dir/letters) or `lob`."
    )
    letter_layout: Literal["fr", "de", "us"] = Field(
        "fr", description="Window of your envelopes: fr (C5, DL), de (DIN 5008 B), us (#10)."
    )
    letter_sender: str = Field(
        "", description="Your address on letters; `|` between lines. Lob needs the postcode line."
    )
    letter_font: str = Field(
        "Libertinus Serif",
        description="Font of letters: this one is built in; others if installed.",
    )
    letter_duplex: bool = Field(True, description="Print letters on both sides.")
    letter_colour: bool = Field(False, description="Print letters in colour (costs more).")
    letter_lob_key: SecretStr | None = Field(None, description="Secret API key at Lob.")
    letter_lob_hook_secret: SecretStr | None = Field(
        None, description="Secret that signs what Lob posts to /hooks/lob."
    )
    letter_lob_url: str = Field(
        "https://api.lob.com/v1", description="Address of Lob's API, or of a stand-in."
    )

    knowledge_max_mb: int = Field(25, ge=1, le=500, description="Largest document read, in MB.")
    knowledge_private_addresses: bool = Field(
        False, description="Let `knowledge add URL` read private network addresses."
    )
    embeddings: EmbeddingProvider | None = Field(
        None, description="Endpoint for search by meaning. Default: none, search by words alone."
    )
    embeddings_time_limit: float = Field(
        0.5, gt=0, le=10, description="Seconds that a question may wait for that endpoint."
    )
    model_providers: tuple[ModelProvider, ...] = Field(
        (), description="Language models, the first choice first. Default: none is used."
    )
    model_tasks: tuple[Literal["understand", "word"], ...] = Field(
        ("understand", "word"), description="What a language model may be asked to do."
    )
    model_time_limit: float = Field(
        4.0, gt=0, le=60, description="Seconds that a turn may wait for language models."
    )
    model_tokens_per_turn: int = Field(
        6_000, ge=0, description="Most tokens one turn may cost, both ways."
    )
    model_tokens_per_day: int = Field(
        500_000, ge=0, description="Most tokens a company may cost in one day (UTC)."
    )
    demo_shop_port: int = Field(8090, description="Where the demo's shop listens, on loopback.")
    demo_mail_port: int = Field(
        8092, description="Where the demo takes the mail it sends, when no server is given."
    )
    actions_private_addresses: bool = Field(
        False, description="Let actions call services on private network addresses."
    )
    mcp_commands: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description='Programs that connectors may start, by name: `{"stock": ["/opt/stock-mcp"]}`.',
    )
    webhooks_private_addresses: bool = Field(
        False, description="Let webhooks call private network addresses, and plain http."
    )
    widget_origins: str = Field(
        "*", description="Sites that may show the widget, separated by spaces; * for all."
    )
    telemetry_endpoint: str | None = Field(
        None, description="OpenTelemetry collector (OTLP over HTTP) that receives traces."
    )
    metrics_token: SecretStr | None = Field(
        None, description="Bearer token for /metrics. Default: only from this machine."
    )

    @property
    def mail_carriers(self) -> tuple[MailCarrier, ...]:
        """Who sends our mail, the first choice first."""
        if self.smtp_host is None:
            return self.smtp_more
        first = MailCarrier(
            name="smtp",
            host=self.smtp_host,
            port=self.smtp_port,
            user=self.smtp_user,
            password=self.smtp_password,
            tls=self.smtp_tls,
            per_second=self.smtp_per_second,
            domains_per_second=self.smtp_domains_per_second,
        )
        return (first, *self.smtp_more)

    @property
    def sms_carriers(self) -> tuple[SmsCarrier, ...]:
        """Who carries our SMS, the first choice first."""
        if self.sms_provider is None:
            return self.sms_more
        first = SmsCarrier(
            name=self.sms_provider,
            provider=self.sms_provider,
            account=self.sms_account,
            secret=self.sms_secret,
            hook_secret=self.sms_hook_secret,
            sender=self.sms_sender,
            url=self.sms_url,
            host=self.sms_host,
            port=self.sms_port,
            tls=self.sms_tls,
            system_type=self.sms_system_type,
            window=self.sms_window,
            hex_ids=self.sms_hex_ids,
            per_second=self.sms_per_second,
        )
        return (first, *self.sms_more)

    @property
    def confirms_stop(self) -> bool:
        """Whether people are told that their STOP was heard."""
        if self.sms_confirm_stop is None:
            return self.sms_provider != "twilio"
        return self.sms_confirm_stop

    @property
    def base_url(self) -> str:
        """The address customers see."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

"""The one file that knows everyone: what is built, and who listens to which fact."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from limpide import api, assistant, contacts, conversations, delivery, journeys
from limpide.channels import (
    Channel,
    Kind,
    LetterSpool,
    LobLetters,
    Press,
    SmtpMail,
    SmtpServer,
    Stationery,
    WebChat,
    load_or_create_keys,
)
from limpide.foundation import facts, jobs, secrets
from limpide.foundation.database import Pool, open_pool
from limpide.foundation.settings import Settings

# What the outside may hear of, and under which name (docs/reference/webhooks.md).
EVENTS: dict[type[facts.Fact], str] = {
    conversations.MessageReceived: "message.received",
    conversations.MessageSaid: "message.said",
    conversations.HandedOver: "conversation.handed_over",
    conversations.HandedBack: "conversation.handed_back",
    conversations.Resolved: "conversation.resolved",
    conversations.FeedbackGiven: "answer.judged",
    delivery.Delivered: "message.delivered",
    delivery.Bounced: "message.bounced",
    delivery.Failed: "message.failed",
    delivery.BecameUnsure: "message.unsure",
    delivery.LadderEnded: "ladder.ended",
    journeys.CampaignEnded: "campaign.ended",
    contacts.ChoiceChanged: "choice.changed",
    contacts.AiModeChanged: "ai_mode.changed",
}


def webhooks(settings: Settings) -> api.Webhooks:
    """Build the part that tells other programs."""
    return api.Webhooks(EVENTS, allow_private=settings.webhooks_private_addresses)


def listeners(settings: Settings) -> facts.Listeners:
    """List who listens to which fact."""
    table: dict[type[facts.Fact], list[facts.Listener]] = {
        conversations.MessageReceived: [assistant.on_message_received],
        conversations.FeedbackGiven: [assistant.on_feedback_given],
        conversations.HandedBack: [assistant.on_handed_back],
        contacts.ChoiceChanged: [delivery.on_choice_changed],
        contacts.AiModeChanged: [delivery.on_ai_mode_changed],
        contacts.PauseChanged: [delivery.on_pause_changed],
        contacts.AddressSuppressed: [delivery.on_address_suppressed],
    }
    for fact in (
        delivery.Accepted,
        delivery.Delivered,
        delivery.Seen,
        delivery.Failed,
        delivery.Bounced,
        delivery.Stopped,
    ):
        table.setdefault(fact, []).append(delivery.on_progress)
    tell = webhooks(settings)
    for fact in EVENTS:
        table.setdefault(fact, []).append(tell.on_fact)
    return facts.Listeners(table)


def channels(settings: Settings) -> Mapping[Kind, Channel]:
    """Build the ways to reach people that this installation has."""
    ways: dict[Kind, Channel] = {Kind.CHAT: WebChat()}
    if settings.smtp_host is not None:
        password = settings.smtp_password
        server = SmtpServer(
            settings.smtp_host,
            settings.smtp_port,
            settings.smtp_user,
            None if password is None else password.get_secret_value(),
            settings.smtp_tls,
        )
        keys = load_or_create_keys(settings.data_dir / "dkim", settings.dkim_selector)
        ways[Kind.EMAIL] = SmtpMail(server, keys)
    letters = _letters(settings)
    if letters is not None:
        ways[Kind.LETTER] = letters
    return ways


def letter_folder(settings: Settings) -> Path:
    """Say where letters wait for the printer."""
    return settings.data_dir / "letters"


def _letters(settings: Settings) -> Channel | None:
    by_lob = settings.letter_by == "lob"
    press = Press(
        Stationery(
            layout="us-lob" if by_lob else settings.letter_layout,
            sender=tuple(
                line.strip() for line in settings.letter_sender.split("|") if line.strip()
            ),
            font=settings.letter_font,
            duplex=settings.letter_duplex,
            colour=settings.letter_colour,
        )
    )
    if not by_lob:
        return LetterSpool(letter_folder(settings), press)
    key = settings.letter_lob_key
    if key is None:
        return None
    return LobLetters(press, key=key.get_secret_value(), url=settings.letter_lob_url)


def handlers(settings: Settings) -> Mapping[str, jobs.Handler]:
    """List the jobs and who does them."""
    return {
        facts.DELIVER: listeners(settings).deliver,
        assistant.TURN: assistant.take_turn,
        conversations.WAKE: conversations.wake,
        delivery.CLIMB: delivery.climb,
        journeys.START: journeys.start,
        journeys.GATHER: journeys.gather,
        journeys.SEND: journeys.send,
        delivery.ATTEMPT: delivery.attempt_handler(channels(settings), settings.base_url),
        api.TELL: webhooks(settings).tell,
    }


def unlock(settings: Settings) -> None:
    """Give the process the installation's key, making one on the first start."""
    if settings.secret_key is not None:
        secrets.configure(bytes.fromhex(settings.secret_key.get_secret_value()))
    else:
        secrets.configure(secrets.load_or_create_key(settings.data_dir / "secret.key"))


@asynccontextmanager
async def opened(url: str, *, size: int = 10) -> AsyncGenerator[Pool, None]:
    """Connect to the database while the block runs."""
    pool = await open_pool(url, size=size)
    try:
        yield pool
    finally:
        await pool.close()

"""The one file that knows everyone: what is built, and who listens to which fact."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from limpide import (
    advisors,
    api,
    assistant,
    contacts,
    conversations,
    delivery,
    flows,
    journeys,
    knowledge,
    review,
    rights,
)
from limpide.channels import (
    Channel,
    DkimKeys,
    Kind,
    LetterSpool,
    LobLetters,
    Provider,
    Providers,
    SinchAccount,
    SinchSms,
    SmppLogin,
    SmppSms,
    SmsEvent,
    SmsManner,
    SmsSpelling,
    SmtpMail,
    SmtpServer,
    TwilioAccount,
    TwilioSms,
    WebChat,
    load_or_create_keys,
    press_of,
)
from limpide.foundation import facts, jobs, secrets
from limpide.foundation.carriers import MailCarrier, SmsCarrier
from limpide.foundation.database import Pool, open_pool
from limpide.foundation.settings import Settings

# What the outside may hear of, and under which name (docs/reference/webhooks.md).
EVENTS: dict[type[facts.Fact], str] = {
    conversations.MessageReceived: "message.received",
    conversations.MessageSaid: "message.said",
    conversations.HandedOver: "conversation.handed_over",
    conversations.HandedBack: "conversation.handed_back",
    conversations.SurveyAnswered: "survey.answered",
    conversations.TargetAtRisk: "target.at_risk",
    conversations.TargetMissed: "target.missed",
    conversations.Assigned: "conversation.assigned",
    conversations.Resolved: "conversation.resolved",
    conversations.ConversationsMerged: "conversation.merged",
    conversations.ConversationSplit: "conversation.split",
    conversations.FeedbackGiven: "answer.judged",
    assistant.contests.Contested: "answer.contested",
    assistant.contests.ContestDecided: "contest.decided",
    delivery.Delivered: "message.delivered",
    delivery.Bounced: "message.bounced",
    delivery.Failed: "message.failed",
    delivery.BecameUnsure: "message.unsure",
    delivery.LadderEnded: "ladder.ended",
    journeys.CampaignEnded: "campaign.ended",
    review.Proposed: "review.proposed",
    review.Assigned: "review.assigned",
    review.Decided: "review.decided",
    contacts.ChoiceChanged: "choice.changed",
    contacts.AiModeChanged: "ai_mode.changed",
    rights.PersonErased: "person.erased",
}


# What somebody is waiting for: these jobs never wait for a campaign's.
EXPRESS = frozenset({facts.DELIVER, assistant.TURN, assistant.RESUME, delivery.ATTEMPT_NOW})


def webhooks(settings: Settings) -> api.Webhooks:
    """Build the part that tells other programs."""
    return api.Webhooks(EVENTS, allow_private=settings.webhooks_private_addresses)


def programs(settings: Settings) -> api.Programs:
    """Build what the settings pages ask of the API: keys and webhooks."""
    return api.Programs(webhooks(settings))


def listeners(settings: Settings) -> facts.Listeners:
    """List who listens to which fact."""
    table: dict[type[facts.Fact], list[facts.Listener]] = {
        conversations.MessageReceived: [
            assistant.on_message_received,
            conversations.assigning.on_message_received,
        ],
        conversations.Resolved: [conversations.surveys.on_resolved],
        advisors.WentAway: [conversations.assigning.on_presence, conversations.on_went_away],
        advisors.CameBack: [conversations.assigning.on_presence],
        conversations.FeedbackGiven: [
            assistant.on_feedback_given,
            assistant.contests.on_feedback_given,
        ],
        conversations.HandedBack: [assistant.on_handed_back],
        flows.CallDecided: [assistant.on_call_decided],
        flows.SignedIn: [assistant.on_signed_in],
        review.Decided: [flows.on_decided, conversations.on_decided, journeys.on_decided],
        contacts.ChoiceChanged: [delivery.on_choice_changed],
        contacts.AiModeChanged: [delivery.on_ai_mode_changed],
        contacts.PauseChanged: [delivery.on_pause_changed],
        contacts.AddressSuppressed: [delivery.on_address_suppressed],
        delivery.BecameUnsure: [delivery.on_unsure],
        delivery.Complained: [assistant.on_complained],
        rights.PersonErased: [api.on_person_erased],
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


def dkim_keys(settings: Settings) -> DkimKeys:
    """Read the keys that sign our mail, made at the first start."""
    return load_or_create_keys(settings.data_dir / "dkim", settings.dkim_selector)


def providers(settings: Settings) -> Providers:
    """Build the ways to reach people that this installation has, and who carries each."""
    ways: dict[Kind, Sequence[Provider]] = {Kind.CHAT: [Provider("chat", WebChat())]}
    if settings.mail_carriers:
        keys = dkim_keys(settings)
        ways[Kind.EMAIL] = [_mail(each, keys) for each in settings.mail_carriers]
    able = [each for each in settings.sms_carriers if not each.missing]
    if able:
        ways[Kind.SMS] = [_sms(settings, each) for each in able]
    letters = _letters(settings)
    if letters is not None:
        ways[Kind.LETTER] = [Provider(settings.letter_by, letters)]
    return ways


def letter_folder(settings: Settings) -> Path:
    """Say where letters wait for the printer."""
    return settings.data_dir / "letters"


def _letters(settings: Settings) -> Channel | None:
    press = press_of(settings)
    if settings.letter_by != "lob":
        return LetterSpool(letter_folder(settings), press)
    key = settings.letter_lob_key
    if key is None:
        return None
    return LobLetters(press, key=key.get_secret_value(), url=settings.letter_lob_url)


def missing_for_sms(settings: Settings) -> Sequence[str]:
    """Name the settings without which SMS cannot be sent; none when there is no provider."""
    if settings.sms_provider is None:
        return []
    return [f"sms_{name}" for name in settings.sms_carriers[0].missing]


def mail_channel(carrier: MailCarrier, keys: DkimKeys | None) -> SmtpMail:
    """Open the channel to a mail server; without keys, mails are not signed."""
    password = None if carrier.password is None else carrier.password.get_secret_value()
    return SmtpMail(
        SmtpServer(carrier.host, carrier.port, carrier.user, password, carrier.tls), keys
    )


def _mail(carrier: MailCarrier, keys: DkimKeys) -> Provider:
    channel = mail_channel(carrier, keys)
    return Provider(carrier.name, channel, carrier.per_second, carrier.domains_per_second)


def _sms(settings: Settings, carrier: SmsCarrier) -> Provider:
    manner = SmsManner(
        carrier.sender or "",
        SmsSpelling(settings.sms_spelling),
        settings.sms_max_parts,
        settings.sms_country,
    )
    return Provider(carrier.name, _sms_channel(settings, carrier, manner), carrier.per_second)


def _sms_channel(settings: Settings, carrier: SmsCarrier, manner: SmsManner) -> Channel:
    account = carrier.account or ""
    secret = "" if carrier.secret is None else carrier.secret.get_secret_value()
    # Providers refuse a message whose call-back address they cannot reach.
    hooks = None if settings.public_url is None else f"{settings.base_url}/hooks"
    # The first one's call-backs bear no name: their addresses were given to it long ago.
    named = "" if carrier.name == settings.sms_provider else f"/{carrier.name}"
    url = {} if carrier.url is None else {"host": carrier.url.rstrip("/")}
    match carrier.provider:
        case "sinch":
            hook = hooks and f"{hooks}/sinch/sms{named}"
            return SinchSms(SinchAccount(account, secret, hook, **url), manner)
        case "twilio":
            hook = hooks and f"{hooks}/twilio/status{named}"
            return TwilioSms(TwilioAccount(account, secret, hook, **url), manner)
        case "smpp":
            return SmppSms(_smpp(carrier, account, secret), manner)


def _smpp(carrier: SmsCarrier, user: str, password: str) -> SmppLogin:
    return SmppLogin(
        host=carrier.host or "",
        port=carrier.port,
        user=user,
        password=password,
        system_type=carrier.system_type,
        tls=carrier.tls,
        window=carrier.window,
        hex_ids=carrier.hex_ids,
    )


async def receive(settings: Settings, pool: Pool, ways: Providers) -> None:
    """Take in what channels bring by themselves, until cancelled. HTTP call-backs come to `api`."""
    await asyncio.gather(
        *(
            _listen(settings, pool, each.name, each.channel)
            for each in ways.get(Kind.SMS, ())
            if isinstance(each.channel, SmppSms)
        )
    )


async def _listen(settings: Settings, pool: Pool, name: str, sms: SmppSms) -> None:
    async def stores(events: Sequence[SmsEvent]) -> None:
        await api.take_sms(pool, settings, events, provider=name)

    try:
        await sms.listen(stores)
    finally:
        await sms.close()


def models(settings: Settings) -> assistant.Models | None:
    """Open the lines to language models; None, and nothing loaded, where none is configured."""
    if not settings.model_providers:
        return None
    terms = assistant.Terms(
        tasks=frozenset(map(assistant.Task, settings.model_tasks)),
        time_limit=settings.model_time_limit,
        tokens_per_turn=settings.model_tokens_per_turn,
        tokens_per_day=settings.model_tokens_per_day,
    )
    return assistant.Models(settings.model_providers, terms)


def handlers(settings: Settings, ways: Providers | None = None) -> Mapping[str, jobs.Handler]:
    """List the jobs and who does them. `ways`: the providers, where the caller has built them."""
    ways = providers(settings) if ways is None else ways
    colleagues = {kind: several[0].channel for kind, several in ways.items()}
    attempt = delivery.attempt_handler(ways, settings.base_url)
    private = settings.actions_private_addresses
    return {
        facts.DELIVER: listeners(settings).deliver,
        assistant.TURN: partial(
            assistant.take_turn, allow_private=private, models=models(settings)
        ),
        assistant.RESUME: partial(assistant.resume, allow_private=private),
        assistant.NUDGE: assistant.nudge,
        flows.SETTLE: partial(assistant.settle, allow_private=private),
        conversations.WAKE: conversations.wake,
        conversations.joining.GIVE_UP: conversations.joining.give_up,
        conversations.surveys.ASK: partial(conversations.surveys.ask, base_url=settings.base_url),
        conversations.targets.TICK: conversations.targets.tick,
        conversations.assigning.TEND: conversations.assigning.tend,
        delivery.CLIMB: delivery.climb,
        delivery.FORGET: delivery.forget_handler(letter_folder(settings)),
        journeys.START: journeys.start,
        journeys.GATHER: journeys.gather,
        journeys.SEND: journeys.send,
        journeys.ROUND: journeys.go_round,
        delivery.ATTEMPT: attempt,
        delivery.ATTEMPT_NOW: attempt,
        delivery.ASK: delivery.ask_handler(ways, settings.base_url),
        review.EXPIRE: review.expire,
        advisors.POST: advisors.letter_handler(colleagues, settings.base_url),
        rights.ERASE: rights.on_grace_over,
        rights.RETAIN: rights.retain,
        api.TELL: webhooks(settings).tell,
    }


def unlock(settings: Settings) -> None:
    """Give the process the installation's key, made on the first start, and what it may call."""
    flows.allow_commands(settings.mcp_commands)
    knowledge.use_embeddings(settings.embeddings, seconds=settings.embeddings_time_limit)
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

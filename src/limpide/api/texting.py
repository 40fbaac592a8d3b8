"""Taking in what SMS providers tell us: texts into conversations, reports into delivery."""

from collections.abc import Sequence

from limpide import conversations, delivery
from limpide.channels import InboundSms, Kind, SmsEvent, SmsPart, SmsReport
from limpide.delivery import Status
from limpide.foundation import workspaces
from limpide.foundation.database import Pool
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import NoSuchWorkspaceError, Workspace


async def take_sms(
    pool: Pool, settings: Settings, events: Sequence[SmsEvent], *, provider: str
) -> None:
    """Keep what arrived from a provider. Repeatable: whoever tells us twice is heard once.

    A text belongs to the company whose number it is. A report names only the provider's id, so it
    is kept for each company: where no attempt has that id, it moves nothing.
    """
    companies = await workspaces.list_all(pool)
    texts = [event for event in events if not isinstance(event, SmsReport)]
    reports = [
        (event.provider_id, Status(event.became.value), event.code)
        for event in events
        if isinstance(event, SmsReport)
    ]
    if reports:
        for company in companies:
            async with pool.transaction(company.id) as db:
                await delivery.record_receipts(db, Kind.SMS, reports, provider=provider)
    if texts:
        for text in texts:
            owner = _owner(companies, settings, text.recipient)
            async with pool.transaction(owner.id) as db:
                whole = text
                if isinstance(text, SmsPart):
                    whole = await conversations.join_sms(db, text)
                if isinstance(whole, InboundSms):
                    await conversations.receive_sms(db, whole, confirms=settings.confirms_stop)


def _owner(companies: Sequence[Workspace], settings: Settings, number: str) -> Workspace:
    for company in companies:
        if number and company.sms_sender == number:
            return company
    for company in companies:
        if settings.sms_company in {None, company.slug}:
            return company
    raise NoSuchWorkspaceError

"""The inbound mail process: SMTP and LMTP in, conversations and bounces out."""

import asyncio
import signal
from collections.abc import Sequence
from typing import Final

from limpide import conversations, delivery, wiring
from limpide.channels import (
    InboundMail,
    InvalidDomainError,
    Kind,
    MailDesk,
    listen_for_mail,
    parse_mail,
    wire_address,
)
from limpide.conversations import Incoming
from limpide.foundation import place, telemetry, workspaces
from limpide.foundation.database import Database, Pool
from limpide.foundation.log import log
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace

_REMEMBERED_SECONDS: Final = 5.0
# Return paths, and the mailboxes to which providers send what readers complain of (RFC 2142).
_FOR_REPORTS: Final = {"b", "abuse", "fbl", "postmaster"}


async def listen(settings: Settings) -> None:
    """Take mail in until SIGTERM or SIGINT."""
    telemetry.configure(settings, "mail")
    wiring.unlock(settings)
    async with place.database(settings) as urls, wiring.opened(urls.run, size=12) as pool:
        desk = desk_of(pool, max_bytes=settings.mail_max_mb * 1_000_000)
        servers: list[asyncio.Server] = []
        if settings.mail_port:
            servers.append(await listen_for_mail(settings.mail_host, settings.mail_port, desk))
        if settings.lmtp_port:
            servers.append(
                await listen_for_mail(settings.mail_host, settings.lmtp_port, desk, lmtp=True)
            )
        stopped = asyncio.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
        log.info("mail.started")
        await stopped.wait()
        for server in servers:
            server.close()


def desk_of(pool: Pool, *, max_bytes: int) -> MailDesk:
    """Build the desk that takes mail in for all companies of the installation."""
    companies = _Companies(pool)

    async def accepts(address: str) -> bool:
        return await companies.at(address) is not None

    async def stores(raw: bytes, sender: str, recipients: tuple[str, ...]) -> None:
        await _take_in(companies, raw, sender, recipients)

    return MailDesk(accepts, stores, max_bytes)


class _Companies:
    """Whose address is whose. Known ones are remembered for some seconds, strangers are not."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._known: list[Workspace] = []
        self._until = 0.0

    async def at(self, address: str) -> Workspace | None:
        """Find whose address this is: the company's own, a return path `b+…`, where reports go."""
        now = asyncio.get_running_loop().time()
        found = _whose(address, self._known) if now < self._until else None
        if found is None:
            self._known = await workspaces.list_all(self.pool)
            self._until = now + _REMEMBERED_SECONDS
            found = _whose(address, self._known)
        return found


def _whose(address: str, companies: Sequence[Workspace]) -> Workspace | None:
    local, _, domain = _on_the_wire(address).rpartition("@")
    for company in companies:
        own_local, _, own_domain = _on_the_wire(company.mail_address).rpartition("@")
        is_ours = local.partition("+")[0] in {own_local, *_FOR_REPORTS}
        if domain == own_domain and is_ours:
            return company
    return None


def _on_the_wire(address: str) -> str:
    """A domain outside of ASCII is written in two ways; strangers may write what is none."""
    try:
        return wire_address(address.lower())
    except InvalidDomainError:
        return address.lower()


async def _take_in(
    companies: _Companies, raw: bytes, sender: str, recipients: tuple[str, ...]
) -> None:
    """Keep one mail: a report finds its message, everything else its conversation. Repeatable."""
    mail = await asyncio.to_thread(parse_mail, raw, sender, recipients)
    owners = {found.id for each in recipients if (found := await companies.at(each)) is not None}
    for company in owners:
        async with companies.pool.transaction(company) as db:
            if not await _bounced(db, mail) and not await _complained(db, mail):
                await _received(db, mail)


async def _bounced(db: Database, mail: InboundMail) -> bool:
    """Tell delivery what came back. False when it was no message of ours."""
    if mail.bounce is None:
        return False
    message = delivery.message_of_token(mail.bounce.text)
    if message is None:
        return False
    if mail.bounce.is_failure:
        await delivery.record_bounce(
            db, message, permanent=mail.bounce.permanent, code=mail.bounce.status
        )
    return True


async def _complained(db: Database, mail: InboundMail) -> bool:
    """Tell delivery what a reader called spam. False when the mail is no such report."""
    if mail.complaint is None:
        return False
    message = delivery.message_of_token(mail.complaint.text)
    if message is None:
        # A machine's report about somebody else's mail: there is nobody to answer.
        log.warning("mail.complaint_unknown", feedback=mail.complaint.feedback)
    elif mail.complaint.is_by_reader:
        await delivery.record_complaint(db, message, code=mail.complaint.feedback)
    return True


async def _received(db: Database, mail: InboundMail) -> None:
    if not mail.sender:
        # A failure report that names nothing of ours, from nobody: there is nobody to answer.
        return
    await conversations.receive_mail(
        db,
        Incoming(
            kind=Kind.EMAIL,
            provider_id=mail.message_id,
            address=mail.sender,
            text=mail.text,
            rest=mail.rest,
            subject=mail.subject,
            name=mail.sender_name or None,
            mail_ids=mail.mail_ids,
            automatic=mail.automatic,
            attachments=mail.attachments,
        ),
    )

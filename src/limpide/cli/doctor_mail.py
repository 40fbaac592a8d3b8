"""What `limpide doctor` says of the mail we send: what the DNS shows those who receive it."""

import asyncio
from collections.abc import Iterable
from typing import Final

import aiosmtplib

from limpide import insights, wiring
from limpide.channels import (
    ChannelDownError,
    Kind,
    MailRecord,
    MailRecordKind,
    MailRecordState,
    NameServer,
    examine_mail_records,
)
from limpide.foundation.carriers import MailCarrier
from limpide.foundation.database import Pool
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace

from .findings import Finding, Verdict

# RFC 2606 and RFC 6761: names that nobody can own.
_NOBODYS: Final = ("example", "test", "invalid", "localhost")
_VERDICTS: Final = {
    MailRecordState.GOOD: Verdict.GOOD,
    MailRecordState.LENIENT: Verdict.CHOICE,
    MailRecordState.UNKNOWN: Verdict.CHOICE,
    MailRecordState.MISSING: Verdict.FAULT,
    MailRecordState.WRONG: Verdict.FAULT,
}
# Google, «Email sender guidelines»: below 0.1 %, never 0.3 %; Yahoo, «Sender best practices»: below
# 0.3 %. What came back to us as a report is counted; Gmail sends none, and counts for itself.
_WARNED: Final = 0.001
_REFUSED: Final = 0.003
# Of few mails one complaint is a large share, and says little.
_FEW: Final = 3
_DAYS: Final = 30
_CONNECT_SECONDS: Final = 8.0
_NO_ANSWER: Final = ("does not answer", "Is it up, and the port right?")
# The narrower ones first.
_REFUSALS: Final = {
    aiosmtplib.SMTPConnectError: _NO_ANSWER,
    aiosmtplib.SMTPTimeoutError: _NO_ANSWER,
    aiosmtplib.SMTPAuthenticationError: (
        "refuses our user or password",
        "Look at LIMPIDE_SMTP_USER and LIMPIDE_SMTP_PASSWORD.",
    ),
    aiosmtplib.SMTPException: (
        "does not speak as it should",
        "Look at LIMPIDE_SMTP_TLS: it may offer no STARTTLS, or want TLS at once (port 465).",
    ),
}
_WHY: Final = {
    MailRecordKind.MX: "Without it nobody can answer.",
    MailRecordKind.SPF: "Gmail, Yahoo and Outlook refuse bulk mail without it.",
    MailRecordKind.DKIM: "Our signature cannot be checked without it.",
    MailRecordKind.DMARC: "Gmail, Yahoo and Outlook refuse bulk mail without it.",
    MailRecordKind.REVERSE: "Gmail refuses mail from servers whose name does not lead back.",
}


async def examine_servers(settings: Settings) -> list[Finding]:
    """Speak with each mail server as for a mail, up to signing in; nothing is handed over."""
    if not settings.mail_carriers:
        advice = "Set LIMPIDE_SMTP_HOST: until then mail waits in the queue."
        return [Finding("outgoing mail", Verdict.CHOICE, "no server", advice)]
    return [await _server(each) for each in settings.mail_carriers]


async def _server(carrier: MailCarrier) -> Finding:
    what, where = f"outgoing mail ({carrier.name})", f"{carrier.host}:{carrier.port}"
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            session = await wiring.mail_channel(carrier, None).connect()
    except (ChannelDownError, TimeoutError) as error:
        cause = error.__cause__
        found, advice = next(
            (said for kind, said in _REFUSALS.items() if isinstance(cause, kind)), _NO_ANSWER
        )
        return Finding(what, Verdict.FAULT, f"{where} {found}", advice)
    takes = "takes" if session.takes_utf8 else "takes no"
    session.close()
    return Finding(what, Verdict.GOOD, f"{where}, {takes} addresses outside of ASCII (SMTPUTF8)")


async def examine_mail(settings: Settings, companies: Iterable[Workspace]) -> list[Finding]:
    """Hold the DNS of each company's domain against what Gmail, Yahoo and Outlook.com demand."""
    if settings.smtp_host is None:
        return []
    ask = NameServer(settings.dns_server)
    keys = wiring.dkim_keys(settings)
    findings = _line(settings)
    for domain in sorted({company.mail_address.rpartition("@")[2] for company in companies}):
        if domain.rpartition(".")[2] in _NOBODYS:
            found = f"{domain} is a name that nobody can own"
            findings.append(Finding("mail records", Verdict.CHOICE, found, "Use your own domain."))
            continue
        records = await examine_mail_records(ask, domain, keys, settings.smtp_host)
        findings += [_finding(record) for record in records]
    return findings


async def examine_reception(pool: Pool, companies: Iterable[Workspace]) -> list[Finding]:
    """Hold how many called each company's mail spam against what Gmail and Yahoo bear."""
    found: list[Finding] = []
    for company in companies:
        async with pool.transaction(company.id) as db:
            received = await insights.received(db, insights.last_days(_DAYS))
        mails = [each for each in received if each.kind == Kind.EMAIL]
        sent, spam = sum(each.sent for each in mails), sum(each.complained for each in mails)
        if sent:
            found.append(_reception(company, sent, spam))
    return found


def _reception(company: Workspace, sent: int, spam: int) -> Finding:
    what = f"mail of {company.name} called spam"
    found = f"{spam} of {sent} in {_DAYS} days ({spam / sent:.2%})"
    if spam >= _FEW and spam / sent >= _REFUSED:
        advice = (
            "Hold campaigns: from 0.3 % on, Gmail and Yahoo refuse. `/insights` says who wrote what"
            " was called spam; write less often, and only to who asked for it."
        )
        return Finding(what, Verdict.FAULT, found, advice)
    if spam and spam / sent >= _WARNED:
        advice = "Gmail wants it under 0.1 %: look at what was sent last, and to whom."
        return Finding(what, Verdict.CHOICE, found, advice)
    return Finding(what, Verdict.GOOD, found)


def _line(settings: Settings) -> list[Finding]:
    if settings.smtp_tls != "none" or settings.smtp_host in {"localhost", "127.0.0.1", "::1"}:
        return []
    advice = "Set LIMPIDE_SMTP_TLS to starttls or tls: mail leaves readable by everyone between."
    return [Finding("outgoing mail", Verdict.FAULT, "not encrypted", advice)]


def _finding(record: MailRecord) -> Finding:
    advice = ""
    if record.should:
        what = "Publish" if record.state is MailRecordState.MISSING else "Change it to"
        advice = f"{what}: {record.should}. {_WHY[record.kind]}"
    name = f"{record.kind} of {record.name}"
    return Finding(name, _VERDICTS[record.state], record.found, advice)

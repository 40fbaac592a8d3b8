"""Bounces and complaints in the shapes in which they really come; a person's mail is never one."""

import base64
from dataclasses import dataclass

import pytest

from limpide.channels import InboundMail, parse_mail
from limpide.channels.email.statuses import is_address_at_fault, status_in

MARK = "0123456789abcdef0123456789abcdef.0123456789abcdef"
ORIGINAL = f"Message-ID: <{MARK}@y.example>\r\nSubject: Offres\r\n"


def parsed(raw: str, sender: str = "") -> InboundMail:
    return parse_mail(raw.encode(), sender, ("bonjour@y.example",))


def in_parts(kind: str, *parts: str, head: str = "From: mailer-daemon@mx.example") -> str:
    joined = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return f"{head}\r\nSubject: Mail\r\nContent-Type: {kind}; boundary=b\r\n\r\n{joined}--b--\r\n"


def coded(text: str) -> str:
    return base64.encodebytes(text.encode()).decode()


def dsn(
    *recipients: str,
    kind: str = "message/delivery-status",
    said: str = "Sorry.",
    is_coded: bool = False,
) -> str:
    fields = "\r\n\r\n".join(["Reporting-MTA: dns; mx.example", *recipients]) + "\r\n"
    coding = "Content-Transfer-Encoding: base64\r\n" if is_coded else ""
    return in_parts(
        "multipart/report; report-type=delivery-status",
        f"Content-Type: text/plain\r\n\r\n{said}\r\n",
        f"Content-Type: {kind}\r\n{coding}\r\n{coded(fields) if is_coded else fields}",
        f"Content-Type: text/rfc822-headers\r\n\r\n{ORIGINAL}",
    )


def told(status: str, diagnostic: str = "", action: str = "failed") -> str:
    more = f"\r\nDiagnostic-Code: {diagnostic}" if diagnostic else ""
    return (
        f"Final-Recipient: rfc822; agathe@x.example\r\nAction: {action}\r\nStatus: {status}{more}"
    )


@pytest.mark.parametrize(
    ("status", "diagnostic", "permanent"),
    [
        ("5.1.1", "", True),
        ("5.1.1 (bad destination mailbox address)", "", True),
        ("5.1.10", "smtp; 556 null MX", True),
        ("5.2.2", "smtp; 552 mailbox full", False),
        ("4.2.2", "", False),
        ("5.7.1", "smtp; 550 no such user, says our filter", False),
        # The sender's address is at fault here, not the reader's.
        ("5.1.7", "smtp; 553 bad sender", False),
        ("5.1.8", "smtp; 553 sender's domain does not exist", False),
        # Statuses that say nothing: the other server's words count, over several lines too.
        ("5.0.0", "smtp; 550 5.1.1\r\n user unknown", True),
        ("5.0.0", "smtp; 554 message refused", False),
        ("5.5.0", "smtp; 554 delivery error: this user doesn't have a x account", True),
        ("", "smtp; 550 5.7.26 unauthenticated [185.1.1.7]", False),
        ("4.4.7", "smtp; delivery expired, user unknown for now", False),
    ],
)
def test_a_report_says_whether_the_address_is_at_fault(
    status: str, diagnostic: str, permanent: bool
) -> None:
    found = parsed(dsn(told(status, diagnostic))).bounce
    assert found is not None
    assert (found.recipient, found.permanent) == ("agathe@x.example", permanent)
    assert found.is_failure
    assert MARK in found.text


def test_of_several_recipients_the_one_that_failed_counts() -> None:
    relayed = told("2.0.0", action="relayed").replace("agathe", "list")
    found = parsed(dsn(relayed, told("5.1.1"))).bounce
    assert found is not None
    assert (found.recipient, found.status, found.permanent) == ("agathe@x.example", "5.1.1", True)


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", "Expanded (list)"])
def test_what_is_no_failure_is_a_report_and_no_bounce(action: str) -> None:
    found = parsed(dsn(told("4.4.1", action=action))).bounce
    assert found is not None
    assert (found.is_failure, found.permanent) == (False, False)


@pytest.mark.parametrize("is_coded", [False, True])
def test_a_report_of_an_international_address_is_read_coded_or_not(is_coded: bool) -> None:
    failed = told("5.1.1").replace("rfc822; agathe", "utf-8; éloïse")
    found = parsed(dsn(failed, kind="message/global-delivery-status", is_coded=is_coded)).bounce
    assert found is not None
    assert (found.recipient, found.permanent) == ("éloïse@x.example", True)


@dataclass(frozen=True)
class Prose:
    """What a server wrote that never read RFC 3464."""

    head: str
    body: str
    permanent: bool


PROSE = [
    Prose("Subject: Mail delivery failed", "550 5.1.1 <a@x.example>: user unknown", True),
    Prose("Subject: Non remis : Bonjour", "L'adresse n'existe pas", True),
    Prose("Subject: Unzustellbar: Hallo", "Die Adresse existiert nicht.", True),
    Prose("Subject: Mail delivery failed", "The mailbox is full, try later", False),
    # Addresses of servers are no statuses.
    Prose("Subject: failure notice", "1.2.3.4 says: no mailbox here by that name (#5.1.1)", True),
    Prose("Subject: failure notice", "host [203.5.1.1] said: 554 refused as spam", False),
    # What the server quotes is ours, and says nothing about the address.
    Prose(
        "Subject: Mail delivery failed",
        "Mailbox full.\r\n\r\n------ This is a copy of the message ------\r\n\r\n"
        "Message-ID: <x@y>\r\n\r\nVotre adresse n'existe pas dans nos fichiers.",
        False,
    ),
    Prose(
        "X-MS-Exchange-Message-Is-Ndr:\r\nSubject: Undeliverable: Hello",
        "Remote server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'",
        True,
    ),
]


@pytest.mark.parametrize("one", PROSE)
def test_prose_of_a_mail_system_is_read(one: Prose) -> None:
    raw = f"From: MAILER-DAEMON@mx.example\r\n{one.head}\r\n\r\n{one.body}\r\n{ORIGINAL}"
    found = parsed(raw).bounce
    assert found is not None
    assert found.permanent is one.permanent
    assert MARK in found.text


def test_a_mark_in_an_encoded_part_is_found() -> None:
    text = coded(f"user unknown\n{ORIGINAL}")
    raw = "From: MAILER-DAEMON@mx.example\r\nSubject: Mail delivery failed\r\n"
    found = parsed(f"{raw}Content-Transfer-Encoding: base64\r\n\r\n{text}").bounce
    assert found is not None
    assert (found.permanent, MARK in found.text) == (True, True)


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Your payment was rejected",
        "Undelivered parcel",
        "Mail delivery failed again, what now?",
        "Non remis : mon colis",
        "Returned mail",
    ],
)
def test_a_customer_is_never_taken_for_a_bounce(subject: str) -> None:
    raw = (
        f"From: Agathe <agathe@x.example>\r\nSubject: {subject}\r\nIn-Reply-To: <{MARK}@y>\r\n\r\n"
        "My old address does not exist any more. 550 5.1.1 user unknown?\r\n"
    )
    read = parsed(raw, sender="agathe@x.example")
    assert (read.bounce, read.automatic) == (None, None)
    assert "does not exist" in read.text


def test_an_absence_is_no_bounce_though_its_return_path_is_empty() -> None:
    raw = (
        f"From: agathe@x.example\r\nSubject: Absente\r\nIn-Reply-To: <{MARK}@y>\r\n"
        "Auto-Submitted: auto-replied\r\n\r\nMon ancienne adresse n'existe plus.\r\n"
    )
    assert parsed(raw).bounce is None


def test_a_report_that_a_person_passes_on_is_none_of_theirs() -> None:
    part = f"Content-Type: message/delivery-status\r\n\r\nX: y\r\n\r\n{told('5.1.1')}\r\n"
    head = "From: Agathe <agathe@x.example>"
    raw = in_parts("multipart/mixed", f"\r\nVoyez {MARK}\r\n", part, head=head)
    assert parsed(raw, sender="agathe@x.example").bounce is None


ARF = (
    "Content-Type: message/feedback-report\r\n\r\nFeedback-Type: {feedback}\r\n"
    "User-Agent: Provider/1\r\nVersion: 1\r\nOriginal-Rcpt-To: <redacted@x.example>\r\n"
)


def arf(feedback: str, *, is_coded: bool = False) -> str:
    coding = "Content-Transfer-Encoding: base64\r\n" if is_coded else ""
    return in_parts(
        "multipart/report; report-type=feedback-report",
        "Content-Type: text/plain\r\n\r\nA reader complained.\r\n",
        ARF.format(feedback=feedback),
        f"Content-Type: message/rfc822\r\n{coding}\r\n{coded(ORIGINAL) if is_coded else ORIGINAL}",
        head="From: fbl@provider.example",
    )


@pytest.mark.parametrize("is_coded", [False, True])
@pytest.mark.parametrize(
    ("feedback", "is_by_reader"),
    [("abuse", True), ("Fraud", True), ("opt-out", True), ("not-spam", False), ("virus", False)],
)
def test_a_feedback_report_says_what_a_reader_called_spam(
    feedback: str, is_by_reader: bool, is_coded: bool
) -> None:
    found = parsed(arf(feedback, is_coded=is_coded), sender="fbl@provider.example").complaint
    assert found is not None
    assert found.is_by_reader is is_by_reader
    assert MARK in found.text


def reported_to_microsoft(reported: str) -> str:
    head = "From: staff@hotmail.example\r\nX: y"
    raw = in_parts("multipart/mixed", f"Content-Type: message/rfc822\r\n\r\n{reported}", head=head)
    return raw.replace("Subject: Mail", "Subject: complaint about message from 192.0.2.1", 1)


def test_microsoft_sends_the_mail_itself() -> None:
    reported = f"X-HmXmrOriginalRecipient: agathe@x.example\r\n{ORIGINAL}\r\nBonjour\r\n"
    found = parsed(reported_to_microsoft(reported), sender="staff@hotmail.example").complaint
    assert found is not None
    assert (found.is_by_reader, MARK in found.text) == (True, True)


def test_a_customer_who_complains_is_no_feedback_report() -> None:
    raw = reported_to_microsoft(f"{ORIGINAL}\r\nBonjour\r\n")
    assert parsed(raw, sender="agathe@x.example").complaint is None
    plain = "From: a@x.example\r\nSubject: abuse report\r\n\r\nArrêtez vos spams !\r\n"
    assert parsed(plain, sender="a@x.example").complaint is None


@pytest.mark.parametrize(
    ("answer", "status", "at_fault"),
    [
        ("5.1.1 user unknown", "5.1.1", True),
        ("User does not exist", "", True),
        ("5.7.1 blocked [185.1.1.7]", "5.7.1", False),
        ("blocked, 10.5.1.1 is on a list", "", False),
        ("5.1.8 sender's domain does not exist", "5.1.8", False),
        ("5.4.1 Recipient address rejected: Access denied", "5.4.1", False),
        ("mailbox unavailable", "", False),
    ],
)
def test_what_a_server_answers_is_judged_alike(answer: str, status: str, at_fault: bool) -> None:
    assert status_in(answer) == status
    assert is_address_at_fault(status, answer) is at_fault

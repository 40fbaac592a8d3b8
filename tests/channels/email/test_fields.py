"""Fields are read once, and read as the standard library reads them."""

from email import message_from_bytes, policy

import pytest

from limpide.channels.email.fields import policy_for_one

MAIL = (
    b"From: =?utf-8?q?Agathe_P=C3=A9rier?= <agathe@courriel.example>\r\n"
    b"To: a@x.example, B <b@x.example>\r\n"
    b"Subject: =?utf-8?b?UmV0b3Vy?=\r\n"
    b'Content-Type: multipart/mixed; boundary="b;1"\r\n'
    b"Content-Disposition: attachment; filename*=utf-8''%C3%A9.pdf\r\n"
    b"Date: Fri, 27 Nov 2026 10:00:00 +0100\r\n"
    b"X-Own: plain\r\nX-Own: twice\r\n\r\n--b;1--\r\n"
)


@pytest.mark.parametrize(
    "name",
    ["From", "To", "Subject", "Content-Type", "Content-Disposition", "Date", "X-Own", "Absent"],
)
def test_a_field_reads_as_ever(name: str) -> None:
    ours = message_from_bytes(MAIL, policy=policy_for_one())
    theirs = message_from_bytes(MAIL, policy=policy.default)

    assert str(ours.get(name)) == str(theirs.get(name))
    assert ours.get_all(name) == theirs.get_all(name)
    assert ours.get_content_type() == theirs.get_content_type()
    assert ours.get_filename() == theirs.get_filename()
    assert ours.as_bytes() == theirs.as_bytes()


def test_a_field_is_read_once_for_a_mail_and_again_for_the_next() -> None:
    mail = message_from_bytes(MAIL, policy=policy_for_one())
    other = message_from_bytes(MAIL, policy=policy_for_one())

    assert mail["From"] is mail["From"]
    assert mail["From"] is not other["From"]

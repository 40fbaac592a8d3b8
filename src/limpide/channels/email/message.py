"""Writing a mail: text and HTML, who wrote it on the first line and in the headers, threading."""

from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from typing import Final

from limpide.channels.protocol import Attachment, Disclosure, Outbound
from limpide.foundation import clock
from limpide.foundation.i18n import translate

from . import mime

# The frame of every mail. Outlook draws with Word: tables of a fixed width in comments that only it
# reads. Both colour schemes are declared, or programs invert colours as they like.
_SOFT: Final = "color:#4a5a55"
_FOOT: Final = (
    f"{_SOFT};font-size:13px;border-top:1px solid #c9d6d1;padding-top:12px;margin-top:24px"
)
_HEAD: Final = (
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark">'
    "<style>:root{color-scheme:light dark}a{color:#0b6b57}img{max-width:100%;height:auto}"
    "@media(max-width:480px){.lm-col{display:block!important;width:auto!important;"
    "padding:0!important}}"
    "@media(prefers-color-scheme:dark){.lm-page{background:#101816!important;"
    "color:#e8efec!important}.lm-soft,.lm-soft a{color:#a9bab4!important}a{color:#7fd1b9}"
    ".lm-button a{color:#ffffff!important}}</style></head>"
)
_BEFORE: Final = (
    '<body class="lm-page" style="margin:0;padding:0;background:#ffffff;color:#16201e">'
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>'
    '<td align="center" style="padding:16px"><!--[if mso]><table role="presentation" width="600">'
    '<tr><td><![endif]--><div style="max-width:600px;text-align:left;font-family:Helvetica,Arial,'
    'sans-serif;font-size:16px;line-height:1.5">'
)
_AFTER: Final = "</div><!--[if mso]></td></tr></table><![endif]--></td></tr></table></body>"
_LINKS: Final = ("seen", "why", "person", "choices", "stop")
# Our author kinds as modes of draft-abaris-aicdh-01.
_MODES: Final = {
    "person": "none",
    "template": "none",
    "person_with_ai": "ai-modified",
    "ai_reviewed": "ai-originated",
    "ai": "machine-generated",
}
# The same for readers of the HTML part, in the words that pages use.
_PARTS: Final = {
    "person": "none",
    "template": "none",
    "person_with_ai": "ai-assisted",
    "ai_reviewed": "ai-generated",
    "ai": "autonomous",
}


def mail(message: Outbound) -> bytes:
    """Draw a mail. Raises HeaderInjectionError when a value would break out of its header."""
    page = page_of(message)
    shown = [file for file in message.attachments if _is_shown(file, page)]
    beside = [file for file in message.attachments if file not in shown]
    content = mime.alternatives(message.id, _text(message), page, shown)
    kind, body = mime.with_files(message.id, content, beside)
    fields = [mime.field(name, value) for name, value in _headers(message).items() if value]
    fields += [
        mime.mailbox_field("From", message.sender, message.sender_name),
        mime.mailbox_field("To", message.address),
        mime.field("Date", _date(int(clock.now().timestamp()))),
        "MIME-Version: 1.0\r\n",
        f"Content-Type: {kind}\r\n",
    ]
    return f"{''.join(fields)}\r\n{body}".encode()


# Mails of the same second, pages of the same kind and links of the same language are many.
@lru_cache(maxsize=4)
def _date(seconds: int) -> str:
    return format_datetime(datetime.fromtimestamp(seconds, UTC))


@lru_cache(maxsize=16)
def _head(part: str) -> str:
    meta = f'<meta name="ai-disclosure" content="{part}">' if part else ""
    return _HEAD.replace("</head>", f"{meta}</head>")


@lru_cache(maxsize=16)
def _link_names(language: str) -> tuple[str, ...]:
    return tuple(translate(language, f"channels.email.{key}") for key in _LINKS)


def disclosure_header(disclosure: Disclosure) -> str:
    """Write the AI-Disclosure field: an RFC 9651 dictionary, its members parted by commas."""
    members = [f"mode={_MODES[disclosure.author]}"]
    names = (
        ("model", disclosure.engine),
        ("provider", disclosure.provider),
        ("reviewed-by", disclosure.reviewer),
    )
    members += [f'{key}="{_ascii(value)}"' for key, value in names if value]
    members.append(f"date=@{int(clock.now().timestamp())}")
    return ", ".join(members)


def _headers(message: Outbound) -> dict[str, str]:
    thread = message.threading
    disclosure = message.disclosure
    unsubscribe = message.unsubscribe_url
    return {
        "Subject": message.subject or translate(message.language, "channels.email.no_subject"),
        "Message-ID": thread.message_id or f"<{message.id}@{_domain(message.sender)}>",
        "In-Reply-To": thread.in_reply_to,
        "References": " ".join(thread.references),
        "Reply-To": message.reply_to,
        "Auto-Submitted": _automatic(message),
        "AI-Disclosure": "" if disclosure is None else disclosure_header(disclosure),
        "Passport": f"<{message.passport_url}>" if message.passport_url else "",
        "List-Id": f"<{message.list_id}>" if message.list_id else "",
        "Feedback-ID": message.feedback_id,
        "List-Unsubscribe": f"<{unsubscribe}>" if unsubscribe else "",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" if unsubscribe else "",
    }


def _automatic(message: Outbound) -> str:
    """Say which kind of automatic mail it is (RFC 3834, 5)."""
    if not message.automatic:
        return ""
    return "auto-replied" if message.threading.in_reply_to else "auto-generated"


def _is_shown(file: Attachment, page: str) -> bool:
    return bool(file.content_id) and f"cid:{file.content_id}" in page


def _text(message: Outbound) -> str:
    label = message.disclosure.label if message.disclosure else ""
    foot = [f"{name}\n{url}" for name, url in _links(message)]
    parts = [f"[{label}]"] if label else []
    return "\n\n".join([*parts, message.text, "-- \n" + "\n".join(foot)]) + "\n"


def page_of(message: Outbound) -> str:
    """Draw the HTML part, as mail programs show it: dark or light, wide or narrow, Outlook too."""
    label = message.disclosure.label if message.disclosure else ""
    body = message.html or "".join(
        f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in message.text.split("\n\n")
    )
    links = " · ".join(
        f'<a href="{escape(url)}" style="{_SOFT}">{escape(name)}</a>'
        for name, url in _links(message)
    )
    who = f'<p class="lm-soft" style="{_SOFT};font-size:14px">{escape(label)}</p>' if label else ""
    foot = f'<p class="lm-soft" style="{_FOOT}">{links}</p>' if links else ""
    part = _PARTS[message.disclosure.author] if message.disclosure else ""
    return (
        f'<!doctype html><html lang="{escape(message.language)}">{_head(part)}{_BEFORE}'
        f"{who}{body}{foot}{_AFTER}</html>"
    )


def _links(message: Outbound) -> list[tuple[str, str]]:
    urls = (
        message.seen_url,
        message.passport_url,
        message.human_url,
        message.preferences_url,
        message.unsubscribe_url,
    )
    named = zip(_link_names(message.language), urls, strict=True)
    return [(name, url) for name, url in named if url]


def _domain(address: str) -> str:
    return mime.wire_address(address).rpartition("@")[2]


def _ascii(value: str) -> str:
    plain = value.encode("ascii", "replace").decode()
    return plain.replace("\\", "").replace('"', "")

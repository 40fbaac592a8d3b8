"""Setting: a message and an address become the pages of a letter, tagged PDF/A-2a and PDF/UA-1.

Typst does the work, with the fonts it embeds, without a system library. It releases the interpreter
while it works, so letters are set in a thread.
"""

import base64
import io
import json
import threading
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import segno
import typst
from babel.dates import format_date

from limpide.channels.protocol import Outbound
from limpide.foundation import clock
from limpide.foundation.i18n import known, locale_of, translate

from .body import blocks_of
from .finishing import Finished, Unfit, finish
from .layouts import LAYOUTS
from .postal import PostalAddress, Unprintable, printed, read_postal

TEMPLATE: Final = Path(__file__).with_name("letter.typ")
# A message that long is a mistake. The second bound counts what is dear to set: a short line or a
# cell is a hundred characters of data; up to it, no letter holds the press for more than seconds.
_LONGEST: Final = 200_000
_MOST_DATA: Final = 600_000
_SET: Final = frozenset({"image/png", "image/jpeg", "image/gif"})
_MOST_IMAGE: Final = 2_000_000
# No size: the image's own, and its shape with it.
_WRAPPED: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="data:{kind};base64,{data}"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Stationery:
    """How this installation's letters look. `sender`: the company's address, line by line."""

    layout: str = "fr"
    sender: tuple[str, ...] = ()
    font: str = "Libertinus Serif"
    duplex: bool = True
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to print. `lines`: the address as printed; `language`: as it was set."""

    pdf: bytes
    pages: int
    address: PostalAddress
    lines: tuple[str, ...]
    is_archival: bool


class Press:
    """Sets letters, one at a time. Safe to call from several threads."""

    def __init__(self, stationery: Stationery) -> None:
        self.stationery = stationery
        self._lock = threading.Lock()
        self._compiler: typst.Compiler | None = None

    def print(self, message: Outbound) -> Letter | Unprintable | Unfit:
        """Set a letter, or say why it cannot be. Takes milliseconds of processor: use a thread."""
        head = message.letterhead
        address = read_postal(message.address, country=head.country)
        if isinstance(address, Unprintable):
            return address
        layout = self.stationery.layout
        lines = printed(address, layout.partition("-")[0], name=head.recipient)
        if isinstance(lines, Unprintable):
            return lines
        if len(message.text) + len(message.html) > _LONGEST:
            return Unfit("the text is too long for a letter")
        data = data_of(message, lines, self.stationery)
        if len(json.dumps(data)) > _MOST_DATA:
            return Unfit("the text is too long for a letter")
        set_ = self._set(json.dumps(data | {"images": images_of(message)}))
        if isinstance(set_, Unfit):
            return set_
        done = finish(set_, message, duplex=self.stationery.duplex)
        return done if isinstance(done, Unfit) else _letter(done, address, lines)

    def _set(self, data: str) -> bytes | Unfit:
        with self._lock:
            try:
                found = self._typst().compile(
                    format="pdf",
                    sys_inputs={"letter": data},
                    pdf_standards=["a-2a", "ua-1"],
                    timestamp=int(clock.now().timestamp()),
                )
            except typst.TypstError as error:
                # Such as a sign that no font has: a gap in a letter would pass unnoticed.
                return Unfit(f"it cannot be set: {_reason(error)}")
        assert isinstance(found, bytes)
        return found

    def _typst(self) -> typst.Compiler:
        if self._compiler is None:
            # System fonts only fill in for signs that the embedded ones lack.
            self._compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent)
        return self._compiler


def qr_of(url: str) -> segno.QRCode:
    """Give the code that leads to an address; a seventh of it may be lost in print (level M)."""
    return segno.make(url, error="m", micro=False)


def _reason(error: typst.TypstError) -> str:
    return "a sign has no font" if "could not be displayed" in error.message else "typesetter"


def _letter(done: Finished, address: PostalAddress, lines: tuple[str, ...]) -> Letter:
    return Letter(done.pdf, done.pages, address, lines, done.is_archival)


def data_of(message: Outbound, lines: tuple[str, ...], paper: Stationery) -> dict[str, object]:
    """Give all that the template is told about a letter."""
    head, language = message.letterhead, known(message.language)
    day = clock.now().astimezone(ZoneInfo(head.time_zone)).date()
    layout = LAYOUTS[paper.layout]
    return {
        "layout": asdict(layout),
        "margin": {"left": 20, "right": 20},
        "font": paper.font,
        "language": language,
        "company": head.company or message.sender_name,
        "author": message.sender_name or head.company,
        "sender": _sender(message, paper),
        "back": head.address or paper.sender,
        "address": lines,
        "day": (day.year, day.month, day.day),
        "date": _written(day, language),
        "subject": _line(message.subject) or translate(language, "channels.letter.no_subject"),
        "disclosure": _line(message.disclosure.label if message.disclosure else ""),
        "body": blocks_of(message.text, message.html),
        "signature": _line(message.sender_name),
        "enclosures": _enclosures(message, language),
        "qr": _svg(message.passport_url),
        "passport": message.passport_url,
        "short": _short(message.passport_url),
        "texts": _texts(message, language),
    }


def images_of(message: Outbound) -> dict[str, str]:
    """Give the images that the text shows, by content id, as drawings that hold their bytes.

    The typesetter reads no files, and data reaches it as text.
    """
    return {
        file.content_id: _WRAPPED.format(
            kind=file.content_type, data=base64.b64encode(file.content).decode()
        )
        for file in message.attachments
        if file.is_shown and file.content_type in _SET and len(file.content) <= _MOST_IMAGE
    }


def _sender(message: Outbound, paper: Stationery) -> list[str]:
    own = message.letterhead.address or paper.sender
    return [*own, *([message.sender] if message.sender else [])]


def _texts(message: Outbound, language: str) -> dict[str, str]:
    choices = ""
    # Paper has no one-click link: the reader's page does both, for news and offers.
    if message.unsubscribe_url and message.preferences_url:
        url = _short(message.preferences_url)
        choices = translate(language, "channels.letter.choices", url=url)
    reference = ""
    if message.return_token:
        code = message.return_token
        reference = translate(language, "channels.letter.reference", code=code)
    return {
        "why": translate(language, "channels.letter.why"),
        "person": translate(language, "channels.letter.person"),
        "qr": translate(language, "channels.letter.qr"),
        "choices": choices,
        "reference": reference,
        "page": translate(language, "channels.letter.page", page="%1", pages="%2"),
    }


def _enclosures(message: Outbound, language: str) -> str:
    beside = (each for each in message.attachments if not each.is_shown)
    names = ", ".join(_line(each.name) for each in beside)
    return translate(language, "channels.letter.enclosures", names=names) if names else ""


def _svg(url: str) -> str:
    if not url:
        return ""
    drawn = io.BytesIO()
    qr_of(url).save(drawn, kind="svg", border=0, xmldecl=False, unit=None, omitsize=True)
    return drawn.getvalue().decode()


def _short(url: str) -> str:
    return url.partition("://")[2] or url


def _written(day: date, language: str) -> str:
    return format_date(day, "long", locale=locale_of(language))


def _line(text: str) -> str:
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())

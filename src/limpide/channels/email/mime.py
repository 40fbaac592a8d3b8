"""MIME by hand: header fields and parts as RFC 5322, 2045 and 2047 want them, in one pass.

The standard library's EmailMessage takes more time than signing; see bench/campaign.py.
"""

import base64
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from struct import Struct
from typing import Final

from email_validator import EmailNotValidError, validate_email

from limpide.channels.protocol import Attachment

_ATOM: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_LONGEST_LINE: Final = 76
_LINE: Final = Struct(f"{_LONGEST_LINE}s")
# An encoded word has 75 characters at most: 45 bytes make 60 of them (RFC 2047, 2).
_WORD_BYTES: Final = 45
_TOKEN: Final = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")
_LINE_BREAKS: Final = ("\r", "\n", "\0")


class HeaderInjectionError(ValueError):
    """A header's value holds a line break."""


class InvalidDomainError(ValueError):
    """The domain of an address cannot be written in ASCII."""


def field(name: str, value: str) -> str:
    """Write a header field of free text. Raises HeaderInjectionError."""
    _check(name, value)
    return _folded(name, value if value.isascii() else encoded_words(value))


def mailbox_field(name: str, address: str, display: str = "") -> str:
    """Write a header field of one mailbox. Raises HeaderInjectionError."""
    _check(name, address + display)
    mailbox = wire_address(address)
    if not display:
        return f"{name}: {mailbox}\r\n"
    if not display.isascii():
        shown = encoded_words(display)
    elif _ATOM.fullmatch(display):
        shown = display
    else:
        escaped = display.replace("\\", "\\\\").replace('"', '\\"')
        shown = f'"{escaped}"'
    return _folded(name, f"{shown} <{mailbox}>")


def wire_address(address: str) -> str:
    """Write an address as it travels: the domain in ASCII (RFC 5891), the mailbox as it is.

    A mailbox that is not ASCII needs a server that speaks SMTPUTF8 (RFC 6531).
    """
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        valid = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise InvalidDomainError from error
    return f"{local}@{valid.ascii_domain}"


def encoded_words(value: str) -> str:
    """Write text that is not ASCII as encoded words (RFC 2047), never cutting a character."""
    words: list[str] = []
    part = bytearray()
    for character in value:
        raw = character.encode()
        if len(part) + len(raw) > _WORD_BYTES:
            words.append(_word(part))
            part = bytearray()
        part += raw
    return " ".join([*words, _word(part)])


def alternatives(
    seed: str, text: str, html: str, images: Sequence[Attachment] = ()
) -> tuple[str, str]:
    """Write text and HTML, with the images it shows, as alternatives: content type, and body."""
    boundary = _boundary(seed, "a")
    parts = [_text_part("plain", text), _related(seed, _text_part("html", html), images)]
    return f'multipart/alternative; boundary="{boundary}"', _joined(boundary, parts)


def _related(seed: str, page: str, images: Sequence[Attachment]) -> str:
    """Put images behind the page that shows them (RFC 2387)."""
    if not images:
        return page
    boundary = _boundary(seed, "r")
    body = _joined(boundary, [page, *map(_image_part, images)])
    return f'Content-Type: multipart/related; type="text/html"; boundary="{boundary}"\r\n\r\n{body}'


def with_files(seed: str, content: tuple[str, str], files: Sequence[Attachment]) -> tuple[str, str]:
    """Put files beside a content, if there are any."""
    if not files:
        return content
    boundary = _boundary(seed, "m")
    kind, body = content
    parts = [f"Content-Type: {kind}\r\n\r\n{body}", *(_file_part(file) for file in files)]
    return f'multipart/mixed; boundary="{boundary}"', _joined(boundary, parts)


def _text_part(kind: str, text: str) -> str:
    return (
        f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{_base64(text.encode())}"
    )


# The images of a campaign are the same for all its people: they are encoded once.
@lru_cache(maxsize=8)
def _image_part(file: Attachment) -> str:
    _check("Content-ID", file.content_id)
    return (
        f"Content-Type: {_kind(file)}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-ID: <{file.content_id}>\r\n"
        f"Content-Disposition: inline; {_filename(file.name)}\r\n\r\n{_base64(file.content)}"
    )


def _kind(file: Attachment) -> str:
    is_whole = _TOKEN.fullmatch(file.content_type)
    return file.content_type if is_whole else "application/octet-stream"


def _file_part(file: Attachment) -> str:
    return (
        f"Content-Type: {_kind(file)}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment; {_filename(file.name)}\r\n\r\n{_base64(file.content)}"
    )


def _filename(name: str) -> str:
    for sign in _LINE_BREAKS:
        name = name.replace(sign, " ")
    if _ATOM.fullmatch(name.replace(".", "")) and len(name) < _LONGEST_LINE:
        return f'filename="{name}"'
    # RFC 2231, 4: percent-encoded, with its charset.
    return "filename*=utf-8''" + "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02X}"
        for byte in name.encode()
    )


def _joined(boundary: str, parts: Iterable[str]) -> str:
    return "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"


def _base64(raw: bytes) -> str:
    # Lines of 76 characters, as RFC 2045, 6.8 asks.
    text = base64.b64encode(raw)
    whole = len(text) - len(text) % _LONGEST_LINE
    lines = [line for (line,) in _LINE.iter_unpack(text[:whole])]
    if whole < len(text):
        lines.append(text[whole:])
    return b"\r\n".join(lines).decode()


def _boundary(seed: str, part: str) -> str:
    # «=_» stands in no base64, so that no text can hold it (RFC 2045, 6.7).
    return f"=_{part}{sha256(seed.encode()).hexdigest()[:24]}"


def _word(part: bytes | bytearray) -> str:
    return f"=?utf-8?b?{base64.b64encode(part).decode()}?="


def _folded(name: str, value: str) -> str:
    if len(name) + 2 + len(value) <= _LONGEST_LINE:
        return f"{name}: {value}\r\n"
    lines, line = list[str](), f"{name}:"
    for word in value.split(" "):
        if len(line) + 1 + len(word) > _LONGEST_LINE and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line]) + "\r\n"


def _check(name: str, value: str) -> None:
    if any(sign in value for sign in _LINE_BREAKS):
        raise HeaderInjectionError(name)

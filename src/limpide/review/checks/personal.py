"""Personal data of someone else: addresses, numbers and accounts that are not the reader's."""

import re
from collections.abc import Callable, Iterator

from .model import Context, Finding, Severity

_SPACES = re.compile(r"[\s()-]|(?<=\d)\.(?=\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w+/])(?:\+\d{1,3}|00\d{1,3}|0)(?:[\s.\-\u00a0\u202f]?\(?\d\)?){8,12}\b")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){11,30}\b")
_CARD = re.compile(r"\b\d(?:[ -]?\d){12,18}\b")
_NIR = re.compile(r"\b[12]\s?\d\d\s?(?:0[1-9]|1[0-2])\s?\d[\dAB]\s?\d{3}\s?\d{3}\s?\d\d\b")


def personal(text: str, context: Context) -> Iterator[Finding]:
    """Find what looks like a person's address, number or account. Own and quoted ones may stand."""
    own = {_bare(each) for each in context.own}
    said = _bare(" ".join((*context.sources, *context.known)))
    taken: list[tuple[int, int]] = []
    for name, pattern, is_real in _KINDS:
        for match in pattern.finditer(text):
            bare = _bare(match[0])
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if is_real(bare):
                taken.append(match.span())
                if not _is_own(bare, own) and bare not in said:
                    severity = _severity(name, context)
                    yield Finding(name, severity, *match.span(), {"found": match[0]})


def _severity(name: str, context: Context) -> Severity:
    """A person may know whose address it is; an account or a card is never written."""
    is_address = name in {"personal.email", "personal.phone"}
    return Severity.AMBER if is_address and not context.by_ai else Severity.RED


def _is_own(bare: str, own: set[str]) -> bool:
    _, at, domain = bare.partition("@")
    return bare in own or _national(bare) in own or (bool(at) and f"@{domain}" in own)


def _bare(text: str) -> str:
    return _SPACES.sub("", text).lower()


def _national(number: str) -> str:
    """Write a French number as the world does: what a contact's address looks like."""
    return f"+33{number[1:]}" if number.startswith("0") else number


def _is_iban(bare: str) -> bool:
    """Check by ISO 7064, MOD 97-10 (ISO 13616)."""
    turned = bare[4:] + bare[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _is_card(bare: str) -> bool:
    """Check by Luhn's formula (ISO/IEC 7812-1)."""
    digits = [int(sign) for sign in reversed(bare)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_nir(bare: str) -> bool:
    """Check the key of a French social security number (INSEE; Corsica is 2A and 2B)."""
    number = bare[:13].replace("2a", "19").replace("2b", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(bare[13:])


def _always(bare: str) -> bool:
    return bool(bare)


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("personal.email", _EMAIL, _always),
    ("personal.iban", _IBAN, _is_iban),
    ("personal.nir", _NIR, _is_nir),
    ("personal.card", _CARD, _is_card),
    ("personal.phone", PHONE, _always),
)

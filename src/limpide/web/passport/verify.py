"""«Is this really from you?»: a passport's link, a sender's address, any link of ours."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from limpide import ledger
from limpide.foundation.database import Pool
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Passport

_LONGEST = 2000


class Verdict(StrEnum):
    """What we can say of what was pasted."""

    GENUINE_PASSPORT = "genuine_passport"
    GENUINE_LINK = "genuine_link"
    GENUINE_SENDER = "genuine_sender"
    UNKNOWN = "unknown"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict; for a passport also whether the pasted text is the one that was sent."""

    verdict: Verdict
    passport: Passport | None = None
    is_same_text: bool | None = None


async def verify(
    pool: Pool, workspace: Workspace, base_url: str, pasted: str, text: str = ""
) -> Verification:
    """Judge what a person pasted. Nothing is fetched: only what we know is compared."""
    pasted = pasted.strip()[:_LONGEST]
    if not pasted:
        return Verification(Verdict.EMPTY)
    token = _passport_token(pasted, base_url)
    if token is not None:
        return await _passport(pool, workspace, token, text)
    if _host(pasted) == _host(base_url) != "":
        return Verification(Verdict.GENUINE_LINK)
    if "@" in pasted and _is_our_sender(pasted, workspace):
        return Verification(Verdict.GENUINE_SENDER)
    return Verification(Verdict.UNKNOWN)


async def is_genuine(pool: Pool, passport: Passport) -> bool:
    """Check a passport against the keys of its company."""
    async with pool.transaction(passport.workspace) as db:
        return ledger.verify_passport(passport, await ledger.list_public_keys(db))


async def _passport(pool: Pool, workspace: Workspace, token: str, text: str) -> Verification:
    passport = await ledger.find_passport(pool, token)
    if passport is None or passport.workspace != workspace.id:
        return Verification(Verdict.UNKNOWN)
    if not await is_genuine(pool, passport):
        return Verification(Verdict.UNKNOWN)
    same = ledger.text_sha256(text) == passport.body["text_sha256"] if text.strip() else None
    return Verification(Verdict.GENUINE_PASSPORT, passport, same)


def _passport_token(pasted: str, base_url: str) -> str | None:
    """Take the token of a link to one of our passports; a look-alike host has none."""
    if _host(pasted) not in {"", _host(base_url)}:
        return None
    folder, _, token = urlsplit(pasted).path.rpartition("/")
    return token if folder.endswith("/m") or folder == "m" else None


def _host(link: str) -> str:
    try:
        # The user part is where imitations hide: «https://us.example@evil.example/».
        return (urlsplit(link).hostname or "").lower()
    except ValueError:
        return ""


def _is_our_sender(pasted: str, workspace: Workspace) -> bool:
    address = pasted.rpartition("<")[2].rstrip(">").strip().lower()
    return address == workspace.mail_address.lower()

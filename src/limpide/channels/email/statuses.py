"""Enhanced status codes (RFC 3463), and the prose of servers that give none: whose fault it is."""

import re
from typing import Final

# Part of no IP address and no version: «[185.1.1.7]» holds no 5.1.1.
_STATUS: Final = re.compile(r"(?<![\d.])([45])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)")
_UNKNOWN: Final = re.compile(
    r"user unknown|unknown (?:user|recipient)|no such (?:user|mailbox|address|recipient)|"
    r"(?:user|mailbox|recipient|address|account)[^.\n]{0,40} (?:does not exist|doesn.t exist|"
    r"not found|(?:could not|couldn.t) be found)|(?:does not|doesn.t) have an? [^.\n]{0,30}account|"
    r"no mailbox (?:here )?by that name|address not found|n.existe pas|"
    r"(?:adresse|utilisateur|destinataire|boîte)[^.\n]{0,20} (?:inconnue?|introuvable)|"
    r"existiert nicht|empfänger unbekannt|unbekannter (?:empfänger|benutzer)|"
    r"no existe|destinatario (?:desconocido|sconosciuto|inesistente)|non esiste|bestaat niet",
    re.IGNORECASE,
)
# Of the first subject, what is said of the sender's address, not of the reader's (3.2).
_OF_THE_SENDER: Final = {"7", "8"}
# «Other»: the words tell more. A server's policy and a full mailbox never count as unknown.
_VAGUE: Final = {"0", "5"}


def status_in(text: str) -> str:
    """Find the first enhanced status of a failure in a text; '' without one."""
    found = _STATUS.search(text)
    return found[0] if found else ""


def is_address_at_fault(status: str, words: str) -> bool:
    """Say whether a mailbox surely does not exist: full boxes, policies and servers pass."""
    if not status:
        return _says_unknown(words)
    kind, subject, detail = status.split(".")
    if kind != "5":
        return False
    if subject == "1" and detail != "0":
        return detail not in _OF_THE_SENDER
    return (subject in _VAGUE or subject == "1") and _says_unknown(words)


def _says_unknown(words: str) -> bool:
    """Say whether the words are those by which servers say that nobody has an address."""
    return _UNKNOWN.search(words) is not None

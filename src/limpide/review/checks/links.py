"""Links that lead elsewhere than they say, or that anybody may read and change on the way."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from .model import Context, Finding, Severity
from .rules import read

_URL = re.compile(r"https?://[^\s<>()\[\]«»\"]+[^\s<>()\[\]«»\".,;:!?…]", re.IGNORECASE)
_SHOWN = re.compile(r"\[([^\]\n]{1,200})\]\((https?://[^\s)]+)\)", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
_IP = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\]|\d+|0x[0-9a-f]+)$", re.IGNORECASE)


def links(text: str, context: Context) -> Iterator[Finding]:
    """Find unsafe links (OWASP «Unvalidated Redirects»; Unicode TS 39 on look-alikes)."""
    del context
    for match in _SHOWN.finditer(text):
        shown, host = _DOMAIN.search(match[1]), _host(match[2])
        if shown is not None and not _is_within(host, shown[1].lower()):
            yield Finding("link.other", Severity.RED, *match.span(), {"found": host})
    for match in _URL.finditer(text):
        fault = _fault(match[0])
        if fault is not None:
            name, severity = fault
            yield Finding(name, severity, *match.span(), {"found": match[0]})


def _fault(url: str) -> tuple[str, Severity] | None:
    host = _host(url)
    if "@" in url.split("//", 1)[1].split("/", 1)[0]:
        return "link.disguised", Severity.RED
    if _IP.match(host):
        return "link.ip", Severity.RED
    if any(part.startswith("xn--") for part in host.split(".")) or not host.isascii():
        return "link.lookalike", Severity.RED
    if host in read("links")["shorteners"]:
        return "link.short", Severity.AMBER
    if url.lower().startswith("http:") and host != "localhost":
        return "link.plain", Severity.AMBER
    return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _is_within(host: str, shown: str) -> bool:
    return host == shown or host.endswith(f".{shown}") or shown == f"www.{host}"

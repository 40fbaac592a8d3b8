"""What the DNS says about a domain that sends mail, held against what receivers demand of senders.

Gmail and Yahoo since February 2024, Outlook.com since May 2025: SPF (RFC 7208) and DKIM (RFC 6376)
published, DMARC (RFC 9989) with a policy, and a sending server whose name and address agree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import dns.asyncresolver
import dns.exception
import dns.resolver
import dns.reversename

from limpide.foundation.outgoing import is_public

from .dkim import DkimKeys

_SPF_LOOKUPS: Final = 10  # RFC 7208, 4.6.4: more is a permanent error
_SPF_FOLLOWED: Final = {"include", "redirect"}
_SPF_ASKING: Final = {*_SPF_FOLLOWED, "a", "mx", "ptr", "exists"}
_SPF_VALUE: Final = re.compile("[:=/]")
_TREE_WALK: Final = 8  # RFC 9989: at most eight questions from the domain upwards
LIFETIME = 5.0  # seconds for one question


class RecordKind(StrEnum):
    """What was looked at."""

    MX = "MX"
    SPF = "SPF"
    DKIM = "DKIM"
    DMARC = "DMARC"
    REVERSE = "PTR"


class State(StrEnum):
    """How it stands. `LENIENT` is enough for the receivers, and could be better."""

    GOOD = "good"
    LENIENT = "lenient"
    MISSING = "missing"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing in the DNS: its name, what stands there, and what should (empty: nothing else)."""

    kind: RecordKind
    name: str
    state: State
    found: str
    should: str = ""


class NameServer:
    """Questions to the DNS. `server`: address or address:port; without it, the system's."""

    def __init__(self, server: str | None = None) -> None:
        self._resolver = dns.asyncresolver.Resolver(configure=server is None)
        self._resolver.lifetime = LIFETIME
        if server is not None:
            host, _, port = server.partition(":")
            self._resolver.nameservers = [host]
            self._resolver.port = int(port or 53)

    async def texts(self, name: str) -> list[str]:
        """Give the TXT records of a name, each joined; none if there is no such name."""
        answer = await self._ask(name, "TXT")
        return [b"".join(one.strings).decode("utf-8", "replace") for one in answer]

    async def mail_servers(self, name: str) -> list[str]:
        """Give the servers that take the mail of a domain, nearest first."""
        answer = sorted(await self._ask(name, "MX"), key=lambda one: one.preference)
        return [one.exchange.to_text(omit_final_dot=True) for one in answer]

    async def addresses(self, name: str) -> list[str]:
        """Give the IPv4 and IPv6 addresses of a name."""
        found = [*await self._ask(name, "A"), *await self._ask(name, "AAAA")]
        return [one.address for one in found]

    async def names_of(self, address: str) -> list[str]:
        """Give the names that an address says it has."""
        answer = await self._ask(dns.reversename.from_address(address).to_text(), "PTR")
        return [one.target.to_text(omit_final_dot=True) for one in answer]

    async def _ask(self, name: str, kind: str) -> list[Any]:
        try:
            return list(await self._resolver.resolve(name, kind))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []


async def examine(ask: NameServer, domain: str, keys: DkimKeys, smtp_host: str) -> list[Record]:
    """Look at all that receivers look at. A server that does not answer is a finding, no error."""
    looks = (
        (RecordKind.MX, domain, _mail_servers(ask, domain)),
        (RecordKind.SPF, domain, _spf(ask, domain)),
        *(
            (RecordKind.DKIM, name, _dkim(ask, name, wanted))
            for name, wanted in keys.dns_records(domain).items()
        ),
        (RecordKind.DMARC, f"_dmarc.{domain}", _dmarc(ask, domain)),
        (RecordKind.REVERSE, smtp_host, _reverse(ask, smtp_host)),
    )
    found: list[Record] = []
    for kind, name, look in looks:
        try:
            found.append(await look)
        except (dns.exception.DNSException, OSError):
            found.append(Record(kind, name, State.UNKNOWN, "the name server does not answer"))
    return found


async def _mail_servers(ask: NameServer, domain: str) -> Record:
    servers = await ask.mail_servers(domain)
    if not servers:
        return Record(RecordKind.MX, domain, State.MISSING, "nothing", "the server that takes mail")
    return Record(RecordKind.MX, domain, State.GOOD, ", ".join(servers))


async def _spf(ask: NameServer, domain: str) -> Record:
    policies = await _spf_of(ask, domain)
    if not policies:
        should = "v=spf1 with the servers that send, then -all"
        return Record(RecordKind.SPF, domain, State.MISSING, "nothing", should)
    if len(policies) > 1:
        should = "one record only (RFC 7208, 4.5)"
        return Record(RecordKind.SPF, domain, State.WRONG, " and ".join(policies), should)
    lookups = await _lookups(ask, policies[0], {domain})
    terms = policies[0].lower().split()
    if lookups > _SPF_LOOKUPS:
        should = f"at most {_SPF_LOOKUPS} look-ups, not {lookups} (RFC 7208, 4.6.4)"
        return Record(RecordKind.SPF, domain, State.WRONG, policies[0], should)
    if {"+all", "all", "?all"} & set(terms):
        should = "-all or ~all at the end: this lets everyone send in your name"
        return Record(RecordKind.SPF, domain, State.WRONG, policies[0], should)
    return Record(RecordKind.SPF, domain, State.GOOD, policies[0])


async def _spf_of(ask: NameServer, domain: str) -> list[str]:
    texts = await ask.texts(domain)
    return [text for text in texts if text.lower().split()[:1] == ["v=spf1"]]


async def _lookups(ask: NameServer, policy: str, seen: set[str]) -> int:
    """Count the questions that a policy costs whoever checks it, those of included ones too."""
    count = 0
    for term in policy.lower().split()[1:]:
        mechanism, *target = _SPF_VALUE.split(term.lstrip("+-~?"), maxsplit=1)
        count += mechanism in _SPF_ASKING
        if mechanism in _SPF_FOLLOWED and target and target[0] not in seen:
            seen.add(target[0])
            for included in (await _spf_of(ask, target[0]))[:1]:
                count += await _lookups(ask, included, seen)
        if count > _SPF_LOOKUPS:
            break
    return count


async def _dkim(ask: NameServer, name: str, wanted: str) -> Record:
    texts = await ask.texts(name)
    if not texts:
        return Record(RecordKind.DKIM, name, State.MISSING, "nothing", wanted)
    if _tags(texts[0]).get("p", "") != _tags(wanted)["p"]:
        return Record(RecordKind.DKIM, name, State.WRONG, "another key than ours", wanted)
    return Record(RecordKind.DKIM, name, State.GOOD, f"our {_tags(wanted)['k']} key")


async def _dmarc(ask: NameServer, domain: str) -> Record:
    name = f"_dmarc.{domain}"
    should = f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}"
    for parent in _upwards(domain):
        policies = [t for t in await ask.texts(f"_dmarc.{parent}") if _tags(t).get("v") == "DMARC1"]
        if policies:
            return _judged(f"_dmarc.{parent}", policies, is_parent=parent != domain)
    return Record(RecordKind.DMARC, name, State.MISSING, "nothing", should)


def _judged(name: str, policies: Sequence[str], *, is_parent: bool) -> Record:
    tags = _tags(policies[0])
    policy = tags.get("sp", tags.get("p", "none")) if is_parent else tags.get("p", "none")
    if len(policies) > 1 or policy not in {"none", "quarantine", "reject"}:
        should = "one record with p=none, p=quarantine or p=reject"
        return Record(RecordKind.DMARC, name, State.WRONG, policies[0], should)
    if policy == "none":
        should = "p=quarantine, once the reports show that all your mail passes"
        return Record(RecordKind.DMARC, name, State.LENIENT, policies[0], should)
    return Record(RecordKind.DMARC, name, State.GOOD, policies[0])


def _upwards(domain: str) -> list[str]:
    """Name the domain and those above it, down to two labels (RFC 9989, the tree walk)."""
    labels = domain.split(".")
    above = [".".join(labels[n:]) for n in range(len(labels) - 1)]
    return above[:1] + above[1:][-(_TREE_WALK - 1) :]


async def _reverse(ask: NameServer, host: str) -> Record:
    addresses = await ask.addresses(host) if not _is_address(host) else [host]
    if not addresses:
        return Record(RecordKind.REVERSE, host, State.UNKNOWN, "the name has no address")
    if not all(map(is_public, addresses)):
        found = "a server of your network: what it says to the world is not visible from here"
        return Record(RecordKind.REVERSE, host, State.UNKNOWN, found)
    for address in addresses:
        names = await ask.names_of(address)
        forward = [one for name in names for one in await ask.addresses(name)]
        if address not in forward:
            found = f"{address} is named {', '.join(names) or 'nothing'}"
            should = "a name that leads back to the address"
            return Record(RecordKind.REVERSE, host, State.WRONG, found, should)
    return Record(RecordKind.REVERSE, host, State.GOOD, ", ".join(addresses))


def _is_address(host: str) -> bool:
    try:
        is_public(host)
    except ValueError:
        return False
    return True


def _tags(text: str) -> dict[str, str]:
    """Read `a=b; c=d` (RFC 6376, 3.2); spaces inside a value do not count."""
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip(): "".join(value.split()) for name, _, value in pairs if name.strip()}

"""What the DNS says of a domain that sends mail, asked from a real name server on this machine."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest

from limpide.channels import DkimKeys, NameServer, examine_mail_records, load_or_create_keys
from limpide.channels import MailRecord as Record
from limpide.channels import MailRecordKind as RecordKind
from limpide.channels import MailRecordState as State

DOMAIN = "maison-olvera.fr"
SERVER = "smtp.maison-olvera.fr"
ADDRESS = "51.15.20.30"
Zone = dict[tuple[str, str], list[str]]


class _Answers(asyncio.DatagramProtocol):
    """A name server that knows one zone."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.asked = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.line = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.asked += 1
        query = dns.message.from_wire(data)
        [question] = query.question
        name = question.name.to_text(omit_final_dot=True)
        kind = dns.rdatatype.to_text(question.rdtype)
        answer = dns.message.make_response(query)
        if values := self.zone.get((name, kind)):
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *values))
        elif not any(known == name for known, _ in self.zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self.line.sendto(answer.to_wire(), addr)


def text(value: str) -> str:
    """Write a TXT record as zone files do: in strings of at most 255 characters."""
    return " ".join(f'"{value[at : at + 200]}"' for at in range(0, len(value), 200))


@pytest.fixture
def keys(tmp_path: Path) -> DkimKeys:
    return load_or_create_keys(tmp_path / "dkim", "limpide")


@pytest.fixture
def zone(keys: DkimKeys) -> Zone:
    """All as it should be."""
    reverse = ".".join(reversed(ADDRESS.split("."))) + ".in-addr.arpa"
    return {
        (DOMAIN, "MX"): [f"10 {SERVER}."],
        (DOMAIN, "TXT"): [text("google-site-verification=x"), text("v=spf1 mx a:x.fr -all")],
        (f"_dmarc.{DOMAIN}", "TXT"): [text("v=DMARC1; p=quarantine; rua=mailto:d@x.fr")],
        (SERVER, "A"): [ADDRESS],
        (reverse, "PTR"): [f"{SERVER}."],
        **{(n, "TXT"): [text(value)] for n, value in keys.dns_records(DOMAIN).items()},
    }


@dataclass(frozen=True)
class World:
    """A name server, and a look at it."""

    zone: Zone
    keys: DkimKeys
    server: str

    async def look(self, domain: str = DOMAIN) -> dict[RecordKind, Record]:
        """Look; of two keys the finding that is not good counts."""
        ask = NameServer(self.server)
        records = await examine_mail_records(ask, domain, self.keys, SERVER)
        return {r.kind: r for r in sorted(records, key=lambda r: r.state is not State.GOOD)}


@pytest.fixture
async def world(zone: Zone, keys: DkimKeys) -> AsyncIterator[World]:
    loop = asyncio.get_running_loop()
    line, _ = await loop.create_datagram_endpoint(
        lambda: _Answers(zone), local_addr=("127.0.0.1", 0)
    )
    yield World(zone, keys, f"127.0.0.1:{line.get_extra_info('sockname')[1]}")
    line.close()


async def test_a_domain_set_up_well_has_nothing_to_change(world: World) -> None:
    found = await world.look()

    assert {record.state for record in found.values()} == {State.GOOD}
    assert set(found) == set(RecordKind)


async def test_an_unknown_domain_is_told_what_to_publish(world: World) -> None:
    found = await world.look("nobody.fr")

    missing = {kind for kind, record in found.items() if record.state is State.MISSING}
    assert missing == {RecordKind.MX, RecordKind.SPF, RecordKind.DKIM, RecordKind.DMARC}
    assert found[RecordKind.DKIM].should in world.keys.dns_records("nobody.fr").values()


@pytest.mark.parametrize(
    ("policies", "state"),
    [
        (["v=spf1 mx -all", "v=spf1 ~all"], State.WRONG),
        (["v=spf1 mx +all"], State.WRONG),
        (["v=spf1 mx ?all"], State.WRONG),
        (["v=spf1 " + "exists:%{i}.x.fr " * 11 + "-all"], State.WRONG),
        (["v=spf1 include:loop.fr -all"], State.GOOD),
        (["v=spf1 include:many.fr a -all"], State.WRONG),
        (["v=spf10 mx -all"], State.MISSING),
    ],
)
async def test_spf_is_one_policy_that_stays_within_ten_questions(
    world: World, policies: list[str], state: State
) -> None:
    world.zone[DOMAIN, "TXT"] = [text(policy) for policy in policies]
    world.zone["loop.fr", "TXT"] = [text("v=spf1 include:loop.fr -all")]
    world.zone["many.fr", "TXT"] = [text("v=spf1 " + "a:x.fr " * 9 + "-all")]

    assert (await world.look())[RecordKind.SPF].state is state


async def test_another_key_than_ours_is_found(world: World, tmp_path: Path) -> None:
    other = load_or_create_keys(tmp_path / "other", "limpide")
    name, value = next(iter(other.dns_records(DOMAIN).items()))
    world.zone[name, "TXT"] = [text(value)]

    found = (await world.look())[RecordKind.DKIM]

    assert (found.state, found.name) == (State.WRONG, name)


@pytest.mark.parametrize(
    ("policy", "state"),
    [
        ("v=DMARC1; p=reject", State.GOOD),
        ("v=DMARC1; p=none; rua=mailto:a@x.fr", State.LENIENT),
        ("v=DMARC1; rua=mailto:a@x.fr", State.LENIENT),
        ("v=DMARC1; p=maybe", State.WRONG),
        ("hello", State.MISSING),
    ],
)
async def test_dmarc_wants_a_policy(world: World, policy: str, state: State) -> None:
    world.zone[f"_dmarc.{DOMAIN}", "TXT"] = [text(policy)]

    assert (await world.look())[RecordKind.DMARC].state is state


async def test_a_domain_below_has_the_policy_of_the_one_above(world: World) -> None:
    world.zone[f"_dmarc.{DOMAIN}", "TXT"] = [text("v=DMARC1; p=reject; sp=none")]

    found = (await world.look(f"news.{DOMAIN}"))[RecordKind.DMARC]

    assert (found.state, found.name) == (State.LENIENT, f"_dmarc.{DOMAIN}")


async def test_a_server_whose_name_does_not_lead_back_is_found(world: World) -> None:
    reverse = next(name for name, kind in world.zone if kind == "PTR")
    world.zone[reverse, "PTR"] = ["static-30.hosting.example."]

    found = (await world.look())[RecordKind.REVERSE]

    assert found.state is State.WRONG
    assert "static-30.hosting.example" in found.found


async def test_a_server_in_ones_own_network_is_not_judged(world: World) -> None:
    world.zone[SERVER, "A"] = ["10.0.0.9"]

    assert (await world.look())[RecordKind.REVERSE].state is State.UNKNOWN


async def test_a_name_server_that_does_not_answer_is_a_finding(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("limpide.channels.email.records.LIFETIME", 0.2)
    silent = World(world.zone, world.keys, "127.0.0.1:9")

    assert {record.state for record in (await silent.look()).values()} == {State.UNKNOWN}

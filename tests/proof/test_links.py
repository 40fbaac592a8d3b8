"""Links in a mail: a scanner that follows them, a colleague it is forwarded to, the reader."""

import contextlib
import email
import email.policy
import re
from html import unescape

import httpx
from tests.killing import free_port

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import Purpose, Use

from .ground import Ground
from .killing import addresses
from .peers import MailServer

_URL = re.compile(r"https?://[^\s\"'<>)]+")
_NEWS = Use(Kind.EMAIL, Purpose.NEWS)


def _links(mail: bytes) -> tuple[set[str], str]:
    """Give all addresses of a mail that is opened or scanned, and the one-click one."""
    read = email.message_from_bytes(mail, policy=email.policy.default)
    header = str(read["List-Unsubscribe"])
    bodies = [part.get_content() for part in read.walk() if part.get_content_maintype() == "text"]
    found = {unescape(url) for body in (*bodies, header) for url in _URL.findall(body)}
    one_click = next(url for url in _URL.findall(header))
    return found, one_click


async def test_an_unsubscribe_link_prefetched_forwarded_and_used(
    ground: Ground, server_of_mail: MailServer
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    ground.environment |= {"LIMPIDE_PORT": str(port), "LIMPIDE_PUBLIC_URL": address}
    server_of_mail.kept = []
    people = await ground.people(3)
    campaign = await ground.campaign()
    await ground.begin(campaign)
    await ground.start("web")
    await ground.start()
    await ground.until(lambda: ground.is_over(campaign))

    async def answers() -> bool:
        async with httpx.AsyncClient(timeout=5) as client:
            with contextlib.suppress(httpx.HTTPError):
                return (await client.get(f"{address}/readyz")).is_success
        return False

    await ground.until(answers)

    async def may() -> list[bool]:
        return [
            bool(await ground.do(lambda db, p=person: contacts.may_contact(db, p, _NEWS)))
            for person in people
        ]

    links, _ = _links(server_of_mail.kept[0])
    assert len(links) >= 3
    async with httpx.AsyncClient(timeout=10, follow_redirects=True) as scanner:
        for url in sorted(links):
            for method in ("HEAD", "GET", "OPTIONS"):
                await scanner.request(method, url, headers={"user-agent": "LinkScanner/1.0"})
    assert await may() == [True, True, True]

    # Forwarded: whoever has the mail can end this purpose for this reader, and nothing else.
    reader = server_of_mail.taken[1]
    _, one_click = _links(server_of_mail.kept[1])
    async with httpx.AsyncClient(timeout=10) as colleague:
        told = await colleague.post(one_click, data={"List-Unsubscribe": "One-Click"})
        again = await colleague.post(one_click, data={"List-Unsubscribe": "One-Click"})
    assert told.is_success
    assert again.is_success
    left = [place for place, allowed in enumerate(await may()) if not allowed]
    assert [f"p{place}@courriel.example" for place in left] == [reader]
    order = Use(Kind.EMAIL, Purpose.ORDER)
    assert await ground.do(lambda db: contacts.may_contact(db, people[left[0]], order))
    choices = await ground.do(lambda db: contacts.list_choices(db, people[left[0]]))
    assert [each.choice.value for each in choices].count("withdrawn") == 1
    await ground.count("links prefetched and forwarded", addresses(3), server_of_mail.taken)

"""Call-backs delivered twice, out of order, forged, or before our own commit."""

import asyncio
import base64
import hashlib
import hmac
import random

import httpx
from tests.channels.provider import Answer, Seen, provider
from tests.killing import free_port

from limpide import delivery
from limpide.channels import Kind
from limpide.delivery import Status

from .ground import Ground
from .test_providers import text_message, twilio_at

TEXTS = 40


def _signed(url: str, form: dict[str, str], key: str) -> str:
    said = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(key.encode(), said.encode(), hashlib.sha1)).decode()


async def test_call_backs_twice_out_of_order_forged_and_early(ground: Ground) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    hook = f"{address}/hooks/twilio/status"
    codes: list[int] = []
    forged: list[int] = []
    posting: list[asyncio.Task[None]] = []
    taken: list[str] = []

    async def post(status: str, sid: str, key: str, kept: list[int]) -> None:
        form = {"MessageSid": sid, "MessageStatus": status}
        async with httpx.AsyncClient(timeout=20) as client:
            answer = await client.post(
                hook, data=form, headers={"x-twilio-signature": _signed(hook, form, key)}
            )
        kept.append(answer.status_code)

    async def report(sid: str) -> None:
        news = ["sent", "delivered", "queued", "sent", "delivered"]
        random.shuffle(news)
        # Some of it is on its way before our request is even answered.
        await asyncio.gather(*(post(each, sid, "t0ken", codes) for each in news[:3]))
        await post("failed", sid, "not the key", forged)
        await asyncio.gather(*(post(each, sid, "t0ken", codes) for each in news[3:]))

    def answer(seen: Seen) -> Answer:
        taken.append(seen.body.decode())
        sid = f"SM{len(taken)}"
        posting.append(asyncio.create_task(report(sid)))
        return 201, {"sid": sid}

    async with provider(answer) as twilio:
        ground.environment |= twilio_at(twilio.url) | {
            "LIMPIDE_PORT": str(port),
            "LIMPIDE_PUBLIC_URL": address,
        }
        phones = [await text_message(ground, number) for number in range(TEXTS)]
        await ground.start("web")

        async def is_up() -> bool:
            try:
                async with httpx.AsyncClient(timeout=2) as client:
                    return (await client.get(f"{address}/readyz")).is_success
            except httpx.HTTPError:
                return False

        await ground.until(is_up)
        await ground.start()

        async def all_reported() -> bool:
            return len(forged) == TEXTS and len(codes) == 5 * TEXTS

        await ground.until(all_reported)
        await asyncio.gather(*posting)

        async def all_delivered() -> bool:
            return (await ground.statuses()) == {Status.DELIVERED.value: TEXTS}

        await ground.until(all_delivered, 20)
        count = await ground.count("call-backs twice, unordered, forged, early", phones, phones)
    assert set(codes) == {204}
    assert set(forged) == {403}
    assert (count.doubled, count.unsure, len(taken)) == (0, 0, TEXTS)
    # Each report is kept once; the forged ones were not even read.
    kept = await ground.do(
        lambda db: db.rows(
            "select status, count(*) as n from delivery.receipts where kind = $1 group by 1",
            Kind.SMS.value,
        )
    )
    assert {row["status"]: row["n"] for row in kept} == {"sent": TEXTS, "delivered": TEXTS}
    heard = await ground.do(
        lambda db: db.value(
            "select count(*) from foundation.facts where kind = $1", delivery.Delivered.kind()
        )
    )
    assert heard == TEXTS

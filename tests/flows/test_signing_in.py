"""`strong` is proved at the company's provider, in the browser it began in, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pytest
from tests.oidc import serve_issuer

from limpide import contacts, flows, ledger
from limpide.channels import Kind
from limpide.flows import (
    Desk,
    IdentityLevel,
    IdentityPolicy,
    LinkRule,
    NotSignedIn,
    SignInProvider,
    identity,
)
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.errors import TooManyRequestsError
from limpide.foundation.ids import WorkspaceId, new_id

ME = Actor.system("test")
AGATHE = "agathe.lormeau@courriel.example"
BACK = "http://limpide.example/chat/signed-in"
BROWSER = "the visitor's own secret"
LIES = ["issuer", "audience", "nonce", "expired", "party", "none", "public_key_as_secret",
        "key_swap", "signature", "discovery_issuer"]  # fmt: skip


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    yield from serve_issuer()


@dataclass
class Visitor:
    """Somebody in a conversation, with a browser."""

    desk: Desk
    conversation: UUID
    issuer: str

    async def sends(self, mode: str) -> None:
        async with httpx.AsyncClient() as http:
            await http.post(f"{self.issuer}/be/{mode}")

    async def goes(self, user: str = "agathe") -> dict[str, str]:
        """Follow the button to the provider, and give what it sends back."""
        url = await flows.begin_sign_in(self.desk, self.conversation, BROWSER, language="fr")
        async with httpx.AsyncClient() as http:
            answer = await http.get(f"{url}&user={user}")
        query = parse_qs(urlsplit(answer.headers["location"]).query)
        return {name: values[0] for name, values in query.items()}

    async def comes_back(
        self, answer: dict[str, str], browser: str = BROWSER
    ) -> NotSignedIn | None:
        return await flows.finish_sign_in(self.desk, answer, browser)

    async def known(self) -> dict[str, IdentityLevel]:
        async with self.desk.pool.transaction(self.desk.workspace) as db:
            return dict(await identity.known_addresses(db, self.conversation, Kind.CHAT, ""))

    async def policy(self, **changes: object) -> None:
        policy = IdentityPolicy(provider=SignInProvider(self.issuer, "limpide", "a shared secret"))
        provider = replace(policy.provider, **changes) if policy.provider else None
        async with self.desk.pool.transaction(self.desk.workspace) as db:
            changed = replace(policy, provider=provider)
            await flows.set_identity_policy(db, changed, actor=ME, allow_http=True)


@pytest.fixture
async def visitor(pool: Pool, workspace: WorkspaceId, issuer: str) -> Visitor:
    visitor = Visitor(Desk(pool, workspace, BACK, allow_private=True), new_id(), issuer)
    await visitor.sends("honest")
    await visitor.policy()
    return visitor


async def test_who_signs_in_is_strongly_known_here_for_as_long_as_the_policy_says(
    visitor: Visitor,
) -> None:
    assert await visitor.comes_back(await visitor.goes()) is None

    assert await visitor.known() == {AGATHE: IdentityLevel.STRONG}
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        assert await visitor.known() == {}
    async with visitor.desk.pool.transaction(visitor.desk.workspace) as db:
        entries = await ledger.entries_about(db, visitor.conversation)
    assert [each.what for each in entries] == ["identity.signed_in"]


@pytest.mark.parametrize("lie", LIES)
async def test_a_provider_that_lies_is_not_believed(visitor: Visitor, lie: str) -> None:
    answer = await visitor.goes()
    await visitor.sends(lie)

    assert await visitor.comes_back(answer) is NotSignedIn.REFUSED
    assert await visitor.known() == {}


async def test_what_began_in_another_browser_ends_nowhere(visitor: Visitor) -> None:
    answer = await visitor.goes()

    assert await visitor.comes_back(answer, "the attacker's") is NotSignedIn.STALE
    assert await visitor.known() == {}


async def test_an_answer_serves_once(visitor: Visitor) -> None:
    answer = await visitor.goes()
    await visitor.comes_back(answer)

    assert await visitor.comes_back(answer) is NotSignedIn.STALE


async def test_an_answer_with_a_state_we_did_not_give_is_refused(visitor: Visitor) -> None:
    answer = await visitor.goes()

    assert await visitor.comes_back({**answer, "state": "made up"}) is NotSignedIn.STALE


async def test_a_code_of_another_sign_in_is_refused_by_its_proof_key(visitor: Visitor) -> None:
    one, other = await visitor.goes(), await visitor.goes("tom")

    assert await visitor.comes_back({**one, "code": other["code"]}) is NotSignedIn.REFUSED
    assert await visitor.known() == {}


async def test_an_answer_that_names_another_issuer_is_refused(visitor: Visitor) -> None:
    answer = await visitor.goes()

    mixed = {**answer, "iss": "https://elsewhere.example"}
    assert await visitor.comes_back(mixed) is NotSignedIn.REFUSED


async def test_who_comes_back_late_begins_again(visitor: Visitor) -> None:
    answer = await visitor.goes()

    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert await visitor.comes_back(answer) is NotSignedIn.STALE


async def test_who_says_no_at_the_provider_is_not_signed_in(visitor: Visitor) -> None:
    answer = await visitor.goes()

    denied = {"state": answer["state"], "error": "access_denied"}
    assert await visitor.comes_back(denied) is NotSignedIn.DENIED


async def test_an_address_the_provider_did_not_check_proves_nothing(visitor: Visitor) -> None:
    assert await visitor.comes_back(await visitor.goes("unchecked")) is NotSignedIn.UNKNOWN
    assert await visitor.known() == {}


async def test_by_reference_the_contact_s_checked_addresses_are_known(visitor: Visitor) -> None:
    await visitor.policy(link=LinkRule.REFERENCE)
    async with visitor.desk.pool.transaction(visitor.desk.workspace) as db:
        person = await contacts.recognise(db, Kind.EMAIL, AGATHE, language="fr", actor=ME)
        await db.run("update contacts.contacts set reference = 'C-1001' where id = $1", person.id)
        await db.run("update contacts.addresses set verified_at = now()")
        await contacts.recognise(db, Kind.EMAIL, "eve@post.example", language="fr", actor=ME)

    assert await visitor.comes_back(await visitor.goes()) is None
    assert await visitor.known() == {AGATHE: IdentityLevel.STRONG}
    assert await visitor.comes_back(await visitor.goes("tom")) is NotSignedIn.UNKNOWN


async def test_how_strongly_one_must_sign_in_is_checked_in_the_token(visitor: Visitor) -> None:
    await visitor.policy(acr="platinum")
    assert await visitor.comes_back(await visitor.goes()) is NotSignedIn.REFUSED

    await visitor.policy(acr="gold platinum")
    assert await visitor.comes_back(await visitor.goes()) is None


async def test_a_provider_that_is_away_is_said_so(visitor: Visitor) -> None:
    await visitor.sends("away")

    with pytest.raises(flows.ProviderAwayError):
        await visitor.goes()


async def test_a_provider_in_a_private_network_is_asked_by_setting_only(visitor: Visitor) -> None:
    visitor.desk = replace(visitor.desk, allow_private=False)

    with pytest.raises(flows.ProviderAwayError):
        await visitor.goes()


async def test_nobody_tries_for_ever(visitor: Visitor) -> None:
    with pytest.raises(TooManyRequestsError):
        for _ in range(20):
            await visitor.goes()


async def test_without_a_provider_there_is_no_signing_in(
    pool: Pool, workspace: WorkspaceId
) -> None:
    desk = Desk(pool, workspace, BACK, allow_private=True)

    with pytest.raises(flows.NoSignInError):
        await flows.begin_sign_in(desk, new_id(), BROWSER, language="fr")

"""Who may come in, and how often they may try."""

from datetime import timedelta

import pytest
from pyotp.totp import TOTP

from limpide import advisors
from limpide.advisors import AdvisorId, Role, SignedIn, SignInRefusal
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import TooManyRequestsError

ME = Actor.system("test")
PASSWORD = "une lampe et deux chaises"
CLAIRE = "claire@maison-olvera.example"


@pytest.fixture
async def claire(db: Database) -> AdvisorId:
    roles = frozenset({Role.ADVISOR})
    id, token = await advisors.invite(db, CLAIRE, "Claire", roles, language="fr", actor=ME)
    await advisors.accept(db, token, PASSWORD)
    return id


async def test_the_right_password_opens_a_session_and_signing_out_ends_it(
    db: Database, claire: AdvisorId
) -> None:
    done = await advisors.sign_in(db, " Claire@Maison-Olvera.example", PASSWORD)
    assert isinstance(done, SignedIn)
    session = await advisors.find_session(db, done.token)
    assert session is not None
    assert session.advisor.id == claire

    await advisors.sign_out(db, done.token)
    assert await advisors.find_session(db, done.token) is None


async def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(
    db: Database, claire: AdvisorId
) -> None:
    assert await advisors.sign_in(db, CLAIRE, "wrong") is SignInRefusal.WRONG
    assert await advisors.sign_in(db, "nobody@x.example", "wrong") is SignInRefusal.WRONG


async def test_an_invited_colleague_without_password_cannot_come_in(db: Database) -> None:
    await advisors.invite(db, "new@x.example", "New", frozenset(), language="fr", actor=ME)
    assert await advisors.sign_in(db, "new@x.example", "") is SignInRefusal.WRONG


async def test_tries_are_limited(db: Database, claire: AdvisorId) -> None:
    for _ in range(10):
        await advisors.sign_in(db, CLAIRE, "wrong")
    with pytest.raises(TooManyRequestsError):
        await advisors.sign_in(db, CLAIRE, PASSWORD)


async def test_a_session_ends_when_it_is_idle(db: Database, claire: AdvisorId) -> None:
    done = await advisors.sign_in(db, CLAIRE, PASSWORD)
    assert isinstance(done, SignedIn)
    with clock.frozen(clock.now() + timedelta(hours=13)):
        assert await advisors.find_session(db, done.token) is None


async def test_a_link_works_once(db: Database, claire: AdvisorId) -> None:
    token = await advisors.link(db, claire)
    await advisors.accept(db, token, "un autre mot de passe")
    with pytest.raises(advisors.AccountLinkError):
        await advisors.accept(db, token, "encore un autre mot")


async def test_a_new_password_ends_all_sessions(db: Database, claire: AdvisorId) -> None:
    done = await advisors.sign_in(db, CLAIRE, PASSWORD)
    assert isinstance(done, SignedIn)
    await advisors.set_password(db, claire, "un autre mot de passe")
    assert await advisors.find_session(db, done.token) is None


@pytest.mark.parametrize("password", ["short", CLAIRE, "x" * 300])
async def test_a_weak_password_is_refused(db: Database, claire: AdvisorId, password: str) -> None:
    with pytest.raises(advisors.WeakPasswordError):
        await advisors.set_password(db, claire, password)


async def test_a_second_factor_is_asked_for_and_each_code_works_once(
    db: Database, claire: AdvisorId
) -> None:
    secret = advisors.new_second_factor()
    code = TOTP(secret).at(clock.now())
    assert not await advisors.confirm_second_factor(db, claire, secret, "000000")
    assert await advisors.confirm_second_factor(db, claire, secret, code)

    assert await advisors.sign_in(db, CLAIRE, PASSWORD) is SignInRefusal.CODE_NEEDED
    assert await advisors.sign_in(db, CLAIRE, PASSWORD, code="1") is SignInRefusal.WRONG_CODE
    assert isinstance(await advisors.sign_in(db, CLAIRE, PASSWORD, code=code), SignedIn)
    again = await advisors.sign_in(db, CLAIRE, PASSWORD, code=code)
    assert again is SignInRefusal.WRONG_CODE


async def test_an_address_is_taken_once(db: Database, claire: AdvisorId) -> None:
    with pytest.raises(advisors.EmailTakenError):
        await advisors.invite(db, CLAIRE, "Other", frozenset(), language="fr", actor=ME)

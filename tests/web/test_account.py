"""What colleagues decide for themselves, and how a forgotten password comes back."""

import re

import httpx
from pyotp.totp import TOTP

from limpide import advisors
from limpide.advisors import SignedIn, SignInRefusal
from limpide.foundation import clock
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

from .conftest import PASSWORD, Colleague

NEW = "trois chaises et une lampe"


async def _may_sign_in(
    pool: Pool, workspace: WorkspaceId, who: Colleague, password: str, code: str = ""
) -> bool:
    async with pool.transaction(workspace) as db:
        done = await advisors.sign_in(db, who.email, password, code=code)
    return isinstance(done, SignedIn)


async def test_the_account_shows_who_i_am_and_where_i_am_signed_in(advisor: Colleague) -> None:
    page = await advisor.get("/account")
    assert page.status_code == 200
    assert "Firefox · Linux" in page.text
    assert "ce navigateur" in page.text


async def test_name_and_language_change_and_a_bad_name_stays_in_its_field(
    advisor: Colleague,
) -> None:
    done = await advisor.post("/account/profile", {"name": "Claire D.", "language": "en"})
    assert done.headers["location"] == "/account?lang=en&notice=saved"
    assert "Claire D." in (await advisor.get("/account")).text

    bad = await advisor.post("/account/profile", {"name": "  ", "language": "en"})
    assert bad.status_code == 422
    assert 'aria-invalid="true"' in bad.text


async def test_a_form_without_the_token_changes_nothing(advisor: Colleague) -> None:
    refused = await advisor.bare_post("/account/profile", {"name": "X", "language": "fr"})
    assert refused.status_code == 403


async def test_the_password_changes_with_the_old_one_only_and_ends_sessions(
    advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    wrong = await advisor.post("/account/password", {"old": "faux", "new": NEW})
    weak = await advisor.post("/account/password", {"old": PASSWORD, "new": "court"})
    assert (wrong.status_code, weak.status_code) == (422, 422)

    done = await advisor.post("/account/password", {"old": PASSWORD, "new": NEW})

    assert done.headers["location"] == "/sign-in?notice=password"
    assert await _may_sign_in(pool, workspace, advisor, NEW)
    assert (await advisor.get("/account")).status_code == 303


async def test_a_second_factor_is_set_up_and_a_recovery_code_opens_once(
    advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    page = await advisor.get("/account/second-factor")
    assert "data:image/svg+xml" in page.text
    assert page.headers["cache-control"] == "no-store"
    secret = re.findall(r'name="secret" value="(\w+)"', page.text)[0]

    wrong = await advisor.post("/account/second-factor", {"secret": secret, "code": "000000"})
    assert wrong.status_code == 422
    assert secret in wrong.text
    right = {"secret": secret, "code": TOTP(secret).at(clock.now())}
    codes = re.findall(
        r"<code>(\w{5}-\w{5})</code>", (await advisor.post("/account/second-factor", right)).text
    )

    assert len(set(codes)) == 10
    assert not await _may_sign_in(pool, workspace, advisor, PASSWORD)
    assert await _may_sign_in(pool, workspace, advisor, PASSWORD, codes[0].upper())
    assert not await _may_sign_in(pool, workspace, advisor, PASSWORD, codes[0])
    assert "9 codes de secours" in (await advisor.get("/account")).text

    removed = await advisor.post("/account/second-factor/remove", {"password": PASSWORD})
    assert removed.status_code == 303
    assert await _may_sign_in(pool, workspace, advisor, PASSWORD)


async def test_other_sessions_end_and_mine_stays(
    advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    assert await _may_sign_in(pool, workspace, advisor, PASSWORD)
    other = re.findall(r'name="session" value="(\w+)"', (await advisor.get("/account")).text)
    assert len(other) == 1

    await advisor.post("/account/sessions/end", {"session": other[0]})

    page = await advisor.get("/account")
    assert page.status_code == 200
    assert 'name="session"' not in page.text


async def test_a_forgotten_password_tells_nobody_whether_the_account_exists(
    anonymous: httpx.AsyncClient, advisor: Colleague
) -> None:
    known = await anonymous.post("/sign-in/forgot", data={"email": advisor.email})
    stranger = await anonymous.post("/sign-in/forgot", data={"email": "nobody@x.example"})

    assert known.status_code == stranger.status_code == 200
    assert known.text.replace(advisor.email, "") == stranger.text.replace("nobody@x.example", "")
    for _ in range(2):
        await anonymous.post("/sign-in/forgot", data={"email": "nobody@x.example"})
    too_many = await anonymous.post("/sign-in/forgot", data={"email": "nobody@x.example"})
    assert too_many.status_code == 429


async def test_a_wrong_code_is_a_refusal_and_not_a_fault(
    advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        secret = advisors.new_second_factor()
        code = TOTP(secret).at(clock.now())
        assert await advisors.confirm_second_factor(db, advisor.id, secret, code)
        odd = await advisors.sign_in(db, advisor.email, PASSWORD, code="é٣٣٣٣٣")
    assert odd is SignInRefusal.WRONG_CODE

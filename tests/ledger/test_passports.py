"""A passport says what it says, and anyone can check it."""

import asyncio
import base64
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger import (
    Author,
    AuthorKind,
    Deed,
    Engine,
    Gathered,
    PassportEventKind,
    PassportId,
    PermissionUsed,
    PlanUsed,
    Reason,
    Source,
)
from limpide.ledger.passports import NoSuchPassportError

from .conftest import draft

VERIFIER = re.compile(r"```python\n(.*?)```", re.DOTALL)


async def test_a_passport_says_who_why_from_what_and_under_which_permission(db: Database) -> None:
    passport = await ledger.issue_passport(db, draft())

    body = passport.body
    assert body["company"] == "Olvera SAS"
    assert body["author"] == {
        "kind": "ai",
        "name": "",
        "reviewer": "",
        "ai_percent": 100,
        "ai": {"name": "extractive", "version": "1", "provider": ""},
    }
    assert body["reason"] == {"key": "assistant.reason.answered", "params": {"score": 93}}
    assert body["permission"] == {"purpose": "service", "basis": "contract", "choice": None}
    assert body["sources"][0]["title"] == "Retours"
    assert body["footprint"]["central"] == 1000
    assert body["footprint"]["unit"] == "microgram CO2e"


async def test_a_message_by_a_person_has_a_passport_without_an_engine(db: Database) -> None:
    choice = new_id()
    author = Author(AuthorKind.PERSON_WITH_AI, "Claire D.", ai_share=0.336)
    permission = ledger.PermissionUsed("offers", "consent", choice)

    body = (await ledger.issue_passport(db, draft(author=author, permission=permission))).body

    assert (body["author"]["ai"], body["author"]["ai_percent"]) == (None, 34)
    assert body["permission"]["choice"] == str(choice)


async def test_the_signature_is_that_of_the_published_key(db: Database) -> None:
    passport = await ledger.issue_passport(db, draft())

    assert ledger.verify_passport(passport, await ledger.list_public_keys(db))


async def test_a_changed_body_a_foreign_key_and_a_mislabelled_key_are_not_believed(
    db: Database,
) -> None:
    passport = await ledger.issue_passport(db, draft())
    (key,) = await ledger.list_public_keys(db)
    other = replace(key, raw=bytes(32))

    altered = replace(passport, body={**passport.body, "company": "Another SAS"})
    assert not ledger.verify_passport(altered, [key])
    assert not ledger.verify_passport(passport, [])
    assert not ledger.verify_passport(passport, [other])
    assert not ledger.verify_passport(replace(passport, signature=bytes(64)), [key])


async def test_passports_signed_before_a_rotation_stay_checkable(
    db: Database, advisor: Actor
) -> None:
    before = await ledger.issue_passport(db, draft())
    made = await ledger.rotate_key(db, actor=advisor)
    after = await ledger.issue_passport(db, draft())

    keys = await ledger.list_public_keys(db)
    assert after.key_id == made.id != before.key_id
    assert [key.retired_at is None for key in keys] == [True, False]
    assert all(ledger.verify_passport(passport, keys) for passport in (before, after))
    assert [e.what for e in await ledger.entries_about(db, db.workspace)] == ["signing_key.rotated"]


async def test_a_key_that_another_process_retired_signs_no_more_and_nothing_is_written_twice(
    db: Database, advisor: Actor
) -> None:
    before = await ledger.issue_passport(db, draft())
    await db.run("update ledger.signing_keys set retired_at = now()")
    deed, said = Deed("message.requested", db.workspace, "order by email"), draft()
    (issued,) = await ledger.issue_passports(db, [said], [deed], actor=advisor)
    after = await ledger.get_passport(db, issued)

    assert after.key_id != before.key_id
    assert ledger.verify_passport(after, await ledger.list_public_keys(db))
    assert [e.what for e in await ledger.entries_about(db, db.workspace)] == ["message.requested"]


async def test_what_is_signed_is_canonical_whatever_stands_in_it(db: Database) -> None:
    odd = 'Zoë "O\'Hara" \\ \u2028 \x07 </script>'
    said = draft(
        company=odd,
        channels=("email", "letter"),
        author=Author(
            AuthorKind.PERSON_WITH_AI,
            odd,
            odd,
            0.333,
            Engine(odd, "1", odd),
            {"human": 60, "ai": 40},
        ),
        reason=Reason(odd, {"zeta": 2, "alpha": odd}),
        permission=PermissionUsed("news", "consent", new_id()),
        sources=(Source(odd, odd, odd, "7", "https://maison-olvera.example/é"),),
        plan=PlanUsed(("email", "letter"), 2),
        personal=("name", "attribute.é"),
        allowed=("attribute.é",),
        gathered=(Gathered(odd, datetime(2026, 11, 27, tzinfo=UTC)),),
        images=("ab" * 32,),
    )

    passport = await ledger.issue_passport(db, said)

    assert ledger.verify_passport(passport, await ledger.list_public_keys(db))
    assert passport.body["company"] == passport.body["author"]["reviewer"] == odd
    assert passport.body["reason"]["params"] == {"alpha": odd, "zeta": 2}
    assert set(passport.body) >= {"gathered", "images", "personal_data", "plan", "sources"}


async def test_the_private_key_is_not_readable_in_the_database(db: Database) -> None:
    await ledger.issue_passport(db, draft())

    row = await db.row("select public, sealed_private from ledger.signing_keys")

    assert row is not None
    assert len(row["sealed_private"]) == 12 + 32 + 16


async def test_keys_are_published_as_a_jwk_set(db: Database) -> None:
    await ledger.issue_passport(db, draft())
    (key,) = await ledger.list_public_keys(db)

    (jwk,) = ledger.jwk_set([key])["keys"]

    assert (jwk["kty"], jwk["crv"], jwk["alg"], jwk["use"]) == ("OKP", "Ed25519", "EdDSA", "sig")
    assert jwk["kid"] == key.id
    assert base64.urlsafe_b64decode(jwk["x"] + "=") == key.raw


async def test_two_first_passports_at_once_share_one_key(
    pool: Pool, workspace: WorkspaceId
) -> None:
    async def issue() -> str:
        async with pool.transaction(workspace) as db:
            return (await ledger.issue_passport(db, draft())).key_id

    assert len(set(await asyncio.gather(*(issue() for _ in range(8))))) == 1


async def test_a_public_link_opens_its_passport_from_outside_any_workspace(
    pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        issued = await ledger.issue_passport(db, draft())

    found = await ledger.find_passport(pool, issued.token)

    assert found == issued
    assert len(base64.urlsafe_b64decode(issued.token)) * 8 >= 128
    assert await ledger.find_passport(pool, "another" + issued.token[7:]) is None
    assert await ledger.find_passport(pool, "") is None


async def test_the_token_itself_is_nowhere_in_the_database(db: Database) -> None:
    passport = await ledger.issue_passport(db, draft())

    kept = await db.value("select p::text from ledger.passports p where id = $1", passport.id)

    assert passport.token not in kept
    assert ledger.passport_token(passport.id) == passport.token


async def test_a_passport_of_another_workspace_is_not_there(
    pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        issued = await ledger.issue_passport(db, draft())

    async with pool.transaction(WorkspaceId(new_id())) as db:
        with pytest.raises(NoSuchPassportError):
            await ledger.get_passport(db, issued.id)
        assert await db.value("select count(*) from ledger.passports") == 0


async def test_what_happens_later_stands_beside_the_signed_body(db: Database) -> None:
    passport = await ledger.issue_passport(db, draft())
    await ledger.add_passport_event(db, passport.id, PassportEventKind.DELIVERED)
    await ledger.add_passport_event(db, passport.id, PassportEventKind.CONTESTED, {"part": 1})

    events = await ledger.list_passport_events(db, passport.id)

    assert [(e.kind, e.data) for e in events] == [("delivered", {}), ("contested", {"part": 1})]
    assert (await ledger.get_passport(db, passport.id)).body == passport.body


async def test_a_passport_that_does_not_exist_is_an_error(db: Database) -> None:
    with pytest.raises(NoSuchPassportError):
        await ledger.get_passport(db, PassportId(new_id()))


def test_a_copied_text_is_recognised_whatever_its_line_ends_and_accents() -> None:
    assert ledger.text_sha256("Été\r\nici  ") == ledger.text_sha256("E\u0301te\u0301 ici")
    assert ledger.text_sha256("ici") != ledger.text_sha256("là")


def verifier() -> str:
    page = Path("docs/reference/passport.md").read_text()
    found = VERIFIER.search(page)
    assert found is not None
    return found[1]


def run_verifier(folder: Path, document: object, keys: object, text: str) -> str:
    (folder / "verify.py").write_text(verifier())
    (folder / "passport.json").write_text(json.dumps(document))
    (folder / "keys.json").write_text(json.dumps(keys))
    (folder / "message.txt").write_text(text)
    done = subprocess.run(
        [sys.executable, "verify.py", "passport.json", "keys.json", "message.txt"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


async def test_the_verifier_of_the_documents_agrees(db: Database, tmp_path: Path) -> None:
    text = "Vous avez 30 jours.\n«Vraiment», c’est écrit."
    author = Author(AuthorKind.PERSON, 'Zoé \u2028 😀 \x7f\t"')
    passport = await ledger.issue_passport(db, draft(author=author, text=text))
    document = ledger.passport_document(passport)
    keys = ledger.jwk_set(await ledger.list_public_keys(db))

    assert run_verifier(tmp_path, document, keys, text).startswith("genuine")

    forged = {**document, "passport": {**passport.body, "company": "Another SAS"}}
    assert "genuine" not in run_verifier(tmp_path, forged, keys, text)
    assert "genuine" not in run_verifier(tmp_path, document, {"keys": []}, text)
    assert "genuine" not in run_verifier(tmp_path, document, keys, "Another text.")


def test_the_verifier_is_short_and_needs_nothing_of_ours() -> None:
    code = verifier()

    assert len([line for line in code.splitlines() if line.strip()]) <= 30
    assert "limpide" not in code
    imported = set(re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE))
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}


async def test_the_database_refuses_a_passport_whose_key_there_is_not(db: Database) -> None:
    await ledger.issue_passport(db, draft())

    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await db.run(
            """insert into ledger.passports
                 (id, workspace, message, token_sha256, body, key, signature, issued_at)
               select $1, workspace, $2, sha256(token_sha256), body, 'no key of ours', signature,
                 issued_at
               from ledger.passports""",
            new_id(),
            new_id(),
        )

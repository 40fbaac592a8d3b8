"""A list of people is looked at before it is taken in: all of it, or nothing."""

import csv
import io
from typing import Any

import pytest

from limpide import contacts
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

from .conftest import Colleague

LIST = (
    "reference;name;email;consent.email.news;consent_evidence\n"
    "c-1;Éloïse;eloise@courriel.example;oui;f-1\n"
    "c-2;Bruno;pas une adresse;;\n"
    "c-3;=CMD();x@courriel.example;oui;\n"
)
SCRIPT = {"X-Fragment": "1"}


async def _sent(lead: Colleague, do: str, content: bytes, **more: Any) -> str:
    files = {"file": ("clients.csv", content)}
    done = await lead.post("/people/import", {"do": do}, files=files, **more)
    return done.text


async def _names(pool: Pool, workspace: WorkspaceId) -> list[str | None]:
    async with pool.transaction(workspace) as db:
        return [each.name for each in (await contacts.list_contacts(db)).contacts]


async def test_looking_changes_nothing_and_importing_keeps_what_is_right(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    seen = await _sent(lead, "preview", LIST.encode(), headers=SCRIPT)
    before = await _names(pool, workspace)
    done = await _sent(lead, "import", LIST.encode())

    assert "Rien n’a encore changé" in seen
    assert "L’adresse e-mail est fausse" in seen
    assert "<html" not in seen
    assert before == []
    assert "C’est importé" in done
    assert await _names(pool, workspace) == ["Éloïse"]


async def test_refused_lines_come_back_as_a_file_that_no_spreadsheet_runs(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    files = {"file": ("clients.csv", LIST.encode())}
    got = await lead.post("/people/import", {"do": "refused"}, files=files)
    rows = list(csv.DictReader(io.StringIO(got.content.decode("utf-8-sig"))))

    assert "attachment" in got.headers["content-disposition"]
    assert [row["line"] for row in rows] == ["3", "4"]
    assert rows[1]["name"] == "'=CMD()"
    assert all(row["reason"] for row in rows)
    assert await _names(pool, workspace) == []


async def test_what_an_old_spreadsheet_wrote_is_read(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    await _sent(lead, "import", LIST.encode("cp1252"))
    assert await _names(pool, workspace) == ["Éloïse"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choisissez un fichier"),
        (b"reference,shoe size\n1,42\n", "shoe size"),
        (b"x" * 20_000_001, "dépasse 20 Mo"),
    ],
    ids=["empty", "column", "large"],
)
async def test_a_list_that_cannot_be_read_says_why(
    lead: Colleague, content: bytes, said: str
) -> None:
    assert said in await _sent(lead, "preview", content)


async def test_only_leads_and_administrators_import(
    advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    files = {"file": ("clients.csv", LIST.encode())}
    refused = await advisor.post("/people/import", {"do": "import"}, files=files)

    assert (await advisor.get("/people/import")).status_code == 403
    assert refused.status_code == 403
    assert await _names(pool, workspace) == []

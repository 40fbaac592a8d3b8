"""Every statement is known to PostgreSQL before a customer meets it."""

import ast
import re
from pathlib import Path

import asyncpg
import pytest

from limpide.foundation.database import Database

HOUSE = Path("src/limpide")
FILES = sorted(
    {*HOUSE.rglob("store*.py"), *HOUSE.rglob("store/*.py"), *HOUSE.glob("foundation/*.py")}
)
STATEMENT = re.compile(r"^\s*(select|insert|update|delete|with)\s", re.IGNORECASE)


def statements(source: str) -> list[tuple[int, str]]:
    """Find the SQL texts handed to the database, with their lines. Joined constants are whole."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            text = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            asks = node.func.attr in {"row", "rows", "value", "run"}
            if asks and isinstance(text, str) and STATEMENT.match(text):
                found.append((node.lineno, text))
    return found


@pytest.mark.parametrize("file", FILES, ids=str)
async def test_every_statement_prepares(file: Path, db: Database) -> None:
    for line, sql in statements(file.read_text()):
        try:
            await db.connection.prepare(sql)
        except asyncpg.PostgresError as error:
            pytest.fail(f"{file}:{line}: {error}")


def test_the_finder_sees_a_statement() -> None:
    assert statements('await db.row("select 1 from x.y")') == [(1, "select 1 from x.y")]

"""The house rules that no linter knows."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

HOUSE = Path("src/limpide")
ROOMS = sorted(p.name for p in HOUSE.iterdir() if (p / "__init__.py").exists())
SHARED = {"foundation", "testing"}
WAYS_IN = {"cli"}
TABLE = re.compile(
    r"\b(?:from|join|into|update|table)\s+(?:only\s+)?([a-z_]+\.[a-z_]+)\b(?!\()", re.IGNORECASE
)
# Reads across rooms, and only what they publish for it.
ONLOOKER = "insights"
SYSTEM_SCHEMAS = {"pg_catalog", "information_schema"}
LONGEST_FILE = 500
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "service", "misc"}


def sql_tables(source: str) -> set[str]:
    """Name the tables, with their schemas, that the SQL texts of a file speak of."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if re.match(r"\s*(select|insert|update|delete|with)\b", text, re.IGNORECASE):
                found |= set(TABLE.findall(text))
    return {table for table in found if table.split(".")[0] not in SYSTEM_SCHEMAS}


def sql_schemas(source: str) -> set[str]:
    """Name the schemas that the SQL texts of a file speak of."""
    return {table.split(".")[0] for table in sql_tables(source)}


def is_published(table: str) -> bool:
    """Say whether a room publishes this view for questions across rooms."""
    return table.split(".")[1].startswith("published_")


def test_rooms_are_entered_by_the_door() -> None:
    house = grimp.build_graph("limpide", cache_dir=None)
    windows = [
        f"{importer} -> {imported}"
        for importer in house.modules
        for imported in house.find_modules_directly_imported_by(importer)
        if imported.count(".") > 1
        and (room := imported.split(".")[1]) not in SHARED
        and importer.split(".")[1:2] != [room]
    ]
    assert windows == []


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in SHARED | {ONLOOKER}])
def test_sql_stays_in_its_own_schema(room: str) -> None:
    for file in (HOUSE / room).rglob("*.py"):
        assert sql_schemas(file.read_text()) <= {room}, file


def test_who_looks_across_rooms_reads_only_what_they_publish() -> None:
    for file in (HOUSE / ONLOOKER).rglob("*.py"):
        source = file.read_text()
        assert [table for table in sql_tables(source) if not is_published(table)] == [], file
        assert not re.search(r'"""\s*(insert|update|delete)\b', source), f"{file} changes something"


def test_the_check_of_views_sees_a_table() -> None:
    tables = sql_tables('X = "select 1 from delivery.messages join ledger.published_x p on true"')
    assert {table for table in tables if not is_published(table)} == {"delivery.messages"}


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in SHARED | WAYS_IN])
def test_sql_stays_in_the_rooms_store(room: str) -> None:
    outside = [
        str(file)
        for file in (HOUSE / room).rglob("*.py")
        if not file.stem.startswith("store") and file.parent.name != "store"
        if sql_schemas(file.read_text())
    ]
    assert outside == []


def test_the_check_of_schemas_sees_a_foreign_table() -> None:
    assert sql_schemas('X = "select 1 from contacts.contacts c join ledger.entries e on true"') == {
        "contacts",
        "ledger",
    }


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in SHARED | WAYS_IN])
def test_a_door_says_what_it_promises_owns_and_does_not(room: str) -> None:
    text = ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text())) or ""
    assert all(word in text for word in ("Promises", "Owns", "Does not")), room


def test_no_file_is_two_files() -> None:
    folders = [Path("src"), Path("tests"), Path("frontend/src"), Path("bench"), Path("evals")]
    long = [
        f"{file}: {lines}"
        for folder in folders
        for kind in ("*.py", "*.ts", "*.css", "*.html")
        for file in folder.rglob(kind)
        if "dist" not in file.parts
        if (lines := len(file.read_text().splitlines())) > LONGEST_FILE
    ]
    assert long == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(f) for f in HOUSE.rglob("*.py") if f.stem in FORBIDDEN_NAMES] == []


def test_commands_start_without_what_only_learning_needs() -> None:
    heavy = "[each for each in ('sklearn', 'pydantic_ai', 'mcp') if each in sys.modules]"
    asked = f"import sys, limpide.cli; print({heavy})"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

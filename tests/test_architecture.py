"""The house rules that no linter knows."""

import ast
import re
from pathlib import Path

import grimp
import pytest

HOUSE = Path("src/limpide")
ROOMS = sorted(p.name for p in HOUSE.iterdir() if (p / "__init__.py").exists())
SHARED = {"foundation", "testing"}
WAYS_IN = {"cli"}
TABLE = re.compile(
    r"\b(?:from|join|into|update|table)\s+(?:only\s+)?([a-z_]+)\.[a-z_]+\b(?!\()", re.IGNORECASE
)
SYSTEM_SCHEMAS = {"pg_catalog", "information_schema"}
LONGEST_FILE = 500
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "service", "misc"}


def sql_schemas(source: str) -> set[str]:
    """Name the schemas that the SQL texts of a file speak of."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if re.match(r"\s*(select|insert|update|delete|with)\b", text, re.IGNORECASE):
                found |= set(TABLE.findall(text))
    return found - SYSTEM_SCHEMAS


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


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in SHARED])
def test_sql_stays_in_its_own_schema(room: str) -> None:
    for file in (HOUSE / room).rglob("*.py"):
        assert sql_schemas(file.read_text()) <= {room}, file


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

"""The documents say what the code does."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import limpide
from limpide.cli.commands import app
from limpide.foundation.errors import LimpideError
from limpide.foundation.facts import Fact
from limpide.foundation.settings import Settings

PROMISE = re.compile(r"^\| (\d+) \|.*?\|(.*)\|$", re.MULTILINE)
TEST_NAME = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def everything_below(kind: type) -> list[type]:
    for module in pkgutil.walk_packages(limpide.__path__, "limpide."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type] = []
    waiting: list[type] = list(kind.__subclasses__())
    while waiting:
        one = waiting.pop()
        waiting.extend(one.__subclasses__())
        if one.__module__.startswith("limpide."):
            found.append(one)
    return found


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    assert f"`LIMPIDE_{name.upper()}`" in Path("docs/reference/settings.md").read_text()


def test_every_error_is_documented() -> None:
    page = Path("docs/reference/errors.md").read_text()
    errors = [error for error in everything_below(LimpideError) if issubclass(error, LimpideError)]
    assert sorted(e.slug() for e in errors if f"`{e.slug()}`" not in page) == []


def test_every_fact_is_documented() -> None:
    page = Path("docs/reference/facts.md").read_text()
    facts = [fact for fact in everything_below(Fact) if issubclass(fact, Fact)]
    assert sorted(f.kind() for f in facts if f"`{f.kind()}`" not in page) == []


def test_every_command_is_documented() -> None:
    page = Path("docs/reference/commands.md").read_text()
    names = [
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    ]
    names += [group.name for group in app.registered_groups if group.name]
    assert [name for name in names if f"`limpide {name.replace('_', '-')}" not in page] == []


def test_each_promise_names_tests_that_exist() -> None:
    promises = PROMISE.findall(Path("ARCHITECTURE.md").read_text())
    assert [number for number, _ in promises] == [str(n) for n in range(1, 11)]
    for number, row in promises:
        named = TEST_NAME.findall(row)
        assert named, f"promise {number} names no test"
        for file, test in named:
            assert f"def {test}(" in Path(file).read_text(), f"{file}::{test}"


@pytest.mark.parametrize(
    "page", sorted(Path().glob("*.md")) + sorted(Path("docs").rglob("*.md")), ids=str
)
def test_links_lead_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert broken == []


def test_nothing_names_a_package_index_or_a_folder_of_one_machine() -> None:
    words = re.compile("pythonhosted" + r"\.org|registry" + r"\.npmjs|deb" + r"\.debian\.org")
    files = [*Path("requirements").glob("*.txt"), *Path("frontend").glob("*.json")]
    assert [str(file) for file in files if words.search(file.read_text())] == []

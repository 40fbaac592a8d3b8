"""Texts people read exist in both languages, and only once."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

HOUSE = Path("src/limpide")
FOLDERS = sorted(folder for folder in HOUSE.rglob("texts") if folder.is_dir())
PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")
KEY = re.compile(r"""(?:translate\([^,()]+,\s*|\bt\(\s*)["']([a-z_]+\.[a-z0-9_.]+)["']""")


def messages(file: Path) -> dict[str, Message]:
    with file.open("rb") as stream:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: message
            for message in read_po(stream, locale=file.stem)
            if message.id
        }


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_both_languages_say_the_same_things(folder: Path) -> None:
    french, english = messages(folder / "fr.po"), messages(folder / "en.po")

    assert set(french) == set(english)
    for key, message in english.items():
        wanted = set(PLACEHOLDER.findall(" ".join(forms(message))))
        assert set(PLACEHOLDER.findall(" ".join(forms(french[key])))) == wanted, key


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_no_text_is_empty(folder: Path) -> None:
    for language in ("fr", "en"):
        empty = [k for k, m in messages(folder / f"{language}.po").items() if not all(forms(m))]
        assert empty == []


def test_every_key_in_the_code_has_its_text() -> None:
    known = {key for folder in FOLDERS for key in messages(folder / "en.po")}
    files = [*HOUSE.rglob("*.py"), *HOUSE.rglob("*.html")]
    used = {(key, str(f)) for f in files for key in KEY.findall(f.read_text())}
    missing = sorted(f"{file}: {key}" for key, file in used if not _is_known(key, known))
    assert missing == []


def _is_known(key: str, known: set[str]) -> bool:
    # «web.chat.author.» is completed by a value: some text must begin so.
    if key.endswith((".", "_")):
        return any(each.startswith(key) for each in known)
    return key in known


def test_no_key_has_two_homes() -> None:
    seen: dict[str, Path] = {}
    for folder in FOLDERS:
        for key in messages(folder / "en.po"):
            assert key not in seen, f"{key}: {folder} and {seen[key]}"
            seen[key] = folder

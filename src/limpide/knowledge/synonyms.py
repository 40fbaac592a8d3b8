"""A company's own words: what it and its customers call the same thing, kept by its people."""

from collections.abc import Iterable, Mapping

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import LANGUAGES

from . import store, store_synonyms

_MOST_GROUPS = 2_000
_MOST_WORDS = 20
_LONGEST = 60


class BadSynonymsError(LimpideError):
    """A line of synonyms is not two to twenty words or phrases, parted by commas."""

    status = 422

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def read_synonyms(text: str) -> list[tuple[str, ...]]:
    """Read groups, one a line, words or phrases parted by commas; «#» begins a remark.

    Raises BadSynonymsError, naming the line.
    """
    groups: list[tuple[str, ...]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = tuple(word.strip() for word in line.partition("#")[0].split(",") if word.strip())
        if not words:
            continue
        if not 2 <= len(words) <= _MOST_WORDS or any(len(word) > _LONGEST for word in words):
            raise BadSynonymsError(number)
        if len(groups) == _MOST_GROUPS:
            raise BadSynonymsError(number)
        groups.append(words)
    return groups


def written(groups: Iterable[tuple[str, ...]]) -> str:
    """Write groups as `read_synonyms` reads them."""
    return "\n".join(", ".join(words) for words in groups)


async def list_synonyms(db: Database) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """List the company's groups by language."""
    kept = await store_synonyms.list_synonyms(db)
    return {
        language: tuple(words for written_in, words in kept if written_in == language)
        for language in LANGUAGES
    }


async def keep_synonyms(db: Database, language: str, text: str, *, actor: Actor) -> int:
    """Replace the groups of one language; search uses them at once. Gives how many there are.

    Raises BadSynonymsError.
    """
    groups = read_synonyms(text)
    await store_synonyms.replace_synonyms(db, language, groups)
    await store.renew_revision(db)
    data = {"language": language, "groups": len(groups)}
    await ledger.record(
        db, "knowledge.synonyms", about=db.workspace, why="", actor=actor, data=data
    )
    return len(groups)

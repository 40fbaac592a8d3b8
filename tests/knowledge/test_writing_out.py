"""What is written out reads as the same document again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from limpide import knowledge
from limpide.foundation.ids import new_id
from limpide.knowledge import Document, DocumentId, Opened, SourceId
from limpide.knowledge.reading import ReadDocument, read

DEMO = sorted(Path("sectors").rglob("knowledge/**/*.md"))
ODD = """# Tout

Avant tout : `code`, 2 * 3 * 4 <ok> et snake_case_ici.

## Étapes {#pas}

1. Un
2. Deux

   suite

- a
  - b
    - c

### Dedans

2024\\. Une année. \\# pas un titre

## Étapes

| a | b \\| c |
| --- | --- |
| 1 | [x](y) |

#### Profond

- \\- tiret
"""


def _read(text: str) -> ReadDocument:
    found = read(text.encode(), "x.md")
    assert isinstance(found, ReadDocument)
    return found


def _opened(found: ReadDocument) -> Opened:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    document = Document(
        id=DocumentId(new_id()),
        source=SourceId(new_id()),
        path="x.md",
        slug="x",
        language=found.language,
        category=None,
        title=found.title,
        owner=None,
        review_on=None,
        valid_until=None,
        is_approved=True,
        keywords=(),
        version=1,
        updated_at=now,
        retired_at=None,
    )
    return Opened(document, 1, found.title, found.sections)


@pytest.mark.parametrize("text", [*(path.read_text() for path in DEMO[::4]), ODD])
def test_a_document_written_out_reads_the_same(text: str) -> None:
    found = _read(text)
    again = _read(f"# {found.title}\n\n{knowledge.body_of(_opened(found))}")
    assert again.sections == found.sections

    whole = _read(knowledge.markdown_of(_opened(found)))
    assert (whole.title, whole.language) == (found.title, found.language)
    assert [each.blocks for each in whole.sections] == [each.blocks for each in found.sections]

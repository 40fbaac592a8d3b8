"""The demo company's documents and the questions written against them."""

import json
from collections.abc import Iterator
from pathlib import Path

from limpide.knowledge import reading
from limpide.knowledge.evaluation import Query, Row
from limpide.knowledge.passages import section_text

HERE = Path(__file__).parent
DOCUMENTS = HERE.parent.parent / "sectors" / "retail" / "knowledge"


def rows() -> list[Row]:
    """One row per section; ids as the questions name them: category/slug#heading."""
    return list(_rows())


def _rows() -> Iterator[Row]:
    for file in sorted(DOCUMENTS.glob("*/*/*")):
        document = reading.read(file.read_bytes(), file.name)
        if isinstance(document, reading.Skipped):
            continue
        name = f"{file.parent.name}/{document.meta.slug or file.stem}"
        for section in document.sections:
            text = section_text(section.blocks)
            id = f"{document.language}:{name}#{section.heading}"
            path = " > ".join(section.path)
            keywords = document.meta.keywords
            yield Row(id, document.title, path, text, document.language, keywords)


def queries(split: str, kind: str = "queries") -> list[Query]:
    """The questions of a split: «work» may be looked at and tuned on, «held» only measured.

    `kind`: «queries» as they are hard to find, or «ordinary» ones (see trades.py).
    """
    found: list[Query] = []
    for file in sorted(HERE.glob(f"demo_{kind}_*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            value = json.loads(line)
            if value["split"] == split:
                relevant = tuple(f"{value['lang']}:{id}" for id in value["relevant"])
                found.append(Query(value["id"], value["question"], value["lang"], relevant))
    return found

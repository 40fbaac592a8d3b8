"""Gather blocks under headings, give each section its path and a unique anchor."""

import re
import unicodedata

from .document import Block, Paragraph, Section

_MAX_PATH = 6


def slug_of(text: str) -> str:
    """Make the part of an address that stands for a heading: «Délais & coûts» is delais-couts."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80].rstrip("-") or "section"


def one_line(text: str) -> str:
    """Put a text on one line, keeping the no-break spaces French needs."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"})
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()


class Outline:
    """Collects a document in reading order."""

    def __init__(self) -> None:
        self.title = ""
        self._path: list[tuple[int, str]] = []
        self._anchor = ""
        self._blocks: list[Block] = []
        self._sections: list[Section] = []
        self._anchors: set[str] = set()

    def heading(self, level: int, text: str, anchor: str | None = None) -> None:
        """Open a section. The first heading of level 1 names the document."""
        text = one_line(text)
        if not text:
            return
        self._close()
        if level == 1 and not self.title:
            self.title = text
            self._path = []
        else:
            self._path = [(at, name) for at, name in self._path if at < level][-_MAX_PATH:]
            self._path.append((level, text))
        self._anchor = self._unique(anchor or slug_of(text))

    def block(self, block: Block) -> None:
        """Add a block to the open section."""
        if not (isinstance(block, Paragraph) and not block.text):
            self._blocks.append(block)

    def sections(self) -> tuple[Section, ...]:
        """Close the last section and give them all."""
        self._close()
        return tuple(self._sections)

    def _close(self) -> None:
        if self._blocks:
            path = tuple(name for _level, name in self._path)
            anchor = self._anchor or self._unique("top")
            self._sections.append(Section(path, anchor, tuple(self._blocks)))
        self._blocks = []

    def _unique(self, anchor: str) -> str:
        candidate, number = anchor, 2
        while candidate in self._anchors:
            candidate, number = f"{anchor}-{number}", number + 1
        self._anchors.add(candidate)
        return candidate

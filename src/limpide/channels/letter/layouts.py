"""Layouts: where things stand on the first page, in millimetres from its top left corner.

Sources: the window of French C5 and DL envelopes as edics.fr publishes it; DIN 5008 (form B); Lob's
double-window #10 envelope (lob-openapi), a sheet of 11 inches folded in three and lying at the
envelope's bottom. Makers differ: ask the printer before a first run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A first page. `address` shows through the window, and nothing else does.

    `sender` holds the company's block; `back_line`: the sender in one small line above the
    address (DIN 5008). `body` is where the text begins; `folds` are marked at the left edge.
    `is_printed`: the address is ours to print; false where the provider prints it.
    """

    name: str
    paper: str
    width: float
    height: float
    sender: Box
    address: Box
    date: Box
    body: float
    folds: tuple[float, ...]
    back_line: Box | None = None
    is_printed: bool = True


LAYOUTS: Final[Mapping[str, Layout]] = {
    "fr": Layout(
        name="fr",
        paper="a4",
        width=210,
        height=297,
        sender=Box(20, 18, 80, 32),
        address=Box(110, 55, 85, 33),
        date=Box(113, 98, 77, 6),
        body=108,
        folds=(99, 198),
    ),
    "de": Layout(
        name="de",
        paper="a4",
        width=210,
        height=297,
        sender=Box(125, 20, 70, 40),
        address=Box(20, 62.7, 85, 27.3),
        date=Box(125, 88, 65, 6),
        body=103,
        folds=(105, 210),
        back_line=Box(20, 46, 85, 5),
    ),
    "us": Layout(
        name="us",
        paper="us-letter",
        width=215.9,
        height=279.4,
        sender=Box(19.05, 10.6, 79, 22.2),
        address=Box(19.05, 42.3, 73, 25.4),
        date=Box(125, 78, 71, 6),
        body=88,
        folds=(93.1, 186.3),
    ),
    # Lob prints both addresses itself and wants the upper three inches of page 1 free.
    "us-lob": Layout(
        name="us-lob",
        paper="us-letter",
        width=215.9,
        height=279.4,
        sender=Box(19.05, 10.6, 79, 22.2),
        address=Box(19.05, 42.3, 73, 25.4),
        date=Box(125, 80, 71, 6),
        body=90,
        folds=(),
        is_printed=False,
    ),
}

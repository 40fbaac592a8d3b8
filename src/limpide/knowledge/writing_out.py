"""Writing out: a document as Markdown again, so that somebody can go on from it."""

from .model import Opened
from .reading.document import Block, Listing, Paragraph


def markdown_of(opened: Opened) -> str:
    """Write a document out as Markdown, with the header that reading understands."""
    document = opened.document
    header = ["---", f"title: {opened.title}", f"language: {document.language}"]
    if document.category:
        header.append(f"category: {document.category}")
    if document.owner:
        header.append(f"owner: {document.owner}")
    parts = ["\n".join([*header, "---"])]
    for section in opened.sections:
        if len(section.path) > 1:
            parts.append(f"{'#' * len(section.path)} {section.heading}")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return block.text
        case Listing():
            mark = "1." if block.ordered else "-"
            return "\n".join(f"{'  ' * item.depth}{mark} {item.text}" for item in block.items)
        case _:
            head, *rows = (f"| {' | '.join(cells)} |" for cells in block.rows)
            return "\n".join([head, "|" + " --- |" * len(block.rows[0]), *rows])

"""Finishing: who wrote it, in the metadata; enclosures behind the letter.

XMP is added as text: pikepdf's own editor rewrites what typst declares. A namespace that PDF/A does
not know needs its description beside it (ISO 19005-2, 6.6.2.3.3).
"""

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast
from xml.sax.saxutils import escape

import pikepdf

from limpide.channels.protocol import Attachment, Outbound

_IPTC: Final = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_SOURCES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCE_OF: Final = {
    "person_with_ai": "compositeWithTrainedAlgorithmicMedia",
    "ai_reviewed": "trainedAlgorithmicMedia",
    "ai": "trainedAlgorithmicMedia",
}
_PROPERTIES: Final = {
    "DigitalSourceType": "How the text came about (IPTC controlled vocabulary)",
    "AISystemUsed": "Name of the AI system that wrote or helped to write",
}
_CLAIMS: Final = re.compile(r"<(pdfaid|pdfuaid):(part|conformance|rev)>[^<]*</\1:\2>")
_MOST_PAGES: Final = 120
_SIDEWAYS: Final = {90, 270}
# In points: what printers cut or leave white anyway, and five millimetres that they cannot print.
_SLACK: Final = 6.0
_EDGE: Final = 14.2


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole letter. `is_archival`: it still is PDF/A-2a and PDF/UA-1."""

    pdf: bytes
    pages: int
    is_archival: bool


@dataclass(frozen=True, slots=True)
class Unfit:
    """The message cannot become a letter. `why` holds nothing of its text."""

    why: str

    def __str__(self) -> str:
        return self.why


def finish(letter: bytes, message: Outbound, *, duplex: bool) -> Finished | Unfit:
    """Write the disclosure into the metadata and put the enclosures behind the letter."""
    enclosures = [file for file in message.attachments if not file.is_shown]
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        for file in enclosures:
            fault = _enclose(pdf, file, duplex=duplex)
            if fault is not None:
                return fault
        pages = len(pdf.pages)
        if pages > _MOST_PAGES:
            return Unfit("it has too many pages")
        is_archival = not enclosures
        _describe(pdf, message, is_archival=is_archival)
        done = io.BytesIO()
        # The same letter gives the same bytes: its sha256 stands in the manifest.
        pdf.save(done, deterministic_id=True)
    return Finished(done.getvalue(), pages, is_archival)


@lru_cache(maxsize=8)
def pages_of(file: Attachment) -> int:
    """Count the pages of an enclosure; what cannot be read is one, and fails when it is set."""
    try:
        with pikepdf.open(io.BytesIO(file.content)) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return 1


def _enclose(pdf: pikepdf.Pdf, file: Attachment, *, duplex: bool) -> Unfit | None:
    if file.content_type.partition(";")[0].strip().lower() != "application/pdf":
        return Unfit("an enclosure is no PDF")
    try:
        with pikepdf.open(io.BytesIO(file.content)) as enclosure:
            # What a form or a comment shows is printed; what it would do is left behind.
            enclosure.flatten_annotations("print")
            _, _, width, height = _box(pdf.pages[0])
            if duplex and len(pdf.pages) % 2:
                # An enclosure begins on a sheet of its own.
                pdf.add_blank_page(page_size=(width, height))
            first = len(pdf.pages)
            for page in enclosure.pages:
                _put(pdf, page, width, height)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return Unfit("an enclosure cannot be read")
    for page in list(pdf.pages)[first:]:
        for key in ("/AA", "/Annots"):
            if key in page.obj:
                del page.obj[key]
    return None


def _put(pdf: pikepdf.Pdf, page: pikepdf.Page, width: float, height: float) -> None:
    """Put a page behind a letter; one of another format is turned and made smaller to fit."""
    left, bottom, right, top = _box(page)
    turned = int(cast("Any", page.obj).get("/Rotate", 0)) % 360
    is_wide = (right - left > top - bottom) != (turned in _SIDEWAYS)
    is_alike = abs(right - left - width) < _SLACK and abs(top - bottom - height) < _SLACK
    if is_alike and not turned:
        pdf.pages.append(page)
        return
    if is_wide != (width > height):
        page.rotate(90, relative=True)
    pdf.add_blank_page(page_size=(width, height))
    room = pikepdf.Rectangle(_EDGE, _EDGE, width - _EDGE, height - _EDGE)
    cast("Any", pdf.pages[-1]).add_overlay(page, room, expand=False)


def _box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(side) for side in cast("Any", page).trimbox)
    return left, bottom, right, top


def _describe(pdf: pikepdf.Pdf, message: Outbound, *, is_archival: bool) -> None:
    packet = cast("Any", pdf.Root).Metadata.read_bytes().decode()
    if not is_archival:
        # Nobody has checked the enclosures: the file does not claim what it may not keep.
        packet = _CLAIMS.sub("", packet)
    properties = _properties(message)
    if properties:
        packet = _before(packet, "</rdf:Bag></pdfaExtension:schemas>", _schema())
    said = "".join(
        f"<Iptc4xmpExt:{name}>{escape(value)}</Iptc4xmpExt:{name}>"
        for name, value in properties.items()
    )
    if message.passport_url:
        said += f"<dc:identifier>{escape(message.passport_url)}</dc:identifier>"
    ours = (
        f'<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="{_IPTC}"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{said}</rdf:Description>'
    )
    packet = _before(packet, "</rdf:RDF>", ours)
    stream = pikepdf.Stream(pdf, packet.encode())
    stream["/Type"] = pikepdf.Name("/Metadata")
    stream["/Subtype"] = pikepdf.Name("/XML")
    pdf.Root["/Metadata"] = pdf.make_indirect(stream)


def _properties(message: Outbound) -> dict[str, str]:
    disclosure = message.disclosure
    if disclosure is None or disclosure.author not in _SOURCE_OF:
        return {}
    engine = " ".join(filter(None, (disclosure.provider, disclosure.engine)))
    found = {"DigitalSourceType": _SOURCES + _SOURCE_OF[disclosure.author]}
    return found | ({"AISystemUsed": engine} if engine else {})


def _schema() -> str:
    properties = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li>"
        for name, meaning in _PROPERTIES.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>IPTC Extension schema</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_IPTC}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>Iptc4xmpExt</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _before(packet: str, mark: str, added: str) -> str:
    # The mark cannot stand in anybody's text: there «<» is written «&lt;».
    head, found, tail = packet.rpartition(mark)
    assert found, f"typst's XMP has no {mark}"
    return f"{head}{added}{mark}{tail}"

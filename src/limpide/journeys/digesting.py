"""Digesting: several notices in the words of one message, each with its own heading. Pure."""

from collections.abc import Mapping, Sequence
from html import escape

from limpide.channels import Kind
from limpide.delivery import Content, Request
from limpide.foundation.i18n import translate
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Gathered as Listed
from limpide.ledger import Reason

from .model import Waiting


def digest(notices: Sequence[Waiting], company: Workspace) -> Request:
    """Write one request for some notices to one person; one alone keeps its own words.

    The passport lists what went in: the name of each notice and when it was asked for.
    """
    last = notices[-1].request
    language = last.language or company.language
    said = last.variants if len(notices) == 1 else _together(notices, language, company.name)
    params = {"count": len(notices)}
    return Request(
        contact=last.contact,
        purpose=last.purpose,
        content=said[Kind.EMAIL],
        variants=said,
        author=last.author,
        reason=last.reason if len(notices) == 1 else Reason("journeys.reason.digest", params),
        language=language,
        reference=last.reference if len(notices) == 1 else None,
        gathered=tuple(Listed(each.name, each.at) for each in notices),
    )


def _together(notices: Sequence[Waiting], language: str, company: str) -> Mapping[Kind, Content]:
    subject = translate(language, "journeys.digest.subject", count=len(notices), company=company)
    return {kind: _on(kind, notices, subject) for kind in notices[-1].request.variants}


def _on(kind: Kind, notices: Sequence[Waiting], subject: str) -> Content:
    parts = [each.request.content_for(kind) for each in notices]
    if kind is Kind.SMS:
        lines = [f"- {part.text}" for part in parts]
        return Content("\n".join([subject, *lines]))
    text = "\n\n".join(f"{_heading(part)}{part.text}" for part in parts)
    html = "".join(f"<h2>{escape(part.subject)}</h2>{part.html}" for part in parts)
    return Content(text, subject, html if kind is Kind.EMAIL else "")


def _heading(part: Content) -> str:
    return f"{part.subject}\n\n" if part.subject else ""

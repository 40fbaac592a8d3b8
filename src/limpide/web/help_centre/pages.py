"""`/help`: documents by category, search, one page per document with anchors."""

from itertools import groupby

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from limpide import knowledge
from limpide.foundation import http
from limpide.foundation.errors import NotFoundError
from limpide.foundation.i18n import LANGUAGES
from limpide.knowledge import Document
from limpide.web import pages

router = APIRouter(prefix="/help")
_LONGEST = 300


@router.get("")
async def anywhere(request: Request, workspace: http.CurrentWorkspace) -> Response:
    """Lead to the reader's language."""
    language = pages.language_of(request, otherwise=workspace.language)
    query = f"?q={request.query_params['q']}" if "q" in request.query_params else ""
    return RedirectResponse(f"/help/{language}{query}", 303)


@router.get("/{language}")
async def index(
    request: Request, db: http.Transaction, workspace: http.CurrentWorkspace, language: str
) -> Response:
    """List the documents, or what a search finds."""
    _check(language)
    words = request.query_params.get("q", "").strip()[:_LONGEST]
    found = await knowledge.search(db, words, language=language) if words else ()
    documents = await knowledge.list_documents(db, language=language, public_only=True)
    return pages.page(
        request,
        "help/index.html",
        language=language,
        company=workspace,
        words=words,
        found=found,
        categories=[(name, list(docs)) for name, docs in groupby(documents, key=_category)],
    )


@router.get("/{language}/{slug}")
async def document(
    request: Request,
    db: http.Transaction,
    workspace: http.CurrentWorkspace,
    house: http.CurrentHouse,
    language: str,
    slug: str,
) -> Response:
    """Show one document with its headings, lists and tables."""
    _check(language)
    opened = await knowledge.find_public(db, slug, language)
    if opened is None:
        raise NotFoundError
    other = "en" if language == "fr" else "fr"
    twin = await knowledge.find_public(db, slug, other)
    return pages.page(
        request,
        "help/document.html",
        language=language,
        company=workspace,
        opened=opened,
        twin=None if twin is None else twin.document,
        base_url=house.settings.base_url,
    )


def _check(language: str) -> None:
    if language not in LANGUAGES:
        raise NotFoundError


def _category(document: Document) -> str:
    return document.category or ""

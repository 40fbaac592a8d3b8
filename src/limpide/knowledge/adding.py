"""Adding a source: read what is new, keep it in versions, retire what is gone."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id

from . import drafting, store
from .folders import category_of, list_files, read_file
from .model import (
    Added,
    Document,
    DocumentId,
    Left,
    NothingToReadError,
    Source,
    SourceId,
    SourceKind,
)
from .passages import pieces_of
from .reading import ReadDocument, Skipped, SkipReason, read, slug_of
from .sites import Crawl, Limits, is_gone
from .store import Held, Written

_NO_NAME = frozenset({"", "/", "index", "readme", "README", "default"})
# Part of each document's hash: a new way of reading reads everything again.
_READER = b"reader 1\n"
_READ_SECONDS = 60.0

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many (0 when nobody knows), and the last one's path."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for new documents that do not say it of themselves.

    `is_held`: they wait for approval whatever they say.
    """

    is_approved: bool = True
    owner: str | None = None
    review_on: date | None = None
    category: str | None = None
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class _Fetched:
    path: str
    content: bytes | Skipped
    content_type: str | None = None
    charset: str | None = None


@dataclass(slots=True)
class _Harvest:
    """What one reading of a source found, before anything is written."""

    read: dict[str, tuple[bytes, ReadDocument]] = field(
        default_factory=dict[str, tuple[bytes, ReadDocument]]
    )
    unchanged: list[str] = field(default_factory=list[str])
    skipped: list[Left] = field(default_factory=list[Left])
    gone: set[str] = field(default_factory=set[str])

    def is_met(self, path: str) -> bool:
        """Say whether a document was there, readable or not."""
        if path in self.gone:
            return False
        return (
            path in self.read
            or path in self.unchanged
            or any(left.path == path for left in self.skipped)
        )


async def add(
    pool: Pool,
    workspace: WorkspaceId,
    location: str,
    *,
    actor: Actor,
    terms: Terms | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Added:
    """Read a folder, a file, or a site, for the first time or again.

    Only what changed is read anew; what disappeared is retired. Nothing is written until all is
    read, and then all at once. Raises NothingToReadError when there is neither folder nor file.
    """
    limits = limits or Limits()
    kind, location = await asyncio.to_thread(_kind, location)
    async with pool.transaction(workspace) as db:
        held = await _held(db, location)
    if kind is SourceKind.SITE:
        crawl = Crawl(location, limits)
        harvest = await _gather(_pages(crawl), held, limits, progress)
        # A visit that was cut short has not seen what is gone.
        may_retire = crawl.is_complete and bool(harvest.read or harvest.unchanged)
        harvest.gone |= {p for p in held if may_retire and not harvest.is_met(p)}
    else:
        root = Path(location)
        harvest = await _gather(_files(root, limits, progress), held, limits, None)
        harvest.gone = {path for path in held if not harvest.is_met(path)}
    async with pool.transaction(workspace) as db:
        return await _write(db, kind, location, harvest, terms or Terms(), actor)


async def upload(
    db: Database,
    name: str,
    data: bytes,
    *,
    actor: Actor,
    terms: Terms | None = None,
    limits: Limits | None = None,
) -> Added:
    """Keep one file that a colleague sends; the same name again is a new version of it."""
    location = "upload"
    name = name.replace("\\", "/").rpartition("/")[2][:200] or "document"
    held = await _held(db, location)

    async def one() -> AsyncIterator[_Fetched]:
        yield _Fetched(name, data)

    harvest = await _gather(one(), held, limits or Limits(), None)
    # A folder or a site is the operator's; one file by one colleague waits for approval.
    terms = terms or Terms(is_approved=False)
    return await _write(db, SourceKind.UPLOAD, location, harvest, terms, actor)


def _kind(location: str) -> tuple[SourceKind, str]:
    if location.lower().startswith(("http://", "https://")):
        return SourceKind.SITE, location
    path = Path(location).expanduser()
    if path.is_dir():
        return SourceKind.FOLDER, str(path.resolve())
    if path.is_file():
        return SourceKind.FILE, str(path.resolve())
    raise NothingToReadError


async def _held(db: Database, location: str) -> dict[str, Held]:
    source = await store.lock_source(db, location)
    return {} if source is None else await store.held_documents(db, source)


async def _files(root: Path, limits: Limits, progress: Progress | None) -> AsyncIterator[_Fetched]:
    files = await asyncio.to_thread(list_files, root)
    for done, file in enumerate(files, start=1):
        found = await read_file(file, root, limits.max_bytes)
        yield _Fetched(found.path, found.content)
        if progress:
            progress(done, len(files), found.path)


async def _pages(crawl: Crawl) -> AsyncIterator[_Fetched]:
    async for page in crawl.pages():
        if is_gone(page):
            yield _Fetched(page.url, Skipped(SkipReason.NOT_FOUND))
        else:
            yield _Fetched(page.url, page.content, page.content_type, page.charset)


async def _gather(
    found: AsyncIterator[_Fetched],
    held: Mapping[str, Held],
    limits: Limits,
    progress: Progress | None,
) -> _Harvest:
    harvest = _Harvest()
    done = 0
    async for one in found:
        done += 1
        await _take(one, held, limits, harvest)
        if progress:
            progress(done, 0, one.path)
    return harvest


async def _take(one: _Fetched, held: Mapping[str, Held], limits: Limits, harvest: _Harvest) -> None:
    if isinstance(one.content, Skipped):
        harvest.skipped.append(Left(one.path, one.content.reason))
        if one.content.reason is SkipReason.NOT_FOUND:
            harvest.gone.add(one.path)
        return
    sha256 = hashlib.sha256(_READER + one.content).digest()
    known = held.get(one.path)
    if known is not None and known.sha256 == sha256 and not known.is_retired:
        harvest.unchanged.append(one.path)
        return
    document = await _read(one, one.content, limits)
    if isinstance(document, Skipped):
        harvest.skipped.append(Left(one.path, document.reason))
    else:
        harvest.read[one.path] = (sha256, document)


async def _read(one: _Fetched, data: bytes, limits: Limits) -> ReadDocument | Skipped:
    try:
        async with asyncio.timeout(_READ_SECONDS):
            return await asyncio.to_thread(
                read,
                data,
                one.path,
                content_type=one.content_type,
                charset=one.charset,
                max_bytes=limits.max_bytes,
            )
    except TimeoutError:
        return Skipped(SkipReason.TOO_SLOW)


async def _write(
    db: Database, kind: SourceKind, location: str, harvest: _Harvest, terms: Terms, actor: Actor
) -> Added:
    source = await _put_source(db, kind, location, terms)
    held = await store.held_documents(db, source)
    slugs = await store.slugs_in_use(db)
    gone = sorted(path for path in harvest.gone if path in held and not held[path].is_retired)
    ids = [held[path].id for path in gone]
    slugs = {key: id for key, id in slugs.items() if id not in ids}
    await store.retire_documents(db, ids, clock.now())
    shelf = _Writer(db, source, terms, slugs)
    added: list[str] = []
    updated: list[str] = []
    for path, (sha256, document) in sorted(harvest.read.items()):
        known = held.get(path)
        await shelf.put(path, sha256, document, known)
        (added if known is None or known.is_retired else updated).append(path)
    await store.mark_read(db, source, clock.now())
    if added or updated or gone:
        await store.renew_revision(db)
        counts = {"added": len(added), "updated": len(updated), "retired": len(gone)}
        await ledger.record(db, "knowledge.read", about=source, why="", actor=actor, data=counts)
    return Added(
        source,
        tuple(added),
        tuple(updated),
        tuple(harvest.unchanged),
        tuple(gone),
        tuple(harvest.skipped),
    )


async def _put_source(db: Database, kind: SourceKind, location: str, terms: Terms) -> SourceId:
    source = Source(
        id=SourceId(new_id()),
        kind=kind,
        location=location,
        owner=terms.owner,
        review_on=terms.review_on,
        is_approved=terms.is_approved,
        added_at=clock.now(),
        read_at=None,
        documents=0,
    )
    return await store.put_source(db, source)


class _Writer:
    """Puts documents of one source into the database."""

    def __init__(
        self,
        db: Database,
        source: SourceId,
        terms: Terms,
        slugs: dict[tuple[str, str], DocumentId],
    ) -> None:
        self._db = db
        self._source = source
        self._terms = terms
        self._slugs = slugs

    async def put(
        self, path: str, sha256: bytes, read_document: ReadDocument, known: Held | None
    ) -> None:
        """Keep a document, new or in a new version."""
        document = self._document(path, read_document, known)
        await store.put_document(self._db, document, sha256)
        await store.add_version(
            self._db, document, read_document.sections, list(passages_of(read_document))
        )

    def _document(self, path: str, read_document: ReadDocument, known: Held | None) -> Document:
        meta, terms = read_document.meta, self._terms
        id = known.id if known else DocumentId(new_id())
        fallback = known.is_approved if known else terms.is_approved
        return Document(
            id=id,
            source=self._source,
            path=path,
            slug=self._slug(id, path, read_document),
            language=read_document.language,
            category=meta.category or terms.category or category_of(urlsplit(path).path),
            title=read_document.title,
            owner=meta.owner or terms.owner,
            review_on=meta.review_on or terms.review_on,
            valid_until=meta.valid_until,
            is_approved=self._is_approved(read_document, fallback=fallback),
            keywords=meta.keywords,
            version=known.version + 1 if known else 1,
            updated_at=clock.now(),
            retired_at=None,
        )

    def _is_approved(self, read_document: ReadDocument, *, fallback: bool) -> bool:
        """Say whether a document may answer at once; what was only collected for it never does."""
        said = read_document.meta.approved
        wished = fallback if said is None else said
        texts = (written.text for written in passages_of(read_document))
        return wished and not self._terms.is_held and not drafting.is_unfinished(texts)

    def _slug(self, id: DocumentId, path: str, read_document: ReadDocument) -> str:
        """Choose an address nobody else has in that language, and keep it over versions."""
        language = read_document.language
        for key in [key for key, holder in self._slugs.items() if holder == id]:
            del self._slugs[key]
        stem = PurePosixPath(urlsplit(path).path).stem
        wished = read_document.meta.slug or slug_of(stem if stem not in _NO_NAME else "")
        if wished == "section":
            wished = slug_of(read_document.title)
        slug, number = wished, 2
        while (language, slug) in self._slugs:
            slug, number = f"{wished}-{number}", number + 1
        self._slugs[(language, slug)] = id
        return slug


def passages_of(document: ReadDocument) -> Iterator[Written]:
    """Cut a document into the passages that are kept of it."""
    for number, section in enumerate(document.sections):
        for place, piece in enumerate(pieces_of(section.blocks)):
            yield Written(new_id(), number, place, section.path, section.anchor, piece.text)

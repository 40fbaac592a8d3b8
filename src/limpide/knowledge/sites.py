"""Pages of a site: followed from link to link on one host, within limits, as robots.txt allows."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import httpx

from limpide.foundation import outgoing

from .reading import Skipped, SkipReason, decode, format_of, links_of

_AGENT = "Limpide"
_REDIRECTS = 5
_ROBOTS_BYTES = 500_000
_TYPES_ACCEPTED = "text/html,application/xhtml+xml,application/pdf,text/markdown,text/plain;q=0.9"
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a reading goes. `page_seconds`: for one page, from request to last byte."""

    max_bytes: int = 25_000_000
    max_pages: int = 500
    max_depth: int = 6
    page_seconds: float = 30.0
    total_seconds: float = 1800.0
    pause_seconds: float = 0.1
    may_read_private: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, what the server said it is, and its bytes or why there are none."""

    url: str
    content: bytes | Skipped
    content_type: str | None = None
    charset: str | None = None


@dataclass(slots=True)
class Crawl:
    """One visit of a site. `is_complete` after the last page: nothing was left for want of room."""

    start: str
    limits: Limits
    is_complete: bool = False
    _seen: set[str] = field(default_factory=set[str])
    _queue: deque[tuple[str, int]] = field(default_factory=deque[tuple[str, int]])

    async def pages(self) -> AsyncIterator[Page]:
        """Fetch page after page, nearest to the start first."""
        start = tidy(self.start)
        if start is None:
            yield Page(self.start, Skipped(SkipReason.FORBIDDEN_ADDRESS))
            return
        deadline = asyncio.get_running_loop().time() + self.limits.total_seconds
        self._add(start, 0)
        async with outgoing.client(
            allow_private=self.limits.may_read_private, timeout=self.limits.page_seconds
        ) as http:
            robots = await _robots(http, start)
            pages = 0
            while self._queue and pages < self.limits.max_pages:
                if asyncio.get_running_loop().time() > deadline:
                    break
                url, depth = self._queue.popleft()
                page = await self._page(http, robots, url)
                pages += 1
                self._follow(page, depth)
                yield page
                await asyncio.sleep(self.limits.pause_seconds)
        self.is_complete = not self._queue

    async def _page(self, http: httpx.AsyncClient, robots: RobotFileParser, url: str) -> Page:
        if not robots.can_fetch(_AGENT, url):
            return Page(url, Skipped(SkipReason.ROBOTS))
        try:
            async with asyncio.timeout(self.limits.page_seconds):
                return await _fetch(http, url, self.limits.max_bytes)
        except TimeoutError:
            return Page(url, Skipped(SkipReason.TOO_SLOW))
        except outgoing.PrivateAddressError:
            return Page(url, Skipped(SkipReason.FORBIDDEN_ADDRESS))
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError):
            return Page(url, Skipped(SkipReason.UNREADABLE))

    def _follow(self, page: Page, depth: int) -> None:
        is_html = format_of("", page.content_type or "text/none") == "html"
        if isinstance(page.content, Skipped) or not is_html or depth >= self.limits.max_depth:
            return
        # A page a redirect led to must not be read a second time under its own name.
        self._seen.add(page.url)
        for target in links_of(decode(page.content, page.charset) or ""):
            try:
                url = tidy(urljoin(page.url, target))
            except ValueError:
                continue
            if url is not None and _host(url) == _host(self.start):
                self._add(url, depth + 1)

    def _add(self, url: str, depth: int) -> None:
        if url not in self._seen and len(self._seen) < 20 * self.limits.max_pages:
            self._seen.add(url)
            self._queue.append((url, depth))


def tidy(url: str) -> str | None:
    """Bring an address to one spelling, without its fragment; None for what is no web page."""
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        return None
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""))


def is_gone(page: Page) -> bool:
    """Say whether a server told that a page is no more (and not that it is in trouble)."""
    return isinstance(page.content, Skipped) and page.content.reason is SkipReason.NOT_FOUND


def _host(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


async def _fetch(http: httpx.AsyncClient, url: str, max_bytes: int) -> Page:
    for _ in range(_REDIRECTS):
        # Unpacked size cannot be trusted: pages are asked for, and only read, as they are.
        headers = {"Accept": _TYPES_ACCEPTED, "Accept-Encoding": "identity"}
        async with http.stream("GET", url, headers=headers) as response:
            if response.is_redirect:
                target = tidy(urljoin(url, response.headers.get("Location", "")))
                if target is None or _host(target)[1] != _host(url)[1]:
                    return Page(url, Skipped(SkipReason.OUTSIDE))
                url = target
                continue
            return await _read(response, url, max_bytes)
    return Page(url, Skipped(SkipReason.UNREADABLE))


async def _read(response: httpx.Response, url: str, max_bytes: int) -> Page:
    if response.status_code in _GONE:
        return Page(url, Skipped(SkipReason.NOT_FOUND))
    if not response.is_success:
        return Page(url, Skipped(SkipReason.UNREADABLE))
    if response.headers.get("Content-Encoding", "identity") != "identity":
        return Page(url, Skipped(SkipReason.UNREADABLE))
    kind = response.headers.get("Content-Type", "text/html")
    if format_of("", kind) is None:
        return Page(url, Skipped(SkipReason.UNKNOWN_FORMAT))
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > max_bytes:
            return Page(url, Skipped(SkipReason.TOO_LARGE))
    return Page(url, bytes(content), kind, response.charset_encoding)


async def _robots(http: httpx.AsyncClient, start: str) -> RobotFileParser:
    """Read robots.txt (RFC 9309): absent allows all, a server in trouble allows nothing."""
    robots = RobotFileParser()
    parts = urlsplit(start)
    try:
        page = await _fetch_robots(
            http, urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        )
    except httpx.HTTPError:
        # The page itself will meet, and tell, the same trouble.
        page = None
    robots.parse((page or "").splitlines())
    return robots


async def _fetch_robots(http: httpx.AsyncClient, url: str) -> str:
    async with http.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response:
        if response.is_server_error:
            return "User-agent: *\nDisallow: /"
        if not response.is_success:
            return ""
        content = bytearray()
        async for chunk in response.aiter_raw():
            content += chunk
            if len(content) > _ROBOTS_BYTES:
                break
    return bytes(content[:_ROBOTS_BYTES]).decode("utf-8", errors="replace")

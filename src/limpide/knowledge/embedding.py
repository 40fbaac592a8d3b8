"""Embedding: optional vectors from an endpoint that speaks the OpenAI protocol.

Off unless configured. A question is masked before it leaves; what fails or is late leaves search
as it is without. The order of passages gains by it; how sure an answer is comes from words alone.
"""

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any

import httpx
import numpy as np
from numpy.typing import NDArray

from limpide.foundation import clock
from limpide.foundation.database import Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.log import log
from limpide.foundation.settings import EmbeddingProvider

from . import store, store_vectors
from .gaps import without_personal_data

Vectors = NDArray[np.float32]

_BATCH = 64
_BATCH_SECONDS = 60.0
_LONGEST = 4_000
_MOST_BYTES = 20_000_000
_FAILURES = 3
_PAUSE_SECONDS = 60.0


class EmbeddingError(LimpideError):
    """The embedding endpoint gave no vectors."""

    status = 502


class Embedder:
    """The line to one endpoint. After three failures in a row it is left alone for a minute."""

    def __init__(self, provider: EmbeddingProvider, *, seconds: float) -> None:
        self.provider = provider
        self._seconds = seconds
        self._failures = 0
        self._paused_until = 0.0
        key = provider.key
        headers = {} if key is None else {"Authorization": f"Bearer {key.get_secret_value()}"}
        # No proxy, no redirects: a text that left the house goes where it was sent.
        self._http = httpx.AsyncClient(trust_env=False, headers=headers)

    @property
    def model(self) -> str:
        """The name under which vectors are kept: those of two models never compare."""
        return self.provider.model

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def question(self, text: str) -> Vectors | None:
        """Embed a question, without personal data; None when there is no answer in time."""
        if self._failures >= _FAILURES and monotonic() < self._paused_until:
            return None
        try:
            found = await self.embed([without_personal_data(text)], seconds=self._seconds)
        except EmbeddingError:
            self._failures += 1
            self._paused_until = monotonic() + _PAUSE_SECONDS
            return None
        self._failures = 0
        return found[0]

    async def embed(self, texts: Sequence[str], *, seconds: float) -> Vectors:
        """Embed texts, one row each, of length one. Raises EmbeddingError."""
        body = {"model": self.model, "input": [text[:_LONGEST] for text in texts]}
        try:
            async with asyncio.timeout(seconds):
                received = await self._post(body, seconds)
            return _vectors(received, len(texts))
        except (httpx.HTTPError, ValueError, KeyError, TypeError, TimeoutError) as error:
            log.warning("knowledge.embedding_failed", error=type(error).__name__)
            raise EmbeddingError from error

    async def _post(self, body: dict[str, Any], seconds: float) -> Any:
        url = f"{self.provider.url.rstrip('/')}/embeddings"
        async with self._http.stream("POST", url, json=body, timeout=seconds) as reply:
            reply.raise_for_status()
            if not reply.is_success:
                raise ValueError("redirected")
            received = bytearray()
            async for chunk in reply.aiter_bytes():
                received += chunk
                if len(received) > _MOST_BYTES:
                    raise ValueError("too long")
        return httpx.Response(200, content=bytes(received)).json()


def _vectors(received: Any, count: int) -> Vectors:
    data = sorted(received["data"], key=lambda one: one["index"])
    found = np.array([one["embedding"] for one in data], dtype=np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True) if found.ndim == 2 else np.zeros(1)
    if len(found) != count or not np.isfinite(found).all() or not (lengths > 0).all():
        raise ValueError("no vectors")
    return (found / lengths).astype(np.float32)


class _Line:
    """The endpoint this process uses, if any."""

    embedder: Embedder | None = None


def use(provider: EmbeddingProvider | None, *, seconds: float) -> None:
    """Say which endpoint this process uses from now on; None switches embeddings off."""
    _Line.embedder = None if provider is None else Embedder(provider, seconds=seconds)


def in_use() -> Embedder | None:
    """Give the endpoint in use."""
    return _Line.embedder


async def embed_missing(pool: Pool, workspace: WorkspaceId) -> int:
    """Make the vectors that passages in use lack; gives how many. Raises EmbeddingError.

    The endpoint is called outside of a transaction; each batch is kept before the next is asked.
    """
    embedder = in_use()
    done = 0
    while embedder is not None:
        async with pool.transaction(workspace) as db:
            today = clock.now().date()
            lacking = await store_vectors.list_unembedded(db, embedder.model, today, _BATCH)
        if not lacking:
            break
        vectors = await embedder.embed([text for _, text in lacking], seconds=_BATCH_SECONDS)
        kept = {id: row.tobytes() for (id, _), row in zip(lacking, vectors, strict=True)}
        async with pool.transaction(workspace) as db:
            await store_vectors.add_vectors(db, embedder.model, vectors.shape[1], kept)
            await store.renew_revision(db)
        done += len(lacking)
    return done

"""Calls to addresses that strangers chose, for the libraries that speak through httpx2.

As `outgoing` does for httpx: public addresses only, judged by the address the socket really gets,
and no answer larger than one may hold.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any, Final, cast

import httpcore2
import httpx2

from . import outgoing

_LARGEST: Final = 2_000_000


def transport(*, allow_private: bool) -> httpx2.AsyncBaseTransport:
    """Make a transport. `allow_private`: an operator's own networks, by setting only."""
    made = httpx2.AsyncHTTPTransport(trust_env=False)
    if not allow_private:
        # As in `outgoing`: there is no public way to choose the network.
        made._pool = httpcore2.AsyncConnectionPool(  # pyright: ignore[reportPrivateUsage]
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            network_backend=_GuardedNetwork(),
        )
    return _Bounded(made)


class _Bounded(httpx2.AsyncBaseTransport):
    """Ends an answer that grows beyond what one may hold."""

    def __init__(self, inner: httpx2.AsyncHTTPTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send, and count what comes back."""
        answer = await self._inner.handle_async_request(request)
        answer.stream = _Counted(cast("httpx2.AsyncByteStream", answer.stream))
        return answer

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        count = 0
        async for chunk in self._inner:
            count += len(chunk)
            if count > _LARGEST:
                raise httpx2.ReadError("The answer is too large.")
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()


class _GuardedNetwork(httpcore2.AsyncNetworkBackend):
    """Connects to public addresses only."""

    def __init__(self) -> None:
        self._inner = cast("httpcore2.AsyncNetworkBackend", httpcore2.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect, unless the name leads into a private network."""
        try:
            address = await outgoing.public_address(host, port)
        except (OSError, outgoing.PrivateAddressError) as error:
            raise httpcore2.ConnectError(str(error)) from error
        return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

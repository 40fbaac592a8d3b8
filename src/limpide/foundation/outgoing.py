"""Calls to addresses that strangers chose: private networks are refused when connecting.

The check is on the address the socket really gets, so a name that resolves differently the second
time, or a redirect, does not get round it.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

import httpcore
import httpx


class PrivateAddressError(httpx.ConnectError):
    """The name leads to a private, local or reserved network address."""

    def __init__(self) -> None:
        super().__init__(self.__doc__ or "")


class _GuardedNetwork(httpcore.AsyncNetworkBackend):
    def __init__(self) -> None:
        self._inner = cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            address = await public_address(host, port)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def public_address(host: str, port: int) -> str:
    """Resolve a name to an address that may be called. Raises OSError, PrivateAddressError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(map(is_public, addresses)):
        raise PrivateAddressError
    return addresses[0]


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public Internet, also inside IPv6 wrappings."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return inner.is_global
    return ip.is_global and not ip.is_multicast


@cache
def _tls() -> ssl.SSLContext:
    """Read the certificates once: it takes longer than a call."""
    return httpx.create_ssl_context(trust_env=False)


def client(*, allow_private: bool = False, timeout: float = 20.0) -> httpx.AsyncClient:
    """Make an HTTP client for a stranger's address: no redirects, no proxy, no cookies kept.

    `allow_private`: an operator's own networks, by setting only.
    """
    transport = httpx.AsyncHTTPTransport(verify=_tls(), trust_env=False)
    if not allow_private:
        # httpx has no public way to choose the network; this attribute is its connection pool.
        transport._pool = httpcore.AsyncConnectionPool(  # pyright: ignore[reportPrivateUsage]
            ssl_context=_tls(),
            max_connections=20,
            keepalive_expiry=5,
            network_backend=_GuardedNetwork(),
        )
    return httpx.AsyncClient(
        transport=transport,
        timeout=timeout,
        trust_env=False,
        follow_redirects=False,
        headers={"User-Agent": "Limpide/0.1"},
    )

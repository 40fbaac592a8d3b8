"""Addresses that strangers chose lead to the public Internet only."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from limpide.foundation import outgoing


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.8",
        "172.16.1.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_a_private_address_is_not_public(address: str) -> None:
    assert not outgoing.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_a_public_address_is_public(address: str) -> None:
    assert outgoing.is_public(address)


@pytest.fixture
async def local_url() -> AsyncIterator[str]:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    yield f"http://localhost:{server.sockets[0].getsockname()[1]}/"
    server.close()
    await server.wait_closed()


async def test_a_name_that_leads_home_is_refused_when_connecting(local_url: str) -> None:
    async with outgoing.client() as http:
        with pytest.raises(outgoing.PrivateAddressError):
            await http.get(local_url)


async def test_an_operator_may_allow_private_addresses(local_url: str) -> None:
    async with outgoing.client(allow_private=True) as http:
        assert (await http.get(local_url)).status_code == httpx.codes.OK

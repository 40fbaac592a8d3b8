"""A folder of documents, someone to add them, and a small web site."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from limpide.foundation.actor import Actor, ActorKind

RETURNS = """---
title: Retours
slug: retours
language: fr
keywords: [renvoyer]
---

# Retours

## Délai de retour

Vous pouvez renvoyer un article dans les 30 jours après réception, sans donner de raison.

## Remboursement

Le remboursement part sous 5 jours ouvrés après la réception du colis.
"""
DELIVERY = """# Livraison

## Délais de livraison

En France, la livraison standard prend 3 à 5 jours ouvrés.

## Frais de livraison

La livraison standard coûte 4,90 €. Elle est offerte dès 60 € d’achat.
"""
WARRANTY = """# Garantie

## Durée de la garantie

Les luminaires sont garantis 3 ans, les meubles 5 ans.
"""


@pytest.fixture
def maud() -> Actor:
    return Actor(ActorKind.PERSON, "maud", "Maud Perrin")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "documents"
    (root / "fr" / "retours").mkdir(parents=True)
    (root / "fr" / "livraison").mkdir()
    (root / "fr" / "retours" / "retours.md").write_text(RETURNS, encoding="utf-8")
    (root / "fr" / "livraison" / "delais.md").write_text(DELIVERY, encoding="utf-8")
    (root / "fr" / "garantie.md").write_text(WARRANTY, encoding="utf-8")
    return root


@dataclass
class Site:
    """A web server for tests: what it answers by path, and what was asked."""

    url: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(
        default_factory=dict[str, tuple[int, dict[str, str], bytes]]
    )
    asked: list[str] = field(default_factory=list[str])

    def page(self, path: str, body: str | bytes, *, status: int = 200, **headers: str) -> None:
        """Serve a page; header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8"} | named, content)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        path = request.split(b" ")[1].decode()
        made.asked.append(path)
        status, headers, body = made.pages.get(path, (404, {}, b"gone"))
        lines = [f"HTTP/1.1 {status} X", *(f"{k}: {v}" for k, v in headers.items())]
        lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        try:
            await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield made
    server.close()
    await server.wait_closed()

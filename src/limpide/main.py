"""The web process."""

import asyncio
import contextlib
import ipaddress
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from limpide import api, web, wiring
from limpide.foundation import http, memory, place, telemetry
from limpide.foundation.live import Hub
from limpide.foundation.settings import Settings


def create_app(settings: Settings, url: str) -> FastAPI:
    """Build the application on a database address."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
        async with wiring.opened(url, size=20) as pool:
            hub = Hub(url)
            listening = asyncio.create_task(hub.run())
            http.put_house(app, http.House(settings, pool, hub))
            try:
                yield
            finally:
                listening.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await listening

    app = FastAPI(title="Limpide", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.add_middleware(telemetry.Observe)
    http.install_errors(app, web.error_page)
    _add_health(app, settings)
    api.install(app, wiring.webhooks(settings))
    web.install(app, settings, wiring.programs(settings))
    return app


def _add_health(app: FastAPI, settings: Settings) -> None:
    @app.get("/healthz", include_in_schema=False)
    async def healthz() -> Response:
        return Response("ok", media_type="text/plain")

    @app.get("/readyz", include_in_schema=False)
    async def readyz(house: http.CurrentHouse) -> Response:
        async with house.pool.transaction(None) as db:
            await db.value("select 1")
        ready = house.hub.connected.is_set()
        return Response("ready" if ready else "listening soon", 200 if ready else 503)

    @app.get("/metrics", include_in_schema=False)
    async def metrics(request: Request) -> Response:
        if not _may_read_metrics(request, settings):
            return Response(status_code=404)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _may_read_metrics(request: Request, settings: Settings) -> bool:
    if settings.metrics_token is not None:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(given, settings.metrics_token.get_secret_value())
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; open requests are finished first."""
    telemetry.configure(settings, "web")
    wiring.unlock(settings)
    async with place.database(settings) as urls:
        config = uvicorn.Config(
            create_app(settings, urls.run),
            host=settings.host,
            port=settings.port,
            loop="uvloop",
            http="httptools",
            access_log=False,  # paths hold tokens
            log_level="warning",
            timeout_graceful_shutdown=3,
            server_header=False,
            proxy_headers=True,
        )
        memory.settle()
        await uvicorn.Server(config).serve()

"""Watching: traces for a collector, figures for Prometheus. Route names, never paths."""

import time
from typing import Any

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from prometheus_client import Counter, Histogram

from .settings import Settings

_FIRST_SERVER_ERROR = 500
REQUESTS = Histogram(
    "limpide_http_request_seconds", "Time to answer.", ["method", "route", "status"]
)
JOBS = Histogram("limpide_job_seconds", "Time to do a job.", ["job"])
JOB_FAILURES = Counter("limpide_job_failures", "Jobs that raised.", ["job"])


def configure(settings: Settings, process: str) -> None:
    """Send traces to the collector the operator named, if any."""
    if settings.telemetry_endpoint is None:
        return
    provider = TracerProvider(
        resource=Resource.create({"service.name": "limpide", "process": process})
    )
    exporter = OTLPSpanExporter(endpoint=settings.telemetry_endpoint)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)


class Observe:
    """ASGI middleware: one span and one measurement per request."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._tracer = trace.get_tracer("limpide")

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Measure HTTP requests; let everything else through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        started = time.perf_counter()

        async def observe(message: dict[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._tracer.start_as_current_span("http") as span:
            try:
                await self._app(scope, receive, observe)
            finally:
                route = getattr(scope.get("route"), "path", "none")
                span.update_name(f"{scope['method']} {route}")
                span.set_attribute("http.response.status_code", status)
                if status >= _FIRST_SERVER_ERROR:
                    span.set_status(trace.StatusCode.ERROR)
                REQUESTS.labels(scope["method"], route, status).observe(
                    time.perf_counter() - started
                )

"""What every answer carries: a strict content policy with a nonce, and no leaks to other sites."""

import secrets
from typing import Any

from limpide.foundation.settings import Settings

_EVERYWHERE = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
# What other sites may show inside their own pages.
_FRAMED = ("/chat", "/ai")


class Guard:
    """ASGI middleware: security headers on every answer (OWASP ASVS 5.0, V3)."""

    def __init__(self, app: Any, settings: Settings) -> None:
        self._app = app
        origins = settings.widget_origins.strip()
        self._embedders = "*" if origins == "*" else f"'self' {origins}"

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Add the headers; the nonce is in the scope for the templates."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Whoever asks for the head of an answer gets it (RFC 9110, 9.3.2): monitors, link checkers.
        # The server knows by its own scope that no body goes out.
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        nonce = secrets.token_urlsafe(16)
        scope["limpide.nonce"] = nonce
        headers = [*_EVERYWHERE, (b"content-security-policy", self._policy(scope, nonce))]

        async def guarded(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(each for each in headers if each[0] not in present),
                ]
            await send(message)

        await self._app(scope, receive, guarded)

    def _policy(self, scope: dict[str, Any], nonce: str) -> bytes:
        path: str = scope["path"]
        framed = path in _FRAMED or path.startswith("/chat/")
        ancestors = self._embedders if framed else "'none'"
        return (
            f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self';"
            " img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
            f" frame-ancestors {ancestors}"
        ).encode()

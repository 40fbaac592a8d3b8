"""Putting the API into the application."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from . import (
    routes_campaigns,
    routes_contacts,
    routes_conversations,
    routes_data_uses,
    routes_delivery,
    routes_desk,
    routes_images,
    routes_insights,
    routes_journeys,
    routes_knowledge,
    routes_learning,
    routes_letters,
    routes_messages,
    routes_notices,
    routes_people,
    routes_plans,
    routes_reviews,
    routes_rights,
    routes_sms,
)
from . import routes_webhooks as routes_hooks
from .webhooks import Webhooks

# In the order in which they are looked through: what programs call most comes first.
_ROUTES = (
    routes_messages,
    routes_notices,
    routes_rights,
    routes_images,
    routes_journeys,
    routes_campaigns,
    routes_people,
    routes_data_uses,
    routes_contacts,
    routes_desk,
    routes_conversations,
    routes_knowledge,
    routes_delivery,
    routes_plans,
    routes_hooks,
    routes_reviews,
    routes_learning,
    routes_sms,
    routes_letters,
    routes_insights,
)


def install(app: FastAPI, webhooks: Webhooks) -> None:
    """Add the routes under /v1, their description at /v1/openapi.json, and /hooks."""
    app.state.webhooks = webhooks
    for module in _ROUTES:
        app.include_router(module.router)

    @app.get("/v1/openapi.json", include_in_schema=False)
    async def describe() -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
        described = app.openapi()
        described["paths"] = {p: v for p, v in described["paths"].items() if p.startswith("/v1/")}
        return JSONResponse(described)

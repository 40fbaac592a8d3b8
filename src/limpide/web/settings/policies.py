"""`/settings/policies`: how messages are planned, to read; it is changed through the API."""

from fastapi import APIRouter, Request, Response

from limpide import delivery
from limpide.foundation import http

from .access import Reader, settings_page

router = APIRouter(prefix="/settings/policies")


@router.get("")
async def policies(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Show the rules of the road out."""
    return settings_page(request, member, "policies", {}, policy=await delivery.policy(db))

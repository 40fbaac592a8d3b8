"""`/campaigns`, `/templates`, `/segments`: one message to many, seen through before it leaves."""

from fastapi import APIRouter

from . import pages, segments, starting, templates, trying

router = APIRouter()
for part in (pages, starting, templates, trying, segments):
    router.include_router(part.router)

__all__ = ["router"]

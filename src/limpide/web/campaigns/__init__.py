"""`/campaigns`, `/templates`, `/segments`, `/letters`: to many, seen through before it leaves."""

from fastapi import APIRouter

from . import letters, pages, segments, starting, templates, trying

router = APIRouter()
for part in (letters, pages, starting, templates, trying, segments):
    router.include_router(part.router)

__all__ = ["router"]

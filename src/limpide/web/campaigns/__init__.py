"""`/campaigns`, `/templates`, `/segments`, `/letters`: to many, seen through before it leaves."""

from fastapi import APIRouter

from . import images, letters, pages, segments, starting, templates, trying

router = APIRouter()
# Images before templates: their address would be read as a template's id.
for part in (letters, pages, starting, images, templates, trying, segments):
    router.include_router(part.router)

__all__ = ["router"]

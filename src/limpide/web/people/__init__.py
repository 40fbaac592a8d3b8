"""People: who they are, what was said, what they asked for, and their copy of it all."""

from fastapi import APIRouter

from . import editing, importing, pages, requests
from .exporting import person_zip

router = APIRouter()
# «/people/requests» and «/people/import» before «/people/{id}».
router.include_router(importing.router)
router.include_router(requests.router)
router.include_router(editing.router)
router.include_router(pages.router)

__all__ = ["person_zip", "router"]

"""What waits for a person's decision, and how freely each skill may speak."""

from fastapi import APIRouter

from . import assigning, autonomy, composing, pages, previewing

router = APIRouter()
router.include_router(autonomy.router)
router.include_router(assigning.router)
router.include_router(composing.router)
router.include_router(previewing.router)
router.include_router(pages.router)

__all__ = ["router"]
